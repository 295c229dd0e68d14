"""The heads of a list of people, known by their meaning: accents, case and order do not matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plans.ground import Refusal
from plans.text import fold

HEAD_ROWS = 10  # heads stand in one of the first rows, under a title
REQUIRED = ("name", "agency")
_MEANT: Mapping[str, tuple[str, ...]] = {
    "name": ("ho ten", "ho va ten", "ho ten can bo", "ho va ten can bo", "can bo dau moi",
             "ho ten can bo dau moi", "ho va ten can bo dau moi", "nguoi dau moi", "ten can bo"),
    "post": ("chuc vu", "chuc danh", "chuc vu chuc danh", "chuc danh chuc vu"),
    "division": ("phong", "phong ban", "phong chuyen mon", "phong don vi", "phong chi cuc",
                 "phong chi cuc don vi truc thuoc", "bo phan", "phong cong tac"),
    "phone": ("dien thoai", "so dien thoai", "dt", "sdt", "so dt", "di dong", "dien thoai di dong",
              "so di dong", "so dien thoai di dong", "dien thoai lien he", "dien thoai co quan"),
    "agency": ("co quan", "ten co quan", "don vi", "ten don vi", "co quan don vi",
               "ten co quan don vi", "co quan cong tac", "don vi cong tac", "co quan dia phuong"),
    "plan": ("ke hoach", "ten ke hoach", "ma ke hoach", "kh"),
    "role": ("vai tro", "tu cach"),
    "main": ("chinh thay", "chinh hoac thay", "dau moi chinh thay", "chinh du phong"),
}  # fmt: skip
_NAMED = {words: column for column, spellings in _MEANT.items() for words in spellings}
_BRACKETS = re.compile(r"\(.*?\)")
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Heads:
    """Which column of the sheet holds what; the people stand below `last_row`."""

    columns: Mapping[str, int]
    last_row: int


def meaning(head: str) -> str | None:
    """The column that a head names: "Số ĐT (di động)" → "phone"."""
    words = _OTHER.sub(" ", _BRACKETS.sub(" ", fold(head))).strip()
    if words in _NAMED:
        return _NAMED[words]
    begun = [one for one in _NAMED if " " in one and words.startswith(f"{one} ")]
    return _NAMED[max(begun, key=len)] if begun else None


def find_heads(texts: Mapping[tuple[int, int], str]) -> Heads:
    """The row of heads among the first ones: places (row, column) to texts.

    Raises Refusal people.no_heads, people.heads_missing (columns), people.heads_twice (a cell and
    its column).
    """
    best: dict[str, list[int]] = {}
    at = 0
    for row in range(1, HEAD_ROWS + 1):
        found: dict[str, list[int]] = {}
        for (line, column), text in sorted(texts.items()):
            if line == row and (named := meaning(text)):
                found.setdefault(named, []).append(column)
        if len(found) > len(best):
            best, at = found, row
    if len(best) < len(REQUIRED):
        raise Refusal("people.no_heads", rows=HEAD_ROWS)
    missing = [column for column in REQUIRED if column not in best]
    if missing:
        raise Refusal("people.heads_missing", columns=missing, row=at)
    for name, places in best.items():
        if len(places) > 1:
            raise Refusal("people.heads_twice", column=name, row=at)
    return Heads({name: places[0] for name, places in best.items()}, at)
