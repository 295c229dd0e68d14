"""Whatever an agency said stands in all three papers: báo cáo, đối chiếu, bảng Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
import openpyxl

from tests.transcripts.play import Play
from tests.transcripts.stories.accepting import LIST, STNMT
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.stories.report_paper import REPORT, SOURCES, drafted, rows
from tests.transcripts.worlds import sends

LANG_GIANG = "UBND huyện Lạng Giang"


async def paper(play: Play, label: str) -> Any:
    play.heard("sxd")
    await drafted(play, label)
    return docx.Document(io.BytesIO(play.file("sxd").data))


async def workbook(play: Play) -> Any:
    await play.says("sxd", "/tonghop")
    play.heard("sxd")
    await play.presses("sxd", "Xem chi tiết")
    await play.presses("sxd", "Bảng Excel")
    return openpyxl.load_workbook(io.BytesIO(play.file("sxd").data))


def of(name: str, rows: Iterable[Any]) -> list[list[str]]:
    """The rows about an agency, all cells as text."""
    found = [[str(cell or "") for cell in row] for row in rows]
    return [row for row in found if name in row]


async def story_what_was_added_on_request_stands_in_all_papers(play: Play) -> None:
    await open_the_round(play)
    await play.at("08/12/2023 09:00")
    await play.says("ubnd-lang-giang", "/baocao")
    await play.presses("ubnd-lang-giang", "Gửi báo cáo năm 2023")
    await play.says("ubnd-lang-giang", "Đã bố trí 45 triệu đồng")
    await play.presses("ubnd-lang-giang", "Gửi")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", LANG_GIANG)
    await play.presses("sxd", "Đề nghị bổ sung")
    await play.says("sxd", "Đề nghị rà soát số tiền")
    await play.presses("sxd", "Gửi")
    await play.presses("ubnd-lang-giang", "Bổ sung")
    await play.says("ubnd-lang-giang", "54 triệu đồng; 03 cơ sở đã chuyển đổi công nghệ")
    await play.presses("ubnd-lang-giang", "Gửi")
    added = "54 triệu đồng; 03 cơ sở đã chuyển đổi công nghệ"
    text = [one.text for one in (await paper(play, REPORT)).paragraphs]
    at = text.index(next(one for one in text if one.endswith("Đã bố trí 45 triệu đồng")))
    assert text[at + 1] == f"Bổ sung: {added}"
    said = of(LANG_GIANG, rows(await paper(play, SOURCES)))
    assert [row[2] for row in said] == ["Đã bố trí 45 triệu đồng", added]
    assert said[1][7] == "Bổ sung theo đề nghị"
    (row,) = of(LANG_GIANG, (await workbook(play))["Tình hình gửi báo cáo"].values)
    assert f"Đã bố trí 45 triệu đồng\nBổ sung ngày 08/12/2023: {added}" in row


async def story_merged_report_of_a_lead_stands_at_its_tasks(play: Play) -> None:
    await open_the_round(play)
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Đã lồng ghép tại báo cáo khác")
    await play.says("stnmt", "Báo cáo số 45/BC-STNMT ngày 10/11/2023, mục II.3")
    await play.presses("stnmt", "Gửi")
    await play.says("stc", "/baocao")
    await play.presses("stc", "Gửi báo cáo năm 2023")
    await play.says("stc", "Đã lồng ghép tại Báo cáo số 88/BC-STC, ngày 12/11/2023, mục III")
    await play.presses("stc", "Gửi")
    found = await paper(play, REPORT)
    text = [one.text for one in found.paragraphs]
    where = "đã lồng ghép tại Báo cáo số 45/BC-STNMT ngày 10/11/2023, mục II.3"
    assert text.count(f"- Kết quả: {where}.") == 3
    assert not any("chưa báo cáo trong kỳ" in one and "1.2" in one for one in text)
    instead = where.replace("đã l", "L")
    (row,) = [one for one in rows(found) if one[0] == "1.2"]
    assert row[5] == instead
    reports = {row[1]: row for row in rows(found) if len(row) == 5}
    assert reports[STNMT][4] == instead
    assert reports["Sở Tài chính"][4].startswith("Lồng ghép tại Báo cáo số 88/BC-STC ngày 12/11")
    (row,) = of("II.2, 1.2", rows(await paper(play, SOURCES)))
    assert (row[2], row[6]) == (instead, "VLXD-2023-001")
    book = await workbook(play)
    (row,) = of(STNMT, book["Tình hình gửi báo cáo"].values)
    assert "đã lồng ghép tại báo cáo khác" in row
    assert row[-1] == "đã lồng ghép tại Báo cáo số 45/BC-STNMT (10/11/2023), mục II.3"
    (row,) = of("1.2", book["Nhiệm vụ"].values)
    assert "đã lồng ghép tại Báo cáo số 45/BC-STNMT (10/11/2023), mục II.3" in row
    log = await play.says("sxd", "/nhatky")
    assert "gửi báo cáo năm 2023 của Sở Tài chính, đã lồng ghép tại báo cáo khác." in log


async def story_what_came_after_the_cutoff_is_marked_and_under_its_own_receipt(
    play: Play,
) -> None:
    await open_the_round(play)
    await play.at("08/12/2023 09:00")
    await play.says("stnmt", "1.2 Đã lắp đặt tại 10 cơ sở\n1.3 Đã rà soát 17 cơ sở\n5 Đã kiểm tra")
    await play.presses("stnmt", "Gửi")
    await sends(play)
    assert not any(
        "Số liệu báo cáo đến hết" in one.text for one in (await paper(play, REPORT)).paragraphs
    )
    await play.at("15/12/2023 09:00")
    await play.says("stnmt", "1.2 Đã lắp đặt tại 12 cơ sở")
    told = await play.presses("stnmt", "Gửi")
    code = next(one for one in told.replace(",", " ").split() if one.startswith("VLXD-2023-"))
    found = await paper(play, REPORT)
    assert (
        "Số liệu báo cáo đến hết ngày 14/12/2023; nội dung cập nhật, gửi sau ngày này được ghi chú"
        " tại Phụ lục."
    ) in [one.text for one in found.paragraphs]
    notes = {row[0]: row[7] for row in rows(found) if len(row) == 8}
    assert (notes["1.2"], notes["1.3"]) == ("Cập nhật sau ngày chốt số liệu", "")
    said = {row[0]: row for row in rows(await paper(play, SOURCES)) if row[1] == STNMT}
    assert said["II.2, 1.2"][6] == code
    assert said["II.2, 1.3"][6] != code
    assert "Cập nhật sau ngày chốt số liệu" in said["II.2, 1.2"][7]
    assert "sau ngày chốt" not in said["II.2, 1.3"][7]
    tasks = (await workbook(play))["Nhiệm vụ"]
    last = {row[0]: str(row[-1]) for row in tasks.values}
    assert "cập nhật sau ngày chốt số liệu" in last["1.2"]
    assert "sau ngày chốt" not in last["1.3"]
