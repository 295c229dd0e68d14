"""What a Word file says block by block, so that what a person touched can be told.

A block is a paragraph or a row of a table. Its mark is a hash of its words and of what is bold,
italic, underlined or struck out in them; how a program cuts words into runs does not count.
Nothing is written into the file for this: marks are kept with the build. In the child process.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TRACKED = (
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:commentReference",
    "w:commentRangeStart",
)
_LOOKS = ("w:b", "w:i", "w:strike")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Block:
    """`element`: its w:p or w:tr. A mark "" is like no other: there are changes or notes on it."""

    element: Any
    mark: str
    text: str


def blocks(page: Any) -> list[Block]:
    """All blocks with words, in the order of the file; empty paragraphs do not count."""
    return [one for one in _all(page.element.body) if one.text]


def _all(body: Any) -> Iterator[Block]:
    from docx.oxml.ns import qn

    for child in body:
        if child.tag == qn("w:p"):
            yield _block(child)
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                yield _block(row)


def _block(element: Any) -> Block:
    from docx.oxml.ns import qn

    said: list[str] = []
    bare: list[str] = []
    looks: list[str] = []
    for one in element.iter(qn("w:p")):
        for words, look in _runs(one):
            kept = "".join(words.split())
            said.append(words)
            bare.append(kept)
            looks.append(look * len(kept))
        said.append(" ")
    plain = " ".join(unicodedata.normalize("NFC", "".join(said)).split())
    touched = any(next(element.iter(qn(name)), None) is not None for name in _TRACKED)
    return Block(element, "" if touched else _mark("".join(bare), "".join(looks)), plain)


def _runs(paragraph: Any) -> Iterator[tuple[str, str]]:
    """The words of each run with one character for how they look; deleted words do not count."""
    from docx.oxml.ns import qn

    for run in paragraph.iter(qn("w:r")):
        words = "".join(_words(one) for one in run)
        if words:
            yield words, _look(run.find(qn("w:rPr")))


def _words(piece: Any) -> str:
    from docx.oxml.ns import qn

    if piece.tag == qn("w:t"):
        return str(piece.text or "")
    return " " if piece.tag in {qn("w:tab"), qn("w:br"), qn("w:cr")} else ""


def _look(form: Any) -> str:
    from docx.oxml.ns import qn

    if form is None:
        return "0"
    found = 0
    for at, name in enumerate(_LOOKS):
        one = form.find(qn(name))
        if one is not None and (one.get(qn("w:val")) or "1") not in _OFF:
            found |= 1 << at
    line = form.find(qn("w:u"))
    if line is not None and (line.get(qn("w:val")) or "single") not in _OFF:
        found |= 1 << len(_LOOKS)
    return "0123456789abcdef"[found]


def _mark(words: str, looks: str) -> str:
    """Spaces do not count, nor where a row's cells hold several paragraphs."""
    shown = looks if looks.strip("0") else ""
    kept = unicodedata.normalize("NFC", words)
    return hashlib.sha256(f"{kept}\0{shown}".encode("utf-8", "replace")).hexdigest()[:20]
