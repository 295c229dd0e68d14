"""Once a round's cut-off is over, or it is closed, its data set is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from plans.cutoffs import freezes
from plans.ground import local
from plans.model import Round, RoundState
from plans.round_data import canonical
from reports.round_data import gather
from storage import audit, jobs, records
from storage.database import Unit

# What was heard just before the moment may still be on its way into the store.
_SETTLED = timedelta(minutes=1)


def come(now: datetime, known: Iterable[Round]) -> list[Round]:
    """The rounds whose data set is to be kept now."""
    open_or_over = (one for one in known if one.state is not RoundState.PROPOSED)
    unkept = [one for one in open_or_over if one.frozen is None]
    return [one for one in unkept if (found := freezes(one)) and found[0] + _SETTLED <= now]


async def run(unit: Unit, due: Sequence[Round]) -> None:
    """Keep each as it stood at its own moment, however late this is; once."""
    for one in due:
        found = freezes(one)
        if found is None:
            continue
        at, kind = found
        content = canonical(await gather(unit, one, at))
        digest = await records.keep(unit, one.id, at, kind, content)
        if digest is not None:
            day = local(at).date().isoformat()
            detail = {"kind": kind, "sha256": digest, "bytes": len(content)}
            await jobs.take(unit, f"freeze:{one.id}", day, "done", detail)
            after = {"kind": kind, "sha256": digest}
            await audit.note(unit, None, "round_kept", f"round:{one.id}", None, after)
