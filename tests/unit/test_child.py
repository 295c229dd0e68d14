"""The child process: its own limits, its own libraries, an end with the program."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from bot.child import Child, ChildFault
from plans.ground import Refusal

WORK = "tests.transcripts.heavy_work"


async def test_it_imports_what_the_program_does_not() -> None:
    child = Child(30)
    try:
        before = set(sys.modules)  # other tests make files themselves
        assert await child.run(f"{WORK}:loaded", None, None) == ["docx", "openpyxl"]
        assert not {"docx", "openpyxl"} & (set(sys.modules) - before)
    finally:
        child.stop()


async def test_one_process_serves_until_it_breaks() -> None:
    child = Child(30)
    try:
        assert isinstance(await child.run(f"{WORK}:refuse", None, None), Refusal)
        assert child._spawned is not None
        first = child._spawned.process.pid
        with pytest.raises(ChildFault, match=r"ValueError heavy_work\.py:\d+"):
            await child.run(f"{WORK}:fault", None, b"x")
        assert child._spawned.process.pid == first
        with pytest.raises(ChildFault, match="crash"):
            await child.run(f"{WORK}:crash", None, None)
        assert child._spawned is None
        with pytest.raises(ChildFault, match="crash"):
            await child.run(f"{WORK}:greedy", None, None)
    finally:
        child.stop()


async def test_stopped_in_the_middle_nothing_is_left_running() -> None:
    child = Child(30)
    assert await child.run(f"{WORK}:loaded", None, None)
    assert child._spawned is not None
    work = asyncio.Task(child.run(f"{WORK}:endless", None, None))
    await asyncio.sleep(0)
    pid = child._spawned.process.pid
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
