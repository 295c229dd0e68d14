"""Agencies and plans from the command line, on real files and SQLite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plans.samples import sample
from tests.cli.conftest import Daumoi
from tests.cli.files import ID, PLAN, edited, rows


def test_the_first_agency_load_makes_the_store(daumoi: Daumoi) -> None:
    done = daumoi("agency", "load", "--sample")
    assert done.output == "Đã đưa vào 36 cơ quan, 14 tên gọi chung của Bắc Giang.\n"
    again = daumoi("agency", "load", "--sample", "bac-giang")
    assert again.exit_code == 0
    assert rows("select count(*) from agency") == [(36,)]
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


def test_the_second_plan_needs_the_agencies_of_its_own_province(office: Daumoi) -> None:
    second = ("plan", "load", "--sample", "tuyen-quang-khi-hau")
    refused = office(*second)
    assert refused.exit_code == 1
    assert "Chưa có danh sách cơ quan của Tuyên Quang" in refused.stderr
    agencies = office("agency", "load", "--sample", "tuyen-quang")
    assert agencies.output == "Đã đưa vào 35 cơ quan, 4 tên gọi chung của Tuyên Quang.\n"
    loaded = office(*second)
    assert "Đã đưa KH BĐKH (tuyen-quang-bdkh-2020-2025) vào theo dõi: 15 nhiệm vụ, 27 cơ" in (
        loaded.output
    )
    assert 'Cần xem lại nhiệm vụ 4: thời gian in là "2021-2020"' in loaded.output
    baseline = office("plan", "baseline", "--sample", "tuyen-quang-khi-hau")
    assert baseline.exit_code == 0, baseline.output
    assert office("plan", "show", "bđkh").exit_code == 0


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
        assert "chỗ cần sửa" in done.stderr or "là tệp kế hoạch" in done.stderr
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


def test_a_plan_without_a_coordinator_and_with_a_long_id(daumoi: Daumoi) -> None:
    daumoi("agency", "load", "--sample")
    file = edited(PLAN, ("coordinator: Sở Xây dựng", "coordinator: null"), (ID, "a" * 41))
    done = daumoi("plan", "load", file)
    assert "plan.id: Mã kế hoạch quá 40 ký tự." in done.stderr
    assert "plan.coordinator: Chưa nêu cơ quan tổng hợp." in done.stderr


def test_a_name_with_no_agency_behind_it_in_the_head(daumoi: Daumoi) -> None:
    daumoi("agency", "load", "--sample")
    file = edited(PLAN, ("coordinator: Sở Xây dựng", "coordinator: Sở Xây dưng"))
    done = daumoi("plan", "load", file)
    assert 'plan.coordinator: Không có cơ quan tên "Sở Xây dưng". Gần nhất: Sở Xây dựng;' in (
        done.stderr
    )


def test_a_reporter_answers_where_the_lead_is_no_agency(daumoi: Daumoi) -> None:
    daumoi("agency", "load", "--sample")
    lead = 'lead: ["Các tổ chức, cá nhân sản xuất VLXD sử dụng năng lượng không tái tạo"]'
    file = edited(PLAN, (lead, f"{lead}\n    reporter: Sở Xây dựng"))
    done = daumoi("plan", "load", file)
    assert "chưa có cơ quan báo cáo" not in done.output
    part = rows(
        "select r.printed, a.code from task_role r join task t on t.id = r.task_id"
        " join agency a on a.id = r.agency_id where t.number = '4' and r.part = 'lead'"
    )
    assert part == [("báo cáo", "sxd")]


def test_parts_named_by_a_collective_are_marked(office: Daumoi) -> None:
    sql = (
        "select r.printed, r.collective, count(*) from task_role r join task t on t.id = r.task_id"
        " where t.number = '4' group by 1, 2 order by 2"
    )
    assert rows(sql) == [("phối hợp, giám sát", 0, 5), ("phối hợp, giám sát", 1, 10)]
