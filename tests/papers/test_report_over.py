"""A report built again over the file that a person edited: his words stay, ours are renewed."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dialogues.catalogue import Catalogue
from plans.ground import Refusal
from plans.round_data import RoundData
from reports.papers import report_work as work
from reports.papers.paper import Asked, Words
from reports.papers.report_kind import report_words
from reports.papers.report_over import Change, likeness
from reports.papers.report_parts import Part
from tests.papers import sample

TEXTS = Catalogue.load()
RECEIVED = "Tính đến ngày 20/12/2023"


def made(data: RoundData) -> Words:
    return report_words(Asked(data, TEXTS, date(2023, 12, 20)))


def build(data: RoundData) -> tuple[bytes, tuple[Part, ...]]:
    file, kept = work.write(made(data))
    return file.data, kept.parts


def over(
    edited: bytes, old: tuple[Part, ...], words: Words
) -> tuple[bytes, tuple[Change, ...], tuple[Part, ...]]:
    file, kept = work.write(replace(words, more={**words.more, "olds": (old,)}), edited)
    assert kept.changes is not None
    return file.data, kept.changes, kept.parts


def later() -> RoundData:
    """UBND huyện Sơn Động has sent its report after all, and 1.4 has new words."""
    data = sample.with_indicators()
    some = tuple(
        replace(one, kind="nothing", sent=sample.at(21), nth=1, late=True, receipt="BC-0099")
        if one.name == "UBND huyện Sơn Động"
        else one
        for one in data.agencies
    )
    tasks = tuple(
        replace(one, leads=(replace(one.leads[0], text="Đã rà soát đủ 21/21 cơ sở."),))
        if one.number == "1.4"
        else one
        for one in data.tasks
    )
    return replace(data, agencies=some, tasks=tasks)


def edited(edit: Callable[[Any], None]) -> tuple[bytes, tuple[Part, ...]]:
    data, old = build(sample.with_indicators())
    page = docx.Document(io.BytesIO(data))
    edit(page)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue(), old


def rebuilt(edit: Callable[[Any], None]) -> tuple[Any, tuple[Change, ...]]:
    data, old = edited(edit)
    again, changes, _ = over(data, old, made(later()))
    return docx.Document(io.BytesIO(again)), changes


def texts(page: Any) -> list[str]:
    return [one.text for one in page.paragraphs if one.text]


def find(page: Any, start: str) -> Any:
    return next(one for one in page.paragraphs if one.text.startswith(start))


def kept(changes: tuple[Change, ...], what: str = "kept") -> list[str]:
    return [one.place for one in changes if one.what == what]


def nothing(_page: Any) -> None:
    """Opened and saved."""


def test_an_untouched_file_becomes_the_new_report() -> None:
    page, changes = rebuilt(nothing)
    assert not kept(changes)
    assert texts(page) == texts(docx.Document(io.BytesIO(build(later())[0])))
    rows = [[c.text for c in r.cells] for t in page.tables for r in t.rows]
    assert ["09", "UBND huyện Sơn Động", "", "21/12/2023",
            "Gửi sau thời hạn; Không phát sinh nội dung"] in rows  # fmt: skip


def test_nothing_new_changes_nothing() -> None:
    data, old = edited(nothing)
    again, changes, new = over(data, old, made(sample.with_indicators()))
    assert (changes, new) == ((), old)
    assert texts(docx.Document(io.BytesIO(again))) == texts(docx.Document(io.BytesIO(data)))


def test_a_changed_sentence_stays_and_its_new_words_are_listed() -> None:
    page, changes = rebuilt(lambda page: find(page, RECEIVED).add_run(" Đã sửa tay."))
    assert find(page, RECEIVED).text.endswith("Đã sửa tay.")
    (one,) = [one for one in changes if one.what == "kept"]
    assert one.place == "Mục I"
    assert "14/15 cơ quan, địa phương" in one.text
    assert find(page, "- Kết quả: Đã rà soát đủ 21/21")


def test_bold_put_on_one_word_is_an_edit() -> None:
    def bold(page: Any) -> None:
        one = find(page, RECEIVED)
        one.runs[0].bold = True

    page, changes = rebuilt(bold)
    assert kept(changes) == ["Mục I"]
    assert find(page, RECEIVED).runs[0].bold


def test_an_added_paragraph_stays_where_it_was_put() -> None:
    page, changes = rebuilt(
        lambda page: find(page, RECEIVED).insert_paragraph_before("Sở đã tổ chức 02 hội nghị.")
    )
    said = texts(page)
    at = said.index("Sở đã tổ chức 02 hội nghị.")
    assert said[at + 1].startswith(RECEIVED)
    assert "14/15" in said[at + 1]
    assert not kept(changes)


def test_a_deleted_paragraph_does_not_come_back() -> None:
    def delete(page: Any) -> None:
        one = find(page, RECEIVED)._p
        one.getparent().remove(one)

    page, changes = rebuilt(delete)
    assert not any(one.startswith(RECEIVED) for one in texts(page))
    assert kept(changes, "dropped") == ["Mục I"]


def test_a_paragraph_moved_elsewhere_is_renewed_where_it_stands() -> None:
    def move(page: Any) -> None:
        find(page, "IV. KHÓ KHĂN")._p.addprevious(find(page, RECEIVED)._p)

    page, changes = rebuilt(move)
    said = texts(page)
    at = next(n for n, one in enumerate(said) if one.startswith(RECEIVED))
    assert "14/15" in said[at]
    assert said[at + 1].startswith("IV. KHÓ KHĂN")
    assert not kept(changes)


def test_a_row_edited_in_an_annex_stays() -> None:
    def note(page: Any) -> None:
        row = next(
            r for t in page.tables for r in t.rows if "UBND huyện Sơn Động" in r.cells[1].text
        )
        row.cells[4].paragraphs[0].add_run("Đã gọi điện")

    page, changes = rebuilt(note)
    rows = [[c.text for c in r.cells] for t in page.tables for r in t.rows]
    assert ["09", "UBND huyện Sơn Động", "", "Chưa gửi", "Đã gọi điện"] in rows
    assert kept(changes) == ["Phụ lục II, dòng 9"]


def test_a_filled_blank_stays() -> None:
    def fill(page: Any) -> None:
        blank = next(one for one in page.paragraphs if one.text == "[… bổ sung]")
        blank.runs[0].text = "UBND tỉnh đã ban hành Công văn số 12/UBND-XD."

    page, changes = rebuilt(fill)
    assert "UBND tỉnh đã ban hành Công văn số 12/UBND-XD." in texts(page)
    assert not kept(changes)


def test_changes_with_tracking_and_notes_count_as_edits() -> None:
    def track(page: Any) -> None:
        one = find(page, RECEIVED)
        mark = OxmlElement("w:ins")
        mark.set(qn("w:author"), "a")
        mark.set(qn("w:id"), "9")
        mark.append(copy.deepcopy(one.runs[0]._r))
        one._p.append(mark)

    _, changes = rebuilt(track)
    assert kept(changes) == ["Mục I"]


def test_a_second_rebuild_still_knows_what_was_edited() -> None:
    data, old = edited(lambda page: find(page, RECEIVED).add_run(" Đã sửa tay."))
    again, _, new = over(data, old, made(later()))
    _, changes, _ = over(again, new, made(later()))
    assert changes == ()
    more = later()
    more = replace(more, agencies=tuple(replace(one, late=False) for one in more.agencies))
    _, changes, _ = over(again, new, made(more))
    assert not kept(changes)
    assert {one.place for one in changes} == {"Phụ lục II, dòng 5", "Phụ lục II, dòng 9"}


def test_annexes_and_tables_that_were_not_there_come_in_their_order() -> None:
    first = replace(sample.vlxd(), obstacles=())
    data, old = build(first)
    again, changes, _ = over(data, old, made(sample.with_indicators()))
    page = docx.Document(io.BytesIO(again))
    labels = [one for one in texts(page) if one.startswith("Phụ lục ")]
    assert labels == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    assert len(page.sections) == 5
    assert not [one for one in changes if one.what in {"kept", "unplaced", "outdated"}]
    with_figures = replace(sample.with_indicators(), obstacles=())
    data, old = build(with_figures)
    again, _, _ = over(data, old, made(sample.with_indicators()))
    page = docx.Document(io.BytesIO(again))
    assert [one for one in texts(page) if one.startswith("Phụ lục ")] == labels


def test_what_is_no_longer_reported_goes_unless_it_was_edited() -> None:
    data, old = edited(lambda page: find(page, "+ UBND huyện Yên Thế:").add_run(" (đã sửa)"))
    fewer = sample.with_indicators()
    fewer = replace(fewer, obstacles=fewer.obstacles[:3])
    again, changes, _ = over(data, old, made(fewer))
    said = texts(docx.Document(io.BytesIO(again)))
    assert not any(one.startswith("+ UBND huyện Hiệp Hòa:") for one in said)
    assert any(one.endswith("(đã sửa)") for one in said)
    assert "Mục III.3" in kept(changes, "outdated")


def test_another_document_is_refused() -> None:
    page = docx.Document()
    page.add_paragraph("Công văn về việc khác")
    out = io.BytesIO()
    page.save(out)
    _, old = build(sample.vlxd())
    with pytest.raises(Refusal) as refused:
        over(out.getvalue(), old, made(later()))
    assert refused.value.code == "paper_edits.not_ours"
    assert likeness(out.getvalue(), old) == 0
    with pytest.raises(Refusal) as refused:
        over(b"PK\x03\x04 no file", old, made(later()))
    assert refused.value.code == "paper_edits.unreadable"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.timeout(120)
def test_a_file_saved_again_by_libreoffice_is_known(tmp_path: Path) -> None:
    data, old = edited(lambda page: find(page, RECEIVED).add_run(" Đã sửa tay."))
    (tmp_path / "a.docx").write_bytes(data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    kind = "docx:MS Word 2007 XML"
    out = str(tmp_path / "out")
    run = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", out]
    subprocess.run([*run, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=110)
    again, changes, _ = over((tmp_path / "out" / "a.docx").read_bytes(), old, made(later()))
    assert kept(changes) == ["Mục I"]
    assert find(docx.Document(io.BytesIO(again)), "- Kết quả: Đã rà soát đủ 21/21")
