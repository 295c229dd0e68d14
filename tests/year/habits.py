"""How people go about a report: six of ten at the first reminder, the others each in their way."""

from __future__ import annotations

from enum import StrEnum


class Habit(StrEnum):
    """What a focal point does when reminded."""

    ON_TIME = "on time"
    LEADER = "with the leader first"
    PROMISE = "promises a day"
    PAPER = "document only"
    LATE = "after a nudge"
    NEVER = "never"


_OTHERS = (Habit.LEADER, Habit.PROMISE, Habit.PAPER, Habit.LATE)


def habit_of(place: int, count: int) -> Habit:
    """The habit of an agency by its place in the list; the last one never answers."""
    if place == count - 1:
        return Habit.NEVER
    turn = place % 10
    return Habit.ON_TIME if turn < 6 else _OTHERS[turn - 6]
