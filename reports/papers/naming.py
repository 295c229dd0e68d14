"""How papers name a plan, a day, a moment of the year and a row of receivers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans.model import Plan
from plans.round_data import AgencyReport, PlanHead
from reports.names import grouped

_SPAN = re.compile(r",?\s*(?:thời kỳ|giai đoạn)\s*\d{4}\s*[-–÷]\s*\d{4}", re.IGNORECASE)
_VIEW = re.compile(r",?\s*(?:định hướng|tầm nhìn)(?: đến)?(?: năm)? \d{4}", re.IGNORECASE)
_KIND = re.compile(r"kế hoạch(?: hành động(?= |$))?", re.IGNORECASE)
_FIRST = re.compile(r"^triển khai (?=thực hiện)", re.IGNORECASE)
_PROPER = ("Kế hoạch", "Chiến lược", "Đề án", "Chương trình")
_LONGEST = 110  # characters of a name in a trích yếu
_SO = "Sở "


@dataclass(frozen=True)
class PlanNamed:
    """`kind`: "Kế hoạch"; `about`: what follows "của UBND tỉnh về"; `brief`: for a trích yếu,
    without years and province, or "" where it would still be too long.
    """

    kind: str
    about: str
    brief: str


def named(plan: PlanHead | Plan) -> PlanNamed:
    """The plan's printed title in running words."""
    title = " ".join(plan.title.split())
    text = _lowered(title, plan.province) if title.isupper() else title
    found = _KIND.match(text)
    # In "Kế hoạch Hành động tăng trưởng xanh" the second word begins the name, not the kind.
    is_kind = found is not None and (found[0].isupper() or " " not in found[0][9:])
    kind = found[0] if found and is_kind else text[:8] if found else ""
    rest = text[len(kind) :].strip()
    rest = (rest[:1].lower() + rest[1:]).removeprefix("về ") if kind else rest
    rest = _SPAN.sub(lambda span: span[0].lower(), rest)
    short = _FIRST.sub("", _VIEW.sub("", _SPAN.sub("", rest)))
    for place in (f" trên địa bàn tỉnh {plan.province}", f" tỉnh {plan.province}"):
        short = short.replace(place, "")
    kind = (kind or "kế hoạch").capitalize()
    brief = f"{kind} {short}".strip()
    return PlanNamed(kind, rest, brief if len(brief) <= _LONGEST else "")


def _lowered(text: str, province: str) -> str:
    """Capitals put down, save names known to be names."""
    low = text.lower()
    for name in (province, *_PROPER):
        low = low.replace(name.lower(), name)
    return low[:1].upper() + low[1:]


def day_of(day: date | None) -> str:
    """A day as documents print it: 05/7/2020, a 0 before months 1 and 2 alone (NĐ 30/2020, Phụ
    lục I, II.4.b); "" without one.
    """
    if day is None:
        return ""
    return f"{day:%d}/{month_of(day)}/{day:%Y}"


def month_of(day: date) -> str:
    """Its month as documents print it."""
    return f"{day:%m}" if day.month <= 2 else str(day.month)


def printed_day(issued: str | None) -> str:
    """The day of a plan as it was printed: a month stays a month."""
    try:
        return day_of(date.fromisoformat(issued or ""))
    except ValueError:
        return issued or ""


def receivers(
    agencies: Iterable[AgencyReport], collectives: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Kính gửi, a line each without its mark: several sở under one head, districts by their
    collective name where all its members are meant, else under one head too.
    """
    bodies = list(agencies)
    said: dict[str, str] = {}  # code → the collective it is meant by
    codes = {one.code for one in bodies}
    for name, members in collectives.items():
        if len(members) > 1 and members <= codes and not members & said.keys():
            said |= dict.fromkeys(members, name)
    sos = [one.name for one in bodies if one.name.startswith(_SO) and one.code not in said]
    lines: dict[str, None] = {}
    for one in grouped(bodies, lambda body: said.get(body.code, body.name)):
        lines |= dict.fromkeys(_lines(one.head, [name for name, _ in one.members], sos))
    return tuple(lines)


def _lines(head: str, names: list[str], sos: list[str]) -> list[str]:
    if head and all(not name.startswith("UBND") for name in names):
        return [f"{head}: {', '.join(names)}"]
    return [_among(name, sos) for name in names]


def _among(name: str, sos: list[str]) -> str:
    if name not in sos or len(sos) == 1:
        return name
    return f"Các Sở: {', '.join(one.removeprefix(_SO) for one in sos)}"
