"""`daumoi round data`: the data set as kept, on any day, and whether it is the same."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from plans.model import Paper
from plans.round_data import canonical
from reports.round_data import gather
from storage import agencies, participants, people, plans, records, rounds
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.files import ID
from tests.cli.world import stored

OPENED = datetime(2023, 11, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
def opened(office: Daumoi) -> Daumoi:
    """The round of 2023 was opened for one agency, with a cut-off."""

    async def work(unit: Unit) -> None:
        unit.now = OPENED
        duty = next(one for one in await plans.reporting_duties(unit, ID) if one.day)
        values = {"plan_id": ID, "duty_id": duty.id, "year": 2023, "part": 0}
        days = {"due": date(2023, 12, 15), "last_day": date(2023, 12, 14), "onward": None}
        made = await rounds.propose(unit, values | days)
        assert made is not None
        person = await people.add(unit, "Chuyên viên tổng hợp", "Chuyên viên")
        request = Paper("1", "SXD", date(2023, 11, 15))
        period = (date(2022, 12, 15), date(2023, 12, 14))
        await rounds.open_(unit, made, person, request, None, period)
        known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
        await participants.enrol(unit, made, [(known["stc"], 0)])

    stored(work)
    return office


def _keep(*, damaged: bool = False) -> None:
    async def work(unit: Unit) -> None:
        (one,) = await rounds.of_plan(unit, ID)
        at = OPENED + timedelta(days=1)
        content = canonical(await gather(unit, one, at))
        await records.keep(unit, one.id, at, "cutoff", content + (b" " if damaged else b""))

    stored(work)


def test_is_printed_for_any_day_and_written_whole(opened: Daumoi) -> None:
    done = opened("round", "data", "VLXD", "2023", "--at", "14/12/2023")
    assert done.exit_code == 0, done.stderr
    said = json.loads(done.output)
    assert said["round"]["cutoff"] == "2023-12-14"
    assert said["as_of"] == "2023-12-14T16:59:59.999999Z"
    again = opened("round", "data", "VLXD", "2023", "--at", "14/12/2023", "-o", "b.json")
    sha = hashlib.sha256(Path("b.json").read_bytes()).hexdigest()
    assert again.output == (
        f"Đã ghi bộ số liệu báo cáo năm 2023 KH VLXD ra b.json. SHA-256: {sha}\n"
    )
    assert Path("b.json").read_bytes() == done.output.rstrip("\n").encode()


def test_a_check_says_what_is_kept_and_whether_it_is_the_same(opened: Daumoi) -> None:
    none = opened("round", "data", "VLXD", "2023", "--check")
    assert (none.exit_code, "chưa có bộ số liệu đã lưu" in none.output) == (1, True)
    _keep()
    same = opened("round", "data", "VLXD", "2023", "--check")
    assert (same.exit_code, "đúng từng byte với bản đã lưu" in same.output) == (0, True)
    kept = opened("round", "data", "VLXD", "2023")
    assert json.loads(kept.output)["as_of"].startswith("2023-11-16")


def test_a_check_finds_another_hash(opened: Daumoi) -> None:
    _keep(damaged=True)
    other = opened("round", "data", "VLXD", "2023", "--check")
    assert (other.exit_code, "khác bản đã lưu" in other.output) == (1, True)


def test_wrong_words_are_told(opened: Daumoi) -> None:
    before = opened("round", "data", "VLXD", "2023", "--at", "14/11/2023")
    assert (before.exit_code, "Ngày 14/11/2023 trước khi mở kỳ" in before.stderr) == (1, True)
    unknown = opened("round", "data", "VLXD", "2031")
    assert unknown.exit_code == 1
    nowhere = opened("round", "data", "VLXD", "2023", "-o", "/proc/khong/co.json")
    assert nowhere.exit_code == 1
