"""The report of a large round, 300 tasks of 60 agencies: made in the child, its words too."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from bot.child import Child
from dialogues.catalogue import Catalogue
from reports.papers.kinds import KINDS
from reports.papers.paper import Asked
from reports.papers.report_kind import REPORT
from tests.bench.store import Template
from tests.bench.targets.figure import Figure
from tests.papers import sample

WORK = "reports.papers.making:make"


async def measure(_template: Template, _folder: Path) -> list[Figure]:
    """What stands the main process still, then the child: started afresh, and warm."""
    asked = Asked(sample.large(300, 60), Catalogue.load(), date(2023, 12, 20))
    kind = KINDS[REPORT]
    kind.words(asked)  # the sentences compiled once
    began = time.perf_counter()
    payload = (kind.writer, kind.words(asked))
    here = time.perf_counter() - began
    child = Child()
    try:
        first = await _seconds(child, payload)
        warm = await _seconds(child, payload)
    finally:
        child.stop()
    return [
        Figure("report", "main process", 1000 * here, "ms"),
        Figure("report", "300 tasks, 60 agencies, first", first, "s", "<=", 3.0),
        Figure("report", "300 tasks, 60 agencies, warm", warm, "s", "<=", 3.0),
    ]


async def _seconds(child: Child, payload: object) -> float:
    began = time.perf_counter()
    await child.run(WORK, payload, None)
    return time.perf_counter() - began
