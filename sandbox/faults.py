"""Trouble on purpose: what a far server and a long wire do on a bad day."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

KINDS = ("too_many", "server_error", "no_answer", "answer_lost", "answer_held")
SENDS = frozenset(
    {"sendMessage", "sendDocument", "sendPhoto", "editMessageText", "editMessageReplyMarkup"}
)


@dataclass(slots=True)
class Fault:
    """Strikes the next `next` calls, then by `probability` (0 to 1)."""

    probability: float = 0.0
    next: int = 0


@dataclass(slots=True)
class Faults:
    """
    too_many: 429 with `retry_after`, no effect. server_error: 500, no effect.
    no_answer: no effect, the connection is held until the client gives up.
    answer_lost: the effect happens, the connection is closed without a byte.
    answer_held: the effect happens, the connection is held until the client gives up.

    Only calls in `methods` are struck or slowed by `latency_ms`.
    """

    too_many: Fault = field(default_factory=Fault)
    server_error: Fault = field(default_factory=Fault)
    no_answer: Fault = field(default_factory=Fault)
    answer_lost: Fault = field(default_factory=Fault)
    answer_held: Fault = field(default_factory=Fault)
    retry_after: int = 1
    latency_ms: float = 0.0
    methods: frozenset[str] = SENDS
    dice: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 -- repeatable trouble, no secret
    armed: bool = False

    def set(self, kind: str, *, probability: float = 0.0, next: int = 0) -> None:  # noqa: A002 -- the words of the practice API
        """Arm one kind. ValueError for an unknown kind or a value out of range."""
        if kind not in KINDS or not 0.0 <= probability <= 1.0 or next < 0:
            raise ValueError(kind)
        setattr(self, kind, Fault(probability, next))
        self._look()

    def seed(self, number: int) -> None:
        """Start the dice anew, so that a run can be repeated."""
        self.dice.seed(number)

    def clear(self) -> None:
        """Back to a good day."""
        for kind in KINDS:
            setattr(self, kind, Fault())
        self.latency_ms = 0.0
        self.methods = SENDS
        self.armed = False

    def strike(self, method: str) -> str | None:
        """The kind of trouble this call meets, if any."""
        if not self.armed or method not in self.methods:
            return None
        for kind in KINDS:
            fault: Fault = getattr(self, kind)
            if fault.next > 0:
                fault.next -= 1
                return kind
            if fault.probability and self.dice.random() < fault.probability:
                return kind
        self._look()
        return None

    def _look(self) -> None:
        # Kept as one flag so that a call on a good day costs nothing.
        faults = (getattr(self, kind) for kind in KINDS)
        self.armed = any(fault.next or fault.probability for fault in faults)
