"""Paragraphs of a pasted message that are of no task: a person says where they go, once for all.

Answers keep `strays`: the paragraphs; `headings`: those of parts, left out; `strays_last`: whether
the message ended in such a paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dialogues.forms import AnswerKind, Option, Question
from handlers import joining
from handlers.dialogue import Facts
from plans.paste import Pasted

TO, LAST = "strays_to", "strays_last"
NAMES = ("strays", "headings", TO, LAST)
Allowed = Callable[[Mapping[str, Any], Facts], bool]


def added(answers: Mapping[str, Any], pasted: Pasted) -> dict[str, Any]:
    """With those of one more message; what was said of the ones before is asked anew."""
    found = dict(answers)
    if pasted.unknown:
        found.pop(TO, None)
        found["strays"] = [*found.get("strays", ()), *pasted.unknown]
    if pasted.headings:
        found["headings"] = [*found.get("headings", ()), *pasted.headings]
    return found | {LAST: pasted.ends_unknown and bool(found.get("strays"))}


def cleared(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Without any of it: another message takes the place."""
    return {name: value for name, value in answers.items() if name not in NAMES}


def lengthened(answers: Mapping[str, Any], more: str) -> dict[str, Any]:
    """The rest of a message that the platform cut in such a paragraph."""
    *others, last = answers["strays"]
    return {**answers, "strays": [*others, joining.joined(last, more)]}


def question(allowed: Allowed) -> Question:
    """[Bỏ các đoạn này] or, where there is a report for it, [Ghi vào phần phối hợp]."""

    def options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
        ways = ("drop", "support") if allowed(answers, facts) else ("drop",)
        return [Option(one, facts["texts"].plain(f"paste.strays_{one}")) for one in ways]

    return Question(
        TO, AnswerKind.CHOICE, "paste.ask_strays", options=options, slots=_slots,
        when=lambda answers, _: bool(answers.get("strays")), label="paste.label_strays",
    )  # fmt: skip


def _slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    numbers = [one.task.number for one in facts["mine"].values()]
    return {"texts": answers["strays"], "agency": facts.get("agency"), "numbers": numbers}


def supporting(answers: Mapping[str, Any], support: str) -> str:
    """Phần phối hợp with what was put there."""
    wanted = answers.get("strays", ()) if answers.get(TO) == "support" else ()
    return "\n".join(one for one in (support, *wanted) if one)


def left_out(answers: Mapping[str, Any]) -> list[str]:
    """What is not written: headings, and the paragraphs where that was chosen."""
    dropped = answers.get("strays", ()) if answers.get(TO) == "drop" else ()
    return [*answers.get("headings", ()), *dropped]
