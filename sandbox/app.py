"""The practice room as one ASGI app: bot APIs, practice API and page on one port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send

from sandbox.clock import FarClock
from sandbox.guard import LoopbackOnly
from sandbox.pages import page_routes
from sandbox.practice import practice_routes
from sandbox.room import Room
from sandbox.telegram.wire import TelegramWire


class RoomApp(Starlette):
    """Calls of bots go straight to their wire: the far side of a benchmark must cost little."""

    telegram: TelegramWire

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and scope["path"].startswith(("/bot", "/file/bot")):
            await self.telegram(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(room: Room, *, clock_url: str | None = None) -> Starlette:
    """`clock_url` is the program's clock, on loopback (ValueError); without it time stands."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await room.close()

    routes = [*page_routes(), *practice_routes(room, FarClock(clock_url))]
    app = RoomApp(routes=routes, middleware=[Middleware(LoopbackOnly)], lifespan=lifespan)
    app.telegram = TelegramWire(room)
    return app
