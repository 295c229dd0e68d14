"""`daumoi plan amend`: the difference first, then its effect; the same as in chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from plans.model import Role
from plans.samples import sample
from storage import people, plans
from storage.agencies import of_province
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.files import ID, PLAN, edited, rows
from tests.cli.world import stored
from tests.excel import changed, sheets
from tests.reading.rendering import as_docx, parts
from tests.reading.table import text

PAPER = "120/QĐ-UBND ngày 10/11/2023"


def shipped(*changes: tuple[str, str]) -> str:
    """The plan as it is shipped, with changes, as a new version of itself."""
    return edited(PLAN, *changes, to="moi.yaml")


def later_date() -> tuple[str, str]:
    """Task 1.2 put off by a year."""
    whole = sample(PLAN).decode()
    at = whole.index('number: "1.2"')
    old = whole[at : whole.index("due:", at) + 40]
    return old, old.replace("due: 2023-12-31", "due: 2024-12-31")


async def in_charge(unit: Unit) -> None:
    """Reminding has started; a focal point of Sở TN&MT and one of Sở Tài chính."""
    codes = {one.code: one.id for one in await of_province(unit, "Bắc Giang")}
    first = await people.add(unit, "Chuyên viên")
    await plans.start(unit, ID, first)
    for code in ("stnmt", "stc"):
        person = await people.add(unit, f"Cán bộ đầu mối {code}")
        await people.appoint_to(unit, person, (codes[code], ID, Role.FOCAL), "Chuyên viên")


def test_the_difference_alone_writes_nothing(office: Daumoi) -> None:
    done = office("plan", "amend", "VLXD", shipped(later_date()))
    assert done.exit_code == 0, done.output + done.stderr
    lines = done.stdout.splitlines()
    assert "KH VLXD, bản điều chỉnh: 1 nhiệm vụ thay đổi." in lines
    assert any(one.startswith("VLXD 1.2: thời gian ") for one in lines)
    assert lines[-2:] == [
        "Chưa ghi, chưa báo cho cơ quan nào.",
        "Chưa ghi. Để ghi, chạy lại và nêu văn bản điều chỉnh bằng --paper.",
    ]
    assert rows("select count(*) from amendment") == [(0,)]


def test_with_a_document_it_is_written_and_only_those_touched_are_told(office: Daumoi) -> None:
    stored(in_charge)
    done = office("plan", "amend", "VLXD", shipped(later_date()), "--paper", PAPER)
    assert done.exit_code == 0, done.output + done.stderr
    assert "Chưa ghi" not in done.stdout
    assert "Đã đưa bản điều chỉnh KH VLXD (văn bản số 120/QĐ-UBND ngày 10/11/2023)" in done.stdout
    assert "tin gửi tới 1 người" in done.stdout
    told = rows(
        "select person.name from outbox join person on person.id = outbox.person_id"
        " where outbox.key like 'amendment:%'"
    )
    assert told == [("Cán bộ đầu mối stnmt",)]
    assert rows("select due, slips from task where number = '1.2'") == [("2024-12-31", 1)]
    again = office("plan", "amend", "VLXD", "moi.yaml", "--paper", PAPER)
    assert "Bản này giống bản đang theo dõi, chưa có gì để ghi." in again.stdout
    assert rows("select count(*) from amendment") == [(1,)]


def test_doubtful_pairs_are_settled_by_options(office: Daumoi) -> None:
    assert office("plan", "write", "VLXD", "-o", "kh.xlsx").exit_code == 0
    book = Path("kh.xlsx").read_bytes()
    title = sheets(book)["Nhiệm vụ"][10][2][:160] + " trong giai đoạn mới."
    cells = (("A11", "9"), ("C11", title), ("Q11", ""))
    book = changed(book, *(("Nhiệm vụ", cell, value) for cell, value in cells))
    Path("moi.xlsx").write_bytes(book)
    done = office("plan", "amend", "VLXD", "moi.xlsx", "--paper", PAPER)
    assert done.exit_code == 1, done.stdout
    assert "--same 5=9" in done.stderr
    assert "Chưa ghi: còn 1 cặp nhiệm vụ chưa rõ." in done.stderr
    same = office("plan", "amend", "VLXD", "moi.xlsx", "--same", "5=9")
    assert "VLXD 9: nay là 9 (trước là 5)" in same.stdout
    other = office("plan", "amend", "VLXD", "moi.xlsx", "--other", "5", "--paper", PAPER)
    assert other.exit_code == 0, other.stderr
    assert "VLXD 9: thêm" in other.stdout
    assert rows("select count(*) from task where number = '5' and removed is null") == [(0,)]
    assert "Không có nhiệm vụ số 77." in office(
        "plan", "amend", "VLXD", "moi.xlsx", "--same", "77=1"
    ).stderr  # fmt: skip


def test_the_signed_document_itself(office: Daumoi) -> None:
    name = "bac-giang-vat-lieu-xay-dung"
    paper = text(name).decode().replace("2022 ÷ 2050", "2022 ÷ 2045")
    Path("moi.docx").write_bytes(as_docx(parts("moi.txt", paper.encode())))
    done = office("plan", "amend", "VLXD", "moi.docx", "-o", "bang.xlsx")
    assert done.exit_code == 0, done.stderr
    assert 'VLXD 6: thời gian "2022 ÷ 2045" (trước là "2022 ÷ 2050")' in done.stdout
    assert sheets(Path("bang.xlsx").read_bytes())["Nhiệm vụ"][3][0] == "1.1"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("VLXD", "khong-co.docx"), "Không tìm thấy tệp"),
        (("ABC", "moi.yaml"), "ABC"),
        (("VLXD", "moi.yaml", "--paper", "một hai"), "chưa đủ số, ký hiệu, ngày"),
        (("VLXD", "hong.xlsx"), "bảng tính Excel"),
    ],
)
def test_what_stands_in_the_way_is_said(office: Daumoi, args: tuple[str, ...], said: str) -> None:
    shipped()
    Path("hong.xlsx").write_bytes(b"x")
    done = office("plan", "amend", *args)
    assert done.exit_code == 1
    assert said in done.stderr
    assert rows("select count(*) from amendment") == [(0,)]


def test_names_nobody_has_are_mended_in_the_workbook(office: Daumoi) -> None:
    shipped(("Sở Khoa học và Công nghệ", "Sở Mây Trời"))
    done = office("plan", "amend", "VLXD", "moi.yaml", "-o", "bang.xlsx", "--paper", PAPER)
    assert done.exit_code == 1
    assert 'Không có cơ quan tên "Sở Mây Trời"' in done.stderr
    assert "Chưa ghi: bản mới còn" in done.stderr
    assert Path("bang.xlsx").exists()
    assert rows("select count(*) from amendment") == [(0,)]
