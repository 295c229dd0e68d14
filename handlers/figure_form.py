"""The questions of chỉ tiêu in a report: one by one after the tasks, taken as typed, doubted once.

An answer is kept as {"actual", "estimate", "note"}; the facts hold `figures`, what is asked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from dialogues import figures as typed_figures
from dialogues.forms import AnswerKind, Option, Question, Session
from dialogues.messages import Choice
from dialogues.words import same_words
from handlers.dialogue import Facts
from handlers.figures import Asked, Told
from plans import vocabulary
from plans.ground import Refusal
from plans.indicators import Doubt, Indicator
from plans.text import clean

OF = "figures_of"  # the indicators a form asks, by their ids
_FEW = 2  # indicators left that are skipped one by one
MOST_CHARS = 500  # of the words of an indicator without figures
_LEFT = {"actual": None, "estimate": None, "note": ""}
_ANSWER = re.compile(r"(?:ind|est|sure)\d+")


def _asked(facts: Facts) -> Mapping[str, Asked]:
    found: Mapping[str, Asked] = facts["figures"]
    return found


def seed(facts: Facts) -> dict[str, Any]:
    """What a new form knows: which are asked, and the figures given in this round before."""
    known: dict[str, Any] = {OF: list(_asked(facts))}
    for key, one in _asked(facts).items():
        if one.now is not None and not one.now.empty:
            known[f"ind{key}"] = _kept(one.now.actual, one.now.estimate, one.now.note)
            if one.doubted(one.now.actual, one.now.estimate):
                known[f"sure{key}"] = token((one.now.actual, one.now.estimate))
    return known


def again(answers: dict[str, Any], facts: Facts) -> tuple[Refusal, dict[str, Any]] | None:
    """More indicators are asked than when the form began: those first."""
    more = [one for key, one in _asked(facts).items() if key not in answers.get(OF, ())]
    if not more or answers.get("kind") == "merged":
        return None
    numbers = [one.one.number for one in more]
    return Refusal("indicator.more", numbers=numbers), {**answers, OF: list(_asked(facts))}


def of_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that belong to indicators, of all the answers of a form."""
    return {
        name: value for name, value in answers.items() if name == OF or _ANSWER.fullmatch(name)
    }


def questions(answers: Mapping[str, Any]) -> list[Question]:
    """The questions of the indicators a form asks."""
    return [question for key in answers.get(OF, ()) for question in _questions(str(key))]


def _questions(key: str) -> tuple[Question, Question, Question]:
    """Both figures, or the words; the second figure where it was not typed; a doubt."""
    slots = _slots(key)
    return (
        Question(
            f"ind{key}", AnswerKind.TEXT, "indicator.ask", slots=slots, optional=True,
            read=_reader(key), when=_wanted(key), extra=_rest,
            label="indicator.label", max_chars=MOST_CHARS,
        ),
        Question(
            f"est{key}", AnswerKind.TEXT, "indicator.ask_estimate", slots=slots, optional=True,
            read=_read_one(key), when=_half(key), label="indicator.label_estimate",
            max_chars=MOST_CHARS,
        ),
        Question(
            f"sure{key}", AnswerKind.CHOICE, "indicator.ask_sure", slots=slots,
            options=_sure(key), when=_doubtful(key), label="indicator.label_sure",
        ),
    )  # fmt: skip


Of = Callable[[Mapping[str, Any], Facts], Any]


def _left(answers: Mapping[str, Any], facts: Facts) -> list[str]:
    return [key for key in _asked(facts) if f"ind{key}" not in answers]


