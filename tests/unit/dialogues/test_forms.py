"""A form walked through: answered, gone back, changed, sent."""

import pytest

from dialogues.forms import (
    REVIEW,
    AnswerKind,
    Ask,
    Cancelled,
    Done,
    Form,
    Later,
    Option,
    Question,
    Refused,
    Review,
    Stale,
    Step,
    Typed,
    begin,
    present,
    resume,
)
from tests.unit.dialogues.update_form import FACTS, FORM, NOW
from tests.unit.dialogues.walking import DONE, go, press, refused, start


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


def test_the_words_of_a_choice_sent_twice_are_no_answer_to_the_question_behind_it() -> None:
    step = go(start(), "1.2", "Tình trạng done")
    again = go(step, "tinh trang done")
    assert again.events == (Stale(), Ask("result"))
    assert "result" not in again.session.answers
    assert go(again, "Tình trạng done: đã nghiệm thu").session.answers["result"]


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
