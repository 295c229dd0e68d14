"""The hand-made data sets say what the office's own example says."""

from __future__ import annotations

from plans.round_data import canonical
from tests.papers import sample


def test_the_year_2023_of_vlxd() -> None:
    data = sample.vlxd()
    assert (len(data.agencies), len(data.reported), len(data.tasks)) == (15, 13, 9)
    assert {one.name for one in data.owing} == sample.OWING
    done = [task.number for task in data.tasks for said in task.leads if said.status == "done"]
    assert done == ["1.2", "1.3"]
    assert canonical(data) == canonical(sample.vlxd())


def test_a_large_round() -> None:
    data = sample.large()
    assert (len(data.agencies), len(data.tasks)) == (60, 300)
    assert len({one.number for one in data.tasks}) == 300
