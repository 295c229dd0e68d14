"""[Cấp lại mã]: one new code for one agency, told once in private; the old one is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Say
from handlers import dialogue
from handlers.agencies import directory_of
from handlers.bringing import GOOD_FOR
from handlers.dialogue import Facts, Feature
from handlers.people_list import plan_of
from handlers.turn import Turn
from plans.codes import new_code, shown
from plans.directory import AgencyEntry
from plans.ground import Refusal, local
from plans.model import Agency, Role
from plans.text import clean
from plans.typed_names import meant
from storage import agencies, audit, invitations, listed
from storage.invitations import Named
from storage.listed import Waits

_OTHER = "other"
_MOST = 12  # people to choose from


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    plan = await plan_of(turn, ":".join(arguments))
    if not turn.incoming.private:
        raise Refusal("codes.private")
    await dialogue.begin(turn, FEATURE, plan.id, afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await plan_of(turn, subject)
    bodies = await agencies.of_province(turn.unit, plan.province)
    waits = [one for one in await listed.waiting(turn.unit, plan.id) if one.role is Role.FOCAL]
    return {
        "plan": plan,
        "texts": turn.texts,
        "directory": await directory_of(turn.unit, plan.province),
        "bodies": {one.code: one for one in bodies},
        "waits": waits,
    }


def read_agency(text: str, _answers: Mapping[str, Any], facts: Facts, _now: datetime) -> str:
    """The code of the one agency named. Raises Refusal codes.unknown, codes.collective."""
    directory = facts["directory"]
    found = meant(text, directory)
    if found is None:
        raise Refusal("codes.unknown", name=clean(text), nearest=directory.nearest(text))
    if not isinstance(found, AgencyEntry):
        raise Refusal("codes.collective", name=found.name)
    return found.code


def _listed(answers: Mapping[str, Any], facts: Facts) -> list[Waits]:
    return [
        one
        for one in facts["waits"]
        if one.agency.code == answers["agency"] and one.person is not None
    ][:_MOST]


def _several(answers: Mapping[str, Any], facts: Facts) -> bool:
    return bool(_listed(answers, facts))


def _options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    people = [Option(str(one.invitation), one.name) for one in _listed(answers, facts)]
    return [*people, Option(_OTHER, facts["texts"].plain("codes.again.other"))]


def _who_slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"agency": facts["bodies"][answers["agency"]]}


FORM = Form(
    name="reissue",
    version=1,
    questions=(
        Question(
            "agency", AnswerKind.TEXT, "codes.again.ask", read=read_agency, max_chars=200,
            slots=lambda _answers, facts: {"plan": facts["plan"]},
        ),
        Question(
            "who", AnswerKind.CHOICE, "codes.again.who",
            when=_several, options=_options, slots=_who_slots,
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    plan, agency = facts["plan"], facts["bodies"][answers["agency"]]
    one = next(
        (w for w in _listed(answers, facts) if str(w.invitation) == answers.get("who")), None
    )
    old = _replaced(facts["waits"], agency, one)
    code, expires = new_code(turn.tools.ids), turn.now + GOOD_FOR
    named = Named(by=turn.me.id)
    if one is not None:
        named = Named(one.person, one.division, one.main, turn.me.id)
    await invitations.withdraw(turn.unit, old)
    hashed = turn.tools.hash_code(code)
    made = await invitations.invite(
        turn.unit, hashed, agency.id, plan.id, Role.FOCAL, expires, named
    )
    after = {"withdrawn": len(old)}
    await audit.note(turn.unit, turn.me.id, "code_reissued", f"invitation:{made}", None, after)
    slots = {"plan": plan, "agency": agency, "one": one, "old": len(old)}
    text = turn.texts.say("codes.again.told", code=shown(code), expires=local(expires), **slots)
    turn.give(Say(text, once=True))


def _replaced(waits: Sequence[Waits], agency: Agency, one: Waits | None) -> list[int]:
    """The codes this one stands in for: that person's, or those made for nobody by name."""
    if one is not None:
        return [one.invitation]
    return [w.invitation for w in waits if w.agency.id == agency.id and w.person is None]


FEATURE = Feature.one(FORM, _done, facts=_facts)
