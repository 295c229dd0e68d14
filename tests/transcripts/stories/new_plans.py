"""A plan put into use from chat: read, checked in a workbook, completed, taken."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Role
from plans.samples import sample
from storage import plans
from storage.schema import appointment, audit, outbox
from tests.excel import changed, sheets, workbook
from tests.transcripts.play import Play
from tests.transcripts.worlds import TTX_FILE, VLXD, _seat, also_leads

NEW = "bac-giang-thu"
PLAN = """
plan:
  id: bac-giang-thu
  province: Bắc Giang
  title: KẾ HOẠCH Phát triển vật liệu xây không nung
  number: 12/KH-UBND
  issued: 2023-11-01
  coordinator: Sở Xây dựng
reporting:
  - frequency: annual
    from: [Sở Tài chính]
    to: [UBND tỉnh]
    via: Sở Xây dựng
    due: {month: 12, day: 15}
    before: true
    quote: báo cáo trước ngày 15/12 hàng năm
tasks:
  - number: "1.10"
    title: Rà soát các cơ sở sản xuất gạch đất sét nung.
    lead: [Sở Xây dựng]
    support: [Liên đoàn Vật liệu không nung tỉnh]
    when: Năm 2024
    due: 2024-12-31
  - number: "2"
    title: Bố trí kinh phí thực hiện.
    lead: [Sở Tài chính]
    warnings: [Nguyên văn không ghi thời gian]
