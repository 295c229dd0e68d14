"""[Giao cơ quan báo cáo]: the coordinator says which agency reports which indicators.

Nobody is made up: an indicator without a reporter is asked of no agency.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.figures import meant as number_meant
from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice, Later, Notice, Say
from handlers import dialogue
from handlers.agencies import directory_of
from handlers.desk import soon
from handlers.dialogue import Facts, Feature
from handlers.hours import put_off
from handlers.indicators import plan_of
from handlers.rights import Right, may
from handlers.turn import Tools, Turn, lettered
from plans import vocabulary
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.indicators import Indicator
from plans.model import Agency, Plan, Role, RoundState
from plans.reminding import due_next
from plans.text import clean, fold
from plans.typed_names import meant
from storage import agencies, audit, indicators, participants, people, plans, reaching, rounds
from storage.database import Unit

_APART = re.compile(r"[,;]|\s+và\s+")
_LEFT, _NOBODY = frozenset(vocabulary.ALL_LEFT), frozenset(vocabulary.NOBODY)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Giao cơ quan báo cáo]."""
    if not turn.speaker.chat.private:
        raise Refusal("desk.private_only")
    await dialogue.begin(turn, FEATURE, arguments[0] if arguments else "", afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await plan_of(turn, subject, Right.OPEN_ROUND)
    running = await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN)
    round_ = next(iter(due_next(running, turn.today)), None)
    parts = await participants.of_round(turn.unit, round_.id) if round_ else []
    known = await indicators.of_plan(turn.unit, plan.id)
    if not known:
        raise Refusal("indicator.none", plan=plan)
    bodies = await agencies.of_province(turn.unit, plan.province)
    return {
        "plan": plan,
        "round": round_,
        "asked": {part.agency.id for part in parts},
        "indicators": {str(one.id): one for one in known},
        "bodies": {one.code: one for one in bodies},
        "directory": await directory_of(turn.unit, plan.province),
    }


def _read(text: str, _answers: Any, facts: Facts, _now: datetime) -> dict[str, int]:
    """Lines "(1), (2): Sở Công Thương" as indicator → agency, 0 for nobody.

    Raises Refusal indicator.give_line (line), indicator.give_twice (number),
    indicator.give_agency (name, nearest).
    """
    found: dict[str, int] = {}
    for line in clean(text).split("\n"):
        if not line.strip():
            continue
        numbers, colon, name = line.rpartition(":")
        keys = _keys(numbers, facts["indicators"], found) if colon else []
        if not keys or not name.strip():
            raise Refusal("indicator.give_line", line=line)
        agency = _agency(name.strip(" ."), facts["directory"], facts["bodies"])
        for key in keys:
            if key in found:
                number = facts["indicators"][key].number
                raise Refusal("indicator.give_twice", number=number)
            found[key] = agency
    return found


def _keys(text: str, known: Mapping[str, Indicator], taken: Mapping[str, int]) -> list[str]:
    """The indicators that a line names; none where one of its numbers is unknown."""
    if fold(text.strip()) in _LEFT:
        return [key for key, one in known.items() if one.reporter is None and key not in taken]
    by_number = {one.number: key for key, one in known.items()}
    numbers = [number_meant(part, list(by_number)) for part in _APART.split(text) if part.strip()]
    return [] if None in numbers else [by_number[number] for number in numbers if number]


def _agency(name: str, directory: Directory, bodies: Mapping[str, Agency]) -> int:
    if fold(name) in _NOBODY:
        return 0
    entry = meant(name, directory)
    if not isinstance(entry, AgencyEntry):
        raise Refusal("indicator.give_agency", name=name, nearest=directory.nearest(name))
    return bodies[entry.code].id


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    chosen = _by_agency(answers["who"] or {}, facts)
    asked = facts["asked"]
    return {
        "plan": facts["plan"],
        "round": facts["round"],
        "chosen": chosen,
        "outside": [body for body, _ in chosen if body and asked and body.id not in asked],
    }


