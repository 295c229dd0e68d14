"""A Chromium for the tests: named by hand, the system's, or the one Playwright installed."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

HOW_TO = (
    "the practice room's page was NOT tested in a browser: no Chromium here. Get one with "
    "`.venv/bin/playwright install --with-deps chromium` or `apt-get install chromium`, "
    "or name one in CHROMIUM; then run `make test` again"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable(playwright: Any) -> str | None:
    """The path of a Chromium, or None."""
    own = playwright.chromium.executable_path
    found = [os.environ.get("CHROMIUM"), own, *map(shutil.which, _NAMES)]
    return next((one for one in found if one and Path(one).exists()), None)


def launched(playwright: Any) -> Any:
    """A headless browser, or None where there is none."""
    path = executable(playwright)
    if path is None:
        return None
    # As root Chromium refuses its sandbox; only pages of this machine are opened.
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=args)


def started() -> Any:
    """Playwright itself, or None where it is not installed."""
    with suppress(ImportError):
        from playwright.sync_api import sync_playwright

        return sync_playwright().start()
    return None
