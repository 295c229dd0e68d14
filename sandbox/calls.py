"""The record of what the bots asked of the server: who was told what, when, with what result."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

KEPT = 5_000


@dataclass(slots=True)
class Call:
    """One call. `params` holds what came over the wire, files as their names; never the token."""

    number: int
    at: datetime
    bot: str
    method: str
    chat_id: int | None
    params: dict[str, Any] = field(default_factory=dict)
    code: int = 200
    description: str = ""
    message_id: int | None = None
    fault: str | None = None


class CallLog:
    """The latest calls, or all of them where a test counts."""

    def __init__(self, keep_all: bool = False) -> None:
        self._calls: deque[Call] = deque(maxlen=None if keep_all else KEPT)
        self.total = 0

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def open(self, at: datetime, bot: str, method: str, params: dict[str, Any]) -> Call:
        """Start a record; the caller fills in the result."""
        self.total += 1
        call = Call(self.total, at, bot, method, _chat_id(params), params)
        self._calls.append(call)
        return call

    def of(self, method: str, chat_id: int | None = None, code: int | None = None) -> list[Call]:
        """Calls of one method, oldest first, perhaps of one chat or one result code."""
        return [
            call
            for call in self._calls
            if call.method == method
            and (chat_id is None or call.chat_id == chat_id)
            and (code is None or call.code == code)
        ]

    def latest(self, count: int, methods: frozenset[str]) -> list[Call]:
        """The newest calls of these methods, newest first."""
        found = (call for call in reversed(self._calls) if call.method in methods)
        return list(islice(found, count))


def _chat_id(params: dict[str, Any]) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
