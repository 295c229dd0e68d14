"""What a plan is called in a report: its title, printed in capitals or not, in running words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from plans.round_data import PlanHead

_SPAN = re.compile(
    r"\s*,?\s*(?:thời kỳ|giai đoạn)\s*\d{4}\s*[-–÷]\s*\d{4}(?:\s*,\s*định hướng.*)?$",
    re.IGNORECASE,
)
_KIND = re.compile(r"kế hoạch(?: hành động)?", re.IGNORECASE)
_RANGE = re.compile(r"(\d{4})\s*[-–÷]\s*(\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PROPER = ("Kế hoạch", "Chiến lược", "Đề án")


@dataclass(frozen=True)
class PlanName:
    """`whole`: "Kế hoạch triển khai thực hiện …"; `brief`: without its years, for the title;
    `about`: what follows "Kế hoạch số … của UBND tỉnh về".
    """

    whole: str
    brief: str
    about: str


def name_of(plan: PlanHead) -> PlanName:
    """The title in running words."""
    text = " ".join(plan.title.split())
    shouted = text.isupper()
    if shouted:
        text = _lowered(text, plan.province)
    kind = _KIND.match(text)
    head, rest = (kind[0], text[kind.end() :].strip()) if kind else ("Kế hoạch", text)
    head = head.capitalize()
    rest = rest[:1].lower() + rest[1:]
    whole = f"{head} {rest}".strip()
    about = rest.removeprefix("về ")
    brief = _SPAN.sub("", whole).replace("Kế hoạch triển khai thực hiện", "Kế hoạch thực hiện")
    return PlanName(whole, brief, _spaced(about))


def _spaced(text: str) -> str:
    return _RANGE.sub(r"\1-\2", text).replace("Giai đoạn", "giai đoạn")


def _lowered(text: str, province: str) -> str:
    """Capitals put down, save names known to be names."""
    low = text.lower()
    for name in (province, *_PROPER):
        low = low.replace(name.lower(), name)
    return low


def years(when: str) -> str | None:
    """ "2022-2023" of a printed "2022- 2023" or "giai đoạn 2022 ÷ 2030"; None: no span alone."""
    found = _RANGE.search(when)
    rest = _RANGE.sub("", when).strip().lower() if found else "-"
    return f"{found[1]}-{found[2]}" if found and rest in {"", "giai đoạn"} else None


def printed_day(issued: str | None) -> str:
    """A day as documents print it: 05/7/2020, a 0 before months 1 and 2 alone (NĐ 30/2020,
    Phụ lục I, II.4.b); "" where the day is blank.
    """
    try:
        day = date.fromisoformat(issued or "")
    except ValueError:
        return ""
    return f"{day:%d}/{day:%m}/{day:%Y}" if day.month <= 2 else f"{day:%d}/{day.month}/{day:%Y}"


def printed_month(issued: str | None) -> tuple[int, int] | None:
    """Month and year where the plan prints no day: "2022-10"."""
    found = _MONTH.fullmatch(issued or "")
    return (int(found[2]), int(found[1])) if found else None
