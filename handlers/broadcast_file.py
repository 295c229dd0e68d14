"""A file that goes with a broadcast: fetched and kept first, then the preview follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues import forms
from handlers import dialogue
from handlers.broadcast import FEATURE, MOST_CHARS
from handlers.rights import Right, may
from handlers.shelf import numbers
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from storage import broadcasts, chats, plans
from storage.database import Unit


async def gather(_unit: Unit, _question: Mapping[str, Any], _tools: Tools) -> None:
    """The work needs nothing but the file."""


async def finish(turn: Turn, question: Mapping[str, Any], _size: int) -> None:
    """The file lies in files/: it is an answer of the draft, and its caption may be the text."""
    stored = await chats.draft(turn.unit, turn.owner, FEATURE.name, question["subject"])
    if stored is None or not stored.state:
        raise Refusal("broadcast.file_late", name=question["name"])
    answers = dict(forms.from_json(stored.state).answers)
    caption = str(question["caption"])
    if caption and "text" not in answers and len(caption) <= MOST_CHARS:
        answers["text"] = caption
    answers |= {"file": question["attachment"], "file_name": question["name"]}
    await dialogue.begin(turn, FEATURE, stored.subject, answers)


async def hand_over(turn: Turn, arguments: Sequence[str]) -> None:
    """[Xem văn bản]: the file of a broadcast, to the plan's own people."""
    (broadcast_id,) = numbers(arguments, 1)
    one = await broadcasts.get(turn.unit, broadcast_id)
    plan = await plans.get(turn.unit, one.plan) if one else None
    sees = plan is not None and (
        may(turn.person, Right.REPORT, plan) or may(turn.person, Right.BROADCAST, plan)
    )
    if one is None or one.attachment is None or not sees:
        raise Refusal("broadcast.no_file")
    if not turn.incoming.private:
        raise Refusal("command.private_only")
    turn.hand_over(one.attachment, "broadcast.file", one=one, plan=plan)
