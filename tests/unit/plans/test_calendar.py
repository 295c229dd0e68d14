from datetime import date

import pytest

from plans.calendar import WorkCalendar, load_overrides
from plans.yamlfile import PlanFileInvalid

FRIDAY = date(2023, 12, 8)


def test_the_override_file_wins_over_the_library(calendar):
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))
    assert WorkCalendar().is_working(date(2026, 1, 2))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (FRIDAY, True),
        (date(2023, 12, 9), False),
        (date(2023, 1, 24), False),  # mùng ba Tết
        (date(2023, 5, 3), False),  # nghỉ bù
        (date(2026, 8, 31), False),  # hoán đổi
        (date(2026, 8, 22), True),  # thứ Bảy làm bù
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
    ],
)
def test_days_off_are_known(calendar, day, working):
    assert calendar.is_working(day) is working


def test_working_days_are_walked(calendar):
    assert calendar.next_working(FRIDAY) == date(2023, 12, 11)
    assert calendar.next_working(FRIDAY, include=True) == FRIDAY
    assert calendar.previous_working(date(2023, 12, 31)) == date(2023, 12, 29)
    assert calendar.previous_working(FRIDAY, include=True) == FRIDAY
    assert calendar.add_working(FRIDAY, 3) == date(2023, 12, 13)
    assert calendar.add_working(date(2023, 12, 14), -10) == date(2023, 11, 30)
    assert calendar.add_working(date(2023, 12, 9), 0) == date(2023, 12, 9)
    assert calendar.next_working(date(2023, 1, 19)) == date(2023, 1, 27)


@pytest.mark.parametrize(
    ("last_day", "left"),
    [(date(2023, 12, 14), 4), (FRIDAY, 0), (date(2023, 12, 10), 0), (date(2023, 12, 6), -2)],
)
def test_working_days_left_count_from_tomorrow(calendar, last_day, left):
    assert calendar.working_days_left(FRIDAY, last_day) == left


def test_two_days_after_tet_are_quiet(calendar):
    days = [date(2023, 1, day) for day in range(16, 32)]
    assert [day.day for day in days if calendar.quiet_after_tet(day)] == [27, 30]
    assert calendar.quiet_after_tet(date(2026, 2, 23))


def test_wrong_override_files_are_refused():
    text = (
        "days:\n  - {date: 2026-01-02, working: false, source: a}\n"
        "  - {date: 2026-01-02, working: true, source: b}\n  - {date: 2026-02-30, working: off}\n"
    )
    with pytest.raises(PlanFileInvalid) as refused:
        load_overrides(text.encode(), "w.yaml")
    assert {problem.code for problem in refused.value.problems} == {
        "file.bad_date",
        "file.not_yes_no",
        "file.missing_key",
    }
    with pytest.raises(PlanFileInvalid) as refused:
        load_overrides(text[: text.rindex("  - ")].encode(), "w.yaml")
    assert [problem.code for problem in refused.value.problems] == ["file.duplicate_day"]
