"""A draft as it was read: counts, what to look at, what changed, and the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.messages import Choice
from dialogues.render import refusal as in_words
from handlers.drafting.place import NEW, Place, amended, own_agencies, place_of, placed
from handlers.turn import Turn
from plans.amending import amend
from plans.draft import Content
from plans.ground import Refusal
from plans.planfile import task_key
from plans.yamlfile import Problem
from reports.plan_draft import ReadDraft, Wrong
from storage import amendments, drafts
from storage.drafts import Draft

Question = Mapping[str, Any]
_PROBLEMS, _WARNINGS, _CHANGES = 6, 3, 4  # told in one message; the others are counted


async def finish(turn: Turn, question: Question, found: Wrong | tuple[ReadDraft, int]) -> None:
    """Keep what was read and show it; or the cells to mend, where it cannot be read at all."""
    plan = await amended(turn, question["subject"])
    if isinstance(found, Wrong):
        _show_wrong(turn, question["subject"], found.problems)
        return
    read, book = found
    of_plan = plan.id if plan else None
    before = await drafts.open_one(turn.unit, turn.me.id, of_plan)
    if plan is None:
        _refuse_other_province(turn, read.content)
    made = await drafts.add(turn.unit, {
        "person_id": turn.me.id,
        "province": read.content["plan"]["province"],
        "amends": of_plan,
        "base": await amendments.count(turn.unit, of_plan) if of_plan else 0,
        "name": read.file,
        "attachment_id": question.get("file") or (before.attachment if before else None),
        "content": read.content,
        "said": dict(read.said),
        "same": dict(before.same) if before else {},
        "problems": len(_beside_names(read.problems)),
    })  # fmt: skip
    draft = await drafts.get(turn.unit, made)
    assert draft is not None  # noqa: S101 - added above
    place = await placed(turn, draft, plan)
    turn.hand_over(book, "draft.book", name=read.file)
    _show(turn, place, read, before if read.book or "draft" in question else None)


def _refuse_other_province(turn: Turn, content: Content) -> None:
    mine = {one.province for one in own_agencies(turn)}
    found = content["plan"].get("province")
    if found not in mine:
        raise Refusal("draft.other_province", province=found, mine=sorted(mine))


def _beside_names(problems: Sequence[Problem]) -> list[Problem]:
    """Names nobody has are asked of a person; an empty head too."""
    return [one for one in problems if one.code != "file.unknown_agency"]


def _show_wrong(turn: Turn, subject: str, problems: Sequence[Problem]) -> None:
    turn.say(
        "draft.wrong",
        faults=_faults(turn, problems),
        more=max(len(problems) - _PROBLEMS, 0),
        choices=[turn.choice("draft.another", "khm" if subject == NEW else f"kh:{subject}")],
    )


def _faults(turn: Turn, problems: Sequence[Problem]) -> list[str]:
    return [
        turn.texts.say("draft.fault", place=one.place, why=in_words(_refusal(one), turn.texts))
        for one in problems[:_PROBLEMS]
    ]


def _refusal(one: Problem) -> Refusal:
    return Refusal(one.code, **{"number": None, **one.fields})


def _show(turn: Turn, place: Place, read: ReadDraft, before: Draft | None) -> None:
    problems = _beside_names(read.problems)
    content = read.content
    warnings = [
        turn.texts.say("draft.warning", number=number, why=why)
        for number, why in read.warnings[:_WARNINGS]
    ]
    changed = _compared(before.content, content) if before else ()
    turn.say(
        "draft.read",
        plan=place.plan,
        head=content["plan"],
        name=read.file,
        tasks=len(content.get("tasks") or ()),
        duties=len(content.get("reporting") or ()),
        indicators=len(content.get("indicators") or ()),
        warned=len(read.warnings),
        warnings=warnings if not (problems or changed) else (),
        compared=before is not None,
        changed=changed[:_CHANGES],
        more_changed=max(len(changed) - _CHANGES, 0),
        faults=_faults(turn, problems)[:_WARNINGS],
        wrong=len(problems),
        gaps=place.gaps,
        unknown=[one.printed for one in place.unknown],
        choices=buttons(turn, place),
    )


def _compared(old: Content, new: Content) -> list[tuple[str, Sequence[str]]]:
    """(number, what is different): a corrected workbook against the draft before."""
    found = amend(_keyed(old), _keyed(new), {})
    return [(one.number, one.what) for one in found.changes]


def _keyed(content: Content) -> Content:
    """A draft's tasks have no keys yet: here their numbers stand for them."""
    tasks = [
        {**one, "key": one.get("key") or task_key(str(one["number"]))} for one in content["tasks"]
    ]
    return {**content, "tasks": tasks}


def buttons(turn: Turn, place: Place) -> list[Choice]:
    """The next step: mend, say what is missing, or put it into use."""
    draft, found = place.draft, []
    if place.gaps:
        found.append(turn.choice("draft.fill", f"khb:{draft.id}"))
    elif not draft.problems and place.plan is None:
        found.append(turn.choice("draft.use", f"kht:{draft.id}"))
    elif not draft.problems:
        found.append(turn.choice("draft.changes", f"khd:{draft.id}"))
    found.append(turn.choice("draft.another", place.another))
    return found


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bản đang soạn]: where a draft stands."""
    place = await place_of(turn, ":".join(arguments))
    content = place.draft.content
    turn.say(
        "draft.standing",
        draft=place.draft,
        plan=place.plan,
        head=content["plan"],
        tasks=len(content["tasks"]),
        gaps=place.gaps,
        unknown=[one.printed for one in place.unknown],
        choices=buttons(turn, place),
    )
