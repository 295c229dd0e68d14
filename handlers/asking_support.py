"""Whose part is waited for, and whether it may be asked: the reporter's word, never assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers.dialogue import Facts
from plans.model import Agency, Part, Plan, Task
from plans.obstacles import ObstacleKind
from storage import task_parts
from storage.database import Unit

NOBODY = "none"
_PARTS = {Part.LEAD, Part.COLEAD, Part.SUPPORT}


async def partners(unit: Unit, plan: Plan, agency: Agency) -> dict[str, list[Agency]]:
    """ "t5" → who has a part in that task by name, beside this agency and the coordinating Sở."""
    own = {agency.id, plan.coordinator.id}
    found: dict[str, dict[int, Agency]] = {}
    for task_id, part, body, shared in await task_parts.named(unit, plan.id):
        if part in _PARTS and not shared and body.id not in own:
            found.setdefault(f"t{task_id}", {})[body.id] = body
    return {task: list(bodies.values()) for task, bodies in found.items()}


def of(answers: Mapping[str, Any], facts: Facts) -> Sequence[Agency]:
    """The partners in the task chosen, where it is the work together that is missing."""
    if answers.get("kind") != ObstacleKind.COORDINATION:
        return ()
    found: Sequence[Agency] = facts["partners"].get(str(answers.get("about")), ())
    return found


def chosen(answers: Mapping[str, Any], facts: Facts) -> Agency | None:
    """The one waited for, if the reporter names one."""
    return next((one for one in of(answers, facts) if f"a{one.id}" == answers.get("with")), None)


def consents(answers: Mapping[str, Any], facts: Facts) -> bool:
    """Whether it may be asked to work together."""
    return chosen(answers, facts) is not None and answers.get("consent") == "yes"


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    nobody = facts["texts"].plain("coordination.nobody")
    named = [Option(f"a{one.id}", one.name) for one in of(answers, facts)]
    return [*named, Option(NOBODY, nobody)]


def _consents(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [Option(one, facts["texts"].plain(f"coordination.{one}")) for one in ("yes", "no")]


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    task: Task | None = facts["tasks"].get(int(str(answers.get("about"))[1:]))
    return {
        "plan": facts["plan"],
        "agency": facts["agency"],
        "task": task,
        "partner": chosen(answers, facts),
    }


QUESTIONS = (
    Question(
        "with", AnswerKind.CHOICE, "coordination.ask_with", options=_options, slots=_slots,
        when=lambda answers, facts: bool(of(answers, facts)), label="coordination.label_with",
    ),
    Question(
        "consent", AnswerKind.CHOICE, "coordination.ask_consent", options=_consents, slots=_slots,
        when=lambda answers, facts: chosen(answers, facts) is not None,
        label="coordination.label_consent",
    ),
)  # fmt: skip
