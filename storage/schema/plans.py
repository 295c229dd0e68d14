"""Plans in use: what stands in the document, and what a person set about it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.base import Key, Moment, metadata

plan = Table(
    "plan",
    metadata,
    Column("id", Text, primary_key=True),
    Column("short", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text),
    Column("issued", Text),  # as printed: a day, or a month when the day is blank
    Column("coordinator_id", ForeignKey("agency.id"), nullable=False),
    Column("source", JSON, nullable=False),  # the whole plan file as checked by a person
    Column("loaded", Moment, nullable=False),
    Column("followed_from", Date),
    Column("started", Moment),  # [Bắt đầu nhắc]
    Column("started_by", ForeignKey("person.id")),
    Column("settings", JSON, nullable=False, default=dict),
    UniqueConstraint("province", "short"),
)

task = Table(
    "task",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("group", Text),
    Column("title", Text, nullable=False),
    Column("when", Text),
    Column("start", Date),
    Column("due", Date),
    Column("recurs", Text),
    Column("removed", Moment),  # an amendment took it out; what was said of it stays
    Column("number_before", Text),  # before the last amendment that changed it
    Column("when_before", Text),
    Column("due_before", Date),
    Column("slips", Integer, nullable=False, default=0, server_default="0"),  # dates put off
    UniqueConstraint("plan_id", "key"),
)

task_role = Table(
    "task_role",
    metadata,
    Column("id", Key, primary_key=True),
    Column("task_id", ForeignKey("task.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("part", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("collective", Boolean, nullable=False),
    UniqueConstraint("task_id", "agency_id", "part"),
    Index(None, "agency_id"),
)

reporting_duty = Table(
    "reporting_duty",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("reporters", JSON, nullable=False),
    Column("receivers", JSON, nullable=False),
    Column("via", Text),
    Column("month", Integer),
    Column("day", Integer),
    Column("year", Integer),
    Column("before", Boolean, nullable=False),
    Column("quote", Text, nullable=False),
    Column("section", Text),  # where the plan lays it down: "III.2"
    Column("removed", Moment),  # an amendment took it out; its rounds stay
    UniqueConstraint("plan_id", "position"),
)
