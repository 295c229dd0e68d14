"""The two figures of an indicator as people type them: "32,5; 35", several indicators a line each.

The first is thực hiện đến ngày chốt, the second ước cả năm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogues.reading import read_exact
from plans import vocabulary
from plans.ground import Refusal
from plans.text import clean, fold, match_key

Figures = tuple[Decimal | None, ...]  # one or two, as typed; None: chưa có số liệu

_APART = re.compile(r"\s*[;\n|]\s*|,\s+|\s+và\s+")
_FIGURE = re.compile(r"([-+−]?\s?\d(?:[\d., ]*\d)?)\s*(.*)", re.DOTALL)
_HEADS = re.compile(rf"(?:{'|'.join(vocabulary.FIGURE_HEADS)})\b[\s:]*", re.IGNORECASE)
_NONE = frozenset(vocabulary.NO_FIGURE)
_HEAD = rf"(?:{vocabulary.INDICATOR}\s+)?"
_MOST = 2


@dataclass(frozen=True)
class Line:
    """A line of a message with several indicators: the label as typed, what stands behind it."""

    label: str
    text: str


def says_none(text: str) -> bool:
    """Whether it says chưa có số liệu."""
    return fold(clean(text)).rstrip(" .") in _NONE


def read_figures(text: str, unit: str | None = None) -> Figures:
    """One figure or two: "32,5; 35", "32,5% 35%", "chưa có; 17.000 ha".

    Raises Refusal indicator.unreadable (typed): words, another unit, more than two figures.
    """
    typed = clean(text)
    try:
        parts = [one for one in _APART.split(typed) if one.strip()]
        found = tuple(_one(part, unit) for part in parts)
    except Refusal:
        parts = re.sub(r"\s+%", "%", typed).split()
        if len(parts) != _MOST:
            raise Refusal("indicator.unreadable", typed=typed) from None
        found = tuple(_one(part, unit, typed) for part in parts)
    if not 1 <= len(found) <= _MOST:
        raise Refusal("indicator.unreadable", typed=typed)
    return found


def _one(part: str, unit: str | None, typed: str = "") -> Decimal | None:
    """A figure with the words that may stand around it; "thực hiện đến 14/12/2023: 32,5"."""
    refusal = Refusal("indicator.unreadable", typed=typed or part)
    text = part.rpartition(":")[2].strip()
    while head := _HEADS.match(text):
        text = text[head.end() :]
    if says_none(text):
        return None
    found = _FIGURE.fullmatch(text)
    if found is None or fold(found[2]).rstrip(" .") not in _units(unit):
        raise refusal
    try:
        return read_exact(found[1])
    except Refusal:
        raise refusal from None


def _units(unit: str | None) -> frozenset[str]:
    return frozenset({"", "%", fold(unit or "")})


def lines(text: str, numbers: Sequence[str]) -> list[Line] | None:
    """The lines of a message that begin with numbers of indicators; None where it is no such
    message. `label` is one of `numbers`, or as typed where it is none of them.

    A message of one line is one only where its label stands in brackets or before a colon: "5; 6"
    are two figures.
    """
    rows = [one.strip() for one in clean(text).split("\n") if one.strip()]
    found = [_labelled(row, numbers) for row in rows]
    known = [one for one in found if one is not None and one.label in numbers]
    if not known or (len(rows) == 1 and not _plain_label(rows[0])):
        return None
    return [one or Line(row, "") for one, row in zip(found, rows, strict=True)]


_LABEL = re.compile(
    rf"{_HEAD}"
    r"(?P<label>\(\s*\w{1,4}\s*\)\s?\w{0,2}|\w{1,5}[.)]?)"
    r"\s*(?P<colon>:)?\s+(?P<rest>.+)"
    rf"|{_HEAD}"
    r"(?P<tight>\(?\w{1,4}\)?\w{0,2}):(?P<behind>.+)",
    re.IGNORECASE,
)


def _labelled(row: str, numbers: Sequence[str]) -> Line | None:
    found = _LABEL.fullmatch(row)
    if found is None:
        return None
    label, rest = found["label"] or found["tight"], found["rest"] or found["behind"]
    return Line(meant(label, numbers) or label.strip(), rest.strip())


def _plain_label(row: str) -> bool:
    found = _LABEL.fullmatch(row)
    return bool(found and (found["tight"] or found["colon"] or "(" in found["label"]))


def meant(label: str, numbers: Sequence[str]) -> str | None:
    """The number a label names: brackets and spaces do not count, "4a" is "(4)a"; accents do."""
    wanted = _bare(re.sub(f"^\\s*{_HEAD}", "", label, flags=re.IGNORECASE))
    same = [one for one in numbers if _bare(one) == wanted]
    if len(same) != 1:
        same = [one for one in numbers if fold(_bare(one)) == fold(wanted)]
    return same[0] if wanted and len(same) == 1 else None


def _bare(number: str) -> str:
    return "".join(char for char in match_key(number) if char.isalnum())


def several(found: Sequence[Line], units: Mapping[str, str | None]) -> dict[str, Figures]:
    """Number → its figures. `units`: number → unit, of the indicators that take figures.

    Raises Refusal indicator.lines (typed: the lines that cannot be kept), indicator.twice.
    """
    read: dict[str, Figures] = {}
    wrong = []
    for line in found:
        if line.label in read:
            raise Refusal("indicator.twice", number=line.label)
        try:
            if line.label not in units:
                raise Refusal("indicator.unreadable", typed=line.label)
            read[line.label] = read_figures(line.text, units[line.label])
        except Refusal:
            wrong.append(f"{line.label} {line.text}".strip())
    if wrong:
        raise Refusal("indicator.lines", typed=wrong)
    return read
