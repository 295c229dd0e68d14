"""The practice API over HTTP: what the page does, and what strangers may not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.app import create_app
from sandbox.pages import sentence
from sandbox.room import Room
from sandbox.serve import serving
from tests.sandbox.conftest import BIG, GROUP, HEALTH, MINING, NOW
from tests.sandbox.test_wire_with_real_bot import png


async def get(http: aiohttp.ClientSession, path: str) -> Any:
    async with http.get(path) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def post(
    http: aiohttp.ClientSession, path: str, wish: Any, status: int = 200
) -> dict[str, Any]:
    async with http.post(path, json=wish) as answer:
        assert answer.status == status, await answer.text()
        found: dict[str, Any] = await answer.json()
        return found


def answer_as_bot(room: Room, chat_id: int, text: str = "Chào anh/chị") -> int:
    chat = room.chat_of(HEALTH, chat_id)
    keyboard = [[{"text": "Đúng", "callback_data": "y"}]]
    return room.post(room.bot(), chat, text, [], keyboard=keyboard).id


async def test_state_tells_who_has_unread_lines(room: Room, http: aiohttp.ClientSession) -> None:
    answer_as_bot(room, HEALTH)
    answer_as_bot(room, BIG)
    state = await get(http, "/room/state")
    assert state["now"] == "2023-11-15T01:00:00+00:00"
    assert state["people"][0] == {
        "id": HEALTH,
        "name": "Cán bộ đầu mối Sở Y tế",
        "title": "Văn phòng Sở",
        "agency": "Sở Y tế",
        "unread": 1,
        "blocked": False,
        "started": True,
    }
    assert {one["id"]: one["unread"] for one in state["groups"]} == {GROUP: 0, BIG: 1}
    await post(http, "/room/read", {"as": HEALTH})
    await post(http, "/room/read", {"as": HEALTH, "chat": BIG})
    state = await get(http, "/room/state")
    assert [one["unread"] for one in state["people"] + state["groups"]] == [0, 0, 0, 0]


async def test_writing_pressing_and_seeing_it(room: Room, http: aiohttp.ClientSession) -> None:
    said = await post(http, "/room/say", {"as": HEALTH, "text": "  1.2 đã xong <b> \n"})
    question = answer_as_bot(room, HEALTH)
    press = {"as": HEALTH, "message": question, "data": "y"}
    assert (await post(http, "/room/press", press))["press"]
    edit = {"as": HEALTH, "text": "1.2 xong", "edit_of": said["messages"][0]}
    await post(http, "/room/say", edit)
    chat = await get(http, f"/room/chat/{HEALTH}")
    first, second = chat["messages"]
    assert (first["text"], first["mine"], first["edited"]) == ("1.2 xong", True, True)
    assert second["keyboard"][0][0]["text"] == "Đúng"
    assert second["bot"] is True


async def test_a_long_text_goes_in_pieces(http: aiohttp.ClientSession) -> None:
    said = await post(http, "/room/say", {"as": HEALTH, "text": "đ" * 10_000})
    assert len(said["messages"]) == 3


async def test_a_group_seen_by_two(room: Room, http: aiohttp.ClientSession) -> None:
    first = await post(http, "/room/say", {"as": HEALTH, "chat": BIG, "text": "/tonghop"})
    reply = {"as": MINING, "chat": BIG, "text": "rõ", "reply_to": first["messages"][0]}
    await post(http, "/room/say", reply)
    await post(http, "/room/group", {"chat": BIG, "act": "remove_bot"})
    await post(http, "/room/group", {"chat": BIG, "act": "add_bot", "as": MINING})
    chat = await get(http, f"/room/chat/{BIG}?as={MINING}")
    assert [line["mine"] for line in chat["messages"]] == [False, True, True]
    assert chat["messages"][1]["reply_to"] == "/tonghop"
    assert chat["messages"][2]["service"] == {
        "kind": "new_chat_members",
        "names": ["Bot Đầu Mối (chạy thử)"],
    }
    await post(http, "/room/group", {"chat": GROUP, "act": "upgrade", "new": -1044})
    assert (await get(http, f"/room/chat/{GROUP}?as={HEALTH}"))["id"] == -1044
    await post(http, "/room/group", {"chat": BIG, "act": "explode"}, 400)


async def test_links_and_blocking(room: Room, http: aiohttp.ClientSession) -> None:
    link = "https://t.me/daumoi_thu_bot?start=AB12"
    await post(http, "/room/link", {"as": HEALTH, "code": link})
    await post(http, "/room/block", {"as": HEALTH})
    wrong = await post(http, "/room/say", {"as": HEALTH, "text": "x"}, 409)
    assert wrong == {"error": "blocked"}
    await post(http, "/room/block", {"as": HEALTH, "blocked": False})
    chat = await get(http, f"/room/chat/{HEALTH}")
    assert chat["messages"][0]["text"] == "/start AB12"


async def test_files_both_ways(http: aiohttp.ClientSession) -> None:
    for name, data, photo in (("số liệu.xlsx", b"PK", "1"), ("a.png", png(4, 4), "1")):
        form = aiohttp.FormData(
            {"as": str(HEALTH), "caption": "kèm", "photo": photo}, quote_fields=False
        )
        form.add_field("file", data, filename=name)
        async with http.post("/room/file", data=form) as answer:
            assert answer.status == 200
    chat = await get(http, f"/room/chat/{HEALTH}")
    document, picture = (line["file"] for line in chat["messages"])
    assert (document["name"], document["photo"]) == ("số liệu.xlsx", False)
    assert picture["photo"]
    async with http.get(document["url"]) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert await answer.read() == b"PK"
    async with http.get(picture["url"]) as answer:
        assert answer.headers["Content-Type"] == "image/png"
    async with http.get("/room/media/none") as answer:
        assert answer.status == 409


async def test_the_record_can_be_searched(http: aiohttp.ClientSession, call: Any) -> None:
    await call("sendMessage", chat_id=HEALTH, text="<b>Thời hạn</b>", parse_mode="HTML")
    await call("sendMessage", chat_id=404, text="lạc")
    await call("getMe")
    found = await get(http, "/room/log?sends=1")
    lost, sent = found["calls"]
    assert (sent["to"], sent["text"], sent["code"]) == ("Cán bộ đầu mối Sở Y tế", "Thời hạn", 200)
    assert (lost["to"], lost["text"], lost["code"]) == ("404", "lạc", 400)
    assert len((await get(http, "/room/log?q=getme"))["calls"]) == 1
    assert len((await get(http, "/room/log?q=thời"))["calls"]) == 1
    assert len((await get(http, "/room/log?limit=2"))["calls"]) == 2


async def test_faults_are_set_from_outside(http: aiohttp.ClientSession, call: Any) -> None:
    wish = {"kind": "too_many", "next": 1, "retry_after": 4, "seed": 2, "methods": ["getMe"]}
    armed = await post(http, "/room/faults", wish)
    assert armed["too_many"] == {"probability": 0.0, "next": 1}
    assert (await call("getMe"))[1]["parameters"] == {"retry_after": 4}
    await post(http, "/room/faults", {"clear": True})
    assert (await get(http, "/room/faults"))["too_many"]["next"] == 0
    await post(http, "/room/faults", {"kind": "flood"}, 400)


async def test_events_as_a_stream_and_as_a_long_poll(
    room: Room, http: aiohttp.ClientSession
) -> None:
    async with http.get("/room/events") as stream:
        first = await stream.content.readuntil(b"\n\n")
        room.say(HEALTH, "x")
        second = await stream.content.readuntil(b"\n\n")
    before, after = (int(line.removeprefix(b"data: ")) for line in (first, second))
    assert after > before
    assert await get(http, f"/room/events?since={before}&timeout=1") == {"version": after}
    assert await get(http, f"/room/events?since={after}&timeout=0.01") == {"version": after}


@pytest.mark.parametrize("wish", [[], {}, {"as": "x", "text": "y"}, {"as": HEALTH}])
async def test_nonsense_is_a_bad_request(http: aiohttp.ClientSession, wish: Any) -> None:
    assert await post(http, "/room/say", wish, 400) == {"error": "bad_request"}


async def test_an_empty_text_is_not_sent(http: aiohttp.ClientSession) -> None:
    wrong = await post(http, "/room/say", {"as": HEALTH, "text": " \n"}, 409)
    assert wrong == {"error": "no_text"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "daumoi.example"}, 403),
        ({"Host": "127.0.0.1.example:80"}, 403),
        ({"Host": "localhost:1234"}, 200),
        ({"Host": "[::1]:1"}, 200),
    ],
)
async def test_only_this_machine_is_answered(
    http: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    for path in ("/room/state", "/"):
        async with http.get(path, headers=headers) as answer:
            assert answer.status == status


async def test_other_pages_cannot_write(http: aiohttp.ClientSession, base: str) -> None:
    wish = {"as": HEALTH, "text": "x"}
    foreign = ("https://evil.example", "null", "http://127.0.0.1:1")
    for origin, status in [*((one, 403) for one in foreign), (base, 200)]:
        async with http.post("/room/say", json=wish, headers={"Origin": origin}) as answer:
            assert answer.status == status


# The clock


@pytest.fixture
async def clock_url() -> AsyncIterator[str]:
    async def answer(request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.json_response({"now": NOW.isoformat(), "label": "kỳ năm 2023"})
        wish = await request.json()
        if wish == {"advance": "next_due"}:
            return web.json_response({"now": "2023-12-14T08:00:00+07:00", "label": "đến hạn"})
        return web.json_response({"error": "Không có mốc nào sau ngày này."}, status=422)

    app = web.Application()
    app.router.add_route("*", "/demo/clock", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/demo/clock"
    await runner.cleanup()


async def test_the_clock_is_the_programs(room: Room, clock_url: str) -> None:
    async with serving(room, clock_url=clock_url) as base, aiohttp.ClientSession(base) as http:
        assert (await get(http, "/room/clock"))["label"] == "kỳ năm 2023"
        moved = await post(http, "/room/clock", {"advance": "next_due"})
        assert moved["now"] == "2023-12-14T08:00:00+07:00"
        refused = await post(http, "/room/clock", {"advance": "hour"}, 422)
        assert refused == {"error": "Không có mốc nào sau ngày này."}


async def test_no_clock_is_said_in_a_sentence(http: aiohttp.ClientSession) -> None:
    answer = await post(http, "/room/clock", {"advance": "hour"}, 503)
    assert answer == {"error": sentence("no_clock")}


async def test_a_silent_clock_is_said_in_a_sentence(room: Room) -> None:
    url = "http://127.0.0.1:9/demo/clock"
    async with (
        serving(room, clock_url=url) as base,
        aiohttp.ClientSession(base) as http,
        http.get("/room/clock") as answer,
    ):
        assert answer.status == 503
        assert json.loads(await answer.text()) == {"error": sentence("clock_silent")}


def test_a_clock_elsewhere_is_refused(room: Room) -> None:
    with pytest.raises(ValueError, match="example"):
        create_app(room, clock_url="http://example.org/clock")
