"""The work of the child for any paper: its kind's own writer, and what is left to fill."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from plans.files import Produced
from reports.papers.paper import Words

Result = tuple[Produced, tuple[str, ...], Any]


def make(payload: tuple[str, Words], data: bytes | None) -> Result:
    """The file, a line for each blank in it, and what its writer has to say of it, or None.

    `data`: the file a person edited, where the paper is made over it.
    """
    writer, words = payload
    module, _, name = writer.partition(":")
    made = getattr(import_module(module), name)(words, data)
    file, note = made if isinstance(made, tuple) else (made, None)
    return file, getattr(note, "gaps", words.gaps), note
