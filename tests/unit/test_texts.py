"""The catalogue and the code agree: no sentence is missing, none is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from dialogues.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "dialogues", "handlers", "plans", "reports", "schedules", "storage")
_KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
# Tables whose keys are put together from values, and keys said by templates.
_COMPOSED = ("status.", "submission.", "round.", "menu.", "demo.weekday_", "demo.post_", "cli.", "join.role.", "help.about.",
    "opening.list_", "report.kind_")  # fmt: skip
# Words people type, and words plans print: recognised, not said.
_VOCABULARY = {"plans/vocabulary.py", "dialogues/words.py", "plans/directory.py"}
TEXTS = Catalogue.load()


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in documented:
                yield node


def _called(tree: ast.AST, names: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names:
                yield str(node.args[0].value)


def test_every_sentence_said_is_in_the_catalogue() -> None:
    said = {
        (file, key)
        for file, tree in _modules()
        if not file.startswith("bot/cli/")
        for key in _called(tree, {"say", "plain", "choice"})
        if _KEY.fullmatch(key)
    }
    assert said
    assert {(file, key) for file, key in said if not TEXTS.has(key)} == set()


def test_every_refusal_has_its_sentence() -> None:
    codes = {code for _, tree in _modules() for code in _called(tree, {"Refusal"})}
    missing = {c for c in codes if not TEXTS.has("refusal." + c.replace(".", "_"))}
    assert missing == set()


def test_no_sentence_stands_outside_the_catalogue() -> None:
    found = {
        (file, node.lineno, node.value[:40])
        for file, tree in _modules()
        if file not in _VOCABULARY
        for node in _strings(tree)
        if _VIETNAMESE.search(node.value.lower()) and " " in node.value.strip()
    }
    assert found == set()


def test_every_template_is_sound() -> None:
    assert {key: why for key in TEXTS.keys() if (why := TEXTS.problem(key))} == {}


def test_no_sentence_is_left_over() -> None:
    used = {node.value for _, tree in _modules() for node in _strings(tree)}
    codes = {value.replace(".", "_") for value in used}
    left = {
        key
        for key in TEXTS.keys()
        if key not in used
        and not key.startswith(_COMPOSED)
        and not (key.startswith("refusal.") and key.removeprefix("refusal.") in codes)
        and key.partition(".")[2] not in used
    }
    assert left == set()
