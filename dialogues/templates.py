"""How a sentence becomes text: a sandboxed, strict Jinja2 that escapes what people typed.

Only `dialogues.catalogue` imports this module, and only when something is said: Jinja2 is heavy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from jinja2 import StrictUndefined, TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from dialogues.markup import Html, check
from plans.ground import local
from plans.model import Status
from plans.status import after_status, unrepeated

Prepared = Callable[[dict[str, object]], str]

# Stands at both ends of a line with words and tags, so that after rendering a line left empty
# by an {% if %} is told from an empty line somebody typed, and no line end is swallowed.
_EDGE = "\x02"
_TAGS_ONLY = re.compile(r"\s*(?:\{%(?:(?!%\}).)*%\}\s*|\{#.*?#\}\s*)+")
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_BRIEF = 60
_CLAUSE = 160
_FOREIGN: tuple[type[nodes.Node], ...] = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
)


def environment(say: Callable[..., str]) -> ImmutableSandboxedEnvironment:
    """The house's Jinja2; `say` is the catalogue, for words within a sentence."""
    env = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_blank_none,
    )
    env.globals.clear()
    env.filters |= {
        "day": _day,
        "day_month": lambda value: _local(value).strftime("%d/%m"),
        "clock": _clock,
        "moment": lambda value: say("common.moment", clock=_clock(value), day=_day(value)),
        # "on_track"|named("status") is the sentence status.on_track
        "named": lambda value, table: say(f"{table}.{value}"),
        "after_status": lambda one: _after_status(one, say),
        "unrepeated": lambda one: _unrepeated(one, say),
        "stands": lambda one: say("obstacle.standing", one=one),
        "did": lambda step: say("obstacle.did", step=step),
        "period": lambda one: say(f"round.{one.frequency}", year=one.year, part=one.part),
        "limit": lambda one: say("round.limit", one=one),
        "held": lambda one: say("summary.held", one=one),
        "basis": lambda one: say("entering.basis", one=one),
        "named_days": lambda span: say("absence.days", first=span.first, last=span.last),
        "numbers": lambda values: Markup(", ").join(values),
        "lines": lambda values: Markup("\n").join(values),
        "brief": _brief,
        "sentence": _sentence,
        "clause": lambda value: _brief(value, _CLAUSE),
        "ways": lambda some: say("account.ways", ways=some),
        "nn": lambda value: f"{int(value):02d}",
        "number": _number,
        "figure": lambda value, unit: say("indicator.figure", value=value, unit=unit),
        "cutoff": lambda one: say("indicator.cutoff", round=one),
        "reached_by": _reached_by,
        "told_in": lambda pair, one: say("indicator.said", one=pair[0], value=pair[1], round=one),
        "answered": lambda one: say("questions.said", one=one),
    }
    return env


def prepare(env: ImmutableSandboxedEnvironment, text: str) -> Prepared:
    """A function from slots to the sentence; a text without tags costs nothing."""
    if "{" not in text:
        fixed = Html(text.strip())
        return lambda _slots: fixed
    template = env.from_string(_edged(text.strip()))
    return lambda slots: Html(_without_edges(template.render(slots)))


def slots(env: ImmutableSandboxedEnvironment, text: str) -> frozenset[str]:
    """The names a template needs."""
    return frozenset(meta.find_undeclared_variables(env.parse(text)))


def problem(env: ImmutableSandboxedEnvironment, text: str) -> str | None:
    """Why a template cannot be used, found without filling it."""
    try:
        tree = env.parse(text)
        env.compile(_edged(text.strip()))
        check(_TAG.sub("", text))
    except (TemplateError, ValueError) as error:
        return str(error)
    if any(tree.find(kind) for kind in _FOREIGN):
        return "include, import, extends"
    # Jinja2 itself finds an unknown filter inside an {% if %} only when it comes to it.
    unknown = [f.name for f in tree.find_all(nodes.Filter) if f.name not in env.filters]
    unknown += [t.name for t in tree.find_all(nodes.Test) if t.name not in env.tests]
    return ", ".join(unknown) or None


def _edged(text: str) -> str:
    return "\n".join(map(_edged_line, text.split("\n")))


def _edged_line(line: str) -> str:
    whole = line.count("{%") == line.count("%}") and line.count("{{") == line.count("}}")
    if "{" not in line or not whole or _TAGS_ONLY.fullmatch(line):
        return line
    # lstrip_blocks no longer sees the line's start behind the edge.
    return _EDGE + (line.lstrip() if line.lstrip().startswith("{%") else line) + _EDGE


def _without_edges(text: str) -> str:
    if _EDGE not in text:
        return text.strip()
    lines = text.split("\n")
    kept = [line for line in lines if _EDGE not in line or line.strip(_EDGE + " ")]
    return "\n".join(kept).replace(_EDGE, "").strip()


def _blank_none(value: object) -> object:
    return "" if value is None else value


def _local(value: date | datetime | str) -> date:
    """Days and moments, also as answers keep them: ISO text."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return local(value)
    return value


def _day(value: date | datetime | str) -> str:
    return _local(value).strftime("%d/%m/%Y")


def _clock(value: datetime | str) -> str:
    return _local(value).strftime("%H:%M")


def _brief(value: str, most: int = _BRIEF) -> str:
    """The beginning of what was typed, on one line: enough to know it again."""
    line = " ".join(value.split())
    if len(line) <= most:
        return line
    words = line[:most].rpartition(" ")[0] or line[: most - 1]
    return words.rstrip(" ,;:") + "…"


def _sentence(value: str) -> str:
    """What was typed, ended with a full stop where more is said on the same line."""
    return value if value.endswith((".", "!", "?", "…", ";", ":")) else f"{value}."


def _after_status(one: Any, say: Callable[..., str]) -> str | None:
    """What the words of an update say behind the name of its status, if they open with it."""
    return after_status(one.text or "", Status(one.status), say(f"status.{one.status}"))


def _reached_by(by: str) -> str:
    """ "2030" or "2030-06-30", as a plan file writes when an indicator is to be reached."""
    return f"ngày {date.fromisoformat(by):%d/%m/%Y}" if "-" in by else f"năm {by}"


def _unrepeated(one: Any, say: Callable[..., str]) -> str:
    """The words of an update to stand behind the name of its status."""
    return unrepeated(one.text or "", Status(one.status), say(f"status.{one.status}"))


def _number(value: float) -> str:
    """1.234,5 as Vietnam writes it."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))
