"""What came after a round's data set was kept, in words for the coordinator."""

from __future__ import annotations

from handlers.listing import agency_names
from handlers.turn import Turn
from plans.cutoffs import end_of
from plans.model import Round
from reports.addendum import Addendum, since
from reports.round_data import gather


async def addendum(turn: Turn, round_: Round) -> Addendum | None:
    """What is new since the data set was kept; None where none is."""
    if round_.frozen is None:
        return None
    kept = await gather(turn.unit, round_, round_.frozen)
    return since(kept, await gather(turn.unit, round_))


async def since_kept(turn: Turn, round_: Round) -> list[str]:
    """Its lines; none where no data set is kept yet."""
    news = await addendum(turn, round_)
    if news is None or round_.frozen is None:
        return []
    at_cutoff = round_.cutoff is not None and round_.frozen == end_of(round_.cutoff)
    text = turn.texts.say(
        "cutoff.frozen",
        cutoff=round_.cutoff if at_cutoff else None,
        at=round_.frozen,
        news=news,
        sent=agency_names(turn.texts, news.sent),
        again=agency_names(turn.texts, news.again),
        withdrawn=agency_names(turn.texts, news.withdrawn),
        figures=list(dict.fromkeys(one.number for one in news.figures)),
    )
    return [text]
