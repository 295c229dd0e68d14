"""Agencies as people type them in a row: names, short names, collective names, accents or none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plans.directory import AgencyEntry, Directory, Entry, name_key
from plans.ground import Refusal
from plans.text import fold

_CLAUSES = re.compile(r"[;\n]")


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
    found = []
    for name in directory.split_names(clause) or [clause]:
        one = meant(name, directory)
        if one is None:
            raise Refusal("agency.unreadable", name=name, nearest=directory.nearest(name))
        found.append(one)
    return found


def meant(name: str, directory: Directory) -> Entry | None:
    """The one entry of a name or variant; without accents only where one alone fits."""
    entries: tuple[Entry, ...] = (*directory.agencies, *directory.groups)
    for key in (name_key, bare_key):
        wanted = key(name)
        fits = [one for one in entries if wanted in map(key, (one.name, *one.variants))]
        if len(fits) == 1:
            return fits[0]
    return None
