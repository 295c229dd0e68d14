"""The program as its own process: started, killed without warning, ended as a service is."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.room import Room
from tests.crash.child import SHIFT, TICK
from tests.crash.world import WorldClock

TOKEN = "7000000001:crash-test-token-of-no-real-bot-at-all"
SECRET = "crash-test-secret"
START_SECONDS = 60.0  # three programs may start at once, on a busy machine
STOP_SECONDS = 15.0


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Machine:
    """Where the program runs, and how it is started. `log` gets all it says."""

    folder: Path
    api: str
    mode: str
    clock: WorldClock
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        return self.folder / "program.log"

    def environment(self) -> dict[str, str]:
        """What the program is told, and nothing of this shell's own DAUMOI_ settings."""
        kept = {name: value for name, value in os.environ.items() if "DAUMOI" not in name}
        return kept | {
            "DAUMOI_DATA_DIR": str(self.folder),
            "DAUMOI_TELEGRAM_TOKEN": TOKEN,
            "DAUMOI_TELEGRAM_API": self.api,
            "DAUMOI_TELEGRAM_MODE": self.mode,
            "DAUMOI_LISTEN": f"127.0.0.1:{self.port}",
            "DAUMOI_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "DAUMOI_WEBHOOK_SECRET": SECRET,
            "NO_PROXY": "127.0.0.1",
            SHIFT: repr(self.clock.shift.total_seconds()),
            TICK: "0.5",
            **self.more,
        }

    async def start(self) -> None:
        """Start the program; it is not yet up when this returns."""
        root = Path(__file__).parents[2]
        with self.log.open("ab") as out:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.crash.child",
                cwd=root, env=self.environment(), stdout=out, stderr=out,
            )  # fmt: skip

    async def kill(self) -> None:
        """No warning, no clean end."""
        process = self._running()
        process.kill()
        await process.wait()

    async def stop(self) -> int:
        """Ask it to end, as a service manager does; its exit code."""
        process = self._running()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            return await process.wait()

    def _running(self) -> asyncio.subprocess.Process:
        assert self.process is not None, "never started"
        if self.process.returncode is not None:
            said = self.log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"the program ended by itself: {self.process.returncode}\n{said}")
        return self.process


_FIRST = frozenset({"deleteWebhook", "setWebhook"})


async def up(room: Room, calls_before: int) -> None:
    """Wait for a new program's first call; one of the killed program may still be on its way."""

    def heard() -> bool:
        return any(one.number > calls_before for one in room.calls.latest(1, methods=_FIRST))

    await room.changes.until(heard, START_SECONDS)
