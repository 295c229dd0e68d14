"""Long messages in pieces: cut between lines, then sentences, words, grapheme clusters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from dialogues.markup import TAG, escape, to_plain, unescape, utf16_len

LEAST = 64  # a shorter limit leaves no room for the words between "(12/34)"

_CLUSTER = regex.compile(r"\X")
_ENDS = frozenset(".!?;:…")


class _Atom(NamedTuple):
    """What is never cut through: one cluster, with the tags around it."""

    text: str
    width: int
    tags: tuple[str, ...]


def cut(marked: str, limit: int, *, numbered: bool = False) -> list[str]:
    """Pieces of at most `limit` visible UTF-16 units (≥ 64), each valid markup; no text, no piece.

    `numbered` ends every piece of several with "(1/3)", counted within the limit.
    """
    if limit < LEAST:
        raise ValueError(f"limit {limit} is below {LEAST}")
    plain = to_plain(marked)
    if not plain.strip():
        return []
    if utf16_len(plain) <= limit:
        return [marked]
    return _numbered(marked, limit) if numbered else _pieces(marked, limit)


def _numbered(marked: str, limit: int) -> list[str]:
    for digits in range(1, 8):
        pieces = _pieces(marked, limit - len("\n(/)") - 2 * digits)
        if len(str(len(pieces))) <= digits:
            break
    return [f"{piece}\n({n}/{len(pieces)})" for n, piece in enumerate(pieces, 1)]


def _pieces(marked: str, limit: int) -> list[str]:
    pieces: list[str] = []
    lines: list[str] = []
    room = limit
    for line, width in _short_lines(marked.split("\n"), limit):
        if lines and width + 1 > room:
            pieces.append("\n".join(lines))
            lines, room = [], limit
        room -= width + bool(lines)
        lines.append(line)
    pieces.append("\n".join(lines))
    stripped = (piece.strip("\n") for piece in pieces)
    return [piece for piece in stripped if to_plain(piece).strip()]


def _short_lines(lines: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    """Lines with their widths, the too long ones cut."""
    for line in lines:
        width = utf16_len(to_plain(line))
        if width <= limit:
            yield line, width
            continue
        for atoms in _parts(_atoms(line, limit), limit):
            yield _written(atoms), sum(atom.width for atom in atoms)


def _atoms(line: str, limit: int) -> list[_Atom]:
    atoms: list[_Atom] = []
    open_tags: list[str] = []
    at = 0
    for tag in TAG.finditer(line):
        atoms += _clusters(line[at : tag.start()], tuple(open_tags), limit)
        at = tag.end()
        if not tag[1]:
            open_tags.append(tag[2])
        elif tag[2] in open_tags:
            open_tags.remove(tag[2])
    return atoms + _clusters(line[at:], tuple(open_tags), limit)


def _clusters(marked: str, tags: tuple[str, ...], limit: int) -> list[_Atom]:
    atoms: list[_Atom] = []
    for cluster in _CLUSTER.findall(unescape(marked)):
        width = utf16_len(cluster)
        # A letter under a thousand marks is no letter: only then is a cluster cut through.
        parts = [cluster] if width <= limit else list(cluster)
        atoms += [_Atom(part, utf16_len(part), tags) for part in parts]
    return atoms


def _parts(atoms: list[_Atom], limit: int) -> Iterator[list[_Atom]]:
    start = 0
    while start < len(atoms):
        end = _furthest(atoms, start, limit)
        if end < len(atoms):
            end = _best_break(atoms, start, end)
        part = atoms[start:end]
        start = end
        while part and part[-1].text.isspace():
            part.pop()
        if part:
            yield part
        while start < len(atoms) and atoms[start].text.isspace():
            start += 1


def _furthest(atoms: list[_Atom], start: int, limit: int) -> int:
    """The end of the longest run from `start` that fits; always past `start`."""
    end = start
    while end < len(atoms) and atoms[end].width <= limit:
        limit -= atoms[end].width
        end += 1
    return max(end, start + 1)


def _best_break(atoms: list[_Atom], start: int, end: int) -> int:
    """The last end of a sentence before `end`, else of a word, else `end` itself."""
    word = end
    early = start + (end - start) // 3  # "1. " opens a paragraph: a piece must not end on it
    for at in range(end, start, -1):
        if not atoms[at].text.isspace():
            continue
        if at > early and atoms[at - 1].text in _ENDS:
            return at
        if word == end:
            word = at
    return word


def _written(atoms: list[_Atom]) -> str:
    """Atoms as markup again, tags closed and opened where they change."""
    written: list[str] = []
    now: tuple[str, ...] = ()
    for atom in atoms:
        if atom.tags != now:
            written.append(_from_to(now, atom.tags))
            now = atom.tags
        written.append(escape(atom.text))
    return "".join([*written, _from_to(now, ())])


def _from_to(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    closed = "".join(f"</{tag}>" for tag in reversed(old[same:]))
    return closed + "".join(f"<{tag}>" for tag in new[same:])
