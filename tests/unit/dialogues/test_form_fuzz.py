"""Whatever is said or pressed, a form stands somewhere that can be shown."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.cut import cut
from dialogues.forms import (
    OVER,
    REVIEW,
    Done,
    Pressed,
    Session,
    Step,
    Typed,
    from_json,
    present,
    resume,
    to_json,
)
from dialogues.markup import check
from dialogues.render import parse_action, say_step
from tests.unit.dialogues.update_form import FACTS, FORM, NOW
from tests.unit.dialogues.walking import DONE, TEXTS, start

SAID = st.one_of(
    st.sampled_from(
        [*DONE, "1", "A", "B", "C", "D", "E", "F", "lùi", "bỏ qua", "gửi", "sửa", "5"]
    ),
    st.sampled_from(["giữ nguyên", "để sau", "hủy", "1.2", "/capnhat", "", "{{ x }}<b>"]),
    st.text(max_size=120),
)


PLACES = st.sampled_from([*(one.id for one in FORM.questions), REVIEW, "_edit", OVER, "gone"])


OPTIONS = st.sampled_from(
    ["t1.2", "t5", "done", "on_track", "_back", "_skip", "_keep", "_send", "_edit", "_later", "x"]
    + [f"_edit:{one.id}" for one in FORM.questions]
)


# An index stands for "press that button of the message just shown".
MOVES = st.one_of(SAID, SAID, st.integers(0, 9), st.builds(Pressed, PLACES, OPTIONS))


SOME_TASKS = st.sampled_from([["1.2", "1.3", "5"], ["5"], []])


def assert_renders(step: Step, facts: dict[str, Any]) -> None:
    for shown in (step, present(FORM, step.session, facts)):
        said = say_step(FORM, shown, facts, TEXTS)
        if said is None:
            assert step.session.at == OVER
            return
        check(said.text)
        assert cut(said.text, 4096)
        keys = [choice.key for choice in said.choices if choice.key]
        assert len(keys) == len(set(keys))
        assert all(0 < len(choice.action.encode()) <= 64 for choice in said.choices)


def as_answer(move: Any, session: Session, facts: dict[str, Any]) -> Typed | Pressed:
    if isinstance(move, int):
        said = say_step(FORM, present(FORM, session, facts), facts, TEXTS)
        choices = said.choices if said else ()
        parsed = parse_action(choices[move % len(choices)].action) if choices else None
        return Pressed(parsed[1], parsed[2]) if parsed else Typed("")
    return Typed(move) if isinstance(move, str) else move


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(MOVES, SOME_TASKS), max_size=15))
def test_whatever_is_said_nothing_raises_and_the_session_renders(moves: list[Any]) -> None:
    step = start()
    for move, tasks in moves:
        facts = {**FACTS, "tasks": tasks}
        session = from_json(json.loads(json.dumps(to_json(step.session))))
        assert session == step.session
        step = resume(FORM, session, as_answer(move, session, facts), facts, NOW)
        assert_renders(step, facts)
        for event in step.events:
            if isinstance(event, Done):
                assert FORM.missing(event.answers, facts) is None
