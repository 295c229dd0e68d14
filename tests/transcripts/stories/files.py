"""Files in and out: asked for, fetched, worked on by the child process, sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from dialogues.forms import AnswerKind, Form, Question
from dialogues.messages import Say
from handlers import dialogue, heavy, routes
from handlers.dialogue import Feature
from handlers.heavy import Heavy
from handlers.turn import Tools, Turn
from storage import attachments
from storage import heavy as jobs
from storage.database import Unit
from storage.schema import attachment, heavy_job, outbox
from tests.transcripts.play import Play

WORK = "tests.transcripts.heavy_work"
FORM = Form(
    name="counting",
    version=1,
    questions=(Question("file", AnswerKind.ATTACHMENT, "common.done", endings=(".xlsx", ".csv")),),
    review=None,
)


async def _asked(turn: Turn, _session: Any, _facts: Any, answers: dict[str, Any]) -> None:
    await jobs.ask(
        turn.unit, "count", {"who": turn.me.name}, person=turn.me.id,
        chat=turn.speaker.chat.id, user=turn.incoming.user, attachment=answers["file"],
    )  # fmt: skip
    turn.say("common.plain", text="Đang đọc tệp.")


FEATURE = Feature.one(FORM, _asked)


async def _begin(turn: Turn, _rest: str) -> None:
    await dialogue.begin(turn, FEATURE, "", afresh=True)


async def _gather(_unit: Unit, question: Mapping[str, Any], tools: Tools) -> dict[str, Any]:
    return {"who": question["who"], "mark": tools.mark}


async def _finish(turn: Turn, _question: Mapping[str, Any], result: Any) -> None:
    made, count = result
    choices = [turn.choice("button.duties", "dv")]
    turn.hand_over(made, "common.plain", text=f"{count} byte.", choices=choices)


@contextmanager
def counting(work: str = "count") -> Iterator[None]:
    """The program knows a command that takes a file and gives one back."""
    kind = Heavy(_gather, f"{WORK}:{work}", _finish)
    with (
        patch.dict(routes.COMMANDS, {"duthao": routes.Route(_begin)}),
        patch.dict(routes.FORMS, {FORM.name: FEATURE}),
        patch.dict(heavy.HEAVY, {"count": kind}),
    ):
        yield


async def _states(play: Play) -> tuple[list[str], list[str]]:
    async with play.store() as unit:
        files = await unit.rows(select(attachment.c.state).order_by(attachment.c.id))
        done = await unit.rows(select(heavy_job.c.state).order_by(heavy_job.c.id))
    return [row.state for row in files], [row.state for row in done]


async def story_a_file_in_and_a_file_out(play: Play) -> None:
    with counting():
        await play.says("stnmt", "/duthao")
        said = await play.sends_file("stnmt", "số liệu.XLSX", b"x" * 1234)
        assert said == "Đang đọc tệp.\n\n(đếm.txt)\n1234 byte.\n[Nhiệm vụ của cơ quan]"
        assert (
            play.file("stnmt").data == "Cán bộ đầu mối Sở Tài nguyên và Môi trường: 1234".encode()
        )
        assert "Phối hợp" in await play.presses("stnmt", "Nhiệm vụ của cơ quan")
    assert await _states(play) == (["stored", "stored"], ["done"])
    names = sorted(one.name for one in play.files.iterdir())
    async with play.store() as unit:
        rows = await unit.rows(select(attachment.c.sha256))
    assert names == sorted(row.sha256 for row in rows)


async def story_what_is_no_file_or_not_this_one(play: Play) -> None:
    with counting():
        assert (await play.sends_file("stnmt", "a.xlsx", b"1")).startswith("Bot không nhận tệp")
        await play.says("stnmt", "/duthao")
        typed = await play.says("stnmt", "12 cơ sở")
        assert typed.startswith("Chưa ghi được: bước này cần một tệp .xlsx, .csv.")
        wrong = await play.sends_file("stnmt", "báo cáo.pdf", b"1")
        assert wrong.startswith('Chưa nhận được tệp "báo cáo.pdf": bước này chỉ nhận tệp .xlsx,')
        big = await play.sends_file("stnmt", "a.xlsx", b"1" * (20 * 2**20 + 1))
        assert big.startswith('Chưa nhận được tệp "a.xlsx": tệp lớn hơn 20 MB.')
        secret = await play.sends_file("stnmt", "a.xlsx", b"1", caption="Tài liệu MẬT")
        assert secret.startswith('Tin có chữ "MẬT" nên bot không lưu.')
        assert await _states(play) == ([], [])
        assert not play.room.calls.of("getFile")
        assert "1 byte." in await play.sends_file("stnmt", "a.xlsx", b"1")
        await play.says("stnmt", "/duthao")
        assert "Đã hủy" in await play.says("stnmt", "hủy")


async def story_a_file_that_breaks_its_reader(play: Play) -> None:
    """Said in a sentence, once; the next file is read by a new child."""
    tries = (
        ("crash", "tệp quá lớn hoặc quá phức tạp"),
        ("endless", "tệp quá lớn hoặc quá phức tạp"),
        ("greedy", "tệp quá lớn hoặc quá phức tạp"),
        ("fault", "nội dung bên trong không đúng định dạng"),
        ("refuse", "Chưa ghi được: nội dung dài 2 ký tự"),
    )
    play.work_seconds = 3.0
    for work, said in tries:
        with counting(work):
            await play.says("stnmt", "/duthao")
            answer = await play.sends_file("stnmt", "a.xlsx", b"1")
        assert said in answer, work
        assert "somebody" not in answer
    with counting():
        await play.says("stnmt", "/duthao")
        assert "1 byte." in await play.sends_file("stnmt", "a.xlsx", b"1")
    assert (await _states(play))[1] == [*["failed"] * 5, "done"]


async def story_a_file_that_cannot_be_fetched_yet(play: Play) -> None:
    play.room.faults.methods = frozenset({"getFile"})
    with counting():
        await play.says("stnmt", "/duthao")
        play.room.faults.set("server_error", next=2)
        assert await play.sends_file("stnmt", "a.xlsx", b"12") == "Đang đọc tệp."
        await play.wait(4)
        assert play.heard("stnmt") == ""
        await play.wait(8)
        assert "2 byte." in play.heard("stnmt")
        await play.says("stnmt", "/duthao")
        play.room.faults.set("server_error", next=100)
        await play.sends_file("stnmt", "a.xlsx", b"123")
        for _ in range(16):
            await play.wait(60)
        assert play.heard("stnmt").startswith("Chưa tải được tệp anh/chị gửi.")
        play.room.faults.clear()
        await play.wait(3600)
        assert play.heard("stnmt") == ""
    assert await _states(play) == (["stored", "stored", "failed"], ["done", "failed"])


class _Killed(BaseException):
    """The program ends here."""


async def story_killed_before_the_result_is_said(play: Play) -> None:
    """The job is done again and said once."""

    async def dies(*_: Any) -> None:
        raise _Killed

    with counting():
        await play.says("stnmt", "/duthao")
        with patch("bot.heavy.heavy.done", dies):
            try:
                await play.sends_file("stnmt", "a.xlsx", b"123")
            except _Killed:
                await play.restart()
        await play.settle()
        assert play.heard("stnmt").endswith("3 byte.\n[Nhiệm vụ của cơ quan]")
        assert len(play.room.calls.of("sendDocument")) == 1
    assert (await _states(play))[1] == ["done"]


async def story_long_words_go_before_their_file(play: Play) -> None:
    """A caption holds 1,024 characters; and what is to be said once leaves nothing behind."""

    async def finish(turn: Turn, _question: Mapping[str, Any], result: Any) -> None:
        text = "\n".join([turn.texts.say("common.done")] * 100)
        turn.give(Say(text, (turn.choice("button.duties", "dv"),), result[0], once=True))

    with counting(), patch.dict(heavy.HEAVY, {"count": Heavy(_gather, f"{WORK}:count", finish)}):
        await play.says("stnmt", "/duthao")
        said = await play.sends_file("stnmt", "a.csv", b"1")
    assert said.endswith("Đã ghi nhận.\n\n(đếm.txt)\n[Nhiệm vụ của cơ quan]")
    async with play.store() as unit:
        told = await unit.rows(select(outbox.c.text).where(outbox.c.attachment_id.is_not(None)))
        found = await attachments.get(unit, 2)
    assert [row.text for row in told] == [""]
    assert found is not None
    assert found.state == "gone"
    assert [one.name for one in play.files.iterdir()] != [found.sha256]
    assert len(list(play.files.iterdir())) == 1
