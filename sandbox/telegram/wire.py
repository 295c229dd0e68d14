"""The platforms' HTTP face: /bot<token>/<method> of both, /file/bot<token>/<path> of Telegram."""

from __future__ import annotations

from typing import Any

from starlette.types import Receive, Scope, Send

from sandbox.files import MOST_UPLOAD
from sandbox.room import Room
from sandbox.telegram.api import Answer, TelegramApi, refusal_body
from sandbox.telegram.params import read_params
from sandbox.telegram.refusals import RefusedError
from sandbox.zalo.api import ZaloApi

_ENVELOPE_BYTES = 64 * 1024
_JSON = (b"content-type", b"application/json")
_UNAUTHORIZED = RefusedError(401, "Unauthorized")
_NOT_FOUND = RefusedError(404, "Not Found")
_TOO_LARGE = RefusedError(413, "Request Entity Too Large")
FAULTS_HELD = frozenset({"no_answer", "answer_held"})


class TelegramWire:
    """A plain ASGI app, so that a call passes no middleware on its way."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._api = TelegramApi(room)
        self._zalo = ZaloApi(room)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request whose path starts with /bot or /file/bot."""
        path: str = scope["path"]
        if path.startswith("/file/bot"):
            await self._download(path.removeprefix("/file/bot"), send)
            return
        token, _, method = path.removeprefix("/bot").partition("/")
        bot, zalo = self._room.telegram.get(token), self._room.zalo.get(token)
        try:
            if bot is None and zalo is None:
                raise _UNAUTHORIZED
            body = await _body(receive)
            params = read_params(scope["query_string"], _content_type(scope), body)
            if zalo is not None:
                answer = await self._zalo.call(zalo, method, params)
            elif bot is not None:
                answer = await self._api.call(bot, method, params)
        except RefusedError as refused:
            answer = Answer(refused.code, refusal_body(refused))
        await _finish(answer, receive, send)

    async def _download(self, rest: str, send: Send) -> None:
        token, _, path = rest.partition("/")
        if token not in self._room.telegram:
            await _reply(send, 401, refusal_body(_UNAUTHORIZED))
            return
        stored = self._room.files.at(path)
        if stored is None:
            await _reply(send, 404, refusal_body(_NOT_FOUND))
        else:
            await _reply(send, 200, stored.data, (b"content-type", b"application/octet-stream"))


async def _body(receive: Receive) -> bytes:
    message = await receive()
    if not message.get("more_body"):
        return bytes(message.get("body", b""))
    pieces = [message.get("body", b"")]
    size = len(pieces[0])
    while message.get("more_body"):
        message = await receive()
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > MOST_UPLOAD + _ENVELOPE_BYTES:
            raise _TOO_LARGE
    return b"".join(pieces)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1"))
    return ""


async def _finish(answer: Answer, receive: Receive, send: Send) -> None:
    if answer.fault == "answer_lost":
        _hang_up(send)
    if answer.fault in FAULTS_HELD or answer.fault == "answer_lost":
        await _gone(receive)
        return
    await _reply(send, answer.status, answer.body)


async def _reply(send: Send, status: int, body: bytes, kind: tuple[bytes, bytes] = _JSON) -> None:
    headers = [kind, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _hang_up(send: Send) -> None:
    """Close without a byte. ASGI has no word for it, so this asks uvicorn's own object."""
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None:
        transport.close()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
