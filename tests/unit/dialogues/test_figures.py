"""The figures of indicators as typed: two of them, several indicators a line each."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.figures import Line, lines, meant, read_figures, says_none, several
from plans.ground import Refusal

NUMBERS = ["(1)", "(4)a", "(4)d", "(5)b", "(13)"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("32,5; 35", ("32.5", "35")),
        ("32,5% 35 %", ("32.5", "35")),
        ("35%", ("35",)),
        ("17.000 ha; 17.500 ha", ("17000", "17500")),
        ("32,5\n35", ("32.5", "35")),
        ("0,85 0,86", ("0.85", "0.86")),
        ("36,50, 37", ("36.50", "37")),
        ("thực hiện đến 14/12/2023: 32,5; ước cả năm: 35", ("32.5", "35")),
        ("đạt 30, ước 35", ("30", "35")),
        ("-1,5; −2", ("-1.5", "-2")),
        ("17 000", ("17000",)),
    ],
)
def test_figures_are_read_as_vietnam_writes_them(typed: str, found: tuple[str, ...]) -> None:
    assert [str(one) for one in read_figures(typed, "ha")] == list(found)


def test_one_of_the_two_may_be_missing() -> None:
    assert read_figures("chưa có; 35") == (None, Decimal(35))
    assert read_figures("35; chua co so lieu") == (Decimal(35), None)
    assert says_none("Chưa có số liệu.")
    assert not says_none("chưa có 35")


@pytest.mark.parametrize(
    "typed", ["nhiều", "15/12", "10-15", "1;2;3", "1,2 triệu", "abc 12", "", ";", "35 m3", "1 2 3"]
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_figures(typed, "ha")
    assert refused.value.code == "indicator.unreadable"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(Refusal):
        assert len(read_figures(typed, "%")) in {1, 2}
    lines(typed, NUMBERS)


def test_lines_begin_with_numbers_of_indicators() -> None:
    assert lines("(1) 1,7; 1,8\n4a: 32; 33\nchỉ tiêu (5)b 17.000;18.000", NUMBERS) == [
        Line("(1)", "1,7; 1,8"),
        Line("(4)a", "32; 33"),
        Line("(5)b", "17.000;18.000"),
    ]
    assert lines("(13): 0,84", NUMBERS) == [Line("(13)", "0,84")]
    assert lines("(1) 5; 6\n(9) 7; 8", NUMBERS) == [Line("(1)", "5; 6"), Line("(9)", "7; 8")]


@pytest.mark.parametrize(
    "typed", ["5; 6", "32,5\n35", "13 0,84", "ước: 35", "thực hiện: 30\nước: 35"]
)
def test_figures_alone_are_no_lines(typed: str) -> None:
    assert lines(typed, NUMBERS) is None


def test_accents_tell_two_numbers_apart() -> None:
    assert meant("4d", NUMBERS) == "(4)d"
    assert meant("4đ", NUMBERS) == "(4)d"  # the only one that may be meant
    assert meant("4đ", ["(4)d", "(4)đ"]) == "(4)đ"
    assert meant("(9)", NUMBERS) is None


def test_lines_that_cannot_be_kept_are_all_named() -> None:
    units = {"(1)": "%", "(4)a": "ha"}
    kept = several([Line("(1)", "5; 6"), Line("(4)a", "7 ha")], units)
    assert kept == {"(1)": (Decimal(5), Decimal(6)), "(4)a": (Decimal(7),)}
    with pytest.raises(Refusal) as refused:
        several([Line("(1)", "nhiều"), Line("(9)", "5"), Line("(4)a", "7")], units)
    assert refused.value.fields["typed"] == ["(1) nhiều", "(9) 5"]
    with pytest.raises(Refusal, match="twice"):
        several([Line("(1)", "5"), Line("(1)", "6")], units)
