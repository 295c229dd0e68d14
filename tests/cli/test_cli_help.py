"""Help answers at once, in Vietnamese; a wrong line is told what is meant."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli.root import root
from tests.cli.conftest import Daumoi

SCRIPT = Path(sys.executable).with_name("daumoi")
HEAVY = {"jinja2", "sqlalchemy", "pydantic", "alembic", "aiohttp", "telegram", "structlog"}


def _spent_by_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_help_answers_in_under_400_ms() -> None:
    """In its own CPU time: a busy machine makes it wait, not slow."""
    took = []
    for _ in range(5):
        start = _spent_by_children()
        done = subprocess.run([SCRIPT, "--help"], capture_output=True, text=True, check=True)
        took.append(_spent_by_children() - start)
    assert "Bot Đầu Mối" in done.stdout
    assert min(took) < 0.4


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, bot.cli\n"
        "sys.argv = ['daumoi', '--help']\n"
        "try: bot.cli.main()\n"
        "except SystemExit: pass\n"
        "print('loaded', *{name.partition('.')[0] for name in sys.modules})"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("loaded ")[2].split())
    assert "click" in loaded
    assert not HEAVY & loaded


def commands(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    found = [path]
    for name, one in group.commands.items():
        inner = commands(one, *path, name) if isinstance(one, click.Group) else [(*path, name)]
        found += inner
    return found


@pytest.mark.parametrize("path", commands(root), ids=" ".join)
def test_every_command_has_its_help_in_vietnamese(daumoi: Daumoi, path: tuple[str, ...]) -> None:
    done = daumoi(*path, "--help")
    assert done.exit_code == 0
    assert done.output.startswith(f"Cách dùng: {' '.join(['daumoi', *path])} [TÙY CHỌN]")
    for english in ("Usage", "Options:", "Commands", "Show", "required", "default:", "!"):
        assert english not in done.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("foo",), 'Không có lệnh "foo". Xem cách dùng: daumoi --help'),
        (("plan", "--x"), 'Không có tùy chọn "--x".'),
        (("plan", "load"), "Cần nêu một tệp, hoặc --sample"),
        (("plan", "load", "a.yaml", "--sample", "b"), "không dùng cả hai"),
        (("plan", "show"), "Còn thiếu KẾ_HOẠCH."),
        (("plan", "show", "a", "b"), "Câu lệnh chưa đúng."),
        (("agency", "list"), "Còn thiếu --province."),
        (("person", "invite", "--role", "x"), "Chọn một trong: focal, leader"),
        (
            ("demo", "--port", "chín"),
            "Giá trị của --port chưa đúng. Cần một số từ 1 đến 65534.",
        ),
        (("round", "data", "a", "2023", "--at", "x"), "chưa đúng. Ghi ngày dạng 31/12/2023. Xem"),
        (("demo", "--port"), 'Tùy chọn "--port" cần một giá trị.'),
        (("inbox", "retry", "một"), "Giá trị của [SỐ…] chưa đúng. Xem"),
    ],
)
def test_a_wrong_line_says_what_is_meant(daumoi: Daumoi, args: tuple[str, ...], said: str) -> None:
    done = daumoi(*args)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_group_alone_shows_its_commands(daumoi: Daumoi) -> None:
    done = daumoi("plan")
    assert done.exit_code == 2
    assert "baseline" in done.stderr


def test_version(daumoi: Daumoi) -> None:
    done = daumoi("--version")
    assert done.exit_code == 0
    assert done.output.startswith("daumoi 0.")


@pytest.mark.parametrize("command", [["plan", "list"], ["run"], ["demo"], ["db", "upgrade"]])
def test_a_wrong_setting_is_one_line_and_exit_2(folder: Path, command: list[str]) -> None:
    env = {"DAUMOI_LISTEN": "chỗ này", "PATH": "/usr/bin"}
    done = subprocess.run([SCRIPT, *command], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("DAUMOI_LISTEN: cần có dạng máy:cổng")
    assert list(folder.iterdir()) == []
