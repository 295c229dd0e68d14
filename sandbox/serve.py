"""Serving the room inside a running event loop: for the demo, the tests and the benchmark."""

from __future__ import annotations

import asyncio
import contextlib
import math
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

from sandbox.app import create_app
from sandbox.changes import Changes
from sandbox.room import Room
from sandbox.tasks import Tasks

LOOPBACK = "127.0.0.1"
QUIET: dict[str, Any] = {
    "log_config": None,
    "access_log": False,
    "date_header": False,
    "server_header": False,
}
_GRACE = 2.0  # seconds that answers on their way are waited for


class Server(uvicorn.Server):
    """Leaves signals to whoever owns the process and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.changes = Changes()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing is captured."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then let the waiting starter go on."""
        await super().startup(sockets)
        self.changes.bump()

    async def main_loop(self) -> None:
        """Wait to be stopped instead of looking ten times a second (no Date header needs it)."""
        await self.changes.wait(1, math.inf)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As the base class does it, without its fixed wait of a tenth of a second."""
        for closing in (*self.servers, *(sockets or ())):
            closing.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)  # uvicorn rings no bell for either
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    def stop(self) -> None:
        """Let `serve` come to its end."""
        self.should_exit = True
        self.changes.close()


@asynccontextmanager
async def serving(
    room: Room, *, port: int = 0, clock_url: str | None = None
) -> AsyncIterator[str]:
    """The room on 127.0.0.1 (`port` 0: any free one); yields its base URL."""
    listener = listener_on(port)
    app = create_app(room, clock_url=clock_url)
    server = Server(uvicorn.Config(app, **QUIET))
    running = Tasks().start(server.serve([listener]))
    try:
        await server.changes.wait(0, 10.0)
        base = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        room.listens(base)
        yield base
    finally:
        # Long polls and open pages would otherwise keep the server up until they end.
        room.let_go()
        server.stop()
        await running


def listener_on(port: int) -> socket.socket:
    # The protocol must be named: asyncio sets TCP_NODELAY only where it reads IPPROTO_TCP, and
    # without it every answer (head and body are two writes) waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    return listener
