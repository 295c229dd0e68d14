"""The values of a plan as cells of a workbook, and back: what an official reads and types.

Every value has one way of standing in a cell, and reading that cell gives the value again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from plans.ground import Refusal
from plans.text import clean, fold

MOST_CHARS = 32_767  # what a cell of Excel holds
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?")
_MONTH = re.compile(r"(?:0?([1-9])|(1[0-2]))/(\d{4})")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"\s*(?:[;\n]|$)')
_NAMES_END = re.compile("[;\n]")
_NOTES_END = re.compile("\n")
_PLACES = ("line", "page", "table", "row", "sheet", "cell")
_NUMBERED = frozenset(_PLACES[:4])


class Kind(StrEnum):
    """How a value stands in its cell."""

    TEXT = "text"
    NAMES = "names"  # one a line; ";" parts them too
    NOTES = "notes"  # one a line
    DAY = "day"  # 31/12/2023
    TIME = "time"  # a year, or a day
    ISSUED = "issued"  # a day, 10/2022, or a year
    WHOLE = "whole"
    FLAG = "flag"  # "có", or empty
    FREQUENCY = "frequency"
    RECURS = "recurs"
    PLACE = "place"  # where in the document


_TIMES = frozenset({Kind.DAY, Kind.TIME, Kind.ISSUED})


@dataclass(frozen=True)
class BookWords:
    """The words of a workbook, by their keys: names of sheets, heads, and listed values."""

    sheets: Mapping[str, str]
    heads: Mapping[str, str]  # "tasks.number" → "Số"
    helps: Mapping[str, str]
    listed: Mapping[str, Mapping[str, str]]  # "frequency" → code → word
    places: Mapping[str, str]  # "line" → "dòng"
    title: str
    yes: str
    not_said: str  # the plan names nobody
    no_agency: str
    mark: str = ""


def written(kind: Kind, value: Any, words: BookWords) -> str:
    """A value as its cell shows it; what is not there is an empty cell."""
    if value is None or value is False:
        return ""
    if kind in {Kind.NAMES, Kind.NOTES}:
        return "\n".join(_item(one, kind) for one in value)
    if kind in _TIMES:
        return _written_time(str(value))
    if kind is Kind.FLAG:
        return words.yes
    if kind in words.listed:
        return words.listed[kind].get(value, value)
    return _place(value, words) if kind is Kind.PLACE else str(value)


def _written_time(text: str) -> str:
    """ "2023-12-31" → 31/12/2023, "2022-10" → 10/2022; a year as it is."""
    return "/".join(reversed(text.split("-"))) if re.fullmatch(r"[\d-]+", text) else text


def _item(text: str, kind: Kind) -> str:
    parted = "\n" in text or (kind is Kind.NAMES and ";" in text)
    return '"' + text.replace('"', '""') + '"' if parted or text.startswith('"') else text


def _place(value: Mapping[str, Any], words: BookWords) -> str:
    parts = [(words.places[name], value.get(name)) for name in _PLACES]
    return ", ".join(f"{word} {_named(one)}" for word, one in parts if one is not None)


def _named(value: Any) -> str:
    plain = isinstance(value, int) or re.fullmatch(r"[^\s,\"]+", value)
    return str(value) if plain else '"' + value.replace('"', '""') + '"'


def read(kind: Kind, text: str, words: BookWords) -> Any:
    """The value of a cell; raises Refusal book.… where it cannot be one."""
    text = clean(text)
    if kind in {Kind.NAMES, Kind.NOTES}:
        return list(_items(text, _NAMES_END if kind is Kind.NAMES else _NOTES_END))
    if kind is Kind.FLAG:
        return _flag(text, words)
    if not text:
        return None
    if kind in {Kind.FREQUENCY, Kind.RECURS}:
        return _listed(text, words.listed[kind])
    readers = {Kind.DAY: _day, Kind.TIME: _time, Kind.ISSUED: _issued, Kind.WHOLE: _whole}
    if kind is Kind.PLACE:
        return _read_place(text, words)
    return readers[kind](text) if kind in readers else text


def _items(text: str, ends: re.Pattern[str]) -> Iterator[str]:
    while text:
        quoted = _QUOTED.match(text)
        if quoted:
            item, text = quoted[1].replace('""', '"'), text[quoted.end() :]
        else:
            item, text = ends.split(text, maxsplit=1) if ends.search(text) else (text, "")
        item, text = clean(item), text.lstrip()
        if item:
            yield item


def _flag(text: str, words: BookWords) -> bool:
    if not text:
        return False
    if fold(text) in {fold(words.yes), "x"}:
        return True
    raise Refusal("book.yes", text=text, allowed=words.yes)


def _listed(text: str, known: Mapping[str, str]) -> str:
    for code, word in known.items():
        if fold(text) in {fold(word), code}:
            return code
    raise Refusal("book.not_listed", text=text, allowed=list(known.values()))


def _day(text: str) -> date:
    found, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    numbers = found.groups()[::-1] if found else iso.groups() if iso else None
    try:
        if numbers:
            return date(*map(int, numbers))
    except ValueError:
        pass
    raise Refusal("book.bad_day", text=text)


def _time(text: str) -> int | date:
    return int(text) if re.fullmatch(r"\d{4}", text) else _day(text)


def _issued(text: str) -> str | date:
    month = _MONTH.fullmatch(text)
    if month:
        return f"{month[3]}-{int(month[1] or month[2]):02d}"
    return text if re.fullmatch(r"\d{4}(-\d{2})?", text) else _day(text)


def _whole(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    raise Refusal("book.whole", text=text)


def _read_place(text: str, words: BookWords) -> dict[str, Any]:
    """ "dòng 412", "bảng 2, hàng 5"; raises Refusal book.place."""
    names = {words.places[name]: name for name in _PLACES}
    heads = "|".join(re.escape(word) for word in sorted(names, key=len, reverse=True))
    part = re.compile(rf'({heads}) (?:"((?:[^"]|"")*)"|([^\s,"]+))(?:, |$)')
    found: dict[str, Any] = {}
    at = 0
    while at < len(text):
        hit = part.match(text, at)
        if hit is None:
            raise Refusal("book.place", text=text)
        name, said = names[hit[1]], hit[3] or (hit[2] or "").replace('""', '"')
        if name in _NUMBERED and not said.isdecimal():
            raise Refusal("book.place", text=text)
        found[name], at = (int(said) if name in _NUMBERED else said), hit.end()
    return found
