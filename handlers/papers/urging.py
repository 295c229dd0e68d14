"""Công văn đôn đốc: lần 1 or 2, and to whom; the coordinator leaves out who has a good reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.forms import AnswerKind, Form, Option, Question, Session
from handlers.dialogue import Facts, Feature
from handlers.listing import reason
from handlers.rights import Right, may, refusal
from handlers.turn import Turn
from handlers.update import read_paper
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from plans.text import fold
from reports import digest
from reports.digest import Owing
from reports.papers.urging import NAME
from storage import heavy, plans, rounds

KIND = "paper"  # of heavy work
_NUMBER = re.compile(r"\d+")


async def start(turn: Turn, plan: Plan, round_: Round, question: Mapping[str, Any]) -> None:
    """Ask the child for a paper of a round, and say so."""
    asked = {"round": round_.id, **question}
    chat, user = turn.speaker.chat.id, turn.incoming.user
    await heavy.ask(turn.unit, KIND, asked, person=turn.me.id, chat=chat, user=user)
    kind = str(question["kind"]).replace("-", "_")
    turn.say("paper.making", plan=plan, round=round_, kind=kind)


async def _facts(turn: Turn, subject: str) -> Facts:
    round_ = await rounds.get(turn.unit, int(subject))
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.DRAFT_PAPER, plan):
        raise refusal(turn.person, Right.DRAFT_PAPER, "paper.right_missing", "/duthao")
    if round_.state is RoundState.PROPOSED:
        raise Refusal("paper.not_open", plan=plan, round=round_)
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    owing = [one for one in found.owing if one.part.agency.urge]
    if not owing:
        raise Refusal("paper.nobody_owes", round=round_)
    return {"round": round_, "plan": plan, "owing": owing, "texts": turn.texts}


def _excused(owing: Sequence[Owing]) -> list[int]:
    """Who is đang trình lãnh đạo or has named a day that has not gone by."""
    return [
        one.id
        for one in owing
        if one.part.state == "with_leader" or (one.part.promised and not one.lapsed)
    ]


def _times(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts = facts["texts"]
    return [Option(one, texts.plain(f"paper_urging.ask.{one}")) for one in ("first", "second")]


def _whom(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts, owing = facts["texts"], facts["owing"]
    excused = len(_excused(owing))
    counts = {"all": len(owing), "some": excused, "chosen": 0}
    names = [name for name in counts if name != "some" or 0 < excused < len(owing)]
    return [
        Option(name, texts.plain(f"paper_urging.to.{name}", count=counts[name])
               if counts[name] else texts.plain(f"paper_urging.to.{name}"))
        for name in names
        if name != "chosen" or len(owing) > 1
    ]  # fmt: skip


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    texts, round_ = facts["texts"], facts["round"]
    lines = [(one.name, reason(texts, one, round_)) for one in facts["owing"]]
    return {"round": round_, "lines": lines}


def _read_without(text: str, _answers: Any, facts: Facts, _now: datetime) -> list[int]:
    """ "1, 3": the first and third are left out. Raises Refusal paper.who_unreadable."""
    owing: Sequence[Owing] = facts["owing"]
    places = [int(one) for one in _NUMBER.findall(text) if len(one) < 5]
    left = _NUMBER.sub("", fold(text)).replace("bo", "").replace("va", "").strip(" ,.;")
    if left or not places or any(not 1 <= place <= len(owing) for place in places):
        raise Refusal("paper.who_unreadable", text=text, most=len(owing))
    if len(set(places)) == len(owing):
        raise Refusal("paper.nobody_left")
    return [owing[place - 1].id for place in sorted(set(places))]


FORM = Form(
    name="urging",
    version=1,
    questions=(
        Question("times", AnswerKind.CHOICE, "paper_urging.ask_times", options=_times,
                 slots=lambda _, facts: {"round": facts["round"]}),
        Question("first", AnswerKind.PAPER, "paper_urging.ask_first", read=read_paper,
                 optional=True, when=lambda answers, _: answers.get("times") == "second"),
        Question("to", AnswerKind.CHOICE, "paper_urging.ask_to", options=_whom, slots=_slots),
        Question("without", AnswerKind.TEXT, "paper_urging.ask_without", read=_read_without,
                 when=lambda answers, _: answers.get("to") == "chosen"),
    ),
    review=None,
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    left_out = {"all": [], "some": _excused(facts["owing"]), "chosen": answers.get("without")}
    question = {
        "kind": NAME,
        "again": answers["times"] == "second",
        "first": answers.get("first"),
        "left_out": left_out[answers["to"]] or [],
    }
    await start(turn, facts["plan"], facts["round"], question)


FEATURE = Feature.one(FORM, _done, facts=_facts)
