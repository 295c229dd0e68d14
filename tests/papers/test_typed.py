"""What people typed stays text: tags, XML, control characters, halves of a pair, 4,000 signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogues.catalogue import Catalogue
from reports.papers.kinds import KINDS
from reports.papers.making import make
from reports.papers.paper import Asked
from tests.papers import layout, sample

TEXTS = Catalogue.load()
NASTY = (
    "{{ 7 * 7 }} {% for one in noi_dung %} {# #} {_{ }_}",
    "Công ty A & B <w:p>x</w:p> ]]> &amp; \"'",
    "x\x00\x07\x0b\x0c\x1b\ufffey\ud800z\udfff",
    "dài " * 1000,
    "",
)
SHOWN = {NASTY[2]: "x\ufffdy\ufffdz\ufffd"}


@pytest.mark.parametrize("typed", NASTY)
def test_a_title_and_a_name_as_typed(typed: str) -> None:
    data = sample.with_indicators()
    task = replace(data.tasks[1], title=typed, when=typed)
    body = replace(data.agencies[0], name=f"Ban {typed}")
    said = replace(data.indicators[0], name=typed, unit=typed)
    nasty = replace(
        data,
        tasks=(data.tasks[0], task, *data.tasks[2:]),
        agencies=(body, *data.agencies[1:]),
        indicators=(said,),
        plan=replace(data.plan, title=f"KẾ HOẠCH {typed}"),
    )
    for kind in KINDS.values():
        asked = Asked(nasty, TEXTS, date(2023, 11, 15))
        page = layout.opened(make((kind.writer, kind.words(asked)), None)[0].data)
        lines = layout.texts(page)
        if kind.name == "cong-van-de-nghi" and typed.strip():
            shown = SHOWN.get(typed, typed)
            assert any(shown in one for one in lines), [one for one in lines if "Ban" in one]
            assert sum("49" in one.split() for one in lines) == 0
