"""The rate table: when the next message may go, and for whom slots are kept."""

from __future__ import annotations

from bot.rates import NOTICE_EVERY, Limits, Rates


def test_one_slot_in_ten_is_kept_for_notices() -> None:
    rates = Rates(Limits())
    sent = []
    for _ in range(50):
        notice = rates.notice_due
        rates.took(len(sent), 0.0, private=True, notice=notice)
        sent.append(notice)
    assert sum(sent) == 50 // NOTICE_EVERY
    assert [at for at, notice in enumerate(sent) if notice] == [9, 19, 29, 39, 49]


def test_a_notice_that_went_anyway_moves_the_kept_slot_on() -> None:
    rates = Rates(Limits())
    for _ in range(8):
        rates.took(1, 0.0, private=True)
    rates.took(2, 0.0, private=True, notice=True)
    assert not rates.notice_due
    for _ in range(9):
        rates.took(1, 0.0, private=True)
    assert rates.notice_due
