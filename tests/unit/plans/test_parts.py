from datetime import date

import pytest

from plans.model import Agency, Duty, Part, Status, Task, Timeliness
from plans.parts import Basis, audience, duties_of, reporters_of
from plans.timeliness import count, timeliness

DAY = date(2023, 12, 31)


def test_the_duties_of_the_so_that_leads_most(vlxd, directory):
    found = {duty.number: duty for duty in duties_of("stnmt", vlxd, directory)}
    assert [number for number in found if found[number].part is Part.LEAD] == ["1.2", "1.3", "5"]
    named = [n for n, duty in found.items() if duty.part is Part.SUPPORT and not duty.collective]
    assert named == ["1.1", "1.4", "2", "4"]
    assert [n for n, duty in found.items() if duty.collective] == ["6"]
    assert found["4"].printed == "phối hợp, giám sát"
    assert found["1.1"].printed == "phối hợp"
    assert found["5"].printed == "chủ trì"


def test_a_district_has_only_collective_parts(vlxd, directory):
    duties = duties_of("ubnd-lang-giang", vlxd, directory)
    assert [duty.number for duty in duties] == ["1.3", "1.4", "3", "4", "5", "6"]
    assert all(duty.collective for duty in duties)


def test_the_reporters_of_the_yearly_duty_are_fifteen(vlxd, directory):
    found = reporters_of(vlxd.reporting[2].reporters, directory)
    assert len(found.agencies) == 15
    assert found.open_names == ("các cơ quan đơn vị liên quan",)


def world(vlxd, directory):
    agencies = {
        entry.code: Agency(at, "Bắc Giang", entry.code, entry.name, entry.kind, entry.urge)
        for at, entry in enumerate(directory.agencies)
    }
    tasks = {
        row.number: Task(
            at, "vlxd", "VLXD", row.stable_key, row.number, row.title, row.group, row.when,
            row.due, row.recurs,
        )
        for at, row in enumerate(vlxd.tasks)
    }  # fmt: skip
    duties = {
        agency: [
            Duty(tasks[one.number], one.part, one.printed, one.collective)
            for one in duties_of(code, vlxd, directory)
        ]
        for code, agency in agencies.items()
    }
    names = vlxd.reporting[2].reporters
    reporters = [agencies[entry.code] for entry in reporters_of(names, directory).agencies]
    return agencies, reporters, duties


def test_who_is_asked_what_in_the_yearly_round(vlxd, directory):
    agencies, reporters, duties = world(vlxd, directory)
    asked = audience(reporters, duties, agencies["sxd"])
    by_code = {one.agency.code: one for one in asked}
    assert sum(one.counted for one in asked) == 15
    assert len(asked) == 17
    assert by_code["stnmt"].leads == ("1.2", "1.3", "5")
    assert by_code["stnmt"].supports == ("1.1", "1.4", "2", "4")
    assert not by_code["stnmt"].one_question
    assert by_code["stc"].one_question
    assert by_code["stc"].counted
    assert by_code["ubnd-son-dong"].supports == ()
    assert by_code["ubnd-son-dong"].one_question
    assert (by_code["stttt"].basis, by_code["stttt"].counted) == (Basis.SUPPORTS, False)
    assert "syt" not in by_code
    assert asked[-1].agency.code == "sxd"
    assert (asked[-1].counted, asked[-1].leads) == (False, ("1.1", "2"))


def test_leading_and_supporting_one_task_is_asked_once_as_lead(vlxd, directory):
    agencies, _, duties = world(vlxd, directory)
    agency = agencies["skhcn"]
    lead = next(duty for duty in duties[agency] if duty.part is Part.LEAD)
    also = Duty(lead.task, Part.SUPPORT, "phối hợp", collective=False)
    (asked,) = audience([], {agency: [lead, also]}, agencies["sxd"])
    assert (asked.leads, asked.supports) == (("1.4",), ())
    assert asked.basis is Basis.LEADS


def test_a_task_led_under_a_collective_name_is_kept_apart(vlxd, directory):
    agencies, _, duties = world(vlxd, directory)
    agency = agencies["ubnd-son-dong"]
    led = Duty(duties[agency][0].task, Part.LEAD, "chủ trì", collective=True)
    (asked,) = audience([agency], {agency: [led]}, agencies["sxd"])
    assert (asked.leads, asked.shared, asked.led) == ((), ("1.3",), 1)
    assert not asked.one_question


@pytest.mark.parametrize(
    ("status", "done_on", "due", "today", "recurs", "wanted"),
    [
        (Status.DONE, DAY, DAY, date(2024, 5, 1), None, Timeliness.DONE_IN_TIME),
        (Status.DONE, date(2024, 1, 2), DAY, date(2024, 5, 1), None, Timeliness.DONE_LATE),
        (Status.DONE, None, DAY, DAY, None, Timeliness.DONE_IN_TIME),
        (Status.ON_TRACK, None, DAY, DAY, None, Timeliness.RUNNING),
        (None, None, DAY, date(2024, 1, 1), None, Timeliness.OVERDUE),
        (Status.CHANGE_REQUESTED, None, DAY, date(2024, 1, 1), None, Timeliness.OVERDUE),
        (Status.ON_TRACK, None, None, date(2024, 1, 1), None, Timeliness.NO_DUE),
        (Status.ON_TRACK, None, DAY, date(2024, 1, 1), "continuous", Timeliness.NO_DUE),
    ],
)
def test_timeliness_is_computed(status, done_on, due, today, recurs, wanted):
    assert timeliness(status, done_on, due, today, recurs) is wanted


def test_every_kind_is_counted():
    found = count([Timeliness.RUNNING, Timeliness.RUNNING, Timeliness.OVERDUE])
    assert found[Timeliness.RUNNING] == 2
    assert found[Timeliness.OVERDUE] == 1
    assert set(found) == set(Timeliness)
    assert sum(found.values()) == 3
