"""`daumoi demo` whole: the time line, the clock that walks, a rehearsal of one's own plan."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo import DemoOptions, run_demo
from plans.samples import sample

SECONDS = 60.0
VLXD = {
    "sample_plan": "bac-giang-vat-lieu-xay-dung.yaml",
    "sample_agencies": "bac-giang.agencies.yaml",
}


class Page:
    """What the page asks of the room."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http

    async def get(self, path: str) -> Any:
        async with self._http.get(f"/room/{path}") as answer:
            return await answer.json()

    async def post(self, path: str, wish: dict[str, Any]) -> tuple[int, Any]:
        async with self._http.post(f"/room/{path}", json=wish) as answer:
            return answer.status, await answer.json()

    async def until_playing(self, *, rehearsing: bool) -> dict[str, Any]:
        """The program starts anew between two plays; the room tells when something changed."""
        version = 0
        while True:
            now: dict[str, Any] = await self.get("rehearsal")
            if now.get("rehearsing") is rehearsing:
                return now
            found = await self.get(f"events?since={version}&timeout=1")
            version = found["version"]


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Page]:
    ready = asyncio.Event()
    options = DemoOptions(port=two_ports(), data=folder, browser=False)
    base = f"http://127.0.0.1:{options.port}"
    async with asyncio.timeout(SECONDS), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(run_demo(options, lambda _: ready.set()))
        await ready.wait()
        async with aiohttp.ClientSession(base) as http:
            page = Page(http)
            await page.until_playing(rehearsing=False)
            yield page
        os.kill(os.getpid(), signal.SIGTERM)
        await running


def two_ports() -> int:
    """The demo listens on a port and on the next one: below those that outgoing calls take."""
    first = 20_000 + os.getpid() % 5_000 * 2
    return next(port for port in range(first, 32_000, 2) if _free(port) and _free(port + 1))


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no .env of somebody's


