"""Other ways to people: codes that link a second account, digests carried on by hand."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Table, Text, text

from storage.schema.base import Key, Moment, metadata

link_code = Table(
    "link_code",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("chat_id", ForeignKey("chat.id"), nullable=False),  # where it was asked for
    Column("code_hash", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("ended", Moment),  # used, or another was made in its place
    Index(None, "person_id"),
)

relay = Table(
    "relay",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("purpose", Text, nullable=False),  # of the group it is for: internal, focal
    Column("day", Date, nullable=False),
    Column("pieces", JSON, nullable=False),  # each is forwarded alone
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # who is asked now; null: nobody is left
    Column("asked", Moment, nullable=False),  # when, the last time
    Column("times", JSON, nullable=False),  # [person, how often] in the order of asking
    Column("ended", Moment),
    Column("outcome", Text),  # done, replaced, closed
    Column("ended_by", ForeignKey("person.id")),
    Index(
        "ix_relay_open",
        "round_id",
        sqlite_where=text("ended is null"),
        postgresql_where=text("ended is null"),
    ),
)
