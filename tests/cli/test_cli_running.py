"""`run` and `demo` up to the program itself, which has its own tests."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.lock import DataLock, holder
from bot.settings import Settings
from tests.cli.conftest import Daumoi
from tests.cli.world import TOKEN


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setattr("bot.logs.configure", lambda *_, **__: None)


def program(monkeypatch: pytest.MonkeyPatch, serve: Any) -> None:
    monkeypatch.setitem(sys.modules, "bot.app", SimpleNamespace(run=serve))


def test_run_needs_a_token(daumoi: Daumoi) -> None:
    done = daumoi("run")
    assert done.exit_code == 2
    assert done.stderr.startswith("DAUMOI_TELEGRAM_TOKEN: chưa có mã")
    assert not Path("data").exists()


@pytest.mark.usefixtures("token")
def test_run_makes_a_fresh_store_and_holds_the_folder(
    daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    async def serve(settings: Settings) -> None:
        seen.append((settings.data_dir, holder(settings.data_dir)))

    program(monkeypatch, serve)
    done = daumoi("run")
    assert (done.exit_code, done.stderr) == (0, "")
    assert seen == [(Path("data"), os.getpid())]
    assert Path("data/daumoi.db").exists()
    assert holder(Path("data")) is None


@pytest.mark.usefixtures("token")
def test_run_refuses_a_second_run_by_name(daumoi: Daumoi) -> None:
    with DataLock(Path("data")):
        done = daumoi("run")
    assert done.exit_code == 2
    assert f"{Path('data').absolute()} đang được một tiến trình" in done.stderr
    assert f"(số tiến trình {os.getpid()})" in done.stderr


@pytest.mark.usefixtures("token")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.EADDRINUSE, "taken"), 2, "DAUMOI_LISTEN: cổng này đang được"),
        (ExceptionGroup("", [OSError(errno.EADDRINUSE, "taken")]), 2, "DAUMOI_LISTEN: "),
        (KeyboardInterrupt(), 0, ""),
    ],
)
def test_how_a_run_ends(
    daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    async def serve(_settings: Settings) -> None:
        raise error

    program(monkeypatch, serve)
    done = daumoi("run")
    assert done.exit_code == code
    assert done.stderr.startswith(said)


@pytest.mark.usefixtures("token")
def test_our_own_fault_is_not_hidden(daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve(_settings: Settings) -> None:
        raise OSError(errno.EIO, "disk")

    program(monkeypatch, serve)
    assert isinstance(daumoi("run").exception, OSError)


@pytest.mark.usefixtures("token")
def test_demo_hands_its_options_on(daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    async def play(options: SimpleNamespace, ready: Callable[[str], None]) -> None:
        seen.append(options)
        ready("http://127.0.0.1:8080")

    stub = SimpleNamespace(run_demo=play, DemoOptions=SimpleNamespace)
    monkeypatch.setitem(sys.modules, "bot.demo", stub)
    told = daumoi("demo")
    assert told.exit_code == 0
    assert "http://127.0.0.1:8080" in told.output
    daumoi("demo", "--port", "9", "--data", "d", "--fresh", "--no-browser")
    assert vars(seen[0]) == {
        "port": 8080, "data": Path("data/demo"), "fresh": False, "browser": True,
    }  # fmt: skip
    assert vars(seen[1]) == {"port": 9, "data": Path("d"), "fresh": True, "browser": False}


def test_a_second_demo_is_told_of_its_own_options(daumoi: Daumoi) -> None:
    with DataLock(Path("data/demo")):
        done = daumoi("demo", "--no-browser")
    assert done.exit_code == 2
    assert done.stderr.startswith("--data: một bản chạy thử khác đang dùng thư mục này.")
    assert "--port 9000 --data /tmp/thu" in done.stderr
