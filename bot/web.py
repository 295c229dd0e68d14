"""What the program serves over HTTP: webhooks, and in demo mode the clock, on loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.platforms.base import Keep, Platform

MOST_BYTES = 2_000_000

Move = Callable[[Mapping[str, Any]], Awaitable[datetime | None]]
"""Moves the demo clock as wished; None where the wish makes no sense."""


def webhook(platform: Platform, keep: Keep, secret: str) -> Route:
    """Raw updates in: stored before they are acknowledged."""

    async def take(request: Request) -> Response:
        given = request.headers.get(platform.secret_header, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await request.body()
        if len(body) > MOST_BYTES:
            return Response(status_code=413)
        try:
            arrived = platform.arrivals(json.loads(body))
        except (ValueError, TypeError):
            return Response(status_code=400)
        await keep(platform.name, arrived)
        return Response()

    return Route(f"/{platform.name}", take, methods=["POST"])


def demo_clock(
    read: Callable[[], datetime],
    move: Move,
    label: Callable[[], str],
    note: Callable[[], str],
    refused: str,
) -> Route:
    """GET says what time it is, POST moves it forward; `refused` says why it would not.

    `label` says what the hour means, `note` what the move passed.
    """

    def shown(moment: datetime, **more: str) -> JSONResponse:
        return JSONResponse({"now": moment.isoformat(), "label": label(), **more})

    async def clock(request: Request) -> Response:
        if request.method == "GET":
            return shown(read())
        try:
            wish = await request.json()
        except ValueError:
            wish = None
        moved = await move(wish) if isinstance(wish, dict) else None
        if moved is None:
            return JSONResponse({"error": refused}, status_code=400)
        return shown(moved, note=note())

    return Route("/demo/clock", clock, methods=["GET", "POST"])


class _Server(uvicorn.Server):
    """Leaves signals to the program."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(routes: list[Route], host: str, port: int) -> None:
    """Serve until cancelled; what was taken by then is still answered."""
    config = uvicorn.Config(
        Starlette(routes=routes),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    try:
        await server.serve()
    except asyncio.CancelledError:
        if server.started:  # uvicorn itself only tidies up after its own signals
            await server.shutdown()
        raise
