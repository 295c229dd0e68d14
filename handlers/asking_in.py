"""[Xin tham gia]: a stranger says who he is; nothing of any plan is shown before the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers import dialogue, join, room
from handlers.agencies import directory_of
from handlers.dialogue import Facts, Feature
from handlers.meanwhile import typed_code
from handlers.naming import NAME_CHARS, POST_CHARS, read_name, read_post
from handlers.requests_in import announce
from handlers.turn import Turn
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.model import Plan
from plans.phones import read_phone
from plans.text import clean, fold
from plans.typed_names import meant
from storage import agencies, audit, join_requests, plans

_MOST_OPEN = 3  # of one account


async def press(turn: Turn, _arguments: Sequence[str]) -> None:
    """The form, for somebody without a post; who waits already is told so."""
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    if turn.person is not None and turn.person.appointments:
        raise Refusal("ask_in.member")
    if turn.person is None:
        await room.refuse_more(turn.unit, turn.tools, turn.incoming.bot, "room.full")
    waiting = await join_requests.open_of(turn.unit, turn.incoming.bot, turn.incoming.user)
    if len(waiting) >= _MOST_OPEN:
        raise Refusal("ask_in.enough", count=len(waiting))
    await dialogue.begin(turn, FEATURE, "", afresh=True)


async def _facts(turn: Turn, _subject: str) -> Facts:
    found = await plans.every(turn.unit)
    provinces = list(dict.fromkeys(plan.province for plan in found))
    return {
        "texts": turn.texts,
        "plans": found,
        "directories": {one: await directory_of(turn.unit, one) for one in provinces},
    }


def _read_agency(
    text: str, _answers: Mapping[str, Any], facts: Facts, _now: datetime
) -> list[list[str]]:
    """[province, code] of each agency of that name. Raises Refusal codes.unknown and such."""
    found = []
    directories: Mapping[str, Directory] = facts["directories"]
    for province, directory in directories.items():
        entry = meant(text, directory)
        if isinstance(entry, AgencyEntry):
            found.append([province, entry.code])
        elif entry is not None:
            raise Refusal("codes.collective", name=entry.name)
    if not found:
        near = [name for one in directories.values() for name in one.nearest(text)]
        raise Refusal("codes.unknown", name=clean(text), nearest=near[:3])
    return found


def _places(answers: Mapping[str, Any]) -> dict[str, str]:
    return dict(answers["agency"])


def _provinces(answers: Mapping[str, Any], _facts: Facts) -> Sequence[Option]:
    return [Option(str(place), one) for place, one in enumerate(_places(answers), 1)]


def _plans(answers: Mapping[str, Any], facts: Facts) -> list[Plan]:
    places = list(_places(answers))
    chosen = places[int(answers["province"]) - 1] if "province" in answers else places[0]
    return [plan for plan in facts["plans"] if plan.province == chosen]


def _read_plan(text: str, answers: Mapping[str, Any], facts: Facts, _now: datetime) -> str:
    """A plan by the name its công văn gives it; those it might have been are not told."""
    wanted = fold(text).removeprefix("kh ").removeprefix("ke hoach ").strip()
    fits = [
        plan.id
        for plan in _plans(answers, facts)
        if wanted in {fold(plan.short), fold(plan.id), fold(plan.title)}
        or (len(wanted) >= 12 and wanted in fold(plan.title))
    ]
    if len(fits) != 1:
        raise Refusal("ask_in.plan", name=clean(text))
    return fits[0]


def _read_phone(text: str, _answers: Mapping[str, Any], _facts: Facts, _now: datetime) -> str:
    try:
        return read_phone(text)
    except Refusal as refusal:
        raise Refusal("ask_in.phone", **refusal.fields) from refusal


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    directory = facts["directories"][_plans(answers, facts)[0].province]
    return {
        "name": answers["name"],
        "post": answers.get("post") or "",
        "agency": directory.agency(_code(answers)).name,
        "plan": _plan(answers, facts).short if "plan" in answers else "",
        "phone": answers.get("phone") or "",
    }


def _code(answers: Mapping[str, Any]) -> str:
    places = list(_places(answers).values())
    return places[int(answers["province"]) - 1] if "province" in answers else places[0]


def _plan(answers: Mapping[str, Any], facts: Facts) -> Plan:
    found = _plans(answers, facts)
    return next((one for one in found if one.id == answers.get("plan")), found[0])


FORM = Form(
    name="ask_in",
    version=1,
    questions=(
        Question("name", AnswerKind.TEXT, "ask_in.name", read=read_name, max_chars=NAME_CHARS,
                 label="ask_in.name_label"),
        Question("post", AnswerKind.TEXT, "join.ask_post", read=read_post, optional=True,
                 max_chars=POST_CHARS, label="ask_in.post_label"),
        Question("agency", AnswerKind.TEXT, "ask_in.agency", read=_read_agency, max_chars=200,
                 label="ask_in.agency_label"),
        Question("province", AnswerKind.CHOICE, "ask_in.province", options=_provinces,
                 when=lambda answers, _facts: len(_places(answers)) > 1,
                 label="ask_in.province_label"),
        Question("plan", AnswerKind.TEXT, "ask_in.plan", read=_read_plan, max_chars=300,
                 when=lambda answers, facts: len(_plans(answers, facts)) > 1,
                 label="ask_in.plan_label"),
        Question("phone", AnswerKind.TEXT, "ask_in.phone", read=_read_phone, optional=True,
                 max_chars=40, label="ask_in.phone_label"),
    ),
    review="ask_in.review",
    review_slots=_review,
)  # fmt: skip


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """A code typed meanwhile is a code; names are guessed at as seldom as codes are."""
    if await typed_code(turn, session, text):
        return True
    if session.at in {"agency", "plan"}:
        await join.count(turn, "ask_in.too_many")
    return False


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    plan = _plan(answers, facts)
    bodies = await agencies.of_province(turn.unit, plan.province)
    agency = next(one for one in bodies if one.code == _code(answers))
    incoming = turn.incoming
    waiting = await join_requests.open_of(turn.unit, incoming.bot, incoming.user)
    if any((one.plan, one.agency.id) == (plan.id, agency.id) for one in waiting):
        raise Refusal("ask_in.waits")
    request = await join_requests.add(
        turn.unit,
        bot=incoming.bot,
        user=incoming.user,
        chat_id=turn.speaker.chat.id,
        plan_id=plan.id,
        agency_id=agency.id,
        name=answers["name"],
        post=answers.get("post") or "",
        phone=answers.get("phone") or "",
    )
    after = {"plan": plan.id, "agency": agency.id}
    await audit.note(turn.unit, None, "join_asked", f"join_request:{request}", None, after)
    await announce(turn, plan, request)
    turn.say("ask_in.sent", name=answers["name"], agency=agency)


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)
