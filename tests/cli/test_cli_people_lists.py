"""A list of people brought, and its codes printed, from the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

from sqlalchemy import func, select

from storage.database import Unit
from storage.schema import invitation, person
from tests.cli.conftest import Daumoi
from tests.cli.world import stored
from tests.excel import people

PLAN = ("--plan", "VLXD")
WHERE = ("--province", "Bắc Giang", *PLAN)
GOOD = (
    (1, "Nguyễn Văn Mẫu", "Chuyên viên", "", "0912345678", "Sở Tài chính", None),
    (2, "Trần Thị Minh Họa", "", "", None, "Sở Y tế", "VLXD"),
)


def _list(*rows: tuple[object, ...]) -> str:
    Path("danh-sach.xlsx").write_bytes(people(*rows))
    return "danh-sach.xlsx"


async def _counts(unit: Unit) -> tuple[int, int]:
    names = await unit.value(select(func.count()).select_from(person))
    good = (invitation.c.used.is_(None), invitation.c.withdrawn.is_(None))
    return names, await unit.value(select(func.count(invitation.c.id)).where(*good))


def test_a_list_is_brought_and_brought_again(office: Daumoi) -> None:
    done = office("person", "import", _list(*GOOD), *WHERE)
    assert done.exit_code == 0, done.output
    assert "Đã ghi danh sách: 2 người mới, 0 người đã có (cập nhật 0)." in done.output
    again = office("person", "import", _list(*GOOD), *WHERE)
    assert "Đã ghi danh sách: 0 người mới, 2 người đã có (cập nhật 0)." in again.output
    assert stored(_counts) == (2, 2)


def test_nothing_is_written_unless_all_is_good_or_it_is_asked_for(office: Daumoi) -> None:
    file = _list(*GOOD, (3, "Lê B", "", "", "12", "Sở Y tế", None))
    done = office("person", "import", file, *WHERE)
    assert done.exit_code == 1
    assert 'E5: số điện thoại "12" cần 10 chữ số' in done.stderr
    assert stored(_counts) == (0, 0)
    done = office("person", "import", file, *WHERE, "--good-only")
    assert done.exit_code == 0
    assert stored(_counts) == (2, 2)


def test_what_is_no_list_is_told_in_a_sentence(office: Daumoi) -> None:
    Path("a.xlsx").write_bytes(b"not a workbook")
    done = office("person", "import", "a.xlsx", *WHERE)
    assert done.exit_code == 1
    assert done.stderr.startswith("Chưa đọc được: tệp không phải bảng tính Excel (.xlsx) hoặc")
    other = office("person", "import", "a.xlsx", "--province", "Hà Nội", *PLAN)
    assert "KH VLXD là của Bắc Giang" in other.stderr


def test_codes_are_printed_and_older_ones_withdrawn(office: Daumoi) -> None:
    office("person", "import", _list(*GOOD), *WHERE)
    done = office("person", "codes", *PLAN, "-o", "ma.docx")
    assert done.exit_code == 0, done.output
    assert "mã cũ" not in done.output  # nobody was told those of the list
    assert "KH VLXD có cơ quan đã hết hiệu lực theo danh sách cơ quan: Sở " in done.output
    assert "phụ lục có chỗ tô vàng: điền tên bot" in done.output
    count = stored(_counts)[1]
    pdf = office("person", "codes", *PLAN, "-o", "ma.pdf", "--replace")
    assert pdf.stderr == "Chưa lập mã: tệp ma.pdf cần đuôi .docx.\n"
    twice = office("person", "codes", *PLAN, "-o", "ma2.docx")
    assert twice.exit_code == 1
    assert f"KH VLXD còn {count} mã đã lập chưa dùng, có thể đã gửi cơ quan." in twice.stderr
    assert not Path("ma2.docx").exists()
    again = office("person", "codes", *PLAN, "-o", "ma2.docx", "--replace")
    assert "mã cũ chưa dùng không dùng được nữa." in again.output
    page = zipfile.ZipFile("ma.docx").read("word/document.xml").decode()
    assert page.count("[… bổ sung]") == page.count('w:highlight w:val="yellow"') == 1
    assert "Nguyễn Văn Mẫu, Chuyên viên" in page
    assert f"Đã lập {count} mã tham gia: ma.docx." in done.output
    assert page.count("<w:tr>") + page.count("<w:tr ") == count + 1
    nowhere = office("person", "codes", *PLAN, "-o", "không/có/ma.docx", "--replace")
    assert nowhere.stderr.startswith("Không ghi được tệp không/có/ma.docx.")
    assert stored(_counts)[1] == count


def test_the_annex_names_the_bot(office: Daumoi) -> None:
    done = office("person", "codes", *PLAN, "-o", "ma.docx", "--bot", "@daumoi_bacgiang_bot")
    assert "tô vàng" not in done.output
    page = zipfile.ZipFile("ma.docx").read("word/document.xml").decode()
    assert "tìm @daumoi_bacgiang_bot, bấm Bắt đầu" in page


def test_who_is_listed_and_has_not_joined_is_named(office: Daumoi) -> None:
    office("person", "import", _list(*GOOD), *WHERE)
    said = office("person", "list").output
    assert [line.split("  ")[0] for line in said.splitlines()[1:]] == [one[1] for one in GOOD]
    assert said.count("chưa kết nối") == len(GOOD)
    office("person", "codes", *PLAN, "-o", "ma.docx")
    count = stored(_counts)[1]
    assert office("person", "list").output.endswith(f"\nKH VLXD: {count} mã chưa dùng.\n")
    doctor = office("doctor").output
    some = f"2 người trong danh sách chưa kết nối, {count} mã tham gia chưa dùng."
    assert f"[lưu ý] KH VLXD: {some}\n" in doctor
    assert "[lưu ý] KH VLXD: cơ quan đã hết hiệu lực theo danh sách cơ quan: Sở " in doctor
    assert "Chưa có ai tham gia" not in doctor
