"""The biểu that goes out comes back as it went, whatever its texts begin with."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl

from plans.reading import task_sheet as reading
from plans.task_sheet import Blank, Expected, SheetRow
from reports.task_sheet import write

HEADS = ("Số mục", "Nội dung nhiệm vụ", "Lần trước", "Tình hình", "Kết quả")
BLANK = Blank(
    file="Bieu.xlsx",
    intro=("=HYPERLINK(1)", "+Sở", "Mã biểu"),
    code="plan/1/stnmt",
    help="@help",
    heads=HEADS,
    rows=(SheetRow("1.10", "=1+1", "-2"),),
    support=SheetRow("Phối hợp", "Một ý", ""),
    lists=("Biểu", "Tình hình", "Tình hình"),
    statuses=("Đang triển khai, bảo đảm tiến độ", "Đã hoàn thành"),
)
EXPECTED = Expected("plan/1/stnmt", HEADS, (("1.10", "7:3"),), "Phối hợp")


def test_no_text_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(BLANK, None).data))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value}
    assert kinds == {"s"}


def test_what_is_filled_in_is_read_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(BLANK, None).data))
    book["Biểu"]["D6"], book["Biểu"]["E6"] = "Đã hoàn thành", "Đã nghiệm thu"
    file = io.BytesIO()
    book.save(file)
    (answer,) = reading.read(EXPECTED, file.getvalue()).answers
    assert (answer.key, answer.number, answer.text) == ("7:3", "1.10", "Đã nghiệm thu")


def test_a_long_text_is_not_cut_and_what_is_asked_is_marked() -> None:
    long = replace(BLANK, rows=(SheetRow("1.10", "nhiệm vụ " * 60, ""),))
    sheet = openpyxl.load_workbook(io.BytesIO(write(long, None).data))["Biểu"]
    assert sheet.row_dimensions[6].height >= 12 * 16
    marked = {cell.coordinate for row in sheet["A6:E7"] for cell in row if cell.fill.patternType}
    assert marked == {"D6", "E6", "E7"}
