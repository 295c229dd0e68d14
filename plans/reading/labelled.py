"""Items whose own lines say "Chủ trì: …", in whatever order and wording."""

from __future__ import annotations

from dataclasses import replace

from plans.reading.numbers_of import group_of, number_of, part_of
from plans.reading.outline import Node
from plans.reading.roles import Labelled, labels_in
from plans.reading.task import Task, titled, with_labels


def labelled_tasks(root: Node, year: int | None) -> list[Task]:
    """Items whose own lines say "Chủ trì: …", in whatever order and wording."""
    made = []
    for node in root.walk():
        labels, words = _own_labels(node)
        if not any(one.role in {"lead", "colead", "both"} for one in labels) or not words:
            continue
        number, title = number_of(node), titled(" ".join(words))
        task = Task(number, title, node.paragraph.place, group_of(node), item=number)
        task = replace(task, part=part_of(node))
        made.append(with_labels(task, labels, year))
    return made


def _own_labels(node: Node) -> tuple[list[Labelled], list[str]]:
    """The labels of an item, in itself, in the lines and in the bullets below; and its words."""
    if node.depth < 0:
        return [], []
    labels: list[Labelled] = []
    words: list[str] = []
    pieces = [node.text, *(one.text for one in node.contents)]
    pieces += [child.text for child in node.children if _only_labels(child)]
    for piece in pieces:
        found = labels_in(piece)
        head = piece[: found[0].start] if found else piece
        if head.strip(" -+•(") and not (labels and not found):
            words.append(head.strip().rstrip(" (-–"))
        labels += found
    return labels, words


def _only_labels(node: Node) -> bool:
    found = labels_in(node.text)
    return bool(found) and found[0].start < 4 and not node.children
