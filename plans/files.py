"""Files in and out: their names made safe to keep, how large they may be, what the child makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from plans.text import clean

MOST_BYTES = 20 * 1024 * 1024  # Telegram lets bots download no more
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG, ZIP, JSON = "image/png", "application/zip", "application/json"
_NAME_CHARS = 120
_UNFIT = re.compile(r'[\\/:*?"<>|\n]+')


@dataclass(frozen=True)
class Produced:
    """A file that the child process made."""

    name: str
    mime: str
    data: bytes


def clean_name(name: str) -> str:
    """A file's name as it is kept and shown: one line, no folders, its ending kept; may be empty.

    It never names a file on this machine: those are called by the hash of what they hold.
    """
    line = " ".join(_UNFIT.sub(" ", clean(name)).split()).lstrip(". ")
    tail = ending(line)
    return line if len(line) <= _NAME_CHARS else line[: _NAME_CHARS - len(tail)].rstrip() + tail


def ending(name: str) -> str:
    """The ending with its dot, in small letters: ".xlsx"; empty where there is none."""
    found = PurePosixPath(clean(name)).suffix.lower()
    return found if len(found) <= 10 else ""


def measure(_payload: object, data: bytes | None) -> int:
    """How large a file is: the work of the child for a file that is only kept."""
    return len(data or b"")


@dataclass(frozen=True)
class KeptFile:
    """A file of files/ by its hash; `data` is filled in before the child gets it."""

    name: str
    sha256: str
    data: bytes = b""


@dataclass(frozen=True, kw_only=True)
class WithFiles:
    """A payload that brings files of files/ to the child."""

    kept: tuple[KeptFile, ...] = ()
