import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.cut import cut
from dialogues.forms import (
    OVER,
    REVIEW,
    AnswerKind,
    Ask,
    Cancelled,
    Done,
    Form,
    Later,
    Moved,
    Option,
    Pressed,
    Question,
    Refused,
    Review,
    Session,
    Stale,
    Step,
    Typed,
    begin,
    from_json,
    present,
    resume,
    to_json,
    upgrade,
)
from dialogues.markup import check
from dialogues.render import parse_action, say_step
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


def test_the_whole_way_through_a_branch_to_done() -> None:
    step = start()
    assert step.events == (Ask("task"),)
    step = go(step, *DONE)
    assert step.events == (Review(),)
    step = go(step, press("_send", REVIEW))
    assert step.events == (
        Done(
            {
                "task": "t1.2",
                "status": "done",
                "result": "Đã nghiệm thu",
                "paper": {"number": "45", "symbol": "BC-STNMT"},
                "day": "2023-12-05",
                "percent": 100,
            }
        ),
    )
    assert go(step, press("_send", REVIEW)).events == (Stale(),)


def test_the_other_branch_skips_its_questions_and_skipped_answers_are_none() -> None:
    step = go(start(), "VLXD 1.3", "1", "Đang làm", "bỏ qua", "gửi")
    done = step.events[-1]
    assert isinstance(done, Done)
    assert done.answers == {
        "task": "t1.3",
        "status": "on_track",
        "result": "Đang làm",
        "percent": None,
    }


def test_answers_known_already_are_not_asked_and_foreign_ones_are() -> None:
    assert start(task="t1.2").events == (Ask("status"),)
    assert start(task="t9").events == (Ask("task"),)
    step = start(task="t1.2", status="on_track", result="Như kỳ trước", percent=None, from_round=3)
    assert step.events == (Review(),)
    assert go(step, "gửi").session.answers["from_round"] == 3


@pytest.mark.parametrize("typed", ["A", "a.", "vlxd 1.2", "VLXD  1.2", "1.2"])
def test_a_choice_by_key_or_by_label(typed: str) -> None:
    assert go(start(), typed).session.answers == {"task": "t1.2"}


def test_status_takes_digits_and_extra_buttons_are_no_answers() -> None:
    step = go(start(), "1.2", "A")  # A stands at [Xem nguyên văn]
    assert refused(step) == "form.choose"
    assert go(step, "tinh trang done").session.answers["status"] == "done"


def test_what_folds_alike_is_never_guessed() -> None:
    options = [Option("d", "1d"), Option("dd", "1đ"), Option("x", "Đá ốp")]
    form = Form("f", 1, (Question("q", AnswerKind.CHOICE, "t", lambda *_: options),), None)
    step = begin(form, 1, "", {}, NOW)
    for typed, answer in (("1d", "d"), ("1Đ", "dd"), ("da op", "x"), ("dà ộp", "x")):
        assert resume(form, step.session, Typed(typed), {}, NOW).events == (Done({"q": answer}),)
    twins = [Option("a", "Sở số"), Option("b", "Số sở")]
    form = Form("f", 1, (Question("q", AnswerKind.CHOICE, "t", lambda *_: twins),), None)
    step = begin(form, 1, "", {}, NOW)
    assert isinstance(resume(form, step.session, Typed("so so"), {}, NOW).events[0], Refused)


@pytest.mark.parametrize(
    ("at", "typed", "code"),
    [
        (0, "Đang làm", "form.choose"),
        (0, " \n\u200b ", "form.empty"),
        (0, "lùi", "form.first"),
        (0, "bỏ qua", "form.required"),
        (2, "\u200b", "form.empty"),
        (2, "a" * 101, "form.too_long"),
        (2, "bo qua", "form.required"),
        (3, "không rõ", "paper.unreadable"),
        (4, "31/2", "date.unreadable"),
        (5, "120%", "number.range"),
        (5, "nhiều", "number.unreadable"),
    ],
)
def test_a_wrong_input_is_refused_and_keeps_the_session(at: int, typed: str, code: str) -> None:
    step = go(start(), *DONE[:at])
    after = go(step, typed)
    assert refused(after) == code
    assert after.session == step.session


def test_a_text_is_kept_as_typed_save_for_the_words_of_command() -> None:
    step = go(start(), "1.2", "1")
    for text in ("A", "1", "gửi", "sửa", "giữ nguyên", "<b>&", "a\n\nb", "huy động 5 tỷ"):
        assert go(step, text).session.answers["result"] == text
    assert go(step, "huy").events == (Cancelled(),)
    assert go(step, "để sau") == Step(step.session, (Later(),))


def test_back_keeps_what_was_typed() -> None:
    step = go(start(), *DONE[:3], "lùi")
    assert step.events == (Ask("result"),)
    assert go(step, press("_keep", "result")).events == (Ask("paper"),)
    assert go(step, "Đã xong").session.answers["result"] == "Đã xong"
    step = go(step, "lùi", "quay lại")
    assert step.session.at == "task"
    assert go(step, press("_keep", "task")).events == (Ask("paper"),)
    assert go(start(), *DONE, "lùi").events == (Ask("percent"),)


def test_a_button_of_another_question_is_stale_and_the_present_one_follows() -> None:
    step = go(start(), press("t1.2", "task"), press("t1.2", "task"))
    assert step.events == (Stale(), Ask("status"))
    assert step.session.answers == {"task": "t1.2"}
    for option in ("nothing", "_send", "_keep", "_edit", "_edit:task", ""):
        assert go(step, press(option, "status")).events == (Stale(), Ask("status"))
    assert go(start(), *DONE, press("_send", "percent")).events == (Stale(), Review())


