"""Plans as workbooks from the command line: written, edited, checked, put into use."""

from __future__ import annotations

import zipfile
from pathlib import Path

from plans.samples import sample
from tests.cli.conftest import Daumoi
from tests.cli.files import PLAN, edited, rows
from tests.excel import changed, sheets, workbook

UNLISTED = (
    'Nhiệm vụ, ô L8: "thỉnh thoảng" không có trong danh sách. Chọn một trong: thường xuyên; hằng'
    " ngày; hằng tuần; hằng tháng; hằng quý; 6 tháng một lần; hằng năm; không định kỳ."
)


def _written(office: Daumoi) -> bytes:
    done = office("plan", "write", "VLXD", "-o", "kh.xlsx")
    assert done.exit_code == 0, done.output
    assert "Đã ghi KH VLXD ra kh.xlsx." in done.output
    return Path("kh.xlsx").read_bytes()


def test_a_plan_in_use_is_written_and_checked_again(office: Daumoi) -> None:
    found = sheets(_written(office))
    assert list(found) == [
        "Kế hoạch", "Nhiệm vụ", "Chế độ báo cáo", "Chỉ tiêu", "Cơ quan", "Danh mục",
    ]  # fmt: skip
    assert [row[0] for row in found["Nhiệm vụ"][3:12]] == [
        "1.1", "1.2", "1.3", "1.4", "2", "3", "4", "5", "6",
    ]  # fmt: skip
    assert found["Nhiệm vụ"][3][16] == "t1-1"  # the key stays with the task
    done = office("plan", "check", "kh.xlsx")
    assert done.exit_code == 0, done.output + done.stderr
    assert "kh.xlsx: không có chỗ nào cần sửa. 9 nhiệm vụ," in done.output
    assert "Cần xem lại nhiệm vụ 6:" in done.output


def test_the_same_plan_as_yaml(office: Daumoi) -> None:
    assert office("plan", "write", "VLXD", "-o", "kh.yaml").exit_code == 0
    done = office("plan", "check", "kh.yaml")
    assert done.exit_code == 0, done.stderr
    assert "cần đuôi .xlsx hoặc .yaml" in office("plan", "write", "VLXD", "-o", "kh.doc").stderr


def test_every_problem_is_told_by_sheet_and_cell(office: Daumoi) -> None:
    book = changed(
        _written(office),
        ("Nhiệm vụ", "N5", "31/02/2023"),
        ("Nhiệm vụ", "A6", "1.1"),
        ("Nhiệm vụ", "D7", "=A1"),
        ("Nhiệm vụ", "L8", "thỉnh thoảng"),
        ("Chế độ báo cáo", "F4", "mười lăm"),
        ("Kế hoạch", "B6", ""),
    )
    Path("sai.xlsx").write_bytes(book)
    done = office("plan", "check", "sai.xlsx")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        'Kế hoạch, ô B6: Ô "Tên kế hoạch" còn trống. Điền nội dung này.',
        'Nhiệm vụ, ô N5: "31/02/2023" không phải một ngày. Ghi dạng 31/12/2023.',
        'Nhiệm vụ, ô A6: Số nhiệm vụ "1.1" ghi hai lần (lần đầu ở dòng 4). Mỗi nhiệm vụ một số.',
        "Nhiệm vụ, ô D7: Ô là công thức. Sao chép rồi dán dạng giá trị.",
        UNLISTED,
        'Chế độ báo cáo, ô F4: "mười lăm" không phải số nguyên. Ghi bằng chữ số, ví dụ 15.',
        "sai.xlsx: 6 chỗ cần sửa, chưa có nội dung nào được đưa vào.",
    ]


def test_names_nobody_has_and_days_before_the_plan(office: Daumoi) -> None:
    book = changed(
        _written(office),
        ("Nhiệm vụ", "D4", "Sở Mây Trời"),
        ("Kế hoạch", "B8", "01/01/2024"),
    )
    Path("la.xlsx").write_bytes(book)
    said = office("plan", "check", "la.xlsx").stderr
    assert 'Nhiệm vụ, ô D4: Không có cơ quan tên "Sở Mây Trời". Gần nhất: ' in said
    assert "Nhiệm vụ, ô N4:" in said
    assert "sớm hơn ngày ban hành kế hoạch (2024-01-01)" in said
    explained = changed(book, ("Cơ quan", "B4", "Sở Y tế"), ("Kế hoạch", "B8", ""))
    assert sheets(explained)["Cơ quan"][3][0] == "Sở Xây dựng"
    last = len(sheets(explained)["Cơ quan"]) + 1
    Path("ro.xlsx").write_bytes(
        changed(
            explained,
            ("Cơ quan", f"A{last}", "Sở Mây Trời"),
            ("Cơ quan", f"B{last}", "Sở Y tế"),
        )
    )
    done = office("plan", "check", "ro.xlsx")
    assert done.exit_code == 0, done.stderr


