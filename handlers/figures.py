"""Chỉ tiêu in a report: what an agency reports in a round, what it says, written and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogues.catalogue import Catalogue
from handlers.turn import Turn
from plans.basis import to_json
from plans.indicators import Doubt, Indicator, IndicatorValue, doubt
from plans.model import EntryBasis, Round
from storage import audit, indicators, rounds
from storage.indicators import Given
from storage.updates import Receipt


@dataclass(frozen=True)
class Asked:
    """An indicator an agency reports: what it gave in this round, and what stood before it."""

    one: Indicator
    round: Round
    now: IndicatorValue | None
    last: IndicatorValue | None
    last_round: Round | None

    @property
    def key(self) -> str:
        return str(self.one.id)

    def doubted(self, actual: Decimal | None, estimate: Decimal | None) -> Doubt | None:
        before = (self.last.actual, self.last.estimate) if self.last else None
        same = self.last_round is not None and self.last_round.year == self.round.year
        return doubt(self.one.unit, actual, estimate, before, same_year=same)


@dataclass(frozen=True)
class Told:
    """What is said of one indicator."""

    asked: Asked
    actual: Decimal | None
    estimate: Decimal | None
    note: str

    @property
    def empty(self) -> bool:
        return self.actual is None and self.estimate is None and not self.note

    @property
    def changed(self) -> bool:
        """Whether it is another word than the one that stands in the round."""
        now = self.asked.now
        same = (self.actual, self.estimate, self.note)
        return now is None or (now.actual, now.estimate, now.note) != same


async def asked_of(turn: Turn, round_: Round, agency_id: int) -> dict[str, Asked]:
    """The indicators an agency reports in a round, by their ids as text, in the plan's order."""
    all_ = await indicators.of_plan(turn.unit, round_.plan)
    mine = [one for one in all_ if one.reporter is not None and one.reporter.id == agency_id]
    if not mine:
        return {}
    given = await indicators.values(turn.unit, round_.id)
    now = {one.indicator: one for one in given if one.agency.id == agency_id}
    before = await indicators.before(turn.unit, round_.id)
    known = {one.id: one for one in await rounds.of_plan(turn.unit, round_.plan)}
    found = {}
    for one in mine:
        last = before.get(one.id)
        of = known.get(last.round) if last else None
        found[str(one.id)] = Asked(one, round_, now.get(one.id), last, of)
    return found


def lines(texts: Catalogue, found: Iterable[Told]) -> list[str]:
    """Each as a sentence."""
    return [
        texts.say("indicator.said", one=one.asked.one, value=one, round=one.asked.round)
        for one in found
    ]


async def given_lines(turn: Turn, round_: Round, agency_id: int) -> list[str]:
    """What an agency has given in a round, indicators not answered too."""
    found = (await asked_of(turn, round_, agency_id)).values()
    return [
        turn.texts.say("indicator.said", one=one.one, value=one.now, round=round_) for one in found
    ]


async def keep(
    turn: Turn,
    round_: Round,
    agency_id: int,
    found: Sequence[Told],
    receipt: Receipt | None,
    basis: EntryBasis | None = None,
) -> None:
    """Write what is new or said otherwise than before; the rest stands as it is."""
    fresh = [one for one in found if one.changed]
    if not fresh:
        return
    source = "entered" if basis else "chat"
    given = [
        Given(
            one.asked.one.id, agency_id, one.actual, one.estimate, one.note, source,
            to_json(basis) if basis else None,
        )
        for one in fresh
    ]  # fmt: skip
    await indicators.write(
        turn.unit, round_.id, given, turn.author, receipt.id if receipt else None
    )
    after = {"count": len(fresh), "empty": sum(one.empty for one in fresh)} | (
        {"entered": True} if basis else {}
    )
    before = sum(one.asked.now is not None for one in fresh)
    subject = f"round:{round_.id}:{agency_id}"
    await audit.note(turn.unit, turn.me.id, "indicators", subject, {"count": before}, after)
