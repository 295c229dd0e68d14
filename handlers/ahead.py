"""A sentence typed where a button was asked for: kept as the content that would be asked next."""

from __future__ import annotations

from dialogues.forms import Form, Session
from dialogues.offers import offers, pick
from dialogues.words import control_of
from handlers.dialogue import Facts


def is_content(form: Form, session: Session, facts: Facts, text: str) -> bool:
    """Two words or more that name neither an option nor a control of the present question."""
    if len(text.split()) < 2 or not any(char.isalpha() for char in text):
        return False
    return control_of(text) is None and pick(offers(form, session, facts), text) is None
