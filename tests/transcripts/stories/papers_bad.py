"""Drafts where something is odd: a group, a right lost meanwhile, an agency gone, a typed tag."""

from __future__ import annotations

from datetime import date

from storage import agencies, appointments
from tests.papers import layout
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import VLXD, agency_of, opened, person_of

URGING = "Công văn đôn đốc"


async def story_a_draft_asked_for_in_the_group_comes_in_private(play: Play) -> None:
    await opened(play)
    await tie_groups(play)
    await play.says("sxd", "/trogiup")
    await play.says("sxd", "/tonghop", chat=INTERNAL)
    play.heard("sxd")
    play.heard(INTERNAL)
    await play.presses("sxd", "Dự thảo công văn đôn đốc", chat=INTERNAL)
    assert play.heard(INTERNAL) == ""
    assert play.buttons("sxd") == ["Lập dự thảo"]
    asked = await play.presses("sxd", "Lập dự thảo")
    assert "lần thứ mấy?" in asked
    await play.presses("sxd", "Lần 1")
    await play.presses("sxd", "Gửi cả 15 cơ quan")
    layout.check(play.file("sxd").data)
    assert play.heard(INTERNAL) == play.heard(FOCAL) == ""
    await play.says("sxd-admin", "/trogiup")
    heard = await play.presses("sxd-admin", "Dự thảo báo cáo", chat=INTERNAL)
    assert "Lập dự thảo văn bản là việc của chuyên viên tổng hợp" in heard


async def story_the_right_to_draft_is_lost_meanwhile(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "/duthao")
    await play.presses("sxd", URGING)
    first = play.button("sxd", "Lần 1")
    async with play.store() as unit:
        await appointments.end_all(unit, await person_of(unit, play, "sxd"))
    for said in (
        await play.press_this("sxd", first),
        await play.forges("sxd", f"dt:{round_}:cong-van-de-nghi"),
        await play.says("sxd", "/duthao"),
    ):
        assert "Dự thảo công văn" not in said
        assert said


async def story_an_agency_is_no_more_while_the_round_runs(play: Play) -> None:
    await opened(play, ("stc", "stnmt", "ubnd-luc-nam"))
    async with play.store() as unit:
        body = await agency_of(unit, "stc")
        rows, _ = await agencies.agency_rows(unit, "Bắc Giang")
        row = next(one for one in rows if one["code"] == "stc")
        kept = {name: row[name] for name in row if name not in {"id", "province"}}
        await agencies.save_agency(unit, body.province, {**kept, "to_day": date(2023, 11, 10)})
    await play.at("18/12/2023 09:00")
    await play.says("sxd", "/duthao")
    await play.presses("sxd", "Công văn đề nghị báo cáo")
    page = layout.check(play.file("sxd").data)
    assert any("UBND huyện Lục Nam" in one for one in layout.texts(page))
    await play.says("sxd", "/duthao")
    assert "Dự thảo phiếu trình" in await play.presses("sxd", "Phiếu trình")


async def story_a_plan_not_yet_started_has_a_request_only(play: Play) -> None:
    said = await play.says("sxd", "/duthao")
    assert said.startswith("Chưa có kỳ báo cáo nào để lập dự thảo")
    assert "Dự thảo công văn đề nghị báo cáo" in await play.forges("sxd", f"dtm:{VLXD}")


async def story_typed_tags_stay_words_in_a_paper(play: Play) -> None:
    await opened(play, ("stnmt", "skhcn"))
    await play.says("stnmt", "/vuongmac {{ 7 * 7 }} {% for x in y %} <b>&</b>")
    await play.at("18/12/2023 09:00")
    await play.says("sxd", "/duthao")
    await play.presses("sxd", URGING)
    await play.presses("sxd", "Lần 2")
    await play.says("sxd", "9/{{x}} ngày 14/12/2023")
    await play.says("sxd", "/huy")
    await play.says("sxd", "/duthao")
    await play.presses("sxd", "Phiếu trình")
    assert not any(
        "49" in one.split() for one in layout.texts(layout.check(play.file("sxd").data))
    )
