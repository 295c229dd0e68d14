"""Heads by meaning, phones, and every row of a list with its faults by cell."""

from __future__ import annotations

import pytest

from plans.agencyfile import read_agencies
from plans.directory import Directory
from plans.ground import Refusal
from plans.list_heads import find_heads, meaning
from plans.model import Role
from plans.people_list import (
    MOST_ROWS,
    Cell,
    Heads,
    Names,
    PeopleList,
    PlanName,
    cell_name,
    read_list,
)
from plans.phones import read_phone
from plans.samples import sample

FILE = read_agencies(sample("bac-giang.agencies.yaml"), "bac-giang.agencies.yaml")
DIRECTORY = Directory(FILE.entries(), FILE.group_entries())
PLANS = (
    PlanName("bg-vlxd", "VLXD", "Kế hoạch vật liệu xây dựng", "sxd"),
    PlanName("bg-ttx", "TTX", "Kế hoạch tăng trưởng xanh", "skhdt"),
)
COLUMNS = ("name", "post", "division", "phone", "agency", "plan", "role", "main")
HEADS = Heads({name: at for at, name in enumerate(COLUMNS, 1)}, 1)


def read(*rows: tuple[str | Cell, ...]) -> PeopleList:
    cells = {
        (row, column): value if isinstance(value, Cell) else Cell(value)
        for row, values in enumerate(rows, 2)
        for column, value in enumerate(values, 1)
        if value
    }
    return read_list(cells, HEADS, Names(DIRECTORY, PLANS, "bg-vlxd"))


def faults(*rows: tuple[str | Cell, ...]) -> list[tuple[str, str]]:
    return [(one.cell, one.code) for one in read(*rows).wrong]


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Họ và tên", "name"),
        ("HO TEN", "name"),
        ("Chức vụ, chức danh", "post"),
        ("Phòng/ban", "division"),
        ("SĐT", "phone"),
        ("Số điện thoại liên hệ (Zalo)", "phone"),
        ("Tên cơ quan, đơn vị", "agency"),
        ("Kế hoạch", "plan"),
        ("Chính/thay", "main"),
        ("Ghi chú", None),
        ("TT", None),
        ("Phòng họp số 1", None),
    ],
)
def test_heads_by_their_meaning(head: str, column: str | None) -> None:
    assert meaning(head) == column


def test_heads_anywhere_in_the_first_rows_in_any_order() -> None:
    texts = {
        (1, 1): "Danh sách",
        (5, 2): "Đơn vị",
        (5, 3): "ho va ten",
        (5, 7): "ĐT",
        (6, 2): "Sở",
    }
    found = find_heads(texts)
    assert (dict(found.columns), found.last_row) == ({"agency": 2, "name": 3, "phone": 7}, 5)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({(1, 1): "A", (2, 1): "B"}, "people.no_heads"),
        ({(11, 1): "Họ tên", (11, 2): "Cơ quan"}, "people.no_heads"),
        ({(2, 1): "Họ tên", (2, 2): "Chức vụ"}, "people.heads_missing"),
        ({(2, 1): "Họ tên", (2, 2): "Cơ quan", (2, 3): "Tên đơn vị"}, "people.heads_twice"),
    ],
)
def test_heads_that_are_wrong(texts: dict[tuple[int, int], str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        find_heads(texts)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("0912 345 678", "0912345678"),
        ("912345678", "0912345678"),
        ("912345678.0", "0912345678"),
        ("+84 912-345-678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0204) 3854.123", "02043854123"),
    ],
)
def test_phones(typed: str, read_as: str) -> None:
    assert read_phone(typed) == read_as


@pytest.mark.parametrize("typed", ["12", "091234567a", "0912345678 / 0987654321", "không có"])
def test_what_is_no_phone(typed: str) -> None:
    with pytest.raises(Refusal, match=r"people\.bad_phone"):
        read_phone(typed)


def test_a_good_list() -> None:
    found = read(
        ("Nguyễn Văn A", "Chuyên viên", "Phòng KT", "912345678", "Sở TN&MT"),
        ("Trần Thị B", "", "", "", "so tai chinh", "KH TTX", "lãnh đạo", ""),
        ("Trần Thị B", "", "", "", "Sở Xây dựng", "", "chuyên viên tổng hợp", "thay"),
    )
    assert found.wrong == ()
    first, second, third = found.good
    assert (first.phone, first.agency, first.plan) == ("0912345678", "stnmt", "bg-vlxd")
    assert (second.agency, second.plan, second.role) == ("stc", "bg-ttx", Role.LEADER)
    assert (third.role, third.main) == (Role.COORDINATOR, False)


def test_faults_by_cell_all_at_once() -> None:
    assert faults(
        ("", "", "", "12", "Sở Không có", "KH ABC", "vua", "có lẽ"),
        (Cell("=A1", "people.formula"), "", "", "", Cell("", "people.merged")),
        ("B" * 81, "x" * 121, "", "", "Các sở, ban, ngành"),
    )[:8] == [
        ("A2", "people.no_name"),
        ("D2", "people.bad_phone"),
        ("E2", "people.unknown_agency"),
        ("F2", "people.unknown_plan"),
        ("G2", "people.unknown_role"),
        ("H2", "people.unknown_main"),
        ("A3", "people.formula"),
        ("E3", "people.merged"),
    ]


def test_the_nearest_three_names_are_told() -> None:
    (wrong,) = read(("Nguyễn Văn A", "", "", "", "Sở Tài nguyên Môi trừng")).wrong
    assert len(wrong.fields["nearest"]) == 3
    assert wrong.fields["nearest"][0] == "Sở Tài nguyên và Môi trường"


def test_people_among_each_other() -> None:
    one = ("Nguyễn Văn A", "", "", "0912345678", "Sở Tài chính", "", "", "chính")
    assert faults(one, ("Trần B", "", "", "0912345678", "Sở Tài chính")) == [
        ("D3", "people.same_phone")
    ]
    assert faults(one, ("nguyễn văn a", "", "", "", "Sở Tài chính")) == [
        ("A3", "people.same_person")
    ]
    assert faults(one, ("Trần B", "", "", "", "Sở Tài chính", "", "", "chính")) == [
        ("H3", "people.two_main")
    ]
    assert faults(one, ("Nguyễn Văn A", "", "", "0912345678", "Sở Y tế")) == []
    assert faults(("Trần B", "", "", "", "Sở Y tế", "", "tổng hợp")) == [
        ("G2", "people.not_coordinating")
    ]


def test_too_many_and_none() -> None:
    rows = [(f"Người thứ {n}", "", "", "", "Sở Y tế") for n in range(MOST_ROWS + 1)]
    with pytest.raises(Refusal) as refused:
        read(*rows)
    assert (refused.value.code, refused.value.fields["count"]) == ("people.too_many", 2001)
    with pytest.raises(Refusal, match=r"people\.empty"):
        read()


def test_names_of_cells() -> None:
    assert [cell_name(7, column) for column in (1, 4, 26, 27, 52)] == [
        "A7", "D7", "Z7", "AA7", "AZ7",
    ]  # fmt: skip
