"""The agencies file: who exists in a province, and when (docs: the plan file, second part).

Beyond the shared description it knows one list, `others`: collectives that plans name and that are
no agency ("Các tổ chức, cá nhân sản xuất VLXD …"). They may lead a task; nobody is asked in their
name before the coordinator gives a reporter.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from plans.directory import AgencyEntry, Directory, GroupEntry, name_key
from plans.fields import Day, Many, Slug, Strict, Text
from plans.yamlfile import Located, Path, load, validated


class _Valid(Strict):
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise PydanticCustomError("file.range_backwards", "the range ends before it starts")
        return self


class AgencyRow(_Valid):
    """One agency; `urge` false: chỉ nhận văn bản, không đôn đốc."""

    code: Slug
    name: Text
    variants: Many[Text] = ()
    kind: Text
    urge: bool = True


class GroupRow(_Valid):
    """A collective name; without members the coordinator confirms each time who is meant."""

    name: Text
    variants: Many[Text] = ()
    members: Many[Slug] = ()


class SuccessionRow(Strict):
    """Cơ quan kế thừa: the old codes, the new one, from which day, by which document."""

    predecessors: Many[Slug] = Field(alias="from", min_length=1)
    successor: Slug = Field(alias="to")
    valid: Day
    source: Text | None = None


class AgencyFile(Strict):
    """A whole agencies file."""

    province: Text
    agencies: Many[AgencyRow] = Field(min_length=1)
    groups: Many[GroupRow] = ()
    others: Many[Text] = ()
    succession: Many[SuccessionRow] = ()

    def entries(self) -> tuple[AgencyEntry, ...]:
        """The agencies as plain data."""
        return tuple(
            AgencyEntry(
                code=row.code,
                name=row.name,
                variants=row.variants,
                kind=row.kind,
                urge=row.urge,
                since=row.since,
                until=row.until,
            )
            for row in self.agencies
        )

    def group_entries(self) -> tuple[GroupEntry, ...]:
        """The groups as plain data."""
        return tuple(
            GroupEntry(
                name=row.name,
                variants=row.variants,
                members=row.members,
                since=row.since,
                until=row.until,
            )
            for row in self.groups
        )

    def directory(self) -> Directory:
        """The directory of this province."""
        return Directory(self.entries(), self.group_entries(), self.others)


def read_agencies(data: bytes, name: str) -> AgencyFile:
    """Read and check an agencies file; raises PlanFileInvalid with every problem and its place."""
    located = load(data, name)
    file = validated(AgencyFile, located)
    if file is not None:
        _check_codes(file, located)
        _check_names(file, located)
    located.stop_if_wrong()
    assert file is not None  # noqa: S101 - stop_if_wrong raised otherwise
    return file


def _check_codes(file: AgencyFile, located: Located) -> None:
    codes: set[str] = set()
    for at, agency in enumerate(file.agencies):
        if agency.code in codes:
            located.problem(("agencies", at, "code"), "file.duplicate_code", text=agency.code)
        codes.add(agency.code)
    named: list[tuple[Path, str]] = [
        (("groups", at, "members", place), code)
        for at, group in enumerate(file.groups)
        for place, code in enumerate(group.members)
    ]
    for at, row in enumerate(file.succession):
        named.extend(
            (("succession", at, "from", place), code)
            for place, code in enumerate(row.predecessors)
        )
        named.append((("succession", at, "to"), row.successor))
    for path, code in named:
        if code not in codes:
            located.problem(path, "file.unknown_code", text=code)


def _check_names(file: AgencyFile, located: Located) -> None:
    """One name, one body, except where one ends before the other begins."""
    seen: dict[tuple[str, ...], list[AgencyRow | GroupRow | None]] = {}
    rows: list[tuple[Path, AgencyRow | GroupRow]] = [
        *((("agencies", at), agency) for at, agency in enumerate(file.agencies)),
        *((("groups", at), group) for at, group in enumerate(file.groups)),
    ]
    for path, row in rows:
        for key, text in {name_key(text): text for text in (row.name, *row.variants)}.items():
            if any(_overlap(row, other) for other in seen.get(key, [])):
                located.problem(path, "file.duplicate_name", text=text)
            seen.setdefault(key, []).append(row)
    for at, name in enumerate(file.others):
        if name_key(name) in seen:
            located.problem(("others", at), "file.duplicate_name", text=name)
        seen.setdefault(name_key(name), []).append(None)


def _overlap(row: AgencyRow | GroupRow, other: AgencyRow | GroupRow | None) -> bool:
    if other is None:
        return True
    ends_before = row.until and other.since and row.until < other.since
    starts_after = row.since and other.until and other.until < row.since
    return not (ends_before or starts_after)
