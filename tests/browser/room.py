"""The demo in a process of its own, and a page of it at hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.test_demo import two_ports

ROOT = Path(__file__).parents[2]
COORDINATOR, FINANCE, SCIENCE, PLANNING, TRADE = 1001, 1007, 1004, 1005, 1006
_RUN = "from bot.cli import main; main()"


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """`daumoi demo` on a port of its own; the page's URL."""
    port = two_ports()
    words = ["demo", "--port", str(port), "--data", str(folder), "--no-browser"]
    kept = {name: value for name, value in os.environ.items() if "DAUMOI" not in name}
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, *words], cwd=folder.parent, text=True,
        env=kept | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    with process, process.stdout as out:
        assert "http" in out.readline()  # it says so once it listens
        yield f"http://127.0.0.1:{port}"
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@dataclass
class Visit:
    """One visitor's page; `wrong` is what the browser complained of."""

    page: Any
    base: str
    wrong: list[str]

    def open(self, chat: int) -> None:
        """The chat of a person or a group."""
        self.page.goto(f"{self.base}/?{chat}#{chat}")
        self.page.locator("#chat-title").wait_for()

    def say(self, text: str) -> None:
        """Type and press Enter, then wait for the bot."""
        before = self.page.locator(".line.bot").count()
        self.page.fill("#text", text)
        self.page.keyboard.press("Enter")
        self.page.locator(".line.bot").nth(before).wait_for()

    def press(self, label: str) -> None:
        """The newest button of this name, then wait for the bot."""
        before = self.page.locator(".line.bot").count()
        self.page.get_by_role("button", name=label, exact=True).last.click()
        self.page.locator(".line.bot").nth(before).wait_for()

    def tab(self, name: str) -> None:
        """One of the panels."""
        self.page.get_by_role("tab", name=name).click()

    def call(self, path: str, wish: dict[str, Any]) -> Any:
        """The practice API, as a script would use it."""
        answer = self.page.request.post(f"{self.base}{path}", data=wish)
        assert answer.ok, answer.text()
        return answer.json()
