"""An entry as it stands in the store: what was written for an agency under one mã ghi nhận."""

from __future__ import annotations

from dataclasses import dataclass

from plans.indicators import Indicator, IndicatorValue
from plans.model import Agency, EntryBasis, Plan, Round
from storage import agencies, indicators, plans, rounds, submissions, updates
from storage.database import Unit
from storage.submissions import Sent
from storage.updates import Kept, Receipt


@dataclass(frozen=True)
class Entry:
    """An entry as it stands in the store: what of it was not withdrawn."""

    plan: Plan
    agency: Agency
    round: Round | None
    receipt: Receipt
    kept: tuple[Kept, ...]
    sent: Sent | None
    figures: tuple[tuple[Indicator, IndicatorValue], ...] = ()

    @property
    def basis(self) -> EntryBasis | None:
        if self.sent is not None:
            return self.sent.basis
        return self.kept[0].basis if self.kept else self.figures[0][1].basis

    @property
    def author(self) -> tuple[str, str]:
        """Name and post of the one who entered it, as they were then."""
        if self.sent is not None:
            return self.sent.by, self.sent.post
        if self.kept:
            return self.kept[0].person_name, self.kept[0].person_post
        return self.figures[0][1].by, self.figures[0][1].post


async def entry_of(unit: Unit, receipt_id: int, agency_id: int) -> Entry | None:
    """An entry by its mã ghi nhận; None where nothing of it stands, or it is no entry."""
    receipt = await updates.receipt_by_id(unit, receipt_id)
    agency = await agencies.agency_by_id(unit, agency_id)
    if receipt is None or agency is None:
        return None
    under = await updates.under(unit, receipt_id)
    kept = tuple(o for o in under if o.agency == agency_id and o.basis and o.withdrawn is None)
    sent = await submissions.under(unit, receipt_id)
    if sent is not None and (sent.agency != agency_id or sent.basis is None):
        sent = None
    figures = await _figures(unit, receipt_id, agency_id)
    plan = await plans.get(unit, receipt.plan)
    if plan is None or not (kept or sent or figures):
        return None
    of = sent.round if sent else kept[0].round if kept else figures[0][1].round
    round_ = await rounds.get(unit, of) if of else None
    return Entry(plan, agency, round_, receipt, kept, sent, figures)


async def _figures(
    unit: Unit, receipt_id: int, agency_id: int
) -> tuple[tuple[Indicator, IndicatorValue], ...]:
    """The indicators entered under a mã ghi nhận, with what was entered."""
    found = []
    for value in await indicators.under(unit, receipt_id):
        one = await indicators.get(unit, value.indicator)
        if one is not None and value.basis is not None and value.agency.id == agency_id:
            found.append((one, value))
    return tuple(found)
