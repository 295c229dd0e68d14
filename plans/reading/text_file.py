"""Plain text and Markdown as blocks: pipe tables, tab-separated rows, lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plans.ground import Refusal
from plans.reading.blocks import Block, Line, Place, Row
from plans.reading.wide_gaps import wide_table_at
from plans.text import clean

_HASHES = re.compile(r"^#{1,6}\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"<sup>\s*\[?\w{1,3}\]?\s*</sup>|\[\^\w+\](?!:)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|p|div|span|center|font)(?:\s[^>]*)?>", re.I)
_ESCAPED = re.compile(r"\\([*_#+\-.()\[\]|~])")
_BOLD = re.compile(
    r"\*\*\*|\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|__|(?<=\s)_(?=\w)|(?<=\w)_(?=\s|$)"
)
_RULE = re.compile(r"^\s*(?:[-=_*~]\s*){5,}$")
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LARGE = 3  # tabs or pipes make a row from so many cells on


def read_text(data: bytes) -> tuple[Block, ...]:
    """The blocks of a text; raises Refusal reading.not_text where its letters cannot be known."""
    return tuple(_blocks(decoded(data).split("\n")))


def decoded(data: bytes) -> str:
    """Text in UTF-8, or UTF-16 where it says so; raises Refusal reading.not_text."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("reading.not_text", line=data.count(b"\n", 0, error.start) + 1) from error
    # Line ends first: `clean` would cut the blank lines at the front, and with them the count.
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f")


def _blocks(raw: list[str]) -> Iterator[Block]:
    table, inside, gap = 0, False, True
    numbers = _true_numbers(raw)
    wide_until = 0
    for at, line in enumerate(raw):
        if at < wide_until:
            continue
        wide = wide_table_at(raw, at) if "   " in line and not inside else None
        if wide is not None:
            table, wide_until, gap = table + 1, wide.end, True
            for place, texts in wide.rows:
                yield Row(texts, Place(line=numbers[place], table=table), table)
            continue
        cells = _cells(line)
        if cells and (inside or _row_near(raw, at)):
            table, inside = table + (not inside), True
            if not _PIPE_RULE.match(line):
                yield Row(tuple(cells), Place(line=numbers[at], table=table), table)
            continue
        inside = inside and not line.strip()
        made = list(_lines(line, Place(line=numbers[at]), gap))
        yield from made
        gap = not made or (gap and not made)


def _true_numbers(raw: list[str]) -> list[int]:
    """Line numbers as an editor counts them: a page's end was made a line end of ours."""
    numbers, at = [], 0
    for line in raw:
        at += not line.startswith("\f")
        numbers.append(max(at, 1))
    return numbers


def _cells(line: str) -> list[str]:
    bare = line.strip()
    if bare.count("|") >= 2 and (bare.startswith("|") or bare.count("|") >= _LARGE):
        found = re.split(r"(?<!\\)\|", bare.removeprefix("|").removesuffix("|"))
    elif line.strip("\n ").count("\t") >= 1:
        found = line.strip("\n ").split("\t")
    else:
        return []
    return [_BREAK.sub("\n", one.replace("\\|", "|")).strip() for one in map(_cell, found)]


def _cell(text: str) -> str:
    return "\n".join(_plain(part) for part in _BREAK.split(text))


def _row_near(raw: list[str], at: int) -> bool:
    """A row stands beside another row: a single line with a tab or a pipe is no table."""
    near = [line for line in raw[at + 1 : at + 4] if line.strip()][:1]
    return any(_cells(line) or _PIPE_RULE.match(line) for line in near)


def _lines(raw: str, place: Place, gap: bool) -> Iterable[Line]:
    """The lines of one raw line: a bold heading and what runs on behind it are two."""
    if _RULE.match(raw.strip("\f ")) or not clean(raw):
        return
    heading = bool(_HASHES.match(raw.strip()))
    for part in re.split(r"\*{4}", raw):
        text = _plain(_HASHES.sub("", part.strip()))
        bold = re.fullmatch(r"\*\*.+\*\*:?", part.strip()) is not None
        if text:
            opens = True if raw.startswith(("    ", "\t")) and len(text) > 60 else None
            yield Line(text, place, heading=heading or bold, opens=opens, after_gap=gap)


def _plain(text: str) -> str:
    """The words without Markdown's and HTML's marks."""
    text = _TAG.sub("", _FOOTNOTE_MARK.sub("", text))
    text = _BOLD.sub("", _ESCAPED.sub(r"\1", text))
    return re.sub(r"[ \t]+", " ", clean(text.replace("\u200b", ""))).strip(" `")
