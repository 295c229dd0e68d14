"""The launch kit: two Word files, nothing sent, nothing changed in the store."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path

from tests.cli.conftest import Daumoi

LETTER = Path("bo/Công văn mở kênh KH VLXD.docx")
GUIDE = Path("bo/Hướng dẫn tham gia kênh KH VLXD.docx")
FILL = "[… bổ sung]"


def lines(file: Path) -> list[str]:
    """The paragraphs of a Word file as text."""
    page = zipfile.ZipFile(file).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", page, re.DOTALL)
    return [unescape("".join(re.findall(r"<w:t[^>]*>([^<]*)", one))) for one in paragraphs]


def test_the_letter_goes_to_whom_the_plan_names(office: Daumoi) -> None:
    before = Path("data/daumoi.db").read_bytes()
    done = office("kit", "--plan", "VLXD", "-o", "bo", "--bot", "@daumoi_bacgiang_bot")
    assert done.exit_code == 0, done.output
    gone, *made = done.output.splitlines()
    assert gone.startswith("Lưu ý: KH VLXD có cơ quan đã hết hiệu lực theo danh sách cơ quan: Sở ")
    assert "Sở Tài nguyên và Môi trường" in gone
    assert "(đến 28/02/2025)" in gone
    assert made == [
        f"Đã lập: {LETTER}",
        f"Đã lập: {GUIDE}",
        "Phụ lục mã tham gia kèm công văn: daumoi person codes --plan VLXD -o TỆP.docx",
    ]
    said = lines(LETTER)
    assert said[:2] == ["UBND TỈNH BẮC GIANG", "SỞ XÂY DỰNG"]
    assert f"Số:          /SXD-{FILL}" in said
    at = said.index("Kính gửi:")
    assert said[at + 1] == "- Sở Kế hoạch và Đầu tư;"
    assert "- UBND thành phố Bắc Giang;" in said
    assert any(one.startswith("- UBND các huyện: Lục Ngạn, ") and one[-1] == "." for one in said)
    assert not any("Sở Xây dựng;" in one for one in said)
    body = "\n".join(said)
    assert f"Thực hiện Kế hoạch số {FILL} của UBND tỉnh về triển khai thực hiện Đề án" in body
    assert "yêu cầu" not in body
    assert [one for one in said if one.endswith("GIÁM ĐỐC")] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert Path("data/daumoi.db").read_bytes() == before


def test_what_a_person_must_fill_stands_on_yellow(office: Daumoi) -> None:
    office("kit", "--plan", "VLXD", "-o", "bo")
    for file in (LETTER, GUIDE):
        page = zipfile.ZipFile(file).read("word/document.xml").decode()
        assert page.count("bổ sung") == page.count('w:highlight w:val="yellow"') > 0


def test_a_plan_with_number_and_day_is_cited(office: Daumoi) -> None:
    for kind, name in (
        ("agency", "tuyen-quang.agencies.yaml"),
        ("plan", "tuyen-quang-khi-hau.yaml"),
    ):
        office(kind, "load", "--sample", name)
    office("kit", "--plan", "BĐKH", "-o", "bo")
    body = "\n".join(lines(Path("bo/Công văn mở kênh KH BĐKH.docx")))
    assert "Thực hiện Kế hoạch số 86/KH-UBND ngày 27/7/2020 của UBND tỉnh về " in body


def test_the_guide_has_its_code_once_the_name_is_known(office: Daumoi) -> None:
    nameless = office("kit", "--plan", "VLXD", "-o", "bo")
    assert "Chưa biết tên bot nên hướng dẫn chưa có mã QR (chưa đặt" in nameless.output
    assert f"Mã QR: {FILL}" in lines(GUIDE)
    office("kit", "--plan", "VLXD", "-o", "bo", "--bot", "daumoi_bacgiang_bot")
    assert "t.me/daumoi_bacgiang_bot" in lines(GUIDE)
    (picture,) = [one for one in zipfile.ZipFile(GUIDE).namelist() if one.startswith("word/media")]
    assert zipfile.ZipFile(GUIDE).read(picture).startswith(b"\x89PNG")


def test_an_edited_letter_is_kept_under_another_name(office: Daumoi) -> None:
    again = ("kit", "--plan", "VLXD", "-o", "bo", "--bot", "daumoi_bacgiang_bot")
    assert "bản trước" not in office(*again).output
    LETTER.write_text("đã sửa", "utf-8")
    GUIDE.unlink()
    kept = Path("bo/Công văn mở kênh KH VLXD (bản trước 1).docx")
    done = office(*again)
    assert f"có thể đã sửa nên được giữ lại, tên mới: {kept}\n" in done.output
    assert done.output.count("bản trước") == 1
    assert kept.read_text("utf-8") == "đã sửa"
    assert lines(LETTER)
    assert "(bản trước 2).docx" in office(*again).output
    assert kept.read_text("utf-8") == "đã sửa"


def test_what_cannot_be_is_told_in_a_sentence(office: Daumoi) -> None:
    done = office("kit", "--plan", "VLXD", "-o", "bo", "--bot", "bot của Sở")
    assert done.exit_code == 1
    assert done.stderr.startswith('"bot của Sở" chưa đúng dạng tên bot trên Telegram')
    Path("tệp").write_text("")
    nowhere = office("kit", "--plan", "VLXD", "-o", "tệp")
    assert nowhere.stderr.startswith("Không ghi được tệp tệp/Công văn")
    unknown = office("kit", "--plan", "XYZ", "-o", "bo")
    assert unknown.exit_code == 1
