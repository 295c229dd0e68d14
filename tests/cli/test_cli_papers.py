"""`daumoi report …`: a paper as a file, whole or not at all; what is wrong is told."""

from __future__ import annotations

import resource
from datetime import date
from pathlib import Path

import docx
import pytest

from bot.cli import child as cli_child
from plans.model import Paper
from storage import agencies, participants, people, plans, rounds
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.files import ID
from tests.cli.world import stored
from tests.papers import layout

REQUEST, URGING = "cong-van-de-nghi", "cong-van-don-doc"


@pytest.fixture
def opened(office: Daumoi) -> Daumoi:
    """The round of 2023 is open for two agencies, that of 2024 only proposed."""

    async def work(unit: Unit) -> None:
        duty = next(one for one in await plans.reporting_duties(unit, ID) if one.day == 15)
        for year in (2023, 2024):
            values = {"plan_id": ID, "duty_id": duty.id, "year": year, "part": 0}
            days = {"due": date(year, 12, 15), "last_day": date(year, 12, 14), "onward": None}
            made = await rounds.propose(unit, values | days)
            assert made is not None
            if year == 2024:
                return
            person = await people.add(unit, "Chuyên viên tổng hợp", "Chuyên viên")
            await rounds.open_(unit, made, person, Paper("1", "SXD", date(2023, 11, 15)), None)
            known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
            rows = [(known[code], 0) for code in ("stc", "stnmt")]
            await participants.enrol(unit, made, rows)

    stored(work)
    return office


def build(run: Daumoi, kind: str, out: str, period: str = "2023", plan: str = "VLXD"):
    return run("report", "build", "--plan", plan, "--round", period, "--kind", kind, "-o", out)


def test_a_paper_of_a_round(opened: Daumoi) -> None:
    before = Path("data/daumoi.db").read_bytes()
    done = build(opened, URGING, "don-doc.docx")
    assert (done.exit_code, done.stderr) == (0, "")
    first, second = done.output.splitlines()
    assert first == "Đã lập dự thảo: don-doc.docx"
    assert second.startswith("Cần bổ sung (chỗ tô vàng trong tệp): ký hiệu đơn vị soạn thảo;")
    page = layout.check(Path("don-doc.docx").read_bytes())
    assert "- Các Sở: Tài chính, Tài nguyên và Môi trường." in "\n".join(layout.texts(page)) or (
        "Kính gửi: Các Sở: Tài chính, Tài nguyên và Môi trường." in layout.texts(page)
    )
    assert Path("data/daumoi.db").read_bytes() == before


def test_before_the_round_is_open_the_plans_own_list(opened: Daumoi) -> None:
    for period in ("2024", "2024-0", "năm 2024"):
        done = build(opened, REQUEST, "de-nghi.docx", period)
        assert (done.exit_code, done.stderr) == (0, "")
    said = layout.texts(layout.check(Path("de-nghi.docx").read_bytes()))
    assert "V/v đề nghị báo cáo" in "\n".join(said)
    assert any("Công thương" in one for one in said[5:14])
    refused = build(opened, URGING, "x.docx", "2024")
    assert refused.exit_code == 1
    assert "chưa mở nên mới lập được công văn đề nghị báo cáo" in refused.stderr


def test_what_is_not_there_is_told(opened: Daumoi) -> None:
    for done, words in (
        (build(opened, REQUEST, "x.docx", plan="XYZ"), "XYZ"),
        (build(opened, REQUEST, "x.docx", "2019"), 'không có kỳ báo cáo "2019"'),
        (build(opened, "thu-moi", "x.docx"), "Không có loại văn bản thu-moi. Các loại lập được:"),
    ):
        assert done.exit_code == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert not Path("x.docx").exists()


def test_a_path_through_a_file(opened: Daumoi) -> None:
    Path("tep").write_text("x", encoding="utf-8")
    done = build(opened, REQUEST, "tep/a.docx")
    assert done.exit_code == 1
    assert done.stderr.startswith("Không ghi được tệp tep/a.docx.")
    assert Path("tep").read_text(encoding="utf-8") == "x"


def test_a_full_disk_leaves_what_stood_there(
    opened: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file of this process grows beyond 8 kB while the paper is written, root's neither."""
    Path("a.docx").write_bytes(b"before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    real = cli_child.save

    def full(out: Path, data: bytes) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, before[1]))
        try:
            real(out, data)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    monkeypatch.setattr(cli_child, "save", full)
    done = build(opened, REQUEST, "a.docx")
    assert done.exit_code == 1
    assert "Không ghi được tệp a.docx" in done.stderr
    assert Path("a.docx").read_bytes() == b"before"
    assert not [one for one in Path().iterdir() if one.name.endswith(".daumoi")]


def test_the_office_changes_the_template(opened: Daumoi) -> None:
    done = opened("report", "template", "--kind", URGING, "-o", "mau.docx")
    assert done.exit_code == 0
    assert f"data/templates/{URGING}.docx" in done.output
    folder = Path("data/templates")
    folder.mkdir()
    page = layout.opened(Path("mau.docx").read_bytes())
    page.add_paragraph("Theo mẫu của {{ ten_co_quan }}")
    page.save(str(folder / f"{URGING}.docx"))
    assert build(opened, URGING, "a.docx").exit_code == 0
    assert "Theo mẫu của Sở Xây dựng" in layout.texts(layout.opened(Path("a.docx").read_bytes()))
    page.add_paragraph("{{ ten_lanh_dao }}")
    page.save(str(folder / f"{URGING}.docx"))
    refused = build(opened, URGING, "b.docx")
    assert refused.exit_code == 1
    assert 'có chỗ điền "ten_lanh_dao" mà bot không có' in refused.stderr
    assert not Path("b.docx").exists()
    unknown = opened("report", "template", "--kind", "thu-moi", "-o", "x.docx")
    assert unknown.exit_code == 1


def test_a_report_over_the_file_somebody_edited(opened: Daumoi) -> None:
    assert build(opened, "bao-cao", "a.docx").exit_code == 0
    page = docx.Document("a.docx")
    one = next(p for p in page.paragraphs if "chưa nhận được báo cáo" in p.text)
    one.add_run(" Sở đã đôn đốc bằng điện thoại.")
    page.save("b.docx")

    asked = ("report", "build", "--plan", "VLXD", "--round", "2023", "--kind")
    done = opened(*asked, "bao-cao", "--over", "b.docx", "-o", "c.docx")
    assert (done.exit_code, done.stderr) == (0, "")
    said = [p.text for p in docx.Document("c.docx").paragraphs]
    assert any(text.endswith("Sở đã đôn đốc bằng điện thoại.") for text in said)
    refused = opened(*asked, REQUEST, "--over", "b.docx", "-o", "c.docx")
    assert "Chỉ cập nhật lên tệp đã sửa với loại văn bản bao-cao" in refused.stderr
    assert "Chưa đọc được tệp none.docx" in (
        opened(*asked, "bao-cao", "--over", "none.docx", "-o", "c.docx").stderr
    )
    other = docx.Document()
    other.add_paragraph("Việc khác")
    other.save("d.docx")
    assert "Tệp này không phải dự thảo báo cáo" in (
        opened(*asked, "bao-cao", "--over", "d.docx", "-o", "e.docx").stderr
    )
    assert not Path("e.docx").exists()
