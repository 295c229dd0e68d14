"""A plan as a workbook and back: nothing is lost, and what is wrong is told by its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogues.catalogue import Catalogue
from handlers.book_words import book_words
from plans.book_cells import Kind, read, written
from plans.draft import Content, checked, content_of
from plans.ground import Refusal
from plans.plan_book import FIELDS, HEAD_ROW, PLAN, TABLES, field_rows, table_rows
from plans.plan_book_read import Cell, Cells, is_book, read_book
from plans.planfile import PlanFile, read_plan
from plans.samples import sample
from plans.text import clean
from plans.yamlfile import PlanFileInvalid

WORDS = book_words(Catalogue.load())
VLXD, BDKH = "bac-giang-vat-lieu-xay-dung.yaml", "tuyen-quang-khi-hau.yaml"


def cells(content: Content) -> dict[str, dict[tuple[int, int], Cell]]:
    """The sheets of a workbook as they would be read back."""
    rows = {PLAN: [list(row) for row in field_rows(content, WORDS)]}
    sheets = {}
    for table, columns in TABLES.items():
        rows[table] = table_rows(content, table, WORDS)
        heads = [WORDS.heads[f"{table}.{one.name}"] for one in columns]
        sheets[WORDS.sheets[table]] = _placed([heads, *rows[table]], HEAD_ROW)
    sheets[WORDS.sheets[PLAN]] = _placed(rows[PLAN], HEAD_ROW + 1)
    return sheets


def _placed(rows: list[list[str]], first: int) -> dict[tuple[int, int], Cell]:
    return {
        (row, column): Cell(text)
        for row, texts in enumerate(rows, first)
        for column, text in enumerate(texts, 1)
        if text
    }


def back(sheets: Mapping[str, Cells]) -> PlanFile:
    return read_book(sheets, "kh.xlsx", WORDS).plan


@pytest.mark.parametrize("name", [VLXD, BDKH])
def test_a_plan_comes_back_whole(name: str) -> None:
    content = content_of(read_plan(sample(name), name))
    sheets = cells(content)
    assert is_book(sheets, WORDS)
    assert content_of(back(sheets)) == content


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"])
TEXT = st.text(LETTERS | st.sampled_from(' ";\n\t,-=1.0'), max_size=30).map(clean).filter(bool)
MANY = st.lists(TEXT, max_size=3)
DAYS = st.dates(date(1976, 1, 1), date(2100, 12, 31)).map(str)
YEARS = st.integers(1976, 2100)
SOURCE = st.none() | st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("line", "page", "table", "row"), st.integers(0, 10**6)),
        "sheet": TEXT,
        "cell": TEXT,
    },
)


def maybe(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | one


TASK = st.fixed_dictionaries(
    {"title": TEXT},
    optional={
        **dict.fromkeys(("lead", "colead", "support", "decides", "warnings"), MANY),
        **dict.fromkeys(("group", "support_as", "reporter", "output", "when"), maybe(TEXT)),
        "recurs": maybe(st.sampled_from(sorted(WORDS.listed["recurs"]))),
        "start": maybe(YEARS | st.dates(date(1976, 1, 1), date(1999, 1, 1)).map(str)),
        "due": maybe(st.dates(date(2100, 12, 31), date(2101, 1, 1)).map(str)),
        "source": SOURCE,
    },
)
DUTY = st.fixed_dictionaries(
    {
        "frequency": st.sampled_from(sorted(WORDS.listed["frequency"])),
        "from": MANY,
        "to": MANY,
        "quote": TEXT,
    },
    optional={
        "section": maybe(TEXT),
        "via": maybe(TEXT),
        "due": maybe(st.fixed_dictionaries({"day": st.integers(1, 28)}, optional={
            "month": st.integers(1, 12), "year": YEARS})),
        "before": st.booleans(),
        "warnings": MANY,
        "source": SOURCE,
    },
)  # fmt: skip
INDICATOR = st.fixed_dictionaries(
    {"number": TEXT, "name": TEXT},
    optional={"target": maybe(TEXT), "unit": maybe(TEXT), "by": maybe(YEARS | DAYS),
              "who": maybe(TEXT), "warnings": MANY, "source": SOURCE},
)  # fmt: skip
HEAD = st.fixed_dictionaries(
    {"id": st.just("kh-1"), "province": TEXT, "title": TEXT},
    optional={
        **dict.fromkeys(("short", "document", "number", "issuer", "coordinator"), maybe(TEXT)),
        "issued": maybe(DAYS | st.sampled_from(["2022", "2022-10"])),
        "period": maybe(YEARS.map(lambda year: {"from": year, "to": min(year + 5, 2100)})),
        "warnings": MANY,
    },
)
OBSTACLES = st.fixed_dictionaries(
    {"to": maybe(TEXT)}, optional={"escalate_to": MANY, "quote": maybe(TEXT), "warnings": MANY}
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HEAD, maybe(OBSTACLES), st.lists(TASK, min_size=1, max_size=3), st.lists(DUTY, max_size=2),
       st.lists(INDICATOR, max_size=2), maybe(TEXT))  # fmt: skip
def test_any_plan_comes_back_whole(
    head: Content, obstacles: Any, tasks: Any, duties: Any, indicators: Any, notes: Any
) -> None:
    numbered = [{**task, "number": f"1.{at}0"} for at, task in enumerate(tasks)]
    made = {"plan": head, "obstacles": obstacles, "tasks": numbered, "reporting": duties,
            "indicators": indicators, "notes": notes}  # fmt: skip
    content = content_of(checked(made, "kh.yaml"))
    told = content_of(back(cells(content)))
    assert _plain(told) == _plain(content)


def _plain(value: Any) -> Any:
    """Without places that say nothing: an empty cell is none."""
    if isinstance(value, dict):
        found = {name: _plain(one) for name, one in value.items()}
        source = found.get("source")
        if source is not None and not any(one is not None for one in source.values()):
            found["source"] = None
        return found
    return [_plain(one) for one in value] if isinstance(value, list) else value


def test_a_number_like_a_figure_stays_text() -> None:
    assert read(Kind.TEXT, written(Kind.TEXT, "1.10", WORDS), WORDS) == "1.10"


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.DAY, "31/12/2023", date(2023, 12, 31)),
        (Kind.DAY, "2023-12-31", date(2023, 12, 31)),
        (Kind.ISSUED, "10/2022", "2022-10"),
        (Kind.TIME, "2021", 2021),
        (Kind.NAMES, "Sở A; Sở B\nSở C", ["Sở A", "Sở B", "Sở C"]),
        (Kind.NOTES, "một; hai\nba", ["một; hai", "ba"]),
        (Kind.FLAG, "X", True),
        (Kind.FREQUENCY, "Hằng năm", "annual"),
        (Kind.PLACE, "bảng 2, hàng 5", {"table": 2, "row": 5}),
    ],
)
def test_what_people_type_is_understood(kind: Kind, typed: str, value: Any) -> None:
    assert read(kind, typed, WORDS) == value


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Kind.DAY, "31/02/2023", "book.bad_day"),
        (Kind.DAY, "cuối năm", "book.bad_day"),
        (Kind.WHOLE, "mười", "book.whole"),
        (Kind.FLAG, "không", "book.yes"),
        (Kind.RECURS, "thỉnh thoảng", "book.not_listed"),
        (Kind.PLACE, "đâu đó", "book.place"),
    ],
)
def test_what_cannot_be_is_refused(kind: Kind, typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(kind, typed, WORDS)
    assert refused.value.code == code


Change = Callable[[dict[str, dict[tuple[int, int], Cell]]], None]


def _set(sheet: str, row: int, column: int, text: str, odd: str = "") -> Change:
    def change(sheets: dict[str, dict[tuple[int, int], Cell]]) -> None:
        sheets[sheet][row, column] = Cell(text, odd)

    return change


def _drop(sheet: str, *place: int) -> Change:
    def change(sheets: dict[str, dict[tuple[int, int], Cell]]) -> None:
        if place:
            del sheets[sheet][place[0], place[1]]
        else:
            del sheets[sheet]

    return change


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (_set("Nhiệm vụ", 5, 14, "31/02/2023"), "Nhiệm vụ, ô N5", "book.bad_day"),
        (_set("Nhiệm vụ", 5, 1, "1.1"), "Nhiệm vụ, ô A5", "file.duplicate_number"),
        (_drop("Nhiệm vụ", 4, 3), "Nhiệm vụ, ô C4", "book.empty"),
        (_set("Nhiệm vụ", 4, 4, "=A1", "book.formula"), "Nhiệm vụ, ô D4", "book.formula"),
        (_drop("Nhiệm vụ", HEAD_ROW, 3), "Nhiệm vụ", "book.no_head"),
        (_set("Nhiệm vụ", 5, 13, "2060"), "Nhiệm vụ, ô A5", "file.range_backwards"),
        (_drop("Chỉ tiêu"), "kh.xlsx", "book.no_sheet"),
        (_set("Chế độ báo cáo", 4, 1, "lúc nào cũng được"), "Chế độ báo cáo, ô A4",
         "book.not_listed"),
        (_set("Chế độ báo cáo", 4, 6, "32"), "Chế độ báo cáo, ô F4", "file.wrong"),
        (_drop("Kế hoạch", 4, 2), "Kế hoạch, ô B4", "book.empty"),
        (_set("Kế hoạch", 8, 2, "ngày mai"), "Kế hoạch, ô B8", "book.bad_day"),
    ],
)  # fmt: skip
def test_every_problem_names_its_cell(change: Change, place: str, code: str) -> None:
    sheets = cells(content_of(read_plan(sample(VLXD), VLXD)))
    change(sheets)
    with pytest.raises(PlanFileInvalid) as refused:
        back(sheets)
    found = [(one.place, one.code) for one in refused.value.problems]
    assert (place, code) in found, found


def test_a_workbook_without_tasks_is_refused() -> None:
    sheets = cells(content_of(read_plan(sample(VLXD), VLXD)))
    sheets["Nhiệm vụ"] = {
        place: cell for place, cell in sheets["Nhiệm vụ"].items() if place[0] == HEAD_ROW
    }
    with pytest.raises(PlanFileInvalid) as refused:
        back(sheets)
    assert [(one.place, one.code) for one in refused.value.problems] == [
        ("Nhiệm vụ", "file.empty_list")
    ]


def test_columns_may_stand_in_another_order_and_half_a_period_is_told() -> None:
    content = content_of(read_plan(sample(VLXD), VLXD))
    sheets = cells(content)
    tasks = sheets["Nhiệm vụ"]
    sheets["Nhiệm vụ"] = {(row, 30 - column): cell for (row, column), cell in tasks.items()}
    assert content_of(back(sheets)) == content
    at = [one.name for one in FIELDS].index("plan.period.to")
    del sheets["Kế hoạch"][HEAD_ROW + 1 + at, 2]
    with pytest.raises(PlanFileInvalid) as refused:
        back(sheets)
    assert [one.code for one in refused.value.problems] == ["book.empty"]
