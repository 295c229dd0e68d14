"""What came after a data set was kept: the difference of two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from plans.round_data import Document, IndicatorData, IndicatorSaid, ObstacleData, RoundData, Said
from reports.addendum import since
from tests.papers.sample import vlxd

KEPT: RoundData = vlxd()
NOW = datetime(2023, 12, 20, tzinfo=UTC)


def test_the_same_data_set_later_has_nothing_new() -> None:
    assert since(KEPT, replace(KEPT, as_of=NOW)).empty


def test_who_sent_who_sent_again_and_who_took_it_back() -> None:
    first, second, third, *others = KEPT.agencies
    before = replace(
        KEPT,
        agencies=(
            replace(first, kind=None, paper=None),
            replace(second, kind="full", receipt="VLXD-2023-001"),
            replace(third, kind="full", paper=None),
            *others,
        ),
    )
    now = replace(
        KEPT,
        agencies=(
            replace(first, kind=None, paper=Document("1/BC-A", date(2023, 12, 18))),
            replace(second, kind="full", receipt="VLXD-2023-040"),
            replace(third, kind=None, paper=None),
            *others,
        ),
    )
    news = since(before, now)
    assert [one.agency for one in news.sent] == [first.agency]
    assert [one.agency for one in news.again] == [second.agency]
    assert [one.agency for one in news.withdrawn] == [third.agency]


def test_words_of_tasks_are_compared_and_not_the_day() -> None:
    task = next(one for one in KEPT.tasks if one.leads)
    lead: Said = task.leads[0]
    late = replace(lead, timeliness="overdue", confirmed=not lead.confirmed)
    changed = replace(lead, status="done", text="Đã nghiệm thu")

    def with_lead(said: Said) -> RoundData:
        mine = replace(task, leads=(said, *task.leads[1:]))
        return replace(KEPT, tasks=tuple(mine if t.id == task.id else t for t in KEPT.tasks))

    assert since(KEPT, with_lead(late)).empty
    (one,) = since(KEPT, with_lead(changed)).tasks
    assert (one.task.id, one.before, one.after) == (task.id, lead, changed)
    assert since(KEPT, with_lead(changed)).numbers == (task.number,)


def test_figures_given_changed_and_taken_back() -> None:
    def figures(*said: IndicatorSaid) -> RoundData:
        one = IndicatorData("i1", "1", "Tỷ lệ", "%", "30", "2025", said)
        return replace(KEPT, indicators=(one,))

    a, b = IndicatorSaid(1, "Sở A", "10", "12"), IndicatorSaid(2, "Sở B", "5", None)
    assert since(figures(a, b), figures(a, b)).empty
    news = since(figures(a), figures(replace(a, actual="11"), b)).figures
    assert [(one.before, one.after) for one in news] == [(a, replace(a, actual="11")), (None, b)]
    (gone,) = since(figures(a, b), figures(a)).figures
    assert (gone.before, gone.after) == (b, None)


def test_obstacles_raised_since() -> None:
    one = ObstacleData(
        99, 1, "Sở A", None, "funds", "Thiếu kinh phí", "", NOW, "new", "", None, ""
    )
    news = since(KEPT, replace(KEPT, obstacles=(*KEPT.obstacles, one)))
    assert news.obstacles == (one,)
