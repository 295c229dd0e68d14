"""The rooms and who may import whom, drawn from the import rules of pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.pictures import svg

ROOT = Path(__file__).parents[2]
_ROOM = re.compile(r"^(\w+)/ +(.+)$", re.MULTILINE)
_WIDE, _HIGH, _GAP = 620, 46, 12
_LEFT, _TOP, _SIDE = 30, 60, 250
_PURE, _PLAIN, _APART = "#e8f5e9", "#eef2ff", "#fff7e6"


def rules() -> list[dict[str, Any]]:
    """The contracts of import-linter."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def abouts() -> dict[str, str]:
    """What each room is, in the words of the README."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return dict(_ROOM.findall(readme[readme.index("## Where things live") :]))


def draw() -> str:
    """The rooms from top to bottom, the practice room beside them."""
    contracts = rules()
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    pure = {room for one in contracts if "pure" in one["name"] for room in one["source_modules"]}
    about = abouts()
    shapes = [svg.words(_LEFT, 34, "A room imports only what stands below it", size=16)]
    step = _HIGH + _GAP
    for place, room in enumerate(layers):
        shapes += _room(room, about[room], _TOP + place * step, pure=room in pure)
    bottom = _TOP + len(layers) * step
    down = _LEFT + _WIDE + 14
    shapes.append(svg.arrow(down, _TOP, down, bottom - _GAP))
    shapes += _beside(contracts, bottom)
    shapes.append(
        svg.words(_LEFT, bottom + 14, "Green: pure. No SQL, no network, no clock of its own.",
                  size=12, ink=svg.FAINT)
    )  # fmt: skip
    return svg.drawing(_LEFT * 2 + _WIDE + 30 + _SIDE, bottom + 30, "Architecture", shapes)


def _room(name: str, about: str, top: float, *, pure: bool) -> list[str]:
    fill = _PURE if pure else _PLAIN
    bold = 'font-weight="bold"'
    return [
        svg.box(_LEFT, top, _WIDE, _HIGH, fill=fill),
        svg.words(_LEFT + 14, top + 20, f"{name}/", size=14, more=bold),
        svg.words(_LEFT + 14, top + 38, _cut(about, 92), size=12, ink=svg.FAINT),
    ]


def _beside(contracts: list[dict[str, Any]], bottom: float) -> list[str]:
    """What imports nothing of the rooms, and is reached over HTTP alone."""
    (apart,) = [
        room
        for one in contracts
        if one["type"] == "forbidden" and len(one["source_modules"]) == 1
        for room in one["source_modules"]
    ]
    left, high = _LEFT + _WIDE + 40, 120
    text = (
        "the practice room: a page and a",
        "strict Bot API on this machine;",
        "imports nothing of the rooms",
    )
    return [
        svg.box(left, _TOP, _SIDE - 20, high, fill=_APART),
        svg.words(left + 14, _TOP + 24, f"{apart}/", more='font-weight="bold"'),
        *[
            svg.words(left + 14, _TOP + 46 + 18 * at, one, size=12, ink=svg.FAINT)
            for at, one in enumerate(text)
        ],
        svg.words(left + 14, _TOP + 108, "HTTP only, started by bot/", size=12),
        svg.words(left, bottom - _GAP - 4, "imports", size=12, ink=svg.FAINT),
    ]  # fmt: skip


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
