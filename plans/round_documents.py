"""Danh mục văn bản of a round: every registered document its data set knows, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plans.round_data import Document, RoundData


@dataclass(frozen=True)
class Listed:
    """A document, who issued it and what for: request, report, task (its number), answer (seq)."""

    document: Document
    agency: str
    about: str
    number: str = ""


def documents(data: RoundData) -> tuple[Listed, ...]:
    """By day, those without a day last; what is named twice stands where it was named first."""
    found: dict[tuple[str, date | None], Listed] = {}
    for one in _named(data):
        found.setdefault((one.document.code, one.document.dated), one)
    return tuple(sorted(found.values(), key=_by_day))


def _by_day(one: Listed) -> tuple[bool, date]:
    return one.document.dated is None, one.document.dated or date.min


def _named(data: RoundData) -> Iterator[Listed]:
    if data.round.request is not None:
        yield Listed(data.round.request, data.plan.coordinator, "request")
    for report in data.agencies:
        if report.paper is not None:
            yield Listed(report.paper, report.name, "report")
        if report.merged is not None:
            yield Listed(report.merged, report.name, "report")
    for task in data.tasks:
        for said in task.leads:
            if said.in_round:
                yield from (Listed(one, said.name, "task", task.number) for one in said.papers)
    for one in data.obstacles:
        if one.document is not None:
            yield Listed(one.document, data.plan.coordinator, "answer", str(one.seq))
