"""A task as it is being read, and what becomes of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from plans.draft import Note
from plans.reading.blocks import Place
from plans.reading.name_lists import split_names
from plans.reading.roles import Labelled
from plans.reading.time_forms import Time
from plans.reading.times import read_time
from plans.text import bare

_PLAIN_SUPPORT = re.compile(
    r"(?:(?:co quan|don vi|cq|dv|dia phuong|to chuc|"
    r"cac)\W*)*(?:cung\s+)?phoi hop(?:\s+(?:thuc hien|trien khai))?"
)
_HEAD_OF = re.compile(
    r"(?:dong chi )?(?:giam doc|thu truong|chu tich|tong giam doc|cuc truong)\s+"
    r"(?=(?:so|ubnd|uy ban|ban|cuc|cong an)\b(?! cac))"
)
_LEADS = re.compile(r"\((?:co quan |don vi )?chu tri\)")
_SUPPORTS = re.compile(r"\((?:co quan |don vi )?(?:cung )?phoi hop\)")
_CUT_YEAR = re.compile(r"(?<!\d)(\d{1,3})\n(\d{1,3})(?!\d)")
_FRONT = re.compile(r"(?:co quan|don vi)\s+")


@dataclass(frozen=True)
class Task:
    """One task; `number` None until its place gives it one."""

    number: str | None
    title: str
    place: Place
    group: str | None = None
    lead: tuple[str, ...] = ()
    colead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    support_as: str | None = None
    decides: tuple[str, ...] = ()
    output: str | None = None
    when: str | None = None
    time: Time = field(default_factory=Time)
    notes: tuple[Note, ...] = ()
    item: str | None = None  # the printed number of the item it stands in
    part: str | None = None  # the part of the plan that item stands in: "III"

    def noted(self, code: str, **fields: Any) -> Task:
        """The same with one more warning."""
        return replace(self, notes=(*self.notes, Note(code, fields)))

    def entry(self) -> dict[str, Any]:
        """As the plan file writes it."""
        first = self.time.first
        return {
            "key": None,
            "number": self.number,
            "group": self.group,
            "title": self.title,
            "lead": list(self.lead),
            "colead": list(self.colead),
            "support": list(self.support),
            "support_as": self.support_as,
            "decides": list(self.decides),
            "reporter": None,
            "output": self.output,
            "when": self.when,
            "recurs": self.time.recurs,
            "start": first.isoformat() if isinstance(first, date) else first,
            "due": self.time.due.isoformat() if self.time.due else None,
            "source": self.place.source(),
            "warnings": [*self.notes, *self.time.notes],
        }


def titled(text: str) -> str:
    """A task's words on one line; dashes in front and marks of footnotes are none of them."""
    return " ".join(text.split()).strip().removeprefix("- ").strip()


def leads(names: Iterable[str]) -> tuple[str, ...]:
    """Who leads: a head of an agency stands for it."""
    return tuple(dict.fromkeys(without(_HEAD_OF, name) for name in names))


def without(front: re.Pattern[str], text: str) -> str:
    """A text without what its front is, found without accents."""
    found = front.match(bare(text))
    return text[found.end() :] if found else text


def with_parts(task: Task, parts: Mapping[str, str], year: int | None) -> Task:
    """The task with what columns or labels say of it: role → text as printed."""
    parts = _marked_apart(parts)
    both = parts.get("both", "")
    lead = leads(split_names(parts.get("lead", "")))
    made = replace(
        task,
        lead=lead or task.lead,
        colead=leads(split_names(parts.get("colead", ""))) or task.colead,
        support=tuple(split_names(parts.get("support", ""))) or task.support,
        decides=tuple(split_names(parts.get("decides", ""))) or task.decides,
        output=" ".join(parts.get("output", "").split()) or task.output,
    )
    if both and not made.lead:
        made = _either(made, both)
    when = _CUT_YEAR.sub(_year, parts.get("when", ""))
    when = " ".join(when.split()).strip(" .;")
    return replace(made, when=when, time=read_time(when, year)) if when else made


def _marked_apart(parts: Mapping[str, str]) -> Mapping[str, str]:
    """ "Sở A (chủ trì), Sở B (phối hợp)" in one value: each to its own role."""
    role = next((one for one in ("lead", "both") if _LEADS.search(bare(parts.get(one, "")))), None)
    if role is None:
        return parts
    text = parts[role]
    hit = _LEADS.search(bare(text))
    assert hit is not None  # noqa: S101 - looked at before
    behind = text[hit.end() :]
    for mark in reversed(list(_SUPPORTS.finditer(bare(behind)))):
        behind = behind[: mark.start()].rstrip() + behind[mark.end() :]
    support = "; ".join(filter(None, (parts.get("support", ""), behind.strip(" ,;."))))
    others = {name: value for name, value in parts.items() if name != role}
    return {**others, "lead": text[: hit.start()].strip(), "support": support}


def _year(cut: re.Match[str]) -> str:
    """A year that a narrow column cut in two: "20 / 25"."""
    return cut[1] + cut[2] if len(cut[1] + cut[2]) == 4 else cut[0]


def _either(task: Task, cell: str) -> Task:
    """One cell for lead and support without a word between them: the first is taken as lead."""
    names = split_names(cell)
    if len(names) < 2:
        return replace(task, lead=leads(names))
    return replace(task, lead=leads(names[:1]), support=tuple(names[1:])).noted(
        "task.one_cell", text=" ".join(cell.split())
    )


def with_labels(task: Task, labels: Iterable[Labelled], year: int | None) -> Task:
    """The task with its lines "Chủ trì: …", "Cơ quan phối hợp, giám sát: …"."""
    parts: dict[str, str] = {}
    printed = None
    for one in labels:
        parts[one.role] = "; ".join(filter(None, (parts.get(one.role), one.value)))
        if one.role == "support" and not _PLAIN_SUPPORT.fullmatch(bare(one.label).strip()):
            printed = without(_FRONT, one.label)
    made = with_parts(task, parts, year)
    return replace(made, support_as=printed.lower() if printed else made.support_as)
