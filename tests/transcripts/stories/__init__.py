"""All stories by name: every async function of these modules whose first parameter is `play`."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from importlib import import_module
from pkgutil import iter_modules

from tests.transcripts.play import Play

Story = Callable[[Play], Awaitable[None]]


def _found() -> dict[str, Story]:
    stories: dict[str, Story] = {}
    for module in iter_modules(__path__):
        for name, one in vars(import_module(f"{__name__}.{module.name}")).items():
            if inspect.iscoroutinefunction(one) and name.startswith("story_"):
                stories[name.removeprefix("story_")] = one
    return stories


STORIES = _found()
