"""`daumoi report …`: drafts of a round's papers as Word files, and the templates they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.texts import say, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office

_out = option("-o", "--out", "out", type=click.Path(path_type=Path), metavar="TỆP.docx",
              required=True, about="report_out")  # fmt: skip
_kind = option("--kind", metavar="LOẠI", required=True, about="report_kind")


@click.group("report", cls=Group, help=say("help.report"))
def report() -> None:
    """Nothing is sent, and nothing in the store changes."""


@report.command(help=say("help.report_build"))
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("--round", "period", metavar="KỲ", required=True, about="report_round")
@_kind
@_out
def build(plan: str, period: str, kind: str, out: Path) -> None:
    """One paper of a round, as it stands now."""
    from bot.cli.office import at_work

    async def work(office: Office) -> None:
        from bot.app import build_tools
        from bot.cli.child import in_child, save
        from handlers.inviting import plan_named
        from handlers.papers.gathering import WORK, Wanted, words_of
        from handlers.round_named import round_named

        tools = build_tools(office.settings)
        async with office.reading() as unit:
            found = await plan_named(unit, plan)
            asked = await round_named(unit, found, period, tools.texts, waiting=True)
            payload = await words_of(unit, found, asked, Wanted(kind), tools)
        made, gaps = await in_child(WORK, payload, None)
        save(out, made.data)
        tell("report.made", file=out)
        if gaps:
            tell("report.gaps", gaps="; ".join(gaps))

    at_work(work)


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
