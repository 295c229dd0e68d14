"""The agencies of a province and the collective names plans use for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from plans.model import Agency
from storage import former
from storage.database import Unit
from storage.schema import (
    agency,
    agency_group,
)

AGENCY = (
    agency.c.id.label("body_id"),
    agency.c.province.label("body_province"),
    agency.c.code.label("body_code"),
    agency.c.name.label("body_name"),
    agency.c.kind.label("body_kind"),
    agency.c.urge.label("body_urge"),
)

_TOLD = ("name", "kind", "urge")  # what reports say of an agency


def agency_of(row: Any) -> Agency:
    """The agency part of a row that selected `AGENCY`."""
    return Agency(
        row.body_id, row.body_province, row.body_code, row.body_name, row.body_kind, row.body_urge
    )


async def of_province(unit: Unit, province: str) -> list[Agency]:
    statement = select(*AGENCY).where(agency.c.province == province).order_by(agency.c.id)
    return [agency_of(row) for row in await unit.rows(statement)]


async def agency_rows(unit: Unit, province: str) -> tuple[list[dict[str, Any]], list[Any]]:
    """Agencies and groups of a province with their variants, for matching names."""
    bodies = select(agency).where(agency.c.province == province).order_by(agency.c.id)
    named = select(agency_group).where(agency_group.c.province == province)
    groups = await unit.rows(named.order_by(agency_group.c.id))
    return [row._asdict() for row in await unit.rows(bodies)], [row._asdict() for row in groups]


async def agency_by_id(unit: Unit, agency_id: int) -> Agency | None:
    row = await unit.first(select(*AGENCY).where(agency.c.id == agency_id))
    return agency_of(row) if row else None


async def save_agency(unit: Unit, province: str, values: dict[str, Any]) -> None:
    """Insert or correct one agency of a province, by its code; how it was called is kept."""
    same = (agency.c.province == province, agency.c.code == values["code"])
    row = await unit.first(select(agency.c.id, *(agency.c[name] for name in _TOLD)).where(*same))
    was = {name: getattr(row, name) for name in _TOLD} if row else {}
    if row and was != {name: values.get(name, was[name]) for name in _TOLD}:
        await former.keep(unit, f"agency:{row.id}", was)
    await unit.upsert(agency, ("province", "code"), province=province, **values)


async def save_group(unit: Unit, province: str, values: dict[str, Any]) -> None:
    await unit.upsert(agency_group, ("province", "name"), province=province, **values)
