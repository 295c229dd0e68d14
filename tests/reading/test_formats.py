"""Formats and hostile files: tables with merged cells, and a sentence for what cannot be read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dialogues.catalogue import Catalogue
from plans.ground import Refusal
from plans.reading.document import MOST_BYTES
from plans.reading.document import read as read_document
from tests.reading.rendering import as_pdf, parts
from tests.reading.table import PLANS, text

PLAN = "KẾ HOẠCH\nPhát triển thư viện tỉnh Nam Định năm 2024\n"
ROOT = Path(__file__).parents[2]
LONG = "Kế hoạch của tỉnh được thực hiện theo quy định và báo cáo Ủy ban nhân dân tỉnh. " * 12


def word_table() -> bytes:
    """Heads of two rows, a group over all columns, a lead merged over two tasks, Word's "
    "numbers."""
    import docx

    file = docx.Document()
    file.add_paragraph("KẾ HOẠCH")
    file.add_paragraph("Phát triển thư viện tỉnh Nam Định năm 2024")
    table = file.add_table(6, 5)
    heads = ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    table.cell(0, 2).merge(table.cell(0, 3))
    for at in (0, 1, 4):
        table.cell(0, at).merge(table.cell(1, at))
    table.cell(1, 2).text, table.cell(1, 3).text = "Chủ trì", "Phối hợp"
    table.cell(2, 0).merge(table.cell(2, 4)).text = "A. Cơ sở vật chất"
    rows = (
        ("1", "Sửa chữa kho sách", "Sở Xây dựng", "Sở Tài chính", "Quý II/2024"),
        ("2", "Mua giá sách", "", "Sở Tài chính\nSở Nội vụ", "31/10/2024"),
        ("3", "Số hóa tài liệu quý", "Sở Văn hóa, Thể thao và Du lịch", "", "Hằng năm"),
    )
    for at, row in enumerate(rows, 3):
        for cell, value in zip(table.rows[at].cells, row, strict=True):
            cell.text = value
    table.cell(3, 2).merge(table.cell(4, 2)).text = "Sở Xây dựng"
    return saved(file.save)


def workbook(formula: bool = False) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["KẾ HOẠCH"])
    sheet.append(["Phát triển thư viện tỉnh Nam Định năm 2024"])
    sheet.append([])
    sheet.append(["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"])
    sheet.append([1, "Sửa chữa kho sách", "Sở Xây dựng", "Sở Tài chính", "Quý II/2024"])
    sheet.append([2, "Mua giá sách", None, "=A1" if formula else "Sở Nội vụ", "31/10/2024"])
    sheet.merge_cells("C5:C6")
    return saved(book.save)


def saved(save: Callable[[io.BytesIO], Any]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def tasks(name: str, data: bytes) -> list[tuple[Any, ...]]:
    return [
        (t["number"], t["lead"], t["support"], t["due"])
        for t in read_document(name, data)["tasks"]
    ]


def test_word_tables_with_merged_cells() -> None:
    found = read_document("kh.docx", word_table())
    assert tasks("kh.docx", word_table()) == [
        ("1", ["Sở Xây dựng"], ["Sở Tài chính"], "2024-06-30"),
        ("2", ["Sở Xây dựng"], ["Sở Tài chính", "Sở Nội vụ"], "2024-10-31"),
        ("3", ["Sở Văn hóa, Thể thao và Du lịch"], [], None),
    ]
    assert {t["group"] for t in found["tasks"]} == {"A. Cơ sở vật chất"}
    assert found["tasks"][0]["source"]["row"] == 4


def test_workbooks_with_merged_cells() -> None:
    assert tasks("kh.xlsx", workbook()) == [
        ("1", ["Sở Xây dựng"], ["Sở Tài chính"], "2024-06-30"),
        ("2", ["Sở Xây dựng"], ["Sở Nội vụ"], "2024-10-31"),
    ]


def test_pdf_places_are_pages() -> None:
    data = as_pdf(parts(f"{PLANS[1]}.txt", text(PLANS[1])))
    places = [t["source"] for t in read_document("kh.pdf", data)["tasks"]]
    assert places[0]["page"] < places[-1]["page"]


def locked_pdf() -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.set_encryption("chu", "khach")
    paper.add_page()
    paper.set_font("Helvetica")
    paper.cell(text="x" * 60)
    return bytes(paper.output())


def scan() -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    paper.rect(10, 10, 90, 90)
    return bytes(paper.output())


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (120 * 1024 * 1024))
    return out.getvalue()


