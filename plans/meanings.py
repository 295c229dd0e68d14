"""What the printed names of a plan are taken for in its province, and what a person must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from plans.directory import AgencyEntry, Directory, GroupEntry, name_key
from plans.draft import Content
from plans.ground import Refusal

Named = TypeVar("Named", AgencyEntry, GroupEntry)
NO_AGENCY = ""  # what a person says of a name that is no single agency


@dataclass(frozen=True)
class Meaning:
    """A printed name: the agency or collective it is taken for ("": unknown), and what is near.

    `asked`: no agency of the province has the name, so that a person says what it means.
    """

    printed: str
    meant: str
    nearest: Sequence[str] = ()
    asked: bool = False


def printed_names(content: Content) -> list[str]:
    """The names that must mean somebody in the province, each once, in the plan's order."""
    return list(dict.fromkeys(_names(content)))


def _names(content: Content) -> Iterator[str]:
    coordinator = (content.get("plan") or {}).get("coordinator")
    if coordinator:
        yield coordinator
    for task in content.get("tasks") or ():
        for part in ("lead", "colead", "support"):
            if part != "lead" or not task.get("reporter"):
                yield from task.get(part) or ()
        if task.get("reporter"):
            yield task["reporter"]
    for duty in content.get("reporting") or ():
        yield from duty.get("from") or ()
        if duty.get("via"):
            yield duty["via"]


def meanings(
    content: Content, directory: Directory, said: Mapping[str, str], no_agency: str
) -> list[Meaning]:
    """Every printed name with what it is taken for; `said`: printed → what a person chose
    (NO_AGENCY: no single agency, shown by that word).
    """
    return [_meaning(one, directory, said, no_agency) for one in printed_names(content)]


def _meaning(
    printed: str, directory: Directory, said: Mapping[str, str], no_agency: str
) -> Meaning:
    if directory.is_no_agency(printed):
        return Meaning(printed, no_agency)
    try:
        return Meaning(printed, directory.find(printed).name)
    except Refusal:
        nearest = directory.nearest(printed)
    chosen = said.get(printed)
    meant = "" if chosen is None else chosen or no_agency
    return Meaning(printed, meant, nearest, asked=True)


def chosen(said: Mapping[str, str], directory: Directory, no_agency: str) -> dict[str, str]:
    """What a workbook says of names the province does not know; other words are left out."""
    found: dict[str, str] = {}
    for printed, meant in said.items():
        if _known(directory, printed):
            continue
        if name_key(meant) == name_key(no_agency):
            found[printed] = NO_AGENCY
        elif _known(directory, meant):
            found[printed] = directory.find(meant).name
    return found


def _known(directory: Directory, name: str) -> bool:
    try:
        directory.find(name)
    except Refusal:
        return directory.is_no_agency(name)
    return True


def with_meanings(directory: Directory, said: Mapping[str, str]) -> Directory:
    """The directory that knows these names too: as variants, or as names of nobody."""
    more: dict[str, list[str]] = {}
    others = list(directory.others)
    for printed, meant in said.items():
        if meant == NO_AGENCY:
            others.append(printed)
        else:
            more.setdefault(meant, []).append(printed)
    return Directory(
        [_called(one, more) for one in directory.agencies],
        [_called(one, more) for one in directory.groups],
        others,
    )


def _called(one: Named, more: Mapping[str, Sequence[str]]) -> Named:
    return replace(one, variants=(*one.variants, *more.get(one.name, ())))
