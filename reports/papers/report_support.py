"""Phần phối hợp: what supporters said, once each; and the answers of a collective, summed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plans.model import GroupAnswer, GroupQuestion
from plans.round_data import AgencyReport, Supporter, TaskData
from plans.text import fold
from reports.group_answers import Sum, summed_up
from reports.papers.report_figures import LOCAL
from reports.papers.report_parts import Line, typed
from reports.papers.report_pen import Pen

_QUOTED = 3
_NOTHING = re.compile(r"khong phat sinh(?: noi dung)?(?: phoi hop)?[ .]*")


class Support:
    """What agencies said of their supporting parts, shown under the first task it belongs to."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._told: set[str] = set()  # what is the same at many tasks, told at the first of them
        self._shown: dict[int, str] = {}  # agency → number of the task its words stand under

    @property
    def shown(self) -> frozenset[int]:
        """The agencies whose words stand under a task."""
        return frozenset(self._shown)

    def of(self, task: TaskData, place: str) -> Iterator[Line]:
        """One line of counts and names, then a line for each that said something."""
        pen = self._pen
        asked = [(one, pen.figures.reports.get(one.agency)) for one in task.supporters]
        own = pen.data.plan.coordinator_code
        named = [(s, r) for s, r in asked if not s.collective and r is not None]
        many = [r for s, r in asked if s.collective and r is not None and r.code != own]
        saying = [(s, r) for s, r in named if _says(r) and r.agency not in self._shown]
        clauses = [*self._silent(named), *self._many(task, many)]
        key = f"II.2/{task.key}/support"
        if clauses or saying:
            text = pen.say("paper_report.two.support", clauses=clauses) if clauses else _only(pen)
            yield Line(key, place, "item", text)
        for one, report in saying:
            self._shown[report.agency] = task.number
            line = Line(f"{key}/{report.agency}", place, "under", _under(pen, one.name))
            yield from pen.lines(line, pen.general(report))

    def _silent(self, named: Sequence[tuple[Supporter, AgencyReport]]) -> Iterator[str]:
        """Supporters with no words to show here, those of a kind together."""
        pen = self._pen
        kinds: dict[str, list[str]] = {}
        for one, report in named:
            kind = self._kind(report)
            if kind == "paper" and report.paper is not None:
                yield pen.say(
                    "paper_report.two.supports_paper", names=one.name, paper=report.paper
                )
            elif kind:
                kinds.setdefault(kind, []).append(one.name)
        for kind, names in kinds.items():
            name, _, number = kind.partition(":")
            some = [one for one in names if name != "blank" or self._first(one)]
            slots = {"names": pen.joined(some), "number": number}
            if some:
                yield pen.say(f"paper_report.two.supports_{name}", **slots)

    def _first(self, what: str) -> bool:
        """Whether it has not been told under an earlier task."""
        new = what not in self._told
        self._told.add(what)
        return new

    def _kind(self, report: AgencyReport) -> str:
        """Why it has no words here; "" where its words are shown."""
        own = report.code == self._pen.data.plan.coordinator_code
        if not report.reported:
            return "" if own else "silent"  # its own part is the business of its own desks
        if report.agency in self._shown:
            return f"above:{self._shown[report.agency]}"
        return "" if _says(report) else _wordless(report)

    def _many(self, task: TaskData, many: Sequence[AgencyReport]) -> Iterator[str]:
        """A collective in figures, by rank: never by name under a task."""
        pen = self._pen
        ranks: dict[str, list[AgencyReport]] = {}
        for one in many:
            rank = one.kind_of_body if one.kind_of_body in LOCAL else "other"
            ranks.setdefault(rank, []).append(one)
        for rank, some in ranks.items():
            slots = {
                "sent": sum(one.reported for one in some),
                "total": len(some),
                "nothing": sum(map(_nothing, some)),
                "unit": pen.say(f"paper_report.two.unit_{rank}"),
                "who": _who(task, rank) or pen.say(f"paper_report.two.who_{rank}"),
            }
            said = pen.say("paper_report.two.supports_many", **slots)
            if self._first(said):
                yield said


