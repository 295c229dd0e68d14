"""The status a paragraph says of itself in its first words, and never a guessed one."""

from __future__ import annotations

import re

from plans import vocabulary
from plans.model import Status
from plans.text import fold

_WORD = re.compile(r"\w+")
_WHOLE = re.compile(r"100\s*%")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_PHRASES = tuple(
    sorted(
        ((phrase.split(), status, whole) for phrase, status, whole in vocabulary.STATUS_PHRASES),
        key=lambda entry: -len(entry[0]),
    )
)
_CLAUSE_END = re.compile(r"[.;:()\n]")


def said_status(text: str) -> tuple[Status | None, str]:
    """The status named by the leading phrase and that phrase as typed; (None, "") when none is.

    "Đã hoàn thành, Báo cáo số 12" says it; "đã nghiệm thu", "Đã hoàn thành dự thảo" and
    "Hoàn thành 50%" do not. With or without accents. `text` has been cleaned.
    """
    body = _after_label(text)
    words = [(fold(found[0]), found) for found in _WORD.finditer(body[:200])]
    for phrase, status, whole in _PHRASES:
        if [word for word, _ in words[: len(phrase)]] != phrase:
            continue
        end = words[len(phrase) - 1][1].end()
        rest = body[end:]
        if _in_part(rest) or (whole and not _ends_clause(rest)):
            return None, ""
        slipping = status is Status.ON_TRACK and _says_slip(rest)
        return (Status.MAY_SLIP if slipping else status), body[words[0][1].start() : end]
    return None, ""


def after_status(text: str, status: Status, name: str) -> str | None:
    """What follows the name of its status in a text that opens with it; None: it opens otherwise.

    "Đã hoàn thành. Đã nghiệm thu" opens so, with " Đã nghiệm thu" behind the full stop;
    "Hoàn thành, Báo cáo số 12" and "da hoan thanh" do not.
    """
    said_as, said = said_status(text)
    is_name = _WORD.findall(said.lower()) == _WORD.findall(name.lower())
    if said_as is not status or not is_name or not text.startswith(said):
        return None
    return text[len(said) :].removeprefix(".")


def unrepeated(text: str, status: Status, name: str) -> str:
    """A text to stand behind the name of its status, without saying that name once more."""
    rest = after_status(text, status, name)
    if rest is None:
        return text
    rest = rest.lstrip(" ,;:.-–\n")
    return rest[:1].upper() + rest[1:]


def _after_label(text: str) -> str:
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and fold(label) in vocabulary.STATUS_LABELS else text


def _ends_clause(rest: str) -> bool:
    following = rest.lstrip(" ")
    if not following or not following[0].isalnum() or _WHOLE.match(following):
        return True
    found = _WORD.match(following)
    return found is not None and fold(found[0]) in vocabulary.AFTER_WHOLE


def _in_part(rest: str) -> bool:
    """A share below 100% in the same breath: "hoàn thành (50%)" is work under way."""
    found = _PERCENT.search(rest[:30])
    return found is not None and float(found[1].replace(",", ".")) < 100


def _says_slip(rest: str) -> bool:
    clause = fold(_CLAUSE_END.split(rest, maxsplit=1)[0])
    return any(words in clause for words in vocabulary.MAY_SLIP_WORDS)
