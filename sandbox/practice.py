"""The practice API: playing the people of the room over JSON, from the page or from a script."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox import views
from sandbox.clock import FarClock
from sandbox.far import Act, FarApi, read_wish
from sandbox.faults import KINDS
from sandbox.files import picture_size
from sandbox.model import Message, RoomError
from sandbox.room import Room
from sandbox.search import Wanted, find
from sandbox.telegram.multipart import read_multipart
from sandbox.words import as_client

Json = dict[str, Any]
_log = logging.getLogger(__name__)
_KEEP_ALIVE_SECONDS = 15.0
_MOST_LINES = 500


def practice_routes(room: Room, clock: FarClock) -> list[Route]:
    """Everything under /room."""
    api, far = PracticeApi(room), FarApi(room, clock)
    reads = {
        "state": api.state,
        "chat/{chat_id}": api.chat,
        "log": api.log,
        "events": api.events,
        "faults": api.read_faults,
        **far.reads,
        "media/{file_id}": api.media,
    }
    writes = {
        "say": api.say,
        "press": api.press,
        "file": api.file,
        "link": api.link,
        "block": api.block,
        "read": api.read,
        "group": api.group,
        "faults": api.set_faults,
        **far.writes,
    }
    return [
        *(Route(f"/room/{path}", _safe(act), methods=["GET"]) for path, act in reads.items()),
        *(Route(f"/room/{path}", _safe(act), methods=["POST"]) for path, act in writes.items()),
    ]


class PracticeApi:
    """Errors are words ({"error": "blocked"}); the page owns the sentences."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def state(self, _request: Request) -> Response:
        """People, groups, unread counts."""
        return JSONResponse(views.state(self._room))

    async def chat(self, request: Request) -> Response:
        """One chat as ?as=person sees it; a private chat's id is the person's."""
        chat_id = int(request.path_params["chat_id"])
        viewer = self._room.person(int(request.query_params.get("as", chat_id)))
        chat = self._room.chat_of(viewer.id, chat_id)
        return JSONResponse(views.conversation(self._room, chat, viewer))

    async def log(self, request: Request) -> Response:
        """The newest calls first; ?q= holds a word, ?sends=1 only what goes to a chat, ?chat= one
        chat, ?failed=1 what did not arrive; `totals` counts what reached whom.
        """
        asked = request.query_params
        most = min(int(asked.get("limit", "50")), _MOST_LINES)
        wanted = Wanted(
            word=asked.get("q", "").strip(),
            chat=int(asked["chat"]) if asked.get("chat") else None,
            sends=asked.get("sends") == "1",
            failed=asked.get("failed") == "1",
        )
        entries = [views.call(self._room, one) for one in find(self._room, wanted, most)]
        total, totals = self._room.calls.total, views.totals(self._room)
        return JSONResponse({"total": total, "calls": entries, "totals": totals})

    async def events(self, request: Request) -> Response:
        """A stream of versions, or with ?since= one long poll."""
        since = request.query_params.get("since")
        if since is None:
            return StreamingResponse(self._versions(), media_type="text/event-stream")
        seconds = min(float(request.query_params.get("timeout", "25")), 50.0)
        version = await self._room.changes.wait(int(since), seconds)
        return JSONResponse({"version": version})

    async def media(self, request: Request) -> Response:
        """A file; pictures are shown, everything else is only ever saved."""
        stored = self._room.files.get(request.path_params["file_id"])
        if stored is None:
            raise RoomError("no_file")
        if stored.is_photo:
            kind = "image/png" if stored.data.startswith(b"\x89PNG") else "image/jpeg"
            return Response(stored.data, media_type=kind)
        headers = {"Content-Disposition": "attachment"}
        return Response(stored.data, media_type="application/octet-stream", headers=headers)

    async def say(self, request: Request) -> Response:
        """{as, text, chat?, reply_to?, edit_of?, forward?}: as a chat app, in pieces of 4096."""
        wish = await read_wish(request)
        who, chat = int(wish["as"]), wish.get("chat")
        pieces = as_client(str(wish["text"]))
        if not pieces:
            raise RoomError("no_text")
        if wish.get("edit_of"):
            return _sent([self._room.edit(who, chat, int(wish["edit_of"]), pieces[0])])
        extra = {"reply_to": wish.get("reply_to"), "forward": wish.get("forward")}
        return _sent([self._room.say(who, piece, chat, **extra) for piece in pieces])

    async def press(self, request: Request) -> Response:
        """{as, message, data, chat?}"""
        wish = await read_wish(request)
        data = str(wish["data"])
        press = self._room.press(int(wish["as"]), wish.get("chat"), int(wish["message"]), data)
        return JSONResponse({"press": press.id})

    async def file(self, request: Request) -> Response:
        """multipart: as, file, caption?, chat?, photo? (0: a picture goes as a document)"""
        fields, uploads = read_multipart(
            request.headers.get("content-type", ""), await request.body()
        )
        upload, who = uploads["file"], int(fields["as"])
        chat = int(fields["chat"]) if fields.get("chat") else None
        caption = fields.get("caption", "").strip()
        if fields.get("photo", "1") == "1" and picture_size(upload.data):
            sent = self._room.send_photo(who, upload.name, upload.data, caption, chat)
        else:
            sent = self._room.send_file(
                who, upload.name, upload.data, upload.mime, caption, chat_id=chat
            )
        return _sent([sent])

    async def link(self, request: Request) -> Response:
        """{as, code}: opens the bot's link; the whole link is taken too."""
        wish = await read_wish(request)
        code = str(wish["code"]).strip().rpartition("start=")[2]
        return _sent([self._room.open_link(int(wish["as"]), code)])

    async def block(self, request: Request) -> Response:
        """{as, blocked}"""
        wish = await read_wish(request)
        act = self._room.block if wish.get("blocked", True) else self._room.unblock
        act(int(wish["as"]))
        return JSONResponse({})

    async def read(self, request: Request) -> Response:
        """{as, chat?}: somebody has looked."""
        wish = await read_wish(request)
        chat = self._room.chat_of(int(wish["as"]), wish.get("chat"))
        if chat.unread:
            chat.unread = 0
            self._room.changes.bump()
        return JSONResponse({})

    async def group(self, request: Request) -> Response:
        """{chat, act: add_bot | remove_bot | upgrade, as?, new?}"""
        wish = await read_wish(request)
        chat, act = int(wish["chat"]), wish["act"]
        if act == "upgrade":
            self._room.upgrade_group(chat, int(wish["new"]))
        elif act in {"add_bot", "remove_bot"}:
            work = self._room.add_bot_to_group if act == "add_bot" else self._room.remove_bot
            work(chat, wish.get("as"))
        else:
            raise ValueError(act)
        return JSONResponse({})

    async def read_faults(self, _request: Request) -> Response:
        """What is armed."""
        return JSONResponse(self._faults())

    async def set_faults(self, request: Request) -> Response:
        """{clear?, kind?, probability?, next?, latency_ms?, retry_after?, methods?, seed?}"""
        wish, faults = await read_wish(request), self._room.faults
        if wish.get("clear"):
            faults.clear()
        if "seed" in wish:
            faults.seed(int(wish["seed"]))
        faults.latency_ms = float(wish.get("latency_ms", faults.latency_ms))
        faults.retry_after = int(wish.get("retry_after", faults.retry_after))
        faults.methods = frozenset(wish.get("methods", faults.methods))
        if "kind" in wish:
            chance, count = float(wish.get("probability", 0)), int(wish.get("next", 0))
            faults.set(str(wish["kind"]), probability=chance, next=count)
        return JSONResponse(self._faults())

    async def _versions(self) -> AsyncIterator[str]:
        changes, seen = self._room.changes, -1
        while not changes.closed:
            yield f"data: {changes.version}\n\n" if changes.version != seen else ": still here\n\n"
            seen = changes.version
            await changes.wait(seen, _KEEP_ALIVE_SECONDS)

    def _faults(self) -> Json:
        faults = self._room.faults
        armed = {kind: getattr(faults, kind) for kind in KINDS}
        return {
            **{kind: {"probability": f.probability, "next": f.next} for kind, f in armed.items()},
            "latency_ms": faults.latency_ms,
            "retry_after": faults.retry_after,
            "methods": sorted(faults.methods),
        }


def _safe(act: Act) -> Act:
    async def answer(request: Request) -> Response:
        try:
            return await act(request)
        except RoomError as wrong:
            return JSONResponse({"error": wrong.code}, status_code=409)
        except (KeyError, TypeError, ValueError):
            _log.warning("a request to the practice API made no sense", exc_info=True)
            return JSONResponse({"error": "bad_request"}, status_code=400)

    return answer


def _sent(messages: list[Message]) -> Response:
    return JSONResponse({"messages": [message.id for message in messages]})
