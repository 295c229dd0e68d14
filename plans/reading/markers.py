"""The mark in front of a paragraph: "II.", "1.2.", "a)", "(4)", "-", and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_LETTER = "[a-zđêôơư]"
_BULLETS = "-–—•●▪■◦○✓*+»►\uf0b7\uf02d"
_FORMS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("article", 2, re.compile(r"(Điều\s+\d{1,3})\s*[.:]\s*")),
    (
        "part",
        0,
        re.compile(rf"((?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+\w+|{_ROMAN}|\d+))\b[.:]?\s*"),
    ),
    ("roman", 2, re.compile(rf"({_ROMAN})(?:\s*[.)]\s*|/\s+)(?=\S)|({_ROMAN})\s+[-–]\s+(?=\S)")),
    ("upper", 1, re.compile(r"([A-HK-Z])\s*[.)/]\s+(?=\w)")),
    ("number", 3, re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,4})\s*[.):]?\s*(?=[^\W\d_]|[\"“(])")),
    (
        "number",
        3,
        re.compile(r"(\d{1,2})(?:\s*\.\s*|/\s+)(?=[^\W\d_]|[\"“(])|(\d{1,2})\.\s+(?=\d)"),
    ),
    ("paren", 8, re.compile(r"(\d{1,2})\)\s*(?=\S)")),
    ("enclosed", 8, re.compile(rf"(\((?:\d{{1,2}}|{_LETTER}|[ivx]{{1,4}})\))\s*(?=\S)")),
    ("letter", 9, re.compile(rf"({_LETTER}\d?)\s*\)\s*(?=\S)|({_LETTER})\.\s+(?=\w)")),
    ("plus", 11, re.compile(r"(\+)\s*(?=\S)")),
    ("bullet", 10, re.compile(rf"([{re.escape(_BULLETS)}])\s*(?=[^\s\d%]|\s\d|\s+\S)")),
)
_RUN_ON = re.compile(rf"[{re.escape(_BULLETS)}]\s*[a-zđ]")


@dataclass(frozen=True)
class Marked:
    """A paragraph's mark: its kind, its label as printed ("1.2", "a", "(4)"), and the rest."""

    kind: str
    label: str
    depth: int
    rest: str


def marked(text: str) -> Marked | None:
    """The mark in front, or None. An outer "- " before another mark is Markdown's own."""
    for kind, depth, form in _FORMS:
        found = form.match(text)
        if found:
            label = next(group for group in found.groups() if group)
            rest = text[found.end() :].strip()
            inner = marked(rest) if kind == "bullet" else None
            if inner and inner.kind != "bullet":
                return inner
            return Marked(kind, label, depth + _levels(kind, label), rest)
    return None


def _levels(kind: str, label: str) -> int:
    return label.count(".") if kind == "number" else 0


def runs_on(text: str) -> bool:
    """Whether a dash in front may be one inside a word pair: "kinh tế / - xã hội"."""
    return bool(_RUN_ON.match(text))
