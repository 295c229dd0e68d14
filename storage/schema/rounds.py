"""What is reported: rounds, the agencies in them, updates, papers, receipts."""

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
    false,
)

from storage.schema.base import Key, Moment, metadata

round_ = Table(
    "round",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("duty_id", ForeignKey("reporting_duty.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("part", Integer, nullable=False, default=0),  # month, quarter, half of the year
    Column("cutoff", Date),
    Column("due", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("internal", Date),
    Column("onward", Date),
    Column("request_number", Text),
    Column("request_symbol", Text),
    Column("request_dated", Date),
    Column("state", Text, nullable=False),
    Column("opened", Moment),
    Column("opened_by", ForeignKey("person.id")),
    Column("closed", Moment),
    Column("questions_for", Text),  # the collective that is asked questions in place of tasks
    Column("questions", JSON),
    Column("period_from", Date),  # kỳ số liệu; null: chưa quy định
    Column("period_to", Date),
    Column("frozen", Moment),  # the moment whose data set is kept
    UniqueConstraint("duty_id", "year", "part"),
)

official_document = Table(
    "official_document",
    metadata,
    Column("id", Key, primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("dated", Date, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("replaces", ForeignKey("official_document.id")),
    Column("entered", Boolean, nullable=False, default=False, server_default=false()),  # nhập thay
    Column("withdrawn", Moment),  # an entry taken back
    Index(None, "round_id", "agency_id"),
)

participant = Table(
    "participant",
    metadata,
    Column("round_id", ForeignKey("round.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("leads", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("nothing_to_report", Boolean, nullable=False, default=False),
    Column("carried_over", Boolean, nullable=False, default=False),
    Column("sent", Moment),
    Column("paper_id", ForeignKey("official_document.id")),
    Column("promised", Date),
    Column("with_leader_since", Moment),
    Column("nudges", Integer, nullable=False, default=0),
    Column("nudged_on", Date),  # at most once a day
    Column("promises", Integer, nullable=False, default=0, server_default="0"),  # hẹn lần 2
    Column("for_leader", JSON),  # what was given to be shown to the leaders: xin ý kiến
    Column("by_questions", Boolean, nullable=False, default=False, server_default=false()),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("nth", Integer, nullable=False),  # lần gửi
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("person_name", Text, nullable=False),
    Column("person_post", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),  # full, nothing, carried, partial, merged
    Column("support_text", Text, nullable=False, default=""),  # phần phối hợp, or the one question
    Column("late", Boolean, nullable=False),
    Column("updates", JSON, nullable=False),  # ids of the updates it holds
    Column("receipt_id", ForeignKey("receipt.id"), nullable=False),
    Column("withdrawn", Moment),
    Column("basis", JSON),  # nhập thay: the document or the call it was entered from
    Column("answers", JSON),  # to the round's questions, each with its question
    Column("merged", JSON),  # đã lồng ghép: the document it stands in, and where
    UniqueConstraint("round_id", "agency_id", "nth"),
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("plan_id", "year", "seq"),
)

task_update = Table(
    "task_update",
    metadata,
    Column("id", Key, primary_key=True),
    Column("task_id", ForeignKey("task.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("round_id", ForeignKey("round.id")),
    Column("person_id", ForeignKey("person.id")),  # null: the baseline file
    Column("person_name", Text, nullable=False),  # as it was then
    Column("person_post", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("papers", JSON, nullable=False),
    Column("done_on", Date),
    Column("source", Text, nullable=False),  # chat, baseline, carried, entered
    Column("replaces", ForeignKey("task_update.id")),
    Column("receipt_id", ForeignKey("receipt.id")),
    Column("at", Moment, nullable=False),
    Column("withdrawn", Moment),
    Column("basis", JSON),  # nhập thay: the document or the call it was entered from
    Index(None, "task_id", "agency_id", "id"),
    Index(None, "receipt_id"),
)

task_state = Table(
    "task_state",
    metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
    Column("update_id", ForeignKey("task_update.id"), nullable=False),
    Column("confirmed", Moment),
    Column("confirmed_by", ForeignKey("person.id")),
)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("subject", Text, primary_key=True),  # "round:5"
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)
