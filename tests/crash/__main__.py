"""`python -m tests.crash [--kills 20] [--seed N] [--mode all|polling|webhook|zalo]`."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import time
from collections.abc import Sequence

from tests.crash import trial
from tests.crash.reckoning import Figures
from tests.crash.table import print_table

WAYS = ("polling", "webhook", "zalo webhook")


def main() -> int:
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else secrets.randbelow(10**6)
    modes = (
        WAYS if asked.mode == "all" else tuple(one for one in WAYS if asked.mode in one.split()[0])
    )
    print(f"make crash: {asked.kills} SIGKILLs, seed {seed}, mode {asked.mode}", flush=True)
    began = time.monotonic()
    found = asyncio.run(_together(modes, asked.kills, seed, keep=asked.keep))
    print_table(found)
    violations = [one for figures in found for one in figures.violations]
    for one in violations:
        print(f"VIOLATION {one}")
    for figures in found:
        if figures.folder is not None:
            print(f"kept to be looked at: {figures.folder}")
    held = "nothing lost, nothing doubled" if not violations else f"{len(violations)} violations"
    print(f"{held}; {time.monotonic() - began:.0f} s")
    return 1 if violations else 0


async def _together(modes: Sequence[str], kills: int, seed: int, *, keep: bool) -> list[Figures]:
    """The trials side by side, each in a world of its own: most of their time is waiting."""
    making = asyncio.Lock()
    shares = [(kills + place) // len(modes) for place in range(len(modes))]
    async with asyncio.TaskGroup() as tasks:
        trials = [
            tasks.create_task(trial.run(mode, share, seed, making, keep=keep))
            for mode, share in zip(modes, shares, strict=True)
        ]
    return [one.result() for one in trials]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="in all modes together")
    parser.add_argument("--seed", type=int, help="of the moments; printed, so it can be repeated")
    parser.add_argument("--mode", choices=("all", "polling", "webhook", "zalo"), default="all")
    parser.add_argument("--keep", action="store_true", help="keep the stores to look at them")
    asked = parser.parse_args()
    fewest = 2 * (len(WAYS) if asked.mode == "all" else 1)  # the second brings a day of reminders
    if not fewest <= asked.kills <= 1000:
        parser.error(f"--kills must be {fewest} to 1000")
    return asked


if __name__ == "__main__":
    sys.exit(main())
