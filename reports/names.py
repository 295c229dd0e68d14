"""Names of agencies in a row, those that share a head said once: "UBND các huyện A, B"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

_RANKS = ("huyện", "thành phố", "thị xã", "xã", "phường")


@dataclass(frozen=True)
class Named(Generic[Item]):
    """One name, or several under a common head; `short` is what follows the head."""

    head: str
    members: tuple[tuple[str, Item], ...]


def grouped(items: Iterable[Item], name: Callable[[Item], str]) -> tuple[Named[Item], ...]:
    """Items in their order, districts and the like under one head where there are several."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(_head(name(item)) or name(item), []).append(item)
    return tuple(_named(head, some, name) for head, some in found.items())


def _head(name: str) -> str:
    return next((f"UBND {rank}" for rank in _RANKS if name.startswith(f"UBND {rank} ")), "")


def _named(head: str, items: list[Item], name: Callable[[Item], str]) -> Named[Item]:
    if len(items) == 1:
        return Named("", ((name(items[0]), items[0]),))
    rank = head.removeprefix("UBND ")
    members = tuple((name(one).removeprefix(head).strip() or name(one), one) for one in items)
    return Named(f"UBND các {rank}", members)
