"""Libraries of file formats are imported by the child process alone, inside functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMATS = {
    "defusedxml",
    "docx",
    "docxtpl",
    "lxml",
    "matplotlib",
    "openpyxl",
    "pdfplumber",
    "segno",
}
ROOMS = ("bot", "dialogues", "handlers", "plans", "reports", "schedules", "storage")
ALLOWED = ("plans/reading/", "reports/")


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_only_readers_and_writers_name_them() -> None:
    found = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if FORMATS & set(_imports(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert {file for file in found if not file.startswith(ALLOWED)} == set()


def test_the_program_loads_none_of_them() -> None:
    code = (
        "import sys, pkgutil, importlib\n"
        "import bot.app, bot.demo, bot.heavy, handlers.routes, handlers.heavy\n"
        "for room in ('handlers', 'reports', 'schedules', 'storage', 'plans', 'dialogues'):\n"
        "    for one in pkgutil.walk_packages([room], room + '.'):\n"
        "        if 'migrations' not in one.name: importlib.import_module(one.name)\n"
        "print('loaded', *{name.partition('.')[0] for name in sys.modules})"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.rpartition("loaded ")[2].split())
    assert "handlers" in loaded
    assert not FORMATS & loaded
