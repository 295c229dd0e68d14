"""The picture of a round's progress, in the child process: for a phone, held upright.

Groups of tasks, one below the other, never agencies: bars rank peers. Every state has a shade of
its own and, where it matters, a pattern, so that a grey print says the same.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.files import PNG, Produced

_WIDE = 9.0  # inches; 120 points each make 1080 pixels
_DPI = 120
_TITLE, _TEXT, _SMALL, _LITTLE = 21, 15, 13.5, 11.5  # points
_NAME_CHARS, _NAME_LINES, _TITLE_CHARS, _UNDER_CHARS = 60, 3, 42, 72
_LINE = 0.31  # inches a line of a name takes
_BAR, _THIN, _GAP = 0.46, 0.26, 0.36
_LEAST = 0.045  # of the width: a narrower part has no room for its number
_LOOKS = {  # the fill, its pattern, the number on it
    "done": ("#17406d", "", "white"),
    "waiting": ("#4f81bd", "", "white"),
    "running": ("#9dc3e6", "", "black"),
    "ongoing": ("#cfe2f3", "", "black"),
    "no_due": ("#ececec", "--", "black"),
    "not_started": ("#ffffff", "..", "black"),
    "unreported": ("#ffffff", "", "black"),
    "overdue": ("#e08214", "//", "black"),
    "unassigned": ("#ffffff", "xx", "black"),
}


@dataclass(frozen=True)
class Bar:
    """A group with the number of its tasks in each state, now and at the end of the last round."""

    name: str
    now: Mapping[str, int]
    before: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Picture:
    """What is drawn. `states`: their names; `legend`: what the wide and the thin bar are."""

    file: str
    title: str
    under: str
    bars: tuple[Bar, ...]
    states: Mapping[str, str]
    legend: tuple[str, ...]
    tasks: str  # "nhiệm vụ"
    mark: str = ""


def draw(payload: Picture, _data: bytes | None) -> tuple[Produced, Picture]:
    """A PNG 1080 pixels wide, as high as its groups need; with it what it shows, to be told."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    page = _Page(payload)
    figure = Figure(figsize=(_WIDE, page.high), dpi=_DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDE)
    axes.set_ylim(page.high, 0)  # inches from the top
    axes.axis("off")
    page.draw(axes)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return Produced(payload.file, PNG, file.getvalue()), payload


class _Page:
    """Where everything stands, in inches from the top left."""

    def __init__(self, payload: Picture) -> None:
        self._payload = payload
        self._title = textwrap.wrap(payload.title, _TITLE_CHARS)[:3]
        self._under = textwrap.wrap(payload.under, _UNDER_CHARS)[:3]
        self._used = [name for name in _LOOKS if _any(payload.bars, name)]
        self._names = [_wrapped(one.name) for one in payload.bars]
        self.high = self._body + sum(map(self._block, payload.bars, self._names)) + 0.2

    @property
    def _head(self) -> float:
        """Below the title."""
        marked = 0.5 if self._payload.mark else 0.0
        return 0.4 + 0.42 * len(self._title) + 0.3 * len(self._under) + marked

    @property
    def _body(self) -> float:
        """Below the key."""
        rows = -(-len(self._used) // 2) + len(self._payload.legend)
        return self._head + 0.2 + 0.32 * rows + 0.3

    def _block(self, one: Bar, name: Sequence[str]) -> float:
        return _LINE * len(name) + _BAR + (_THIN if one.before else 0) + _GAP

    def draw(self, axes: Any) -> None:
        self._draw_head(axes)
        self._draw_key(axes)
        top = self._body
        for one, name in zip(self._payload.bars, self._names, strict=True):
            self._draw_group(axes, top, one, name)
            top += self._block(one, name)

    def _draw_head(self, axes: Any) -> None:
        down = 0.5
        if self._payload.mark:
            _say(axes, _LEFT, down, self._payload.mark, _TEXT, weight="bold", color="#b00000")
            down += 0.5
        for line in self._title:
            _say(axes, _LEFT, down, line, _TITLE, weight="bold")
            down += 0.42
        for line in self._under:
            _say(axes, _LEFT, down - 0.05, line, _SMALL)
            down += 0.3

    def _draw_key(self, axes: Any) -> None:
        down = self._head + 0.3
        for place, name in enumerate(self._used):
            left = _LEFT + (place % 2) * (_WIDE / 2 - 0.2)
            row = down + 0.32 * (place // 2)
            _rectangle(axes, (left, row - 0.11), (0.36, 0.22), name)
            _say(axes, left + 0.48, row + 0.06, self._payload.states[name], _SMALL)
        down += 0.32 * -(-len(self._used) // 2)
        for place, line in enumerate(self._payload.legend):
            _say(axes, _LEFT, down + 0.32 * place + 0.06, line, _SMALL, style="italic")

    def _draw_group(self, axes: Any, top: float, one: Bar, name: Sequence[str]) -> None:
        for place, line in enumerate(name):
            _say(axes, _LEFT, top + _LINE * (place + 0.7), line, _TEXT, weight="bold")
        top += _LINE * len(name) + 0.05
        _bar(axes, top, _BAR, one.now, _TEXT)
        total = f"{sum(one.now.values())} {self._payload.tasks}"
        _say(axes, _WIDE - _LEFT, top + _BAR * 0.65, total, _SMALL, ha="right")
        if one.before:
            _bar(axes, top + _BAR + 0.03, _THIN, one.before, _LITTLE)


_LEFT = 0.45
_BACK = {"facecolor": "white", "pad": 1.0, "linewidth": 0}  # of a number on a pattern
_RIGHT = _WIDE - 2.0  # the number of tasks stands beside the bar


def _bar(axes: Any, top: float, high: float, counts: Mapping[str, int], size: float) -> None:
    total = sum(counts.values()) or 1
    left, across = _LEFT, _RIGHT - _LEFT
    for name in _LOOKS:
        count = counts.get(name, 0)
        if not count:
            continue
        wide = across * count / total
        _rectangle(axes, (left, top), (wide, high), name)
        if count / total >= _LEAST:
            color, back = _LOOKS[name][2], _BACK if _LOOKS[name][1] else None
            at = (left + wide / 2, top + high / 2)
            _say(axes, *at, str(count), size, ha="center", va="center", color=color, bbox=back)
        left += wide


def _rectangle(
    axes: Any, corner: tuple[float, float], size: tuple[float, float], name: str
) -> None:
    from matplotlib.patches import Rectangle

    fill, pattern, _ = _LOOKS[name]
    look: Any = {"facecolor": fill, "hatch": pattern, "edgecolor": "#404040", "linewidth": 0.8}
    # Hung on the figure: axes would clip each of them, which takes longer than to draw it.
    axes.figure.add_artist(Rectangle(corner, *size, transform=axes.transData, **look))


def _say(axes: Any, across: float, down: float, text: str, size: float, **how: Any) -> None:
    """Words as they are: a dollar sign begins no formula."""
    how |= {"fontsize": size, "parse_math": False, "family": "DejaVu Sans"}
    axes.figure.text(across, down, text, transform=axes.transData, **how)


def _any(bars: Sequence[Bar], name: str) -> bool:
    return any(one.now.get(name) or (one.before or {}).get(name) for one in bars)


def _wrapped(name: str) -> list[str]:
    """At most three lines; what is longer ends in an ellipsis."""
    capitals = sum(map(str.isupper, name)) > len(name) / 2
    chars = int(_NAME_CHARS * 0.8) if capitals else _NAME_CHARS
    return textwrap.wrap(name, chars, max_lines=_NAME_LINES, placeholder="…")
