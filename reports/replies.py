"""The table of a sudden request, filled while the answers come: exact, in the plan's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogues.reading import read_figure
from plans.model import Agency
from storage import requests
from storage.database import Unit
from storage.requests import AdHocRequest, Answer

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Reply:
    """An agency asked, with the answer that counts; `late`: given after the hour."""

    agency: Agency
    answer: Answer | None
    late: bool = False


@dataclass(frozen=True)
class Table:
    """All agencies asked, with or without an answer."""

    request: AdHocRequest
    replies: tuple[Reply, ...]

    @property
    def answered(self) -> tuple[Reply, ...]:
        return tuple(one for one in self.replies if one.answer is not None)

    @property
    def missing(self) -> tuple[Agency, ...]:
        return tuple(one.agency for one in self.replies if one.answer is None)

    @property
    def total(self) -> Decimal | None:
        """The exact sum of the figures; None where there are none, or shares that do not add."""
        if self.request.kind != "number":
            return None
        figures = [read_figure(one.answer.text) for one in self.answered if one.answer]
        if not figures or any(one.share for one in figures):
            return None
        return sum((one.value for one in figures), Decimal(0))

    def count(self, text: str) -> int:
        """How many answered so: có, không."""
        return sum(1 for one in self.answered if one.answer and one.answer.text == text)


async def table(unit: Unit, request: AdHocRequest, order: Sequence[int]) -> Table:
    """The table as it stands; `order`: ids of agencies as the plan lists them."""
    asked = await requests.asked(unit, request.id)
    found = await requests.answers(unit, request.id)
    places = {agency: place for place, agency in enumerate(order)}
    asked.sort(key=lambda one: places.get(one.id, len(places)))
    replies = []
    for agency in asked:
        last = found[agency.id][-1] if agency.id in found else None
        replies.append(Reply(agency, last, last is not None and last.at > request.due))
    return Table(request, tuple(replies))
