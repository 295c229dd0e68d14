"""One program a data folder, also across processes and kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.lock import DataLock, DataLocked, holder
from bot.settings import SettingsWrong

HOLD = """
import sys
from pathlib import Path
from bot.lock import DataLock
with DataLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def held_elsewhere(folder: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_the_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with DataLock(tmp_path):
        assert holder(tmp_path) == os.getpid()
        with pytest.raises(DataLocked) as locked, DataLock(tmp_path):
            pass
        assert (locked.value.folder, locked.value.pid) == (tmp_path, os.getpid())
    assert holder(tmp_path) is None
    with DataLock(tmp_path):
        pass


@pytest.mark.parametrize("end", [signal.SIGKILL, None])
def test_another_process_and_how_it_ends(tmp_path: Path, end: signal.Signals | None) -> None:
    with held_elsewhere(tmp_path) as other:
        with pytest.raises(DataLocked) as locked, DataLock(tmp_path):
            pass
        assert locked.value.pid == holder(tmp_path) == other.pid
        if end is None:
            other.communicate("")
        else:
            other.send_signal(end)
            other.wait()
    assert holder(tmp_path) is None
    with DataLock(tmp_path):
        assert holder(tmp_path) == os.getpid()


def test_two_folders_do_not_meet(tmp_path: Path) -> None:
    with DataLock(tmp_path / "a"), DataLock(tmp_path / "b"):
        pass


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsWrong), DataLock(tmp_path / "file"):
        pass
    assert holder(tmp_path / "file") is None
