"""A document that nobody asked for, from somebody who keeps plans: offered as a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogues.messages import Choice
from handlers.drafting.asking import FORM, KIND, MOST_PLANS, take_file
from handlers.drafting.place import NEW, amended, own_agencies
from handlers.rights import Right, held
from handlers.shelf import number, numbers
from handlers.turn import Turn
from plans.files import MOST_BYTES, clean_name, ending
from plans.ground import Refusal
from plans.text import fold
from storage import attachments, heavy
from storage.attachments import Attachment

_PAPERS = (".docx", ".pdf")
_NAMED = re.compile(r"ke[\W_]*hoach|(?<![a-z])kh(?![a-z])")


async def offered(turn: Turn) -> bool:
    """Ask whether the file just sent is a plan; False where it cannot be this person's."""
    name = clean_name(turn.incoming.file.get("file_name", ""))
    if not held(turn.person, Right.LOAD_PLAN) or not _like_a_plan(name):
        return False
    size = turn.incoming.file.get("file_size", "")
    if size.isdecimal() and int(size) > MOST_BYTES:
        raise Refusal("attachment.too_big", name=name, megabytes=MOST_BYTES // 2**20)
    file = await attachments.want(turn.unit, turn.incoming, turn.me.id)
    turn.say("draft.offer", name=name, choices=await _choices(turn, file))
    return True


def _like_a_plan(name: str) -> bool:
    """Papers are; another file that /kehoach takes is where its name says so."""
    tail = ending(name)
    taken = tail in FORM.questions[0].endings
    return tail in _PAPERS or (taken and _NAMED.search(fold(name)) is not None)


async def _choices(turn: Turn, file: int) -> Sequence[Choice]:
    mine = (await turn.plans_with(Right.LOAD_PLAN))[:MOST_PLANS]
    return [
        turn.choice("draft.new", f"khf:{file}:{NEW}"),
        *(turn.choice("draft.amend", f"khf:{file}:{one.id}", plan=one) for one in mine),
        turn.choice("draft.no_plan", f"khx:{file}"),
    ]


async def read(turn: Turn, arguments: Sequence[str]) -> None:
    """[Kế hoạch mới], [Điều chỉnh KH VLXD] under the offer: the form goes on from the file."""
    subject = ":".join(arguments[1:]) or NEW
    await amended(turn, subject)
    file = await _own(turn, number(arguments[0]) if arguments else 0)
    if await heavy.last_of(turn.unit, KIND, file.id) is not None:
        raise Refusal("draft.read_before", name=file.name)
    await take_file(turn, subject, file.id)


async def drop(turn: Turn, arguments: Sequence[str]) -> None:
    """[Không phải kế hoạch]: the file is not fetched, or not kept."""
    own_agencies(turn)
    (found,) = numbers(arguments, 1)
    file = await _own(turn, found)
    if await heavy.last_of(turn.unit, KIND, file.id) is not None:
        raise Refusal("draft.read_before", name=file.name)
    await attachments.discard(turn.unit, file.id)
    turn.say("common.file")


async def _own(turn: Turn, file: int) -> Attachment:
    """Raises Refusal draft.no_offer: another's file, or one let go."""
    found = await attachments.get(turn.unit, file)
    if found is None or found.person != turn.me.id or found.state not in {"wanted", "stored"}:
        raise Refusal("draft.no_offer")
    return found
