"""Which indicator is which after an amendment, and which figures look mistyped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plans.indicators import Doubt, doubt, pairs

FOREST = {"number": "(5)a", "name": "Tỷ lệ độ che phủ rừng"}
WASTE = {"number": "(9)", "name": "Tỷ lệ chất thải rắn đô thị được thu gom"}


def test_indicator_is_known_by_its_name_or_by_its_number_and_a_like_name() -> None:
    moved = {**FOREST, "number": "(6)"}
    reworded = {**WASTE, "name": "Tỷ lệ chất thải rắn đô thị được thu gom, xử lý"}
    assert pairs([FOREST, WASTE], [reworded, moved]) == {0: 1, 1: 0}


def test_another_indicator_under_an_old_number_is_new() -> None:
    other = {"number": "(9)", "name": "Số mô hình kinh tế tuần hoàn"}
    assert pairs([FOREST, WASTE], [FOREST, other]) == {0: 0}


def test_two_of_one_name_keep_their_numbers() -> None:
    town, land = ({"number": number, "name": "Nước sạch"} for number in ("(15)b", "(15)c"))
    assert pairs([town, land], [land, town]) == {0: 1, 1: 0}


def _doubt(unit: str | None, now: str, before: str | None, *, same: bool = False) -> Doubt | None:
    actual, estimate = (Decimal(n) if n else None for n in now.split(";"))
    then = None
    if before is not None:
        done, year = (Decimal(n) if n else None for n in before.split(";"))
        then = (done, year)
    return doubt(unit, actual, estimate, then, same_year=same)


@pytest.mark.parametrize(
    ("unit", "now", "before", "why"),
    [
        ("%", "120;", None, Doubt.SHARE),
        ("%", "30;-1", None, Doubt.SHARE),
        ("%/năm", "-1.5;-2", None, None),
        ("ha", "120;", None, None),
        ("ha", "120;", "12;", Doubt.JUMP),
        ("ha", "18;", "12;", None),  # half as much again is none yet
        ("ha", "5;", "12;", Doubt.JUMP),
        ("ha", "12;30", "12;13", Doubt.JUMP),
        ("ha", "12;", ";13", None),
        ("ha", "120;", ";13", Doubt.JUMP),
        ("ha", "120;", "0;", None),
        ("ha", "12;11", None, Doubt.BELOW),
        ("%", "12;11", None, None),
        (None, "0.84;0.85", "0.83;0.84", None),
        ("%", ";", "12;13", None),
    ],
)
def test_figures_are_doubted(unit: str | None, now: str, before: str | None, why: Doubt) -> None:
    assert _doubt(unit, now, before) is why


def test_what_is_counted_does_not_fall_within_a_year() -> None:
    assert _doubt("ha", "11;", "12;", same=True) is Doubt.FELL
    assert _doubt("%", "11;", "12;", same=True) is None
    assert _doubt("ha", "11;", "12;") is None
