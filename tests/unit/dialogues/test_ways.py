"""Forms with ways of sending of their own."""

from typing import Any

from dialogues.forms import (
    SENT_AS,
    AnswerKind,
    Done,
    Form,
    Option,
    Pressed,
    Question,
    Review,
    Stale,
    Typed,
    begin,
    resume,
)
from tests.unit.dialogues.update_form import NOW


def ways(_: Any, facts: Any) -> list[Option]:
    return [Option(one, f"Gửi {one}", also=("Gửi",)) for one in facts["ways"]]


OWN = Form(
    name="own", version=1, questions=(Question("text", AnswerKind.TEXT, "t.result"),),
    review="t.review", sends=ways,
)  # fmt: skip


def test_a_form_may_have_its_own_ways_of_sending() -> None:
    facts = {"ways": ["quick", "slow"]}
    review = resume(OWN, begin(OWN, 1, "", facts, NOW).session, Typed("A"), facts, NOW)
    done = resume(OWN, review.session, Pressed("_review", "slow"), facts, NOW)
    assert done.events == (Done({"text": "A", SENT_AS: "slow"}),)
    for press in ("_send", "other"):
        stale = resume(OWN, review.session, Pressed("_review", press), facts, NOW)
        assert [type(one) for one in stale.events] == [Stale, Review]


def test_nothing_is_sent_where_no_way_is_left() -> None:
    review = resume(
        OWN, begin(OWN, 1, "", {"ways": ["slow"]}, NOW).session, Typed("A"), {"ways": []}, NOW
    )
    for answer in (Pressed("_review", "slow"), Pressed("_review", "_send"), Typed("gửi")):
        step = resume(OWN, review.session, answer, {"ways": []}, NOW)
        assert not any(isinstance(one, Done) for one in step.events)
