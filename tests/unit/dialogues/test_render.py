import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.forms import (
    Ask,
    Cancelled,
    Done,
    Form,
    Later,
    Moved,
    Pressed,
    Refused,
    Stale,
    Step,
    Typed,
    begin,
    present,
    resume,
)
from dialogues.markup import to_plain
from dialogues.render import action, parse_action, refusal, say, say_step
from plans.ground import Refusal
from tests.unit.dialogues.update_form import FACTS, FORM, NOW, texts

TEXTS = texts()


def after(*typed: str) -> Step:
    step = begin(FORM, 71, "VLXD", FACTS, NOW)
    for text in typed:
        step = resume(FORM, step.session, Typed(text), FACTS, NOW)
    return step


def shown(step: Step) -> list[tuple[str, str]]:
    said = say_step(FORM, step, FACTS, TEXTS)
    assert said
    return [(choice.key, choice.label) for choice in said.choices]


def test_options_are_lettered_and_controls_follow() -> None:
    assert shown(after()) == [
        ("A", "VLXD 1.2"),
        ("B", "VLXD 1.3"),
        ("C", "VLXD 5"),
        ("D", "Để sau"),
        ("E", "Hủy"),
    ]


def test_given_digits_stay_and_extras_and_controls_take_letters() -> None:
    assert shown(after("1.2")) == [
        ("1", "Tình trạng on_track"),
        ("2", "Tình trạng done"),
        ("3", "Tình trạng not_started"),
        ("A", "Xem nguyên văn"),
        ("B", "Quay lại"),
        ("C", "Để sau"),
        ("D", "Hủy"),
    ]


def test_under_typed_input_no_letter_stands_for_a_button() -> None:
    labels = ["Quay lại", "Để sau", "Hủy"]
    assert shown(after("1.2", "1")) == [("", label) for label in labels]
    assert shown(after("1.2", "1", "Xong"))[1] == ("", "Bỏ qua")


def test_the_review_shows_typed_text_as_typed() -> None:
    step = after("1.2", "1", "<b>{{ x }}</b>", "70%")
    said = say_step(FORM, step, FACTS, TEXTS)
    assert said
    assert to_plain(said.text) == "Kết quả: <b>{{ x }}</b> (70%)"
    assert shown(step) == [("A", "Gửi"), ("B", "Sửa"), ("C", "Để sau"), ("D", "Hủy")]
    assert said.choices[0].action == "f:1z:_review:_send"


def test_what_to_change_is_named_shortly() -> None:
    step = resume(FORM, after("1.2", "1", "Xong", "70").session, Typed("sửa"), FACTS, NOW)
    labels = [label for _, label in shown(step)]
    assert labels == [
        "Nhiệm vụ",
        "Tình hình đến nay?",
        "Kết quả của t1.2, nên ghi số, ngày văn…",
        "Tiến độ?",
        "Quay lại",
        "Hủy",
    ]


def test_a_refusal_and_the_question_are_one_message() -> None:
    said = say_step(FORM, after("1.2", "1", "Xong", "120%"), FACTS, TEXTS)
    assert said
    why, question = said.text.split("\n\n")
    assert why == '"120%" chưa ghi được: cần một số từ 0 đến 100.'
    assert question == "Tiến độ?"
    assert [choice.label for choice in said.choices][:2] == ["Quay lại", "Bỏ qua"]


def test_a_choice_pressed_or_typed_by_its_key_leads_to_the_same() -> None:
    for typed in ([], ["1.2"], ["1.2", "1", "Xong", "70"]):
        step = after(*typed)
        said = say_step(FORM, step, FACTS, TEXTS)
        assert said
        for choice in said.choices:
            parsed = parse_action(choice.action)
            if parsed is None:
                continue
            session, question, option = parsed
            assert (session, question) == (71, step.session.at)
            pressed = resume(FORM, step.session, Pressed(question, option), FACTS, NOW)
            assert pressed == resume(FORM, step.session, Typed(choice.key), FACTS, NOW)


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (Stale(), "common.stale"),
        (Moved(), "common.moved"),
        (Cancelled(), "common.cancelled"),
        (Later(), "common.put_aside"),
        (Done({}), "common.done"),
        (Refused(Refusal("form.empty")), "refusal.form_empty"),
    ],
)
def test_every_event_has_its_sentence(event: object, key: str) -> None:
    assert say(FORM, after().session, event, FACTS, TEXTS).text == TEXTS.say(key)


def test_a_button_of_a_form_that_is_over_gets_its_own_sentence() -> None:
    over = after("hủy").session
    step = resume(FORM, over, Pressed("task", "t1.2"), FACTS, NOW)
    said = say_step(FORM, step, FACTS, TEXTS)
    assert said
    assert said.text == TEXTS.say("common.stale_over", ended=None, waits=False)
    assert said.choices == ()
    assert say_step(FORM, present(FORM, over, FACTS), FACTS, TEXTS) is None
    assert say(FORM, over, Ask("task"), FACTS, TEXTS).choices == ()


@pytest.mark.parametrize("code", ["form.empty", "form.choose", "form.required", "form.first"])
def test_refusals_say_what_to_do(code: str) -> None:
    assert refusal(Refusal(code), TEXTS).startswith(("Chưa ghi được: ", "Chưa lùi được: "))


def test_refusals_escape_what_was_typed_and_never_fail() -> None:
    said = refusal(Refusal("number.unreadable", typed="<b>"), TEXTS)
    assert '"&lt;b&gt;" chưa ghi được' in said
    unknown = TEXTS.say("refusal.unknown")
    assert refusal(Refusal("no.such_code", typed=1), TEXTS) == unknown
    assert refusal(Refusal("number.unreadable"), TEXTS) == unknown
    long = refusal(Refusal("form.too_long", limit=4000, length=10_000), TEXTS)
    assert "10.000" in long
    assert "4.000" in long


def test_the_longest_names_fit_a_button() -> None:
    data = action(2**63 - 1, "q" * 20, "o" * 27)
    assert len(data.encode()) == 64
    assert parse_action(data) == (2**63 - 1, "q" * 20, "o" * 27)


@pytest.mark.parametrize("number", [-1, 2**70])
def test_what_no_button_could_carry_is_a_fault(number: int) -> None:
    with pytest.raises(ValueError, match=r"session|callback"):
        action(number, "q", "o")


@given(st.text() | st.builds("f:{}:{}:{}".format, st.text(), st.text(), st.text()))
def test_foreign_callback_data_is_no_action(data: str) -> None:
    parsed = parse_action(data)
    assert parsed is None or (data.startswith("f:") and parsed[0] >= 0)


@pytest.mark.parametrize("data", ["", "f:", "f:1:q", "f:1:q:", "x:1:q:o", "f:Z:q:o", "f:1:q:o\n"])
def test_broken_callback_data_is_no_action(data: str) -> None:
    assert parse_action(data) is None


def test_a_form_may_name_its_own_send_button() -> None:
    form = Form("f", 1, (), "common.done", send_label="common.keep")
    step = begin(form, 1, "", {}, NOW)
    said = say_step(form, step, {}, TEXTS)
    assert said
    assert [choice.label for choice in said.choices] == ["Giữ nguyên", "Để sau", "Hủy"]
