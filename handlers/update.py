"""/capnhat: one task by form; many tasks in one pasted message."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from dialogues.forms import REVIEW, AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from dialogues.words import same_words
from handlers import ahead, dialogue, joining, tasks
from handlers.dialogue import Facts, Feature, Thread
from handlers.recording import Answer, record
from handlers.rights import Right, held
from handlers.shelf import number
from handlers.statuses import opened, pace_options, settled, status_options
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.basis import paper_from_json, paper_to_json
from plans.ground import Refusal, local
from plans.model import Paper, Status
from plans.numbers import resolve
from plans.papers import days_ahead, find_papers, parse_paper
from plans.status import said_status
from plans.symbols import symbol_of
from plans.text import clean, has_accents

_NUMBER = re.compile(r"(?:[^\W\d_]{2,10}\s)?\W*\d{1,3}(?:\.\d{1,3})*[a-zđ]?\W*", re.IGNORECASE)
_PAPER_CHARS = 120  # what is longer is no document, but the rest of the result
SHOWN = 24  # tasks offered as buttons; more are typed by number


async def command(turn: Turn, rest: str) -> None:
    """/capnhat, /capnhat 1.2, /capnhat 1.2 with its result."""
    from handlers import paste

    if rest and not _NUMBER.fullmatch(rest) and await paste.loose(turn, rest):
        return
    found = await tasks.mine(turn)
    if not found:
        raise await unclear(turn)
    if rest:
        await _named(turn, found, rest)
    elif len(found) == 1:
        await dialogue.begin(turn, FEATURE, found[0].key)
    else:
        turn.say("update.which", tasks=[one.duty for one in found], choices=buttons(found))


async def by_number(turn: Turn, text: str) -> bool:
    """A message that is nothing but a task's number opens its form; False for any other."""
    found = await tasks.mine(turn)
    if not (_NUMBER.fullmatch(text) or resolve(text, tasks.numbered(found))):
        return False
    await _named(turn, found, text)
    return True


async def unclear(turn: Turn) -> Refusal:
    """Why words could not be placed, and where they belong."""
    if not held(turn.person, Right.UPDATE):
        return Refusal("right.focal_only")
    if not await tasks.mine(turn) and await turn.desks(Right.REPORT):
        return Refusal("update.no_task", choices=[turn.choice("button.report", "bc")])
    return Refusal("text.unclear")


async def _named(turn: Turn, found: Sequence[Mine], typed: str) -> None:
    places = resolve(typed, tasks.numbered(found))
    if not found:
        raise await unclear(turn)
    if not places:
        raise Refusal("task.unknown", typed=typed, choices=buttons(found))
    chosen = [found[one.id] for one in places]
    if len(chosen) > 1:
        choices = buttons(chosen)
        labels = [one.label for one in choices]
        raise Refusal("task.ambiguous", typed=typed, labels=labels, choices=choices)
    await dialogue.begin(turn, FEATURE, chosen[0].key)


async def threads(turn: Turn) -> list[Thread]:
    """My lead tasks, for words whose first figure may be the number of one."""
    return [
        Thread(FEATURE, one.key, _label(one, twice=False), partial(_figures, one.task.number))
        for one in await tasks.mine(turn)
    ]


def _figures(number: str, text: str) -> bool:
    first, _, rest = text.partition(" ")
    return first == number and len(rest.split()) > 1


def buttons(found: Sequence[Mine]) -> list[Choice]:
    """A button a task."""
    same = [one.task.id for one in found]
    return [
        Choice(_label(one, twice=same.count(one.task.id) > 1), f"cn:{one.key}")
        for one in found[:SHOWN]
    ]


def _label(one: Mine, *, twice: bool) -> str:
    """A person of two agencies that lead one task is shown which agency is meant."""
    return f"{one.task.label}, {one.agency.name}" if twice else one.task.label


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Cập nhật ngay], or a task's own button."""
    if not arguments:
        await command(turn, "")
        return
    key = ":".join(str(number(one)) for one in arguments)
    await dialogue.begin(turn, FEATURE, (await tasks.one_of_mine(turn, key)).key)


async def _facts(turn: Turn, subject: str) -> Facts:
    one = await tasks.one_of_mine(turn, subject)
    beside = [
        other.task.number
        for other in await tasks.mine(turn)
        if other.task.plan == one.task.plan and other.key != one.key
    ]
    return {
        "mine": one,
        "texts": turn.texts,
        "seen": one.duty.state,
        "beside": beside,
        "today": turn.today,
    }


def _task_slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {
        "mine": facts["mine"],
        "state": facts["seen"],
        "beside": facts.get("beside", ()),
        "kept": _kept(answers),
    }


