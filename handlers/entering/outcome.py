"""What an entry will be once it is sent: only updates, a report, or a document alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers import piece_form, pieces, strays
from handlers.dialogue import Facts
from handlers.entering.beside import FIGURES, GROUP
from handlers.entering.place import Place
from handlers.recording import Answer
from plans.basis import paper_from_json
from plans.model import Call, EntryBasis, SubmissionState


class Becomes(StrEnum):
    """What the round sees of an entry."""

    REPORT = "report"  # đã gửi
    PARTIAL = "partial"  # by document, some lead tasks still missing: kept, not yet đã gửi
    UPDATES = "updates"  # đang cập nhật
    DOCUMENT = "document"  # the number alone


def basis_of(answers: Mapping[str, Any]) -> EntryBasis:
    """The document or the call of the answers."""
    if answers["how"] == "paper":
        return EntryBasis(paper=paper_from_json(answers["paper"]))
    call = answers["call"]
    return EntryBasis(call=Call(call["who"], datetime.fromisoformat(call["at"])))


def answers_of(answers: Mapping[str, Any], facts: Facts) -> list[Answer]:
    """What is said of each task; none where the kind of contents has none."""
    if answers["kind"] == "task":
        return piece_form.answers_of(answers, facts, [pieces.ONE])
    return piece_form.answers_of(answers, facts) if answers["kind"] == "text" else []


def own_text(answers: Mapping[str, Any]) -> str:
    """Phần phối hợp, or the one text of an agency that leads nothing."""
    if answers["kind"] == GROUP:
        return str(answers.get("sentence") or "")
    if answers["kind"] != "text":
        return ""
    return strays.supporting(answers, str(answers.get("content") or answers.get("support") or ""))


def left(answers: Mapping[str, Any], facts: Facts) -> list[str]:
    """The lead tasks that stay without a word in the round once this is written."""
    place: Place = facts["place"]
    keys: set[str] = set()
    if answers.get("kind") == "task":
        keys = {pieces.task_of(answers, pieces.ONE)}
    elif answers.get("kind") == "text":
        keys = {pieces.task_of(answers, one) for one in pieces.places(answers)}
    said = {one.task.number for one in place.leads if one.key in keys}
    return [number for number in place.missing if number not in said]


def asks_whole(answers: Mapping[str, Any], facts: Facts) -> bool:
    """By telephone, where every lead task has its word: is that the whole report?

    An agency that leads nothing is asked one question, so that its answer is the whole.
    """
    place: Place = facts["place"]
    if answers.get("kind") in (GROUP, FIGURES):
        return False
    by_call = answers.get("how") == "call" and place.part is not None
    return by_call and bool(place.leads) and not left(answers, facts)


def becomes(answers: Mapping[str, Any], facts: Facts) -> Becomes:
    """What is written beside the updates."""
    place: Place = facts["place"]
    if answers["kind"] == "paper":
        return Becomes.DOCUMENT
    if answers["kind"] == FIGURES:
        return Becomes.UPDATES
    if place.part is None or (asks_whole(answers, facts) and answers.get("whole") != "all"):
        return Becomes.UPDATES
    if left(answers, facts):
        by_paper = answers["how"] == "paper" and own_text(answers)
        partial = by_paper or answers["kind"] == GROUP
        return Becomes.PARTIAL if partial else Becomes.UPDATES
    if answers["kind"] == "task" and place.part.state in _REPORTED:
        return Becomes.UPDATES  # one task more: the report it sent stands
    return Becomes.REPORT


_REPORTED = (SubmissionState.SENT, SubmissionState.ACCEPTED)
