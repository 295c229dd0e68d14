"""What a year came to: the rules that must hold, and messages a person by kind of agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

from plans.calendar import WorkCalendar
from plans.hours import is_quiet
from plans.model import PlanSettings
from tests.schedules.world import Told
from tests.year.office import Office
from tests.year.walk import STARTED

AIM = 12  # messages a year to a person whose agency reports on time
_HEAD = ("agency", "people", "scheduled", "pressed by the Sở", "all unasked", "replies")


def scheduled(told: Told) -> bool:
    """Said because time passed, not because somebody pressed."""
    return told.key.startswith("reminder:")


def broken(office: Office) -> list[str]:
    """Every breach of the quiet promise, by the rule it breaks."""
    calendar, settings = WorkCalendar(), PlanSettings()
    found = []
    for one in office.told:
        where = f"{one.at:%Y-%m-%d %H:%M}Z person {one.to}: {one.key}"
        if not calendar.is_working(one.day):
            found.append(f"day off: {where}")
        if is_quiet(one.at, settings, calendar):
            found.append(f"quiet hours: {where}")
        if one.day < STARTED:
            found.append(f"before the start: {where}")
    days = Counter((one.to, one.day) for one in office.told if scheduled(one))
    found += [f"{n} scheduled: person {who} on {day}" for (who, day), n in days.items() if n > 1]
    return found


def unasked(office: Office) -> dict[str, list[int]]:
    """Messages that nobody asked for, of each person, by kind of agency."""
    counts = Counter(one.to for one in office.told)
    found: dict[str, list[int]] = {}
    for person, who in office.staff.items():
        found.setdefault(who.kind, []).append(counts[person])
    return found


def table(office: Office, years: int) -> str:
    """The figures a person a year as a Markdown table: mean, and the most in brackets."""
    lines = ["| " + " | ".join(_HEAD) + " |", "|" + "---|" * len(_HEAD)]
    lines += ["| " + " | ".join(row) + " |" for row in _rows(office, years)]
    return "\n".join(lines)


def _rows(office: Office, years: int) -> Iterator[tuple[str, ...]]:
    by_kind: dict[str, list[int]] = {}
    for person, who in office.staff.items():
        by_kind.setdefault(who.kind, []).append(person)
    for kind in sorted(by_kind):
        who = by_kind[kind]
        sums = (
            [_count(office, one, by_clock=True) for one in who],
            [_count(office, one, by_clock=False) for one in who],
            [_count(office, one, by_clock=None) for one in who],
            [office.replies[one] for one in who],
        )
        yield (kind, str(len(who)), *(_spread(some, years) for some in sums))


def _count(office: Office, person: int, *, by_clock: bool | None) -> int:
    mine = [one for one in office.told if one.to == person]
    return len(mine if by_clock is None else [o for o in mine if scheduled(o) is by_clock])


def _spread(counts: Sequence[int], years: int) -> str:
    return f"{mean(counts) / years:.1f} ({max(counts) / years:g})"
