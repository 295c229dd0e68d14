from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.reading import number_between, read_day, read_figure, read_number
from plans.ground import Refusal

NEW_YEAR = datetime(2023, 12, 31, 18, tzinfo=UTC)  # already 01/01/2024 in Việt Nam


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("70", 70),
        ("70%", 70),
        ("70 %", 70),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("1 234 567", 1234567),
        ("12,5", 12.5),
        ("1.5", 1.5),
        ("0.125", 0.125),
        ("1,234", 1.234),
        ("-3", -3),
        ("−3,5", -3.5),
        ("007", 7),
    ],
)
def test_numbers_as_typed_in_vietnam(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "nhiều", "12 cơ sở", "1e5", "1,234,567", "1.23.4", "٣", "9" * 16, "NaN", "1/2"]
)
def test_what_is_no_number_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(typed)
    assert (refused.value.code, refused.value.fields) == ("number.unreadable", {"typed": typed})


def test_ranges_include_their_ends() -> None:
    read = number_between(0, 100)
    assert [read(typed, {}, {}, NEW_YEAR) for typed in ("0", "100%")] == [0, 100]
    for typed in ("100,1", "-1"):
        with pytest.raises(Refusal) as refused:
            read(typed, {}, {}, NEW_YEAR)
        assert refused.value.fields == {"typed": typed, "low": 0, "high": 100}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/12/2023", "2023-12-05"),
        ("05-12-23", "2023-12-05"),
        ("05.12.2023.", "2023-12-05"),
        ("ngày 05 tháng 12 năm 2023", "2023-12-05"),
        ("Ngay 5/12/2023", "2023-12-05"),
        ("5/12", "2023-12-05"),
        ("5/1", "2024-01-05"),
        ("hôm qua", "2023-12-31"),
        ("xong ngày 5/12", "2023-12-05"),
        ("29/2", "2024-02-29"),
    ],
)
def test_days_day_first_the_nearest_where_no_year_is_given(typed: str, day: str) -> None:
    assert read_day(typed, NEW_YEAR) == day


@pytest.mark.parametrize(
    "typed", ["", "sắp xong", "31/2/2023", "12/31/2023", "5/12/2023 và 6/12/2023"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_day(typed, NEW_YEAR)
    assert refused.value.code == "date.unreadable"


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    for read in (read_number, lambda text: read_day(text, NEW_YEAR)):
        with suppress(Refusal):
            assert read(typed) is not None


@pytest.mark.parametrize(
    ("typed", "value", "note"),
    [
        ("7", "7", ""),
        ("7 cơ sở", "7", "cơ sở"),
        ("7cơ sở", "7", "cơ sở"),
        ("12 cơ sở, 2 lò đã dừng", "12", "cơ sở, 2 lò đã dừng"),
        ("1.234,5 tấn", "1234.5", "tấn"),
        ("12, trong đó 2 mới", "12", "trong đó 2 mới"),
        ("15% kế hoạch", "15", "kế hoạch"),
        ("âm 3,5", "-3.5", ""),
    ],
)
def test_a_figure_and_what_stands_behind_it(typed: str, value: str, note: str) -> None:
    figure = read_figure(typed)
    assert (str(figure.value), figure.note) == (value, note)
    assert figure.share == ("%" in typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-5", "number.negative"),
        ("−5 cơ sở", "number.negative"),
        ("2 triệu viên", "number.words"),
        ("1,5 tỷ", "number.words"),
        ("10-15", "number.unreadable"),
        ("3/12 cơ sở", "number.unreadable"),
        ("12, 5 lò", "number.unreadable"),
        ("khoảng 7", "number.unreadable"),
        ("", "number.unreadable"),
    ],
)
def test_what_is_no_figure_is_not_guessed(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_figure(typed)
    assert refused.value.code == code
