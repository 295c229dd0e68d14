"""What a paper is made of: the round's data at this moment, in the words of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from handlers.agencies import directory_of
from handlers.rounding import proposed
from handlers.turn import Tools
from plans.basis import paper_from_json
from plans.directory import Directory
from plans.ground import Refusal, local
from plans.model import Agency, Paper, Plan, ReportingDuty, Round, RoundState
from plans.round_data import AgencyReport, Document, RoundData
from reports import round_data
from reports.papers.kinds import KINDS
from reports.papers.paper import Asked, Words
from reports.papers.report_parts import Part
from reports.papers.request import NAME as REQUEST
from reports.papers.urging import NAME as URGING
from reports.papers.urging import to_urge
from storage import indicators, paper_builds, plans, rounds
from storage.database import Unit

WORK = "reports.papers.making:make"
_LOCAL = frozenset({"huyen", "xa"})


@dataclass(frozen=True)
class Wanted:
    """Which paper; of công văn đôn đốc also who is left out, and whether it is lần 2."""

    kind: str
    left_out: frozenset[int] = frozenset()
    urged: bool = False
    urged_by: Paper | None = None


async def gather(unit: Unit, question: Mapping[str, Any], tools: Tools) -> tuple[str, Words]:
    """For the child: the writer of the kind, and the paper in words."""
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    if round_ is None or plan is None:
        raise Refusal("paper.right_missing")
    first = question.get("first")
    wanted = Wanted(
        kind=question["kind"],
        left_out=frozenset(question.get("left_out", ())),
        urged=bool(question.get("again")),
        urged_by=paper_from_json(first) if first else None,
    )
    writer, words = await words_of(unit, plan, round_, wanted, tools)
    if question.get("over"):
        words = await over_builds(unit, round_.id, words)
    return writer, words


async def over_builds(unit: Unit, round_id: int, words: Words) -> Words:
    """With the builds that an edited file may come from."""
    found = await paper_builds.last(unit, round_id, words.kind)
    olds = tuple(
        tuple(Part(key, place, tuple(marks)) for key, place, marks in one.parts) for one in found
    )
    return replace(words, more={**words.more, "olds": olds})


async def words_of(
    unit: Unit, plan: Plan, round_: Round, wanted: Wanted, tools: Tools
) -> tuple[str, Words]:
    """Raises Refusal paper.unknown_kind, paper.not_open, paper.nobody_owes."""
    kind = KINDS.get(wanted.kind)
    if kind is None:
        raise Refusal("paper.unknown_kind", kind=wanted.kind, known=sorted(KINDS))
    waits = round_.state is RoundState.PROPOSED
    if waits and wanted.kind != REQUEST:
        raise Refusal("paper.not_open", plan=plan, round=round_)
    data = await round_data.gather(unit, round_)
    if waits:
        data = await _before_opening(unit, plan, round_, data)
    if wanted.kind == URGING and not to_urge(data):
        raise Refusal("paper.nobody_owes", round=round_)
    duty = await plans.duty_by_id(unit, round_.duty)
    figures = await indicators.of_plan(unit, plan.id)
    asked = Asked(
        data=data,
        texts=tools.texts,
        today=local(unit.now).date(),
        mark=tools.mark,
        left_out=wanted.left_out,
        urged=wanted.urged,
        urged_by=_document(wanted.urged_by),
        collectives=_collectives(await directory_of(unit, plan.province), duty),
        reporters={one.key: one.reporter.name for one in figures if one.reporter},
    )
    return kind.writer, replace(kind.words(asked), own=tools.templates)


def _document(paper: Paper | None) -> Document | None:
    return Document(paper.code, paper.dated) if paper else None


async def _before_opening(unit: Unit, plan: Plan, round_: Round, data: RoundData) -> RoundData:
    """Nobody is in the round yet: those the plan names are proposed."""
    found = await proposed(unit, plan, round_)
    return replace(data, agencies=tuple(_nothing_yet(one.agency) for one in found.named))


def _nothing_yet(agency: Agency) -> AgencyReport:
    return AgencyReport(
        agency=agency.id, code=agency.code, name=agency.name, kind_of_body=agency.kind,
        urge=agency.urge, kind=None, nth=0, sent=None, by="", receipt="", late=False,
        entered=None, paper=None, paper_late=False, accepted=False, more_asked="", support="",
    )  # fmt: skip


def _collectives(directory: Directory, duty: ReportingDuty) -> dict[str, frozenset[str]]:
    """Collective names of địa phương, those the reporting duty uses first."""
    kinds = {one.code: one.kind for one in directory.agencies}
    groups = sorted(directory.groups, key=lambda one: one.name not in duty.reporters)
    return {
        one.name: frozenset(one.members)
        for one in groups
        if one.members and all(kinds.get(code) in _LOCAL for code in one.members)
    }
