"""The kinds of value a data file may hold, all strict."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


def _day(value: Any) -> Any:
    """A day written as text ("2023-12-31") is as good as a YAML date."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("file.bad_date", "no such day", {"text": value}) from None
    return value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Item = TypeVar("Item")
Many = Annotated[tuple[Item, ...], BeforeValidator(_tuple)]  # a YAML list, kept unchangeable
Text = Annotated[str, StringConstraints(min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Day = Annotated[date, BeforeValidator(_day)]
PartOfDay = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
Year = Annotated[int, Field(ge=1976, le=2100)]


class Strict(BaseModel):
    """A part of a file: unknown keys and values of another kind are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)
