"""Settings of a plan: every field is known, read as typed, and never breaks the quiet promise."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from dialogues.catalogue import Catalogue
from plans import settings
from plans.ground import Refusal
from plans.model import PlanSettings
from plans.settings import NOT_IN_CHAT, SETTINGS, Kind, Setting

TEXTS = Catalogue.load()
OWN = PlanSettings()


def one(name: str) -> Setting:
    found = settings.find(name)
    assert found is not None
    return found


def test_every_field_is_a_setting_or_named_as_none() -> None:
    named = [setting.name for setting in SETTINGS]
    assert sorted([*named, *NOT_IN_CHAT]) == sorted(field.name for field in fields(PlanSettings))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_every_setting_has_its_words_and_a_default_that_keeps_the_promise(
    setting: Setting,
) -> None:
    keys = [f"setting.name.{setting.name}", f"setting.about.{setting.name}"]
    keys += [f"setting.value.{setting.kind}", f"setting.how.{setting.kind}"]
    if setting.kind in {Kind.NUMBER, Kind.NUMBERS}:
        keys.append(f"setting.unit.{setting.name}")
        numbers = setting.default if setting.kind is Kind.NUMBERS else (setting.default,)
        assert all(setting.low <= number <= setting.high for number in numbers)
    assert [key for key in keys if not TEXTS.has(key)] == []
    assert settings.changed(OWN, setting, setting.default) == OWN


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("remind_at", "9:15", "09:15"),
        ("remind_at", "09h15", "09:15"),
        ("remind_at", "9 giờ 15", "09:15"),
        ("remind_at", "9 giờ", "09:00"),
        ("remind_at", "14.45", "14:45"),
        ("digest_weekday", "thứ Năm", 3),
        ("digest_weekday", "THU NAM", 3),
        ("digest_weekday", "t2", 0),
        ("digest_weekday", "thứ 6", 4),
        ("ladder", "10, 3, 0", [10, 3, 0]),
        ("ladder", "0 3 và 10; 3", [10, 3, 0]),
        ("ladder", "5", [5]),
        ("overdue_nudges", "0", 0),
        ("with_leader_quiet_days", "3 ngày làm việc", 3),
        ("before_means_day_before", "Không", False),
        ("before_means_day_before", "co", True),
        ("quiet", "17:30-7:30, 11h30 đến 13h", [["17:30", "07:30"], ["11:30", "13:00"]]),
        ("quiet", "18h – 7h", [["18:00", "07:00"]]),
    ],
)
def test_a_value_is_read_as_people_type_it(name: str, typed: str, value: Any) -> None:
    assert settings.read(one(name), typed) == value


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("remind_at", "25:00", "setting.clock"),
        ("remind_at", "8:75", "setting.clock"),
        ("remind_at", "sáng", "setting.clock"),
        ("remind_at", "", "setting.clock"),
        ("digest_weekday", "thứ Bảy", "setting.weekday"),
        ("digest_weekday", "Chủ nhật", "setting.weekday"),
        ("digest_weekday", "5", "setting.weekday"),
        ("ladder", "mười", "setting.numbers"),
        ("ladder", "10, -3", "setting.numbers"),
        ("ladder", "61", "setting.range"),
        ("ladder", "20, 15, 10, 5, 3, 0", "setting.many"),
        ("ladder", ", ,", "setting.numbers"),
        ("overdue_nudges", "4", "setting.range"),
        ("overdue_nudges", "1 hoặc 2", "setting.number"),
        ("overdue_nudges", "1.5", "setting.number"),
        ("with_leader_quiet_days", "0", "setting.range"),
        ("before_means_day_before", "có lẽ", "setting.yes_no"),
        ("quiet", "11:30", "setting.spans"),
        ("quiet", "11:30-11:30", "setting.spans"),
        ("quiet", "trưa", "setting.spans"),
        ("quiet", ",", "setting.spans"),
        ("quiet", "18-7, 8-9, 10-11, 12-13, 14-15, 16-17", "setting.spans"),
        ("quiet", "18h-7h, 8h-9h, 10h-11h, 12h-13h, 14h-15h, 16h-17h", "setting.many"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        settings.read(one(name), typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("remind_at", "22:00", "setting.in_quiet"),
        ("remind_at", "12:00", "setting.in_quiet"),
        ("monday_at", "07:00", "setting.in_quiet"),
        ("digest_at", "17:00", "setting.in_quiet"),
        ("digest_at", "16:30", "setting.friday"),
        ("quiet", [["11:30", "13:30"]], "setting.night"),
        ("quiet", [["20:00", "07:30"]], "setting.night"),
        ("quiet", [["18:00", "06:00"]], "setting.night"),
        ("quiet", [["17:00", "07:30"], ["08:00", "17:00"]], "setting.no_hour"),
        ("quiet", [["17:00", "09:00"]], "setting.shuts_out"),
        ("quiet", [["17:00", "07:30"], ["13:00", "14:00"]], "setting.shuts_out"),
    ],
)
def test_what_breaks_the_quiet_promise_is_refused(name: str, value: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        settings.changed(OWN, one(name), value)
    assert refused.value.code == code


def test_what_keeps_it_is_taken() -> None:
    later = settings.changed(OWN, one("remind_at"), "09:15")
    assert (later.remind_at, later.quiet) == ("09:15", OWN.quiet)
    lunch = settings.changed(OWN, one("quiet"), [["17:30", "07:00"], ["12:00", "13:00"]])
    assert lunch.quiet == (("17:30", "07:00"), ("12:00", "13:00"))
    assert settings.changed(OWN, one("ladder"), [5, 0]).ladder == (5, 0)
    thursday = settings.changed(OWN, one("digest_weekday"), 3)
    assert settings.changed(thursday, one("digest_at"), "16:45").digest_at == "16:45"
