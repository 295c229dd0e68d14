"""All tasks of a document: from tables, from label lines, by activity number, or from prose."""

from __future__ import annotations

from collections.abc import Sequence

from plans.reading.activities import assigned, listed_activities, names_activity, only_charges
from plans.reading.labelled import labelled_tasks
from plans.reading.numbers_of import numbered
from plans.reading.outline import Node
from plans.reading.prose import Prose, organising
from plans.reading.task import Task


def tasks_of(root: Node, from_tables: Sequence[Task], year: int | None) -> list[Task]:
    """The tasks in the document's order, each with a number of its own.

    Where tables or label lines assign the work, sentences that name agencies only organise it.
    """
    made = [*from_tables, *labelled_tasks(root, year)]
    if not made:
        known = listed_activities(root)
        prose = Prose(year)
        prose.read(root)
        if known:
            made = [*assigned(root, known, year), *_beside(prose)]
        else:
            made = [task for _, task in prose.made]
    return numbered(sorted(made, key=_where))


def _where(task: Task) -> tuple[int, int, int]:
    place = task.place
    return place.page or 0, place.line or place.row or 0, 0


def _beside(prose: Prose) -> list[Task]:
    """Work that stands beside the numbered activities: parts of them, and what one agency alone
    is charged with; never the sentences that hand the numbers out.
    """
    kept = []
    for node, task in prose.made:
        text = node.paragraph.text
        if only_charges(text) and not _below_activity(node):
            continue
        part = names_activity(text) or any(names_activity(one.text) for one in node.above())
        alone = len(task.lead) == 1 and not task.lead[0].lower().startswith(("các", "thủ", "giám"))
        if part or (alone and not organising(task)):
            kept.append(task)
    return kept


def _below_activity(node: Node) -> bool:
    return any(names_activity(one.text) for one in node.above())
