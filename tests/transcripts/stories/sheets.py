"""The biểu of an agency: taken, filled in, sent back, shown by cell or as split, then written."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from sqlalchemy import select

from plans.model import Status, SubmissionState
from storage.schema import attachment
from tests.transcripts.play import Play
from tests.transcripts.worlds import closed, opened, part_of, said_of

Mend = Callable[[Any], None]
NAME = "biểu đã điền.xlsx"
DONE = "Đã nghiệm thu, Báo cáo số 120/BC-STNMT ngày 10/11/2023"


def filled(data: bytes, cells: Mapping[str, str], mend: Mend | None = None) -> bytes:
    """A sheet with these cells filled in, as an office would save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for place, text in cells.items():
        book.worksheets[0][place] = text
    if mend is not None:
        mend(book.worksheets[0])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def taken(play: Play, who: str = "stnmt") -> bytes:
    """The agency takes its own biểu."""
    await play.says(who, "/baocao")
    await play.presses(who, "Lấy biểu Excel")
    return play.file(who).data


async def given(play: Play, data: bytes, who: str = "stnmt") -> str:
    """The agency sends it back; what is said once it was read."""
    await play.presses(who, "Gửi biểu đã điền")
    said = await play.sends_file(who, NAME, data)
    assert said.startswith("Bot đang đọc biểu.\n\n")
    return said.removeprefix("Bot đang đọc biểu.\n\n")


async def story_an_agency_fills_in_its_own_sheet(play: Play) -> None:
    round_ = await opened(play)
    book = openpyxl.load_workbook(io.BytesIO(await taken(play)))
    sheet, listed = book.worksheets
    assert {one.sheet_state for one in book.worksheets} == {"visible"}
    assert not any(one.hidden for one in sheet.row_dimensions.values())
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Biểu cập nhật kết quả năm 2023 thực hiện KH VLXD"
    assert rows[2][:2] == ("Mã biểu", f"bac-giang-vlxd-2021-2030/{round_}/stnmt")
    assert rows[4] == ("Số mục", "Nội dung nhiệm vụ", "Lần trước", "Tình hình", "Kết quả")
    assert [row[0] for row in rows[5:]] == ["1.2", "1.3", "5", "Phối hợp"]
    assert rows[8][1] == "Phần phối hợp, ghi chung một ý (1.1, 1.4, 2, 4, 6)"
    assert rows[5][2].startswith("15/11/2023: Đang triển khai, bảo đảm tiến độ. (minh họa)")
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("D6:D8", "'Tình hình'!$A$2:$A$7")
    assert listed["A4"].value == "Đã hoàn thành"
    await _sent_back(play, round_)


