"""A person's name and post as they type them: one line, with letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from plans.ground import Refusal

NAME_CHARS = 80
POST_CHARS = 120


def one_line(text: str, refusal: str) -> str:
    """Words on one line; they have letters, whatever else they have. Raises that Refusal."""
    line = " ".join(text.split())
    if len(line) < 2 or not any(char.isalpha() for char in line):
        raise Refusal(refusal)
    return line


def read_name(text: str, _answers: Mapping[str, Any], _facts: Any, _now: datetime) -> str:
    return one_line(text, "join.name")


def read_post(text: str, _answers: Mapping[str, Any], _facts: Any, _now: datetime) -> str:
    return one_line(text, "join.post")
