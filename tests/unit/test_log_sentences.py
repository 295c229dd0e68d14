"""Every kind of entry of the audit is told in a sentence of its own in /nhatky."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from dialogues.catalogue import Catalogue
from handlers.entries import key_of
from plans.obstacles import Move

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules")
TEXTS = Catalogue.load()
WHAT = 2  # its place among the arguments of audit.note


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
            yield node


def _kinds(what: ast.expr, function: ast.AsyncFunctionDef, module: ast.Module) -> Iterator[str]:
    """The constants an argument can be: itself, what its name was given, or what callers give."""
    if isinstance(what, ast.Constant):
        yield str(what.value)
    elif isinstance(what, ast.JoinedStr):
        assert ast.unparse(what).startswith("f'obstacle_"), ast.unparse(what)
        yield from (f"obstacle_{one}" for one in Move)
    else:
        assert isinstance(what, ast.Name), ast.unparse(what)
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                yield from _assigned(what.id, node, function, module)
        names = [one.arg for one in function.args.args]
        if what.id in names:
            for call in _calls(module, function.name):
                yield from _kinds(call.args[names.index(what.id)], function, module)


def _assigned(
    name: str, node: ast.Assign, function: ast.AsyncFunctionDef, module: ast.Module
) -> Iterator[str]:
    target, value = node.targets[0], node.value
    pairs = [(target, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(target.elts, value.elts, strict=True))
    for one, given in pairs:
        if isinstance(one, ast.Name) and one.id == name:
            yield from _kinds(given, function, module)


def _noted() -> dict[str, set[str]]:
    """The kinds of entries by the place in the code that writes them."""
    found: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module = ast.parse(path.read_text(encoding="utf-8"))
            for function in ast.walk(module):
                if isinstance(function, ast.AsyncFunctionDef):
                    for call in _calls(function, "audit.note"):
                        where = f"{path.relative_to(ROOT)}:{call.lineno}"
                        found[where] = set(_kinds(call.args[WHAT], function, module))
    return found


def test_every_kind_of_entry_has_its_own_sentence() -> None:
    noted = _noted()
    assert len(noted) > 50
    assert [where for where, kinds in noted.items() if not kinds] == []
    kinds = set().union(*noted.values())
    assert {"entered", "obstacle_lapsed", "drop_answer", "turn_away", "back"} <= kinds
    assert {one for one in kinds if not TEXTS.has(key_of(one))} == set()
