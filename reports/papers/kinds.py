"""The papers by kind: how each is put into words, and which function of the child writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.papers.paper import Asked, Words

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


_ALL: tuple[Kind, ...] = ()

KINDS: Mapping[str, Kind] = {one.name: one for one in _ALL}
