"""The Word file of the report, opened again: NĐ 30/2020/NĐ-CP, Phụ lục I, and equal figures."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dialogues.catalogue import Catalogue
from plans.round_data import RoundData
from reports.papers.paper import Asked
from reports.papers.report import report
from reports.papers.report_kind import report_words, sources_words
from reports.papers.report_layout import laid_of
from reports.papers.report_work import write, write_sources
from reports.papers.report_writing import page_of
from tests.papers import sample
from tests.papers.plans import PLANS, round_of

TEXTS = Catalogue.load()
TODAY = date(2023, 12, 20)
HIDDEN = ("w:vanish", "w:bookmarkStart", "w:sdt", "w:ins", "w:del", "w:commentReference")


def asked(data: RoundData) -> Asked:
    return Asked(data, TEXTS, TODAY, mark="SỐ LIỆU MINH HỌA")


def opened(data: RoundData) -> Any:
    return docx.Document(io.BytesIO(write(report_words(asked(data)))[0].data))


def millimetres(length: Any) -> int:
    return round(length.mm)


def test_pages_are_a4_with_the_margins_of_the_decree() -> None:
    page = opened(sample.with_indicators())
    body, *annexes = page.sections
    assert (millimetres(body.page_width), millimetres(body.page_height)) == (210, 297)
    assert (millimetres(body.left_margin), millimetres(body.right_margin)) == (30, 15)
    assert len(annexes) == 4
    for one in page.sections:
        assert 20 <= millimetres(one.top_margin) <= 25
        assert 20 <= millimetres(one.bottom_margin) <= 25
        sides = {millimetres(one.page_width), millimetres(one.page_height)}
        assert sides == {210, 297}
    across = [one.orientation == WD_ORIENT.LANDSCAPE for one in annexes]
    assert across == [True, False, True, True]


def test_page_numbers_stand_on_top_from_the_second_page_and_begin_anew_in_annexes() -> None:
    page = opened(sample.with_indicators())
    for nth, one in enumerate(page.sections):
        assert one.different_first_page_header_footer
        fields = [f.get(qn("w:instr")) for f in one.header._element.iter(qn("w:fldSimple"))]
        first = [*one.first_page_header._element.iter(qn("w:fldSimple"))]
        assert (fields, first) == (["PAGE"], [])
        numbers = one._sectPr.find(qn("w:pgNumType"))
        assert (numbers is not None and numbers.get(qn("w:start")) == "1") == (nth > 0)
        assert "DỰ THẢO - SỐ LIỆU MINH HỌA" in one.first_page_header.paragraphs[0].text


def test_the_head_is_that_of_a_text_with_a_name_and_its_number_and_day_are_blank() -> None:
    page = opened(sample.vlxd())
    left, right = page.tables[0].rows[0].cells
    above, agency, _, number = left.paragraphs
    assert (above.text, above.runs[0].bold) == ("UBND TỈNH BẮC GIANG", False)
    assert (agency.text, agency.runs[0].bold) == ("SỞ XÂY DỰNG", True)
    assert re.fullmatch(r"Số: {3,}/BC-SXD", number.text)
    nation, motto, _, place = right.paragraphs
    assert nation.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert re.fullmatch(r"Bắc Giang, ngày {3,}tháng 12 năm 2023", place.text)
    assert place.runs[0].italic
    kind, about = [one for one in page.paragraphs if one.text][:2]
    assert (kind.text, kind.runs[0].bold, kind.runs[0].font.size.pt) == ("BÁO CÁO", True, 14)
    assert about.runs[0].bold
    assert [one.text for one in page.paragraphs if one.text][2] == (
        "Kính gửi: Ủy ban nhân dân tỉnh Bắc Giang."
    )


def test_whoever_else_the_plan_names_stands_below_the_ubnd() -> None:
    data = sample.vlxd()
    named = replace(data.round, receivers=("Ủy ban nhân dân tỉnh", "Bộ Công thương"))
    page = opened(replace(data, round=named))
    assert [one.text for one in page.paragraphs if one.text][2:5] == [
        "Kính gửi:",
        "- Ủy ban nhân dân tỉnh Bắc Giang;",
        "- Bộ Công thương.",
    ]


def test_the_body_is_justified_in_times_new_roman_14() -> None:
    page = opened(sample.vlxd())
    fonts = page.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    body = next(one for one in page.paragraphs if one.text.startswith("Tính đến ngày"))
    form = body.paragraph_format
    assert (form.alignment, round(form.first_line_indent.cm, 2)) == (3, 1.27)
    assert body.runs[0].font.size.pt == 14
    assert form.space_after.pt >= 6
    assert 1.0 <= form.line_spacing <= 1.5
    head = next(one for one in page.paragraphs if one.text.startswith("I. CÔNG TÁC"))
    assert head.runs[0].bold
    assert head.paragraph_format.keep_with_next


def test_the_foot_names_receivers_and_leaves_room_to_sign() -> None:
    foot = next(
        one for one in opened(sample.vlxd()).tables if "Nơi nhận" in one.rows[0].cells[0].text
    )
    left, right = foot.rows[0].cells
    first, *others = left.paragraphs
    assert (first.runs[0].bold, first.runs[0].italic, first.runs[0].font.size.pt) == (
        True,
        True,
        12,
    )
    assert [one.text for one in others] == [
        "- Như trên;", "- Lãnh đạo Sở;", "- Lưu: VT, [… bổ sung]."
    ]  # fmt: skip
    assert [one.text for one in right.paragraphs if one.text.strip()] == [
        "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
    ]  # fmt: skip


def test_every_blank_is_yellow_and_nothing_is_hidden() -> None:
    data = write(report_words(asked(sample.with_indicators())))[0].data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        body = packed.read("word/document.xml").decode()
    assert not [name for name in names if "customXml" in name or "comments" in name]
    assert not [mark for mark in HIDDEN if f"<{mark}" in body]
    page = docx.Document(io.BytesIO(data))
    blank = [
        run for one in page.element.body.iter(qn("w:r")) if "[… bổ sung]" in _text(run := one)
    ]
    assert len(blank) >= 8
    for run in blank:
        assert run.find(f"{qn('w:rPr')}/{qn('w:highlight')}").get(qn("w:val")) == "yellow"
    assert page.core_properties.author == "Sở Xây dựng"


def _text(run: Any) -> str:
    return "".join(one.text or "" for one in run.iter(qn("w:t")))


def test_figures_of_the_body_equal_the_rows_of_the_annexes() -> None:
    page = opened(sample.with_indicators())
    text = "\n".join(one.text for one in page.paragraphs)
    tasks, reports, obstacles, indicators = _annexes(page)
    given = re.search(r"Kế hoạch giao (\d+) nhiệm vụ", text)
    assert given
    assert int(given[1]) == len(tasks)
    counted = re.search(r"có (\d+) nhiệm vụ hoàn thành đúng hạn", text)
    assert counted
    assert int(counted[1]) == _count(tasks, 6, "Hoàn thành đúng hạn")
    left = re.search(r"(\d+) nhiệm vụ chưa hoàn thành, trong thời hạn", text)
    assert left
    assert int(left[1]) == _count(tasks, 6, "Trong hạn")
    sent = re.search(r"nhận được báo cáo của (\d+)/(\d+)", text)
    assert sent
    assert int(sent[2]) == len(reports)
    assert int(sent[1]) == len(reports) - _count(reports, 3, "Chưa gửi")
    raised = re.search(r"phản ánh (\d+) nội dung", text)
    assert raised
    assert int(raised[1]) == len(obstacles)
    named = {row[0] for row in indicators}
    measured = re.search(r"Kế hoạch có (\d+) chỉ tiêu; (\d+) chỉ tiêu đã có", text)
    assert measured
    assert (int(measured[1]), int(measured[2])) == (len(named), len(named))


def _annexes(page: Any) -> list[list[list[str]]]:
    tables = [one for one in page.tables if one.rows[0].cells[0].text == "TT"]
    return [[[cell.text for cell in row.cells] for row in one.rows[1:]] for one in tables]


def _count(rows: list[list[str]], column: int, text: str) -> int:
    return sum(row[column] == text for row in rows)


@pytest.mark.parametrize("name", PLANS)
def test_every_plan_makes_a_file_whose_blocks_are_its_parts(name: str) -> None:
    found = report(asked(round_of(name)))
    laid = laid_of(found, page_of(found, report_words(asked(round_of(name)))))
    assert len({one.key for one in laid}) == len(laid)


def test_typed_text_of_any_kind_comes_through_as_typed() -> None:
    typed = "Đã xử lý <b> & {{ x }} {% y %} \x00\x07\ud800 'ngoặc'\nDòng hai"
    long = "Đã kiểm tra cơ sở sản xuất. " * 143
    data = sample.vlxd()
    texts = {"2": typed, "3": long[:4000]}
    tasks = tuple(
        replace(
            one,
            leads=tuple(replace(s, text=texts.get(one.number, s.text)) for s in one.leads),
        )
        for one in data.tasks
    )
    page = opened(replace(data, tasks=tasks))
    said = [one.text for one in page.paragraphs]
    assert "- Kết quả: Đã xử lý <b> & {{ x }} {% y %}  'ngoặc'" in said
    assert said[said.index("- Kết quả: Đã xử lý <b> & {{ x }} {% y %}  'ngoặc'") + 1] == "Dòng hai"
    assert max(map(len, said)) > 3900
    assert any("(chi tiết tại mục II.2)" in cell for row in _annexes(page)[0] for cell in row)


def test_a_large_round_is_made_in_under_three_seconds_of_work() -> None:
    """Time of this process alone, so that a busy machine does not count."""
    began = time.process_time()
    write(report_words(asked(sample.large(300, 60))))
    assert time.process_time() - began < 3.0


def test_the_sources_stand_in_a_table_of_their_own() -> None:
    made = write_sources(sources_words(asked(sample.with_indicators())))
    page = docx.Document(io.BytesIO(made.data))
    assert "ĐỐI CHIẾU, KHÔNG GỬI KÈM" in page.sections[0].first_page_header.paragraphs[0].text
    (table,) = page.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == [
        "Mục", "Cơ quan", "Nội dung", "Lần gửi", "Thời gian", "Người gửi", "Mã ghi nhận", "Nguồn",
    ]  # fmt: skip
    late = next(row for row in rows if row[0] == "II.2, 1.4")
    assert late[3:] == [
        "2", "10:00 12/12/2023", "Chuyên viên đầu mối", "BC-0006",
        "Cập nhật qua bot; Gửi sau thời hạn; Lần 2",
    ]  # fmt: skip
    phone = next(row for row in rows if row[1] == "UBND huyện Tân Yên")
    assert "Nhập thay theo điện thoại" in phone[7]
    paper = next(row for row in rows if row[1] == "Sở Tài chính")
    assert "Văn bản số 112/BC-STC, 13/12/2023" in paper[7]