"""
WHOLE = PLAN.replace("  province:", "  short: VLKN\n  province:").replace(
    "Liên đoàn Vật liệu không nung tỉnh", "Sở Công thương"
)
ADMIN = "sxd-admin"


async def sent(play: Play, data: bytes | str, name: str = "kh.yaml") -> str:
    """The plan admin sends a plan; what was said."""
    await play.says(ADMIN, "/kehoach")
    await play.presses(ADMIN, "Kế hoạch mới")
    return await again(play, data, name)


async def again(play: Play, data: bytes | str, name: str = "kh.yaml") -> str:
    return await play.sends_file(ADMIN, name, data.encode() if isinstance(data, str) else data)


async def in_use(play: Play, plan: str = NEW) -> bool:
    async with play.store() as unit:
        return await plans.get(unit, plan) is not None


async def story_a_plan_runs_the_day_it_is_signed(play: Play) -> None:
    which = await play.says(ADMIN, "/kehoach")
    assert which == (
        "Anh/chị đưa kế hoạch mới vào theo dõi, hay điều chỉnh kế hoạch đang theo dõi (KH VLXD)?\n"
        "Bot đọc tệp, cho xem trước; chưa báo cho cơ quan nào.\n"
        "[Kế hoạch mới] [Điều chỉnh KH VLXD]"
    )
    asked = await play.presses(ADMIN, "Kế hoạch mới")
    assert asked.startswith("Anh/chị gửi tệp kế hoạch do Sở Xây dựng tổng hợp: Word .docx, PDF")
    said = await again(play, PLAN)
    assert "Đã nhận tệp kh.yaml, bot đang đọc." in said
    assert "Bảng kiểm tra đọc từ kh.yaml. Dòng tô màu là chỗ cần xem lại;" in said
    assert said.split("\n\n")[-1] == (
        "Kế hoạch (kh.yaml): đọc được 2 nhiệm vụ, 1 chế độ báo cáo, 0 chỉ tiêu; số 12/KH-UBND.\n"
        "Cần xem lại 1 chỗ (tô màu trong bảng):\n"
        "2: Nguyên văn không ghi thời gian\n"
        'Còn thiếu: tên gọi tắt; tên cơ quan tỉnh chưa có: "Liên đoàn Vật liệu không nung'
        ' tỉnh".\n'
        "Chưa ghi vào theo dõi, chưa báo cho cơ quan nào.\n"
        "[Bổ sung phần còn thiếu] [Gửi tệp khác]"
    )
    book = play.file(ADMIN)
    assert book.name.endswith(".xlsx")
    assert [row[0] for row in sheets(book.data)["Nhiệm vụ"][3:5]] == ["1.10", "2"]
    short = await play.presses(ADMIN, "Bổ sung phần còn thiếu")
    assert short.startswith('Tên gọi tắt của kế hoạch "KẾ HOẠCH Phát triển vật liệu xây không')
    assert "chưa dùng được: tên gọi tắt từ 1 đến 12" in await play.says(
        ADMIN, "vật liệu không nung"
    )
    assert "KH VLXD đã có trong tỉnh" in await play.says(ADMIN, "vlxd")
    name = await play.says(ADMIN, "VLKN")
    assert 'Tỉnh chưa có tên "Liên đoàn Vật liệu không nung tỉnh" (nhiệm vụ 1.10).' in name
    review = await play.presses(ADMIN, "Không phải một cơ quan")
    assert "Tên gọi tắt: VLKN" in review
    said = await play.presses(ADMIN, "Ghi vào bảng")
    assert "KH VLKN (kh.yaml): đọc được 2 nhiệm vụ" in said
    assert "Còn thiếu" not in said
    assert not await in_use(play)
    done = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert done.startswith(
        "Đã đưa KH VLKN vào theo dõi: 2 nhiệm vụ. Chưa gửi tin cho cơ quan nào.\n"
    )
    async with play.store() as unit:
        plan = await plans.get(unit, NEW)
        assert plan is not None
        assert plan.started is None
        assert [one.number for one in await plans.tasks(unit, NEW)] == ["1.10", "2"]
        noted = await unit.rows(select(audit.c.what).where(audit.c.subject == f"plan:{NEW}"))
        assert [row.what for row in noted] == ["plan.loaded"]
        held = select(appointment.c.role).where(appointment.c.plan_id == NEW)
        assert [row.role for row in await unit.rows(held)] == [Role.PLAN_ADMIN]
        told = select(outbox.c.id).where(outbox.c.compose.is_not(None), outbox.c.key.is_not(None))
        assert await unit.rows(told) == []
    assert play.heard("stc") == ""


async def story_a_corrected_workbook_comes_back(play: Play) -> None:
    await sent(play, WHOLE)
    book = play.file(ADMIN).data
    wrong = changed(book, ("Nhiệm vụ", "N4", "31/02/2024"), ("Nhiệm vụ", "D5", "=A1"))
    said = await again(play, wrong, "bảng.xlsx")
    assert said.split("\n\n")[-1] == (
        "Chưa đọc được tệp, đề nghị sửa các chỗ sau rồi gửi lại:\n"
        'Nhiệm vụ, ô N4: "31/02/2024" không phải một ngày. Ghi dạng 31/12/2023.\n'
        "Nhiệm vụ, ô D5: Ô là công thức. Sao chép rồi dán dạng giá trị.\n"
        "[Gửi tệp khác]"
    )
    right = changed(
        book,
        ("Nhiệm vụ", "N4", "30/06/2025"),
        ("Nhiệm vụ", "O5", ""),
        ("Nhiệm vụ", "A6", "3"),
        ("Nhiệm vụ", "C6", "Tuyên truyền."),
        ("Nhiệm vụ", "D6", "Sở Công thương"),
    )
    said = await again(play, right, "bảng.xlsx")
    assert (
        "KH VLKN (bảng.xlsx): đọc được 3 nhiệm vụ, 1 chế độ báo cáo, 0 chỉ tiêu; số 12/KH-UBND.\n"
        "So với lần đọc trước: 1.10 (thời gian); 3 (thêm).\n"
        "Chưa ghi vào theo dõi, chưa báo cho cơ quan nào."
    ) in said
    use = play.button(ADMIN, "Đưa vào theo dõi")
    await play.press_this(ADMIN, use)
    assert await in_use(play)
    assert "Bản này đã được đưa vào theo dõi." in await play.press_this(ADMIN, use)
    assert "Bot không nhận tệp" in await again(play, right, "nữa.xlsx")


async def story_names_are_explained_in_the_workbook(play: Play) -> None:
    await sent(play, PLAN.replace("  province:", "  short: VLKN\n  province:"))
    book = play.file(ADMIN).data
    rows = sheets(book)["Cơ quan"]
    at = next(n for n, row in enumerate(rows, 1) if row[0].startswith("Liên đoàn"))
    assert rows[at - 1][1] == ""
    said = await again(play, changed(book, ("Cơ quan", f"B{at}", "Sở Công thương")), "b.xlsx")
    assert "Còn thiếu" not in said
    await play.presses(ADMIN, "Đưa vào theo dõi")
    async with play.store() as unit:
        from storage import task_parts

        (one, *_) = await plans.tasks(unit, NEW)
        parts = await task_parts.roles(unit, one.id)
    assert {agency.code for _, _, agency, _ in parts} == {"sxd", "sct"}


async def story_a_draft_is_not_for_everybody(play: Play) -> None:
    for who in ("stnmt", "sxd"):
        assert "do quản trị kế hoạch của cơ quan tổng hợp" in await play.says(who, "/kehoach")
    await sent(play, WHOLE)
    use = play.button(ADMIN, "Đưa vào theo dõi")
    assert "do quản trị kế hoạch" in await play.forges("sxd", use[1])
    async with play.store() as unit:
        await _seat(unit, play, "other", 7001, "sxd", VLXD, "Bắc Giang", Role.PLAN_ADMIN)
    await play.says("other", "/kehoach")
    assert "Bản này không còn." in await play.forges("other", use[1])
    assert "Bản này không còn." in await play.forges(ADMIN, "kht:999")
    assert "kht" not in await play.forges(ADMIN, "kht:")
    await play.presses("other", "Kế hoạch mới")
    await play.sends_file("other", "kh.yaml", WHOLE.encode())
    await play.presses("other", "Đưa vào theo dõi")
    late = await play.press_this(ADMIN, use)
    assert "Kế hoạch bac-giang-thu (KH VLKN) đã được đưa vào theo dõi." in late


async def story_a_plan_of_somebody_else(play: Play) -> None:
    await also_leads(play)
    said = await sent(play, WHOLE.replace("Bắc Giang", "Tuyên Quang"))
    assert "Kế hoạch này của Tuyên Quang; anh/chị phụ trách kế hoạch của Bắc Giang." in said
    await again(play, WHOLE.replace("coordinator: Sở Xây dựng", "coordinator: Sở Tài chính"))
    said = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert "Kế hoạch ghi cơ quan tổng hợp là Sở Tài chính, không phải cơ quan của anh/chị." in said
    said = await again(play, TTX_FILE.replace("bac-giang-ttx", "bac-giang-ttx-2"))
    said = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert "không phải cơ quan của anh/chị" in said
    again_ = WHOLE.replace("VLKN", "VLXD")
    await again(play, again_)
    assert "Tên gọi tắt VLXD đã dùng" in await play.presses(ADMIN, "Đưa vào theo dõi")


async def story_files_that_are_no_plan(play: Play) -> None:
    said = await sent(play, "plan: [")
    assert (
        "kh.yaml:2: Tệp chưa đúng định dạng YAML" in said or "Tệp chưa đúng định dạng YAML" in said
    )
    for name, data, told in (
        ("a.yaml", b"", "Tệp không có nội dung."),
        ("b.xlsx", b"x", "không phải bảng tính Excel"),
        ("c.jpg", b"x", "c.jpg"),
    ):
        assert told in await again(play, data, name), name
    twice = WHOLE.replace('number: "2"', 'number: "1.10"')
    assert 'Số nhiệm vụ "1.10" ghi hai lần' in await again(play, twice)
    early = WHOLE.replace("due: 2024-12-31", "due: 2020-12-31")
    said = await again(play, early)
    assert "Cần sửa 1 chỗ trong bảng rồi gửi lại:\nNhiệm vụ, ô N4: Thời hạn 31/12/2020 sớm" in said
    assert "[Đưa vào theo dõi]" not in said
    assert workbook(("STT",), (1,)) is not None
    assert "đang soạn (kh.yaml" in await _going_on(play)


async def _going_on(play: Play) -> str:
    await play.says(ADMIN, "/kehoach")
    await play.presses(ADMIN, "Kế hoạch mới")
    return await play.presses(ADMIN, "Bản đang soạn")


async def story_vlxd_itself_is_already_there(play: Play) -> None:
    await sent(play, sample("bac-giang-vat-lieu-xay-dung.yaml"))
    said = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert "(KH VLXD) đã được đưa vào theo dõi." in said
