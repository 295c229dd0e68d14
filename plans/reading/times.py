"""Times of cells and labels: a phrase as a span of days, a date or a habit. Nothing is guessed.

Patterns run on text without accents (`plans.text.bare`), whose places are those of the text.
"""

from __future__ import annotations

import re
from datetime import date

from plans.draft import Note
from plans.reading.time_forms import Time, spans
from plans.text import bare


def read_time(phrase: str, year: int | None = None) -> Time:
    """A whole time phrase, of a cell or behind a label.

    `year`: the only year of the plan's title, for "quý II" without one; noted where it is used.
    """
    key = bare(phrase)
    found = [one for one in spans(key, year) if one.due or one.first]
    habit = habit_in(key)
    if not found:
        notes: tuple[Note, ...] = (
            () if habit or not re.search(r"\d", key) else (Note("time.unread", {"text": phrase}),)
        )
        return Time(recurs=habit, notes=notes)
    last = max(found, key=lambda one: one.due or date.min)
    first = (
        next((one.first for one in found if one.first), None) if len(found) == 1 else last.first
    )
    notes = tuple(note for one in found for note in one.notes)
    if last.due == date.min or any(note.code == "time.backwards" for note in notes):
        return Time(recurs=habit, notes=notes)
    if _GOES_ON.search(key):
        return Time(
            first,
            None,
            habit or "continuous",
            notes=(*notes, Note("time.goes_on", {"text": phrase})),
        )
    return Time(first, last.due, habit, notes=notes)


_GOES_ON = re.compile(r"nhung nam tiep theo|cac nam tiep theo|tro di|cac nam sau")
_HABITS = (
    ("daily", r"(?:hang|moi)\s+ngay"),
    ("weekly", r"(?:hang|moi)\s+tuan"),
    ("monthly", r"(?:hang|moi|dinh ky)\s+thang"),
    ("quarterly", r"(?:hang|moi|dinh ky|theo|tung)\s+quy\b"),
    ("semiannual", (
        r"(?:dinh ky\s+)?(?:6|06|sau)\s+thang(?!\s*(?:dau|cuoi)?\s*nam\s+\d)(?:\s*/\s*lan|"
        r"\s+mot lan)?"
    )),
    ("annual", r"(?:hang|moi|dinh ky|theo tung|tung)\s+nam|nam\s*/\s*lan"),
    ("continuous", r"thuong xuyen|lien tuc|thuong nien"),
)  # fmt: skip


def habit_in(key: str) -> str | None:
    """How often something is done, by the words of a phrase without accents; None: once."""
    found = [name for name, form in _HABITS if re.search(rf"\b(?:{form})", key)]
    if "continuous" in found:
        return "continuous"
    return found[0] if found else None
