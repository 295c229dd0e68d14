"""What a person says of a small document."""

from __future__ import annotations

from typing import NamedTuple


class Expected(NamedTuple):
    tasks: tuple[tuple[str, tuple[str, ...], tuple[str, ...], str | None, str | None], ...]
    duties: tuple[tuple[str, int | None, int | None], ...] = ()
    number: str | None = None
    issued: str | None = None
