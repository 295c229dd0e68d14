"""What waits for the Sở, from data alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from plans.model import Status, SubmissionState
from plans.reviewing import plain
from reports import desk
from storage import reviews
from storage.reviews import Review
from tests.unit.reports.test_figures import NOW, ROUND, line, part


def word(what, task=1, agency=2, at=NOW):
    return Review(1, 1, agency, None, task, what, "", None, 1, "A", at)


def test_several_leads_of_one_task_count_one_by_one():
    lines = [
        line("1", Status.DONE, lead=2),
        line("1", Status.DONE, lead=3, confirmed=True),
        line("1", Status.ON_TRACK, lead=4),
        line("2", Status.DONE, source="baseline"),
        line("3", Status.ON_TRACK),
    ]
    (found,) = desk.done(lines, {})
    assert (found.task.number, found.finished, found.leads) == ("1", 2, 3)
    assert [claim.agency.id for claim in found.claims] == [2]
    assert found.newest == 1


def test_what_the_so_said_before_the_last_word_is_over():
    lines = [line("1", Status.DONE)]
    for at, last in ((NOW, "unclear"), (NOW - timedelta(days=1), None)):
        (found,) = desk.done(lines, {(1, 2): [word(reviews.UNCLEAR, at=at)]})
        claim = found.claims[0]
        assert (claim.last.what if claim.last else None) == last


def test_an_adjustment_waits_until_it_is_decided():
    lines = [line("1", Status.CHANGE_REQUESTED), line("2", Status.DONE)]
    assert [one.task.number for one in desk.changes(lines, {})] == ["1"]
    noted = {(1, 2): [word(reviews.NOTED)]}
    assert len(desk.changes(lines, noted)) == 1
    decided = {(1, 2): [word(reviews.NOTED), word(reviews.DECIDED)]}
    assert desk.changes(lines, decided) == []
    asked_again = {(1, 2): [word(reviews.DECIDED, at=NOW - timedelta(days=1))]}
    assert len(desk.changes(lines, asked_again)) == 1


def test_corrections_count_after_acceptance_and_in_the_round_only():
    taken = part(2, state=SubmissionState.ACCEPTED)
    lines = [line("1", Status.ON_TRACK), line("2", Status.ON_TRACK, round=None)]
    before, after = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    assert desk.corrected(ROUND, [taken], lines, {2: before}) == {2: ("1",)}
    assert desk.corrected(ROUND, [taken], lines, {2: after}) == {}
    again = replace(taken, state=SubmissionState.SENT)  # sent again: it waits as a whole
    assert desk.corrected(ROUND, [again], lines, {2: before}) == {}


def test_a_report_waits_until_it_is_accepted_or_more_is_asked():
    waits = {state: part(2, state=state).waits for state in SubmissionState}
    assert [state for state, one in waits.items() if one] == [SubmissionState.SENT]
    assert part(2, state=SubmissionState.MORE_ASKED).reported


def test_only_nothing_from_who_leads_nothing_is_plain():
    nothing = part(2, state=SubmissionState.SENT, nothing_to_report=True)
    assert plain(nothing)
    assert not plain(replace(nothing, leads=1))
    assert not plain(replace(nothing, state=SubmissionState.ACCEPTED))
    assert not plain(part(2, state=SubmissionState.SENT))
