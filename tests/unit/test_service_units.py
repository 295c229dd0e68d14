"""The units of systemd: sound, hardened, and of the same paths as the page on installing."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
UNITS = sorted((DOCS / "systemd").iterdir())


class _Unit(configparser.ConfigParser):
    def __init__(self, file: Path) -> None:
        super().__init__(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
        self.read_string(file.read_text("utf-8"))

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def test_the_service_is_bounded() -> None:
    service = _Unit(DOCS / "systemd" / "daumoi.service")["Service"]
    wanted = {
        "User": "daumoi",
        "Restart": "on-failure",
        "RestartPreventExitStatus": "2",
        "EnvironmentFile": "/etc/daumoi/.env",
        "ProtectSystem": "strict",
        "NoNewPrivileges": "yes",
        "StateDirectoryMode": "0700",
        "UMask": "0077",
        "ExecStart": "/opt/daumoi/bin/daumoi run",
    }
    assert {name: service[name] for name in wanted} == wanted
    assert int(service["TimeoutStopSec"]) >= 15  # the longest send under way


def test_the_page_names_the_same_paths() -> None:
    page = (DOCS / "cai-dat.md").read_text("utf-8")
    paths = ("/etc/daumoi/.env", "/opt/daumoi", "/var/lib/daumoi", "/var/backups/daumoi")
    for path in (*paths, *(one.name for one in UNITS)):
        assert path in page


@pytest.mark.parametrize("unit", UNITS, ids=lambda one: one.name)
def test_systemd_takes_the_unit(unit: Path, tmp_path: Path) -> None:
    """With a program that is there: this machine has no /opt/daumoi."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not on this machine")
    for one in UNITS:
        text = one.read_text("utf-8").replace("/opt/daumoi/bin/daumoi", "/bin/true")
        (tmp_path / one.name).write_text(text, "utf-8")
    asked = [analyze, "verify", "--man=no", str(tmp_path / unit.name)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
