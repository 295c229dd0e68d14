"""The Sở's own templates: used where there are, refused in a sentence where they cannot be."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from bot.child import Child, ChildFault
from dialogues.catalogue import Catalogue
from plans.ground import Refusal
from reports.papers.kinds import KINDS, WRITER
from reports.papers.paper import Asked, Words
from reports.papers.templates.making import TEMPLATES
from reports.papers.writing import template, write
from tests.papers import layout, sample

TEXTS = Catalogue.load()
KIND = "cong-van-don-doc"


def words(own: Path | str = "", **more: Any) -> Words:
    found = KINDS[KIND].words(Asked(sample.vlxd(), TEXTS, date(2023, 12, 18), **more))
    return replace(found, own=str(own))


def own(folder: Path, *texts: str) -> Path:
    """A template of these paragraphs alone."""
    page = docx.Document()
    for text in texts:
        page.add_paragraph(text)
    folder.mkdir(parents=True, exist_ok=True)
    page.save(str(folder / f"{KIND}.docx"))
    return folder


def said(data: bytes) -> list[str]:
    return [one for one in layout.texts(layout.opened(data)) if one]


def refused(folder: Path) -> tuple[str, str]:
    """The code, and the sentence said."""
    with pytest.raises(Refusal) as caught:
        write(words(folder), None)
    key = "refusal." + caught.value.code.replace(".", "_")
    return caught.value.code, TEXTS.plain(key, **caught.value.fields)


@pytest.mark.parametrize("kind", sorted(TEMPLATES))
def test_the_shipped_templates_are_those_the_code_makes(kind: str) -> None:
    made, shipped = (
        zipfile.ZipFile(io.BytesIO(one)) for one in (TEMPLATES[kind](), template(kind))
    )
    assert made.namelist() == shipped.namelist()
    for name in made.namelist():
        assert made.read(name) == shipped.read(name), name


def test_the_office_has_its_own_and_a_plan_its_own(tmp_path: Path) -> None:
    own(tmp_path, "{{ co_quan }}", "{%p for one in noi_dung %}", "{{ one }}", "{%p endfor %}")
    lines = said(write(words(tmp_path), None).data)
    assert lines[0] == "SỞ XÂY DỰNG"
    assert lines[-1].endswith("các báo cáo đã nhận./.")
    own(tmp_path / "bac-giang-vlxd-2021-2030", "Kính gửi {{ ten_co_quan }}, {{ thoi_han }}")
    assert said(write(words(tmp_path), None).data) == ["Kính gửi Sở Xây dựng, 15/12/2023"]
    page = layout.opened(write(words(tmp_path, mark="SỐ LIỆU MINH HỌA"), None).data)
    assert page.sections[0].header.paragraphs[0].text == "DỰ THẢO - SỐ LIỆU MINH HỌA"
    assert page.core_properties.author == "Sở Xây dựng"


def test_a_blank_typed_into_the_template_is_yellow_too(tmp_path: Path) -> None:
    own(tmp_path, f"Phòng {layout.FILL}: {{{{ thoi_han }}}}")
    layout._yellow(layout.opened(write(words(tmp_path), None).data))


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("{{ ten_lanh_dao }}", "ten_lanh_dao"),
        ("{{ range(3) }}", "range"),
        ("{%p for one in noi_dung %}{{ one.muc_so }}{%p endfor %}", "muc_so"),
        ("{% if ho_ten %}x{% endif %}", "ho_ten"),
    ],
)
def test_an_unknown_slot_is_named(tmp_path: Path, text: str, slot: str) -> None:
    own(tmp_path, *text.replace("%}{", "%}\n{").replace("}{%p", "}\n{%p").splitlines())
    code, sentence = refused(tmp_path)
    assert code == "paper.template_slot"
    assert f'chỗ điền "{slot}"' in sentence
    assert f"mẫu {KIND}.docx" in sentence


@pytest.mark.parametrize("text", ["{{ co_quan", "{% if %}x{% endif %}", "{{ co_quan|nothing }}"])
def test_a_tag_written_wrongly(tmp_path: Path, text: str) -> None:
    own(tmp_path, text)
    code, sentence = refused(tmp_path)
    assert code == "paper.template_tag"
    assert "viết sai" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "{{ co_quan.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ noi_dung.append('x') }}",
        "{{ self.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_hostile_template_reaches_nothing(tmp_path: Path, text: str) -> None:
    own(tmp_path, text)
    code, _ = refused(tmp_path)
    assert code in {"paper.template_tag", "paper.template_slot", "paper.template_broken"}


async def test_a_template_that_eats_memory_or_time_ends_with_its_child(tmp_path: Path) -> None:
    child = Child(seconds=3)
    try:
        own(tmp_path, "{{ 'x' * 2000000000 }}")
        with pytest.raises(ChildFault):
            await child.run(WRITER, words(tmp_path), None)
        own(tmp_path, "{{ 9 ** (9 ** 9) }}")
        with pytest.raises(ChildFault):
            await child.run(WRITER, words(tmp_path), None)
        made = await child.run(WRITER, words(), None)
        assert made.name.endswith(".docx")
    finally:
        child.stop()


def test_files_that_are_no_template(tmp_path: Path) -> None:
    file = tmp_path / f"{KIND}.docx"
    for data in (b"", b"no zip", b"PK\3\4", zipped({"word/document.xml": b"<w:broken"})):
        file.write_bytes(data)
        code, sentence = refused(tmp_path)
        assert code == "paper.template_broken"
        assert "không phải tệp Word" in sentence
    file.write_bytes(zipped({"word/document.xml": b" " * (21 * 1024 * 1024)}))
    assert refused(tmp_path)[0] == "paper.template_broken"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_hidden_words_are_refused(tmp_path: Path) -> None:
    page = docx.Document()
    page.add_paragraph().add_run("ẩn").font.hidden = True
    page.save(str(tmp_path / f"{KIND}.docx"))
    assert refused(tmp_path)[0] == "paper.template_hidden"


def test_the_guide_lists_the_slots_there_are() -> None:
    page = Path(__file__).parents[2] / "docs/huong-dan/quan-tri-ke-hoach.md"
    rows = page.read_text("utf-8").split("| Chỗ điền | Nội dung |")[1].split("\n\n")[0]
    named = set(
        re.findall(r"`(\w+)`", "\n".join(row.split("|")[1] for row in rows.splitlines()[2:]))
    )
    known: set[str] = set()
    for kind in ("cong-van-de-nghi", "cong-van-don-doc", "phieu-trinh"):
        asked = Asked(sample.with_indicators(), TEXTS, date(2023, 12, 18))
        known |= KINDS[kind].words(asked).slots.keys()
    assert named == known
