"""What a paper is made of, and what it is once it stands in words. No file library here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialogues.catalogue import Catalogue
from plans.round_data import Document, RoundData


@dataclass(frozen=True)
class Asked:
    """What the words of a paper are chosen from.

    `today`: the local day on which it is made. `mark` stands on every page (demo). `left_out`:
    agencies that the coordinator unticked. `urged`: this is công văn đôn đốc lần 2, after the
    first one, whose number may not be known. `collectives`: name → codes of its members ("UBND các
    huyện, thành phố"). `reporters`: key of a chỉ tiêu → the agency it is given to now. `texts`
    may have been replaced in part by the Sở.
    """

    data: RoundData
    texts: Catalogue
    today: date
    mark: str = ""
    left_out: frozenset[int] = frozenset()
    urged: bool = False
    urged_by: Document | None = None
    collectives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reporters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Words:
    """A paper in words, for the child process to write.

    `slots` are what the template of the kind prints: texts, lists and mappings of them, plain
    values only. `gaps`: what a person must fill, one a line beside the file; in the paper each
    stands as `fill`, on yellow. `author`: the office that the file's properties name. `own`: the
    folder of the Sở's own templates; `plan` may have one of its own there.
    """

    kind: str
    name: str
    slots: Mapping[str, Any]
    gaps: tuple[str, ...] = ()
    fill: str = ""
    mark: str = ""
    author: str = ""
    title: str = ""
    own: str = ""
    plan: str = ""
    made: datetime | None = None  # aware UTC; None: not said
    more: Mapping[str, Any] = field(default_factory=dict)  # for a writer of its own
