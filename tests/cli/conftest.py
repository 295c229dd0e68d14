"""The real command line on a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
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


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the agencies of Bắc Giang and KH VLXD, made once."""
    data = tmp_path_factory.mktemp("loaded") / "data"
    for args in (("agency", "load", "--sample"), ("plan", "load", "--sample")):
        env = {"DAUMOI_DATA_DIR": str(data)}
        done = CliRunner().invoke(root, args, prog_name="daumoi", env=env)
        assert done.exit_code == 0, done.output
    return data


@pytest.fixture
def office(daumoi: Daumoi, loaded: Path, folder: Path) -> Daumoi:
    """The command line on a copy of that folder."""
    shutil.copytree(loaded, folder / "data")
    return daumoi
