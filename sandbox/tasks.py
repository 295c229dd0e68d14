"""The one owner of background tasks in the practice room."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class Tasks:
    """Holds every task it starts; one that fails tells the loop's exception handler at once."""

    def __init__(self) -> None:
        self._held: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` until it ends or the room closes. Needs a running loop."""
        task = asyncio.get_running_loop().create_task(work)
        self._held.add(task)
        task.add_done_callback(self._ended)
        return task

    def finish(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something that closes what was open: `close` waits for it."""
        task = self.start(work)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._held.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        task.get_loop().call_exception_handler(
            {"message": "a task of the practice room failed", "exception": error, "task": task}
        )

    async def close(self) -> None:
        """Cancel what still runs and wait for it."""
        held = list(self._held)
        for task in held:
            if task not in self._ending:
                task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
