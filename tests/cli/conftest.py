"""The real command line on a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.root import root
from bot.settings import PREFIX, Settings

Daumoi = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    return tmp_path


@pytest.fixture
def daumoi(folder: Path) -> Daumoi:
    def call(*args: str) -> Result:
        return CliRunner().invoke(root, args, prog_name="daumoi")

    return call


@pytest.fixture
def office(daumoi: Daumoi) -> Iterator[Daumoi]:
    """A store with the agencies of Bắc Giang and KH VLXD."""
    for args in (("agency", "load", "--sample"), ("plan", "load", "--sample")):
        done = daumoi(*args)
        assert done.exit_code == 0, done.output
    return daumoi
