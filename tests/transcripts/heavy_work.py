"""Work for the child process, as tests need it: counted, broken, endless, greedy."""

from __future__ import annotations

import os
import sys
from typing import Any

from plans.files import Produced
from plans.ground import Refusal


def count(payload: dict[str, Any], data: bytes | None) -> tuple[Produced, int]:
    """A file that says how long another is, and the demo's mark."""
    said = f"{payload['who']}: {len(data or b'')}{payload['mark']}"
    return Produced("đếm.txt", "text/plain", said.encode()), len(data or b"")


def refuse(_payload: Any, _data: bytes | None) -> Refusal:
    return Refusal("form.too_long", limit=1, length=2)


def crash(_payload: Any, _data: bytes | None) -> None:
    os._exit(3)


def endless(_payload: Any, _data: bytes | None) -> None:
    while True:
        pass


def greedy(_payload: Any, _data: bytes | None) -> int:
    return len(bytes(2**40))


def fault(_payload: Any, _data: bytes | None) -> None:
    print("a library says something")  # no answer, and kept out of the answers
    raise ValueError("somebody's words")


def loaded(_payload: Any, _data: bytes | None) -> list[str]:
    """The file-format libraries that the child has imported: proof that it may."""
    import docx
    import openpyxl

    return [name for name in (docx.__name__, openpyxl.__name__) if name in sys.modules]
