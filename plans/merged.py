"""Đã lồng ghép: a report that stands in another one, named by its number, day and section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plans.basis import paper_from_json, paper_to_json
from plans.ground import Refusal
from plans.model import Paper
from plans.papers import find_papers
from plans.text import bare, clean

_SAID = re.compile(
    r"^\W*(?:(?:noi dung|ket qua|bao cao|phan phoi hop)\b[^.\n]{0,80}?\s)?(?:da|duoc|da duoc)?\s*"
    r"long ghep\b"
)
_SECTION = re.compile(
    r"\b(?:muc|phan|diem|khoan|phu luc)\s+(?P<name>[ivxlc\d][\w.)-]*|[a-z](?![\w]))"
)


@dataclass(frozen=True)
class Merged:
    """Where the report stands; `section` as typed ("mục II.3"), or empty."""

    paper: Paper
    section: str = ""


def said_in(text: str) -> Merged | None:
    """Where a text says, in its first words, that it is merged; None: it is a text of its own."""
    text = clean(text)
    if not _SAID.match(bare(text)):
        return None
    try:
        return read(text)
    except Refusal:
        return None


def read(text: str) -> Merged:
    """The one document named, with its day, and the section behind it.

    Raises Refusal merged.unreadable (no document, or several), merged.no_date (field `paper`).
    """
    text = clean(text)
    found = find_papers(text)
    if len(found) != 1:
        raise Refusal("merged.unreadable", count=len(found))
    (one,) = found
    if one.paper.dated is None:
        raise Refusal("merged.no_date", paper=one.paper)
    place = _SECTION.search(bare(text))
    return Merged(one.paper, text[place.start() : place.end()].rstrip(".") if place else "")


def to_json(one: Merged) -> dict[str, Any]:
    """As kept with a report."""
    return {"paper": paper_to_json(one.paper), "section": one.section}


def from_json(kept: Mapping[str, Any] | None) -> Merged | None:
    return Merged(paper_from_json(kept["paper"]), kept["section"]) if kept else None
