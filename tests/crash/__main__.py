"""`python -m tests.crash [--kills 20] [--seed N] [--mode both|polling|webhook]`."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import time

from tests.crash import trial
from tests.crash.reckoning import Figures
from tests.crash.table import print_table


def main() -> int:
    asked = _arguments()
    seed = asked.seed if asked.seed is not None else secrets.randbelow(10**6)
    modes = ("polling", "webhook") if asked.mode == "both" else (asked.mode,)
    print(f"make crash: {asked.kills} SIGKILLs, seed {seed}, mode {asked.mode}", flush=True)
    began = time.monotonic()
    found: list[Figures] = []
    for place, mode in enumerate(modes):
        kills = (asked.kills + place) // len(modes)
        found.append(asyncio.run(trial.run(mode, kills, seed, keep=asked.keep)))
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


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="in all modes together")
    parser.add_argument("--seed", type=int, help="of the moments; printed, so it can be repeated")
    parser.add_argument("--mode", choices=("both", "polling", "webhook"), default="both")
    parser.add_argument("--keep", action="store_true", help="keep the stores to look at them")
    asked = parser.parse_args()
    fewest = 2 if asked.mode == "both" else 1
    if not fewest <= asked.kills <= 1000:
        parser.error(f"--kills must be {fewest} to 1000")
    return asked


if __name__ == "__main__":
    sys.exit(main())
