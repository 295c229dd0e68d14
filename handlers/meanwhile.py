"""What is typed in the middle of a form about oneself, and is no answer of it."""

from __future__ import annotations

from dialogues.forms import Session
from handlers.turn import Turn
from plans.ground import Refusal
from plans.text import match_key


async def typed_code(turn: Turn, session: Session, text: str) -> bool:
    """A code typed in the middle is a code; "Huy" may be a name, and is not guessed.

    Raises Refusal join.name_or_cancel.
    """
    from handlers import join  # it opens the forms that ask here

    if join.looks_like_code(text):
        await join.code(turn, text)
        return True
    if session.at == "name" and match_key(text) == "huy":
        raise Refusal("join.name_or_cancel")
    return False
