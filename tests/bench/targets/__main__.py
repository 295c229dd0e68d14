"""`python -m tests.bench.targets [--only NAME …] [--people N] [--answers N] [--updates N]`.

The targets beside the rate of answers, measured one after the other and printed as one table.
Whole: --people 3000 --answers 100000 --updates 1000000; as it stands it takes some minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from tests.bench.store import Template, make_template
from tests.bench.table import machine
from tests.bench.targets import broadcast, digest, memory, paper, startup, tick, workbook
from tests.bench.targets.figure import Figure, table

FEW = 600  # people of the template where the broadcast is not asked for
Scenario = Callable[[Template, Path], Awaitable[list[Figure]]]


def _scenarios(asked: argparse.Namespace) -> dict[str, Scenario]:
    return {
        "start": startup.measure,
        "tick": tick.measure,
        "digest": lambda template, folder: digest.measure(template, folder, asked.updates),
        "workbook": workbook.measure,
        "report": paper.measure,
        "broadcast": lambda template, folder: broadcast.measure(template, folder, faults=False),
        "faults": lambda template, folder: broadcast.measure(template, folder, faults=True),
        "memory": lambda template, folder: memory.measure(template, folder, asked.answers),
    }


def main() -> int:
    asked = _arguments()
    # The far side counts a second to the letter: a machine busy with something else must not
    # make it late. Without the right to it everything is as before.
    with suppress(PermissionError):
        os.nice(-10)
    with tempfile.TemporaryDirectory(prefix="daumoi-targets-") as name:
        found = asyncio.run(_measured(asked, Path(name)))
    print(f"\n{table(found)}\n\nmachine: {machine()}")
    return 0 if all(one.held for one in found) else 1


async def _measured(asked: argparse.Namespace, folder: Path) -> list[Figure]:
    wanted = asked.only or list(_scenarios(asked))
    (folder / "template").mkdir()
    people = asked.people if {"broadcast", "faults"} & set(wanted) else FEW
    template = await make_template(folder / "template", people)
    found: list[Figure] = []
    for name in wanted:
        some = await _scenarios(asked)[name](template, folder / name)
        print("\n".join(one.row for one in some), flush=True)
        found += some
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.targets", description=__doc__)
    parser.add_argument("--only", action="append", choices=[*_scenarios(argparse.Namespace())])
    parser.add_argument("--people", type=int, default=3000, help="a broadcast goes to")
    parser.add_argument("--answers", type=int, default=10_000, help="before memory is looked at")
    parser.add_argument("--updates", type=int, default=1_000_000, help="under the digest")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
