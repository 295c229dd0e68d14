"""`daumoi round …`: files of a round, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import resource
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from bot.cli.child import save
from plans.ground import Refusal
from plans.model import Paper
from storage import agencies, participants, people, plans, rounds
from storage.database import Unit
from tests import excel
from tests.cli.conftest import Daumoi
from tests.cli.files import ID
from tests.cli.world import stored


@pytest.fixture
def opened(office: Daumoi) -> Daumoi:
    """The round of 2023 is open for two agencies."""

    async def work(unit: Unit) -> None:
        duty = next(one for one in await plans.reporting_duties(unit, ID) if one.day)
        values = {"plan_id": ID, "duty_id": duty.id, "year": 2023, "part": 0}
        days = {"due": date(2023, 12, 15), "last_day": date(2023, 12, 14), "onward": None}
        made = await rounds.propose(unit, values | days)
        assert made is not None
        person = await people.add(unit, "Chuyên viên tổng hợp", "Chuyên viên")
        await rounds.open_(unit, made, person, Paper("1", "SXD", date(2023, 11, 15)), None)
        known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
        await participants.enrol(unit, made, [(known[code], 0) for code in ("stc", "stnmt")])

    stored(work)
    return office


def test_the_tables_of_a_round(opened: Daumoi) -> None:
    done = opened("round", "export", "VLXD", "2023", "-o", "bang.xlsx")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.output == (
        "Đã xuất báo cáo năm 2023 KH VLXD ra bang.xlsx. Kỳ chưa chốt, số liệu còn thay đổi.\n"
    )
    assert len(excel.sheets(Path("bang.xlsx").read_bytes())["Tình hình gửi báo cáo"]) == 6
    assert (
        opened("round", "export", "VLXD", "năm 2023", "--as", "csv", "-o", "b.zip").exit_code == 0
    )
    assert "1. Nhiệm vụ.csv" in zipfile.ZipFile("b.zip").namelist()
    assert opened("round", "export", "VLXD", "2023", "--as", "json", "-o", "b.json").exit_code == 0
    assert json.loads(Path("b.json").read_bytes())["plan"]["short"] == "VLXD"


def test_the_picture_and_the_package(opened: Daumoi) -> None:
    assert opened("round", "picture", "VLXD", "2023", "-o", "hinh.png").exit_code == 0
    assert Path("hinh.png").read_bytes().startswith(b"\x89PNG")
    assert opened("round", "package", "VLXD", "2023", "-o", "ho-so.zip").exit_code == 0
    box = zipfile.ZipFile(io.BytesIO(Path("ho-so.zip").read_bytes()))
    (name,) = [one for one in box.namelist() if one.endswith(".json")]
    digest = hashlib.sha256(box.read(name)).hexdigest()
    assert digest in box.read("Đọc trước.txt").decode("utf-8-sig")


def test_a_round_nobody_opened(opened: Daumoi) -> None:
    done = opened("round", "export", "VLXD", "2022", "-o", "bang.xlsx")
    assert done.exit_code == 1
    assert done.stderr == ('KH VLXD không có kỳ báo cáo "2022". Các kỳ đã mở: năm 2023.\n')
    assert not Path("bang.xlsx").exists()


def test_a_path_through_a_file_is_told(opened: Daumoi) -> None:
    Path("tep").write_text("x", encoding="utf-8")
    for form in ("xlsx", "csv", "json"):
        done = opened("round", "export", "VLXD", "2023", "--as", form, "-o", "tep/bang")
        assert done.exit_code == 1
        assert done.stderr.startswith("Không ghi được tệp tep/bang.")
    assert Path("tep").read_text(encoding="utf-8") == "x"


@contextmanager
def _disk_full(most: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes, root's neither."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_what_stood_there(folder: Path) -> None:
    out = folder / "bang.xlsx"
    out.write_bytes(b"before")
    with _disk_full(1000), pytest.raises(Refusal, match=r"file\.unwritable"):
        save(out, b"x" * 5000)
    assert out.read_bytes() == b"before"
    assert [one.name for one in folder.iterdir()] == ["bang.xlsx"]
    save(out, b"y" * 5000)
    assert out.read_bytes() == b"y" * 5000
    assert [one.name for one in folder.iterdir()] == ["bang.xlsx"]
