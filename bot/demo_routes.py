"""What the demo serves beside its clock, on loopback only: the time line and the rehearsal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo_time import DemoTime

Json = dict[str, Any]
Rehearse = Callable[[Mapping[str, Any]], Awaitable[Json]]
"""Begins or ends a rehearsal; {"error", "problems"} where a file cannot be used."""


def time_line(time: DemoTime) -> Route:
    """GET: who will be told what, when and why, as things stand."""

    async def ahead(_request: Request) -> Response:
        found = await time.ahead()
        return JSONResponse(
            {"now": time.now().isoformat(), "notes": found.notes, "events": found.events}
        )

    return Route("/demo/ahead", ahead)


def rehearsal(act: Rehearse, standing: Callable[[], Json], refused: str) -> Route:
    """GET says what is played, POST begins or ends a rehearsal of one's own plan."""

    async def answer(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse(standing())
        try:
            wish = await request.json()
        except ValueError:
            wish = None
        body = await act(wish) if isinstance(wish, dict) else {"error": refused}
        return JSONResponse(body, status_code=422 if "error" in body else 200)

    return Route("/demo/rehearsal", answer, methods=["GET", "POST"])