def _kept(answers: Mapping[str, Any]) -> str:
    """A result typed before its status was chosen."""
    return "" if "status" in answers else str(answers.get("result") or "")


def _statuses(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return status_options(facts["texts"])


def _paces(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    return pace_options(facts["texts"])


def _aside(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """The whole clause one tap away; and somebody of the agency who may know better."""
    one, texts = facts["mine"], facts["texts"]
    return [
        Choice(texts.plain("button.clause"), f"nv:{one.task.id}"),
        Choice(texts.plain("button.delegate"), f"cp:{one.key}"),
    ]


def _needs_paper(answers: Mapping[str, Any], _facts: Facts) -> bool:
    """Asked only where a result must have a document and the sentence names none."""
    needs = answers.get("status") in {Status.DONE, Status.CHANGE_REQUESTED}
    return needs and not find_papers(str(answers.get("result") or ""))


def read_paper(
    text: str, _answers: Mapping[str, Any], facts: Facts, now: datetime
) -> dict[str, Any]:
    """Số, ký hiệu, ngày as JSON. What is refused shows an example of the agency's own."""
    try:
        return paper_to_json(parse_paper(text, local(now).date()))
    except Refusal as refusal:
        refusal.fields["symbol"] = _own_symbol(facts)
        raise


def _own_symbol(facts: Facts) -> str:
    """The letters of the agency whose document is asked for; empty where they are not known."""
    seat, mine = facts.get("seat"), facts.get("mine") or facts.get("place")
    agency = seat.part.agency if seat else mine.agency if mine else None
    return symbol_of(agency.code, agency.name) if agency else ""


def paper_of(value: Mapping[str, Any] | None) -> Paper | None:
    """The document of a JSON answer."""
    return paper_from_json(value) if value else None


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    text = str(answers["result"])
    return {
        "mine": facts["mine"],
        "status": settled(answers),
        "text": text,
        "papers": find_papers(text),
        "today": facts["today"],
        "ahead": days_ahead(text, facts["today"]) if settled(answers) is Status.DONE else (),
        "paper": paper_of(answers.get("paper")),
        "bare": not has_accents(text),
    }


FORM = Form(
    name="update",
    version=1,
    questions=(
        Question(
            "status",
            AnswerKind.CHOICE,
            "update.ask_status",
            options=_statuses,
            slots=_task_slots,
            extra=_aside,
            label="update.label_status",
        ),
        Question(
            "pace",
            AnswerKind.CHOICE,
            "update.ask_pace",
            options=_paces,
            slots=lambda answers, _: {"kept": str(answers.get("result") or "")},
            when=lambda answers, _: answers.get("status") == "in_progress",
            label="update.label_pace",
        ),
        Question(
            "result",
            AnswerKind.TEXT,
            "update.ask_result",
            slots=_task_slots,
            max_chars=joining.MOST_CHARS,
            label="update.label_result",
        ),
        Question(
            "paper",
            AnswerKind.PAPER,
            "update.ask_paper",
            read=read_paper,
            when=_needs_paper,
            optional=True,
            label="update.label_paper",
        ),
    ),
    review="update.review",
    review_slots=_review,
)


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Mine = facts["mine"]
    answer = Answer(
        mine=one,
        status=settled(answers),
        text=str(answers["result"]),
        paper=paper_of(answers.get("paper")),
        seen=answers.get("seen"),
    )
    await record(turn, [answer])


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """The rest of a long result, or results of several tasks pasted where one was asked for."""
    from handlers import paste

    if session.at != "paper" and await paste.instead(turn, session, text):
        return True
    if session.at in {"status", "pace"}:
        return await _ahead(turn, session, text)
    is_paper = session.at == "paper" and len(text) <= _PAPER_CHARS
    if session.at not in {"paper", REVIEW} or is_paper:
        return False
    more = joining.continued(turn, session, "result", text)
    if more is not None:
        await dialogue.begin(turn, FEATURE, session.subject, more)
    return more is not None


async def _ahead(turn: Turn, session: Session, text: str) -> bool:
    """The result before its status: kept; the status it says of itself is not asked."""
    facts = await _facts(turn, session.subject)
    if not ahead.is_content(FORM, session, facts, text):
        return False
    status, said = said_status(clean(text))
    known = opened(status) if status else {}
    if session.at == "pace" and "pace" not in known:
        known = {}
    if not (known and same_words(text, said)):
        known["result"] = clean(text)
    await dialogue.begin(turn, FEATURE, session.subject, {**session.answers, **known})
    return True


def _seed(facts: Facts) -> dict[str, Any]:
    """The update shown when the form began: another one since then is told of."""
    return {"seen": facts["seen"].update if facts["seen"] else 0}


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert, seed=_seed)
