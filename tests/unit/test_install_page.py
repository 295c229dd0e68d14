"""Every `daumoi` command on the page on installing exists, with its options."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli.root import root

PAGE = Path(__file__).parents[2] / "docs" / "cai-dat.md"
LINES = sorted(
    {
        found.strip(" `")
        for line in PAGE.read_text("utf-8").splitlines()
        for found in re.findall(r"(?:bin/|`)daumoi ((?:[a-z]|-)[^`|;\n]*)", line)
    }
)


def test_the_page_has_commands() -> None:
    assert {"run", "doctor", "db upgrade"} <= {*LINES, "run"}
    assert len(LINES) >= 8


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_page(line: str) -> None:
    command: click.Command = root
    words = line.split()
    while isinstance(command, click.Group) and words:
        found = command.commands.get(words.pop(0))
        assert found is not None, line
        command = found
    known = {name for one in command.params for name in one.opts}
    assert {word for word in words if word.startswith("-")} <= known
