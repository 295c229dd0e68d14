"""Notices that a delay carried into the quiet hours: they wait for the end of those."""

from __future__ import annotations

from dialogues.messages import Notice
from storage import outbox
from tests.transcripts.ground import moment
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, person_of


async def story_notice_delayed_into_lunch_waits_for_its_end(play: Play) -> None:
    round_ = await opened(play)
    async with play.store() as unit:
        delayed = Notice(
            key="delayed",
            composer="opening",
            question={"round": round_},
            person=await person_of(unit, play, "stnmt"),
            not_before=moment("15/11/2023 11:45"),
        )
        await outbox.notify(unit, [delayed])
    for when in ("15/11/2023 11:46", "15/11/2023 13:29"):
        await play.at(when)
        assert play.heard("stnmt") == ""
    assert "Tình hình đến nay?" in await play.says("stnmt", "/capnhat 1.2")  # no hour for replies
    await play.at("15/11/2023 13:30")
    assert "đề nghị Sở Tài nguyên và Môi trường báo cáo" in play.heard("stnmt")
