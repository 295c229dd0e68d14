"""/nhatky: who, when, before, after, in sentences; for the Sở of the plan alone."""

from __future__ import annotations

from storage import audit
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import VLXD, also_leads, opened, other_province


async def _busy_day(play: Play) -> None:
    """Something of nearly every kind happens."""
    await opened(play)
    await tie_groups(play)
    await play.says("stnmt", "1.2 Đã hoàn thành. Báo cáo số 120/BC-STNMT ngày 10/11/2023")
    await play.presses("stnmt", "Gửi")
    await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở")
    await play.presses("stnmt", "Gửi")
    await play.presses("stnmt", "Thu hồi")
    await play.presses("stnmt", "Thu hồi")
    await play.says("sct", "/vanban 77/BC-SCT ngày 13/11/2023")
    await play.presses("sct", "Sửa số văn bản")
    await play.says("sct", "78/BC-SCT 14/11")
    await play.says("stc", "/baocao")
    await play.presses("stc", "Hẹn ngày gửi")
    await play.says("stc", "12/12")
    await play.says("skhcn", "/baocao")
    await play.presses("skhcn", "Đang trình lãnh đạo")
    await play.says("ubnd-yen-dung", "/baocao")
    await play.presses("ubnd-yen-dung", "Không phát sinh")
    await play.presses("ubnd-yen-dung", "Gửi")
    await play.presses("ubnd-yen-dung", "Thu hồi")
    await play.presses("ubnd-yen-dung", "Thu hồi")


async def story_log_tells_who_changed_what_newest_first(play: Play) -> None:
    await _busy_day(play)
    first = await play.says("sxd", "/nhatky")
    assert first == (
        "Nhật ký thay đổi KH VLXD:\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối UBND huyện Yên Dũng: thu hồi báo cáo năm 2023 của"
        " UBND huyện Yên Dũng.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối UBND huyện Yên Dũng: gửi báo cáo năm 2023 của UBND"
        " huyện Yên Dũng, không phát sinh nội dung.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Khoa học và Công nghệ: báo cáo năm 2023 của Sở"
        " Khoa học và Công nghệ: đang trình lãnh đạo.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Tài chính: báo cáo năm 2023 của Sở Tài chính:"
        " hẹn gửi ngày 12/12/2023.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Công thương: ghi đã có văn bản số 78/BC-SCT, báo"
        " cáo năm 2023 của Sở Công thương (thay số 77/BC-SCT).\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Công thương: ghi đã có văn bản số 77/BC-SCT, báo"
        " cáo năm 2023 của Sở Công thương.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Tài nguyên và Môi trường: thu hồi nội dung đã"
        " cập nhật của VLXD 1.3, Sở Tài nguyên và Môi trường.\n"
        "08:00 ngày 15/11/2023, Cán bộ đầu mối Sở Tài nguyên và Môi trường: cập nhật VLXD 1.3 của"
        " Sở Tài nguyên và Môi trường: Đang triển khai, bảo đảm tiến độ, nội dung được cập nhật."
        "\n[Cũ hơn]"
    )
    second = await play.presses("sxd", "Cũ hơn")
    assert second.startswith("Nhật ký thay đổi KH VLXD (tiếp theo):\n")
    assert (
        "cập nhật VLXD 1.2 của Sở Tài nguyên và Môi trường: Đang triển khai, bảo đảm tiến độ → Đã"
        " hoàn thành." in second
    )
    assert "nhóm nhận tin tổng hợp: chưa chọn → nội bộ Sở." in second
    assert await play.presses("sxd", "Mới nhất") == first
    pages = [first, second]
    while "[Cũ hơn]" in pages[-1]:
        pages.append(await play.presses("sxd", "Cũ hơn"))
    assert "quản trị kỹ thuật hoặc bot: đưa KH VLXD vào theo dõi: 9 nhiệm vụ" in pages[-1]
    assert "thay đổi khác" not in "".join(pages)
    assert max(len(page.splitlines()) for page in pages) <= 10
    lines = [line for page in pages for line in page.splitlines()[1:] if " ngày " in line]
    assert len(lines) > len(set(lines)) - 1 > 12


async def story_log_of_a_task_or_an_agency_alone(play: Play) -> None:
    await _busy_day(play)
    task = await play.says("sxd-admin", "/nhatky 1.2")
    assert task.splitlines()[0] == "Nhật ký thay đổi KH VLXD, VLXD 1.2:"
    assert all("VLXD 1.2" in line for line in task.splitlines())
    agency = await play.says("sxd", "nhật ký")
    agency = await play.says("sxd", "/nhatky cong thuong")
    assert agency.splitlines()[0] == "Nhật ký thay đổi KH VLXD, Sở Công thương:"
    assert agency.count("Sở Công thương") > 2
    assert "Tài chính" not in agency
    unknown = await play.says("sxd", "/nhatky Sở Y tế dự phòng")
    assert unknown.startswith('Chưa rõ "Sở Y tế dự phòng" là nhiệm vụ hay cơ quan nào')
    assert "ví dụ: /nhatky Sở Y tế." in unknown
    none = await play.says("sxd", "/nhatky Công an tỉnh")
    assert none == "Nhật ký KH VLXD, Công an tỉnh, chưa có mục nào."
    for number in ("9.9", "<b>", "các sở"):
        assert "Chưa rõ" in await play.says("sxd", f"/nhatky {number}")


async def story_log_is_for_the_so_of_the_plan(play: Play) -> None:
    await opened(play)
    await other_province(play, "tq", 1201)
    await also_leads(play)
    async with play.store() as unit:
        await audit.note(unit, 1, "start", "plan:tuyen-quang-vlxd")
        await audit.note(unit, 1, "start", "plan:bac-giang-ttx")
    for who in ("stnmt", "tq"):
        said = await play.says(who, "/nhatky")
        assert said.startswith("Nhật ký thay đổi dành cho chuyên viên tổng hợp, quản trị kế hoạch")
        assert await play.forges(who, f"nk:{VLXD}:0:") == said
    mine = await play.says("sxd", "/nhatky")
    assert "TTX" not in mine
    assert "Bắt đầu nhắc cho KH VLXD" in mine or mine
    for data in ("nk:bac-giang-ttx:0:", "nk:tuyen-quang-vlxd:0:", "nk:zz:0:"):
        assert "dành cho chuyên viên tổng hợp" in await play.forges("sxd", data)
    for data in ("nk", f"nk:{VLXD}", f"nk:{VLXD}:x:", f"nk:{VLXD}:0:a99999", f"nk:{VLXD}:0:zz1"):
        assert "không còn dùng" in await play.forges("sxd", data)
    assert "chỉ dùng khi nhắn riêng" in await play.says("sxd", "/nhatky", chat=INTERNAL)


async def story_log_shows_an_entry_it_has_no_sentence_for(play: Play) -> None:
    async with play.store() as unit:
        await audit.note(unit, 1, "something_new", f"plan:{VLXD}", "a", 2)
        await audit.note(unit, 1, "something_big", "task:2", {"a": 1}, {"b": [2]})
        await audit.note(unit, 1, "update", "task:2", None, "of an older version")
    said = (await play.says("sxd", "/nhatky")).splitlines()
    assert said[1].endswith("thay đổi khác (update), VLXD 1.2: of an older version.")
    assert said[2].endswith("thay đổi khác (something_big), VLXD 1.2.")
    assert said[3].endswith("thay đổi khác (something_new): a → 2.")
