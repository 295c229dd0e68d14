"""What every paper writes with: its sentences, and the blanks that a person must fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.catalogue import Catalogue
from plans.round_data import Document, RoundData
from plans.symbols import symbol_of
from reports.papers.naming import PlanNamed, day_of, named, printed_day
from reports.papers.paper import Asked


class Said:
    """The sentences of one paper; in each, `gap("số Kế hoạch")` leaves a blank and notes what for.

    Sentences of the catalogue are plain text here: the paper has its own looks.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.texts: Catalogue = asked.texts
        self.data: RoundData = asked.data
        self.fill = asked.texts.plain("paper.fill")
        self.name: PlanNamed = named(asked.data.plan)
        self._gaps: dict[str, None] = {}
        self._always = self._known()

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is left blank, in the order it was come to, each once."""
        return tuple(self._gaps)

    def gap(self, what: str) -> str:
        """A blank, noted."""
        self._gaps.setdefault(what)
        return self.fill

    def line(self, key: str, /, **slots: object) -> str:
        """A sentence with what all papers know and `slots`, as far as it asks for them."""
        wanted = self.texts.slots(key)
        known = {name: value for name, value in (self._always | slots).items() if name in wanted}
        return self.texts.plain(key, **known)

    def lines(self, key: str, /, **slots: object) -> list[str]:
        """A text of several paragraphs, one a line."""
        return self.line(key, **slots).splitlines()

    def document(self, document: Document | None, what: str) -> dict[str, str]:
        """Số and ngày of a document; what is not known is a blank."""
        code = document.code if document else self.gap(f"{what}: {self.line('paper.code')}")
        day = day_of(document.dated) if document else ""
        return {"code": code, "dated": day or self.gap(f"{what}: {self.line('paper.day')}")}

    def _known(self) -> dict[str, object]:
        plan, round_ = self.data.plan, self.data.round
        known: dict[str, Any] = {
            "plan": plan,
            "round": round_,
            "gap": self.gap,
            "so": plan.coordinator_kind == "so",
            "symbol": symbol_of(plan.coordinator_code, plan.coordinator) or self.fill,
            "today": self.asked.today,
            "again": self.asked.urged,
            "name": self.name,
            "onward": day_of(round_.onward),
            "internal": day_of(round_.internal),
        }
        known["brief"] = self.name.brief or self._of("paper.brief", known)
        known["we"] = self._of("paper.we", known)
        known["period"] = self._of("paper.period", known)
        known["whole"] = self._of("paper.whole", known)
        known["limit"] = self._of("paper.limit", known | {"due": day_of(round_.due)})
        known["result"] = self._of("paper.result", known | {"what": known["brief"]})
        known["bare"] = self._of("paper.result", known | {"what": ""})
        return known

    def _of(self, key: str, known: Mapping[str, Any]) -> str:
        wanted = self.texts.slots(key)
        return self.texts.plain(key, **{n: v for n, v in known.items() if n in wanted})

    def citing(self) -> str:
        """The plan as the first sentence of a paper names it: number and day as far as known."""
        plan = self.data.plan
        issued = printed_day(plan.issued)
        whole = issued.count("/") == 2
        month = "/".join(reversed(issued.split("-"))) if issued and not whole else ""
        return self.line("paper.citing", issued=issued if whole else "", month=month)
