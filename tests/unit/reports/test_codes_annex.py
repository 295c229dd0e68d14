"""The annex with join codes: laid out as NĐ 30/2020 asks, marked where the data are made up."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import AsyncIterator

import pytest

from bot.child import Child
from plans.files import DOCX, Produced
from reports.codes_annex import Annex, CodeLine

WORK = "reports.codes_annex:write"
MARK = "SỐ LIỆU MINH HỌA"


@pytest.fixture
async def child() -> AsyncIterator[Child]:
    one = Child(30)
    yield one
    one.stop()


def annex(mark: str) -> Annex:
    lines = tuple(CodeLine(f"Cơ quan {n}", "", f"BCFG-{n:04d}") for n in range(60))
    heads = ("TT", "Cơ quan", "Họ tên, chức vụ", "Mã tham gia", "Hiệu lực đến")
    return Annex("phụ lục.docx", ("PHỤ LỤC", "MÃ"), "(Kèm theo)", heads, lines, "14/01/2024",
                 ("Cách tham gia.",), "[…]", mark)  # fmt: skip


async def parts(child: Child, mark: str) -> dict[str, str]:
    made, about = await child.run(WORK, (annex(mark), ("abc",)), None)
    assert isinstance(made, Produced)
    assert (made.name, made.mime, about) == ("phụ lục.docx", DOCX, ("abc",))
    packed = zipfile.ZipFile(io.BytesIO(made.data))
    return {name: packed.read(name).decode() for name in packed.namelist() if "xml" in name}


async def test_the_page_is_an_office_page(child: Child) -> None:
    found = await parts(child, "")
    page = found["word/document.xml"]
    sizes = re.search(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', page)
    assert sizes is not None
    assert [round(int(one) / 56.7) for one in sizes.groups()] == [210, 297]
    margins = {
        side: int(width)
        for side, width in re.findall(r'w:(\w+)="(\d+)"', page[page.index("<w:pgMar") :])
    }
    in_mm = [round(margins[side] / 56.7) for side in ("top", "bottom", "left", "right")]
    assert in_mm == [20, 20, 30, 15]
    assert page.count("<w:tblHeader/>") == 1
    assert page.count("<w:cantSplit/>") == 60
    assert "BCFG-0059" in page
    assert found["word/styles.xml"].count('w:cs="Times New Roman"') >= 1
    headers = [text for name, text in found.items() if "header" in name and "rels" not in name]
    assert any('w:instr="PAGE"' in text for text in headers)
    assert MARK not in "".join(headers)


async def test_made_up_data_say_so_on_every_page(child: Child) -> None:
    found = await parts(child, MARK)
    headers = [text for name, text in found.items() if "header" in name and "rels" not in name]
    assert len(headers) == 2
    assert all(MARK in text for text in headers)