def _who(task: TaskData, rank: str) -> str:
    """The collective as the plan prints it, where only one of that rank can be meant."""
    local = rank in LOCAL
    found = [
        one
        for one in task.support_words
        if ("ubnd" in (key := fold(one)) or "dia phuong" in key) == local and _is_many(key)
    ]
    return inside(found[0]) if len(found) == 1 else ""


def inside(name: str) -> str:
    """As it stands in a sentence: "các sở, ban, ngành"."""
    return name[:1].lower() + name[1:] if name.startswith(("Các ", "Những ")) else name


def _is_many(key: str) -> bool:
    return key.startswith(("cac ", "ubnd cac", "ubnd cap", "uy ban nhan dan cac", "nhung "))


def _wordless(report: AgencyReport) -> str:
    """How it reported without a word on its part."""
    if report.kind == "merged" and report.merged is not None:
        return f"merged:{report.merged.code}"
    if report.kind is None:
        return "paper"
    return "nothing" if _nothing(report) else "blank"


def _nothing(report: AgencyReport) -> bool:
    """Whether it reported không phát sinh, by its button or in words."""
    return report.kind == "nothing" or _NOTHING.fullmatch(fold(report.support)) is not None


def _says(report: AgencyReport) -> bool:
    said = typed(report.support)
    return bool(report.supplements) or (bool(said) and _NOTHING.fullmatch(fold(said)) is None)


def _only(pen: Pen) -> str:
    return pen.say("paper_report.two.support_head")


def _under(pen: Pen, name: str) -> str:
    return pen.say("paper_report.two.under", name=name)


def the_rest(pen: Pen, support: Support) -> Iterator[Line]:
    """What agencies said that no task shows: collectives by their questions, then single ones."""
    local = [one for one in pen.figures.asked if one.answers]
    if local:
        yield from _questions(pen, local)
    seen = {one.agency for one in local} | support.shown
    rest = [one for one in pen.figures.sent if one.agency not in seen and _says(one)]
    place = pen.say("paper_report.place.section", number="II.2")
    if rest:
        yield Line("II.2/rest", place, "group", pen.say("paper_report.two.other_title"))
    for one in _few(rest):
        line = Line(
            f"II.2/rest/{one.agency}", place, "item", pen.say("paper_report.two.of", name=one.name)
        )
        yield from pen.lines(line, pen.general(one))


def _few(rest: Sequence[AgencyReport]) -> list[AgencyReport]:
    """Every body of the province, and of the districts at most three."""
    local = [one for one in rest if one.kind_of_body in LOCAL]
    return [one for one in rest if one not in local] + local[:_QUOTED]


def _questions(pen: Pen, local: Sequence[AgencyReport]) -> Iterator[Line]:
    """Câu hỏi chung, summed; at most three agencies quoted."""
    place = pen.say("paper_report.place.section", number="II.2")
    yield Line("II.2/local", place, "group", pen.say("paper_report.two.local_title"))
    answers = [
        GroupAnswer(GroupQuestion(a.question, a.unit), a.value)
        for one in local
        for a in one.answers
    ]
    for at, question in enumerate(dict.fromkeys(one.question for one in answers)):
        said = _summed(pen, summed_up(question, answers))
        yield Line(f"II.2/local/{at}", place, "item", said)
    for one in [one for one in local if _says(one)][:_QUOTED]:
        line = Line(f"II.2/local/of/{one.agency}", place, "under", _under(pen, one.name))
        yield from pen.lines(line, pen.general(one))


def _summed(pen: Pen, found: Sum) -> str:
    asked = typed(found.question.text)
    if found.question.unit is None:
        return pen.say("paper_report.two.yes_no", question=asked, yes=found.yes, no=found.no)
    if found.total is None:
        return pen.say("paper_report.two.uncounted", question=asked)
    whole = found.total == found.total.to_integral_value()
    value = int(found.total) if whole else float(found.total)
    slots = {"unit": found.question.unit, "value": value, "n": found.answered}
    return pen.say("paper_report.two.sum", question=asked, **slots)
