"""What the page may see, as plain JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sandbox.calls import Call
from sandbox.markup import parse_html
from sandbox.model import Chat, Message, Person, StoredFile
from sandbox.reader import MarkupError
from sandbox.room import Room
from sandbox.search import name_of, tally
from sandbox.telegram.bot import TelegramBot

Json = dict[str, Any]
SHOWN_MESSAGES = 300
_MOST_TEXT = 1000  # characters of a message in the record


def state(room: Room) -> Json:
    """People, groups and what nobody has looked at yet."""
    bot = room.bot()
    return {
        "version": room.changes.version,
        "now": room.now().isoformat(),
        "bot": {"name": bot.user.name, "username": bot.user.username},
        "people": [_person(room, person) for person in room.people.values()],
        "groups": [_group(chat, bot.user.id) for chat in room.groups.values()],
    }


def conversation(room: Room, chat: Chat, viewer: Person) -> Json:
    """A chat as `viewer` sees it."""
    newest = list(islice(reversed(chat.messages.values()), SHOWN_MESSAGES))
    lines = [_message(line, viewer) for line in reversed(newest) if not line.deleted]
    notice = chat.notice if chat.notice and chat.notice["person"] == viewer.id else None
    return {
        "version": room.changes.version,
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "as": viewer.id,
        "members": [{"id": person.id, "name": person.name} for person in chat.members.values()],
        "blocked": chat.blocked,
        "started": chat.started,
        "typing": chat.typing_until > room.monotonic(),
        "notice": notice,
        "commands": _commands(room, chat),
        "messages": lines,
    }


def totals(room: Room) -> list[Json]:
    """How many messages reached whom."""
    return [
        {"chat": chat, "to": name_of(room, chat), "count": count} for chat, count in tally(room)
    ]


def call(room: Room, entry: Call) -> Json:
    """One line of the record, with the name of whom it went to."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "bot": entry.bot,
        "method": entry.method,
        "chat": entry.chat_id,
        "to": name_of(room, entry.chat_id),
        "params": entry.params,
        "text": _text(room, entry),
        "code": entry.code,
        "description": entry.description,
        "message": entry.message_id,
        "fault": entry.fault,
    }


def _text(room: Room, entry: Call) -> str:
    """What stood in the chat, with its buttons, or what was meant to."""
    number = entry.chat_id or 0
    chat = room.groups.get(number)
    if number in room.people:
        chat = room.chat_of(number, None)
    line = chat.messages.get(entry.message_id or 0) if chat else None
    if line and entry.code == 200:
        labels = [f"[{button['text']}]" for row in line.keyboard or () for button in row]
        return " ".join([line.text[:_MOST_TEXT], *labels])
    raw = str(entry.params.get("text") or entry.params.get("caption") or "")
    return _plain(raw, entry.params.get("parse_mode"))[:_MOST_TEXT]


def _plain(raw: str, mode: object) -> str:
    """What did not arrive, as it would have read; broken markup stays as it was sent."""
    if str(mode).lower() != "html":
        return raw
    try:
        return parse_html(raw)[0]
    except MarkupError:
        return raw


def _person(room: Room, person: Person) -> Json:
    chat = room.chat_of(person.id, None)
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "agency": person.agency,
        "unread": chat.unread,
        "blocked": chat.blocked,
        "started": chat.started,
    }


def _group(chat: Chat, bot_id: int) -> Json:
    return {
        "id": chat.id,
        "title": chat.title,
        "kind": chat.kind,
        "unread": chat.unread,
        "members": list(chat.members),
        "has_bot": bot_id in chat.bots,
        "moved_to": chat.moved_to,
    }


def _message(line: Message, viewer: Person) -> Json:
    sender = line.sender
    return {
        "id": line.id,
        "at": _iso(line.at),
        "from": sender.name if sender else line.chat.title,
        "bot": sender.is_bot if sender else False,
        "mine": sender is viewer,
        "text": line.text,
        "entities": line.entities,
        "keyboard": line.keyboard or [],
        "file": _file(line.file) if line.file else None,
        "reply_to": line.reply_to.text[:120] if line.reply_to else None,
        "forward": line.forward.name if isinstance(line.forward, Person) else line.forward,
        "edited": bool(line.edited_at),
        "service": _service(line.service),
    }


def _service(what: Json | None) -> Json | None:
    if what is None:
        return None
    kind, value = next(iter(what.items()))
    names = [person.name for person in value] if isinstance(value, list) else []
    return {"kind": kind, "names": names}


def _file(stored: StoredFile) -> Json:
    return {
        "name": stored.name,
        "size": stored.size,
        "mime": stored.mime,
        "photo": stored.is_photo,
        "url": f"/room/media/{stored.id}",
    }


def _commands(room: Room, chat: Chat) -> list[dict[str, str]]:
    """The command menu a chat app would show: the narrowest scope that has one."""
    bot = room.bot()
    if not isinstance(bot, TelegramBot) or bot.user.id not in chat.bots:
        return []
    kind = "all_private_chats" if chat.kind == "private" else "all_group_chats"
    for scope in (f"chat/{chat.id}/", f"{kind}//", "default//"):
        for language in ("vi", ""):
            if found := bot.commands.get((scope, language)):
                return found
    return []


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
