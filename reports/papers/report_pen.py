"""What every section of the report writes with: its sentences, its figures, its blanks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from plans.round_data import AgencyReport, RoundData
from plans.symbols import symbol_of
from reports.names import grouped
from reports.papers.paper import Asked
from reports.papers.report_figures import LOCAL, Figures, figures
from reports.papers.report_names import PlanName, name_of
from reports.papers.report_parts import Line, annex_numbers, typed
from reports.papers.report_rough import is_rough

_MOST_NUMBERS = 15  # in brackets behind a count; more stand in the annex alone


@dataclass(frozen=True)
class Pen:
    """Sentences of one report; keys are those of paper_report.toml."""

    asked: Asked
    _slots: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def data(self) -> RoundData:
        return self.asked.data

    @cached_property
    def figures(self) -> Figures:
        return figures(self.data)

    @cached_property
    def fill(self) -> str:
        return self.asked.texts.plain("paper.fill")

    @cached_property
    def symbol(self) -> str:
        """The coordinator's letters in a document's symbol; a blank where they are not known."""
        plan = self.data.plan
        return symbol_of(plan.coordinator_code, plan.coordinator) or self.fill

    @cached_property
    def name(self) -> PlanName:
        return name_of(self.data.plan)

    @cached_property
    def period(self) -> str:
        return self._of_period(f"paper_report.period.{self._frequency}")

    @cached_property
    def next_period(self) -> str:
        return self._of_period(f"paper_report.next.{self._frequency}")

    @cached_property
    def annexes(self) -> dict[str, str]:
        """The annexes that there are: name → number."""
        names = ["tasks"] if self.data.tasks else []
        names += ["reports"] if self.figures.asked else []
        names += ["obstacles"] if self.data.obstacles else []
        names += ["indicators"] if self.data.indicators else []
        return dict(annex_numbers(names))

    @property
    def usual(self) -> bool:
        """Whether it is about a stretch of the year, not the plan as a whole."""
        return self.data.round.frequency not in {"midterm", "period_end"}

    @property
    def _frequency(self) -> str:
        """As the words of periods know it: what has none is called by its year."""
        at = self.data.round
        known = self.asked.texts.has(f"paper_report.period.{at.frequency}")
        return at.frequency if known and (at.part or at.frequency not in _IN_PARTS) else "annual"

    def _of_period(self, key: str) -> str:
        return self.say(key, year=self.data.round.year, part=self.data.round.part)

    def say(self, key: str, /, **slots: object) -> str:
        """A sentence; plan, fill and the moment's slots are handed over where it asks for them."""
        slots.setdefault("plan", self.data.plan)
        for name in self._wanted(key) - slots.keys():
            slots[name] = self.fill if name == "fill" else self.period
        said = {name: slots[name] for name in self._wanted(key)}
        return self.asked.texts.plain(key, **said)

    def _wanted(self, key: str) -> frozenset[str]:
        """The slots of a sentence, looked up once."""
        if key not in self._slots:
            self._slots[key] = self.asked.texts.slots(key)
        return self._slots[key]

    def which(self, found: Iterable[str]) -> str:
        """ " (1.2, 1.3)", or nothing where there are too many to read."""
        some = list(found)
        return (
            " " + self.say("paper_report.two.which", some=some)
            if 0 < len(some) <= _MOST_NUMBERS
            else ""
        )

    def heading(self, look: str, key: str, text: str) -> Line:
        number = text.partition(".")[0]
        return Line(
            f"{key}/head",
            self.say("paper_report.place.section", number=number),
            look,
            text.upper(),
        )

    def lines(self, line: Line, said: str) -> list[Line]:
        """A line and what somebody typed behind it; typed line ends begin a paragraph."""
        words = typed(said)
        first, *more = words.split("\n")
        rough = is_rough(words)
        found = [_with(line, line.text, first, rough=rough)]
        return found + [_with(line, "", one, rough=rough) for one in more]

    def general(self, report: AgencyReport) -> str:
        """An agency's own words on the whole: as sent, and what it added on đề nghị bổ sung."""
        more = (self.say("paper_report.two.added", text=one.text) for one in report.supplements)
        return "\n".join(filter(None, (typed(report.support), *more)))

    def bodies(self, some: Iterable[AgencyReport]) -> str:
        """ "cơ quan, địa phương", or which of the two they all are."""
        ranks = {one.kind_of_body in LOCAL for one in some}
        return self.say(
            "paper_report.one.both"
            if len(ranks) != 1
            else "paper_report.one.local"
            if ranks == {True}
            else "paper_report.one.above"
        )

    def names(self, some: Iterable[AgencyReport]) -> str:
        """Names in a row: "Sở Tài chính; UBND các huyện: Sơn Động, Yên Thế"."""
        return self.joined(one.name for one in some)

    def joined(self, names: Iterable[str]) -> str:
        said = []
        for one in grouped(names, lambda name: name):
            members = ", ".join(name for name, _ in one.members)
            said.append(f"{one.head} {members}" if one.head else members)
        return ("; " if any(", " in one for one in said) else ", ").join(said)


_IN_PARTS = frozenset({"monthly", "quarterly", "semiannual"})


def _with(line: Line, text: str, words: str, *, rough: bool) -> Line:
    return Line(line.key, line.place, line.look, text, words, rough)
