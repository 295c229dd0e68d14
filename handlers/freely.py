"""What is said of a report without a form: its document, a way to answer, its content."""

from __future__ import annotations

from dialogues.words import way_of
from handlers import document, leader, promise, report
from handlers.dialogue import Thread
from handlers.participation import Seat, choose, seats
from handlers.turn import Turn
from plans.model import SubmissionState
from plans.papers import is_paper_alone

_WAYS = {"kps": report.nothing, "tl": leader.press, "hen": promise.press}


async def threads(turn: Turn) -> list[Thread]:
    """The open reports of my agencies: words are the one answer of who leads nothing."""
    found = [one for one in await seats(turn) if one.part.state is not SubmissionState.MORE_ASKED]
    papers = [
        Thread(document.FEATURE, one.key, _label(turn, one), is_paper_alone, known=document.SHOWN)
        for one in found
    ]
    contents = [
        Thread(report.FEATURE, one.key, _label(turn, one), _is_content)
        for one in found
        if not (one.part.leads or one.part.reported)
    ]
    return [*papers, *contents]


def _label(turn: Turn, one: Seat) -> str:
    return turn.texts.plain("report.seat", round=one.round, agency=one.part.agency)


def _is_content(text: str) -> bool:
    """A sentence, or không phát sinh; no document alone, and no other way of answering."""
    if is_paper_alone(text) or way_of(text) in {"tl", "hen"}:
        return False
    return len(text.split()) > 1 and any(char.isalpha() for char in text)


async def way(turn: Turn, text: str) -> bool:
    """A way of answering typed as the whole message is its button."""
    verb = way_of(text)
    if verb is None or not await seats(turn):
        return False
    one = await choose(turn, verb)
    if one is not None:
        await _WAYS[verb](turn, one.key.split(":"))
    return True