async def _sent_back(play: Play, round_: int) -> None:
    cells = {"D6": "Đã hoàn thành", "E6": DONE, "E7": "Đang rà soát", "E8": "Đã kiểm tra"}
    data = filled(play.file("stnmt").data, {**cells, "E9": "Đã cử cán bộ tham gia"})
    assert (await given(play, data)).splitlines() == [
        "Bot tách được 3 nội dung:",
        f"VLXD 1.2 [Đã hoàn thành] {DONE}",
        "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát",
        "VLXD 5 [Triển khai thường xuyên] Đã kiểm tra",
        "Văn bản nhận ra: VLXD 1.2: Báo cáo số 120/BC-STNMT ngày 10/11/2023",
        "Phần phối hợp (gửi cùng báo cáo): Đã cử cán bộ tham gia",
        "Tình hình trong ngoặc vuông sửa được bằng mục Sửa. Anh/chị kiểm tra rồi chọn Gửi.",
        "[Gửi] [Sửa] [Để sau] [Hủy]",
    ]
    await play.presses("stnmt", "Gửi")
    said = (await said_of(play, "1.2"))[0]
    assert (said.status, said.source, said.basis) == (Status.DONE, "chat", None)
    assert "Phần phối hợp: Đã cử cán bộ tham gia" in await play.presses(
        "stnmt", "Gửi báo cáo năm 2023"
    )
    await play.presses("stnmt", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.SENT


async def story_sheet_of_an_agency_that_leads_nothing(play: Play) -> None:
    await opened(play)
    data = filled(await taken(play, "stc"), {"E6": "Đã bố trí kinh phí"})
    shown = await given(play, data, "stc")
    assert shown.startswith("Báo cáo năm 2023 KH VLXD, Sở Tài chính.\nĐã bố trí kinh phí")
    assert "Đã gửi báo cáo năm 2023 KH VLXD của Sở Tài chính" in await play.presses("stc", "Gửi")


async def story_coordinator_enters_from_the_agencys_sheet(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    await play.presses("sxd", "Biểu Excel đã điền")
    await play.presses("sxd", "Lấy biểu Excel")
    cells = {"D6": "Đã hoàn thành", "E6": DONE, "E7": "Đang rà soát", "E8": "Đã kiểm tra"}
    data = filled(play.file("sxd").data, {**cells, "E9": "Đã cử cán bộ"})
    await play.presses("sxd", "Gửi biểu đã điền")
    shown = await play.sends_file("sxd", NAME, data)
    assert "theo văn bản số 150/BC-STNMT ngày 14/11/2023." in shown
    assert "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát" in shown
    assert "Phần phối hợp: Đã cử cán bộ\n" in shown
    assert "Báo cáo được ghi là đã gửi, đã tiếp nhận." in shown
    await play.presses("sxd", "Gửi")
    said = (await said_of(play, "1.2"))[0]
    assert said.source == "entered"
    assert (await part_of(play, round_)).state is SubmissionState.ACCEPTED
    assert "đã nhập thay Sở Tài nguyên và Môi trường" in play.heard("stnmt")


async def story_corrected_sheet_is_simply_sent_again(play: Play) -> None:
    """After errors, or a file that is no biểu, the next file is taken; after a good one not."""
    await opened(play)
    await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
    await play.presses("sxd", "Biểu Excel đã điền")
    await play.presses("sxd", "Lấy biểu Excel")
    data = play.file("sxd").data
    wrong = await play.sends_file("sxd", NAME, filled(data, {"D6": "Xong rồi", "E6": DONE}))
    assert 'D6 ("Xong rồi"): tình hình không có trong danh sách.' in wrong
    assert "đã hỏng" in await play.sends_file("sxd", NAME, b"PK\x03\x04 not a book")
    assert "chưa điền nội dung nào" in await play.sends_file("sxd", NAME, data)
    right = filled(data, {"D6": "Đã hoàn thành", "E6": DONE})
    shown = await play.sends_file("sxd", NAME, right)
    assert "theo văn bản số 150/BC-STNMT ngày 14/11/2023." in shown
    assert f"VLXD 1.2 [Đã hoàn thành] {DONE}" in shown
    await play.presses("sxd", "Gửi")
    assert (await said_of(play, "1.2"))[0].source == "entered"
    assert (await play.sends_file("sxd", NAME, right)).startswith("Bot không nhận tệp")


async def story_sheets_with_wrong_cells(play: Play) -> None:
    await opened(play)
    data = await taken(play)

    def spoil(sheet: Any) -> None:
        sheet["D6"] = "Xong rồi"
        sheet["E6"] = DONE
        sheet["D7"] = "Đã hoàn thành"
        sheet["E8"] = "=1+1"
        sheet["A10"], sheet["E10"] = "7.9", "Đã làm"
        sheet["E11"] = "Thêm một dòng"
        sheet.merge_cells("D12:E12")
        sheet["D12"] = "Gộp"

    said = await given(play, filled(data, {}, spoil))
    assert said.splitlines() == [
        "Chưa ghi được biểu. Đề nghị sửa các ô sau rồi gửi lại tệp:",
        'D6 ("Xong rồi"): tình hình không có trong danh sách.',
        "E7: có tình hình mà chưa có kết quả.",
        'E8 ("=1+1"): ô là công thức, đề nghị ghi nội dung bằng chữ.',
        'A10 ("7.9"): số mục không có trong biểu của cơ quan.',
        "A11: dòng thêm không có số mục, đề nghị ghi vào dòng của nhiệm vụ.",
        'D12 ("Gộp"): ô bị gộp, đề nghị bỏ gộp ô.',
        "E12: ô bị gộp, đề nghị bỏ gộp ô.",
        "[Gửi biểu đã điền]",
    ]
    changed = filled(data, {"A7": "3", "E7": "Đã thẩm định"})
    assert 'A7 ("3"): số mục không có trong biểu' in await given(play, changed)
    twice = filled(data, {"E6": "Đã họp", "A10": "1.2", "E10": "Đã kiểm tra"})
    assert 'A10 ("1.2"): dòng này lặp lại hoặc sai thứ tự.' in await given(play, twice)
    assert len(await said_of(play, "1.2")) == 1


async def story_sheets_that_are_not_this_one(play: Play) -> None:
    round_ = await opened(play)
    data, other = await taken(play), await taken(play, "skhcn")
    for sent, said in (
        (
            filled(other, {"E6": "Đã làm"}),
            "kế hoạch hoặc kỳ báo cáo khác (mã bac-giang-vlxd",
        ),
        (filled(data, {"B3": ""}), "tệp không có mã biểu"),
        (filled(data, {"D5": "Trạng thái"}), "tiêu đề cột đã bị sửa (Tình hình)"),
        (filled(data, {}), "Biểu chưa điền nội dung nào"),
        (b"PK\x03\x04 not a book", "tệp không phải bảng tính Excel (.xlsx) hoặc đã hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "tệp theo định dạng Excel cũ (.xls)"),
    ):
        assert said in await given(play, sent), said
    await play.presses("stnmt", "Gửi biểu đã điền")
    assert "bước này chỉ nhận tệp .xlsx" in await play.sends_file("stnmt", "a.docx", data)
    await closed(play, round_)
    assert "đã chốt ngày 15/11/2023" in await play.presses("stnmt", "Gửi biểu đã điền")


async def story_sheet_sent_without_its_button(play: Play) -> None:
    await opened(play)
    data = await taken(play)
    assert "Biểu chưa điền nội dung nào" in await play.sends_file("stnmt", NAME, data)
    again = await play.sends_file("stnmt", NAME, filled(data, {"E7": "Đang rà soát"}))
    assert "VLXD 1.3 [Đang triển khai, bảo đảm tiến độ] Đang rà soát" in again
    await play.says("stnmt", "hủy")
    assert (await play.sends_file("stnmt", "a.docx", data)).startswith("Bot không nhận tệp")
    assert (await play.sends_file("sxd-admin", NAME, data)).startswith("Bot không nhận tệp")


async def story_the_name_of_a_command_is_no_file(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "báo cáo")
    await play.presses("stnmt", "Gửi biểu đã điền")
    asked = await play.says("stnmt", "vướng mắc")
    assert asked.startswith("Vướng mắc của Sở Tài nguyên và Môi trường về nhiệm vụ nào")
    await play.says("stnmt", "hủy")


async def story_secret_sheet_is_not_kept(play: Play) -> None:
    await opened(play)
    data = filled(await taken(play), {"E6": "Theo công văn MẬT số 12"})
    said = await given(play, data)
    assert said.startswith('Biểu có chữ "MẬT" nên bot không lưu.')
    async with play.store() as unit:
        rows = await unit.rows(select(attachment.c.name, attachment.c.state))
    assert {row.state for row in rows if row.name == NAME} == {"gone"}


async def story_sheet_of_somebody_elses(play: Play) -> None:
    round_ = await opened(play)
    part = await part_of(play, round_)
    for who in ("stc", "stnmt"):
        await play.says(who, "/trogiup")
    for verb in ("bx", "bxn"):
        said = await play.forges("stc", f"{verb}:{round_}:{part.agency.id}")
        assert "không thuộc phần của anh/chị" in said
    for verb in ("bxl", "bxe"):
        said = await play.forges("stnmt", f"{verb}:bac-giang-vlxd-2021-2030:{part.agency.id}")
        assert said.startswith("Nhập thay là việc của chuyên viên tổng hợp")
