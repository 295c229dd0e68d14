"""Who follows the plan: the agency told to urge and compile, and the Ban Chỉ đạo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from plans.reading.outline import Node, walk_texts
from plans.reading.receivers import above
from plans.reading.subjects import subject_of
from plans.reading.task import leads
from plans.text import bare

_STEERING = re.compile(
    r"ban chi dao\b(?:\s+(?:cap tinh|cua tinh|tinh|thanh pho))?(?:\s+(?:ve|thuc hien|"
    r"phat trien|chuyen doi|phong,? chong|xay dung|cong tac)\b[^,;.:()]{0,80}?(?=\s+(?:do|"
    r"de|va|xem|chi dao|tong|theo|thuoc|gom|trong|voi|bao)\b|[,;.:()]|$))?"
)


def steering_of(root: Node) -> str | None:
    """The Ban Chỉ đạo as the plan calls it, by its whole name where it gives one."""
    found: Counter[str] = Counter()
    for node, paragraph in walk_texts(root):
        if node.section() not in {"organisation", "reporting", "tasks", None}:
            continue
        for hit in _STEERING.finditer(bare(paragraph.text)):
            found[" ".join(paragraph.text[hit.start() : hit.end()].split())] += 1
    if not found:
        return None
    named = [
        name
        for name in found
        if re.search(r" (?:ve|thuc hien|phat trien|chuyen doi|xay dung) ", bare(name))
    ]
    return max(named or found, key=lambda name: (found[name], -len(name)))


_LEADING = re.compile(
    r"(?:la|lam)\s+(?:co quan\s+|don vi\s+)?(?:dau moi|thuong truc)|co quan thuong truc"
)
_FOLLOWING = re.compile(r"theo doi|don doc|tong hop")


def coordinator_of(
    root: Node, reporting: Sequence[Mapping[str, Any]], obstacles: Mapping[str, Any] | None
) -> str | None:
    """The agency told to follow, urge and compile, by what the whole plan says of it."""
    points: Counter[str] = Counter()
    first: dict[str, str] = {}

    def count(name: str | None, weight: int) -> None:
        if (
            name
            and not above(name)
            and not bare(name).startswith(("cac ", "thu truong", "giam doc cac"))
        ):
            key = re.sub(r"^giam doc ", "", bare(name))
            points[key] += weight
            first.setdefault(key, leads((name,))[0])

    for duty in reporting:
        count(duty["via"], 3)
    if obstacles:
        count(obstacles["to"], 2)
    for node, paragraph in walk_texts(root):
        if node.section() in {"purpose", "goals", "form"}:
            continue
        subject = subject_of(paragraph.rest) or (
            subject_of(node.text) if node.depth >= 3 else None
        )
        above_ = next(
            (s for one in node.above() if one.depth >= 3 and (s := subject_of(one.text))), None
        )
        who = subject or above_
        if who and len(who.names.names) == 1:
            key = bare(paragraph.rest)
            count(
                who.names.names[0],
                4 * bool(_LEADING.search(key)) + (len(set(_FOLLOWING.findall(key))) >= 2) * 2,
            )
    return (
        first[points.most_common(1)[0][0]] if points and points.most_common(1)[0][1] > 0 else None
    )
