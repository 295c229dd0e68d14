"""/kehoach: the file of a plan, new or amended. Nobody else hears of it before it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.agencies import directory_of
from handlers.book_words import book_words
from handlers.dialogue import Facts, Feature
from handlers.drafting.place import NEW, amended, own_agencies
from handlers.rights import Right, held, may
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.model import Plan
from reports.plan_draft import Asked
from storage import attachments, chats, drafts, heavy, people, plans
from storage.chats import StoredSession
from storage.database import Unit

Question_ = Mapping[str, Any]  # of a heavy job

KIND = "plan_draft"
WORK = "reports.plan_draft:read"
ENDINGS = (".docx", ".pdf", ".xlsx", ".txt", ".md", ".yaml", ".yml")
MOST_PLANS = 8  # buttons


async def command(turn: Turn, _rest: str) -> None:
    """A new plan, or which plan is amended."""
    own_agencies(turn)
    if turn.incoming.by_letter:
        raise Refusal("draft.no_files")
    mine = await turn.plans_with(Right.LOAD_PLAN)
    choices = [turn.choice("draft.new", "khm")]
    choices += [turn.choice("draft.amend", f"kh:{one.id}", plan=one) for one in mine[:MOST_PLANS]]
    turn.say("draft.which", plans=mine, choices=choices)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Điều chỉnh KH VLXD], and [Gửi tệp khác] for it."""
    await _begin(turn, ":".join(arguments))


async def press_new(turn: Turn, arguments: Sequence[str]) -> None:
    """[Kế hoạch mới], and [Gửi tệp khác] for it."""
    if arguments:
        raise Refusal("press.unknown")
    await _begin(turn, NEW)


async def _begin(turn: Turn, subject: str) -> None:
    await amended(turn, subject)
    if turn.incoming.by_letter:
        raise Refusal("draft.no_files")
    await dialogue.begin(turn, FEATURE, subject, afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await amended(turn, subject)
    agency = own_agencies(turn)[0]
    draft = await drafts.open_one(turn.unit, turn.me.id, plan.id if plan else None)
    return {"plan": plan, "agency": agency, "draft": draft, "texts": turn.texts}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {name: facts[name] for name in ("plan", "agency", "draft")}


def _ways(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    draft = facts["draft"]
    if draft is None:
        return []
    return [Choice(facts["texts"].plain("draft.go_on"), f"khs:{draft.id}")]


FORM = Form(
    name="plan_file",
    version=1,
    questions=(
        Question(
            "file", AnswerKind.ATTACHMENT, "draft.ask", slots=_slots, extra=_ways,
            endings=ENDINGS,
        ),
    ),
    review=None,
)  # fmt: skip


async def _filed(turn: Turn, stored: StoredSession, file: int) -> None:
    """The form waits on: the workbook comes back corrected, and may come again."""
    await amended(turn, stored.subject)
    kept = await attachments.get(turn.unit, file)
    await read_again(turn, {"subject": stored.subject, "file": file}, file)
    turn.say("draft.reading", name=kept.name if kept else "")


async def take_file(turn: Turn, subject: str, file: int) -> None:
    """A file that came before its question: the form begins with it, and waits for the next."""
    await _begin(turn, subject)
    turn.out.clear()  # the question: its answer is here already
    stored = await chats.draft(turn.unit, turn.owner, FORM.name, subject)
    assert stored is not None  # noqa: S101 - begun above
    await _filed(turn, stored, file)


async def read_again(turn: Turn, question: Question_, file: int | None = None) -> None:
    """Have a file read, or (question: draft) the workbook of a draft made anew."""
    await heavy.ask(
        turn.unit,
        KIND,
        {**question, "person": turn.me.id},
        person=turn.me.id,
        chat=turn.speaker.chat.id,
        user=turn.incoming.user,
        attachment=file,
    )


async def _done(_turn: Turn, _session: Session, _facts: Facts, _answers: dict[str, Any]) -> None:
    """A file is the form's only answer, and goes to `_filed`."""


FEATURE = Feature.one(FORM, _done, facts=_facts, filed=("file", _filed))


async def no_more_files(turn: Turn, subject: str) -> None:
    """The draft is used: the next file is not meant for it."""
    stored = await chats.draft(turn.unit, turn.owner, FORM.name, subject)
    if stored is not None:
        await chats.end_session(turn.unit, stored.id)


async def gather(unit: Unit, question: Question_, tools: Tools) -> Asked:
    """What the child needs to know of the province and of the plan amended."""
    person = await people.get(unit, question["person"])
    mine = held(person, Right.LOAD_PLAN)
    plan = None if question["subject"] == NEW else await plans.get(unit, question["subject"])
    if not mine or (plan is not None and not may(person, Right.LOAD_PLAN, plan)):
        raise Refusal("draft.right_missing")
    province = plan.province if plan else mine[0].agency.province
    known = await drafts.get(unit, question["draft"]) if "draft" in question else None
    before = await drafts.open_one(unit, question["person"], plan.id if plan else None)
    earlier = known or before
    file = await attachments.get(unit, question["file"]) if question.get("file") else None
    name = file.name if file else known.name if known else ""
    return replace(
        await asked_of(unit, tools, plan, province, name),
        said=earlier.said if earlier else {},
        content=known.content if known else None,
    )


async def asked_of(unit: Unit, tools: Tools, plan: Plan | None, province: str, name: str) -> Asked:
    """A file to be read as a new plan, or as the next version of one."""
    return Asked(
        file=name,
        made=tools.texts.plain("book.file", short=plan.short if plan else ""),
        words=book_words(tools.texts, tools.mark),
        directory=await directory_of(unit, province),
        fixed=_fixed(plan),
        default=await _default(unit, plan, province),
    )


def _fixed(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {}
    return {"id": plan.id, "short": plan.short, "province": plan.province}


async def _default(unit: Unit, plan: Plan | None, province: str) -> dict[str, Any]:
    """What stands where the document says nothing: of an amended plan what it says in use."""
    if plan is None:
        return {"province": province}
    head: dict[str, Any] = dict((await plans.source(unit, plan.id))["plan"])
    return head
