"""A biểu made, or read back: shown as split and confirmed before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handlers import dialogue, paste, pieces, report, tasks
from handlers.entering import form as entering
from handlers.entering.place import place_of
from handlers.sheets.asking import ENTRY, Sheet, give_button, no_more_files, sheet_of
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.ground import Refusal
from plans.numbers import Numbered
from plans.paste import Pasted, Piece
from plans.task_sheet import Answered, Filled
from storage import attachments, audit

MAKING, WRITER = "blank_sheet", "reports.task_sheet:write"
READING, READER = "filled_sheet", "plans.reading.task_sheet:read"
Question = Mapping[str, Any]
_ERRORS = 7  # cells named in one message


async def made(turn: Turn, question: Question, attachment: int) -> None:
    """The sheet goes out, with the button to send it back."""
    one = await sheet_of(turn, question["who"], question["key"])
    choices = [give_button(turn, one.who, one.key)]
    about, after = f"agency:{one.agency.id}", {"plan": one.plan.id}
    await audit.note(turn.unit, turn.me.id, "sheet_taken", about, None, after)
    turn.hand_over(attachment, "sheet.made", plan=one.plan, sheet=one, choices=choices)


async def read(turn: Turn, question: Question, filled: Filled) -> None:
    """Errors by cell, or what was read, in the form that a pasted text would open."""
    one = await sheet_of(turn, question["who"], question["key"])
    if filled.secret:
        await attachments.discard(turn.unit, question["file"])
        turn.say("sheet.secret", choices=[give_button(turn, one.who, one.key)])
    elif filled.errors:
        _show_errors(turn, one, filled)
    elif not (filled.answers or filled.support):
        raise Refusal("sheet.empty", choices=[give_button(turn, one.who, one.key)])
    elif one.who == ENTRY:
        await _enter(turn, one, filled)
        await no_more_files(turn, one)
    else:
        await _paste(turn, one, filled)
        await no_more_files(turn, one)


def _show_errors(turn: Turn, one: Sheet, filled: Filled) -> None:
    turn.say(
        "sheet.errors",
        errors=filled.errors[:_ERRORS],
        more=max(len(filled.errors) - _ERRORS, 0),
        choices=[give_button(turn, one.who, one.key)],
    )


async def _enter(turn: Turn, one: Sheet, filled: Filled) -> None:
    place = await place_of(turn, one.key)
    answers: dict[str, Any] = {"kind": "text", "opening": "", "closing": ""}
    if place.leads:
        answers = pieces.with_more(answers, _pasted(filled.answers, place.leads), place.leads)
        answers |= {"pieces": answers.get("pieces", []), "support": filled.support or None}
    else:
        answers["content"] = filled.support
    await entering.open_for(turn, one.key, answers)


async def _paste(turn: Turn, one: Sheet, filled: Filled) -> None:
    if not filled.answers:
        await dialogue.begin(turn, report.FEATURE, one.key, _support(filled))
        return
    found = await tasks.mine(turn)
    beside = {"support": filled.support, "seat": one.key} if filled.support else {}
    await paste.show(turn, found, _pasted(filled.answers, found), beside)


def _support(filled: Filled) -> Mapping[str, Any]:
    return {"kind": "full", "support": filled.support}


def _pasted(answers: Sequence[Answered], found: Sequence[Mine]) -> Pasted:
    """Rows as pieces, so that they are shown, changed and written as pasted ones are."""
    places = {one.key: at for at, one in enumerate(found)}
    if any(one.key not in places for one in answers):
        raise Refusal("sheet.changed")
    some = tuple(
        Piece(
            typed=one.number,
            matches=(Numbered(found[at].task.short, one.number, at),),
            text=one.text,
            status=one.status,
            said="",
        )
        for one in answers
        for at in (places[one.key],)
    )
    return Pasted(some, before="", unknown=(), repeated=(), empty=())
