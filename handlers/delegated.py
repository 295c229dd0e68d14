"""Behind a one-task code: somebody of a phòng, chi cục answers that task and sees nothing else.

Who answers is known by the account, without a post in the plan; what is said goes to the focal
point as a draft, never to the Sở.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Notice
from handlers import dialogue, joining
from handlers.dialogue import Facts, Feature
from handlers.meanwhile import typed_code
from handlers.naming import NAME_CHARS, POST_CHARS, read_name, read_post
from handlers.rights import Right, may
from handlers.shelf import number, numbers
from handlers.statuses import IN_PROGRESS, pace_options, settled, status_options
from handlers.turn import Turn
from plans.codes import shown
from plans.ground import Refusal
from plans.hours import next_open_moment
from plans.model import Plan
from plans.text import has_accents
from storage import audit, delegations, outbox, people, plans
from storage.delegations import Delegation


async def opened(turn: Turn, code: str) -> bool:
    """Whether a code opens a task; its door is opened then, or the Refusal says why not."""
    one = await delegations.of_code(turn.unit, turn.tools.hash_code(code))
    if one is None:
        return False
    _check(turn, one)
    await outbox.forget(turn.unit, shown(code), one.at)
    await dialogue.begin(turn, ANSWER if one.account else HELLO, str(one.id))
    return True


async def again(turn: Turn, arguments: Sequence[str]) -> None:
    """[Trả lời lại], until the focal point has sent what was said."""
    one = await delegations.get(turn.unit, numbers(arguments, 1)[0])
    if one is None or one.account != _account(turn):
        raise Refusal("press.unknown")
    _check(turn, one)
    await dialogue.begin(turn, ANSWER, str(one.id), afresh=True)


def _account(turn: Turn) -> tuple[str, str]:
    return turn.incoming.bot, turn.incoming.user


def _check(turn: Turn, one: Delegation) -> None:
    """Whoever the code is not for learns nothing of it."""
    if one.account is not None and one.account != _account(turn):
        raise Refusal("join.refused")
    if one.settled is not None and one.withdrawn is None:
        raise Refusal("delegation.sent", one=one)
    if not one.open(turn.now):
        raise Refusal("join.refused")


async def _facts(turn: Turn, subject: str) -> Facts:
    one = await delegations.get(turn.unit, number(subject))
    task = await plans.task_by_id(turn.unit, one.task) if one else None
    plan = await plans.get(turn.unit, one.plan) if one else None
    if one is None or task is None or plan is None:
        raise Refusal("join.refused")
    _check(turn, one)
    known = await _known(turn, one)
    return {"one": one, "task": task, "plan": plan, "known": known, "texts": turn.texts}


async def _known(turn: Turn, one: Delegation) -> tuple[str, str] | None:
    """Name and post, where this account gave them before."""
    if turn.person is not None:
        return turn.person.name, turn.person.post
    before = one if one.account else await delegations.last_by(turn.unit, *_account(turn))
    return (before.name, before.post) if before else None


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"one": facts["one"], "task": facts["task"], "plan": facts["plan"]}


def _agree(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [
        Option("yes", texts.plain("delegation.agree")),
        Option("no", texts.plain("join.not_me")),
    ]


def _unknown(_answers: Mapping[str, Any], facts: Facts) -> bool:
    return facts["known"] is None


def _asks_pace(answers: Mapping[str, Any], _facts: Facts) -> bool:
    return answers.get("status") == IN_PROGRESS


def _who(answers: Mapping[str, Any], facts: Facts) -> tuple[str, str]:
    known: tuple[str, str] | None = facts["known"]
    return known or (str(answers["name"]), str(answers.get("post") or ""))


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    name, post = _who(answers, facts)
    text = str(answers["result"])
    said = {"status": settled(answers), "text": text, "bare": not has_accents(text)}
    return {**_slots(answers, facts), **said, "name": name, "post": post}


HELLO_FORM = Form(
    name="division_hello",
    version=1,
    questions=(
        Question("agree", AnswerKind.CHOICE, "delegation.hello", options=_agree, slots=_slots),
    ),
    review=None,
)
FORM = Form(
    name="division_answer",
    version=1,
    questions=(
        Question(
            "name", AnswerKind.TEXT, "delegation.ask_name",
            when=_unknown, read=read_name, max_chars=NAME_CHARS, label="delegation.label_name",
        ),
        Question(
            "post", AnswerKind.TEXT, "delegation.ask_post", when=_unknown, read=read_post,
            optional=True, max_chars=POST_CHARS, label="delegation.label_post",
        ),
        Question(
            "status", AnswerKind.CHOICE, "delegation.ask_status", slots=_slots,
            options=lambda _, facts: status_options(facts["texts"]), label="update.label_status",
        ),
        Question(
            "pace", AnswerKind.CHOICE, "update.ask_pace", when=_asks_pace,
            slots=lambda *_: {"kept": ""},  # its result is asked after this
            options=lambda _, facts: pace_options(facts["texts"]), label="update.label_pace",
        ),
        Question(
            "result", AnswerKind.TEXT, "delegation.ask_result", slots=_slots,
            max_chars=joining.MOST_CHARS, label="update.label_result",
        ),
    ),
    review="delegation.answer_review",
    review_slots=_review,
)  # fmt: skip


async def _begin(turn: Turn, session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    if answers["agree"] == "yes":
        await dialogue.begin(turn, ANSWER, session.subject)
    else:
        turn.say("delegation.left", one=facts["one"])


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    one: Delegation = facts["one"]
    name, post = _who(answers, facts)
    said = {"status": settled(answers), "text": str(answers["result"])}
    taken = await delegations.answer(
        turn.unit, one, _account(turn), {"name": name, "post": post, **said}
    )
    if not taken:
        raise Refusal("join.refused")
    person = turn.person.id if turn.person else None
    subject = f"delegation:{one.id}"
    await audit.note(turn.unit, person, "answer_delegation", subject, one.status, said["status"])
    await _tell(turn, one, facts["plan"])
    choices = [turn.choice("delegation.again", f"tll:{one.id}")]
    turn.say("delegation.answered", one=one, task=facts["task"], choices=choices)


async def _tell(turn: Turn, one: Delegation, plan: Plan) -> None:
    """The focal point who asked; where that is nobody's post any more, those there now."""
    asked = await people.get(turn.unit, one.person)
    to = [one.person]
    if not may(asked, Right.DELEGATE, plan, one.agency.id):
        to = [each.id for each in await turn.people_of(one.agency.id, plan.id)]
    settings = await plans.settings(turn.unit, plan.id)
    moment = next_open_moment(turn.now, settings, turn.tools.calendar)
    at = turn.now.isoformat()
    await turn.notify(
        [
            Notice(
                key=f"delegation:{one.id}:{at}:person {person}",
                composer="delegation_answered",
                question={"delegation": one.id, "answered": at},
                person=person,
                not_before=moment,
            )
            for person in to
        ]
    )


HELLO = Feature.one(HELLO_FORM, _begin, facts=_facts, divert=typed_code)
ANSWER = Feature.one(FORM, _done, facts=_facts, divert=typed_code)
