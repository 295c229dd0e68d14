"""What goes into the form engine and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dialogues.sessions import Session
from plans.ground import Refusal


@dataclass(frozen=True)
class Typed:
    """A message of the person. `longest`: characters after which its platform cuts in parts."""

    text: str
    longest: int = 4096


@dataclass(frozen=True)
class Pressed:
    """A button of `question`: an option, or "_back", "_skip", "_send", "_edit:result" and such."""

    question: str
    option: str


@dataclass(frozen=True)
class Attached:
    """A file, kept as the attachment of this number."""

    attachment: int


@dataclass(frozen=True)
class Ask:
    """Put this question; EDIT: which answer to change?"""

    question: str


@dataclass(frozen=True)
class Review:
    """Show everything answered, before it is sent."""


@dataclass(frozen=True)
class Refused:
    """The answer was not taken; the question follows again."""

    refusal: Refusal


@dataclass(frozen=True)
class Stale:
    """A button of another question; the present one follows, if the form is not over."""


@dataclass(frozen=True)
class Moved:
    """A session of an older version goes on with what still fits; `text`: the key that says so."""

    text: str = "common.moved"


@dataclass(frozen=True)
class Done:
    """Sent: the answers on the branches taken, None for skipped ones, and the handler's own."""

    answers: dict[str, Any]


@dataclass(frozen=True)
class Cancelled:
    """Given up by the person."""


@dataclass(frozen=True)
class Later:
    """Put aside; the session stands where it stood."""


Event = Ask | Review | Refused | Stale | Moved | Done | Cancelled | Later


@dataclass(frozen=True)
class Step:
    """What one answer leads to."""

    session: Session
    events: tuple[Event, ...]
