"""Telegram's raw updates, read field by field.

The update is not made into python-telegram-bot objects: one field the library does not know, or
misses, would make the whole update unreadable (docs/decisions).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dialogues.messages import Incoming, Kind
from plans.text import clean
from storage.inbox import Arrived

_CHANGES = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")
_FILES = ("document", "photo", "video", "audio", "voice", "video_note", "animation")


def arrived(raw: Mapping[str, Any]) -> Arrived:
    """Never raises on an odd update: it must be kept before anybody reads it."""
    chat, user = _who(raw)
    body = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    update = raw.get("update_id")
    return Arrived(str(update), f"{chat}:{user}", body)


def _who(raw: Mapping[str, Any]) -> tuple[str, str]:
    for name in _CHANGES:
        body = raw.get(name)
        if isinstance(body, Mapping):
            message = body.get("message") if name == "callback_query" else body
            chat = message.get("chat") if isinstance(message, Mapping) else None
            user = body.get("from")
            return _id(chat), _id(user)
    return "", ""


def _id(thing: Any) -> str:
    return str(thing.get("id", "")) if isinstance(thing, Mapping) else ""


def translate(bot: str, raw: Mapping[str, Any]) -> Incoming:
    """One update in the program's words. Raises KeyError or TypeError on one nobody can read."""
    if "callback_query" in raw:
        return _press(bot, raw)
    if "my_chat_member" in raw:
        return _membership(bot, raw)
    if "edited_message" in raw:
        return _message(bot, raw, raw["edited_message"], Kind.EDITED)
    if "message" in raw:
        return _message(bot, raw, raw["message"], None)
    return Incoming(bot, str(raw["update_id"]), Kind.OTHER, "", private=False, user="")


def _common(bot: str, raw: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    chat, user = body["chat"], body.get("from") or {}
    names = (user.get("first_name", ""), user.get("last_name", ""))
    return {
        "bot": bot,
        "update": str(raw["update_id"]),
        "chat": str(chat["id"]),
        "private": chat["type"] == "private",
        "user": str(user.get("id", "")),
        "user_name": clean(" ".join(part for part in names if part)),
        "chat_title": clean(chat.get("title", "")),
    }


def _press(bot: str, raw: Mapping[str, Any]) -> Incoming:
    query = raw["callback_query"]
    message = query["message"]
    common = _common(bot, raw, {"chat": message["chat"], "from": query["from"]})
    return Incoming(
        kind=Kind.PRESS,
        action=str(query.get("data", "")),
        callback=str(query["id"]),
        message=str(message["message_id"]),
        **common,
    )


def _membership(bot: str, raw: Mapping[str, Any]) -> Incoming:
    change = raw["my_chat_member"]
    present = change["new_chat_member"]["status"] not in {"left", "kicked"}
    return Incoming(kind=Kind.MEMBERSHIP, present=present, **_common(bot, raw, change))


def _message(
    bot: str, raw: Mapping[str, Any], message: Mapping[str, Any], kind: Kind | None
) -> Incoming:
    new_chat = message.get("migrate_to_chat_id")
    file = _file(message)
    if kind is None:
        kind = _kind(message, file)
    return Incoming(
        kind=kind,
        text=clean(str(message.get("text") or message.get("caption") or "")),
        message=str(message["message_id"]),
        forwarded="forward_origin" in message,
        new_chat="" if new_chat is None else str(new_chat),
        file=file,
        **_common(bot, raw, message),
    )


def _kind(message: Mapping[str, Any], file: Mapping[str, str]) -> Kind:
    if "migrate_to_chat_id" in message:
        return Kind.MIGRATED
    if file:
        return Kind.FILE
    return Kind.TEXT if "text" in message else Kind.OTHER


def _file(message: Mapping[str, Any]) -> dict[str, str]:
    for name in _FILES:
        found = message.get(name)
        if found:
            file = found[-1] if isinstance(found, list) else found
            known = ("file_id", "file_name", "mime_type", "file_size")
            return {"kind": name, **{key: str(file[key]) for key in known if key in file}}
    return {}
