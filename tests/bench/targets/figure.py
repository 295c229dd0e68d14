"""What a scenario gives back: figures beside their targets."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    "=": operator.eq,
}


@dataclass(frozen=True)
class Figure:
    """One measured number; `bound` None where nothing is asked of it."""

    scenario: str
    name: str
    value: float
    unit: str = ""
    sign: str = "<="
    bound: float | None = None

    @property
    def held(self) -> bool:
        return self.bound is None or _HOLDS[self.sign](self.value, self.bound)

    @property
    def row(self) -> str:
        target = "" if self.bound is None else f"{self.sign} {_shown(self.bound)} {self.unit}"
        verdict = "" if self.bound is None else ("held" if self.held else "MISSED")
        cells = (self.scenario, self.name, f"{_shown(self.value)} {self.unit}", target, verdict)
        return "| " + " | ".join(cell.strip() for cell in cells) + " |"


def table(found: Iterable[Figure]) -> str:
    """All of them, in the order measured."""
    head = "| scenario | figure | measured | target | |\n|---|---|---|---|---|"
    return "\n".join([head, *[one.row for one in found]])


def p95(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.95)]


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}"
