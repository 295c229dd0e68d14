"""/nhapthay: for whom. A name as typed, the document at once if it is there, or a button."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session, to_json
from dialogues.messages import Choice
from dialogues.words import control_of
from handlers import dialogue
from handlers.agencies import directory_of
from handlers.dialogue import Facts, Feature
from handlers.entering import form
from handlers.entering.place import Roll, plan_of, roll_of
from handlers.rights import Right
from handlers.shelf import number
from handlers.turn import Turn
from handlers.which_plan import chosen
from plans.basis import paper_to_json
from plans.ground import Refusal, local
from plans.model import Agency, Paper, Plan
from plans.papers import find_papers, parse_paper
from plans.text import bare, clean
from plans.typed_names import meant_among, nearest_among
from storage import agencies, chats

_NAME_CHARS = 300
PAGE = 8  # buttons of agencies at a time
_NOTHING = re.compile(r"[\s,;.]*\bkhong phat sinh\b.*$", re.DOTALL)
_JOINTS = re.compile(r"(?:[\s,;:.-]|\b(?:theo|so|cong van|van ban|bao cao)(?=\s|$))+$")


@dataclass(frozen=True)
class Request:
    """What one line says: the agency, and perhaps its document and that nothing arose."""

    name: str
    paper: Paper | None
    nothing: bool


async def command(turn: Turn, rest: str) -> None:
    """/nhapthay, or all at once: /nhapthay Sơn Động 45/BC-UBND ngày 12/12/2023."""
    plan = await chosen(
        turn,
        Right.ENTER_FOR,
        missing="entering.right_missing",
        ask="entering.which_plan",
        button="nt",
    )
    if plan and rest:
        await _take(turn, plan, rest)
    elif plan:
        await _ask(turn, plan, {"page": 0})


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Nhập thay], a plan's, or an agency's own button."""
    if not arguments:
        await command(turn, "")
    elif len(arguments) == 1:
        await _ask(turn, await plan_of(turn, arguments[0]), {"page": 0})
    else:
        await form.open_for(turn, ":".join(arguments), {})


async def page(turn: Turn, arguments: Sequence[str]) -> None:
    """[Trang sau]: further agencies that owe."""
    *plan, at = arguments or [""]
    await _ask(turn, await plan_of(turn, ":".join(plan)), {"page": number(at)})


async def _ask(turn: Turn, plan: Plan, answers: Mapping[str, Any]) -> None:
    await dialogue.begin(turn, FEATURE, plan.id, answers, afresh=True)


async def _take(turn: Turn, plan: Plan, text: str) -> None:
    """Go on with the agency of a line; the question again, with the nearest, where none fits."""
    request = read_request(text, local(turn.now).date())
    agency, near = await _meant(turn, plan, request.name)
    if agency is None:
        await _ask(turn, plan, {"typed": request.name, "near": near})
        return
    answers: dict[str, Any] = {}
    if request.paper is not None:
        answers = {"how": "paper", "paper": paper_to_json(request.paper)}
    if request.nothing:
        answers["kind"] = "nothing"
    await form.open_for(turn, f"{plan.id}:{agency.id}", answers)


async def _meant(turn: Turn, plan: Plan, name: str) -> tuple[Agency | None, list[int]]:
    """The agency that is meant; else those with the nearest names."""
    roll, directory = await roll_of(turn, plan), await directory_of(turn.unit, plan.province)
    known = {one.code: one for one in roll.agencies}
    entry = meant_among(name, directory, known)
    if entry is not None:
        return known[entry.code], []
    await _refuse_outside(turn, plan, roll, name)
    return None, [known[one.code].id for one in nearest_among(name, directory, known)]


async def _refuse_outside(turn: Turn, plan: Plan, roll: Roll, name: str) -> None:
    """An agency of the province that is not asked is told apart from a name nobody has."""
    known = {one.code: one for one in await agencies.of_province(turn.unit, plan.province)}
    entry = meant_among(name, await directory_of(turn.unit, plan.province), known)
    if entry is not None:
        raise Refusal("entering.not_asked", agency=known[entry.code], round=roll.round)


def read_request(text: str, today: date) -> Request:
    """Take a line apart. Raises what `parse_paper` raises where a document is named badly."""
    text = clean(text)
    found = _NOTHING.search(bare(text))
    line = text[: found.start()] if found else text
    papers = find_papers(line)
    start = line.find(papers[0].quote) if papers else len(line)
    name = line[:start]
    joint = _JOINTS.search(bare(name))
    paper = parse_paper(line[start:], today) if papers else None
    return Request(name[: joint.start()] if joint else name, paper, found is not None)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await plan_of(turn, subject)
    return {"plan": plan, "roll": await roll_of(turn, plan), "texts": turn.texts}


def _shown(answers: Mapping[str, Any], facts: Facts) -> list[Agency]:
    roll: Roll = facts["roll"]
    if answers.get("near"):
        by_id = {one.id: one for one in roll.agencies}
        return [by_id[one] for one in answers["near"] if one in by_id]
    start = int(answers.get("page", 0)) * PAGE
    return list(roll.owing[start : start + PAGE])


def _buttons(answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    plan, roll = facts["plan"], facts["roll"]
    found = [Choice(one.name, f"nt:{plan.id}:{one.id}") for one in _shown(answers, facts)]
    following = int(answers.get("page", 0)) + 1
    if not answers.get("near") and len(roll.owing) > following * PAGE:
        found.append(Choice(facts["texts"].plain("entering.more"), f"ntt:{plan.id}:{following}"))
    return found


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    roll: Roll = facts["roll"]
    return {
        "plan": facts["plan"],
        "round": roll.round,
        "owing": len(roll.owing),
        "typed": answers.get("typed", ""),
        "near": [one.name for one in _shown(answers, facts)] if answers.get("near") else [],
    }


FORM = Form(
    name="entering",
    version=1,
    questions=(
        Question(
            "agency", AnswerKind.TEXT, "entering.ask_agency", slots=_slots, extra=_buttons,
            max_chars=_NAME_CHARS,
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    await _take(turn, facts["plan"], str(answers["agency"]))


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """A name nobody has: the same form asks again, and says how to leave it."""
    if control_of(text) or len(text) > _NAME_CHARS:
        return False
    name = read_request(text, local(turn.now).date()).name
    agency, near = await _meant(turn, await plan_of(turn, session.subject), name)
    if agency is None:
        answers = {**session.answers, "typed": name, "near": near}
        state = to_json(replace(session, answers=answers))
        await chats.keep_session(turn.unit, session.id, session.version, state)
        await dialogue.begin(turn, FEATURE, session.subject)
    return agency is None


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert)
