"""A new version of a plan in use: the difference, doubtful pairs one by one, then its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.drafting.amend_notices import lines_of
from handlers.drafting.applying import By, compared
from handlers.drafting.asking import no_more_files
from handlers.drafting.carrying import carry_out
from handlers.drafting.place import Place, place_of
from handlers.drafting.using import own_coordinator, ready, take
from handlers.shelf import number, numbers
from handlers.turn import Turn
from handlers.update import paper_of, read_paper
from plans.amending import ANOTHER, Amended, Doubt
from plans.ground import Refusal
from plans.model import Plan
from plans.yamlfile import PlanFileInvalid
from storage import amendments, drafts, plans

_LINES = 6


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem thay đổi]: first what only a person can say, then what would change."""
    place, plan = await _place(turn, arguments[:1])
    found = await compared(turn.unit, plan, place.draft.content, place.draft.same)
    if found.doubts:
        await _ask(turn, place, plan, found.doubts)
        return
    page = number(arguments[1]) if arguments[1:] else 0
    _show(turn, place, plan, found, page)


async def _place(turn: Turn, arguments: Sequence[str]) -> tuple[Place, Plan]:
    place = await place_of(turn, ":".join(arguments))
    if place.plan is None:
        raise Refusal("draft.gone")
    ready(place)
    if place.draft.base != await amendments.count(turn.unit, place.plan.id):
        again = [turn.choice("draft.another", place.another)]
        raise Refusal("amend.moved", plan=place.plan, choices=again)
    return place, place.plan


def _show(turn: Turn, place: Place, plan: Plan, found: Amended, page: int) -> None:
    changes = found.changes[page * _LINES : (page + 1) * _LINES]
    choices = []
    if not found.empty:
        choices.append(turn.choice("amend.paper", f"kht:{place.draft.id}"))
    if (page + 1) * _LINES < len(found.changes):
        choices.append(turn.choice("common.page_after", f"khd:{place.draft.id}:{page + 1}"))
    turn.say(
        "amend.changes",
        plan=plan,
        count=len(found.changes),
        page=page,
        lines=lines_of(turn.texts, plan, changes),
        head=found.head,
        writes=False,
        choices=[*choices, turn.choice("draft.another", place.another)],
    )


async def _ask(turn: Turn, place: Place, plan: Plan, doubts: Sequence[Doubt]) -> None:
    """The first pair that may be one task; the buttons name both, so that an old one is known."""
    doubt = doubts[0]
    ids = {one.key: one.id for one in await plans.tasks(turn.unit, plan.id)}
    new = [one["number"] for one in place.draft.content["tasks"]].index(doubt.after["number"])
    pair = f"{place.draft.id}:{ids[str(doubt.before['key'])]}:{new}"
    turn.say(
        "amend.doubt",
        plan=plan,
        doubt=doubt,
        left=len(doubts),
        choices=[
            turn.choice("amend.same", f"khc:{pair}:1"),
            turn.choice("amend.another", f"khc:{pair}:0"),
        ],
    )


async def answer(turn: Turn, arguments: Sequence[str]) -> None:
    """[Cùng một nhiệm vụ], [Hai nhiệm vụ khác nhau]."""
    draft_id, task_id, new, same = numbers(arguments, 4)
    place, plan = await _place(turn, [str(draft_id)])
    draft = place.draft
    found = await compared(turn.unit, plan, draft.content, draft.same)
    keys = {one.id: one.key for one in await plans.tasks(turn.unit, plan.id)}
    tasks = draft.content["tasks"]
    open_ = {(str(one.before["key"]), one.after["number"]) for one in found.doubts}
    pair = (keys.get(task_id, ""), tasks[new]["number"] if new < len(tasks) else "")
    if pair in open_:  # an old button, or a second press, changes nothing
        said = {**draft.same, pair[0]: pair[1] if same else ANOTHER}
        await drafts.change(turn.unit, draft.id, same=said)
    await show(turn, [str(draft_id)])


async def go_on(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đưa vào theo dõi] of a new plan; [Ghi văn bản điều chỉnh] of a new version."""
    place = await place_of(turn, ":".join(arguments))
    if place.plan is None:
        await take(turn, place)
        return
    await _place(turn, arguments)
    await dialogue.begin(turn, FEATURE, str(place.draft.id), afresh=True)


async def _facts(turn: Turn, subject: str) -> Facts:
    place, plan = await _place(turn, [subject])
    found = await compared(turn.unit, plan, place.draft.content, place.draft.same)
    if found.doubts or found.empty:
        raise Refusal("amend.unsure")
    return {"place": place, "plan": plan, "found": found}


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    changes = facts["found"].changes
    counts = {
        kind: sum(1 for one in changes if kind in one.what)
        for kind in ("added", "removed", "number", "due", "lead")
    }
    return {
        "plan": facts["plan"],
        "paper": paper_of(answers.get("paper")),
        "counts": counts,
        "changed": len(changes),
        "slips": sum(1 for one in changes if one.slips),
    }


FORM = Form(
    name="amend",
    version=1,
    questions=(
        Question(
            "paper", AnswerKind.PAPER, "amend.ask_paper", read=read_paper, slots=_slots,
            label="amend.label_paper",
        ),
    ),
    review="amend.review",
    review_slots=_slots,
    send_label="draft.use",
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    place: Place = facts["place"]
    plan: Plan = facts["plan"]
    own_coordinator(turn, place, ready(place))
    given = paper_of(answers["paper"])
    assert given is not None  # noqa: S101 - the question needs one
    by = By(turn.me.id, given, place.draft.attachment)
    calendar = turn.tools.calendar
    try:
        done = await carry_out(turn.unit, plan, facts["found"], place.draft.said, by, calendar)
    except PlanFileInvalid as wrong:
        raise Refusal("draft.unfinished", count=len(wrong.problems)) from wrong
    await drafts.use(turn.unit, place.draft.id)
    await no_more_files(turn, plan.id)
    received = turn.choice("broadcast.who_received", f"khr:{done.amendment.id}")
    turn.say(
        "amend.done",
        plan=plan,
        started=plan.started is not None,
        choices=[received] if done.told else [],
        **done.slots,
    )


FEATURE = Feature.one(FORM, _done, facts=_facts)
