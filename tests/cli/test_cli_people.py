"""Who joined, as the command line lists it; and what the doctor says of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plans.model import Role, Round
from storage import agencies, chats, invitations, participants, people, plans, rounds
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.world import NOW, stored

PLAN = "bac-giang-vlxd-2021-2030"


async def _joined(unit: Unit, name: str, code: str, role: Role, *, confirmed: bool = True) -> int:
    agency = next(one for one in await agencies.of_province(unit, "Bắc Giang") if one.code == code)
    until = NOW + timedelta(days=60)
    invitation = await invitations.invite(unit, f"hash {name}", agency.id, PLAN, role, until)
    invited = await invitations.invitation_of(unit, invitation_id=invitation)
    assert invited is not None
    person = await people.add(unit, name, "Chuyên viên")
    await people.appoint(unit, person, invited, "Phòng Vật liệu", confirmed=confirmed)
    return person


async def _connected(unit: Unit, person: int) -> int:
    said = {"private": True, "title": "x"}
    speaker = await chats.speaker(unit, "telegram", str(person), str(person), **said)
    await people.connect(unit, person, "telegram", str(person), speaker.chat.id)
    return speaker.chat.id


async def _office(unit: Unit) -> None:
    await _connected(unit, await _joined(unit, "Trần Văn A", "sxd", Role.COORDINATOR))
    lost = await _connected(unit, await _joined(unit, "Lê Thị B", "stnmt", Role.FOCAL))
    await chats.lose(unit, lost, "blocked")
    await _joined(unit, "Vũ Văn C", "stc", Role.FOCAL)
    await _joined(unit, "Đỗ Thị D", "sct", Role.FOCAL, confirmed=False)


def test_people_and_how_they_are_reached(office: Daumoi) -> None:
    assert "Chưa có ai tham gia" in office("person", "list").output
    stored(_office)
    listed = {line[:10].strip(): line for line in office("person", "list").output.splitlines()}
    assert listed["Trần Văn A"].endswith("VLXD      chuyên viên tổng hợp  đã kết nối")
    assert listed["Lê Thị B"].endswith("mất kết nối (đã chặn bot)")
    assert listed["Vũ Văn C"].endswith("chưa kết nối")
    assert listed["Đỗ Thị D"].endswith("chờ xác nhận")


async def _round(unit: Unit) -> None:
    await _office(unit)
    duty = (await plans.reporting_duties(unit, PLAN))[0]
    days = {"due": date(2023, 12, 15), "last_day": date(2023, 12, 14)}
    values = {"plan_id": PLAN, "duty_id": duty.id, "year": 2023, "part": 0, **days}
    round_id = await rounds.propose(unit, values)
    assert round_id is not None
    by_code = {one.code: one for one in await agencies.of_province(unit, "Bắc Giang")}
    asked = [(by_code[code].id, 1) for code in ("stnmt", "skhcn")]
    await participants.enrol(unit, round_id, asked)
    await _open(unit, round_id)


async def _open(unit: Unit, round_id: int) -> None:
    from plans.model import Paper

    found = await rounds.get(unit, round_id)
    assert isinstance(found, Round)
    by = (await people.everyone(unit))[0].id
    paper = Paper("1", "SXD-VLXD", date(2023, 11, 15))
    assert await rounds.open_(unit, round_id, by, paper, None)


@pytest.mark.parametrize("said", [
    "[lưu ý] Không liên hệ được qua bot: Lê Thị B, Sở Tài nguyên và Môi trường (mất kết nối (",
    "[lưu ý] Không liên hệ được qua bot: Vũ Văn C, Sở Tài chính (chưa kết nối), KH VLXD.",
    "[cần xử lý] KH VLXD, kỳ báo cáo đang mở: Sở Khoa học và Công nghệ chưa có cán bộ đầu mối.",
])  # fmt: skip
def test_the_doctor_names_who_is_missing(office: Daumoi, said: str) -> None:
    stored(_round)
    done = office("doctor")
    assert said in done.output
    assert "Sở Tài nguyên và Môi trường chưa có" not in done.output
