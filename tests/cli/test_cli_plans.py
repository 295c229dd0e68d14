"""Agencies, plans, baselines and people from the command line, on real files and SQLite."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from plans.samples import sample
from tests.cli.conftest import Daumoi

PLAN = "bac-giang-vat-lieu-xay-dung.yaml"
ID = "bac-giang-vlxd-2021-2030"
INVITE = ("person", "invite", "--province", "Bắc Giang", "--plan", "VLXD")


def rows(sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect("data/daumoi.db") as db:
        found = db.execute(sql).fetchall()
    db.close()
    return found


def edited(name: str, *changes: tuple[str, str], to: str = "kh.yaml") -> str:
    text = sample(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    Path(to).write_text(text, "utf-8")
    return to


def test_the_first_agency_load_makes_the_store(daumoi: Daumoi) -> None:
    done = daumoi("agency", "load", "--sample")
    assert done.output == "Đã đưa vào 34 cơ quan, 4 tên gọi chung của Bắc Giang.\n"
    again = daumoi("agency", "load", "--sample", "bac-giang")
    assert again.exit_code == 0
    assert rows("select count(*) from agency") == [(34,)]
    listed = daumoi("agency", "list", "--province", "Bắc Giang").output.splitlines()
    assert listed[0].split() == [
        "Mã",
        "Cơ",
        "quan",
        "Tên",
        "gọi",
        "khác",
        "Đôn",
        "đốc",
        "Hiệu",
        "lực",
    ]
    assert listed[1].startswith("sxd ")
    assert "không" in next(line for line in listed if "Công an tỉnh" in line)


def test_agencies_of_a_province_nobody_loaded(office: Daumoi) -> None:
    done = office("agency", "list", "--province", "Hà Nội")
    assert done.exit_code == 1
    assert "Chưa có danh sách cơ quan của Hà Nội" in done.stderr


def test_load_and_list_a_plan(daumoi: Daumoi) -> None:
    daumoi("agency", "load", "--sample")
    assert "Chưa có kế hoạch nào" in daumoi("plan", "list").output
    Path("kh.yaml").write_bytes(sample(PLAN))
    done = daumoi("plan", "load", "kh.yaml")
    assert done.exit_code == 0
    assert f"Đã đưa KH VLXD ({ID}) vào theo dõi: 9 nhiệm vụ, 30 cơ quan" in done.output
    assert "Nhiệm vụ 4 chưa có cơ quan báo cáo (Các tổ chức" in done.output
    assert "Cần xem lại nhiệm vụ 6:" in done.output
    assert ID in daumoi("plan", "list").output
    shown = daumoi("plan", "show", "vlxd").output
    assert "1.3  Sở Tài nguyên và Môi trường  2022- 2023" in shown
    assert "hằng năm" in shown


def test_a_plan_before_its_agencies(daumoi: Daumoi) -> None:
    done = daumoi("plan", "load", "--sample")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Chưa có cơ sở dữ liệu. Tạo bằng lệnh: daumoi db upgrade\n"
    assert not Path("data").exists()
    daumoi("db", "upgrade")
    assert "daumoi agency load" in daumoi("plan", "load", "--sample").stderr


def test_a_plan_twice_and_a_short_name_twice(office: Daumoi) -> None:
    done = office("plan", "load", "--sample")
    assert done.exit_code == 1
    assert "đã được đưa vào theo dõi" in done.stderr
    file = edited(PLAN, (f"id: {ID}", "id: khac"), ("short: VLXD", "short: vlxd"))
    assert f"đã dùng cho kế hoạch {ID}" in office("plan", "load", file).stderr
    assert rows("select count(*) from plan") == [(1,)]


def test_every_unknown_name_at_once_with_its_line_task_and_the_nearest(daumoi: Daumoi) -> None:
    daumoi("agency", "load", "--sample")
    file = edited(
        PLAN,
        ("lead: [Sở Khoa học và Công nghệ]", "lead: [Sở Khoa học Công nghệ]"),
        ("[Sở Thông tin và Truyền thông, Sở", "[Sở Thông Tin, Sở"),
        ("short: VLXD", "short: null"),
        ("coordinator: Sở Xây dựng", "coordinator: UBND cấp huyện"),
    )
    done = daumoi("plan", "load", file)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert re.match(r"kh.yaml:\d+ plan.short: Chưa có tên gọi tắt", lines[0])
    assert 'plan.coordinator: "UBND cấp huyện" là tên gọi chung' in lines[1]
    assert re.match(r"kh.yaml:\d+ tasks\[1\].support\[0\]: Nhiệm vụ 1.2: không có", lines[2])
    assert lines[3].count(";") == 2
    assert "Gần nhất: Sở Khoa học và Công nghệ; " in lines[3]
    assert lines[4] == "kh.yaml: 4 chỗ cần sửa, chưa có nội dung nào được đưa vào."
    assert rows("select count(*) from plan") == [(0,)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "kh.yaml:1: Tệp không có nội dung."),
        (b"\xff\xfe\x00", "không phải văn bản mã hóa UTF-8"),
        (b"a: [", "chưa đúng định dạng YAML"),
        (b"- a\n", "Cần các mục dạng"),
        (b"plan: {id: x}\nplan: 2\n", 'Mục "plan" ghi hai lần'),
        (b"plan: {id: &a x}\n", "dấu neo"),
        (b"tasks:\n  - {number: 1.10, title: x}\n", '"1.10" cần đặt trong dấu nháy kép'),
        (b"plan: !!python/x 1\n", "ký hiệu"),
    ],
)
def test_files_that_are_no_plan(office: Daumoi, content: bytes, said: str) -> None:
    Path("kh.yaml").write_bytes(content)
    for command in (("plan", "load"), ("agency", "load"), ("plan", "baseline")):
        done = office(*command, "kh.yaml")
        assert done.exit_code == 1
        assert "chỗ cần sửa" in done.stderr
        assert "Chưa ghi được nội dung này" not in done.stderr
    assert said in office("plan", "load", "kh.yaml").stderr


@pytest.mark.parametrize("command", [("plan", "load"), ("agency", "load"), ("plan", "baseline")])
def test_files_that_are_not_there(office: Daumoi, command: tuple[str, ...]) -> None:
    done = office(*command, "khong-co.yaml")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "Không tìm thấy tệp khong-co.yaml" in done.stderr
    assert "cần là một tệp" in office(*command, ".").stderr


def test_a_sample_that_is_none(office: Daumoi) -> None:
    assert 'Không có tệp mẫu "x.yaml"' in office("plan", "load", "--sample", "x").stderr


def test_baseline(office: Daumoi) -> None:
    file = edited(
        "bac-giang-vat-lieu-xay-dung.baseline.yaml",
        ('"1.2", status: Đang triển khai', '"1.2", status: Đã hoàn thành, done_year: 2022'),
    )
    done = office("plan", "baseline", file)
    assert done.exit_code == 0, done.stderr
    assert "8 cập nhật cho 9 nhiệm vụ; theo dõi từ ngày 01/01/2023" in done.output
    assert "Giữ nguyên nhiệm vụ 4" in done.output
    assert "Đã hoàn thành" in office("plan", "show", ID).output
    kept = rows("select source, person_name, done_on from task_update where status = 'done'")
    assert kept == [("baseline", "", "2022-12-31")]
    assert rows("select followed_from from plan") == [("2023-01-01",)]
    assert ("plan.baseline",) in rows("select what from audit")


def test_a_baseline_of_another_plan_or_number(office: Daumoi) -> None:
    name = "bac-giang-vat-lieu-xay-dung.baseline.yaml"
    done = office("plan", "baseline", edited(name, (f"plan: {ID}", "plan: khac")))
    assert f'Không có kế hoạch "khac". Hiện có: {ID}.' in done.stderr
    done = office("plan", "baseline", edited(name, ('number: "6"', 'number: "9"')))
    assert re.search(r'kh.yaml:\d+ .*không có nhiệm vụ số "9"', done.stderr)
    assert rows("select count(*) from task_update") == [(0,)]


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
