"""The three plans encoded by hand, against what was counted on their documents."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from plans.agencyfile import read_agencies
from plans.directory import Directory
from plans.names import check_names
from plans.numbers import Numbered, resolve
from plans.parts import duties_of, reporters_of
from plans.paste import split
from plans.planfile import PlanFile, TaskEntry, read_plan
from plans.samples import sample

PROVINCES = {
    "bac-giang-vat-lieu-xay-dung": "bac-giang",
    "tuyen-quang-khi-hau": "tuyen-quang",
    "bac-giang-tang-truong-xanh": "bac-giang",
    "binh-duong-tang-truong-xanh": "binh-duong",
    "vinh-long-san-xuat-sach-hon": "vinh-long",
}
TTX, BINH_DUONG, SXSH = list(PROVINCES)[2:]


@cache
def plan(name: str) -> PlanFile:
    return read_plan(sample(f"{name}.yaml"), name)


@cache
def directory(name: str) -> Directory:
    file = f"{PROVINCES[name]}.agencies.yaml"
    return read_agencies(sample(file), file).directory()


def task(name: str, number: str) -> TaskEntry:
    return next(one for one in plan(name).tasks if one.number == number)


def led_by(name: str, lead: str) -> list[str]:
    return [one.number for one in plan(name).tasks if lead in one.lead]


@pytest.mark.parametrize("name", PROVINCES)
def test_every_name_is_known_and_the_plan_is_of_that_province(name):
    file = read_agencies(sample(f"{PROVINCES[name]}.agencies.yaml"), name)
    assert plan(name).plan.province == file.province
    assert check_names(plan(name), directory(name)) == ()


def test_175_of_282_tasks_have_no_date():
    tasks = [one for name in PROVINCES for one in plan(name).tasks]
    assert (len(tasks), sum(one.due is None for one in tasks)) == (282, 175)
    counted = {name: (len(p.tasks), sum(one.due is None for one in p.tasks))
               for name in PROVINCES if (p := plan(name))}  # fmt: skip
    assert counted[TTX] == (147, 144)
    assert counted[BINH_DUONG] == (85, 4)
    assert counted[SXSH] == (26, 26)


@pytest.mark.parametrize("name", [TTX, BINH_DUONG, SXSH])
def test_each_task_says_where_it_stands_in_the_documents_order(name):
    lines = [one.source.line for one in plan(name).tasks]
    assert lines == sorted(lines)


def test_ubnd_huyen_leads_23_items_of_ttx():
    assert len(led_by(TTX, "UBND các huyện, thành phố")) == 23
    assert led_by(TTX, "UBND thành phố Bắc Giang") == ["8.3c.1", "8.3c.2"]


def test_so_y_te_leads_3_4_and_the_five_contents_of_8_10a():
    five = [f"8.10a.{n}" for n in range(1, 6)]
    assert led_by(TTX, "Sở Y tế") == ["3.4", *five]


def test_2_2_stands_in_both_parts_of_ttx():
    numbers = {one.number for one in plan(TTX).tasks}
    assert {"2.2.1", "IV.2.2.1"} <= numbers
    assert task(TTX, "2.2.1").lead == ("Sở Thông tin Truyền thông",)
    assert task(TTX, "IV.2.2.1").lead == ("Các sở, ban, ngành", "UBND các huyện, thành phố")


def test_ttx_knows_three_bodies_above_and_its_two_years():
    found = plan(TTX)
    assert found.obstacles.escalate_to == ("Ban chỉ đạo tỉnh", "UBND tỉnh", "Chủ tịch UBND tỉnh")
    by = {one.frequency: one.due and one.due.year for one in found.reporting}
    assert by == {"annual": None, "irregular": None, "midterm": 2025, "period_end": 2030}
    assert (found.plan.number, found.plan.issued) == (None, "2022-10")


def test_ttx_has_15_targets():
    numbers = [one.number for one in plan(TTX).indicators]
    assert [f"({n})" for n in range(1, 16)] == list(
        dict.fromkeys(one.split(")")[0] + ")" for one in numbers)
    )
    assert len(numbers) == 23
    assert {one.number for one in plan(TTX).indicators if one.target is None} == {"(12)", "(14)"}
    assert {one.by for one in plan(TTX).indicators} == {2030}


def test_one_activity_of_binh_duong_has_two_dates_and_is_two_tasks():
    dues = Counter(one.due for one in plan(BINH_DUONG).tasks)
    assert dues == {date(2018, 6, 30): 51, date(2018, 12, 31): 30, None: 4}
    assert task(BINH_DUONG, "7").due == date(2018, 6, 30)
    assert task(BINH_DUONG, "3.1").due == date(2018, 12, 31)
    assert "hoạt động số 7" in task(BINH_DUONG, "3.1").title


@pytest.mark.parametrize(
    ("number", "activities"),
    [("3.2.1", "11, 62, 65"), ("3.3.5", "50, 63"), ("3.8.3", "59")],
)
def test_a_priority_content_keeps_the_numbers_its_heading_lacks(number, activities):
    assert task(BINH_DUONG, number).title.endswith(f"hoạt động số {activities}.")


def test_51_to_53_are_assigned_to_nobody():
    nobody = [one.number for one in plan(BINH_DUONG).tasks if not one.lead]
    assert nobody == ["51", "52", "53"]


def test_activity_44_has_so_y_te_and_so_vhttdl_and_no_chu_tri_in_v_2():
    both = task(BINH_DUONG, "3.7")
    assert (both.lead, both.colead) == (("Sở Y tế",), ("Sở Văn hóa – Thể thao và Du lịch",))
    assert [one.number for one in plan(BINH_DUONG).tasks if any("V.2" in w for w in one.warnings)
            ] == ["44", "61"]  # fmt: skip


def test_binh_duong_names_no_place_for_obstacles_and_no_day_for_the_report_upwards():
    found = plan(BINH_DUONG)
    assert found.obstacles is None
    assert [(one.due and (one.due.day, one.due.month), one.via is None) for one in found.reporting
            ] == [((15, 10), False), (None, True)]  # fmt: skip


def test_sxsh_reports_three_ways_without_a_day_and_without_the_districts():
    duties = plan(SXSH).reporting
    assert [one.frequency for one in duties] == ["semiannual", "annual", "period_end", "annual"]
    assert not any(one.due for one in duties)
    named = reporters_of(duties[0].reporters, directory(SXSH)).agencies
    assert "huyen" not in {one.kind for one in named}
    assert [one.recurs for one in plan(SXSH).tasks if one.number in {"7.1", "7.2"}] == [
        "monthly",
        "weekly",
    ]


def test_who_is_no_agency_answers_for_nothing():
    huyen = [one.number for one in duties_of("ubnd-tra-on", plan(SXSH), directory(SXSH))]
    assert huyen == ["9.1", "9.2", "9.3"]
    for name in ("Các cơ quan báo chí", "Các doanh nghiệp sản xuất"):
        assert directory(SXSH).is_no_agency(name)


@pytest.mark.parametrize(("name", "count"), [(BINH_DUONG, 9), (SXSH, 8), (TTX, 10)])
def test_the_districts_of_their_time(name, count):
    printed = {
        BINH_DUONG: "Chủ tịch Ủy ban nhân dân các huyện, thành phố, thị xã",
        SXSH: "Ủy ban nhân dân các huyện, thị xã, thành phố",
        TTX: "UBND các huyện, thành phố",
    }
    found = directory(name)
    assert len(found.members(found.find(printed[name]))) == count
    quiet = {one.kind for one in found.agencies if not one.urge}
    assert quiet == {"luc-luong", "doan-the"}


def test_a_number_of_both_parts_of_ttx_is_asked():
    known = [Numbered("TTX", one.number, at) for at, one in enumerate(plan(TTX).tasks)]

    def meant(typed: str) -> list[str]:
        return [one.number for one in resolve(typed, known)]

    assert meant("2.2.1") == meant("TTX 2.2.1") == ["2.2.1", "IV.2.2.1"]
    assert meant("IV.2.2.1") == meant("iv.2.2.1") == ["IV.2.2.1"]
    assert meant("2.2.5") == ["IV.2.2.5"]
    told = split("2.2.1 Đã xong\nIV.2.2.1: Đã họp", known)
    assert [one.number for piece in told.pieces for one in piece.matches] == ["2.2.1", "IV.2.2.1"]
    assert meant("8.10a.5") == ["8.10a.5"]
