"""What happens in the room as Zalo tells it to a bot."""

from __future__ import annotations

from typing import Any

from sandbox.model import Chat, Message, Person, StoredFile
from sandbox.zalo.ids import wire_id

Json = dict[str, Any]


def event(message: Message, message_id: str, at: float, base: str) -> Json:
    """A message received. `at`: seconds since 1970; `base`: where pictures can be fetched."""
    shown = {
        "message_id": message_id,
        "date": int(at * 1000),
        "from": _sender(message.sender),
        "chat": _chat(message.chat),
    }
    kind, content = _content(message.text, message.file, base)
    return {"event_name": f"message.{kind}.received", "message": {**shown, **content}}


def _content(text: str, file: StoredFile | None, base: str) -> tuple[str, Json]:
    if file is None:
        return "text", {"text": text}
    if file.is_photo:
        return "image", {"photo_url": f"{base}/room/media/{file.id}", "caption": text}
    return "unsupported", {}  # files and videos come without their content


def _sender(person: Person | None) -> Json:
    if person is None:
        return {}
    return {"id": wire_id(person.id), "display_name": person.name, "is_bot": person.is_bot}


def _chat(chat: Chat) -> Json:
    kind = "PRIVATE" if chat.kind == "private" else "GROUP"
    return {"id": wire_id(chat.id), "chat_type": kind}
