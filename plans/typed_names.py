"""Agencies as people type them in a row: names, short names, collective names, accents or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from functools import lru_cache

from plans.directory import AgencyEntry, Directory, Entry, NamedEntry, name_key, nearest_of
from plans.ground import Refusal
from plans.text import fold

_CLAUSES = re.compile(r"[;\n]")
_AND = re.compile(r"\s+(?:và|va)\s+", re.IGNORECASE)
_NO_LETTER = re.compile(r"\bva\b|[^a-z0-9]")
# Words that agencies' names begin with and people leave out, folded; as typed short, the second.
_HEADS = {
    "ubnd": "ubnd", "so": "so", "huyen": "huyen", "h": "huyen", "thanh pho": "tp", "tp": "tp",
    "thi xa": "tx", "tx": "tx", "xa": "xa", "phuong": "phuong", "ban": "ban",
}  # fmt: skip
_INITIALLED = ("so", "ban")  # names that are also written by their first letters
_LETTERS = 3  # at least, of an abbreviation without its head: "GTVT"


@lru_cache(4096)
def bare_key(name: str) -> str:
    """The words of a name without accents, "&" being "va"."""
    return fold(" ".join(name_key(name))).replace("uy ban nhan dan", "ubnd")


def agencies_named(text: str, directory: Directory) -> tuple[AgencyEntry, ...]:
    """Every agency that the text names, in its order, each once; a group stands for its members.

    Raises Refusal agency.unreadable (name, nearest) for words nobody can place, and
    agency.no_members for a collective name that says nothing about who is meant.
    """
    found: dict[str, AgencyEntry] = {}
    for clause in _CLAUSES.split(text):
        for entry in _entries(clause.strip(" .,"), directory):
            members = directory.members(entry)
            if not members:
                raise Refusal("agency.no_members", name=entry.name)
            found.update((one.code, one) for one in members if one.code not in found)
    return tuple(found.values())


def _entries(clause: str, directory: Directory) -> Iterable[Entry]:
    """A clause is one name, which may hold a comma, or names in a row."""
    if not clause:
        return ()
    whole = meant(clause, directory)
    if whole is not None:
        return (whole,)
    found: list[Entry] = []
    for name in directory.split_names(clause) or [clause]:
        one = meant(name, directory)
        found += [one] if one else _joined(name, directory)
    return found


def _joined(names: str, directory: Directory) -> list[Entry]:
    """Short names with "và" between them. Raises Refusal agency.unreadable."""
    found = []
    for name in _AND.split(names):
        one = meant(name, directory)
        if one is None:
            raise Refusal("agency.unreadable", name=names, nearest=directory.nearest(name))
        found.append(one)
    return found


def meant(name: str, directory: Directory) -> Entry | None:
    """The one agency or group that people call so: the one reader of typed names.

    By name or variant, then without accents, then by code or abbreviation ("stttt", "Sở TTTT"),
    then by the proper name alone ("Hiệp Hòa"). None where nobody or several may be meant.
    """
    entries: tuple[Entry, ...] = (*directory.agencies, *directory.groups)
    return _only(name, entries)


def meant_among(name: str, directory: Directory, codes: Container[str]) -> AgencyEntry | None:
    """As `meant`, among the agencies of these codes."""
    return _only(name, [one for one in directory.agencies if one.code in codes])


def nearest_among(
    name: str, directory: Directory, codes: Container[str], count: int = 3
) -> list[AgencyEntry]:
    """The agencies, of these codes, named most like that, best first."""
    return nearest_of(name, [one for one in directory.agencies if one.code in codes])[:count]


def _only(name: str, entries: Sequence[NamedEntry]) -> NamedEntry | None:
    if not bare_key(name):
        return None
    for reads in _WAYS:
        fits = [one for one in entries if reads(name, one)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _names(one: Entry) -> tuple[str, ...]:
    return one.name, *one.variants


def _by(key: Callable[[str], Hashable]) -> Callable[[str, Entry], bool]:
    return lambda typed, one: key(typed) in map(key, _names(one))


def _abbreviated(typed: str, one: Entry) -> bool:
    letters = _squeezed(typed)
    codes = [one.code] if isinstance(one, AgencyEntry) else []
    short = isinstance(one, AgencyEntry) and letters in _initials(one.name)
    return bool(letters) and (short or letters in map(_squeezed, (*codes, *_names(one))))


@lru_cache(4096)
def _squeezed(name: str) -> str:
    """Its letters and figures alone: "Sở TT&TT" is "Sở TTTT"."""
    return _NO_LETTER.sub("", bare_key(name))


@lru_cache(4096)
def _initials(name: str) -> tuple[str, ...]:
    """ "Sở Giao thông vận tải" is "Sở GTVT", "SGTVT" and "GTVT"."""
    head, *words = [one for one in re.findall(r"\w+", bare_key(name)) if one != "va"] or [""]
    if head not in _INITIALLED:
        return ()
    letters = "".join(one[0] for one in words)
    alone = (letters,) if len(letters) >= _LETTERS else ()
    return (head + letters, head[0] + letters, *alone)


def _short(typed: str, one: Entry) -> bool:
    """By the proper name, with no other head than its own: "xã Hiệp Hòa" is not the huyện."""
    heads, proper = _parts(typed)
    known = [_parts(name) for name in _names(one)]
    return bool(proper) and any(proper == name and heads <= own for own, name in known)


@lru_cache(4096)
def _parts(name: str) -> tuple[frozenset[str], str]:
    """The words a name begins with that others begin with too, and its own."""
    left, heads = " ".join(bare_key(name).replace(".", " ").split()), set()
    while head := next((one for one in _HEADS if left.startswith(f"{one} ")), None):
        heads.add(_HEADS[head])
        left = left[len(head) + 1 :]
    return frozenset(heads), left.removesuffix(" tinh")


_WAYS = (_by(name_key), _by(bare_key), _abbreviated, _short)
