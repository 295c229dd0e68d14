"""Phiếu trình: one page, the figures of the báo cáo, and only decisions that there are."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dialogues.catalogue import Catalogue
from plans.round_data import RoundData
from reports.papers.brief import brief
from reports.papers.paper import Asked
from reports.papers.writing import write
from tests.papers import layout, sample

TEXTS = Catalogue.load()


def made(data: RoundData) -> bytes:
    return write(brief(Asked(data, TEXTS, date(2023, 12, 20))), None).data


def test_what_was_compiled_and_what_is_to_be_decided() -> None:
    page = layout.check(made(sample.with_indicators()))
    said = [one for one in layout.texts(page) if one]
    at = said.index("PHIẾU TRÌNH")
    assert said[at + 1] == (
        "Về việc trình ký dự thảo báo cáo kết quả thực hiện Kế hoạch thực hiện Đề án phát triển "
        "vật liệu xây dựng năm 2023"
    )
    assert (
        "- Báo cáo của các cơ quan, địa phương: đã nhận 13/15 (05/05 sở; 08/10 UBND huyện, thành "
        "phố); 01 cơ quan đã có văn bản; 01 báo cáo do Sở nhập thay; 01 gửi sau thời hạn. Chưa "
        "gửi: UBND các huyện Lục Ngạn, Sơn Động."
    ) in said
    assert any(one.startswith("- Nhiệm vụ: Kế hoạch giao 09: ") for one in said)
    letters = [one[:2] for one in said if one[1:2] == ")"]
    assert letters == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]
    assert "g) Ký gửi UBND tỉnh trước ngày 31/12/2023." in said
    assert said[-3:] == ["LÃNH ĐẠO SỞ", "LÃNH ĐẠO PHÒNG", "NGƯỜI TRÌNH"]


def test_a_round_in_which_nothing_is_open() -> None:
    data = sample.vlxd()
    agencies = tuple(one for one in data.agencies if one.reported and not one.more_asked)
    quiet = replace(data, agencies=agencies, tasks=(), obstacles=())
    said = layout.texts(layout.check(made(quiet)))
    assert "- Kế hoạch không giao nhiệm vụ cụ thể." in said
    assert [one[:2] for one in said if one[1:2] == ")"] == ["a)", "b)"]
    empty = layout.texts(layout.check(made(replace(quiet, agencies=()))))
    assert "- Kỳ báo cáo không có cơ quan nào phải gửi báo cáo." in empty


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("data", [sample.with_indicators(), sample.large()], ids=["vlxd", "large"])
def test_it_is_one_page(data: RoundData, tmp_path: Path) -> None:
    (tmp_path / "p.docx").write_bytes(made(data))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "p.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=100)
    import pdfplumber

    with pdfplumber.open(tmp_path / "p.pdf") as pages:
        assert len(pages.pages) == 1