def _rest(answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    """[Chưa có số liệu cho các chỉ tiêu còn lại], where skipping one by one is long."""
    if len(_left(answers, facts)) <= _FEW:
        return []
    return [Choice(facts["texts"].plain("indicator.rest"), f"cscl:{facts['seat'].key}")]


def without_rest(answers: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    """The answers, with no figures of the indicators that have none yet."""
    return {**answers, **{f"ind{key}": dict(_LEFT) for key in _left(answers, facts)}}


def _reader(key: str) -> Callable[[str, Any, Facts, datetime], Any]:
    def read(text: str, _answers: Any, facts: Facts, _now: datetime) -> Any:
        return read_value(text, _asked(facts)[key].one)

    return read


def read_value(text: str, one: Indicator) -> dict[str, Any]:
    """What was typed of an indicator, as kept; without "estimate" where one figure was typed."""
    if typed_figures.says_none(text):
        return dict(_LEFT)
    if not one.figures:
        return _kept(None, None, clean(text))
    return as_kept(typed_figures.read_figures(text, one.unit))


def as_kept(found: typed_figures.Figures) -> dict[str, Any]:
    """Figures as an answer; one alone still waits for its estimate, unless there is none."""
    if len(found) == 1:
        return {"actual": _text(found[0]), "note": ""}
    return _kept(found[0], found[1], "")


def _kept(actual: Decimal | None, estimate: Decimal | None, note: str) -> dict[str, Any]:
    return {"actual": _text(actual), "estimate": _text(estimate), "note": note}


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)


def _read_one(key: str) -> Callable[[str, Any, Facts, datetime], Any]:
    def read(text: str, _answers: Any, facts: Facts, _now: datetime) -> Any:
        found = typed_figures.read_figures(text, _asked(facts)[key].one.unit)
        if len(found) != 1:
            raise Refusal("indicator.one_figure", typed=clean(text))
        return _text(found[0])

    return read


def _wanted(key: str) -> Of:
    """Asked; what stands in another report (đã lồng ghép) is not typed here once more."""
    return lambda answers, facts: key in _asked(facts) and answers.get("kind") != "merged"


def _half(key: str) -> Of:
    def when(answers: Mapping[str, Any], facts: Facts) -> bool:
        value = answers.get(f"ind{key}")
        return key in _asked(facts) and value is not None and "estimate" not in value

    return when


def told(answers: Mapping[str, Any], key: str, asked: Asked) -> Told:
    """What the answers say of an indicator; skipped: chưa có số liệu."""
    value = answers.get(f"ind{key}") or _LEFT
    estimate = value["estimate"] if "estimate" in value else answers.get(f"est{key}")
    return Told(asked, _exact(value["actual"]), _exact(estimate), str(value["note"]))


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _doubt_of(answers: Mapping[str, Any], key: str, facts: Facts) -> Doubt | None:
    asked = _asked(facts).get(key)
    if asked is None or f"ind{key}" not in answers:
        return None
    one = told(answers, key, asked)
    return asked.doubted(one.actual, one.estimate)


def _doubtful(key: str) -> Of:
    return lambda answers, facts: _doubt_of(answers, key, facts) is not None


def token(*figures: tuple[Decimal | None, Decimal | None]) -> str:
    """The figures that are sure, so that others are asked about anew."""
    return f"y{zlib.crc32(repr([tuple(map(str, pair)) for pair in figures]).encode()):x}"


def _sure(key: str) -> Of:
    def options(answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
        one = told(answers, key, _asked(facts)[key])
        label = facts["texts"].plain("indicator.sure")
        return [Option(token((one.actual, one.estimate)), label, also=vocabulary.SURE)]

    return options


def _slots(key: str) -> Of:
    def slots(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
        asked = _asked(facts)[key]
        keys = list(_asked(facts))
        return {
            "asked": asked,
            "one": asked.one,
            "place": keys.index(key) + 1,
            "count": len(keys),
            "said": told(answers, key, asked),
            "doubt": _doubt_of(answers, key, facts),
            "others": [_asked(facts)[other].one.number for other in keys if other != key],
        }

    return slots


def said(answers: Mapping[str, Any], facts: Facts) -> tuple[Told, ...]:
    """What the form says of the indicators it asked, in the plan's order."""
    some = [(key, one) for key, one in _asked(facts).items() if f"ind{key}" in answers]
    return tuple(told(answers, key, one) for key, one in some)


def pasted(text: str, facts: Facts) -> dict[str, Any] | None:
    """The answers of a message with several indicators, a line each; None where it is none.

    Raises Refusal indicator.lines, indicator.twice.
    """
    numbers = {one.one.number: key for key, one in _asked(facts).items()}
    found = typed_figures.lines(text, list(numbers))
    if found is None:
        return None
    words = [line for line in found if not _takes_figures(line.label, numbers, facts)]
    counted = [line for line in found if line not in words]
    units = {one.one.number: one.one.unit for one in _asked(facts).values() if one.one.figures}
    read = typed_figures.several(_told_figures(counted), units)
    answers: dict[str, Any] = {f"ind{numbers[n]}": as_kept(f) for n, f in read.items()}
    answers |= {f"ind{numbers[one.label]}": _kept(None, None, one.text) for one in words}
    left = [one for one in counted if typed_figures.says_none(one.text)]
    return answers | {f"ind{numbers[one.label]}": dict(_LEFT) for one in left}


def _takes_figures(label: str, numbers: Mapping[str, str], facts: Facts) -> bool:
    key = numbers.get(label)
    return key is None or _asked(facts)[key].one.figures


def _told_figures(found: Sequence[typed_figures.Line]) -> list[typed_figures.Line]:
    return [one for one in found if not typed_figures.says_none(one.text)]


def retyped(at: str, answers: Mapping[str, Any], text: str, facts: Facts) -> dict[str, Any] | None:
    """Other figures typed where a doubt waits for its button; None where it is no figure."""
    key = at.removeprefix("sure")
    if at == key or key not in _asked(facts) or not any(char.isdigit() for char in text):
        return None
    value = read_value(text, _asked(facts)[key].one)
    kept = {name: old for name, old in answers.items() if name not in {f"est{key}", at}}
    return {**kept, f"ind{key}": value}


def taken(session: Session, text: str, facts: Facts) -> dict[str, Any] | None:
    """All the answers, where a text typed into a form is figures of several indicators, or others
    than those doubted. Raises Refusal as `pasted` and `read_value` do.
    """
    if session.at.startswith("ind") and same_words(text, facts["texts"].plain("indicator.rest")):
        return without_rest(session.answers, facts)
    found = pasted(text, facts)
    if found is None:
        return retyped(session.at, session.answers, text, facts)
    gone = {f"{name}{key[3:]}" for key in found for name in ("est", "sure")}
    return {name: old for name, old in session.answers.items() if name not in gone} | found
