"""The form of nhập thay: what it rests on, what is said, shown as it will be written, one [Gửi].

What is kept beside the answers: `stood`, the agency's own word as the coordinator was shown it;
`opening` and `closing`, the letter's head and foot, which are not written; `pieces`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question
from dialogues.messages import Choice
from handlers import dialogue, figures, joining, piece_form, pieces, strays
from handlers.dialogue import Facts
from handlers.entering import beside, outcome
from handlers.entering.place import Place
from handlers.entering.resting import basis_questions
from handlers.turn import Turn
from storage import chats

NAME = "entry"
TASKS = ("text", "task")  # the kinds of contents with results by task


def _place(facts: Facts) -> Place:
    place: Place = facts["place"]
    return place


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    place = _place(facts)
    return {"place": place, "agency": place.agency, "how": answers.get("how", "")}


def _hows(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    hows = ("paper",) if _place(facts).late else ("paper", "call")
    texts = facts["texts"]
    return [
        Option(one, texts.plain(f"entering.how_{one}"), also=(texts.plain(f"entering.by_{one}"),))
        for one in hows
    ]


def _kinds(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    """The ways to enter: nothing arose only where no lead task is left to speak of."""
    place = _place(facts)
    offered = ["text"]
    if place.leads:
        offered.append("task")
    if place.part is not None and not place.missing:
        offered.append("nothing")
    if place.part is not None and answers.get("how") == "paper":
        offered.append("paper")
    if place.part is not None:
        offered = [*offered, *beside.kinds(facts)]
    texts = facts["texts"]
    return [Option(one, texts.plain(f"entering.kind_{one}", place=place)) for one in offered]


def _sheet(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """The agency's biểu, filled in, is one more way."""
    return [Choice(facts["texts"].plain("sheet.for_entry"), f"bxe:{_place(facts).key}")]


def _tasks(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return [
        Option(one.key, one.task.label, also=(one.task.number,)) for one in _place(facts).leads
    ]


def _wants_paste(answers: Mapping[str, Any], facts: Facts) -> bool:
    return answers.get("kind") == "text" and bool(_place(facts).leads) and "pieces" not in answers


def _wants_content(answers: Mapping[str, Any], facts: Facts) -> bool:
    return answers.get("kind") == "text" and not _place(facts).leads


def _wants_support(answers: Mapping[str, Any], facts: Facts) -> bool:
    """Phần phối hợp is kept with a report of a round only."""
    place = _place(facts)
    pasted = answers.get("kind") == "text" and "pieces" in answers
    return pasted and place.part is not None and bool(place.leads)


_FIRST = (
    Question(
        "how", AnswerKind.CHOICE, "entering.ask_how", options=_hows, slots=_slots,
        label="entering.label_how",
    ),
    *basis_questions(_slots),
    Question(
        "kind", AnswerKind.CHOICE, "entering.ask_kind", options=_kinds, slots=_slots,
        extra=_sheet,
        label="entering.label_kind",
    ),
    Question(
        "pasted", AnswerKind.TEXT, "entering.ask_pasted", slots=_slots, when=_wants_paste,
        label="entering.label_content", max_chars=joining.MOST_CHARS,
    ),
    Question(
        "content", AnswerKind.TEXT, "entering.ask_content", slots=_slots, when=_wants_content,
        label="entering.label_content", max_chars=joining.MOST_CHARS,
    ),
    Question(
        "which", AnswerKind.CHOICE, "entering.ask_which", options=_tasks, slots=_slots,
        when=lambda answers, _: answers.get("kind") == "task", label="entering.label_which",
    ),
    *beside.GROUP_QUESTIONS,
)  # fmt: skip
_LAST = (
    Question(
        "support", AnswerKind.TEXT, "entering.ask_support", slots=_slots, when=_wants_support,
        optional=True, label="entering.label_support", max_chars=joining.MOST_CHARS,
    ),
    *beside.FIGURE_QUESTIONS,
    Question(
        "whole", AnswerKind.CHOICE, "entering.ask_whole", slots=_slots,
        options=lambda _, facts: [
            Option(one, facts["texts"].plain(f"entering.whole_{one}")) for one in ("part", "all")
        ],
        when=outcome.asks_whole, label="entering.label_whole",
    ),
)  # fmt: skip


_STRAYS = strays.question(lambda _answers, facts: _place(facts).part is not None)


def _is(kind: str) -> piece_form.Asked:
    return lambda answers: answers.get("kind") == kind


def shape(answers: Mapping[str, Any]) -> Form:
    """The form for a message of so many pieces."""
    single = piece_form.questions([pieces.ONE], _is("task"))
    several = piece_form.questions(pieces.places(answers), _is("text"))
    questions = (*_FIRST, *single, *several, _STRAYS, *_LAST)
    return Form(NAME, 2, questions, "entering.review", review_slots=_review)


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    place = _place(facts)
    found = outcome.answers_of(answers, facts)
    said = {
        **piece_form.review_slots(found, facts["today"]),
        "answers": [(one, _before(one)) for one in found],
    }
    return {
        **said,
        "place": place,
        "basis": outcome.basis_of(answers),
        "kind": answers["kind"],
        "text": outcome.own_text(answers),
        "dropped": [one for one in (answers.get("opening"), answers.get("closing")) if one],
        "left_out": strays.left_out(answers),
        "group": beside.said(answers, facts),
        "figures": figures.lines(facts["texts"], beside.told(answers, facts)),
        "left": outcome.left(answers, facts),
        "becomes": outcome.becomes(answers, facts),
    }


def _before(one: Any) -> Any:
    """What the agency, or who entered for it, said last; the Sở's own first table is no word."""
    state = one.mine.duty.state
    return state if state is not None and state.source != "baseline" else None


async def open_for(turn: Turn, key: str, answers: Mapping[str, Any]) -> None:
    """Open the form of an agency; what is given now goes over what a draft kept."""
    from handlers.entering.feature import FEATURE

    draft = await chats.draft(turn.unit, turn.owner, NAME, key)
    kept = draft.state.get("answers", {}) if draft and answers else {}
    if "pieces" in answers:  # in the place of those that waited
        kept = pieces.cleared(kept)
    await dialogue.begin(turn, FEATURE, key, {**kept, **answers})
