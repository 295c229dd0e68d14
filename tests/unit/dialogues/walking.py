"""The form of an update walked through, its session passing through its JSON row."""

import json
from typing import Any

from dialogues.forms import (
    Ask,
    Pressed,
    Refused,
    Step,
    Typed,
    begin,
    from_json,
    resume,
    to_json,
)
from tests.unit.dialogues.update_form import FACTS, FORM, NOW, texts

TEXTS = texts()


DONE = ["1.2", "2", "Đã nghiệm thu", "45/BC-STNMT", "5/12", "100"]


def start(**answers: Any) -> Step:
    return begin(FORM, 7, "VLXD", FACTS, NOW, answers)


def go(step: Step, *said: str | Pressed, facts: dict[str, Any] = FACTS) -> Step:
    """Say one thing after the other, each session passing through its JSON row."""
    for one in said:
        session = from_json(json.loads(json.dumps(to_json(step.session))))
        answer = Typed(one) if isinstance(one, str) else one
        step = resume(FORM, session, answer, facts, NOW)
    return step


def press(option: str, at: str) -> Pressed:
    return Pressed(at, option)


def refused(step: Step) -> str:
    first, then = step.events
    assert isinstance(first, Refused)
    assert then == Ask(step.session.at)
    return first.refusal.code
