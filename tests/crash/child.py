"""`daumoi run` with its clock moved by DAUMOI_TEST_SHIFT seconds, Zalo at another rate, and
nothing else changed.

The sample plan lives in 2023; command line, lock, settings and loops are the program's own.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from functools import partial

from bot import app, cli
from bot.ground import SystemClock
from bot.rates import Limits

SHIFT, TICK = "DAUMOI_TEST_SHIFT", "DAUMOI_TEST_TICK"
ZALO_PER_SECOND = "DAUMOI_TEST_ZALO_PER_SECOND"


class ShiftedClock(SystemClock):
    """The machine's clock, so many seconds off, the same over restarts."""

    def __init__(self) -> None:
        self._shift = timedelta(seconds=float(os.environ[SHIFT]))

    def now(self) -> datetime:
        return super().now() + self._shift


def main() -> None:
    app.SystemClock = ShiftedClock
    app.ZALO_LIMITS = Limits(per_second=float(os.environ.get(ZALO_PER_SECOND, "5")))
    app.build = partial(app.build, tick_seconds=float(os.environ.get(TICK, "20")))
    sys.argv = ["daumoi", "run"]
    cli.main()


if __name__ == "__main__":
    main()
