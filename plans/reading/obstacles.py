"""Where khó khăn, vướng mắc go, and who decides beyond that."""

from __future__ import annotations

import re
from typing import Any

from plans.reading.name_lists import names_before
from plans.reading.outline import Node, walk_texts
from plans.reading.receivers import above, ways_in
from plans.reading.reports import quoted
from plans.text import bare

_MATTERS = re.compile(r"kho khan|vuong mac|vuong mat|van de phat sinh|phat sinh vuong")
_ASKED = re.compile(
    r"neu (?:co|gap|phat sinh)|kip thoi|phat sinh|trong qua trinh|phan anh|"
    r"co (?:gi )?(?:kho khan|vuong mac)"
)
_GOES = re.compile(
    r"bao cao|phan anh|thong tin|gui|kien nghi|de nghi|tong hop|trao doi|lien he|de xuat|phan hoi"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[^\W\d_])")


def obstacles_of(root: Node) -> dict[str, Any] | None:
    """The last sentence that says so: plans close with it."""
    best: tuple[int, dict[str, Any]] | None = None
    for node, paragraph in walk_texts(root):
        if node.section() in {"purpose", "goals", "form"}:
            continue
        for sentence in _SENTENCE.split(paragraph.rest):
            found = _read(sentence)
            if found is None:
                continue
            weight = 2 * ("neu" in bare(sentence) or "trong qua trinh" in bare(sentence)) + bool(
                found["to"]
            )
            if best is None or weight >= best[0]:
                best = (weight, {**found, "source": paragraph.place.source(), "warnings": []})
    return best[1] if best else None


def _read(sentence: str) -> dict[str, Any] | None:
    key = bare(sentence)
    matter = _MATTERS.search(key)
    if not matter or not _ASKED.search(key) or not _GOES.search(key):
        return None
    start = _start(key, matter.start())
    ways = ways_in(sentence, start)
    to = ways.via or next(iter(ways.first), None) or _compiler(sentence, matter.end())
    uppers = [name for name in ways.to if name != to]
    if to is None and uppers:
        to = uppers.pop(0)
    if to is None:
        return None
    asked = _ASKED.search(key)
    at = min(matter.start(), asked.start()) if asked else matter.start()
    return {"to": to, "escalate_to": uppers, "quote": quoted(sentence, at, matter.end())}


def _start(key: str, matter: int) -> int:
    """The way is told behind the matter, or before it: "báo cáo các khó khăn … về Sở X"."""
    return matter if _GOES.search(key, matter) or re.search(r"\bve\s+so\b", key[matter:]) else 0


def _compiler(sentence: str, at: int) -> str | None:
    """ "…, Sở X tổng hợp báo cáo": a name that opens a clause and compiles."""
    for comma in re.finditer(r"[,;]\s+", sentence[at:]):
        names = names_before(sentence[at + comma.end() :])
        if names and not above(names.names[0]):
            behind = bare(sentence[at + comma.end() + names.end :][:40])
            if re.match(r"\s*(?:chu tri|co trach nhiem|de)?\s*(?:theo doi,?\s*)?tong hop", behind):
                return names.names[0]
    return None
