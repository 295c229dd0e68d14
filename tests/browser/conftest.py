"""One browser and one demo for all tests of the page; without a browser they are skipped, and the
summary of `make test` says so and how to get one (pytest's -ra).

Playwright keeps an event loop running in this thread until it is stopped, so the tests of the page
follow one another in one process, and everything is stopped behind the last of them.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.chromium import HOW_TO, launched, started
from tests.browser.room import Visit, demo

_WAIT_MS = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = started()
    if playwright is None:
        pytest.skip(HOW_TO)
    found = launched(playwright)
    if found is None:
        playwright.stop()
        pytest.skip(HOW_TO)
    yield found
    found.close()
    playwright.stop()


@pytest.fixture(scope="module")
def base(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demo(tmp_path_factory.mktemp("page") / "demo") as url:
        yield url


def _ours(line: Any) -> bool:
    """A refusal (4xx) is told on the page; the browser's own note of it is no fault."""
    return line.type == "error" and "Failed to load resource" not in line.text


@pytest.fixture
def visit(browser: Any, base: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A desktop's page; `@pytest.mark.parametrize("visit", [{...}], indirect=True)` for others."""
    screen = {"viewport": {"width": 1280, "height": 800}, **getattr(request, "param", {})}
    page = browser.new_page(**screen)
    page.set_default_timeout(_WAIT_MS)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if _ours(line) else None)
    page.goto(base)
    page.locator("#directory .entry").first.wait_for()
    yield Visit(page, base, wrong)
    page.close()
    assert wrong == []
