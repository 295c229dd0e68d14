"""Zalo's raw updates, read field by field; nothing in them is taken for granted.

An update comes bare, wrapped in {"ok", "result"}, or in a list; `photo` of the documents is
`photo_url` on the wire.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dialogues.messages import Incoming, Kind
from plans.text import clean
from storage.inbox import Arrived

LONGEST = 2000  # characters: what a bot may send; for people Zalo documents nothing


def events(raw: Any) -> list[Mapping[str, Any]]:
    """The updates of a delivery or of an answer. Raises TypeError where there are none."""
    if isinstance(raw, list):
        return [one for part in raw for one in events(part)]
    if not isinstance(raw, dict):
        raise TypeError
    if "event_name" not in raw and "message" not in raw and "result" in raw:
        return events(raw["result"])
    return [raw]


def arrived(event: Mapping[str, Any]) -> Arrived:
    """As the inbox keeps it. One message is one row, however often it is delivered."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    message = _part(event, "message")
    number = _text(message, "message_id")
    # What has no id is known by all it holds: delivered again, it is the same.
    update = number or hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    return Arrived(update, f"{_chat(message)}:{_text(_part(message, 'from'), 'id')}", body)


def translate(bot: str, own_id: str, event: Mapping[str, Any]) -> Incoming:
    """One update in the program's words; of nobody where it is the bot's own, or names no one."""
    message = _part(event, "message")
    sender = _part(message, "from")
    user = _text(sender, "id")
    own = sender.get("is_bot") is True or (user != "" and user == own_id)
    file = _photo(event, message)
    return Incoming(
        bot=bot,
        update=_text(message, "message_id"),
        kind=_kind(event, message, file),
        chat=_chat(message),
        private=_private(message),
        user="" if own else user,
        user_name=clean(_text(sender, "display_name")),
        text=clean(_text(message, "text") or _text(message, "caption")),
        message=_text(message, "message_id"),
        file=file,
        by_letter=True,
        longest=LONGEST,
    )


def _kind(event: Mapping[str, Any], message: Mapping[str, Any], file: Mapping[str, str]) -> Kind:
    if file:
        return Kind.FILE
    named = event.get("event_name") in {"message.text.received", None}
    return Kind.TEXT if named and isinstance(message.get("text"), str) else Kind.OTHER


def _photo(event: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, str]:
    if event.get("event_name") != "message.image.received":
        return {}
    url = _text(message, "photo_url") or _text(message, "photo")
    return {"kind": "photo", "file_id": url, "mime_type": "image/jpeg"} if url else {}


def _chat(message: Mapping[str, Any]) -> str:
    """In private the chat is the person."""
    return _text(_part(message, "chat"), "id") or _text(_part(message, "from"), "id")


def _private(message: Mapping[str, Any]) -> bool:
    return _text(_part(message, "chat"), "chat_type").upper() != "GROUP"


def _part(thing: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = thing.get(name)
    return found if isinstance(found, dict) else {}


def _text(thing: Mapping[str, Any], name: str) -> str:
    found = thing.get(name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
