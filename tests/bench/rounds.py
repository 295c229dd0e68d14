"""Rounds in which every bot is measured once, in a new order each time."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import far_side, loads
from tests.bench.cases import Case, numbers_of, running
from tests.bench.loads import Sample
from tests.bench.store import Template
from tests.bench.updates import STEPS

PACE = 50.0  # updates a second


@dataclass(frozen=True)
class Sizes:
    """How much is asked of each bot."""

    rounds: int = 3
    chats: int = 600
    paced_seconds: float = 8.0

    @property
    def paced_chats(self) -> int:
        return int(PACE * self.paced_seconds / STEPS)


@dataclass(frozen=True)
class Measured:
    """One bot in one round."""

    case: str
    round: int
    flood: Sample
    paced: Sample


async def measure(
    found: list[Case], template: Template, sizes: Sizes, folder: Path, dice: random.Random
) -> list[Measured]:
    """All rounds; the bots share the machine's drift because they take turns."""
    results = []
    for number in range(sizes.rounds):
        order = list(found)
        dice.shuffle(order)
        for place, case in enumerate(order):
            at = folder / f"{number}-{place}"
            results.append(await _one(case, number, template, sizes, at))
            shutil.rmtree(at)
            print(f"  round {number + 1}: {case.name}: {_brief(results[-1])}", flush=True)
    return results


async def _one(
    case: Case, number: int, template: Template, sizes: Sizes, folder: Path
) -> Measured:
    numbers = numbers_of(template.seated)
    chats = list(numbers)
    few, many = chats[: sizes.paced_chats], chats[sizes.paced_chats :]
    async with far_side.serving() as far:
        make = case.make(far, numbers)
        async with running(case, folder, far) as process:
            paced = await loads.paced(far, process, few, make, PACE)
            flood = await loads.flood(far, process, many, make)
    _check(folder, len(chats))
    return Measured(case.name, number, flood, paced)


def _check(folder: Path, answers: int) -> None:
    """A bot that answered with refusals was measured doing something else."""
    for store in _stores(folder):
        db = sqlite3.connect(store)
        kept = db.execute("select count(*) from task_update where source = 'chat'").fetchone()[0]
        db.close()
        if kept != answers:
            raise RuntimeError(f"{kept} answers in the store, {answers} were given: {folder}")


def _stores(folder: Path) -> Iterator[Path]:
    return folder.glob("daumoi.db")


def _brief(one: Measured) -> str:
    return f"flood {one.flood.rate:.0f}/s, paced p95 {one.paced.p95:.1f} ms"
