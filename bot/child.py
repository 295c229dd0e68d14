"""The child process that reads and makes files: one at a time, with bounds on time and memory.

The program itself never imports a library of file formats: what a hostile file can break, it
breaks here, and a new child is spawned for the next one.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import IO, Any

from plans.ground import Refusal

SECONDS = 60.0
MEMORY = 512 * 1024 * 1024  # bytes of address space
_HEAD = 8
# A thread for each processor would take the bound on memory on a large machine.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


class ChildFault(Exception):
    """The work did not end well; `why`: time, crash, memory, or the name of an exception."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def told(self, *, reads: bool) -> Refusal:
        """What whoever waits for the work is told; `reads`: it was to read a file of theirs."""
        if not reads:
            return Refusal("heavy.not_made")
        return Refusal("heavy.too_long" if self.why in {"time", "crash"} else "heavy.unreadable")


def write_frame(pipe: IO[bytes], value: bytes) -> None:
    pipe.write(len(value).to_bytes(_HEAD, "big"))
    pipe.write(value)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes:
    """Raises EOFError where the other side has gone."""
    head = pipe.read(_HEAD)
    size = int.from_bytes(head, "big")
    body = pipe.read(size) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(body) < size:
        raise EOFError
    return body


@dataclass(frozen=True)
class _Spawned:
    """A running child and the two pipes to it."""

    process: subprocess.Popen[bytes]
    asked: IO[bytes]
    answers: IO[bytes]

    def end(self) -> None:
        self.process.kill()
        for pipe in (self.asked, self.answers):
            with suppress(OSError):  # what was still to be written has nobody to read it
                pipe.close()
        self.process.wait()


class Child:
    """Spawned when first needed, kept for the next work, replaced when it broke."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._spawned: _Spawned | None = None

    async def run(self, work: str, payload: Any, data: bytes | None) -> Any:
        """What `work` returns, or the Refusal it returned or raised; raises ChildFault."""
        asked = pickle.dumps((work, payload, data))
        try:
            answer = await asyncio.to_thread(self._call, asked)
        except asyncio.CancelledError:
            self.stop()
            raise
        how, *rest = pickle.loads(answer)  # noqa: S301 - from our own process, over its own pipe
        if how == "refused":
            return Refusal(rest[0], **rest[1])
        if how == "fault":
            raise ChildFault(rest[0])
        return rest[0]

    def stop(self) -> None:
        """End the child, whatever it does."""
        spawned, self._spawned = self._spawned, None
        if spawned is not None:
            spawned.end()

    def _call(self, asked: bytes) -> bytes:
        if self._spawned is None:
            self._spawned = self._spawn()
        child = self._spawned
        late = Timer(self._seconds, child.process.kill)
        late.start()
        try:
            write_frame(child.asked, asked)
            return read_frame(child.answers)
        except (EOFError, OSError, ValueError) as error:
            out_of_time = not late.is_alive()
            self.stop()
            raise ChildFault("time" if out_of_time else "crash") from error
        finally:
            late.cancel()

    def _spawn(self) -> _Spawned:
        limits = (str(self._memory), str(int(self._seconds) + 30))
        process = subprocess.Popen(  # noqa: S603 - this very Python, with our own module
            [sys.executable, "-m", "bot.childhood", *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                **_ONE_THREAD,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
        )
        if process.stdin is None or process.stdout is None:
            raise ChildFault("crash")
        return _Spawned(process, process.stdin, process.stdout)
