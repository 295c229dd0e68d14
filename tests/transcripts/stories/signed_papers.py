"""The signed document itself: Word and PDF, with /kehoach and without it."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import Role
from storage.schema import heavy_job
from tests.excel import changed, sheets
from tests.reading.rendering import Part, as_docx, as_pdf
from tests.transcripts.play import Play
from tests.transcripts.stories.amended_plans import PAPER
from tests.transcripts.stories.new_plans import ADMIN, WHOLE, again, in_use, sent
from tests.transcripts.worlds import VLXD, _seat, opened, three_tasks

PLAN = "chieu-sang"
MATTERS = (
    "2. Nếu có khó khăn, vướng mắc, các cơ quan phản ánh về Sở Xây dựng để tổng hợp, báo cáo UBND"
    " tỉnh xem xét, giải quyết."
)
REPORTS = (
    "1. Các sở, ngành, UBND các huyện, thành phố báo cáo kết quả thực hiện trước ngày 10/12 hằng"
    " năm, gửi Sở Xây dựng để tổng hợp, báo cáo UBND tỉnh."
)
OFFER = (
    "Đọc tệp này thành kế hoạch (chieu-sang.pdf)?\n"
    "Bot đọc, trả lại bảng để kiểm tra; chưa ghi vào theo dõi, chưa báo cho cơ quan nào.\n"
    "[Kế hoạch mới] [Điều chỉnh KH VLXD] [Không phải kế hoạch]"
)


def parts(*rows: tuple[str, ...]) -> list[Part]:
    """A small plan of Sở Xây dựng Bắc Giang, with more rows in its table."""
    return [
        "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG",
        "Số: 77/KH-UBND",
        "Bắc Giang, ngày 06 tháng 11 năm 2023",
        "KẾ HOẠCH",
        "Quản lý chiếu sáng đô thị trên địa bàn tỉnh Bắc Giang giai đoạn 2024-2025",
        "I. MỤC TIÊU",
        "- Tỷ lệ đường phố được chiếu sáng đạt 95%.",
        "II. NHIỆM VỤ",
        [
            ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
            ("1", "Rà soát hệ thống chiếu sáng", "Sở Xây dựng", "Sở Tài chính", "Quý II/2024"),
            ("2", "Bố trí kinh phí duy tu", "Sở Tài chính", "Sở Xây dựng", "Hằng năm"),
            ("3", "Thay đèn tiết kiệm điện", "Sở Công thương", "Sở Xây dựng", "2025-2024"),
            *rows,
        ],
        "III. TỔ CHỨC THỰC HIỆN",
        REPORTS,
        MATTERS,
    ]


async def named(play: Play, short: str) -> str:
    """The one thing that no document says."""
    await play.presses(ADMIN, "Bổ sung phần còn thiếu")
    await play.says(ADMIN, short)
    return await play.presses(ADMIN, "Ghi vào bảng")


async def story_a_signed_word_document_runs_the_same_day(play: Play) -> None:
    said = await sent(play, as_docx(parts()), "chieu-sang.docx")
    assert "Đã nhận tệp chieu-sang.docx, bot đang đọc." in said
    assert said.split("\n\n")[-1] == (
        "Kế hoạch (chieu-sang.docx): đọc được 3 nhiệm vụ, 1 chế độ báo cáo, 1 chỉ tiêu;"
        " số 77/KH-UBND.\n"
        "Cần xem lại 1 chỗ (tô màu trong bảng):\n"
        '3: Thời gian in là "2025-2024": năm sau nhỏ hơn năm trước, chưa ghi thời hạn. Hỏi lại cơ'
        " quan ban hành.\n"
        "Còn thiếu: tên gọi tắt.\n"
        "Chưa ghi vào theo dõi, chưa báo cho cơ quan nào.\n"
        "[Bổ sung phần còn thiếu] [Gửi tệp khác]"
    )
    book = play.file(ADMIN)
    rows = sheets(book.data)["Nhiệm vụ"]
    assert [(row[0], row[3]) for row in rows[3:6]] == [
        ("1", "Sở Xây dựng"), ("2", "Sở Tài chính"), ("3", "Sở Công thương"),
    ]  # fmt: skip
    mended = changed(
        book.data,
        ("Nhiệm vụ", "N6", "31/12/2025"),
        ("Nhiệm vụ", "O6", ""),
        ("Kế hoạch", "B5", "CSĐT"),
    )
    said = await again(play, mended, "bảng đã sửa.xlsx")
    assert said.split("\n\n")[-1] == (
        "KH CSĐT (bảng đã sửa.xlsx): đọc được 3 nhiệm vụ, 1 chế độ báo cáo, 1 chỉ tiêu;"
        " số 77/KH-UBND.\n"
        "So với lần đọc trước: 3 (thời gian).\n"
        "Chưa ghi vào theo dõi, chưa báo cho cơ quan nào.\n"
        "[Đưa vào theo dõi] [Gửi tệp khác]"
    )
    assert not await in_use(play, PLAN)
    said = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert said.startswith("Đã đưa KH CSĐT vào theo dõi: 3 nhiệm vụ.")
    assert await in_use(play, PLAN)


async def story_a_pdf_sent_by_itself_is_offered_as_a_plan(play: Play) -> None:
    assert await play.sends_file(ADMIN, "chieu-sang.pdf", as_pdf(parts())) == OFFER
    new = play.button(ADMIN, "Kế hoạch mới")
    async with play.store() as unit:
        assert await unit.rows(select(heavy_job.c.id)) == []  # nothing is read, or fetched
    assert not play.room.calls.of("getFile")
    said = await play.press_this(ADMIN, new)
    assert said.startswith("Đã nhận tệp chieu-sang.pdf, bot đang đọc.")
    assert "Kế hoạch (chieu-sang.pdf): đọc được 3 nhiệm vụ, 1 chế độ báo cáo, 1 chỉ tiêu" in said
    assert "Bot đã nhận đọc tệp chieu-sang.pdf." in await play.press_this(ADMIN, new)
    book = play.file(ADMIN).data
    mended = changed(book, ("Nhiệm vụ", "N6", "31/12/2025"), ("Nhiệm vụ", "O6", ""))
    said = await again(play, mended, "bảng.xlsx")  # its question waits as after /kehoach
    assert "So với lần đọc trước: 3 (thời gian)." in said
    assert "KH CSĐT (bảng.xlsx)" in await named(play, "CSĐT")
    await play.presses(ADMIN, "Đưa vào theo dõi")
    assert await in_use(play, PLAN)


async def story_a_document_sent_by_itself_amends_a_plan(play: Play) -> None:
    await sent(play, as_docx(parts()), "chieu-sang.docx")
    await named(play, "CSĐT")
    await play.presses(ADMIN, "Đưa vào theo dõi")
    more = parts(("4", "Sơ kết thực hiện Kế hoạch", "Sở Xây dựng", "", "Năm 2025"))
    said = await play.sends_file(ADMIN, "sửa đổi.docx", as_docx(more))
    assert said.endswith(
        "[Kế hoạch mới] [Điều chỉnh KH VLXD] [Điều chỉnh KH CSĐT] [Không phải kế hoạch]"
    )
    said = await play.presses(ADMIN, "Điều chỉnh KH CSĐT")
    assert "Bản điều chỉnh KH CSĐT (sửa đổi.docx): đọc được 4 nhiệm vụ" in said
    said = await play.presses(ADMIN, "Xem thay đổi")
    assert said.startswith("KH CSĐT, bản điều chỉnh: 1 nhiệm vụ thay đổi.\n")
    assert "CSĐT 4: thêm, chủ trì Sở Xây dựng" in said
    await play.presses(ADMIN, "Ghi văn bản điều chỉnh")
    await play.says(ADMIN, PAPER)
    done = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert "Đã đưa bản điều chỉnh KH CSĐT" in done


async def story_what_is_offered_and_to_whom(play: Play) -> None:
    paper = as_docx(parts())
    for who in ("stnmt", "sxd"):
        assert (await play.sends_file(who, "kh.docx", paper)).startswith("Bot không nhận tệp")
    for name in ("ảnh.png", "số liệu.xlsx", "ghi chép.txt"):
        assert (await play.sends_file(ADMIN, name, b"x")).startswith("Bot không nhận tệp")
    assert "kế hoạch.yaml)?" in await play.sends_file(ADMIN, "kế hoạch.yaml", WHOLE.encode())
    await play.sends_file(ADMIN, "kh.docx", paper)
    use, drop = play.button(ADMIN, "Kế hoạch mới"), play.button(ADMIN, "Không phải kế hoạch")
    await play.says("stnmt", "/trogiup")
    assert "do quản trị kế hoạch" in await play.forges("stnmt", use[1])
    async with play.store() as unit:
        await _seat(unit, play, "other", 7001, "sxd", VLXD, "Bắc Giang", Role.PLAN_ADMIN)
    await play.says("other", "/trogiup")
    assert "Tệp này không còn chờ đọc." in await play.forges("other", use[1])
    assert "Tệp này không còn chờ đọc." in await play.forges("other", drop[1])
    assert "Tệp này không còn chờ đọc." in await play.forges(ADMIN, "khf:999")
    assert (await play.press_this(ADMIN, drop)).startswith("Bot không nhận tệp")
    assert "Tệp này không còn chờ đọc." in await play.press_this(ADMIN, use)
    assert "Tệp này không còn chờ đọc." in await play.press_this(ADMIN, drop)
    big = await play.sends_file(ADMIN, "kh.pdf", b"1" * (20 * 2**20 + 1))
    assert "tệp lớn hơn 20 MB" in big


async def story_an_offer_while_something_else_is_asked(play: Play) -> None:
    """A question for words keeps its place; one for another file takes the file."""
    await opened(play)
    await play.at("06/12/2023 09:00")
    await three_tasks(play)
    await play.says(ADMIN, "/thongbao")
    assert await play.sends_file(ADMIN, "chieu-sang.pdf", as_pdf(parts())) != OFFER
    await play.says(ADMIN, "hủy")
    assert await play.sends_file(ADMIN, "chieu-sang.pdf", as_pdf(parts())) == OFFER
    said = await play.presses(ADMIN, "Kế hoạch mới")
    assert "đọc được 3 nhiệm vụ" in said
