"""A sender's part in a unit of the inbox: one commit where three would do the same.

What ended is written down before the rows are handled, so that a typed key finds what it answers;
replies that may go at once are claimed after it. Nothing counts before the unit has committed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.claims import Claims
from bot.outcomes import Ended
from storage import sending
from storage.database import Unit
from storage.sending import OutRow

Turns = Sequence[tuple[OutRow, float]]


class Carrier(Protocol):
    """What a ride needs of its sender; called on the loop's thread only."""

    def wrote(self, ended: Sequence[Ended]) -> None: ...
    def put_back(self, ended: Sequence[Ended]) -> None: ...
    def launch(self, rows: Turns) -> int: ...


@dataclass
class Ride:
    """`begin` and `claim` within the unit; then `done`, or `undone` where it did not commit."""

    bot: str
    ended: Sequence[Ended]
    _sender: Carrier
    _claims: Callable[[], tuple[Claims, set[int]]] | None
    _rows: Turns = field(default_factory=list)

    async def begin(self, unit: Unit) -> None:
        if self.ended:
            await sending.finish(unit, [one.result for one in self.ended])

    async def claim(self, unit: Unit) -> None:
        if self._claims is not None:
            claims, busy = self._claims()
            self._rows, _ = await claims.some(unit, busy)

    def done(self) -> int:
        """Sends what was claimed; how many that is."""
        self._sender.wrote(self.ended)
        return self._sender.launch(self._rows)

    def undone(self) -> None:
        self._sender.put_back(self.ended)
