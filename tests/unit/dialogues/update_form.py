"""A form with every kind of question, a branch and a paper, for the tests of the engine."""

import re
from datetime import UTC, datetime
from typing import Any

from dialogues.catalogue import Catalogue, _Source
from dialogues.forms import AnswerKind, Answers, Facts, Form, Option, Question, number_between
from dialogues.messages import Choice
from plans.ground import Refusal

NOW = datetime(2023, 12, 8, 1, 31, tzinfo=UTC)
FACTS: dict[str, Any] = {"tasks": ["1.2", "1.3", "5"], "open": True}
STATUSES = {"1": "on_track", "2": "done", "3": "not_started"}


def tasks(_: Answers, facts: Facts) -> list[Option]:
    return [Option(f"t{n}", f"VLXD {n}", also=(n,)) for n in facts["tasks"]]


def statuses(answers: Answers, _: Facts) -> list[Option]:
    # Task 5 runs all the time: it is never done.
    known = {k: v for k, v in STATUSES.items() if not (answers["task"] == "t5" and k == "2")}
    return [Option(status, f"Tình trạng {status}", key) for key, status in known.items()]


def read_paper(text: str, _answers: Answers, _facts: Facts, _now: datetime) -> dict[str, str]:
    found = re.fullmatch(r"(\d+)/(\S+)", text)
    if not found:
        raise Refusal("paper.unreadable", typed=text)
    return {"number": found[1], "symbol": found[2]}


def clause(_: Answers, facts: Facts) -> list[Choice]:
    return [Choice("Xem nguyên văn", "task:clause")]


def is_done(answers: Answers, _: Facts) -> bool:
    return bool(answers["status"] == "done")


FORM = Form(
    name="capnhat",
    version=2,
    questions=(
        Question("task", AnswerKind.CHOICE, "t.task", options=tasks, label="t.task_label"),
        Question("status", AnswerKind.CHOICE, "t.status", options=statuses, extra=clause),
        Question(
            "result",
            AnswerKind.TEXT,
            "t.result",
            slots=lambda answers, _: {"task": answers["task"]},
            max_chars=100,
        ),
        Question("paper", AnswerKind.PAPER, "t.paper", when=is_done, read=read_paper),
        Question("day", AnswerKind.DATE, "t.day", when=is_done, optional=True),
        Question(
            "percent", AnswerKind.NUMBER, "t.percent", optional=True, read=number_between(0, 100)
        ),
    ),
    review="t.review",
    review_slots=lambda answers, _: {"result": answers["result"], "percent": answers["percent"]},
)

WORDS = {
    "t.task": "Nhiệm vụ nào?",
    "t.task_label": "Nhiệm vụ",
    "t.status": "Tình hình đến nay?",
    "t.result": "Kết quả của {{ task }}, nên ghi số, ngày văn bản, một đến ba câu?\nVí dụ: 1.2",
    "t.paper": "Văn bản nào?",
    "t.day": "Hoàn thành ngày nào?",
    "t.percent": "Tiến độ?",
    "t.review": "Kết quả: {{ result }}{% if percent is not none %} ({{ percent }}%){% endif %}",
}


def texts() -> Catalogue:
    built_in = Catalogue.load()
    return Catalogue(
        built_in._sources | {key: _Source(text, "tests") for key, text in WORDS.items()}
    )
