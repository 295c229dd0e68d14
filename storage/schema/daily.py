"""The daily work: obstacles, broadcasts, sudden requests, and what the Sở does with a report."""

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

obstacle = Table(
    "obstacle",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # vướng mắc số 07, counted in its plan
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("task_id", ForeignKey("task.id")),  # null: the whole plan
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("proposal", Text, nullable=False, default=""),
    Column("state", Text, nullable=False),  # as the last step left it
    Column("moved", Moment, nullable=False),  # when it got there
    Column("person_id", ForeignKey("person.id"), nullable=False),  # who raised it
    Column("at", Moment, nullable=False),
    UniqueConstraint("plan_id", "seq"),
    Index(None, "agency_id"),
)

obstacle_step = Table(
    "obstacle_step",
    metadata,
    Column("id", Key, primary_key=True),
    Column("obstacle_id", ForeignKey("obstacle.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("person_id", ForeignKey("person.id")),  # null: time passed
    Column("person_name", Text, nullable=False),  # as it was then
    Column("person_post", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("paper", JSON),  # số, ký hiệu, ngày
    Column("state", Text, nullable=False),  # after this step
    Index(None, "obstacle_id"),
)

coordination = Table(
    "coordination",
    metadata,
    Column("obstacle_id", ForeignKey("obstacle.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),  # whose part is waited for
    Column("consent", Boolean, nullable=False),  # the reporter agrees that it is asked
    Column("sent", Moment),  # đề nghị phối hợp
)

broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # counted in its plan
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("audience", Text, nullable=False),  # all, leads, owing, tasks, chosen, first
    Column("text", Text, nullable=False),
    Column("agencies", JSON, nullable=False),  # addressed, in the plan's order: reached or not
    Column("tasks", JSON, nullable=False, default=list),  # numbers, of a message about tasks
    Column("attachment_id", ForeignKey("attachment.id")),
    Column("corrects", ForeignKey("broadcast.id")),  # a correction names what it corrects
    Column("rounds", Integer, nullable=False, default=1),  # times said: 2 after one repeat
    Column("stopped", Moment),
    Column("stopped_by", ForeignKey("person.id")),
    UniqueConstraint("plan_id", "seq"),
)

broadcast_to = Table(
    "broadcast_to",
    metadata,
    Column("broadcast_id", ForeignKey("broadcast.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
)

request = Table(
    "adhoc_request",
    metadata,
    Column("id", Key, primary_key=True),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("question", Text, nullable=False),
    Column("kind", Text, nullable=False),  # text, number, yes_no
    Column("due", Moment, nullable=False),
    Column("urgent", Boolean, nullable=False, default=False),  # Khẩn: passes quiet hours
    Column("closed", Moment),
    UniqueConstraint("plan_id", "seq"),
)

request_to = Table(
    "adhoc_request_to",
    metadata,
    Column("request_id", ForeignKey("adhoc_request.id"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
)

request_answer = Table(
    "adhoc_answer",
    metadata,
    Column("id", Key, primary_key=True),
    Column("request_id", ForeignKey("adhoc_request.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("person_name", Text, nullable=False),
    Column("person_post", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaces", ForeignKey("adhoc_answer.id")),
    Column("basis", JSON),  # nhập thay: the document or the call it was entered from
    Column("at", Moment, nullable=False),
    Index(None, "request_id", "agency_id"),
)

review = Table(
    "review",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id")),  # null: about a task, outside any round
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("submission_id", ForeignKey("submission.id")),  # null: only a document was registered
    Column("task_id", ForeignKey("task.id")),  # null: about the whole report
    # of a report: accepted, more_asked, answered; of a task: unclear, noted, decided
    Column("what", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),  # the reason, or the answer to it
    Column("paper", JSON),  # of a decision: số, ký hiệu, ngày
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "round_id", "agency_id"),
    Index(None, "task_id"),
)

call = Table(
    "call",
    metadata,
    Column("id", Key, primary_key=True),
    Column("round_id", ForeignKey("round.id"), nullable=False),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),  # who phoned
    Column("promised", Date),  # gọi rồi, hẹn …
    Column("at", Moment, nullable=False),
    Index(None, "round_id", "agency_id"),
)
