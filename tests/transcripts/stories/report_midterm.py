"""Sơ kết 2025 of KH TTX: 147 tasks, chỉ tiêu with figures, the report of the Sở itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from plans.model import Paper
from storage import agencies, indicators, participants, plans, rounds
from storage.indicators import Given
from storage.updates import Author
from tests.papers import layout
from tests.transcripts.play import Play
from tests.transcripts.real_ttx import TTX, real_ttx
from tests.transcripts.worlds import HUYEN, agency_of, person_of

_SO = ("stnmt", "sxd", "sct", "stc", "syt", "skhcn")


async def midterm(play: Play) -> int:
    """The round of sơ kết is open for six sở and the ten huyện; its id."""
    await real_ttx(play)
    async with play.store() as unit:
        duties = await plans.reporting_duties(unit, TTX)
        duty = next(one for one in duties if one.frequency == "midterm")
        due = date(2025, 12, 31)
        values = {"plan_id": TTX, "duty_id": duty.id, "year": 2025, "part": 0}
        made = await rounds.propose(unit, values | {"due": due, "last_day": due, "onward": None})
        assert made is not None
        who = await person_of(unit, play, "ttx")
        request = Paper("2107", "SKHĐT-TH", date(2025, 11, 14))
        await rounds.open_(unit, made, who, request, None)
        known = {one.code: one.id for one in await agencies.of_province(unit, "Bắc Giang")}
        await participants.enrol(unit, made, [(known[code], 1) for code in (*_SO, *HUYEN)])
    return made


async def figures(play: Play, round_: int) -> None:
    """Sở TN&MT has given figures of two chỉ tiêu, Sở Công thương of one of them too."""
    async with play.store() as unit:
        first, second, *_ = await indicators.of_plan(unit, TTX)
        stnmt, sct = [await agency_of(unit, code) for code in ("stnmt", "sct")]
        author = Author(await person_of(unit, play, "stnmt"), "Cán bộ đầu mối", "Chuyên viên")
        for body, one, said, ahead in (
            (stnmt, first, "1.80", "2"),
            (stnmt, second, "2.1", None),
            (sct, first, "1.75", "1.9"),
        ):
            estimate = Decimal(ahead) if ahead else None
            given = Given(one.id, body.id, Decimal(said), estimate)
            await indicators.write(unit, round_, [given], author, None)


async def story_the_midterm_report_of_ttx_has_its_figures(play: Play) -> None:
    await play.at("14/11/2025 09:00")
    round_ = await midterm(play)
    await figures(play, round_)
    await play.says("syt", "3.4 Đã triển khai tại 10/10 trung tâm y tế huyện")
    await play.presses("syt", "Gửi")
    await play.at("20/12/2025 09:00")
    play.heard("ttx")
    await play.says("ttx", "/duthao")
    if "Báo cáo tổng hợp" not in play.buttons("ttx"):
        await play.presses("ttx", "KH TTX, sơ kết 2025 (đang mở)")
    said = await play.presses("ttx", "Báo cáo tổng hợp")
    assert "Dự thảo báo cáo tổng hợp, kỳ báo cáo sơ kết 2025 KH TTX." in said
    found = layout.check(play.file("ttx").data, author="Sở Kế hoạch và Đầu tư")
    text = [one.text for one in found.paragraphs if one.text]
    assert text[:2] == [
        "BÁO CÁO",
        "Sơ kết việc thực hiện Kế hoạch hành động tăng trưởng xanh tỉnh Bắc Giang đến năm 2025",
    ]
    assert any(" /BC-SKHĐT ngày" in one for one in text)
    assert any("Kế hoạch giao 147 nhiệm vụ." in one for one in text)
    assert any("Công văn số 2107/SKHĐT-TH ngày 14/11/2025" in one for one in text)
    assert "- Kết quả: Đã triển khai tại 10/10 trung tâm y tế huyện" in text
    assert "Kế hoạch có 23 chỉ tiêu; 02 chỉ tiêu đã có số liệu (chi tiết tại Phụ lục III)." in text
    assert "V. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TIẾP THEO" in text
    body, annex = _tables(found)
    assert [row[2:] for row in body[:3]] == [
        ["1,75", "1,9", "Sở Công thương"],
        ["1,80", "2", "Sở Tài nguyên và Môi trường"],
        ["2,1", "", "Sở Tài nguyên và Môi trường"],
    ]
    assert [row[2:] for row in body] == [row[4:7] for row in annex]
    assert len(annex) == 24


def _tables(found: Any) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of chỉ tiêu in the body and in the annex."""
    tables = [[[c.text for c in r.cells] for r in t.rows] for t in found.tables]
    body = next(one for one in tables if one[0][0] == "Chỉ tiêu")
    annex = next(one for one in tables if one[0][1:2] == ["Chỉ tiêu"])
    return body[1:], annex[1:]
