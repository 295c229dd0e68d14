"""All commands by name."""

from __future__ import annotations

import click

from bot.cli.agencies import agency
from bot.cli.amendments import amend
from bot.cli.audit import audit
from bot.cli.copies import backup
from bot.cli.duty_sheets import duties
from bot.cli.inbox import inbox
from bot.cli.kit import kit
from bot.cli.papers import report
from bot.cli.people import person
from bot.cli.people_lists import codes, import_
from bot.cli.plan_files import check, read_document, write
from bot.cli.plans import plan
from bot.cli.round_data import data
from bot.cli.rounds import round_
from bot.cli.running import demo, run
from bot.cli.store import db
from bot.cli.texts import say, tell
from bot.cli.words import Root, option


@click.group(cls=Root, help=say("help.root"))
@option("--version", about="version", is_flag=True, is_eager=True, expose_value=False,
        callback=lambda ctx, _, wanted: _version(ctx) if wanted else None)  # fmt: skip
def root() -> None:
    """Everything below hangs on it."""


@root.command(help=say("help.doctor"))
def doctor() -> int:
    """Look at everything, print every finding; 1 when something must be mended."""
    from bot.cli.doctor import examine

    return examine()


def _version(ctx: click.Context) -> None:
    from importlib.metadata import version

    tell("version", version=version("daumoi"))
    ctx.exit()


person.add_command(import_)
person.add_command(codes)
plan.add_command(check)
plan.add_command(read_document)
plan.add_command(write)
plan.add_command(amend)
plan.add_command(duties)
round_.add_command(data)
for _command in (run, demo, plan, agency, person, kit, db, backup, inbox, audit, round_, report):
    root.add_command(_command)
