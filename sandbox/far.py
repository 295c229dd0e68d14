"""What the page asks of the program behind the bot: its time, its plans, a rehearsal."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.clock import FarClock
from sandbox.room import Room

Act = Callable[[Request], Awaitable[Response]]


async def read_wish(request: Request) -> dict[str, Any]:
    """The JSON object of a request; TypeError, ValueError for anything else."""
    read = json.loads(await request.body())
    if not isinstance(read, dict):
        raise TypeError(read)
    return read


class FarApi:
    """Passed on as it is: the program checks every wish and words every refusal."""

    def __init__(self, room: Room, clock: FarClock) -> None:
        self._room = room
        self._clock = clock

    @property
    def reads(self) -> Mapping[str, Act]:
        """GET paths."""
        return {
            "clock": self.read_clock,
            "ahead": self.ahead,
            "rehearsal": self.read_rehearsal,
        }

    @property
    def writes(self) -> Mapping[str, Act]:
        """POST paths."""
        return {"clock": self.move_clock, "rehearsal": self.rehearse}

    async def read_clock(self, _request: Request) -> Response:
        """The program's clock."""
        return _passed(await self._clock.read())

    async def move_clock(self, request: Request) -> Response:
        """{advance: hour | next_morning | next_due | next_event | year} or {to: ISO time}"""
        return self._moved(await self._clock.move(await read_wish(request)))

    async def ahead(self, _request: Request) -> Response:
        """What the program will do next by itself, as it says."""
        return _passed(await self._clock.beside("ahead"))

    async def read_rehearsal(self, _request: Request) -> Response:
        """Whether one's own plan is rehearsed."""
        return _passed(await self._clock.beside("rehearsal"))

    async def rehearse(self, request: Request) -> Response:
        """{plan, agencies, from, ...} or {stop}: the program checks the files."""
        return self._moved(await self._clock.beside("rehearsal", await read_wish(request)))

    def _moved(self, answer: tuple[int, dict[str, Any]]) -> Response:
        self._room.changes.bump()
        return _passed(answer)


def _passed(answer: tuple[int, dict[str, Any]]) -> Response:
    status, body = answer
    return JSONResponse(body, status_code=status)
