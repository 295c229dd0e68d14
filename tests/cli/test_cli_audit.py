"""`daumoi audit export`: the log of a plan as a file."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from storage import audit, people
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.files import ID
from tests.cli.world import NOW, stored

OUT = Path("nhatky.csv")


def written() -> None:
    """Three entries of two days, of a person whose name is a formula."""

    async def work(unit: Unit) -> None:
        person = await people.add(unit, "=1+1", "Chuyên viên")
        await audit.note(unit, person, "start", f"plan:{ID}")
        unit.now = NOW + timedelta(days=1)
        await audit.note(unit, person, "update", "task:2", None, {"status": "done", "update": 1})
        await audit.note(unit, person, "start", "plan:another")

    stored(work)


def table() -> list[dict[str, Any]]:
    with OUT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_log_of_a_plan_as_a_table_for_excel(office: Daumoi) -> None:
    written()
    done = office("audit", "export", "--plan", "VLXD", "-o", str(OUT))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.output == "Đã xuất 4 mục nhật ký KH VLXD ra nhatky.csv.\n"
    assert OUT.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = table()
    assert [row["Loại việc"] for row in rows] == [
        "agencies.loaded", "plan.loaded", "start", "update",
    ]  # fmt: skip
    started, updated = rows[2:]
    assert started["Người thực hiện"] == "'=1+1"
    assert started["Thời điểm"] == "2023-12-08T08:30:00+07:00"
    assert started["Nội dung"] == "chọn Bắt đầu nhắc cho KH VLXD"
    assert updated["Nội dung"] == "cập nhật VLXD 1.2: Đã hoàn thành"
    assert (updated["Nhiệm vụ"], updated["Trước"]) == ("VLXD 1.2", "")
    assert json.loads(updated["Sau"]) == {"status": "done", "update": 1}
    assert rows[0]["Người thực hiện"] == "quản trị kỹ thuật hoặc bot"


def test_the_log_of_some_days_as_lines_of_json(office: Daumoi) -> None:
    written()
    days = ("--from", "09/12/2023", "--to", "09/12/2023")
    done = office("audit", "export", "--plan", ID, *days, "-o", "nhatky.jsonl")
    assert done.exit_code == 0
    (line,) = Path("nhatky.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert (row["who"], row["what"], row["after"]["status"]) == ("=1+1", "update", "done")


def test_what_cannot_be_exported_is_said(office: Daumoi) -> None:
    for options, said in (
        (("--plan", "VLXD", "-o", "nhatky.xlsx"), "cần đuôi .csv hoặc .jsonl"),
        (("--plan", "VLXD", "-o", "khong/co/nhatky.csv"), "Không ghi được tệp"),
        (("--plan", "KHAC", "-o", "a.csv"), "KHAC"),
        (
            ("--plan", "VLXD", "--from", "02/12/2023", "--to", "01/12/2023", "-o", "a.csv"),
            "ngày kết thúc sớm hơn ngày bắt đầu",
        ),
    ):
        done = office("audit", "export", *options)
        assert done.exit_code == 1, options
        assert said in done.stderr, done.stderr
    done = office("audit", "export", "--plan", "VLXD", "--from", "hôm qua", "-o", "a.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Giá trị của --from chưa đúng." in done.stderr
    assert not Path("a.csv").exists()
