"""/ma: join codes by agency as a Word annex of the công văn. A code is told once, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogues.messages import Say
from handlers.agencies import directory_of
from handlers.bringing import GOOD_FOR
from handlers.listing import agency_names
from handlers.people_list import plan_of
from handlers.rights import Right, may
from handlers.rounding import duties_by_agency, named_reporters
from handlers.shelf import number
from handlers.turn import Tools, Turn, lettered
from handlers.which_plan import chosen
from plans.codes import new_code, shown
from plans.directory import AgencyEntry
from plans.ground import Ids, Refusal, local
from plans.model import Agency, Part, Plan, Role, RoundState
from reports.codes_annex import Annex, CodeLine
from storage import (
    agencies,
    audit,
    heavy,
    invitations,
    listed,
    participants,
    people,
    plans,
    rounds,
)
from storage.database import Unit
from storage.invitations import Named
from storage.listed import Waits

KIND = "codes"
WORK = "reports.codes_annex:write"
_LEADING = (Part.LEAD, Part.COLEAD)
_TOLD = frozenset({Role.FOCAL, Role.LEADER})  # whose codes an annex holds


@dataclass(frozen=True)
class Line:
    """A code to be made: for somebody of a list, or for an agency nobody of which is known."""

    agency: Agency
    one: Waits | None


@dataclass(frozen=True)
class Wanted:
    """What an annex would hold: codes to make, old ones to withdraw, agencies with people."""

    lines: tuple[Line, ...]
    old: tuple[int, ...]
    told: int  # of those old ones: codes that somebody may have been given
    joined: int


@dataclass(frozen=True)
class Fresh:
    """A code in its hash, and whom it is for: what the store is told of it."""

    code_hash: str
    agency: int
    role: Role
    named: Named


async def command(turn: Turn, _rest: str) -> None:
    """What would be made, by plan."""
    plan = await chosen(turn, Right.BRING_PEOPLE, "people.right_missing", "codes.which", "ma")
    if plan:
        await _preview(turn, plan)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    await _preview(turn, await plan_of(turn, ":".join(arguments)))


async def _preview(turn: Turn, plan: Plan) -> None:
    found = await wanted(turn.unit, plan)
    named = sum(one.one is not None for one in found.lines)
    stamp = await listed.newest(turn.unit, plan.id)
    choices = [turn.choice("codes.make", f"max:{plan.id}:{stamp}")] if found.lines else []
    choices.append(turn.choice("codes.reissue", f"mac:{plan.id}"))
    choices.append(turn.choice("codes.list", f"ds:{plan.id}"))
    turn.say(
        "codes.preview",
        plan=plan,
        lines=len(found.lines),
        agencies=len({one.agency.id for one in found.lines}),
        named=named,
        bare=agency_names(turn.texts, [one.agency for one in found.lines if one.one is None]),
        bare_count=len(found.lines) - named,
        old=found.told,
        joined=found.joined,
        expires=local(turn.now + GOOD_FOR),
        choices=choices,
    )


async def wanted(unit: Unit, plan: Plan) -> Wanted:
    """A code for each listed person not yet there, and for each agency of which nobody is."""
    seats = [one for one in await listed.seated(unit, plan.id) if one.role is Role.FOCAL]
    there = {one.agency for one in seats}
    waits = [one for one in await listed.waiting(unit, plan.id) if one.role in _TOLD]
    lines = [Line(one.agency, one) for one in waits if one.person is not None]
    known = there | {one.agency.id for one in lines if one.one and one.one.role is Role.FOCAL}
    bare = [one for one in await asked(unit, plan) if one.id not in known]
    lines += [Line(one, None) for one in bare]
    lines.sort(key=lambda one: one.agency.id)
    served = there | {one.agency.id for one in lines}  # nobody else loses a code
    old = [one for one in waits if one.agency.id in served]
    ids = tuple(one.invitation for one in old)
    return Wanted(tuple(lines), ids, sum(one.told for one in old), len(there))


async def asked(unit: Unit, plan: Plan) -> list[Agency]:
    """Who is asked in the open rounds; without one, whom the plan names, as leading, as supporting
    by its own name, or as reporting. The Sở itself brings its own people.
    """
    bodies = await agencies.of_province(unit, plan.province)
    running = await rounds.of_plan(unit, plan.id, RoundState.OPEN)
    if running:
        some = [await participants.of_round(unit, one.id) for one in running]
        asked = {part.agency.id for parts in some for part in parts}
        return [one for one in bodies if one.id in asked - {plan.coordinator.id}]
    parts = {
        one.id
        for one, duties in (await duties_by_agency(unit, plan, bodies)).items()
        if any(duty.part in _LEADING or not duty.collective for duty in duties)
    }
    directory = await directory_of(unit, plan.province)
    reporters = {
        one.code
        for duty in await plans.reporting_duties(unit, plan.id)
        for one in named_reporters(duty.reporters, directory)
    }
    return [
        one
        for one in bodies
        if (one.id in parts or one.code in reporters) and one.id != plan.coordinator.id
    ]


async def gone(unit: Unit, plan: Plan) -> list[AgencyEntry]:
    """Who is asked, or coordinates, and by the list of agencies exists no more today."""
    today = local(unit.now).date()
    codes = {plan.coordinator.code, *(one.code for one in await asked(unit, plan))}
    bodies = (await directory_of(unit, plan.province)).agencies
    return [one for one in bodies if one.code in codes and one.until and one.until < today]


async def make(turn: Turn, arguments: Sequence[str]) -> None:
    """[Lập phụ lục mã tham gia]: the file is made by the child, the codes are kept with it."""
    *named, stamp = arguments or ("",)
    plan = await plan_of(turn, ":".join(named))
    if not turn.incoming.private:
        raise Refusal("codes.private")
    await _unchanged(turn, plan, number(stamp))
    if not (await wanted(turn.unit, plan)).lines:
        raise Refusal("codes.none")
    await heavy.ask(
        turn.unit,
        KIND,
        {"plan": plan.id, "person": turn.me.id, "stamp": number(stamp)},
        person=turn.me.id,
        chat=turn.speaker.chat.id,
        user=turn.incoming.user,
    )
    turn.say("codes.making", plan=plan)


async def _unchanged(turn: Turn, plan: Plan, stamp: int) -> None:
    """Codes made since the preview are withdrawn by nobody unseen: pressed twice, made once."""
    if await listed.newest(turn.unit, plan.id) != stamp:
        raise Refusal("codes.changed", choices=[turn.choice("codes.button", f"ma:{plan.id}")])


async def gather(
    unit: Unit, question: Mapping[str, Any], tools: Tools
) -> tuple[Annex, tuple[Fresh, ...]]:
    """The annex in words, with codes just thought of: they live in its file alone."""
    plan = await plans.get(unit, question["plan"])
    person = await people.get(unit, question["person"])
    if plan is None or not may(person, Right.BRING_PEOPLE, plan):
        raise Refusal("people.right_missing")
    found = await wanted(unit, plan)
    if not found.lines:
        raise Refusal("codes.none")
    return annex(plan, found, Making(tools, unit.now, question["person"]))


@dataclass(frozen=True)
class Making:
    """With what an annex is made, when, and by whom (None: the command line)."""

    tools: Tools
    now: datetime
    by: int | None
    bot: str = ""  # its name on Telegram, where it is known

    @property
    def ids(self) -> Ids:
        return self.tools.ids

    @property
    def hash_code(self) -> Callable[[str], str]:
        return self.tools.hash_code


def annex(plan: Plan, found: Wanted, making: Making) -> tuple[Annex, tuple[Fresh, ...]]:
    """What is printed, and what the store is told of the codes in it."""
    texts = making.tools.texts
    fill = texts.plain("kit.fill")
    lines, fresh = [], []
    for line in found.lines:
        code = new_code(making.ids)
        one = line.one
        who = texts.plain("codes.annex.person", one=one) if one else ""
        lines.append(CodeLine(line.agency.name, who, shown(code)))
        named = Named(by=making.by)
        if one is not None:
            named = Named(one.person, one.division, one.main, making.by)
        role = one.role if one else Role.FOCAL
        fresh.append(Fresh(making.hash_code(code), line.agency.id, role, named))
    heads = ("number", "agency", "who", "code", "expires")
    made = Annex(
        name=texts.plain("codes.annex.file", plan=plan),
        title=(
            texts.plain("codes.annex.head"),
            *texts.plain("codes.annex.title", plan=plan).splitlines(),
        ),
        under=texts.plain("codes.annex.under", plan=plan),
        heads=tuple(texts.plain(f"codes.annex.{head}") for head in heads),
        lines=tuple(lines),
        expires=f"{local(making.now + GOOD_FOR):%d/%m/%Y}",
        notes=(
            texts.plain("codes.annex.how", bot=making.bot, fill=fill),
            texts.plain("codes.annex.once", plan=plan),
            texts.plain("codes.annex.secret"),
        ),
        fill=fill,
        mark=making.tools.mark,
    )
    return made, tuple(fresh)


async def finish(turn: Turn, question: Mapping[str, Any], result: Any) -> None:
    """The codes hold from the commit that sends the file; the older unused ones do no longer."""
    file, fresh = result
    plan = await plan_of(turn, question["plan"])
    await _unchanged(turn, plan, question["stamp"])
    count = await keep(turn.unit, plan, fresh, turn.me.id)
    text = turn.texts.say(
        "codes.made", plan=plan, count=len(fresh), old=count, expires=local(turn.now + GOOD_FOR)
    )
    choices = [turn.choice("codes.reissue", f"mac:{plan.id}")]
    turn.give(Say(text, lettered(choices), file, once=True))


async def keep(unit: Unit, plan: Plan, fresh: Sequence[Fresh], by: int | None) -> int:
    """Withdraw what the annex replaces, keep the new ones; how many were withdrawn."""
    before = await wanted(unit, plan)
    await invitations.withdraw(unit, before.old)
    expires = unit.now + GOOD_FOR
    for one in fresh:
        await invitations.invite(
            unit, one.code_hash, one.agency, plan.id, one.role, expires, one.named
        )
    after = {"made": len(fresh), "withdrawn": before.told}
    await audit.note(unit, by, "codes_printed", f"plan:{plan.id}", None, after)
    return before.told
