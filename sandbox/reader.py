"""A cursor over marked-up text: where it stands, what it has written, which tags are open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.model import Entity
from sandbox.words import units

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|(lt|gt|amp|quot));?")


class MarkupError(Exception):
    """Says what is wrong and at which byte, in the platform's words."""


@dataclass(slots=True)
class Open:
    name: str
    argument: str
    offset: int
    begin: int


@dataclass(slots=True)
class Reader:
    """`at` is a position in the source, `size` the length of the text so far in UTF-16 units."""

    source: str
    at: int = 0
    size: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def char(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.size += units(text)

    def skip_space(self) -> None:
        while self.char().isspace():
            self.at += 1

    def until(self, stop: re.Pattern[str]) -> str:
        found = stop.search(self.source, self.at)
        start, self.at = self.at, found.start() if found else len(self.source)
        return self.source[start : self.at]

    def fail(self, what: str, position: int, more: str = "") -> MarkupError:
        return MarkupError(f"{what} at byte offset {self.byte(position)}{more}")


def decoded(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    usable = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if usable else ""
