"""What a past moment is rebuilt from, and the data sets of rounds as they were kept."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.base import Key, Moment, metadata

confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Key, primary_key=True),
    Column("update_id", ForeignKey("task_update.id"), nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("at", Moment, nullable=False),
    Index(None, "update_id"),
)

former = Table(
    "former",
    metadata,
    Column("id", Key, primary_key=True),
    Column("subject", Text, nullable=False),  # "agency:3", "round:5", "plan:bg-vlxd"
    Column("until", Moment, nullable=False),
    Column("content", JSON, nullable=False),  # what its row said until then
    Index(None, "subject"),
)

paper_build = Table(
    "paper_build",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("kind", Text, nullable=False),  # bao-cao
    Column("attachment_id", ForeignKey("attachment.id")),  # null: made by the command line
    Column("person_id", ForeignKey("person.id")),
    Column("at", Moment, nullable=False),
    Column("name", Text, nullable=False),  # of the file
    Column("parts", JSON, nullable=False),  # [key, place, [marks]] in the order of the file
    Index(None, "round_id"),
)

round_record = Table(
    "round_record",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("at", Moment, nullable=False),  # the moment whose data these are
    Column("kind", Text, nullable=False),  # cutoff, closed
    Column("sha256", Text, nullable=False),  # of the content
    Column("content", LargeBinary, nullable=False),  # canonical JSON, zlib
    Column("kept", Moment, nullable=False),
    UniqueConstraint("round_id"),
)
