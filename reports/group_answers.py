"""Câu hỏi chung summed: figures added exactly, yes and no counted, three sentences quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dialogues.reading import read_figure
from plans.model import Agency, GroupAnswer, GroupQuestion, Participant, Round
from reports.replies import NO, YES
from storage import participants, submissions
from storage.database import Unit
from storage.submissions import Sent

_QUOTED = 3


@dataclass(frozen=True)
class Sum:
    """One question over all answers. `total` None: yes/no, or shares, which do not add."""

    question: GroupQuestion
    answered: int
    total: Decimal | None
    yes: int
    no: int


@dataclass(frozen=True)
class Summed:
    """A collective in a round. `quotes`: the first sentences in the plan's order."""

    round: Round
    collective: str
    agencies: int
    answered: int
    nothing: int  # reported không phát sinh
    missing: tuple[Agency, ...]
    sums: tuple[Sum, ...]
    quotes: tuple[tuple[Agency, str], ...]
    sentences: int


def summed_up(question: GroupQuestion, answers: Sequence[GroupAnswer]) -> Sum:
    """The answers to one question; those to a question of other words do not count."""
    values = [one.value for one in answers if one.question == question]
    total = None
    if question.unit is not None and values:
        figures = [read_figure(one) for one in values]
        shares = question.unit == "%" or any(one.share for one in figures)
        total = None if shares else sum((one.value for one in figures), Decimal(0))
    return Sum(question, len(values), total, values.count(YES), values.count(NO))


async def summed(unit: Unit, round_: Round) -> Summed | None:
    """The answers of a round as they stand; None where no collective is asked."""
    if round_.questions_for is None:
        return None
    parts = [p for p in await participants.of_round(unit, round_.id) if p.by_questions]
    sent = await submissions.standing(unit, round_.id)
    return _summed(round_, round_.questions_for, parts, sent)


def _summed(
    round_: Round, collective: str, parts: Sequence[Participant], sent: dict[int, Sent]
) -> Summed:
    reports = [(part, sent.get(part.agency.id)) for part in parts]
    answers = [answer for _, one in reports if one for answer in one.answers]
    words = [(part.agency, one.support) for part, one in reports if one and one.support]
    return Summed(
        round=round_,
        collective=collective,
        agencies=len(parts),
        answered=sum(1 for _, one in reports if one and one.answers),
        nothing=sum(1 for _, one in reports if one and one.kind == "nothing"),
        missing=tuple(part.agency for part, one in reports if one is None),
        sums=tuple(summed_up(question, answers) for question in round_.questions),
        quotes=tuple(words[:_QUOTED]),
        sentences=len(words),
    )
