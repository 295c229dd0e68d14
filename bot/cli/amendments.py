"""`daumoi plan amend`: a new version of a plan in use, held against it, then written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import complain, say, tell
from bot.cli.words import Command, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from handlers.turn import Tools
    from plans.amending import Amended
    from plans.model import Paper, Plan
    from reports.plan_draft import ReadDraft
    from storage.database import Unit


@click.command("amend", cls=Command, help=say("help.plan_amend"))
@click.argument("name", metavar="KẾ_HOẠCH")
@click.argument("file", metavar="TỆP")
@option("--paper", metavar="VĂN_BẢN", default="", about="plan_amend_paper")
@option("--same", metavar="CŨ=MỚI", multiple=True, about="plan_amend_same")
@option("--other", metavar="CŨ", multiple=True, about="plan_amend_other")
@option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP.xlsx",
        about="plan_amend_out")  # fmt: skip
def amend(
    name: str,
    file: str,
    paper: str,
    same: Sequence[str],
    other: Sequence[str],
    out: Path | None,
) -> None:
    """The same difference and the same effect as in chat."""
    from bot.cli.office import at_work, read

    async def work(office: Office) -> None:
        from bot.app import build_tools
        from handlers.inviting import plan_named

        tools, data = build_tools(office.settings), read(file)
        given = _paper(paper, office) if paper else None
        async with office.reading() as unit:
            plan = await plan_named(unit, name)
        draft = await _read(office, tools, plan, file, data, out)
        async with office.writing() as unit:
            said = await _pairs(unit, plan, same, other)
            done = await _amended(unit, plan, draft, said, given, tools)
            if done:
                await unit.commit()

    at_work(work)


def _paper(text: str, office: Office) -> Paper:
    """Raises the Refusals of a typed document: no number, no date, a date to come."""
    from plans.ground import local
    from plans.papers import parse_paper

    return parse_paper(text, local(office.clock.now()).date())


async def _read(
    office: Office, tools: Tools, plan: Plan, file: str, data: bytes, out: Path | None
) -> ReadDraft:
    """The new version; raises PlanFileInvalid with what stands in the way of its use."""
    from bot.cli.child import in_child, save
    from handlers.drafting.asking import asked_of
    from plans.yamlfile import PlanFileInvalid
    from reports.plan_draft import Wrong

    async with office.reading() as unit:
        asked = await asked_of(unit, tools, plan, plan.province, Path(file).name)
    found = await in_child("reports.plan_draft:read", asked, data)
    if isinstance(found, Wrong):
        raise PlanFileInvalid(found.problems)
    draft: ReadDraft = found[0]
    if out is not None:
        save(out, found[1].data)
        tell("plan.amend_book", file=out)
    for number, why in draft.warnings:
        tell("plan.warning" if number else "plan.warning_head", number=number, warning=why)
    if draft.problems:
        _unfinished(draft)
    return draft


def _unfinished(draft: ReadDraft) -> None:
    """What must be mended, by the cells of the workbook that -o writes; ends the command."""
    from bot.cli.office import problem_sentence

    for problem in draft.problems:
        complain(f"{problem.place}: {problem_sentence(problem)}")
    complain(say("plan.amend_problems", count=len(draft.problems)))
    raise click.exceptions.Exit(1)


async def _pairs(
    unit: Unit, plan: Plan, same: Sequence[str], other: Sequence[str]
) -> dict[str, str]:
    """What was said of doubtful pairs: key of the old task → number of the new one, or none."""
    from plans.amending import ANOTHER
    from storage import plans

    keys = {one.number: one.key for one in await plans.tasks(unit, plan.id)}
    pairs = [one.partition("=")[::2] for one in same] + [(one, ANOTHER) for one in other]
    for old, _ in pairs:
        if old.strip() not in keys:
            complain(say("plan.amend_number", number=old))
            raise click.exceptions.Exit(1)
    return {keys[old.strip()]: new.strip() for old, new in pairs}


async def _amended(
    unit: Unit,
    plan: Plan,
    draft: ReadDraft,
    said: Mapping[str, str],
    paper: Paper | None,
    tools: Tools,
) -> bool:
    """Show what changes and, with a document, write it; False where nothing was written."""
    from handlers.drafting.applying import By, compared
    from handlers.drafting.carrying import carry_out

    found = await compared(unit, plan, draft.content, said)
    _show(plan, found, tools, writes=paper is not None and not found.doubts)
    if found.doubts:
        _doubtful(found)
    if found.empty:
        return False
    if paper is None:
        tell("plan.amend_how")
        return False
    done = await carry_out(unit, plan, found, draft.said, By(None, paper), tools.calendar)
    _say(tools, "amend.done", plan=plan, started=plan.started is not None, **done.slots)
    return True


def _show(plan: Plan, found: Amended, tools: Tools, *, writes: bool) -> None:
    """Every change, as in chat; not a page of them."""
    from handlers.drafting.amend_notices import lines_of

    lines = lines_of(tools.texts, plan, found.changes)
    slots = {"count": len(found.changes), "lines": lines, "head": found.head, "writes": writes}
    _say(tools, "amend.changes", plan=plan, page=0, **slots)


def _doubtful(found: Amended) -> None:
    """Which pairs are to be settled, and how; ends the command."""
    for one in found.doubts:
        before, after = one.before, one.after
        titles = {"before": before["title"][:80], "after": after["title"][:80]}
        complain(say("plan.amend_doubt", old=before["number"], new=after["number"], **titles))
    complain(say("plan.amend_doubts", count=len(found.doubts)))
    raise click.exceptions.Exit(1)


def _say(tools: Tools, key: str, **slots: Any) -> None:
    from dialogues.markup import to_plain

    click.echo(to_plain(tools.texts.say(key, **slots)))
