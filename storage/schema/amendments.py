"""Plans before they are used, and what changed them afterwards."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.schema.base import Key, Moment, metadata

plan_draft = Table(
    "plan_draft",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("province", Text, nullable=False),
    Column("amends", ForeignKey("plan.id")),  # None: a plan not in use yet
    Column("base", Integer, nullable=False),  # how many amendments that plan had by then
    Column("name", Text, nullable=False),  # of the file it was read from
    Column("attachment_id", ForeignKey("attachment.id")),  # that file
    Column("content", JSON, nullable=False),  # the plan file's keys
    Column("said", JSON, nullable=False),  # printed name → what a person took it for
    Column("same", JSON, nullable=False),  # key of a task in use → its number in the draft
    Column("problems", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # open, used, replaced
)

amendment = Table(
    "amendment",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # None: the command line
    Column("at", Moment, nullable=False),
    Column("paper", JSON, nullable=False),  # the official document
    Column("attachment_id", ForeignKey("attachment.id")),
    Column("before", JSON, nullable=False),  # the plan file as it was
    Column("changes", JSON, nullable=False),  # task by task, by key
    Column("told", JSON, nullable=False),  # agency → keys of the tasks it is told of
    Column("frame", JSON),  # tasks, roles, duties, indicators as they were before
    UniqueConstraint("plan_id", "seq"),
)
