"""The rate table: when the next message may go, and for whom slots are kept."""

from __future__ import annotations

from bot.rates import NOTICE_EVERY, Gate, Limits, Rates


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


def test_the_gate_lets_no_burst_through_after_a_stall() -> None:
    """The plan is even; the machine stalls for half a second; nobody counts 31 in a second."""
    gate, left = Gate(28.7), []
    for number in range(200):
        planned = number / 28.7
        now = max(planned, 3.5 if 3.0 < planned < 3.5 else 0.0, gate.opens())
        gate.left(now)
        left.append(now)
    assert all(later - first > 1.03 for first, later in pairwise_at(left, 30))
    assert all(later - first > 0.017 for first, later in pairwise_at(left, 1))
    assert left[-1] - 199 / 28.7 < 0.5


def pairwise_at(moments: list[float], apart: int) -> list[tuple[float, float]]:
    return list(zip(moments, moments[apart:], strict=False))


def test_a_slow_gate_lets_one_through_at_a_time() -> None:
    gate = Gate(0.5)
    assert gate.opens() == 0
    gate.left(10.0)
    assert gate.opens() >= 11.0
    gate.left(gate.opens())
    assert gate.opens() >= 13.9


def test_nothing_may_go_while_the_platform_holds_the_bot() -> None:
    rates = Rates(Limits())
    assert rates.closed(5.0) == 0
    rates.hold(8.0)
    assert rates.closed(5.0) == 3.0
