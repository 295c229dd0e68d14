"""Which pictures there are, and who makes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.pictures import architecture, data_flow

FOLDER = Path(__file__).parents[2] / "docs/pictures"


def _architecture() -> bytes:
    return architecture.draw().encode()


def _data_flow() -> bytes:
    return data_flow.draw().encode()


def _chat() -> bytes:
    from tests.pictures import chat, practice

    return chat.take(practice.chat())


def _digest() -> bytes:
    from tests.pictures import chat, practice

    return chat.take(practice.digest())


# Drawn: the same bytes every time, held against what is committed by a test.
DRAWN: Mapping[str, Callable[[], bytes]] = {
    "architecture.svg": _architecture,
    "data-flow.svg": _data_flow,
}
MADE: Mapping[str, Callable[[], bytes]] = {**DRAWN, "chat.png": _chat, "digest.png": _digest}
