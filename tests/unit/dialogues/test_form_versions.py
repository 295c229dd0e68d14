"""What a session keeps when its form has changed since."""

from typing import Any

import pytest

from dialogues.forms import (
    AnswerKind,
    Ask,
    Form,
    Moved,
    Question,
    Typed,
    from_json,
    present,
    resume,
    to_json,
    upgrade,
)
from tests.unit.dialogues.update_form import FACTS, FORM, NOW
from tests.unit.dialogues.walking import DONE, go, start


def old_row(**changes: Any) -> dict[str, Any]:
    answers = {"task": "t1.2", "status": "done", "result": "Xong", "gone": 1, "percent": "70%"}
    trail = ["task", "status", "result", "gone", "percent"]
    row = {"id": 7, "form": "capnhat", "version": 1, "subject": "VLXD", "at": "gone"}
    return {**row, "answers": answers, "trail": trail, **changes}


def test_an_older_session_keeps_what_fits_and_says_so() -> None:
    session, moved = upgrade(FORM, old_row())
    assert moved
    assert session.version == 2
    assert session.answers == {"task": "t1.2", "status": "done", "result": "Xong"}
    assert present(FORM, session, FACTS).events == (Ask("paper"),)
    step = resume(FORM, from_json(old_row()), Typed("Xong"), FACTS, NOW)
    assert step.events == (Moved(), Ask("paper"))


def test_an_answer_to_a_question_that_is_still_there_is_taken() -> None:
    step = resume(FORM, from_json(old_row(at="paper")), Typed("45/BC-STNMT"), FACTS, NOW)
    assert step.events == (Moved(), Ask("day"))
    assert step.session.answers["paper"] == {"number": "45", "symbol": "BC-STNMT"}


def test_a_session_of_this_version_is_not_moved() -> None:
    session = go(start(), *DONE[:3]).session
    assert upgrade(FORM, to_json(session)) == (session, False)


@pytest.mark.parametrize(
    ("question", "value", "kept"),
    [
        ("task", "t1.2", True),
        ("task", 3, False),
        ("task", None, False),
        ("result", "a" * 101, False),
        ("paper", "45", False),
        ("day", "2023-12-05", True),
        ("day", "5/12", False),
        ("day", 5, False),
        ("day", None, True),
        ("percent", 70.5, True),
        ("percent", True, False),
    ],
)
def test_which_values_survive_a_new_version(question: str, value: Any, kept: bool) -> None:
    session, _ = upgrade(FORM, old_row(answers={question: value}, trail=[question]))
    assert (question in session.answers) is kept


def test_what_the_handler_put_beside_the_answers_survives_a_new_version() -> None:
    session, _ = upgrade(FORM, old_row(answers={"from_round": 3, "gone": 1}, trail=["gone"]))
    assert session.answers == {"from_round": 3}


def test_a_text_made_into_something_else_by_its_reader_survives_a_new_version() -> None:
    question = Question("q", AnswerKind.TEXT, "t", read=lambda text, *_: text.split())
    form = Form("capnhat", 2, (question,), None)
    session, _ = upgrade(form, old_row(answers={"q": ["a", "b"]}, trail=["q"], at="q"))
    assert session.answers == {"q": ["a", "b"]}
