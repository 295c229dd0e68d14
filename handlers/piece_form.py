"""The questions of a pasted message, a few a piece: for the agency itself, and who enters for it.

The facts of such a form hold `mine` (the tasks by key), `texts`, and `agency`: whom it is entered
for, None where the agency speaks itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers import joining, pieces
from handlers.dialogue import Facts
from handlers.recording import Answer
from handlers.statuses import IN_PROGRESS, pace_options, settled, status_options
from handlers.tasks import Mine
from plans.ground import Refusal
from plans.model import Status
from plans.papers import days_ahead, find_papers
from plans.text import has_accents

Asked = Callable[[Mapping[str, Any]], bool]


def questions(places: Sequence[str], asked: Asked = lambda _: True) -> list[Question]:
    """The questions of the pieces at these places, on the branch where they are `asked`."""
    return [_on_branch(one, asked) for place in places for one in _questions(place)]


def _on_branch(one: Question, asked: Asked) -> Question:
    own = one.when or (lambda _answers, _facts: True)
    return replace(one, when=lambda answers, facts: asked(answers) and own(answers, facts))


def _questions(place: str) -> list[Question]:
    def slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
        piece = pieces.piece_at(answers, place)
        chosen = facts["mine"].get(pieces.task_of(answers, place))
        label = chosen.task.label if chosen else piece["typed"]
        labels = [option.label for option in which(answers, facts)]
        text = answers.get(f"text{place}") or ""
        return {"label": label, "labels": labels, "text": text, "agency": facts.get("agency")}

    def which(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
        others = {pieces.task_of(answers, one) for one in pieces.places(answers) if one != place}
        found = [
            facts["mine"][key]
            for key in pieces.piece_at(answers, place)["keys"]
            if key in facts["mine"] and key not in others
        ]
        tasks_named = [one.task.id for one in found]
        return [Option(one.key, _named(one, tasks_named)) for one in found]

    return [
        Question(
            f"task{place}", AnswerKind.CHOICE, "paste.ask_task", options=which, slots=slots,
            when=lambda answers, _: len(pieces.piece_at(answers, place)["keys"]) > 1,
            label="paste.label_task",
        ),
        Question(
            f"status{place}", AnswerKind.CHOICE, "paste.ask_status", slots=slots,
            options=lambda _, facts: status_options(facts["texts"]),
            label="paste.label_status",
        ),
        Question(
            f"pace{place}",
            AnswerKind.CHOICE,
            "paste.ask_pace",
            options=lambda _, facts: pace_options(facts["texts"]),
            slots=slots,
            when=lambda answers, _: answers.get(f"status{place}") == IN_PROGRESS,
            label="paste.label_pace",
        ),
        Question(
            f"text{place}", AnswerKind.TEXT, "paste.ask_text", slots=slots,
            label="paste.label_text", max_chars=joining.MOST_CHARS,
        ),
    ]  # fmt: skip


def _named(one: Mine, named: Sequence[int]) -> str:
    twice = named.count(one.task.id) > 1
    return f"{one.task.label}, {one.agency.name}" if twice else one.task.label


def answers_of(
    answers: Mapping[str, Any], facts: Facts, places: Sequence[str] | None = None
) -> list[Answer]:
    """What is said of each task; raises Refusal task.not_yours, entering.not_theirs."""
    found = []
    for place in pieces.places(answers) if places is None else places:
        key = pieces.task_of(answers, place)
        if key not in facts["mine"]:
            agency = facts.get("agency")
            raise Refusal("entering.not_theirs" if agency else "task.not_yours", agency=agency)
        found.append(
            Answer(
                mine=facts["mine"][key],
                status=settled(answers, place),
                text=str(answers[f"text{place}"]),
                seen=pieces.piece_at(answers, place)["seen"].get(key),
            )
        )
    return found


def review_slots(found: Sequence[Answer], today: date) -> dict[str, object]:
    """What a review shows of the pieces: what was recognised, and what deserves a look."""
    papers = [(one.mine.task.label, find_papers(one.text)) for one in found]
    done = [one for one in found if one.status is Status.DONE]
    ahead = [(one.mine.task.label, days_ahead(one.text, today)) for one in done]
    return {
        "answers": found,
        "today": today,
        "ahead": [(label, days) for label, days in ahead if days],
        "papers": [(label, some) for label, some in papers if some],
        "unproved": [one.mine.task.label for one in found if _unproved(one)],
        "bare": [one.mine.task.label for one in found if not has_accents(one.text)],
    }


def _unproved(one: Answer) -> bool:
    """A result that must have a document, and names none."""
    return one.status in {Status.DONE, Status.CHANGE_REQUESTED} and not find_papers(one.text)


def refuse_repeated(found: Sequence[Answer]) -> None:
    """Two pieces of one task are never guessed about."""
    keys = [one.mine.key for one in found]
    twice = {one.mine.task.label for one in found if keys.count(one.mine.key) > 1}
    if twice:
        raise Refusal("paste.repeated", numbers=sorted(twice))
