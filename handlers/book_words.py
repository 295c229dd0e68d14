"""The words of a plan's workbook, out of the catalogue."""

from __future__ import annotations

from dialogues.catalogue import Catalogue
from plans.book_cells import BookWords
from plans.plan_book import AGENCIES, FIELDS, MEANINGS, PLAN, TABLES

_LISTS = {
    "frequency": (
        "monthly", "quarterly", "semiannual", "annual", "midterm", "period_end", "adhoc",
        "irregular",
    ),
    "recurs": (
        "continuous", "daily", "weekly", "monthly", "quarterly", "semiannual", "annual",
        "irregular",
    ),
}  # fmt: skip
_PLACES = ("line", "page", "table", "row", "sheet", "cell")
_OWN = ("field", "value", "help", "known")


def book_words(texts: Catalogue, mark: str = "") -> BookWords:
    """Everything the writer and the reader of the workbook call things by."""
    plain = texts.plain
    columns = [f"{table}.{one.name}" for table, some in TABLES.items() for one in some]
    heads = {name: plain(f"book.head.{_key(name)}") for name in columns}
    heads |= {one.name: plain(f"book.head.{_field(one.name)}") for one in FIELDS}
    heads |= {f"{AGENCIES}.{name}": plain(f"book.head.agencies.{name}") for name in MEANINGS}
    heads |= {name: plain(f"book.head.{name}") for name in _OWN}
    helps = {one.name: plain(f"book.help.{_field(one.name)}") for one in FIELDS}
    sheets = (PLAN, *TABLES, AGENCIES, "lists")
    about = (PLAN, *TABLES, AGENCIES)
    return BookWords(
        sheets={name: plain(f"book.sheet.{name}") for name in sheets},
        heads=heads,
        helps=helps | {name: plain(f"book.about_{name}") for name in about},
        listed={
            name: {code: plain(f"book.{name}.{code}") for code in codes}
            for name, codes in _LISTS.items()
        },
        places={name: plain(f"book.place.{name}") for name in _PLACES},
        title=plain("book.title", mark=mark),
        yes=plain("book.yes"),
        not_said=plain("book.not_said"),
        no_agency=plain("book.no_agency"),
        mark=mark,
    )


def _key(name: str) -> str:
    """ "reporting.due.day" → "reporting.due_day"."""
    return name.replace("due.", "due_")


def _field(name: str) -> str:
    return name if "." in name else f"rest.{name}"
