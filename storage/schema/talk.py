"""What goes in and out, sessions, jobs and the audit."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.schema.base import Key, Moment, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("update_id", Text),  # given up 7 days after the row is done: platforms reuse ids
    Column("conversation", Text, nullable=False),
    Column("raw", Text, nullable=False),  # as received; blanked after 30 days
    Column("received", Moment, nullable=False),
    Column("state", Text, nullable=False),  # new, done, aside
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    Column("done", Moment),
    UniqueConstraint("bot", "update_id"),
    Index(
        "ix_inbox_new",
        "id",
        sqlite_where=text("state = 'new'"),
        postgresql_where=text("state = 'new'"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("chat_id", ForeignKey("chat.id")),
    Column("person_id", ForeignKey("person.id")),
    Column("lane", Text, nullable=False),
    Column("key", Text, unique=True),  # natural key of a notice
    Column("compose", JSON),  # a notice's question; its text is made at the first attempt
    Column("text", Text, nullable=False, default=""),
    Column("choices", JSON, nullable=False, default=list),
    Column("edits", ForeignKey("outbox.id")),
    Column("state", Text, nullable=False),  # queued sending sent failed dropped unknown
    Column("created", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),  # of the part in flight
    Column("error", Text),
    Column("sent", Moment),
    Column("message", Text),  # the platform's id of the (last part of the) message
    Column("twice", Boolean, nullable=False, default=False),  # possibly said twice
    Column("attachment_id", ForeignKey("attachment.id")),  # a file sent with the text
    Column("parts_sent", Integer, nullable=False, default=0, server_default=text("0")),
    # said once: the text is blanked, and its file removed, when the attempt has ended
    Column("once", Boolean, nullable=False, default=False, server_default=false()),
    Column("veiled", JSON(none_as_null=True)),  # tin không nội dung: what it did not say
    Column("first_tried", Moment),  # in the chat it is for now
    # it went to the person's other account, once, since the first one failed
    Column("passed_on", Boolean, nullable=False, default=False, server_default=false()),
    Column("link", Text),  # the plan that allows its file as a signed link
    # how often that link was opened
    Column("opened", Integer, nullable=False, default=0, server_default=text("0")),
    Index(
        "ix_outbox_open",
        "bot",
        "chat_id",
        "lane",
        "id",
        "not_before",
        "attempts",
        sqlite_where=text("state in ('queued', 'sending')"),
        postgresql_where=text("state in ('queued', 'sending')"),
    ),
    Index(None, "chat_id", "sent"),
)

session = Table(
    "session",
    metadata,
    Column("id", Key, primary_key=True),
    Column("owner", Text, nullable=False),  # "p12" a person, "c7" a chat nobody is known in yet
    Column("form", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", JSON, nullable=False),
    Column("updated", Moment, nullable=False),
    UniqueConstraint("owner", "form", "subject"),
    sqlite_autoincrement=True,  # old buttons carry the number: it is never given out again
)

# Who finished which session, for the buttons that are still under it; forgotten after 30 days.
ended_session = Table(
    "ended_session",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),  # the number of the session
    Column("owner", Text, nullable=False),
    Column("sent", Boolean, nullable=False),  # else cancelled
    Column("receipt", Text, nullable=False),  # mã ghi nhận, where one was given
    Column("at", Moment, nullable=False),
    Column("form", Text, nullable=False, default="", server_default=""),
    Index(None, "at"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("chat_id", ForeignKey("chat.id"), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("session_id", ForeignKey("session.id", ondelete="SET NULL")),
)

job_run = Table(
    "job_run",
    metadata,
    Column("job", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),  # done, skipped
    Column("detail", JSON),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Index(None, "subject"),
)
