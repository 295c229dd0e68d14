"""Chỉ tiêu of the report: the table of II.3 and the phụ lục, with the same values."""

from __future__ import annotations

import re

from plans.round_data import IndicatorData, IndicatorSaid
from reports.papers.report_parts import Grid, Row, typed
from reports.papers.report_pen import Pen

_INDICATORS = (14.0, 61.0, 18.0, 36.0, 28.0, 26.0, 36.0, 33.0)
_BODY = (60.0, 32.0, 24.0, 23.0, 26.0)
_KEPT = re.compile(r"-?\d+(?:\.\d+)?")


def indicator_annex(pen: Pen, number: str) -> Grid:
    heads = pen.say(
        "paper_report.annex.indicator_heads",
        actual=pen.say("paper_report.two.head_actual", cutoff=pen.data.round.cutoff),
        estimate=estimate_head(pen),
    )
    rows = tuple(
        Row(
            f"PL/indicators/{one.key}/{said.agency if said else ''}",
            pen.say("paper_report.place.row", number=number, row=one.number),
            (one.number, one.name, one.unit or "",
             one.target or pen.say("paper_report.annex.unknown"),
             *_values(pen, one, said), _beside(said)),
        )
        for one in pen.data.indicators
        for said in one.values or (None,)
    )  # fmt: skip
    return Grid(tuple(heads.split("|")), _INDICATORS, frozenset({0, 2, 4, 5}), rows)


def estimate_head(pen: Pen) -> str:
    yearly = pen.data.round.frequency in {"annual", "midterm", "period_end"}
    return pen.say("paper_report.two.head_estimate", year=pen.data.round.year if yearly else None)


def _beside(said: IndicatorSaid | None) -> str:
    """What was said beside a figure; words in the place of one stand in its column."""
    worded = said is None or (said.actual is None and said.estimate is None)
    return "" if said is None or worded else typed(said.note)


def _values(pen: Pen, one: IndicatorData, said: IndicatorSaid | None) -> tuple[str, str, str]:
    if said is None:
        given_to = pen.asked.reporters.get(one.key, "")
        return pen.say("paper_report.two.no_figure"), "", given_to
    words = typed(said.note) if said.actual is None and said.estimate is None else ""
    actual = shown(said.actual) or words or pen.say("paper_report.two.no_figure")
    return actual, shown(said.estimate), said.name


def shown(value: str | None) -> str:
    """A figure as Vietnam writes it: 12000.5 as kept is 12.000,5; anything else as it is."""
    text = typed(value or "")
    if _KEPT.fullmatch(text) is None:
        return text
    whole, _, part = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{part}" if part else grouped


def indicator_table(pen: Pen) -> Grid:
    """II.3: chỉ tiêu, mục tiêu, thực hiện, ước, cơ quan; the same values as in the annex."""
    heads = (
        pen.say("paper_report.two.head_indicator"),
        pen.say("paper_report.two.head_target"),
        pen.say("paper_report.two.head_actual", cutoff=pen.data.round.cutoff),
        estimate_head(pen),
        pen.say("paper_report.two.head_by"),
    )
    rows = tuple(
        _indicator(pen, one, said) for one in pen.data.indicators for said in one.values or (None,)
    )
    return Grid(heads, _BODY, frozenset({2, 3}), rows)


def _indicator(pen: Pen, one: IndicatorData, said: IndicatorSaid | None) -> Row:
    unit = f" ({one.unit})" if one.unit else ""
    target = one.target or pen.say("paper_report.annex.unknown")
    key = f"II.3/{one.key}/{said.agency if said else ''}"
    place = pen.say("paper_report.place.section", number="II.3")
    return Row(key, place, (f"{one.number} {one.name}{unit}", target, *_values(pen, one, said)))
