"""Files that come in or go out, and the heavy work on them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, text

from storage.schema.base import Key, Moment, metadata

attachment = Table(
    "attachment",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("bot", Text, nullable=False, default=""),  # where it came from; empty: made by us
    Column("remote", Text, nullable=False, default=""),  # the platform's file id
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False, default=""),
    Column("size", Integer),  # bytes, once known
    Column("sha256", Text),  # its name in files/, once stored
    Column("state", Text, nullable=False),  # wanted, stored, failed
    Column("error", Text),
    Index(None, "sha256"),
)

heavy_job = Table(
    "heavy_job",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Text, nullable=False),  # which reader or writer
    Column("question", JSON, nullable=False),
    Column("attachment_id", ForeignKey("attachment.id")),  # what it reads
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("chat_id", ForeignKey("chat.id"), nullable=False),  # where the answer goes
    Column("user", Text, nullable=False),  # of the platform: whose conversation goes on
    Column("state", Text, nullable=False),  # waiting, done, failed
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Moment, nullable=False),
    Column("error", Text),
    Column("at", Moment, nullable=False),
    Column("done", Moment),
    Column("made", JSON),  # the attachments that came of it
    Index(
        "ix_heavy_job_waiting",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