@pytest.mark.replay
async def test_a_year_of_a_rehearsal_and_back(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        await page.post("say", {"as": 1001, "text": "/trogiup"})
        before = await page.get("chat/1001")
        status, _ = await page.post("rehearsal", {**VLXD, "from": "2023-11-01", "help": True})
        assert status == 200
        now = await page.until_playing(rehearsing=True)
        assert (now["plan"], now["people"], now["coordinator"]) == ("VLXD", 17, 2001)
        status, clock = await page.post("clock", {"advance": "year"})
        assert (status, clock["now"][:10]) == (200, "2024-10-31")
        log = await page.get("log?sends=1&limit=500")
        counted = {one["to"]: one["count"] for one in log["totals"]}
        # Opening, 10 and 3 working days before, the last day: what an agency that never answers
        # is told by itself; after the date nothing but the coordinator's presses.
        assert counted["Cán bộ đầu mối UBND huyện Sơn Động"] == 4
        assert (await page.post("rehearsal", {"stop": True}))[0] == 200
        await page.until_playing(rehearsing=False)
        after = await page.get("chat/1001")
        assert after["messages"][0]["text"] == before["messages"][0]["text"] == "/trogiup"
        state = await page.get("state")
        assert {one["id"] for one in state["people"]} == set(range(1001, 1018))


async def test_a_file_of_ones_own_is_checked_line_by_line(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        plan = sample("bac-giang-vat-lieu-xay-dung.yaml").decode()
        wrong = {
            "plan": plan.replace("short:", "shirt:", 1), "plan_name": "của tôi.yaml",
            "agencies": sample("bac-giang.agencies.yaml").decode(), "from": "2026-01-05",
        }  # fmt: skip
        status, told = await page.post("rehearsal", wrong)
        assert status == 422
        assert told["error"].startswith("Tệp có ")
        assert told["problems"][0].startswith("của tôi.yaml, dòng ")
        status, told = await page.post("rehearsal", wrong | {"plan": "plan: [\n"})
        (problem,) = told["problems"]
        assert problem.startswith("của tôi.yaml, dòng 2: Tệp chưa đúng định dạng YAML tại đây. ")
        status, told = await page.post("rehearsal", wrong | {"plan_name": "ma.docx"})
        assert status == 422
        assert told["error"].startswith("ma.docx không phải tệp kế hoạch. Cần tệp kế hoạch")
        for wish in ({**VLXD, "from": "ngày mai"}, {"from": "2026-01-05"}):
            status, told = await page.post("rehearsal", wish)
            assert (status, told["error"][:20]) == (422, "Chưa diễn tập được: ")
        assert (await page.get("rehearsal")) == {"rehearsing": False}


async def test_the_line_is_empty_until_somebody_starts(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        line = await page.get("ahead")
        (note,) = line["notes"]
        assert note.startswith("KH VLXD chưa bắt đầu nhắc nên bot chưa tự gửi gì tới các cơ quan.")
        assert [one["kind"] for one in line["events"]] == ["term"]
        for wish in ({"advance": "next_event"}, {"to": "2030-01-01T08:00:00+07:00"}):
            assert (await page.post("clock", wish))[0] == 400
        status, clock = await page.post("clock", {"to": "2023-11-16T09:00:00+07:00"})
        assert (status, clock["now"][:16]) == (200, "2023-11-16T09:00")


async def test_somebody_on_zalo_answers_by_letter(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        people = (await page.get("state"))["people"]
        zalo = [one["id"] for one in people if "Zalo" in one["title"]]
        assert zalo == [1015, 1016]
        await page.post("say", {"as": 1015, "text": "/nhiemvu"})
        shown = await _said(page, 1015, 1)
        assert shown[-1]["keyboard"] == []
        assert "\nAnh/chị gõ chữ (số) ở đầu dòng để chọn:\nA. " in shown[-1]["text"]
        await page.post(
            "clock", {"advance": "hour"}
        )  # it is read first: sooner is no answer to it
        await page.post("say", {"as": 1015, "text": "a"})
        assert "Chưa rõ" not in (await _said(page, 1015, 2))[-1]["text"]


async def _said(page: Page, who: int, count: int) -> list[dict[str, Any]]:
    """What the bot has said in a private chat, once there is so much of it."""
    version = 0
    while True:
        chat = await page.get(f"chat/{who}?as={who}")
        said = [one for one in chat["messages"] if one["bot"]]
        if len(said) >= count:
            return said
        version = (await page.get(f"events?since={version}&timeout=1"))["version"]


async def test_two_presses_at_once_are_one_rehearsal(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        await page.post("clock", {"to": "2023-12-20T10:00:00+07:00"})
        wish = {**VLXD, "from": "2023-11-01", "help": False}
        both = await asyncio.gather(page.post("rehearsal", wish), page.post("rehearsal", wish))
        assert sorted(status for status, _ in both) == [200, 422]
        told = next(body for status, body in both if status == 422)
        assert told == {"error": "Đang chuẩn bị, đề nghị đợi."}
        assert (await page.until_playing(rehearsing=True))["number"] == 1
        await page.post("rehearsal", {"stop": True})
        await page.until_playing(rehearsing=False)
        assert await page.post("rehearsal", {"stop": True}) == (200, {"ok": True})
        assert (await page.until_playing(rehearsing=False)) == {"rehearsing": False}
        assert (await page.get("clock"))["now"][:13] == "2023-12-20T10"


async def test_an_unforeseen_fault_has_its_own_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("script")

    monkeypatch.setattr("bot.demo_rehearsal.upgrade", broken)
    async with demo(tmp_path / "demo") as page:
        status, told = await page.post("rehearsal", {**VLXD, "from": "2023-11-01"})
        assert status == 422
        assert told["error"].startswith("Chưa diễn tập được do trục trặc trong chương trình")
        assert not list((tmp_path / "demo" / "rehearsals").iterdir())


class Seat:
    """Somebody who writes and presses in a chat, and waits for the answer."""

    def __init__(self, page: Page, who: int, chat: int) -> None:
        self._page, self._who, self._chat = page, who, chat
        self._heard = 0

    async def _newest(self) -> dict[str, Any]:
        version = 0
        while True:
            chat = await self._page.get(f"chat/{self._chat}?as={self._who}")
            said = [one for one in chat["messages"] if one["bot"]]
            if len(said) > self._heard:
                self._heard = len(said)
                return dict(said[-1])
            version = (await self._page.get(f"events?since={version}&timeout=1"))["version"]

    async def says(self, text: str) -> dict[str, Any]:
        place = {} if self._chat == self._who else {"chat": self._chat}
        await self._page.post("say", {"as": self._who, "text": text, **place})
        return await self._newest()

    async def presses(self, said: dict[str, Any], label: str) -> dict[str, Any]:
        buttons = [one for row in said["keyboard"] for one in row]
        (data,) = [one["callback_data"] for one in buttons if one["text"] == label]
        place = {"chat": self._chat, "message": said["id"]}
        await self._page.post("press", {"as": self._who, "data": data, **place})
        return await self._newest()


async def test_a_digest_of_which_nothing_changed_is_passed_in_words(tmp_path: Path) -> None:
    async with demo(tmp_path / "demo") as page:
        state = await page.get("state")
        internal = next(one["id"] for one in state["groups"] if "nội bộ" in one["title"])
        desk, group = Seat(page, 1001, 1001), Seat(page, 1001, internal)
        said = await desk.presses(await desk.says("/batdau"), "Bắt đầu nhắc")
        await desk.says("/mo")
        await desk.says("1234/SXD-QLXD ngày 15/11/2023")
        said = await desk.presses(await desk.says("bỏ qua"), "Đúng thời gian này")
        said = await desk.presses(said, "Đúng danh sách này")
        said = await desk.presses(said, "Mở kỳ báo cáo")
        await group.presses(await group.says("/nhom"), "Nội bộ Sở")
        status, clock = await page.post("clock", {"advance": "next_event"})
        assert (status, clock["now"][:16], clock["note"]) == (200, "2023-11-17T14:30", "")
        status, clock = await page.post("clock", {"advance": "next_event"})
        assert (status, clock["now"][:16]) == (200, "2023-11-30T08:30")
        assert clock["note"] == (
            "Đã qua 14:30 ngày 24/11/2023: nội dung không thay đổi so với tin trước nên bot không"
            " gửi tin."
        )
