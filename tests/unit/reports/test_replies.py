"""The table of a sudden request: exact sums, counts, who is late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from plans.model import Agency
from reports.replies import Reply, Table
from storage.requests import AdHocRequest, Answer

NOW = datetime(2023, 11, 16, 3, 0, tzinfo=UTC)
REQUEST = AdHocRequest(
    id=1, plan="vlxd", seq=1, by="A", at=NOW, question="Bao nhiêu?", kind="number",
    due=NOW + timedelta(hours=1), urgent=False, closed=None,
)  # fmt: skip


def table(*texts: str | None, kind: str = "number") -> Table:
    replies = []
    for number, text in enumerate(texts, 1):
        agency = Agency(number, "Bắc Giang", f"a{number}", f"Sở {number}", "so")
        answer = Answer(number, 1, number, "B", "", text, NOW, 1) if text is not None else None
        replies.append(Reply(agency, answer))
    return Table(replace(REQUEST, kind=kind), tuple(replies))


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        (("0,1", "0,2"), "0.3"),
        (("1.234,5", "12", None), "1246.5"),
        (("999999999999999", "1"), "1000000000000000"),
        (("âm 5", "2,50"), "-2.50"),
        (("70%", "30"), None),
        ((None, None), None),
    ],
)
def test_figures_add_up_exactly(texts: tuple[str | None, ...], total: str | None) -> None:
    assert table(*texts).total == (None if total is None else Decimal(total))


def test_words_are_never_added() -> None:
    assert table("12", "13", kind="text").total is None


def test_yes_and_no_are_counted() -> None:
    found = table("yes", "no", "yes", None, kind="yes_no")
    assert (found.count("yes"), found.count("no")) == (2, 1)
    assert [one.id for one in found.missing] == [4]
    assert len(found.answered) == 3
