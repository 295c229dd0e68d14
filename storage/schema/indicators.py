"""Chỉ tiêu of plans in use, who reports them, and every figure given."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.schema.base import Key, Moment, metadata

indicator = Table(
    "indicator",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("target", Text),
    Column("unit", Text),
    Column("by", Text),  # a year, or a day
    Column("who", Text),  # as the plan prints it
    Column("reporter_id", ForeignKey("agency.id")),
    Column("removed", Moment),  # an amendment took it out; its figures stay
    UniqueConstraint("plan_id", "key"),
)

indicator_value = Table(
    "indicator_value",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("indicator_id", ForeignKey("indicator.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("actual", Text),  # exact decimals: "32.50"; null: chưa có số liệu
    Column("estimate", Text),
    Column("note", Text, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("person_name", Text, nullable=False),  # as it was then
    Column("person_post", Text, nullable=False),
    Column("source", Text, nullable=False),  # chat, entered
    Column("basis", JSON),  # nhập thay: the document or the call it was entered from
    Column("replaces", ForeignKey("indicator_value.id")),
    Column("receipt_id", ForeignKey("receipt.id")),
    Column("at", Moment, nullable=False),
    Column("withdrawn", Moment),
    Index(None, "round_id", "indicator_id", "agency_id"),
    Index(None, "receipt_id"),
)
