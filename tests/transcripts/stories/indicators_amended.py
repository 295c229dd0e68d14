"""Chỉ tiêu through amendments: kept under their keys, gone, printed with who reports them."""

from __future__ import annotations

from typing import Any

from tests.transcripts.indicators import known, values_of
from tests.transcripts.play import Play
from tests.transcripts.stories.amended_plans import taken, version
from tests.transcripts.worlds import opened, three_tasks

FOREST = {"number": "(1)", "name": "Tỷ lệ độ che phủ rừng", "target": "đạt 37%", "unit": "%"}
WATER = {"number": "(2)", "name": "Tỷ lệ nước thải được xử lý", "target": "đạt 90%", "unit": "%"}


def having(*entries: dict[str, Any]) -> dict[str, Any]:
    """KH VLXD with these indicators."""
    return {**version(), "indicators": [{"by": 2030, **one} for one in entries]}


async def story_indicators_of_a_plan_are_amended(play: Play) -> None:
    """Who reports is taken from the plan where it prints one agency; a name of many is nobody."""
    round_ = await opened(play)
    await taken(
        play,
        having(
            {**FOREST, "who": "Sở Tài nguyên và Môi trường"},
            {**WATER, "who": "UBND các huyện, thành phố"},
        ),
    )
    listed = await play.says("sxd", "/chitieu")
    assert "(1) Tỷ lệ độ che phủ rừng: Sở Tài nguyên và Môi trường, chưa ghi." in listed
    assert (
        "(2) Tỷ lệ nước thải được xử lý: chưa giao cơ quan báo cáo (Kế hoạch ghi: UBND các huyện,"
        " thành phố)."
    ) in listed
    await three_tasks(play)
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    await play.presses("stnmt", "Không phát sinh")
    await play.says("stnmt", "36; 37")
    await play.presses("stnmt", "Gửi")
    (before, _) = await known(play)
    moved = {**FOREST, "number": "(3)", "target": "đạt 38%", "who": "Sở Tài nguyên và Môi trường"}
    await taken(play, having(moved))
    (after,) = await known(play)
    assert (after.id, after.key, after.number) == (before.id, before.key, "(3)")
    assert await values_of(play, round_) == {"(3)": ("36", "37")}
    listed = await play.says("sxd", "/chitieu")
    assert "KH VLXD: 1 chỉ tiêu. Số liệu năm 2023.\n(3) Tỷ lệ độ che phủ rừng: Sở Tài" in listed
    await taken(play, version())
    assert "không có chỉ tiêu nào" in await play.says("sxd", "/chitieu")
    assert "Chỉ tiêu" not in await play.says("stnmt", "/baocao")
