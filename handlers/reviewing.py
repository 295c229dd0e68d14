"""[Xem báo cáo chờ tiếp nhận]: each report in pieces, [Tiếp nhận] of one or of all plain ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogues.messages import Choice
from handlers.desk import desk
from handlers.listing import paged
from handlers.shelf import number, numbers
from handlers.submitted import Report, report_of
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Participant, Plan, Round, SubmissionState
from plans.reviewing import plain
from reports import digest
from storage import audit, participants, reviews, submissions
from storage.submissions import Sent

_LINES = 6  # reports on a page
_TASKS = 4  # tasks on a page of one report


@dataclass(frozen=True)
class Entry:
    """A report of the list: new, or corrected since it was accepted."""

    part: Participant
    sent: Sent | None
    corrected: tuple[str, ...]
    replaced: bool  # sent after an earlier one was accepted


async def waiting(turn: Turn, arguments: Sequence[str]) -> None:
    """What waits to be accepted, with a button each."""
    plan, round_ = await desk(turn, arguments)
    found = await _entries(turn, plan, round_)
    page, turns = paged(turn.texts, found, f"tnd:{round_.id}", arguments[1:], _LINES)
    easy = _plain(found)
    choices = [Choice(one.part.agency.name, f"tnb:{_key(one, round_)}") for one in page]
    if easy:
        newest = max(one.sent.id for one in easy if one.sent)
        all_ = turn.choice("review.accept_plain", f"tnt:{round_.id}:{newest}", count=len(easy))
        choices.append(all_)
    turn.say(
        "review.waiting",
        round=round_,
        count=len(found),
        entries=page,
        choices=[*choices, *turns],
    )


def _key(one: Entry, round_: Round) -> str:
    return f"{round_.id}:{one.part.agency.id}"


def _plain(found: Sequence[Entry]) -> list[Entry]:
    """Those that may be accepted together: they say that nothing happened, and wait."""
    return [one for one in found if one.sent and plain(one.part)]


async def _entries(turn: Turn, plan: Plan, round_: Round) -> list[Entry]:
    found = await digest.gather(turn.unit, plan, round_, turn.today, turn.tools.calendar)
    sent = await submissions.standing(turn.unit, round_.id)
    taken = await reviews.accepted(turn.unit, round_.id)
    return [
        _entry(one, sent.get(one.agency.id), found.corrected, taken.get(one.agency.id))
        for one in found.sent
        if one.waits or one.agency.id in found.corrected
    ]


def _entry(
    part: Participant,
    sent: Sent | None,
    corrected: Mapping[int, tuple[str, ...]],
    taken: datetime | None,
) -> Entry:
    replaced = sent is not None and taken is not None and taken < sent.at
    return Entry(part, sent, corrected.get(part.agency.id, ()), replaced)


async def show(turn: Turn, arguments: Sequence[str]) -> None:
    """One agency's report, whole, in pages of a few tasks."""
    plan, round_ = await desk(turn, arguments)
    agency = number(arguments[1]) if arguments[1:] else 0
    say_report(turn, await report_of(turn, plan, round_, agency), arguments[2:])


def say_report(
    turn: Turn, one: Report, arguments: Sequence[str] = (), *, changed: bool = False
) -> None:
    """The report and what can be done with it; `changed`: it is not what was pressed on."""
    page, turns = paged(turn.texts, one.lines, f"tnb:{one.key}", arguments, _TASKS)
    choices = []
    if _open(one):
        choices.append(turn.choice("review.accept", f"tn:{one.key}:{one.stamp}"))
        if one.part.state is not SubmissionState.ACCEPTED:
            choices.append(turn.choice("review.ask_more", f"yc:{one.key}:{one.stamp}"))
    back = turn.choice("review.others", f"tnd:{one.round.id}")
    turn.say(
        "review.report",
        one=one,
        lines=page,
        last=not turns or one.lines[-1:] == page[-1:],
        changed=changed,
        answers=[
            turn.texts.say("questions.said", one=answer)
            for answer in (one.sent.answers if one.sent else ())
        ],
        figures=[
            turn.texts.say("indicator.said", one=indicator, value=value, round=one.round)
            for indicator, value in one.figures
        ],
        choices=[*choices, *turns, back],
    )


def _open(one: Report) -> bool:
    """Whether there is something to accept."""
    return one.part.reported and (one.accepted is None or bool(one.corrections))


async def pressed(turn: Turn, arguments: Sequence[str]) -> Report | None:
    """The report a press of the desk means; None where it was shown anew instead.

    Whoever was faster is named; what was withdrawn, sent again or corrected is shown first.
    """
    plan, round_ = await desk(turn, arguments)
    _, agency, *_ = numbers(arguments, 5)
    one = await report_of(turn, plan, round_, agency)
    if one.accepted is not None and not one.corrections:
        raise Refusal("review.accepted_before", one=one.accepted, agency=one.part.agency)
    if not one.part.reported:
        raise Refusal("review.withdrawn", agency=one.part.agency)
    if ":".join(arguments[2:]) != one.stamp:
        say_report(turn, one, changed=True)
        return None
    return one


async def accept(turn: Turn, arguments: Sequence[str]) -> None:
    """[Tiếp nhận]."""
    one = await pressed(turn, arguments)
    if one is None:
        return
    await accept_one(turn, one.round, one.part, one.sent)
    left = len(await _entries(turn, one.plan, one.round))
    choices = [turn.choice("review.others", f"tnd:{one.round.id}")] if left else []
    turn.say("review.accepted", one=one, left=left, choices=choices)


async def accept_one(turn: Turn, round_: Round, part: Participant, sent: Sent | None) -> None:
    """Take a report: said, and kept in the log."""
    agency, me = part.agency.id, turn.me.id
    before = part.state
    more = {"round_id": round_.id, "submission_id": sent.id if sent else None}
    await reviews.add(turn.unit, reviews.ACCEPTED, agency, me, **more)
    state = SubmissionState.ACCEPTED
    await participants.change(turn.unit, round_.id, agency, state=state)
    await audit.note(turn.unit, me, "accept", f"round:{round_.id}:{agency}", before, state)


async def accept_plain(turn: Turn, arguments: Sequence[str]) -> None:
    """[Tiếp nhận … báo cáo không phát sinh]: those that were listed, and no later ones."""
    plan, round_ = await desk(turn, arguments)
    _, newest = numbers(arguments, 2)
    found = await _entries(turn, plan, round_)
    easy = [one for one in _plain(found) if one.sent and one.sent.id <= newest]
    if not easy:
        raise Refusal("review.none_plain", choices=[_others(turn, round_)])
    for one in easy:
        await accept_one(turn, round_, one.part, one.sent)
    left = len(found) - len(easy)
    turn.say(
        "review.accepted_plain",
        round=round_,
        names=[one.part.agency.name for one in easy],
        left=left,
        choices=[_others(turn, round_)] if left else [],
    )


def _others(turn: Turn, round_: Round) -> Choice:
    return turn.choice("review.others", f"tnd:{round_.id}")
