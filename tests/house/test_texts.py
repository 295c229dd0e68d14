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
_VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]",
)
# Words people type, and names as plans and calendars print them: recognised, not said.
_VOCABULARY = {
    "dialogues/words.py",
    "plans/calendar.py",
    "plans/directory.py",
    "plans/papers.py",
    "plans/secrecy.py",
    "plans/reading/words.py",
    "plans/vocabulary.py",
    "reports/names.py",
    "reports/papers/naming.py",
    "reports/papers/report_names.py",
}
TEXTS = Catalogue.load()
KEYS = tuple(TEXTS.keys())
SOURCE = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "dialogues/texts/vi").glob("*.toml")
)


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
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documented:
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
        for key in _called(tree, {"say", "plain", "choice", "whisper"})
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
    assert {key: why for key in KEYS if (why := TEXTS.problem(key))} == {}


def _beginnings() -> set[str]:
    """Keys put together from a fixed beginning and a value: f"report.kind_{one}"."""
    found = {
        node.values[0].value
        for _, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }
    tables = set(re.findall(r'named\("([a-z_.]+)"\)', SOURCE))
    return {one for one in found if "." in one} | {f"{table}." for table in tables}


def test_no_sentence_is_left_over() -> None:
    used = {node.value for _, tree in _modules() for node in _strings(tree)}
    used |= {f"refusal.{value.replace('.', '_')}" for value in used}
    beginnings = tuple(_beginnings())
    own = (key for key in KEYS if not key.startswith("cli."))  # said by part of their key
    left = {key for key in own if key not in used and not key.startswith(beginnings)}
    assert left == set()


_PRESSED = re.compile(r"\b(bấm|nút|nhấn)\b", re.IGNORECASE)


def test_no_sentence_says_press() -> None:
    """On Zalo nothing can be pressed; only what a person does in Telegram itself is called so."""
    sources = {key: TEXTS._sources[key].text for key in KEYS if key != "demo.on_zalo"}
    pressed = {key for key, text in sources.items() if _PRESSED.search(text)}
    assert {key for key in pressed if "Telegram" not in sources[key]} == set()