def test_files_that_cannot_be_checked(office: Daumoi) -> None:
    for name, data, said in (
        ("a.xlsx", b"", "tệp không phải bảng tính Excel (.xlsx)"),
        ("b.xlsx", workbook(("STT", "Nhiệm vụ"), (1, "Trồng cây")), "không phải bảng kiểm tra"),
        ("c.docx", b"PK", "Chưa đọc được tệp c.docx"),
        ("d.yaml", b"plan: [", "Tệp chưa đúng định dạng YAML"),
    ):
        Path(name).write_bytes(data)
        done = office("plan", "check", name)
        assert done.exit_code == 1
        assert said in done.stderr
    assert "Không tìm thấy tệp" in office("plan", "check", "không có.xlsx").stderr


def test_a_sheet_or_a_head_that_is_gone(office: Daumoi) -> None:
    book = changed(_written(office), ("Nhiệm vụ", "C3", "Việc"), without=("Chỉ tiêu",))
    Path("thieu.xlsx").write_bytes(book)
    said = office("plan", "check", "thieu.xlsx").stderr
    assert 'Trang tính "Nhiệm vụ" thiếu cột "Nội dung nhiệm vụ".' in said
    assert 'Thiếu trang tính "Chỉ tiêu".' in said


def test_without_a_store_names_are_checked_against_a_file(daumoi: Daumoi) -> None:
    Path("kh.yaml").write_bytes(sample(PLAN))
    said = daumoi("plan", "check", "kh.yaml").output
    assert "Chưa đối chiếu tên cơ quan: chưa có danh sách cơ quan của Bắc Giang." in said
    Path("cq.yaml").write_bytes(sample("bac-giang.agencies.yaml"))
    done = daumoi("plan", "check", "kh.yaml", "--agencies", "cq.yaml")
    assert done.exit_code == 0, done.stderr
    assert "Chưa đối chiếu" not in done.output
    edited(PLAN, ("Sở Khoa học và Công nghệ", "Sở Gió"), to="la.yaml")
    assert 'tên "Sở Gió"' in daumoi("plan", "check", "la.yaml", "--agencies", "cq.yaml").stderr


def test_a_checked_workbook_is_put_into_use_with_its_names(office: Daumoi) -> None:
    book = changed(
        _written(office),
        ("Kế hoạch", "B4", "bac-giang-thu"),
        ("Kế hoạch", "B5", "THU"),
        ("Nhiệm vụ", "D4", "Sở Mây Trời"),
    )
    last = len(sheets(book)["Cơ quan"]) + 1
    Path("thu.xlsx").write_bytes(
        changed(
            book,
            ("Cơ quan", f"A{last}", "Sở Mây Trời"),
            ("Cơ quan", f"B{last}", "Sở Y tế"),
        )
    )
    done = office("plan", "load", "thu.xlsx")
    assert done.exit_code == 0, done.stderr
    assert "Đã đưa KH THU (bac-giang-thu) vào theo dõi: 9 nhiệm vụ" in done.output
    leads = rows(
        "select agency.code from task_role join agency on agency.id = agency_id "
        "join task on task.id = task_id where plan_id = 'bac-giang-thu' and task.key = 't1-1' "
        "and part = 'lead'"
    )
    assert leads == [("syt",)]


def test_duty_sheets_are_made(office: Daumoi) -> None:
    done = office(
        "plan", "duties", "VLXD", "--agency", "Sở Tài nguyên và Môi trường", "-o", "t.docx"
    )
    assert done.exit_code == 0, done.output + done.stderr
    assert "Đã lập trích nhiệm vụ KH VLXD: 1 cơ quan, tệp t.docx." in done.output
    text = zipfile.ZipFile("t.docx").read("word/document.xml").decode()
    assert "TRÍCH NHIỆM VỤ CỦA CƠ QUAN TRONG KẾ HOẠCH" in text
    every = office("plan", "duties", "VLXD", "-o", "moi.docx").output
    assert int(every.split(": ")[1].split()[0]) > 20
    assert (
        "Không có cơ quan tên"
        in office("plan", "duties", "VLXD", "--agency", "Sở Mây", "-o", "x.docx").stderr
    )
