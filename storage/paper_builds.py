"""What is remembered of a report that was built: which parts it had and how each was marked.

The file itself carries nothing of this: nothing is hidden in an official document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Unit
from storage.schema import paper_build

Parts = Sequence[tuple[str, str, Sequence[str]]]  # key, place, marks
_LAST = 5  # builds of a round that an edited file may come from


@dataclass(frozen=True)
class Built:
    """One build; `name` of its file."""

    id: int
    round: int
    name: str
    parts: Parts


async def add(  # noqa: PLR0913 - what is known of a build
    unit: Unit,
    round_id: int,
    kind: str,
    name: str,
    parts: Iterable[tuple[str, str, Sequence[str]]],
    *,
    attachment: int | None = None,
    person: int | None = None,
) -> int:
    """Remember a build."""
    return await unit.insert(
        paper_build,
        round_id=round_id,
        kind=kind,
        attachment_id=attachment,
        person_id=person,
        at=unit.now,
        name=name,
        parts=[[key, place, list(marks)] for key, place, marks in parts],
    )


async def last(unit: Unit, round_id: int, kind: str) -> tuple[Built, ...]:
    """The last builds of a round, the newest first."""
    rows = await unit.rows(
        select(paper_build)
        .where(paper_build.c.round_id == round_id, paper_build.c.kind == kind)
        .order_by(paper_build.c.id.desc())
        .limit(_LAST)
    )
    return tuple(Built(row.id, row.round_id, row.name, _parts(row.parts)) for row in rows)


def _parts(kept: Iterable[Sequence[object]]) -> Parts:
    return [(str(key), str(place), [*marks]) for key, place, marks in kept]  # type: ignore[misc]
