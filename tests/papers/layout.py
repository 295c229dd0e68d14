"""The rules of NĐ 30/2020, Phụ lục I, asserted on a Word file opened again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

FILL = "[… bổ sung]"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def cells(page: Any) -> list[Any]:
    """The four corners: head left and right, foot left and right."""
    head, foot = page.tables[0], _foot(page)
    return [*head.rows[0].cells, *foot.rows[0].cells]


def _foot(page: Any) -> Any:
    """The table without lines that holds Nơi nhận."""
    return next(one for one in page.tables if one.rows[0].cells[0].text.startswith("Nơi nhận"))


def texts(page: Any) -> list[str]:
    """All paragraphs, those of tables too, in the order of the file."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in page.element.iter(qn("w:p"))]


def check(
    data: bytes,
    *,
    mark: str = "DỰ THẢO",
    author: str = "Sở Xây dựng",
    rough: Collection[str] = (),
    blanks: bool = True,
) -> Any:
    """All rules that hold for every paper; gives the opened file back. `rough`: what is yellow
    beside the blanks; `blanks`: whether there are any.
    """
    page = opened(data)
    _pages(page)
    _fonts(page)
    _headers(page, mark)
    _yellow(page, rough, blanks=blanks)
    _nothing_hidden(data)
    _neutral(page, author)
    return page


def _pages(page: Any) -> None:
    for section in page.sections:
        size = sorted((section.page_width, section.page_height))
        assert [round(Emu(one).mm) for one in size] == [210, 297]
        edges = (section.top_margin, section.bottom_margin, section.left_margin,
                 section.right_margin)  # fmt: skip
        assert [round(one.mm) for one in edges] == [20, 20, 30, 15]


def _fonts(page: Any) -> None:
    fonts = page.styles["Normal"].element.rPr.rFonts
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert fonts.get(qn(f"w:{script}")) == "Times New Roman"
    named = {
        one.get(qn(f"w:{script}"))
        for one in page.element.iter(qn("w:rFonts"))
        for script in ("ascii", "hAnsi", "eastAsia", "cs")
    }
    assert named <= {None, "Times New Roman"}
    colours = {one.get(qn("w:val")) for one in page.element.iter(qn("w:color"))}
    assert colours <= {"000000", "auto"}


def _headers(page: Any, mark: str) -> None:
    """The number on top from page 2 on, each phụ lục begins anew; the mark on all."""
    for place, section in enumerate(page.sections):
        assert section.different_first_page_header_footer
        later, first = section.header, section.first_page_header
        fields = list(later._element.iter(qn("w:fldSimple")))
        assert [one.get(qn("w:instr")) for one in fields] == ["PAGE"]
        assert later.paragraphs[0].alignment == 1
        assert not list(first._element.iter(qn("w:fldSimple")))
        assert [one.text for one in later.paragraphs[1:]] == [mark]
        assert [one.text for one in first.paragraphs] == [mark]
        number = section._sectPr.find(qn("w:pgNumType"))
        assert (number is not None and number.get(qn("w:start")) == "1") == (place > 0)


def _yellow(page: Any, rough: Collection[str] = (), *, blanks: bool = True) -> None:
    """Each blank is yellow, and nothing else but shorthand."""
    yellow = [
        "".join(t.text or "" for t in run.iter(qn("w:t")))
        for run in page.element.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:highlight')}") is not None
    ]
    assert set(yellow) <= {FILL, *rough}
    assert yellow.count(FILL) == sum(one.count(FILL) for one in texts(page))
    assert (FILL in yellow) == blanks


def _nothing_hidden(data: bytes) -> None:
    packed = zipfile.ZipFile(io.BytesIO(data))
    names = packed.namelist()
    assert not [one for one in names if "comments" in one or "thumbnail" in one or "media" in one]
    assert not [one for one in names if "customXml" in one and one.endswith("item2.xml")]
    said = packed.read("word/document.xml").decode()
    for mark in ("w:vanish", "w:ins ", "w:del ", "commentReference", "{{", "{%", "FFFFFF"):
        assert mark not in said


def _neutral(page: Any, author: str) -> None:
    known = page.core_properties
    assert (known.author, known.last_modified_by) == (author, author)
    assert (known.comments, known.keywords, known.subject) == ("", "", "")
    assert known.title


def check_frame(page: Any) -> None:
    """Head, body and foot of a công văn."""
    left, right, copies, signer = cells(page)
    above, agency = left.paragraphs[:2]
    assert above.text == above.text.upper()
    assert not above.runs[0].bold
    assert agency.runs[0].bold
    assert agency.text == agency.text.upper()
    nation, motto = right.paragraphs[:2]
    assert nation.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert nation.runs[0].bold
    assert motto.runs[0].bold
    for cell in (left, right):  # a rule under the agency and under the motto
        assert len(list(cell._tc.iter(qn("w:pBdr")))) == 1
    place = right.paragraphs[-1]
    assert place.runs[0].italic
    assert ", ngày       tháng " in place.text
    assert any(one.text.startswith("Số:          /") for one in left.paragraphs)
    assert left.paragraphs[-1].text.startswith("V/v ")
    assert {run.font.size for run in left.paragraphs[-1].runs} == {Pt(12)}
    assert copies.paragraphs[0].runs[0].bold
    assert copies.paragraphs[0].runs[0].italic
    listed = [one.text for one in copies.paragraphs[1:]]
    assert all(one.startswith("- ") for one in listed)
    assert all(one.endswith(";") for one in listed[:-1])
    assert listed[-1].startswith("- Lưu: VT, ")
    assert listed[-1].endswith(".")
    assert {run.font.size for one in copies.paragraphs[1:] for run in one.runs} == {Pt(11)}
    named = [one.text for one in signer.paragraphs]
    assert named[:2] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert not "".join(named[2:]).strip()  # the name and the signature are a person's


def body_of(page: Any) -> list[Any]:
    """The justified paragraphs between Kính gửi and Nơi nhận."""
    found = []
    for one in page.paragraphs:
        if "/w:sectPr" in str([child.tag for child in one._p.iter()]):
            break
        if one.paragraph_format.first_line_indent == Mm(12.7) and one.text:
            found.append(one)
        if one.text.endswith("./."):
            return found
    return found


def check_body(page: Any) -> list[str]:
    """Justified, 1.27 cm, at least 6 pt between, size 14, single to 1.5 lines, ends with "./."."""
    found = body_of(page)
    assert found
    for one in found:
        form = one.paragraph_format
        assert form.alignment == 3
        assert form.space_after >= Pt(6)
        assert 1.0 <= form.line_spacing <= 1.5
        assert {run.font.size for run in one.runs} == {Pt(14)}
    assert found[-1].text.endswith("./.")
    return [one.text for one in found]


def annexes(page: Any) -> list[str]:
    """Numbers of the phụ lục, whose heads are centred: bold, bold capitals, italic."""
    found = []
    for place, one in enumerate(page.paragraphs):
        if one.text.startswith("Phụ lục") and one.alignment == 1:
            title, under = page.paragraphs[place + 1], page.paragraphs[place + 2]
            assert one.runs[0].bold
            assert title.runs[0].bold
            assert title.text == title.text.upper()
            assert all(run.italic for run in under.runs)
            assert under.text.startswith("(Kèm theo ")
            assert title.alignment == under.alignment == 1
            found.append(one.text)
    return found
