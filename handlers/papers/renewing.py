"""The draft of the report that a person edited: built again over his file after late reports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.papers.urging import KIND
from handlers.rights import Right, may, refusal
from handlers.shelf import number
from handlers.turn import Turn
from plans.files import MOST_BYTES, clean_name, ending
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from plans.text import fold
from reports.papers.report_kind import REPORT
from reports.papers.report_over import Change, told
from reports.papers.report_work import Build
from storage import attachments, audit, heavy, paper_builds, plans, rounds
from storage.chats import StoredSession

_TOLD = 5  # changes told with their new words; the others by place
_LEFT = frozenset({"kept", "dropped", "outdated", "unplaced"})
_WORD = re.compile(r"[a-z0-9]+")


async def keep(turn: Turn, round_id: int, kind: str, attachment: int, build: Build) -> None:
    """Remember a build, so that its file can come back edited."""
    parts = [(one.key, one.place, one.marks) for one in build.parts]
    await paper_builds.add(
        turn.unit, round_id, kind, build.name, parts, attachment=attachment, person=turn.me.id
    )


async def tell(
    turn: Turn, plan: Plan, round_: Round, attachment: int, changes: Sequence[Change]
) -> None:
    """The renewed file goes out with what changed in it, what was left as edited first."""
    ours = [one for one in told(changes) if one.what in _LEFT]
    renewed = list(dict.fromkeys(one.place for one in changes if one.what not in _LEFT))
    after = {"kind": REPORT, "renewed": len(renewed), "kept": len(ours)}
    await audit.note(turn.unit, turn.me.id, "draft_renewed", f"round:{round_.id}", None, after)
    more = list(dict.fromkeys(one.place for one in ours[_TOLD:]))
    shown = [replace(one, text=one.text.removeprefix("- ")) for one in ours[:_TOLD]]
    turn.hand_over(
        attachment, "paper_edits.made",
        plan=plan, round=round_, left=shown, more=more, renewed=renewed,
        differ=_differ(turn, ours, renewed),
    )  # fmt: skip


def _differ(turn: Turn, left: Sequence[Change], renewed: Sequence[str]) -> list[str]:
    """The tasks whose edited words stand in the body while Phụ lục I has new ones."""
    texts = turn.texts
    task = texts.plain("paper_report.place.task", number="").rstrip()
    row = texts.plain("paper_report.place.row", number="I", row="").rstrip()
    if not any(place.startswith(row) for place in renewed):
        return []
    return list(dict.fromkeys(one.place for one in left if one.place.startswith(task)))


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Cập nhật dự thảo đã sửa]: the file is asked for."""
    plan, round_ = await _mine(turn, number(arguments[0]) if len(arguments) == 1 else 0)
    if turn.incoming.by_letter or not turn.speaker.chat.private:
        raise Refusal("paper_edits.no_files", plan=plan)
    await dialogue.begin(turn, FEATURE, str(round_.id), afresh=True)


async def taken(turn: Turn) -> bool:
    """Whether the file just sent is called as a draft that this person was made."""
    name = clean_name(turn.incoming.file.get("file_name", ""))
    if turn.person is None or not turn.speaker.chat.private or ending(name) != ".docx":
        return False
    for plan in await turn.plans_with(Right.DRAFT_PAPER):
        for round_ in await _rounds(turn, plan):
            builds = await paper_builds.last(turn.unit, round_.id, REPORT)
            if any(_called(name, one.name) for one in builds):
                await _ask(turn, plan, round_, await _wanted(turn, name))
                return True
    return False


async def refuse_other(turn: Turn) -> None:
    """A Word file of another name, from somebody whose draft may come back edited.

    Raises Refusal paper_edits.not_ours.
    """
    name = clean_name(turn.incoming.file.get("file_name", ""))
    if turn.person is None or not turn.speaker.chat.private or ending(name) != ".docx":
        return
    for plan in await turn.plans_with(Right.DRAFT_PAPER):
        for round_ in await _rounds(turn, plan):
            if await paper_builds.last(turn.unit, round_.id, REPORT):
                raise Refusal("paper_edits.not_ours")


async def _rounds(turn: Turn, plan: Plan) -> list[Round]:
    last = await rounds.last_closed(turn.unit, plan.id)
    return [*await rounds.of_plan(turn.unit, plan.id, RoundState.OPEN), *filter(None, (last,))]


def _called(name: str, built: str) -> bool:
    """ "Báo cáo KH VLXD năm 2023 (1) đã sửa.docx" is the file that was called without more."""
    ours, theirs = (_WORD.findall(fold(one.removesuffix(".docx"))) for one in (built, name))
    return theirs[: len(ours)] == ours


async def _wanted(turn: Turn, name: str) -> int:
    size = turn.incoming.file.get("file_size", "")
    if size.isdecimal() and int(size) > MOST_BYTES:
        raise Refusal("attachment.too_big", name=name, megabytes=MOST_BYTES // 2**20)
    return await attachments.want(turn.unit, turn.incoming, turn.me.id)


async def _ask(turn: Turn, plan: Plan, round_: Round, file: int) -> None:
    """Have the child build it again over the file."""
    question = {"round": round_.id, "kind": REPORT, "over": True}
    await heavy.ask(
        turn.unit,
        KIND,
        question,
        person=turn.me.id,
        chat=turn.speaker.chat.id,
        user=turn.incoming.user,
        attachment=file,
    )
    turn.say("paper_edits.comparing", plan=plan, round=round_)


async def _mine(turn: Turn, round_id: int) -> tuple[Plan, Round]:
    """Raises Refusal paper.right_missing."""
    round_ = await rounds.get(turn.unit, round_id)
    plan = await plans.get(turn.unit, round_.plan) if round_ else None
    if round_ is None or plan is None or not may(turn.person, Right.DRAFT_PAPER, plan):
        raise refusal(turn.person, Right.DRAFT_PAPER, "paper.right_missing", "/duthao")
    return plan, round_


async def _facts(turn: Turn, subject: str) -> Facts:
    plan, round_ = await _mine(turn, int(subject))
    return {"plan": plan, "round": round_}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"plan": facts["plan"], "round": facts["round"]}


async def _filed(turn: Turn, stored: StoredSession, file: int) -> None:
    """The form waits on: the file may come again after the next late report."""
    plan, round_ = await _mine(turn, int(stored.subject))
    await _ask(turn, plan, round_, file)


FORM = Form(
    name="paper_over",
    version=1,
    questions=(
        Question(
            "file", AnswerKind.ATTACHMENT, "paper_edits.ask", slots=_slots, endings=(".docx",)
        ),
    ),
    review=None,
)  # fmt: skip


async def _done(_turn: Turn, _session: Session, _facts: Facts, _answers: dict[str, Any]) -> None:
    """A file is the form's only answer, and goes to `_filed`."""


FEATURE = Feature.one(FORM, _done, facts=_facts, filed=("file", _filed))
