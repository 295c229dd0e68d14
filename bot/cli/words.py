"""Click in Vietnamese: its own headings and errors in the words of the catalogue."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import click

from bot.cli.texts import complain, say

F = TypeVar("F", bound=Callable[..., Any])


class _Vietnamese(click.Command):
    """Headings of a help page."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("usage") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [one.get_help_record(ctx) for one in options]
        if rows := [record for record in records if record is not None]:
            with formatter.section(say("options")):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("help.help")
        return option


class Command(_Vietnamese):
    """A command, by the name of its help sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = say("options_mark")
        super().__init__(*args, **kwargs)


class Group(_Vietnamese, click.Group):
    """A group of commands."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = say("options_mark")
        kwargs["subcommand_metavar"] = say("command_mark")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section(say("commands")):
            formatter.write_dl([(name, one.help or "") for name, one in self.commands.items()])


class Root(Group):
    """The whole command line: what ends a command is told here, never as a traceback."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **_: Any
    ) -> NoReturn:
        try:
            done = super().main(args, prog_name, standalone_mode=False)
            sys.exit(done if isinstance(done, int) else 0)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except click.UsageError as error:
            complain(usage_error(error))
            sys.exit(2)
        except (click.Abort, BrokenPipeError):
            sys.exit(1)


def usage_error(error: click.UsageError) -> str:
    """What is wrong with a command line, and where to read how it is meant."""
    command = error.ctx.command_path if error.ctx else "daumoi"
    return f"{_wrong(error)} {say('seek_help', command=command)}"


def _wrong(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return say("usage_error.no_option", name=error.option_name)
        case click.exceptions.NoSuchCommand():
            return say("usage_error.no_command", name=error.command_name)
        case click.MissingParameter():
            return say("usage_error.missing", name=_name(error))
        case click.BadOptionUsage():
            return say("usage_error.needs_value", name=error.option_name)
        case click.BadParameter():
            return say("usage_error.bad_value", name=_name(error), allowed=_allowed(error))
    return str(error.message) if isinstance(error, Told) else say("usage_error.other")


def _name(error: click.BadParameter) -> str:
    one = error.param
    if one is None:
        return ""
    return one.opts[0] if isinstance(one, click.Option) else one.make_metavar(_context(error))


def _context(error: click.BadParameter) -> click.Context:
    return error.ctx or click.Context(Command("daumoi"))


def _allowed(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return say("usage_error.allowed", values=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return say("usage_error.within", least=kind.min, most=kind.max)
    if isinstance(kind, click.DateTime):
        return say("usage_error.day")
    return ""


class Told(click.UsageError):
    """A wrong command line whose sentence is already chosen."""


def option(*names: str, about: str, **rest: Any) -> Callable[[F], F]:
    """A click option; `about` names its help sentence."""
    return click.option(*names, cls=_Option, help=say(f"help.{about}"), **rest)


class _Option(click.Option):
    """Without click's English remarks; what matters stands in the help sentence."""

    def get_help_extra(self, _ctx: click.Context) -> Any:
        return {}
