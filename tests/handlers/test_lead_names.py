"""The tasks of a post in short: an item with its contents."""

from __future__ import annotations

import pytest

from handlers.handover_notices import lead_names
from plans.model import Duty, Part, Task


def duty(number: str, title: str = "Một nội dung.") -> Duty:
    task = Task(1, "p", "TTX", number, number, title, None, None, None, None)
    return Duty(task, Part.LEAD, "chủ trì", collective=False)


@pytest.mark.parametrize(
    ("numbers", "short"),
    [
        (["3.4", *(f"8.10a.{n}" for n in range(1, 6))], [("3.4", 0), ("8.10a", 5)]),
        (["1.2", "1.3", "5"], [("1.2", 0), ("1.3", 0), ("5", 0)]),
        (["2.2.1", "2.2.2", "8.7b"], [("2.2", 2), ("8.7b", 0)]),
        (["8.3c.1"], [("8.3c.1", 0)]),
        (["1", "2"], [("1", 0), ("2", 0)]),
    ],
)
def test_contents_of_one_item_are_counted(
    numbers: list[str], short: list[tuple[str, int]]
) -> None:
    assert lead_names(tuple(duty(one) for one in numbers)) == short


def test_lines_of_one_task_are_contents() -> None:
    assert lead_names((duty("8.10a", "Một;\nHai;\nBa."),)) == [("8.10a", 3)]
