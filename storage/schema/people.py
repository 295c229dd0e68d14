"""Agencies, people, their posts, and how they are reached."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from storage.schema.base import Key, Moment, metadata

agency = Table(
    "agency",
    metadata,
    Column("id", Key, primary_key=True),
    Column("province", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("variants", JSON, nullable=False, default=list),
    Column("kind", Text, nullable=False),
    Column("urge", Boolean, nullable=False, default=True),
    Column("from_day", Date),
    Column("to_day", Date),
    UniqueConstraint("province", "code"),
)

agency_group = Table(
    "agency_group",
    metadata,
    Column("id", Key, primary_key=True),
    Column("province", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("variants", JSON, nullable=False, default=list),
    Column("members", JSON, nullable=False, default=list),  # agency codes
    UniqueConstraint("province", "name"),
)

person = Table(
    "person",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("post", Text, nullable=False, default=""),
    Column("phone", Text, nullable=False, default=""),
    Column("created", Moment, nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("plan_id", ForeignKey("plan.id")),  # null: every plan
    Column("role", Text, nullable=False),
    Column("post", Text, nullable=False, default=""),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date),
    Column("confirmed", Moment),  # when the coordinator confirmed who joined
    Column("confirmed_by", ForeignKey("person.id")),
    Column("invitation_id", ForeignKey("invitation.id")),
    # main: đầu mối chính of agency and plan; division: phòng, chi cục, đơn vị trực thuộc
    Column("main", Boolean, nullable=False, default=True, server_default=true()),
    Column("division", Text, nullable=False, default="", server_default=""),
    Index(None, "person_id"),
    Index(None, "agency_id", "plan_id"),
)

chat = Table(
    "chat",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("platform_id", Text, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("purpose", Text),  # of a group: internal, focal
    Column("plan_id", ForeignKey("plan.id")),
    Column("lost", Moment),  # blocked, removed, gone; why stands beside it
    Column("lost_why", Text),
    UniqueConstraint("bot", "platform_id"),
)

contact = Table(
    "contact",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("bot", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("chat_id", ForeignKey("chat.id"), nullable=False),
    Column("since", Moment, nullable=False),
    # where notices go first; of several without this mark, the newest
    Column("preferred", Boolean, nullable=False, default=False, server_default=false()),
    UniqueConstraint("bot", "user"),
    Index(None, "person_id"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code_hash", Text, nullable=False, unique=True),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
    Column("used_by", ForeignKey("person.id")),
    Column("person_id", ForeignKey("person.id")),  # whom the imported list names
    Column("made_by", ForeignKey("person.id")),  # null: the command line
    Column("withdrawn", Moment),  # another code was made in its place
    Column("division", Text, nullable=False, default="", server_default=""),
    Column("main", Boolean),  # null: whoever joins first is
)

join_try = Table(
    "join_try",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("chat_id", ForeignKey("chat.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "bot", "at"),
)

join_request = Table(
    "join_request",
    metadata,
    Column("id", Key, primary_key=True),
    Column("bot", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("chat_id", ForeignKey("chat.id"), nullable=False),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("phone", Text, nullable=False, default=""),
    Column("at", Moment, nullable=False),
    Column("decided", Moment),
    Column("decided_by", ForeignKey("person.id")),
    Column("outcome", Text),  # approved, refused
    Index(None, "plan_id"),
)

absence = Table(
    "absence",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date, nullable=False),
    Column("stand_in_id", ForeignKey("person.id")),  # người theo dõi thay
    Column("at", Moment, nullable=False),
    Column("ended", Moment),  # taken back, or back earlier
    Index(None, "person_id"),
    Index(None, "stand_in_id"),
)

handover = Table(
    "handover",
    metadata,
    Column("id", Key, primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("from_person_id", ForeignKey("person.id"), nullable=False),
    Column("to_person_id", ForeignKey("person.id")),  # null until the new one has joined
    Column("invitation_id", ForeignKey("invitation.id")),  # the code for somebody new
    Column("by", ForeignKey("person.id"), nullable=False),
    Column("from_day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("accepted", Moment),
    Column("objected", Moment),  # chưa đúng, báo lại
    Column("withdrawn", Moment),
    Column("moved", Moment),  # when the new one took over and the old one lost access
    Index(None, "agency_id", "plan_id"),
)

delegation = Table(
    "delegation",
    metadata,
    Column("id", Key, primary_key=True),
    Column("task_id", ForeignKey("task.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),  # the focal point who asked
    Column("division", Text, nullable=False),  # phòng, chi cục, đơn vị trực thuộc
    Column("code_hash", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("bot", Text),  # who used the code: an account, not a person with a post
    Column("user", Text),
    Column("name", Text, nullable=False, default=""),
    Column("post", Text, nullable=False, default=""),
    Column("status", Text),
    Column("text", Text, nullable=False, default=""),
    Column("answered", Moment),
    Column("settled", Moment),  # the focal point sent it or dropped it
    Column("withdrawn", Moment),
    Index(None, "agency_id"),
)
