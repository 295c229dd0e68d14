"""`daumoi plan read`: a signed document as a draft, in the child process."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from bot.child import Child
from plans.planfile import read_plan
from tests.cli.conftest import Daumoi
from tests.reading import hostile
from tests.reading.table import text

NAME = "tuyen-quang-khi-hau"


def test_a_document_as_a_draft(daumoi: Daumoi) -> None:
    Path("kh.txt").write_bytes(text(NAME))
    done = daumoi("plan", "read", "kh.txt", "-o", "kh.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    first, *warnings, last = done.stdout.splitlines()
    assert first.startswith("kh.txt: đọc được 15 nhiệm vụ, 2 chế độ báo cáo, 0 chỉ tiêu.")
    (warning,) = warnings
    assert warning.startswith('Cần xem lại nhiệm vụ 4: Thời gian in là "2021-2020": năm sau nhỏ')
    assert last.startswith("Đã ghi bản để kiểm tra: kh.yaml.")
    assert len(read_plan(Path("kh.yaml").read_bytes(), "kh.yaml").tasks) == 15
    assert not Path("data").exists()


def test_the_same_keys_as_the_plan_file(daumoi: Daumoi) -> None:
    Path("kh.txt").write_bytes(text(NAME))
    draft = json.loads(daumoi("plan", "read", "kh.txt", "--json").stdout)
    assert list(draft) == ["plan", "reporting", "obstacles", "tasks", "indicators", "notes"]
    assert draft["tasks"][14]["lead"] == ["UBND huyện Na Hang", "UBND huyện Lâm Bình"]
    assert draft["tasks"][3]["source"] == {"line": 728, "row": 4}


def test_what_cannot_be_read_is_said(daumoi: Daumoi) -> None:
    Path("kh.docx").write_bytes(b"PK\x03\x04" + b"0" * 80)
    done = daumoi("plan", "read", "kh.docx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "kh.docx bị hỏng hoặc không đúng loại" in done.stderr
    assert "Không tìm thấy tệp" in daumoi("plan", "read", "khong-co.pdf").stderr


def test_a_hostile_document_is_ended_by_time_and_by_memory(
    daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Bot chưa đọc được tệp này: tệp quá lớn hoặc quá phức tạp."
    Path("nho.pdf").write_bytes(hostile.bloated_pdf())
    done = daumoi("plan", "read", "nho.pdf", "-o", "kh.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    Path("dai.docx").write_bytes(hostile.endless())
    monkeypatch.setattr("bot.child.Child", partial(Child, 3.0))
    done = daumoi("plan", "read", "dai.docx", "-o", "kh.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert not Path("kh.xlsx").exists()
