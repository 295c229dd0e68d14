"""The work of the child for any paper: its kind's own writer, and what is left to fill."""

from __future__ import annotations

from importlib import import_module

from plans.files import Produced
from reports.papers.paper import Words


def make(payload: tuple[str, Words], data: bytes | None) -> tuple[Produced, tuple[str, ...]]:
    """The file, and a line for each blank in it."""
    writer, words = payload
    module, _, name = writer.partition(":")
    made: Produced = getattr(import_module(module), name)(words, data)
    return made, words.gaps
