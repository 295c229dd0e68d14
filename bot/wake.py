"""A bell: rung when there may be something to do, waited for with a bound."""

from __future__ import annotations

import asyncio


class Bell:
    """Rings are remembered until somebody waits, and many rings are one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()

    async def wait(self, seconds: float | None) -> bool:
        """True when it rang, False after `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True

    def hush(self) -> None:
        """Forget rings: who calls this looks at everything right after."""
        self._event.clear()


class Callbacks:
    """Bells to ring when something was said."""

    def __init__(self) -> None:
        self._bells: list[Bell] = []

    def add(self, bell: Bell) -> None:
        self._bells.append(bell)

    def ring(self) -> None:
        for bell in self._bells:
            bell.ring()
