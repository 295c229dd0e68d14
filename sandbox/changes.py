"""A counter that grows with every change, and a way to wait for it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable


class Changes:
    """`version` grows by one at each change. Waiting belongs to one event loop."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._waiting: set[asyncio.Future[None]] = set()

    def bump(self) -> None:
        """Something happened that a page may show."""
        self.version += 1
        if self._waiting:
            self._wake()

    def close(self) -> None:
        """Let go of everybody who waits, now and later."""
        self.closed = True
        self._wake()

    async def wait(self, since: int, timeout: float) -> int:  # noqa: ASYNC109 -- seconds of a long poll
        """The version once it differs from `since`, or after `timeout` seconds, or at closing."""
        if self.version != since or self.closed:
            return self.version
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait_for(waiter, None if timeout == math.inf else timeout)
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(waiter)
        return self.version

    async def until(self, true: Callable[[], bool], timeout: float = 10.0) -> None:  # noqa: ASYNC109 -- see wait
        """Return once `true()` holds, asked after each change; TimeoutError after `timeout` s."""
        async with asyncio.timeout(timeout):
            while not true():
                await self.wait(self.version, timeout)

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
