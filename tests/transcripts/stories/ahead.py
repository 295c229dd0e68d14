"""A sentence typed where a button was asked for, or with no form waiting: never typed twice."""

from __future__ import annotations

from datetime import date

from plans.model import Status, SubmissionState
from storage import submissions
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, agency_of, opened, part_of, said_of, three_tasks

SAID = "UBND huyện đã kiểm tra 03 cơ sở sản xuất gạch"


async def story_content_typed_at_the_reports_first_question(play: Play) -> None:
    round_ = await opened(play)
    await play.says("ubnd-tan-yen", "/baocao")
    await play.presses("ubnd-tan-yen", "Gửi báo cáo năm 2023")
    review = await play.says("ubnd-tan-yen", SAID)
    assert f"Báo cáo năm 2023 KH VLXD, UBND huyện Tân Yên.\n{SAID}\n[Gửi]" in review
    await play.presses("ubnd-tan-yen", "Gửi")
    async with play.store() as unit:
        agency = (await agency_of(unit, "ubnd-tan-yen")).id
        assert (await submissions.last(unit, VLXD, agency, 0)).support_text == SAID
    await three_tasks(play)
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    assert "câu này cần chọn một trong các mục" in await play.says("stnmt", "xong")
    plain = await play.says("stnmt", "da cu can bo tham gia doan")
    assert (
        "Phần phối hợp: da cu can bo tham gia doan\nNội dung chưa có dấu, vẫn gửi được." in plain
    )
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    assert "Phần phối hợp: Không phát sinh nội dung." in await play.says(
        "stnmt", "không phát sinh nội dung"
    )
    assert (await part_of(play, round_)).state is SubmissionState.UPDATING


async def story_result_typed_before_its_status(play: Play) -> None:
    await play.says("stnmt", "1.3")
    asked = await play.says("stnmt", "Sở đang rà soát 15 cơ sở trên địa bàn")
    assert "Kết quả vừa ghi (đang giữ): Sở đang rà soát 15 cơ sở trên địa bàn" in asked
    await play.presses("stnmt", "Đang triển khai")
    assert "Sở đang rà soát 15 cơ sở" in await play.presses("stnmt", "Bảo đảm tiến độ")
    await play.presses("stnmt", "Gửi")
    done = "Đã hoàn thành, Báo cáo số 120/BC-STNMT ngày 10/11/2023"
    await play.says("stnmt", "1.3")
    assert f"VLXD 1.3: Đã hoàn thành\n{done}" in await play.says("stnmt", done)
    await play.presses("stnmt", "Gửi")
    newest, before = (await said_of(play, "1.3"))[:2]
    assert (newest.status, newest.text) == (Status.DONE, done)
    assert (before.status, before.text) == (
        Status.ON_TRACK,
        "Sở đang rà soát 15 cơ sở trên địa bàn",
    )


async def story_results_pasted_at_the_status_question(play: Play) -> None:
    await play.says("stnmt", "1.3")
    split = await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống\n1.3 Đang rà soát 15 cơ sở")
    assert split.startswith("Bot tách được 2 nội dung:")
    await play.says("stnmt", "hủy")
    await play.says("stnmt", "1.3")
    assert "Kết quả chính" in await play.says("stnmt", "chưa triển khai")


async def story_said_freely_by_who_leads_nothing(play: Play) -> None:
    round_ = await opened(play)
    for who, typed in (("ubnd-tan-yen", f"1.3 {SAID}"), ("ubnd-luc-nam", SAID)):
        review = await play.says(who, typed)
        assert f"{typed}\n[Gửi]" in review
        assert (await part_of(play, round_, who)).state is SubmissionState.NOTHING
        await play.presses(who, "Gửi")
        assert (await part_of(play, round_, who)).state is SubmissionState.SENT
    assert "Không phát sinh nội dung.\n[Gửi]" in await play.says(
        "ubnd-lang-giang", "Không phát sinh nội dung"
    )
    assert (await play.says("ubnd-viet-yen", "chào")).startswith(
        "Cơ quan anh/chị không chủ trì nhiệm vụ nào"
    )
    assert (await play.says("ubnd-viet-yen", "đang trình lãnh đạo")).startswith(
        "Đã ghi: báo cáo năm 2023 KH VLXD đang trình lãnh đạo."
    )
    assert (await play.says("stnmt", "đang trình lãnh đạo")).startswith("Đã ghi: báo cáo năm 2023")
    await play.says("sct", "hẹn ngày gửi")
    await play.says("sct", "20/11/2023")
    assert (await part_of(play, round_, "sct")).promised == date(2023, 11, 20)


async def story_document_typed_freely(play: Play) -> None:
    round_ = await opened(play)
    for who, code in (("ubnd-tan-yen", "45/BC-UBND"), ("stnmt", "120/BC-STNMT")):
        shown = await play.says(who, f"Báo cáo số {code} ngày 10/11/2023")
        assert shown.startswith(f"Đã có văn bản: số {code} ngày 10/11/2023, báo cáo năm 2023")
        assert (await part_of(play, round_, who)).paper is None
        assert (await play.presses(who, "Gửi")).startswith(f"Đã ghi nhận văn bản số {code}")
    await play.says("ubnd-luc-nam", "45/BC-UBND ngày 10/12/2023")
    assert (await part_of(play, round_, "ubnd-luc-nam")).paper is None


async def story_with_leader_pressed_again(play: Play) -> None:
    await opened(play)
    first = await play.says("stnmt", "đang trình lãnh đạo")
    await play.at("16/11/2023 09:00")
    assert await play.says("stnmt", "đang trình lãnh đạo") == first
    await play.at("20/11/2023 09:00")
    assert await play.says("stnmt", "đang trình lãnh đạo") != first


async def story_example_of_a_document_is_of_its_own_kind(play: Play) -> None:
    await opened(play)
    assert "45/BC-UBND ngày" in await play.says("ubnd-tan-yen", "đã có văn bản")


async def story_figure_that_is_also_a_tasks_number(play: Play) -> None:
    typed = "5 cơ sở đã kiểm tra xong"
    asked = await play.says("stnmt", typed)
    assert asked.startswith(f"Chưa rõ nội dung này ghi vào đâu: {typed}")
    assert play.buttons("stnmt")[:2] == ["VLXD 5", "Nội dung khác"]
    assert f"Kết quả vừa ghi (đang giữ): {typed}" in await play.presses("stnmt", "VLXD 5")
    assert typed in await play.presses("stnmt", "Triển khai thường xuyên")
    await play.presses("stnmt", "Gửi")
    assert (await said_of(play, "5"))[0].text == typed
    await play.says("stnmt", typed)
    assert (await play.presses("stnmt", "Nội dung khác")).startswith(f'Chưa ghi "{typed}".')
    await play.says("stnmt", typed)
    assert "VLXD 1.2" in await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
