"""What a new version of a plan changes, task by task: matched by key, never guessed.

A task keeps its key whatever becomes of its number; a number that another task had before gets a
key of its own. Pairs that are only likely are left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plans.draft import Content
from plans.planfile import task_key
from plans.text import match_key

Task = Mapping[str, Any]  # of a plan file's content
ANOTHER = ""  # what a person says of an old task none of the new ones is

_ALIKE, _LIKELY = 90.0, 60.0  # of 100: surely the same sentence, perhaps the same
_COMPARED = 600  # characters of a title
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number",),
    "due": ("due", "when", "start", "recurs"),
    "lead": ("lead", "colead", "reporter"),
    "support": ("support", "support_as"),
    "decides": ("decides",),
    "title": ("title",),
    "output": ("output",),
}


@dataclass(frozen=True)
class TaskChange:
    """One task before and after (None: it is new, it is no more), and what is different."""

    before: Task | None
    after: Task | None
    what: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The stable key of the task."""
        one = self.before or self.after or {}
        return str(one["key"])

    @property
    def number(self) -> str:
        """The number it has now, or had last."""
        one = self.after or self.before or {}
        return str(one["number"])

    @property
    def slips(self) -> bool:
        """Whether a date was put off."""
        if self.before is None or self.after is None:
            return False
        old, new = self.before.get("due"), self.after.get("due")
        return bool(old and new and str(new) > str(old))


@dataclass(frozen=True)
class Doubt:
    """An old task and a new one that may be the same: a person says."""

    before: Task
    after: Task


@dataclass(frozen=True)
class Amended:
    """The new content with its keys, what it changes, and what must be asked first."""

    content: Content
    changes: tuple[TaskChange, ...]
    doubts: tuple[Doubt, ...]
    head: tuple[str, ...]  # other parts of the plan that changed: "plan", "reporting", …

    @property
    def empty(self) -> bool:
        """Whether nothing at all is different."""
        return not (self.changes or self.head)


def amend(
    old: Content, new: Content, said: Mapping[str, str], used: Collection[str] = ()
) -> Amended:
    """Hold a new version against the one in use, whose tasks carry their keys.

    `said`: key of an old task → number of the new one it is, or ANOTHER. `used`: keys of tasks
    that are no more; none is given again.
    """
    pairs, doubts = _matched(old["tasks"], new["tasks"], said)
    keys = {new_at: str(old["tasks"][old_at]["key"]) for old_at, new_at in pairs}
    taken = {*used, *(str(one["key"]) for one in old["tasks"])}
    tasks = []
    for at, task in enumerate(new["tasks"]):
        key = keys.get(at) or _fresh(task, taken)
        taken.add(key)
        tasks.append({**task, "key": key})
    content = {**new, "tasks": tasks}
    return Amended(content, tuple(_changes(old["tasks"], tasks)), doubts, tuple(_head(old, new)))


def _fresh(task: Task, taken: Collection[str]) -> str:
    made = task_key(str(task["number"]))
    version = 2
    key = made
    while key in taken:
        key, version = f"{made}-v{version}", version + 1
    return key


def _matched(
    old: Sequence[Task], new: Sequence[Task], said: Mapping[str, str]
) -> tuple[list[tuple[int, int]], tuple[Doubt, ...]]:
    pairing = _Pairing(old, new)
    pairing.take(lambda a, b: bool(b.get("key")) and a["key"] == b["key"])
    pairing.take(lambda a, b: said.get(str(a["key"])) == b["number"])
    pairing.take(lambda a, b: a["number"] == b["number"] and _likeness(a, b) >= _ALIKE)
    pairing.take(lambda a, b: match_key(a["title"]) == match_key(b["title"]))
    return pairing.pairs, tuple(pairing.doubts(said))


class _Pairing:
    """Old and new tasks by their places, as they find each other."""

    def __init__(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        self._old, self._new = old, new
        self.pairs: list[tuple[int, int]] = []

    def _left(self) -> tuple[list[int], list[int]]:
        olds, news = {a for a, _ in self.pairs}, {b for _, b in self.pairs}
        return (
            [at for at in range(len(self._old)) if at not in olds],
            [at for at in range(len(self._new)) if at not in news],
        )

    def take(self, same: Callable[[Task, Task], bool]) -> None:
        """Pair what is surely one task: only where it is the one partner on both sides."""
        olds, news = self._left()
        found = [(a, b) for a in olds for b in news if same(self._old[a], self._new[b])]
        for a, b in found:
            if (
                sum(1 for one, _ in found if one == a)
                == sum(1 for _, one in found if one == b)
                == 1
            ):
                self.pairs.append((a, b))

    def doubts(self, said: Mapping[str, str]) -> Iterator[Doubt]:
        """The likeliest partner of each old task left, best first, no new task twice."""
        olds, news = self._left()
        open_ = [at for at in olds if str(self._old[at]["key"]) not in said]
        likely = [
            (_rank(self._old[a], self._new[b]), a, b)
            for a in open_
            for b in news
            if _rank(self._old[a], self._new[b]) >= _LIKELY
        ]
        seen: set[int] = set()
        taken: set[int] = set()
        for _, a, b in sorted(likely, key=lambda one: (-one[0], one[1], one[2])):
            if a not in seen and b not in taken:
                seen.add(a)
                taken.add(b)
                yield Doubt(self._old[a], self._new[b])


def _rank(a: Task, b: Task) -> float:
    """One number for both is reason enough to ask."""
    return max(_likeness(a, b), _LIKELY if a["number"] == b["number"] else 0.0)


def _likeness(a: Task, b: Task) -> float:
    from rapidfuzz import fuzz

    first, second = (match_key(str(one["title"]))[:_COMPARED] for one in (a, b))
    return float(fuzz.ratio(first, second))


def _changes(old: Sequence[Task], new: Sequence[Task]) -> Iterator[TaskChange]:
    """In the new version's order, what is no more at the end."""
    before = {one["key"]: one for one in old}
    for task in new:
        one = TaskChange(before.pop(task["key"], None), task)
        if one.before is None:
            yield replace(one, what=("added",))
            continue
        what = tuple(name for name, keys in _FIELDS.items() if _differ(one.before, task, keys))
        if what:
            yield replace(one, what=what)
    for task in before.values():
        yield TaskChange(task, None, ("removed",))


def _differ(a: Task, b: Task, keys: Sequence[str]) -> bool:
    return any((a.get(key) or None) != (b.get(key) or None) for key in keys)


def _head(old: Content, new: Content) -> Iterator[str]:
    """Parts beside the tasks; what only says where a thing stands is no change."""
    for name in ("plan", "reporting", "obstacles", "indicators"):
        if _bare(old.get(name)) != _bare(new.get(name)):
            yield name


_PLACES = frozenset({"source", "warnings", "document"})


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            name: _bare(one)
            for name, one in value.items()
            if name not in _PLACES and one not in (None, [], False)
        }
    return [_bare(one) for one in value] if isinstance(value, list) else value
