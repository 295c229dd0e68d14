"""The errors of the Zalo client, with the meanings the program acts on."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from bot.platforms import base
from bot.platforms.zalo_client import (
    NoAnswer,
    NotFound,
    NothingNew,
    NothingSent,
    ServerTrouble,
    TokenUnknown,
    TooMany,
    ZaloError,
)

FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0  # seconds

_T = TypeVar("_T")
_GONE = ("chat", "user", "recipient")  # what a refusal names when nobody is there any more


class Faults:
    """Gives errors their meaning; remembers how often in a row Zalo said "too many"."""

    def __init__(self) -> None:
        self._refused = 0

    async def guard(self, call: Awaitable[_T]) -> _T:
        """Await a call of the client; raises `base.SendFault`."""
        try:
            result = await call
        except ZaloError as error:
            raise self.meaning(error) from None
        self._refused = 0
        return result

    def meaning(self, error: ZaloError) -> base.SendFault:
        """What an error means for what was to be done."""
        match error:
            case TooMany():
                return base.TooFast(self._wait(error), vague=error.seconds is None)
            case TokenUnknown():
                return base.TokenRefused("token")
            case NothingSent() | ServerTrouble():
                return base.NotSent(str(error))
            case NoAnswer() | NothingNew():
                return base.NoAnswer(str(error))
            case NotFound() if any(word in str(error).lower() for word in _GONE):
                return base.Unreachable(str(error))
        return base.Rejected(str(error))

    def _wait(self, error: TooMany) -> float:
        """As long as Zalo says, else twice as long as the time before."""
        self._refused += 1
        if error.seconds is not None:
            return error.seconds
        return float(min(FIRST_WAIT * 2 ** min(self._refused - 1, 10), LONGEST_WAIT))
