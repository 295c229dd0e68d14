"""Tin không nội dung: every kind of notice is of a plan, or said here not to tell its content."""

from __future__ import annotations

from handlers.notices import COMPOSERS
from schedules import composers as scheduled

OF_A_PLAN = {
    *(
        "opening",
        "nudge",
        "broadcast",
        "amended",
        "dates_changed",
        "round_moved",
        "adhoc",
        "adhoc_due",
        "adhoc_entered",
    ),
    *("entered", "entered_paper", "entered_withdrawn", "more_asked", "unclear", "cleared"),
    *("delegation_answered", "obstacle_said", "obstacle_answered", "coordination"),
    *("join_waiting", "join_request", "indicators"),
}
OWN_AFFAIRS = {  # the reader's own post, hand-over, absence; the machine
    *("join_confirmed", "join_refused", "join_request_refused"),
    *("handover", "handover_done", "handover_words", "handover_objected"),
    *("stand_in", "stand_in_over", "stand_in_refused"),
    *("no_room", "quota_messages", "quota_people"),
}
SEE_TO_IT_THEMSELVES = {"reminder", "digest", "relay", "relay_piece"}


def test_every_composer_is_known_here() -> None:
    known = {*COMPOSERS, *scheduled.COMPOSERS}
    assert known == OF_A_PLAN | OWN_AFFAIRS | SEE_TO_IT_THEMSELVES
