"""Baselines and join codes from the command line."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from plans.samples import sample_names
from tests.cli.conftest import Daumoi
from tests.cli.files import BASELINE, ID, PLAN, edited, rows

INVITE = ("person", "invite", "--province", "Bắc Giang", "--plan", "VLXD")


def test_baseline(office: Daumoi) -> None:
    file = edited(
        BASELINE,
        ('"1.2", status: Đang triển khai', '"1.2", status: Đã hoàn thành, done_year: 2022'),
    )
    done = office("plan", "baseline", file)
    assert done.exit_code == 0, done.stderr
    assert "8 cập nhật cho 9 nhiệm vụ; theo dõi từ ngày 01/01/2023" in done.output
    assert "Bỏ qua nhiệm vụ 4: chưa có cơ quan báo cáo.\n" in done.output
    assert "Đã hoàn thành" in office("plan", "show", ID).output
    kept = rows("select source, person_name, done_on from task_update where status = 'done'")
    assert kept == [("baseline", "", "2022-12-31")]
    assert rows("select followed_from from plan") == [("2023-01-01",)]
    assert ("plan.baseline",) in rows("select what from audit")


def test_a_baseline_of_another_plan_or_number(office: Daumoi) -> None:
    name = BASELINE
    done = office("plan", "baseline", edited(name, (f"plan: {ID}", "plan: khac")))
    assert f'Không có kế hoạch "khac". Hiện có: VLXD ({ID}).' in done.stderr
    done = office("plan", "baseline", edited(name, ('number: "6"', 'number: "9"')))
    assert re.search(r'kh.yaml:\d+ .*không có nhiệm vụ số "9"', done.stderr)
    assert rows("select count(*) from task_update") == [(0,)]


def test_a_baseline_said_of_one_lead_with_its_paper_or_without_a_year(office: Daumoi) -> None:
    done_with_paper = 'status: Đã hoàn thành, done_year: 2022, paper: "12/BC-SXD, 15/12/2022"'
    file = edited(
        BASELINE,
        ('"1.1", status: Đang triển khai,', f'"1.1", agency: SXD, {done_with_paper},'),
        ('"1.2", status: Đang triển khai', '"1.2", status: Đã hoàn thành, done_year: 2023'),
        ('"1.3", status: Đang triển khai', '"1.3", status: Đã hoàn thành'),
    )
    done = office("plan", "baseline", file)
    assert done.exit_code == 0, done.stderr
    found = rows("select done_on, papers from task_update where status = 'done' order by id")
    assert [day for day, _ in found] == ["2022-12-15", "2023-12-31", "2023-01-01"]
    assert found[0][1] == '[{"number": "12", "symbol": "BC-SXD", "dated": "2022-12-15"}]'


@pytest.mark.parametrize("agency", ["SCT", "UBND cấp huyện"])
def test_a_baseline_of_an_agency_that_does_not_lead(office: Daumoi, agency: str) -> None:
    name = BASELINE
    file = edited(name, ('"1.1", status', f'"1.1", agency: {agency}, status'))
    done = office("plan", "baseline", file)
    assert done.exit_code == 1
    assert f"Nhiệm vụ 1.1: {agency} không phải cơ quan chủ trì." in done.stderr


def test_a_baseline_leaves_alone_what_an_agency_said(office: Daumoi) -> None:
    file = edited(BASELINE)
    assert office("plan", "baseline", file).exit_code == 0
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("insert into person (name, post, phone, created) values ('A', '', '', 0)")
        db.execute("update task_update set person_id = 1 where id = 1")
    db.close()
    done = office("plan", "baseline", file)
    assert "7 cập nhật cho 9 nhiệm vụ" in done.output
    assert "Giữ nguyên nhiệm vụ 1.1: cơ quan đã tự cập nhật.\n" in done.output
    assert "Bỏ qua nhiệm vụ 4: chưa có" in done.output


def test_invite_prints_a_code_that_is_kept_as_a_hash(office: Daumoi) -> None:
    done = office(*INVITE, "--agency", "STNMT", "--role", "focal")
    assert done.exit_code == 0, done.stderr
    printed = re.search(r"Mã tham gia: (\w{4})-(\w{4})\n", done.output)
    assert printed
    code = printed[1] + printed[2]
    assert "cán bộ đầu mối Sở Tài nguyên và Môi trường, KH VLXD" in done.output
    assert "gõ riêng mã này" in done.output
    assert not any(code.encode() in file.read_bytes() for file in Path("data").iterdir())
    assert Path("data/key").stat().st_mode & 0o777 == 0o600
    assert rows("select count(*), min(length(code_hash)) from invitation") == [(1, 64)]


@pytest.mark.parametrize(
    ("agency", "role", "said"),
    [
        ("Sở Tài nguyên", "focal", "Gần nhất: Sở Tài nguyên và Môi trường; "),
        ("abc", "focal", 'Xem tên, mã bằng lệnh: daumoi agency list --province "Bắc Giang"'),
        ("UBND cấp huyện", "focal", "là tên gọi chung của nhiều cơ quan"),
        ("stnmt", "coordinator", "chỉ dành cho cơ quan tổng hợp của KH VLXD: Sở Xây dựng"),
    ],
)
def test_who_cannot_be_invited(office: Daumoi, agency: str, role: str, said: str) -> None:
    done = office(*INVITE, "--agency", agency, "--role", role)
    assert done.exit_code == 1
    assert said in done.stderr
    assert rows("select count(*) from invitation") == [(0,)]


def test_invite_for_another_province_or_plan(office: Daumoi) -> None:
    rest = ("--agency", "sxd", "--role", "coordinator")
    done = office("person", "invite", "--province", "Hà Nội", "--plan", ID, *rest)
    assert "KH VLXD là của Bắc Giang, không phải Hà Nội" in done.stderr
    done = office("person", "invite", "--province", "Bắc Giang", "--plan", "TTX", *rest)
    assert 'Không có kế hoạch "TTX"' in done.stderr


def test_a_plan_is_no_baseline(office: Daumoi) -> None:
    done = office("plan", "baseline", edited(PLAN))
    assert done.exit_code == 1
    (said,) = done.stderr.splitlines()
    assert said.startswith("kh.yaml là tệp kế hoạch, không phải tệp tình trạng nhiệm vụ.")


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (("agency", "load"), "bac-giang, binh-duong, tuyen-quang, vinh-long"),
        (("plan", "baseline"), "bac-giang-vat-lieu-xay-dung, tuyen-quang-khi-hau"),
        (("plan", "load"), "bac-giang-tang-truong-xanh, bac-giang-vat-lieu-xay-dung, binh-"),
    ],
)
def test_a_wrong_sample_is_answered_with_the_right_ones(
    office: Daumoi, kind: tuple[str, ...], known: str
) -> None:
    done = office(*kind, "--sample", "binh-dinh")
    assert done.exit_code == 1
    assert f"Các tệp mẫu: {known}" in done.stderr
    assert "working-days" not in done.stderr


def test_a_plan_without_agencies_names_the_shipped_lists(office: Daumoi) -> None:
    done = office("plan", "load", "--sample", "binh-duong-tang-truong-xanh")
    known = [one[: -len(".agencies.yaml")] for one in sample_names() if "agencies" in one]
    assert f"daumoi agency load --sample TÊN ({', '.join(known)})" in done.stderr