def test_one_answer_is_changed_at_the_review_and_the_others_stay() -> None:
    review = go(start(), *DONE)
    menu = go(review, press("_edit", REVIEW))
    assert menu.events == (Ask("_edit"),)
    assert go(menu, "không biết").events[-1] == Ask("_edit")
    assert go(menu, "quay lại").events == (Review(),)
    changing = go(menu, "C")  # the third answer
    assert changing.events == (Ask("result"),)
    assert go(changing, "quay lại").session.answers == review.session.answers
    changed = go(changing, "Đã nghiệm thu 2 hệ thống")
    assert changed.events == (Review(),)
    assert changed.session.answers == {
        **review.session.answers,
        "result": "Đã nghiệm thu 2 hệ thống",
    }


def test_a_changed_answer_drops_only_what_no_longer_holds() -> None:
    review = go(start(), *DONE)
    step = go(review, press("_edit", REVIEW), press("_edit:status", "_edit"), "1")
    assert step.events == (Review(),)
    assert set(step.session.answers) == {"task", "status", "result", "percent"}
    step = go(review, press("_edit", REVIEW), press("_edit:task", "_edit"), "5")
    assert step.events == (Ask("status"),)  # "done" is no option of task 5
    assert step.session.answers == {
        name: value
        for name, value in {**review.session.answers, "task": "t5"}.items()
        if name != "status"
    }
    back = go(step, "lùi")
    assert back.events == (Ask("task"),)
    step = go(step, "1")
    assert step.events == (Review(),)
    assert set(step.session.answers) == {"task", "status", "result", "percent"}


def test_one_answer_alone_is_changed_without_asking_which() -> None:
    form = Form("f", 1, (Question("q", AnswerKind.TEXT, "t"),), "r")
    step = resume(form, begin(form, 1, "", {}, NOW).session, Typed("một"), {}, NOW)
    step = resume(form, step.session, Typed("sửa"), {}, NOW)
    assert step.events == (Ask("q"),)
    assert resume(form, step.session, Typed("hai"), {}, NOW).session.answers == {"q": "hai"}


def test_facts_that_changed_in_between_are_seen_before_sending() -> None:
    review = go(start(), *DONE)
    fewer = {**FACTS, "tasks": ["1.3", "5"]}
    step = go(review, press("_send", REVIEW), facts=fewer)
    assert step.events == (Stale(), Ask("task"))
    assert step.session.answers["result"] == "Đã nghiệm thu"


def test_a_form_without_questions_left_is_done_or_at_its_review() -> None:
    assert begin(Form("f", 1, (), None), 1, "", {}, NOW).events == (Done({}),)
    assert begin(Form("f", 1, (), "r"), 1, "", {}, NOW).events == (Review(),)


def test_present_puts_the_question_again() -> None:
    step = go(start(), *DONE[:2])
    assert present(FORM, step.session, FACTS) == Step(step.session, (Ask("result"),))
    assert present(FORM, go(start(), *DONE).session, FACTS).events == (Review(),)
    assert present(FORM, go(step, "hủy").session, FACTS).events == ()


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


@pytest.mark.parametrize("bad", ["", "_back", "a b", "ă", "x" * 28])
def test_option_ids_that_would_not_fit_a_button_are_faults(bad: str) -> None:
    with pytest.raises(ValueError, match="option id"):
        Option(bad, "Nhãn")


def test_forms_that_cannot_work_are_faults() -> None:
    text = Question("q", AnswerKind.TEXT, "t")
    with pytest.raises(ValueError, match="two questions"):
        Form("f", 1, (text, text), None)
    with pytest.raises(ValueError, match="question id"):
        Question("Q!", AnswerKind.TEXT, "t")
    with pytest.raises(ValueError, match="options"):
        Question("q", AnswerKind.CHOICE, "t")
    with pytest.raises(ValueError, match="paper"):
        Question("q", AnswerKind.PAPER, "t")


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


def test_numbers_and_days_need_no_reader_of_their_own() -> None:
    kinds = {"n": AnswerKind.NUMBER, "d": AnswerKind.DATE}
    form = Form("f", 1, tuple(Question(name, kind, "t") for name, kind in kinds.items()), None)
    step = begin(form, 1, "", {}, NOW)
    for typed in ("nhiều", "1.234,5", "5/12"):
        step = resume(form, step.session, Typed(typed), {}, NOW)
    assert step.events == (Done({"n": 1234.5, "d": "2023-12-05"}),)


def test_there_is_nothing_to_skip_at_the_review() -> None:
    step = go(go(start(), *DONE), "bỏ qua")
    assert isinstance(step.events[0], Refused)
    assert step.events[1:] == (Review(),)


def test_what_the_handler_put_beside_the_answers_survives_a_new_version() -> None:
    session, _ = upgrade(FORM, old_row(answers={"from_round": 3, "gone": 1}, trail=["gone"]))
    assert session.answers == {"from_round": 3}


def test_a_text_made_into_something_else_by_its_reader_survives_a_new_version() -> None:
    question = Question("q", AnswerKind.TEXT, "t", read=lambda text, *_: text.split())
    form = Form("capnhat", 2, (question,), None)
    session, _ = upgrade(form, old_row(answers={"q": ["a", "b"]}, trail=["q"], at="q"))
    assert session.answers == {"q": ["a", "b"]}
