"""The tables. Only `storage` imports them."""

from storage.schema.base import metadata
from storage.schema.people import (
    agency,
    agency_group,
    appointment,
    chat,
    contact,
    invitation,
    join_try,
    person,
)
from storage.schema.plans import plan, reporting_duty, task, task_role
from storage.schema.rounds import (
    acknowledgement,
    official_document,
    participant,
    receipt,
    round_,
    submission,
    task_state,
    task_update,
)
from storage.schema.talk import audit, conversation, inbox, job_run, outbox, session

__all__ = [
    "acknowledgement",
    "agency",
    "agency_group",
    "appointment",
    "audit",
    "chat",
    "contact",
    "conversation",
    "inbox",
    "invitation",
    "job_run",
    "join_try",
    "metadata",
    "official_document",
    "outbox",
    "participant",
    "person",
    "plan",
    "receipt",
    "reporting_duty",
    "round_",
    "session",
    "submission",
    "task",
    "task_role",
    "task_state",
    "task_update",
]