def _by_agency(who: Mapping[str, int], facts: Facts) -> list[tuple[Agency | None, list[str]]]:
    """Agency (None: nobody any more) → the numbers it is given, in the plan's order."""
    by_id = {one.id: one for one in facts["bodies"].values()}
    found: dict[int, list[str]] = {}
    for key, one in facts["indicators"].items():
        if key in who:
            found.setdefault(who[key], []).append(one.number)
    return [(by_id.get(agency), numbers) for agency, numbers in found.items()]


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    found = facts["indicators"].values()
    nobodys = [one.number for one in found if one.reporter is None]
    return {"plan": facts["plan"], "nobodys": nobodys, "all": [one.number for one in found]}


FORM = Form(
    name="indicators",
    version=1,
    questions=(
        Question(
            "who", AnswerKind.TEXT, "indicator.ask_who", read=_read, slots=_slots,
            label="indicator.label_who",
        ),
    ),
    review="indicator.review_who",
    review_slots=_review,
    send_label="indicator.give_sure",
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """Keep who reports; the agencies given something in an open round are told."""
    plan, who = facts["plan"], answers["who"]
    fresh: dict[int, list[str]] = {}
    for key, one in facts["indicators"].items():
        before = one.reporter.id if one.reporter else 0
        if key in who and who[key] != before:
            await indicators.assign(turn.unit, one.id, who[key] or None)
            fresh.setdefault(who[key], []).append(one.number)
    count = sum(len(some) for some in fresh.values())
    after = {"count": count, "agencies": len([one for one in fresh if one])}
    if count:
        await audit.note(
            turn.unit, turn.me.id, "indicator_reporters", f"plan:{plan.id}", None, after
        )
    told = await _tell(turn, facts, [one for one in fresh if one in facts["asked"]])
    left = [o.number for o in await indicators.of_plan(turn.unit, plan.id) if o.reporter is None]
    back = turn.choice("indicator.button", f"cti:{plan.id}")
    turn.say("indicator.given", plan=plan, count=count, told=told, left=left, choices=[back])


async def _tell(turn: Turn, facts: Facts, bodies: Sequence[int]) -> int:
    """A notice to each focal point reached of these agencies, in working hours."""
    plan, round_ = facts["plan"], facts["round"]
    if plan.started is None or round_ is None or not bodies:
        return 0
    at = await soon(turn.unit, turn.tools, plan)
    reach = await reaching.reach(turn.unit, plan.id, Role.FOCAL)
    to = [one for one in reach if one.connected and one.agency.id in bodies]
    notices = [
        Notice(
            key=f"indicators:{round_.id}:{one.agency.id}:{turn.now.isoformat()}:{one.person}",
            composer="indicators",
            question={"round": round_.id, "agency": one.agency.id},
            person=one.person,
            not_before=at,
        )
        for one in to
    ]
    await turn.notify(notices)
    return len({one.agency.id for one in to})


async def notice(
    unit: Unit, question: dict[str, Any], person: int | None, tools: Tools
) -> Say | Later | None:
    """What an agency is asked to report, as it stands when the notice goes."""
    found = await _place(unit, question, person)
    if found is None:
        return None
    plan, owed = found
    later = put_off(unit.now, [await plans.settings(unit, plan.id)], tools.calendar)
    if later is not None:
        return later
    round_ = await rounds.get(unit, question["round"])
    agency = await agencies.agency_by_id(unit, question["agency"])
    text = tools.texts.say(
        "indicator.notice", plan=plan, round=round_, agency=agency, numbers=owed
    )
    label = tools.texts.plain("button.report")
    return Say(text, lettered([Choice(label, f"bcx:{question['round']}:{question['agency']}")]))


async def _place(
    unit: Unit, question: Mapping[str, Any], person: int | None
) -> tuple[Plan, Sequence[str]] | None:
    """The plan and what is missing, where the round runs and the person answers for the agency."""
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    who = await people.get(unit, person) if person is not None else None
    if round_ is None or plan is None or round_.state is not RoundState.OPEN:
        return None
    if not may(who, Right.REPORT, plan, question["agency"]):
        return None
    owed = await indicators.owed(unit, plan.id, round_.id, question["agency"])
    missing = owed[question["agency"]].missing if question["agency"] in owed else ()
    return (plan, missing) if missing else None


COMPOSERS = {"indicators": notice}
FEATURE = Feature.one(FORM, _done, facts=_facts)
