"""The workbook of a round opened again: typed cells, nothing hidden, ready for the printer."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from plans.round_data import RoundData, Said
from reports import round_book, round_csv
from tests.papers.made import asked
from tests.papers.sample import large, vlxd, with_indicators

HEADS = 4


def opened(data: RoundData, **how: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(round_book.write(asked(data, **how), None).data))


def column(sheet: Any, head: str) -> list[Any]:
    """The cells under a head."""
    heads = [cell.value for cell in sheet[HEADS]]
    at = heads.index(head) + 1
    return [sheet.cell(row, at) for row in range(HEADS + 1, sheet.max_row + 1)]


def with_text(text: str) -> RoundData:
    """The round with this said of its first task."""
    data = vlxd()
    first = data.tasks[0]
    said: Said = replace(first.leads[0], text=text)
    return replace(data, tasks=(replace(first, leads=(said,)), *data.tasks[1:]))


def result_of(text: str) -> Any:
    return column(opened(with_text(text))["Nhiệm vụ"], "Kết quả")[0]


def test_every_cell_has_its_type() -> None:
    book = opened(with_indicators())
    tasks, reports, figures = book["Nhiệm vụ"], book["Tình hình gửi báo cáo"], book["Chỉ tiêu"]
    due = column(tasks, "Thời hạn")[0]
    assert (due.value.date(), due.number_format) == (date(2023, 12, 31), "dd/mm/yyyy")
    assert [cell.value for cell in column(tasks, "TT")][:2] == ["1.1", "1.2"]
    assert column(reports, "TT")[0].value == 1
    assert {cell.number_format for cell in column(reports, "Ngày gửi") if cell.value} == {
        "dd/mm/yyyy"
    }
    actual = column(figures, "Thực hiện đến ngày chốt")
    assert [cell.value for cell in actual] == [12, 12, 1.5]
    assert actual[2].number_format == "#,##0.0"


@pytest.mark.parametrize(
    "typed", ["=1+1", "+84 240", "-5", "@SUM(A1)", '=HYPERLINK("x")', "1.10", "01/12", "0012"]
)
def test_typed_text_stays_text(typed: str) -> None:
    cell = result_of(typed)
    assert (cell.value, cell.data_type, cell.number_format) == (typed, "s", "@")


def test_a_tab_at_the_head_stays() -> None:
    assert result_of("\t=1+1").value == "\t=1+1"


def test_what_no_file_can_hold_is_shown_as_unreadable() -> None:
    assert result_of("a\x00b\x0bc\ud800d\uffffe").value == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert result_of("một\r\nhai\rba").value == "một\nhai\nba"


def test_long_text_is_whole() -> None:
    text = "Đã kiểm tra 12 cơ sở. " * 182
    assert len(text) > 4000
    assert result_of(text).value == text


def test_no_cell_is_a_formula_and_no_sheet_is_hidden() -> None:
    book = opened(large())
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value}
    assert kinds <= {"s", "n", "d"}
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not any(sheet.column_dimensions[name].hidden for sheet in book for name in "ABCDEFG")


def test_sheets_are_ready_for_the_printer() -> None:
    for sheet in opened(vlxd()):
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, page.fitToWidth) == ("landscape", 9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.freeze_panes.endswith("5")
        assert "&P" in sheet.oddFooter.center.text
        filled = sheet.cell(5, 1).value != "Không có nội dung."
        assert bool(sheet.auto_filter.ref) is filled


def test_made_up_data_say_so_on_every_sheet() -> None:
    for sheet in opened(vlxd(), mark="SỐ LIỆU MINH HỌA"):
        assert "SỐ LIỆU MINH HỌA" in sheet["A1"].value
        assert sheet.oddFooter.left.text == "SỐ LIỆU MINH HỌA"


def test_a_round_of_a_plan_without_anything() -> None:
    empty = replace(vlxd(), agencies=(), tasks=(), obstacles=())
    assert opened(empty)["Nhiệm vụ"]["A5"].value == "Không có nội dung."


def test_three_hundred_tasks_in_two_seconds() -> None:
    big = asked(large())
    round_book.write(big, None)  # the library is imported
    began = time.process_time()
    round_book.write(big, None)
    assert time.process_time() - began < 2.0


def test_tables_as_csv_for_excel() -> None:
    made = round_csv.write(asked(with_text("=1+1")), None)
    box = zipfile.ZipFile(io.BytesIO(made.data))
    assert box.namelist()[0] == "1. Nhiệm vụ.csv"
    data = box.read("1. Nhiệm vụ.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    first = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert (first["Kết quả"], first["Thời hạn"]) == ("'=1+1", "31/12/2023")
    assert made.data == round_csv.write(asked(with_text("=1+1")), None).data
