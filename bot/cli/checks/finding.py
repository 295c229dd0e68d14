"""One thing the doctor found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.cli.texts import say


class Level(StrEnum):
    """How much a finding matters; only `MEND` makes the command fail."""

    GOOD = "good"
    NOTE = "note"
    MEND = "mend"


@dataclass(frozen=True)
class Finding:
    """A finding by the key of its sentence (`cli.doctor.<key>`); unless all is well, its mend
    stands under the same key in `cli.doctor_mend`.
    """

    level: Level
    key: str
    slots: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        found = f"[{say(f'doctor_level.{self.level}')}] {say(f'doctor.{self.key}', **self.slots)}"
        if self.level is Level.GOOD:
            return found
        mend = say(f"doctor_mend.{self.key}", **self.slots)
        return f"{found}\n{say('doctor.mend_line', mend=mend)}"


def good(key: str, **slots: object) -> Finding:
    """In order."""
    return Finding(Level.GOOD, key, slots)


def note(key: str, **slots: object) -> Finding:
    """To know."""
    return Finding(Level.NOTE, key, slots)


def mend(key: str, **slots: object) -> Finding:
    """To be mended."""
    return Finding(Level.MEND, key, slots)
