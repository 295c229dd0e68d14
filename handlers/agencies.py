"""Agencies of a province put into the store, and found there by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from plans.agencyfile import AgencyFile
from plans.directory import AgencyEntry, Directory, GroupEntry
from plans.meanings import NO_AGENCY
from storage import agencies, audit
from storage.database import Unit


@dataclass(frozen=True)
class Counts:
    """What a loading wrote; `unled`, `own`: numbers of tasks left as they are, for want of a lead,
    or because their agencies have spoken themselves."""

    agencies: int = 0
    groups: int = 0
    tasks: int = 0
    updates: int = 0
    unled: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


async def load_agencies(unit: Unit, file: AgencyFile) -> Counts:
    """Put the agencies of a province into the store, or correct them, by their codes."""
    for row in file.entries():
        await agencies.save_agency(unit, file.province, _agency_values(row))
    groups = _groups(file)
    for name, values in groups.items():
        await agencies.save_group(unit, file.province, {"name": name, **values})
    counts = Counts(agencies=len(file.agencies), groups=len(groups))
    after = {"agencies": counts.agencies, "groups": counts.groups}
    await audit.note(unit, None, "agencies.loaded", f"province:{file.province}", after=after)
    return counts


def _agency_values(row: AgencyEntry) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "variants": list(row.variants),
        "kind": row.kind,
        "urge": row.urge,
        "from_day": row.since,
        "to_day": row.until,
    }


def _groups(file: AgencyFile) -> dict[str, dict[str, Any]]:
    """Groups by name, those of one name at different times joined; the days of the members tell
    who of them exists. A collective that is no agency is a group of nobody.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for group in file.group_entries():
        values = found.setdefault(group.name, {"variants": [], "members": []})
        for key, new in (("variants", group.variants), ("members", group.members)):
            values[key] = list(dict.fromkeys([*values[key], *new]))
    return dict(found) | {name: {"variants": [], "members": []} for name in file.others}


async def learn_names(unit: Unit, province: str, said: Mapping[str, str]) -> None:
    """Names a person explained: further names of agencies and groups, or of nobody (NO_AGENCY)."""
    rows, groups = await agencies.agency_rows(unit, province)
    for printed, meant in said.items():
        for row in rows:
            if row["name"] == meant:
                await _also_called(unit, row, printed)
        for group in groups:
            if group["name"] == meant:
                values = {"name": meant, "members": group["members"]}
                more = {"variants": [*group["variants"], printed]}
                await agencies.save_group(unit, province, values | more)
        if meant == NO_AGENCY:
            values = {"name": printed, "variants": [], "members": []}
            await agencies.save_group(unit, province, values)


async def _also_called(unit: Unit, row: dict[str, Any], printed: str) -> None:
    row["variants"] = [*row["variants"], printed]
    values = {name: one for name, one in row.items() if name not in {"id", "province"}}
    await agencies.save_agency(unit, row["province"], values)


async def directory_of(unit: Unit, province: str) -> Directory:
    """The agencies and groups of a province as stored."""
    rows, groups = await agencies.agency_rows(unit, province)
    bodies = sorted(rows, key=itemgetter("id"))  # the order of the file
    return _directory(tuple(map(_entry, bodies)), tuple(map(_group_entry, groups)))


_directory = lru_cache(maxsize=8)(Directory)  # made anew only where something changed


def _entry(row: dict[str, Any]) -> AgencyEntry:
    return AgencyEntry(
        code=row["code"],
        name=row["name"],
        variants=tuple(row["variants"]),
        kind=row["kind"],
        urge=row["urge"],
        since=row["from_day"],
        until=row["to_day"],
    )


def _group_entry(row: dict[str, Any]) -> GroupEntry:
    return GroupEntry(row["name"], tuple(row["variants"]), tuple(row["members"]))
