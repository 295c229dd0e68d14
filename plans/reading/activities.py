"""Activities listed by number in one place and assigned by number in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from plans.reading.numbers_of import group_of
from plans.reading.outline import Node, walk_texts
from plans.reading.paragraphs import Paragraph
from plans.reading.subjects import subject_of, supports_in
from plans.reading.task import Task, leads, titled
from plans.reading.time_forms import Time
from plans.reading.times_in_prose import time_in_prose
from plans.text import bare

_KIND = r"(?:hoat dong|nhiem vu|noi dung|du an|de an|giai phap)"
_LISTED = re.compile(
    rf"{_KIND}\s+so\s+(?P<numbers>\d{{1,3}}(?:\s*(?:,|va|;)\s*\d{{1,3}})*)\s*:\s*"
)
_NAMED = re.compile(
    rf"(?P<part>thuoc\s+)?(?:cac\s+)?{_KIND}\s+so\s+(?P<numbers>\d{{1,3}}(?:\s*(?:,|va|"
    rf"-)\s*\d{{1,3}})*)"
)
_FEWEST = 3  # numbered activities make such a plan from so many on


@dataclass(frozen=True)
class Activity:
    """An activity as the plan lists it."""

    number: str
    title: str
    paragraph: Paragraph
    group: str | None


@dataclass(frozen=True)
class _Charge:
    """Who is charged with an activity, by when; `whole`: with all of it, not a part."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    when: tuple[str, Time] | None
    whole: bool
    sure: bool


def listed_activities(root: Node) -> dict[str, Activity]:
    """The activities a plan lists by number; {} where it lists none."""
    found: dict[str, Activity] = {}
    for node, paragraph in walk_texts(root):
        text = paragraph.rest
        hit = _LISTED.match(bare(text))
        for number in re.findall(r"\d+", hit["numbers"]) if hit else ():
            title = titled(text[hit.end() :]) if hit else ""
            if title:
                found.setdefault(number, Activity(number, title, paragraph, group_of(node)))
    return found if len(found) >= _FEWEST else {}


def assigned(root: Node, known: Mapping[str, Activity], year: int | None) -> list[Task]:
    """A task for every listed activity, with whom other places charge with it."""
    charges: dict[str, list[_Charge]] = {}
    for paragraph, names in _charging(root):
        for clause in re.split(r"(?<=[;.])\s+", paragraph.rest):
            _read_clause(clause, names, year, charges)
    return [_task(one, charges.get(number, [])) for number, one in known.items()]


def _charging(root: Node) -> Iterator[tuple[Paragraph, tuple[str, ...]]]:
    """Paragraphs that name activities, each with the agencies it charges."""
    last: tuple[str, ...] = ()
    node_before: Node | None = None
    for node, paragraph in walk_texts(root):
        text = paragraph.rest
        subject = subject_of(text)
        if node is not node_before and subject is None:
            last = ()
        if subject:
            last = leads(subject.names.names)
        node_before = node
        if not _LISTED.match(bare(text)) and last and _NAMED.search(bare(text)):
            yield paragraph, last


def _read_clause(
    clause: str, names: tuple[str, ...], year: int | None, charges: dict[str, list[_Charge]]
) -> None:
    for hit in _NAMED.finditer(bare(clause)):
        when = time_in_prose(clause[hit.end() :], year)
        sure = "chu tri" in bare(clause[: hit.start()]) or not re.search(
            r"\bphoi hop\b", bare(clause[: hit.start()])
        )
        charge = _Charge(names, supports_in(clause[: hit.start()]), when, not hit["part"], sure)
        for number in _numbers(hit["numbers"]):
            charges.setdefault(number, []).append(charge)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _task(one: Activity, charges: list[_Charge]) -> Task:
    """The activity as a task: charged as a whole, or else in part, or with nobody."""
    whole = [charge for charge in charges if charge.whole] or charges[:1]
    task = Task(one.number, one.title, one.paragraph.place, one.group)
    if not whole:
        return task.noted("task.no_lead")
    first = whole[0]
    task = replace(task, lead=first.lead, support=first.support)
    others = tuple(name for charge in whole[1:] for name in charge.lead if name not in first.lead)
    if others:
        task = replace(task, colead=tuple(dict.fromkeys(others))).noted(
            "task.assigned_twice", names=", ".join(others)
        )
    if first.when:
        task = replace(task, when=first.when[0], time=first.when[1])
    return task if first.sure else task.noted("task.lead_unsaid")


def only_charges(text: str) -> bool:
    """Whether a sentence charges with whole activities by number, so that it is no task itself."""
    return any(not hit["part"] for hit in _NAMED.finditer(bare(text)))


def names_activity(text: str) -> bool:
    """Whether a text names an activity by its number."""
    return _NAMED.search(bare(text)) is not None
