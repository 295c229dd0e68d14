"""The sentences of the command line: the catalogue's file, read without Jinja2."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import click

_SLOT = re.compile(r"\{\{ (\w+) \}\}")


@cache
def _sentences(name: str) -> dict[str, Any]:
    file = files("dialogues") / "texts" / "vi" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def say(key: str, /, **slots: object) -> str:
    """A sentence of cli.toml, its slots filled."""
    found: Any = _sentences("cli")
    for step in key.split("."):
        found = found[step]
    return _SLOT.sub(lambda slot: str(slots[slot[1]]), found)


def status(name: str) -> str:
    """The name of a task's status, from the file that has them all."""
    return str(_sentences("status")[name])


def tell(key: str, /, **slots: object) -> None:
    """Print a sentence."""
    click.echo(say(key, **slots))


def complain(sentence: str) -> None:
    """Print to the error output."""
    click.echo(sentence, err=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under the heads of these names (`cli.head.…`), in columns of plain text."""
    lines = [[say(f"head.{head}") for head in heads]]
    lines += [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    text = " ".join(str(value).split()) if value is not None else ""
    return text or say("word.none")
