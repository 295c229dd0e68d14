"""What may follow what in the life of an obstacle, whose turn it is, and how long it has been."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plans.calendar import WorkCalendar
from plans.ground import Refusal
from plans.model import Agency, Paper, PlanSettings
from plans.obstacles import (
    TABLE,
    Move,
    Obstacle,
    ObstacleKind,
    ObstacleState,
    Side,
    Step,
    after,
    age,
    can,
    last_word,
    listed,
)

CALENDAR = WorkCalendar()
SETTINGS = PlanSettings()
AGENCY = Agency(1, "Bắc Giang", "sct", "Sở Công thương", "so")
START = datetime(2023, 11, 15, 3, 0, tzinfo=UTC)  # Wednesday, 10:00
NEW, ANSWERED, CLOSED = ObstacleState.NEW, ObstacleState.ANSWERED, ObstacleState.CLOSED


def step(number: int, what: Move, state: ObstacleState, at: datetime) -> Step:
    paper = Paper("1", "SXD", date(2023, 11, 15)) if what is Move.REPLIED else None
    return Step(number, at, 1, "A", "Chuyên viên", what, "", paper, "", state)


def lived(*moves: Move, hours: int = 24) -> Obstacle:
    """An obstacle after these steps, one every so many hours; the rules say where they lead."""
    first = step(1, Move.RAISED, NEW, START)
    one = Obstacle(
        1, "vlxd", "VLXD", 7, AGENCY, "VLXD 4", ObstacleKind.FUNDS, "thiếu", "", NEW, START, 1,
        START, (first,),
    )  # fmt: skip
    for number, move in enumerate(moves, start=2):
        at = START + timedelta(hours=hours * (number - 1))
        state = after(one, move)
        one = replace(
            one, state=state, moved=at, steps=(*one.steps, step(number, move, state, at))
        )
    return one


def refused(one: Obstacle, move: Move) -> str:
    with pytest.raises(Refusal) as why:
        after(one, move)
    return why.value.code


def test_nothing_follows_the_end() -> None:
    one = lived(Move.WITHDRAWN)
    assert {refused(one, move) for move in TABLE} == {"obstacle.closed"}


def test_every_step_has_a_side_and_leads_somewhere() -> None:
    assert set(TABLE) == set(Move) - {Move.RAISED}
    assert all(follows for _, follows in TABLE.values())
    assert [move for move, (side, _) in TABLE.items() if side is Side.TIME] == [Move.LAPSED]
    assert all(CLOSED not in follows for _, follows in TABLE.values())


def test_an_agency_is_not_asked_whether_it_helped_before_an_answer() -> None:
    for move in (Move.STILL, Move.CLEAR, Move.PAPER_ASKED):
        assert refused(lived(), move) == "obstacle.not_now"
        assert can(lived(Move.ADVISED), move)


def test_what_is_added_to_an_answered_one_brings_it_back() -> None:
    assert after(lived(Move.RECEIVED), Move.ADDED) is ObstacleState.RECEIVED
    assert after(lived(Move.ESCALATED), Move.ADDED) is ObstacleState.ESCALATED
    assert after(lived(Move.ADVISED), Move.ADDED) is ObstacleState.CONSIDERING


def test_a_written_answer_is_asked_for_once() -> None:
    one = lived(Move.ADVISED, Move.PAPER_ASKED)
    assert one.wants_paper
    assert refused(one, Move.PAPER_ASKED) == "obstacle.paper_asked"
    assert lived(Move.ADVISED, Move.PAPER_ASKED, Move.ADVISED).wants_paper
    given = lived(Move.ADVISED, Move.PAPER_ASKED, Move.REPLIED)
    assert not given.wants_paper
    assert refused(given, Move.PAPER_ASKED) == "obstacle.paper_given"
    assert can(lived(Move.REPLIED, Move.STILL), Move.PAPER_ASKED)


@pytest.mark.parametrize(
    ("moves", "waits"),
    [
        ((), True),
        ((Move.RECEIVED, Move.CONSIDERED), True),
        ((Move.ADVISED,), False),
        ((Move.ADVISED, Move.STILL), True),
        ((Move.ADVISED, Move.PAPER_ASKED, Move.ADVISED), True),
        ((Move.ESCALATED,), False),
        ((Move.ADVISED, Move.CLEAR), False),
    ],
)
def test_whose_turn_it_is(moves: tuple[Move, ...], waits: bool) -> None:
    assert lived(*moves).waits is waits


@pytest.mark.parametrize(
    ("moves", "days"),
    [
        ((), 0),
        ((Move.RECEIVED, Move.CONSIDERED, Move.ADDED), 0),  # its own words start nothing anew
        ((Move.ADVISED, Move.STILL), 2),
        ((Move.ADVISED, Move.PAPER_ASKED, Move.ADVISED), 2),
        ((Move.ESCALATED, Move.ADVISED, Move.ADDED), 3),
    ],
)
def test_since_when_the_so_owes_a_word(moves: tuple[Move, ...], days: int) -> None:
    assert lived(*moves).waits_since == START + timedelta(days=days)


def test_age_in_working_days() -> None:
    assert [age(START, date(2023, 11, day), CALENDAR) for day in (15, 16, 18, 20, 23)] == [
        0, 1, 2, 3, 6,
    ]  # fmt: skip


def test_silence_counts_from_the_day_the_answer_went_out() -> None:
    assert last_word(lived(Move.ADVISED), SETTINGS, CALENDAR) == date(2023, 11, 23)
    friday_evening = lived(Move.ADVISED, hours=56)  # 17/11, 18:00
    assert last_word(friday_evening, SETTINGS, CALENDAR) == date(2023, 11, 27)


@pytest.mark.parametrize(
    "moves",
    [(), (Move.ADVISED, Move.STILL), (Move.ESCALATED,), (Move.ADVISED, Move.PAPER_ASKED)],
)
def test_no_silence_runs_while_it_is_the_turn_of_the_so(moves: tuple[Move, ...]) -> None:
    assert last_word(lived(*moves), SETTINGS, CALENDAR) is None
    owed = lived(Move.ADVISED, Move.PAPER_ASKED, Move.ADVISED)
    assert last_word(owed, SETTINGS, CALENDAR) is None


def test_lists_go_by_state_then_age_and_the_newest_end_first() -> None:
    old, young = lived(), replace(lived(), seq=8, moved=START + timedelta(days=1))
    done, later = lived(Move.WITHDRAWN), lived(Move.ADVISED, Move.CLEAR)
    answered = lived(Move.ADVISED)
    found = listed([done, answered, young, later, old])
    assert found == [old, young, answered, later, done]
