"""The room by hand, without the program: `python tests/sandbox/play.py [port]`.

A small bot that echoes with two buttons stands in for the program, so the page can be tried alone.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.room import PRACTICE_TOKEN, Room
from sandbox.serve import serving

PEOPLE = [
    (101, "Chuyên viên tổng hợp", "Phòng Quản lý vật liệu", "Sở Xây dựng"),
    (102, "Lãnh đạo phòng", "Phòng Quản lý vật liệu", "Sở Xây dựng"),
    (103, "Cán bộ đầu mối", "Chi cục Bảo vệ môi trường", "Sở Tài nguyên và Môi trường"),
    (104, "Cán bộ đầu mối", "Văn phòng Sở", "Sở Y tế"),
    (105, "Cán bộ đầu mối", "Phòng Kinh tế và Hạ tầng", "UBND huyện Lạng Giang"),
]
FORM = """Sở Xây dựng đề nghị báo cáo kết quả năm 2023 thực hiện <b>KH VLXD</b> (mục III.2).
Thời hạn gửi: trước ngày 15/12/2023.
Chủ trì: 1.2, 1.3, 5. Gõ /nhiemvu để xem.

<i>SỐ LIỆU MINH HỌA</i>"""
KEYS = [
    ["Cập nhật ngay", "Đã có văn bản"],
    ["Không phát sinh", "Đang trình lãnh đạo", "Hẹn ngày gửi"],
]
COMMANDS = [
    ("nhiemvu", "Nhiệm vụ của cơ quan"),
    ("capnhat", "Cập nhật kết quả"),
    ("trogiup", "Trợ giúp"),
]


class PlayClock:
    def __init__(self) -> None:
        self.now = datetime(2023, 11, 15, 1, 0, tzinfo=UTC)

    async def answer(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            wish = await request.json()
            self.now += timedelta(hours=1 if wish.get("advance") == "hour" else 24)
        return web.json_response(
            {"now": self.now.isoformat(), "label": "Kỳ báo cáo năm 2023 KH VLXD"}
        )


def markup() -> dict[str, Any]:
    rows = [[{"text": text, "callback_data": f"k:{text}"[:30]} for text in row] for row in KEYS]
    return {"inline_keyboard": rows}


async def echo(base: str) -> None:
    async with aiohttp.ClientSession(f"{base}/bot{PRACTICE_TOKEN}/") as session:

        async def call(method: str, **params: Any) -> Any:
            async with session.post(method, json=params) as answer:
                return (await answer.json()).get("result")

        commands = [{"command": name, "description": what} for name, what in COMMANDS]
        await call("setMyCommands", commands=commands)
        offset = 0
        while True:
            for update in await call("getUpdates", offset=offset, timeout=30) or []:
                offset = update["update_id"] + 1
                if query := update.get("callback_query"):
                    await call(
                        "answerCallbackQuery", callback_query_id=query["id"], text="Đã nhận"
                    )
                    chat = query["message"]["chat"]["id"]
                    await call("sendMessage", chat_id=chat, text=f"Đã chọn: {query['data'][2:]}.")
                elif message := update.get("message"):
                    chat = message["chat"]["id"]
                    await call(
                        "sendMessage",
                        chat_id=chat,
                        text=FORM,
                        parse_mode="HTML",
                        reply_markup=markup(),
                    )


async def play(port: int) -> None:
    clock = PlayClock()
    far = web.Application()
    far.router.add_route("*", "/demo/clock", clock.answer)
    runner = web.AppRunner(far)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    clock_port = runner.addresses[0][1]
    room = Room(lambda: clock.now)
    for person in PEOPLE:
        room.add_person(*person)
    room.add_person(
        106, "Cán bộ đầu mối", "Phòng Nông nghiệp", "UBND huyện Sơn Động", started=False
    )
    room.add_group(-1001, "Phòng Vật liệu, Sở Xây dựng", [101, 102], supergroup=True)
    async with serving(
        room, port=port, clock_url=f"http://127.0.0.1:{clock_port}/demo/clock"
    ) as base:
        print(base, flush=True)
        await echo(base)


if __name__ == "__main__":
    asyncio.run(play(int(sys.argv[1]) if len(sys.argv) > 1 else 8099))
