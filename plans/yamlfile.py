"""YAML read strictly: every value keeps its line, every error is collected with its place.

Ours, not the library's constructor: it must refuse aliases (bombs), duplicate keys and unknown
tags, and know the line of each value long after parsing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plans.ground import Refusal
from plans.text import clean

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
_LARGEST = 5_000_000  # bytes
_DEEPEST = 20
_TAG = "tag:yaml.org,2002:"
_NOTHING = frozenset({"", "null", "~"})
_CODES = {
    "missing": "file.missing_key",
    "extra_forbidden": "file.unknown_key",
    "string_type": "file.not_text",
    "int_type": "file.not_whole_number",
    "bool_type": "file.not_yes_no",
    "list_type": "file.not_list",
    "tuple_type": "file.not_list",
    "model_type": "file.not_mapping",
    "model_attributes_type": "file.not_mapping",
    "dict_type": "file.not_mapping",
    "literal_error": "file.not_allowed",
    "string_pattern_mismatch": "file.wrong_form",
    "too_short": "file.empty_list",
    "string_too_short": "file.empty_text",
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where ("vlxd.yaml:41 tasks[3].lead[0]") and what, as a code."""

    place: str
    code: str
    fields: Mapping[str, Any] = field(default_factory=dict)


class PlanFileInvalid(Refusal):
    """A file that cannot be used, with every problem found in it; code "file.invalid"."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("file.invalid", problems=self.problems)


@dataclass
class Located:
    """The plain data of one file and the line of every value in it."""

    name: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)  # plain scalars that were read as no text
    problems: list[tuple[Path, Problem]] = field(default_factory=list)

    def place(self, path: Path) -> str:
        """The file, the line of the value (or of the nearest thing around it), and its path."""
        near = path
        while near and near not in self.lines:
            near = near[:-1]
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        where = "".join(steps).lstrip(".")
        return f"{self.name}:{self.lines.get(near, 1)} {where}".rstrip()

    def problem(self, path: Path, code: str, **fields: Any) -> None:
        """Note a problem at a path."""
        self.problems.append((path, Problem(self.place(path), code, fields)))

    def order(self, path: Path) -> tuple[int, ...]:
        """Where among the problems one of this path is told."""
        return (self.lines.get(path[:-1], 1),)

    def stop_if_wrong(self) -> None:
        """Raise PlanFileInvalid with everything noted, in the order of the file."""
        if self.problems:
            found = sorted(self.problems, key=lambda item: self.order(item[0]))
            raise PlanFileInvalid(problem for _, problem in found)


def load(data: bytes, name: str) -> Located:
    """Read one YAML mapping; raises PlanFileInvalid when its very form is wrong."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    located = Located(name)
    text = _decoded(data, located)
    try:
        _check_events(text, located)
        node = YAML(typ="safe", pure=True).compose(text)
    except (MarkedYAMLError, YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        located.lines[()] = (mark.line if mark else 0) + 1
        located.problem((), "file.not_yaml")  # the library's own words are English
        located.stop_if_wrong()
    if node is None:
        located.problem((), "file.empty")
    else:
        located.value = _value(node, (), located)
        if not isinstance(located.value, dict):
            located.problem((), "file.not_mapping")
            located.stop_if_wrong()
    if node is None:
        located.stop_if_wrong()
    return located


def _decoded(data: bytes, located: Located) -> str:
    if len(data) > _LARGEST:
        located.problem((), "file.too_big", bytes=len(data), most=_LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        located.lines[()] = data.count(b"\n", 0, error.start) + 1
        located.problem((), "file.not_utf8", byte=error.start)
    else:
        if not located.problems:
            return text
    located.stop_if_wrong()
    raise AssertionError


def _check_events(text: str, located: Located) -> None:
    """Refuse what can make a small file huge or deep, before anything is built."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            located.lines[()] = event.start_mark.line + 1
            located.problem((), "file.alias")
        elif depth > _DEEPEST:
            located.lines[()] = event.start_mark.line + 1
            located.problem((), "file.too_deep")
        located.stop_if_wrong()


def _value(node: Any, path: Path, located: Located) -> Any:
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    located.lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(node, path, located)
    if isinstance(node, MappingNode):
        return _mapping(node, path, located)
    return [_value(child, (*path, at), located) for at, child in enumerate(node.value)]


def _mapping(node: Any, path: Path, located: Located) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = clean(str(key_node.value))
        if key in result:
            located.lines[(*path, key)] = key_node.start_mark.line + 1
            located.problem((*path, key), "file.duplicate_key", key=key)
            continue
        result[key] = _value(value_node, (*path, key), located)
        located.lines[(*path, key)] = key_node.start_mark.line + 1
    return result


def _scalar(node: Any, path: Path, located: Located) -> Any:
    kind = str(node.tag).removeprefix(_TAG)
    text = str(node.value)
    if kind == "str":
        return clean(text)
    located.raw[path] = text
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind in {"int", "float"}:
        return _figure(text)
    if kind == "timestamp":
        return _day(text, path, located)
    located.problem(path, "file.tag", tag=kind)
    return None


def _figure(text: str) -> int | float | str:
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _day(text: str, path: Path, located: Located) -> date | str:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    located.problem(path, "file.bad_date", text=text)
    return text


def validated(model: type[Model], located: Located) -> Model | None:
    """The data as a model; None when it does not fit, with every reason noted in `located`."""
    try:
        return model.model_validate(located.value)
    except ValidationError as error:
        known = {path for path, _ in located.problems}
        for item in error.errors(include_url=False):
            path = _path(item["loc"], located)
            if path not in known:
                code, fields = _explained(dict(item), path, located)
                known.add(path)
                located.problem(path, code, **fields)
        return None


def _path(loc: tuple[str | int, ...], located: Located) -> Path:
    """Pydantic's place without the names of union members, which stand in no file."""
    path: Path = ()
    for at, step in enumerate(loc):
        last = at == len(loc) - 1
        if (*path, step) in located.lines or (last and isinstance(step, str) and step.islower()):
            path = (*path, step)
    return path


def _explained(item: dict[str, Any], path: Path, located: Located) -> tuple[str, dict[str, Any]]:
    kind, context = item["type"], dict(item.get("ctx", {}))
    if kind.startswith("file."):
        return kind, context
    if kind == "string_type" and path in located.raw:
        raw = located.raw[path]
        missing = raw.lower() in _NOTHING
        return ("file.missing_value", {}) if missing else ("file.not_quoted", {"text": raw})
    if kind in {"missing", "extra_forbidden"}:
        return _CODES[kind], {"key": item["loc"][-1]}
    if kind == "literal_error":
        allowed = context["expected"].replace(" or ", ", ")  # the library's own word is English
        return _CODES[kind], {"text": item["input"], "allowed": allowed}
    return _CODES.get(kind, "file.wrong"), {"text": str(item["input"])[:100]}
