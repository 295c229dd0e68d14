"""What a plan is called in a report: its title, printed in capitals or not, in running words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plans.round_data import PlanHead
from reports.papers.naming import named

_TAIL = re.compile(
    r"\s*,?\s*(?:thời kỳ|giai đoạn)\s*\d{4}\s*[-–÷]\s*\d{4}(?:\s*,\s*định hướng.*)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{4})\s*[-–÷]\s*(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class PlanName:
    """`kind`: "Kế hoạch"; `about`: what follows "của UBND tỉnh về"; `whole`: both together;
    `brief`: without its years at the end, for the title.
    """

    kind: str
    about: str
    whole: str
    brief: str


def name_of(plan: PlanHead) -> PlanName:
    """The title in running words."""
    found = named(plan)
    whole = f"{found.kind} {found.about}"
    brief = _TAIL.sub("", whole).replace("Kế hoạch triển khai thực hiện", "Kế hoạch thực hiện")
    return PlanName(found.kind, found.about, whole, brief)


def years(when: str) -> str | None:
    """ "2022-2023" of a printed "2022- 2023" or "giai đoạn 2022 ÷ 2030"; None: no span alone."""
    found = _RANGE.search(when)
    rest = _RANGE.sub("", when).strip().lower() if found else "-"
    return f"{found[1]}-{found[2]}" if found and rest in {"", "giai đoạn"} else None


def printed_month(issued: str | None) -> tuple[int, int] | None:
    """Month and year where the plan prints no day: "2022-10"."""
    found = _MONTH.fullmatch(issued or "")
    return (int(found[2]), int(found[1])) if found else None
