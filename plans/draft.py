"""A plan before a person has checked it: what the reader, the YAML draft and the workbook share.

A draft's content has the keys of the plan file (`plans.planfile`), as plain data that JSON knows:
days as "2023-12-31", lists as lists. It may be incomplete (`plan.province` None, no coordinator)
or wrong (a number twice): `checked` says everything that must be mended before use.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plans.planfile import PlanFile, read_plan

Content = dict[str, Any]
WIDTH = 100  # columns of a YAML draft
LISTS = ("reporting", "tasks", "indicators")  # whose entries carry `source` and `warnings`


@dataclass(frozen=True)
class Note:
    """A warning in a draft fresh from the reader: which sentence, and its fields."""

    code: str
    fields: Mapping[str, Any] = field(default_factory=dict)


def worded(content: Content, say: Callable[[Note], str]) -> Content:
    """The content with every Note as a sentence; `say` chooses the words."""
    made: Content = _worded(content, say)
    return made


def _worded(value: Any, say: Callable[[Note], str]) -> Any:
    if isinstance(value, Note):
        return say(value)
    if isinstance(value, Mapping):
        return {key: _worded(one, say) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_worded(one, say) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def content_of(plan: PlanFile) -> Content:
    """A checked plan as a draft again."""
    return plan.model_dump(mode="json", by_alias=True)


def dumped(content: Content) -> bytes:
    """A worded draft as a YAML file that `read_plan` reads back without loss."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.allow_unicode = True
    writer.width = WIDTH
    writer.representer.ignore_aliases = lambda _value: True
    writer.representer.add_representer(type(None), _null)
    out = io.BytesIO()
    writer.dump(content, out)
    return out.getvalue()


def _null(representer: Any, _value: None) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def checked(content: Content, name: str) -> PlanFile:
    """A worded draft as a plan for use; raises PlanFileInvalid with every problem."""
    return read_plan(dumped(content), name)