TEXTS = {
    "KÕ ho¹ch cña tØnh ®­îc thùc hiÖn theo quy ®Þnh. ": "reading.old_code",
    "Keá hoaïch cuûa tænh ñöôïc thöïc hieän theo quy ñònh. ": "reading.old_code",
    "\ue012\ue034 \ue077\ue099\ue001 (cid:12)(cid:40) ab ": "reading.broken_font",
    "This is a plan of work for the library. ": "reading.",
    "Ke hoach cua tinh duoc thuc hien theo quy dinh. ": "reading.no_accents",
    LONG: "reading.no_tasks",
}


@pytest.mark.parametrize(("text_", "code"), TEXTS.items())
def test_texts_that_are_no_plan(text_: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document("kh.txt", (text_ * 30).encode())
    assert refused.value.code.startswith(code)


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.docx", lambda: b"", "reading.empty"),
    "blank": ("a.txt", lambda: b" \n \n", "reading.empty"),
    "large": ("a.pdf", lambda: b"x" * (MOST_BYTES + 1), "reading.too_big"),
    "zip": ("a.docx", lambda: b"PK\x03\x04" + b"0" * 60, "reading.broken"),
    "half word": ("a.docx", lambda: word_table()[:9000], "reading.broken"),
    "picture": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 60, "reading.scan"),
    "old word": ("a.docx", lambda: bytes.fromhex("d0cf11e0") + b"0" * 60, "reading.old_or_locked"),
    "program": ("a.pdf", lambda: b"\x7fELF\x00\x00" * 9, "reading.other_kind"),
    "half pdf": ("a.pdf", lambda: b"%PDF-1.4\n" + b"0" * 60, "reading.broken"),
    "locked": ("a.pdf", locked_pdf, "reading.locked"),
    "scan": ("a.pdf", scan, "reading.scan"),
    "bomb": ("a.docx", bomb, "reading.bomb"),
    "formula": ("a.xlsx", lambda: workbook(formula=True), "reading.formula"),
    "latin": ("a.txt", lambda: LONG.encode("utf-16-le")[1:], "reading.other_kind"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_cannot_be_read_is_refused_with_what_to_do(kind: str) -> None:
    name, data, code = HOSTILE[kind]
    with pytest.raises(Refusal) as refused:
        read_document(name, data())
    assert refused.value.code.startswith(code)
    assert Catalogue.load().has("refusal." + refused.value.code.replace(".", "_"))


def test_a_text_is_read_by_what_it_is_and_not_by_its_name() -> None:
    data = (PLAN + "1. Mua sách.\nChủ trì: Sở Nội vụ\n").encode()
    assert tasks("kh.docx", data) == [("1", ["Sở Nội vụ"], [], None)]


def test_numbers_twice_and_a_due_day_before_the_plan() -> None:
    plan = (
        "Nam Định, ngày 05 tháng 3 năm 2024\n" + PLAN +
        "1. Mua sách.\nChủ trì: Sở Nội vụ\nThời gian: Quý I/2023\n"
        "1. Mua báo.\nChủ trì: Sở Nội vụ\n"
    )  # fmt: skip
    found = read_document("kh.txt", plan.encode())["tasks"]
    assert [t["number"] for t in found] == ["1", "1-2"]
    assert [note.code for note in found[0]["warnings"]] == ["task.due_before_plan"]
    assert [note.code for note in found[1]["warnings"]] == ["task.number_twice"]


_ALONE = """
import re, sys, time
from pathlib import Path
from plans.reading.document import read
data = Path(sys.argv[1]).read_bytes()
read("kh.txt", "KẾ HOẠCH\\n1. Mua sách.\\nChủ trì: Sở Nội vụ\\n".encode())
begun = time.process_time()
read(sys.argv[1], data)
# Not ru_maxrss: that of a child begins with what its parent held when it was made.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(time.process_time() - begun, int(peak[1]) / 1024)
"""


def _alone(path: Path, data: bytes) -> tuple[float, float]:
    """Seconds of processor time and megabytes of a process that reads one document."""
    path.write_bytes(data)
    run = [sys.executable, "-c", _ALONE, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def test_80_kilobytes_of_text(tmp_path: Path) -> None:
    """Under a second on a quiet machine; neighbours make processor time longer too."""
    largest = max(PLANS, key=lambda name: len(text(name)))
    seconds, megabytes = _alone(tmp_path / "kh.txt", text(largest))
    assert seconds < 2
    assert megabytes < 300


def test_a_pdf_of_60_pages(tmp_path: Path) -> None:
    found = parts("kh.txt", text("bac-giang-tang-truong-xanh"))
    data = as_pdf([*found, *(found * 2)[: int(len(found) * 1.1)]])
    seconds, megabytes = _alone(tmp_path / "kh.pdf", data)
    assert seconds < 15
    assert megabytes < 300
