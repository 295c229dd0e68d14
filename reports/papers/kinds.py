"""The papers by kind: how each is put into words, and which function of the child writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.papers import brief, report_kind, request, urging
from reports.papers.paper import Asked, Words

REPORT = "bao-cao"  # its draft is offered beside the state of a round
WRITER = "reports.papers.writing:write"


@dataclass(frozen=True)
class Kind:
    """One kind of paper: "cong-van-de-nghi".

    `words` runs in the main process and is pure. `writer` is called in the child as
    `writer(words, data)` and returns a `plans.files.Produced`. Its label in chat is
    `paper.kind.<name>`, with `_` for `-`.
    """

    name: str
    words: Callable[[Asked], Words]
    writer: str = WRITER


_ALL: tuple[Kind, ...] = (
    Kind(request.NAME, request.request),
    Kind(urging.NAME, urging.urging),
    Kind(brief.NAME, brief.brief),
    Kind(report_kind.REPORT, report_kind.report_words, report_kind.REPORT_WRITER),
    Kind(report_kind.SOURCES, report_kind.sources_words, report_kind.SOURCES_WRITER),
)

KINDS: Mapping[str, Kind] = {one.name: one for one in _ALL}
