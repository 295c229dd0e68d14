"""A choice that is typed: by its key, or by its words, as it was shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dialogues import words
from dialogues.messages import Choice
from handlers.turn import Turn
from plans.text import match_key
from storage import outbox

# Nobody reads a question and answers it so soon: what comes at once was meant for the one before
# ("A" sent twice).
GLANCE = timedelta(milliseconds=700)
_SEE_TASK = "nv:"  # its words are the task's number: typed, that opens its update
_LATELY = 12  # messages whose choices may be named by their words
_LABEL = 60  # characters: who types more has something to say


async def shown(turn: Turn) -> tuple[Choice, ...]:
    """The choices of the last message that had been read when this was typed."""
    found = await outbox.shown(turn.unit, turn.speaker.chat.id, _read_by(turn))
    return found[0].choices if found else ()


async def newest(turn: Turn, text: str) -> str | None:
    """The action of a choice of the last message that had been read when this was typed.

    Its words are the choice on every platform, and no answer to a question that waits for words.
    Where there are no buttons its key is too.
    """
    if turn.incoming.by_letter:
        choices = await shown(turn)
        return _keyed(choices, text) or _worded(choices, text)
    if len(text) > _LABEL or "\n" in text or text.startswith("/"):
        return None  # no label: the store need not be asked
    return _worded(await shown(turn), text)


async def typed(turn: Turn, text: str) -> str | None:
    """The same where there are buttons, by key alone; where not, by the words of older choices.

    The choices of a form are its own affair: words answer the question it is at.
    """
    if not turn.incoming.by_letter:
        if words.typed_key(text) is None:
            return None
        return _keyed(await shown(turn), text)
    older = await outbox.shown(turn.unit, turn.speaker.chat.id, _read_by(turn), _LATELY)
    said = (one for say in older for one in say.choices if not one.action.startswith("f:"))
    return _worded(said, text)


def _read_by(turn: Turn) -> datetime:
    """What was sent by then had been read when this was typed."""
    received = turn.incoming.received or turn.now
    return received - GLANCE if turn.incoming.by_letter else received


def _keyed(choices: Iterable[Choice], text: str) -> str | None:
    key = words.typed_key(text)
    return next((one.action for one in choices if key is not None and one.key == key), None)


def _worded(choices: Iterable[Choice], text: str) -> str | None:
    wanted = match_key(text)
    named = (one.action for one in choices if wanted and match_key(one.label) == wanted)
    return next((one for one in named if not one.startswith(_SEE_TASK)), None)
