"""`daumoi report …`: drafts of a round's papers as Word files, and the templates of these."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from reports.papers.report_work import Build

_out = option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP.docx",
              required=True, about="report_out")  # fmt: skip
_kind = option("--kind", metavar="LOẠI", required=True, about="report_kind")


@click.group("report", cls=Group, help=say("help.report"))
def report() -> None:
    """Nothing is sent; of a report the store remembers which parts it had."""


@report.command(help=say("help.report_build"))
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("--round", "period", metavar="KỲ", required=True, about="report_round")
@_kind
@option("--over", type=click.Path(path_type=Path), metavar="TỆP.docx", about="report_over")
@_out
def build(plan: str, period: str, kind: str, over: Path | None, out: Path) -> None:
    """One paper of a round, as it stands now; a report also over the file somebody edited."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        from bot.app import build_tools
        from bot.cli.child import in_child, save
        from handlers.inviting import plan_named
        from handlers.papers.gathering import WORK, Wanted, over_builds, words_of
        from handlers.round_named import round_named

        edited = None if over is None else _edited(over, kind)
        tools = build_tools(office.settings)
        async with office.reading() as unit:
            found = await plan_named(unit, plan)
            asked = await round_named(unit, found, period, tools.texts, waiting=True)
            writer, words = await words_of(unit, found, asked, Wanted(kind), tools)
            if edited is not None:
                words = await over_builds(unit, asked.id, words)
        made, gaps, note = await in_child(WORK, (writer, words), edited)
        save(out, made.data)
        tell("report.made", file=out)
        if note is not None:
            await _remembered(office, asked.id, kind, note)
        if gaps and edited is None:
            tell("report.gaps", gaps="; ".join(gaps))

    at_work(work)


def _edited(over: Path, kind: str) -> bytes:
    """Raises Refusal paper_edits.other_kind, file.unreadable."""
    from plans.ground import Refusal
    from reports.papers.report_kind import REPORT

    if kind != REPORT:
        raise Refusal("paper_edits.other_kind", kind=REPORT)
    try:
        return over.read_bytes()
    except OSError:
        raise Refusal("file.unreadable", file=str(over)) from None


async def _remembered(office: Office, round_id: int, kind: str, note: Build) -> None:
    """So that the file can come back edited; what changed over an edited one is told."""
    from reports.papers.report_over import told
    from storage import paper_builds

    parts = [(one.key, one.place, one.marks) for one in note.parts]
    async with office.writing() as unit:
        await paper_builds.add(unit, round_id, kind, note.name, parts)
        await unit.commit()
    for one in told(note.changes or ()):
        tell(f"report.{one.what}", place=one.place, text=one.text)


@report.command(help=say("help.report_template"))
@_kind
@_out
def template(kind: str, out: Path) -> None:
    """The template that comes with the program, to be changed by the office."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        from bot.cli.child import save
        from plans.ground import Refusal
        from reports.papers.kinds import KINDS
        from reports.papers.writing import has_template
        from reports.papers.writing import template as shipped

        known = [name for name in KINDS if has_template(name)]
        if kind not in known:
            raise Refusal("paper.unknown_kind", kind=kind, known=known)
        save(out, shipped(kind))
        tell("report.template", file=out, folder=office.settings.data_dir / "templates", kind=kind)

    at_work(work)
