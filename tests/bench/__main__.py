"""`python -m tests.bench [--rounds 3] [--chats 600] [--write FILE] [--profile]`."""

from __future__ import annotations

import argparse
import asyncio
import pstats
import random
import secrets
import sys
import tempfile
from pathlib import Path

from tests.bench import cases as known
from tests.bench import table
from tests.bench.rounds import PACE, Measured, Sizes, measure
from tests.bench.store import make_template


def main() -> int:
    asked = _arguments()
    sizes = Sizes(asked.rounds, asked.chats)
    with tempfile.TemporaryDirectory(prefix="daumoi-bench-") as name:
        folder = Path(name)
        (folder / "template").mkdir()
        if asked.profile:
            _profile(folder, sizes)
            return 0
        found, measured = asyncio.run(_measure(folder, sizes, asked.seed))
    print(f"\n{table.table(found, measured)}\n")
    print(f"far side: {table.far_cost(measured)}; machine: {table.machine()}")
    if asked.write:
        asked.write.write_text(table.page(found, measured, sizes, PACE), encoding="utf-8")
    return 0


async def _measure(
    folder: Path, sizes: Sizes, seed: int
) -> tuple[list[known.Case], list[Measured]]:
    print(f"make bench: {sizes.rounds} rounds, order by seed {seed}", flush=True)
    template = await make_template(folder / "template", sizes.chats)
    found = known.cases(template)
    return found, await measure(found, template, sizes, folder, random.Random(seed))


def _profile(folder: Path, sizes: Sizes) -> None:
    """Where the time of Đầu Mối goes, under cProfile (which slows it); its loop's thread only."""
    kept = folder / "profile"
    asyncio.run(_profiled(folder, sizes, kept))
    stats = pstats.Stats(str(kept))
    stats.sort_stats("tottime").print_stats(40)
    ours = str(known.ROOT) + "/(bot|dialogues|handlers|plans|reports|storage)"
    stats.sort_stats("cumulative").print_stats(ours, 60)


async def _profiled(folder: Path, sizes: Sizes, kept: Path) -> None:
    template = await make_template(folder / "template", sizes.chats)
    ours = known.cases(template, profile=kept)[2]
    await measure([ours], template, Sizes(1, sizes.chats), folder, random.Random(0))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chats", type=int, default=600, help="at least 100")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of the order")
    parser.add_argument("--write", type=Path, help="also write the page, e.g. docs/performance.md")
    parser.add_argument("--profile", action="store_true", help="cProfile of Đầu Mối instead")
    asked = parser.parse_args()
    if not 1 <= asked.rounds <= 20 or not 100 <= asked.chats <= 5000:
        parser.error("--rounds 1 to 20, --chats 100 to 5000")
    return asked


if __name__ == "__main__":
    sys.exit(main())
