"""The room's things as Telegram's JSON objects."""

from __future__ import annotations

from typing import Any

from sandbox.model import Chat, Message, Person, Press, StoredFile

Json = dict[str, Any]


def user(person: Person) -> Json:
    """User. The language is what the person's app is set to."""
    shape: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.name}
    if person.username:
        shape["username"] = person.username
    if not person.is_bot:
        shape["language_code"] = "vi"
    return shape


def chat(place: Chat) -> Json:
    """Chat."""
    if place.person is not None:
        return {"id": place.id, "type": "private", "first_name": place.person.name}
    return {"id": place.id, "type": place.kind, "title": place.title}


def full_chat(place: Chat) -> Json:
    """ChatFullInfo."""
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    extra = {
        "accent_color_id": place.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    if place.person is None:
        extra["permissions"] = {"can_send_messages": True}
    return {**chat(place), **extra}


def message(line: Message) -> Json:
    """Message, with the message it answers one level deep."""
    shape = _head(line)
    if line.reply_to is not None and not line.reply_to.deleted:
        shape["reply_to_message"] = {**_head(line.reply_to), **_content(line.reply_to)}
    if line.forward is not None:
        shape["forward_origin"] = _origin(line.forward, line.at)
    if line.edited_at:
        shape["edit_date"] = line.edited_at
    shape.update(_content(line))
    if line.keyboard:
        shape["reply_markup"] = {"inline_keyboard": line.keyboard}
    return shape


def callback(press: Press, bot_id: int) -> Json:
    """CallbackQuery."""
    return {
        "id": press.id,
        "from": user(press.person),
        "message": message(press.message),
        "chat_instance": str((press.message.chat.id * 1_000_003) ^ bot_id),
        "data": press.data,
    }


def member_change(place: Chat, by: Person, bot: Person, old: str, new: str, at: int) -> Json:
    """ChatMemberUpdated about the bot itself."""
    return {
        "chat": chat(place),
        "from": user(by),
        "date": at,
        "old_chat_member": _member(bot, old),
        "new_chat_member": _member(bot, new),
    }


def file(stored: StoredFile, with_path: bool = False) -> Json:
    """File."""
    shape: Json = {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
    }
    return {**shape, "file_path": stored.path} if with_path else shape


def _head(line: Message) -> Json:
    shape: Json = {"message_id": line.id}
    if line.sender is not None:
        shape["from"] = user(line.sender)
    elif line.chat.kind == "channel":
        shape["sender_chat"] = chat(line.chat)
    shape["chat"] = chat(line.chat)
    shape["date"] = line.at
    return shape


def _content(line: Message) -> Json:
    if line.service is not None:
        return _service(line.service)
    if line.file is None:
        return (
            {"text": line.text, "entities": line.entities}
            if line.entities
            else {"text": line.text}
        )
    shape = _media(line.file)
    if line.text:
        shape["caption"] = line.text
    if line.entities:
        shape["caption_entities"] = line.entities
    return shape


def _media(stored: StoredFile) -> Json:
    if stored.is_photo:
        small = {**file(stored), "file_unique_id": stored.unique_id + "s"}
        sizes = [
            (small, min(stored.width, 90), min(stored.height, 90)),
            (file(stored), stored.width, stored.height),
        ]
        return {
            "photo": [
                {**shape, "width": width, "height": height} for shape, width, height in sizes
            ]
        }
    return {"document": {**file(stored), "file_name": stored.name, "mime_type": stored.mime}}


def _service(what: Json) -> Json:
    if "new_chat_members" in what:
        members = [user(person) for person in what["new_chat_members"]]
        return {
            "new_chat_members": members,
            "new_chat_member": members[0],
            "new_chat_participant": members[0],
        }
    return what


def _origin(source: Person | str, at: int) -> Json:
    if isinstance(source, Person):
        return {"type": "user", "sender_user": user(source), "date": at}
    return {"type": "hidden_user", "sender_user_name": source, "date": at}


def _member(bot: Person, status: str) -> Json:
    shape: Json = {"user": user(bot), "status": status}
    if status == "kicked":
        shape["until_date"] = 0
    return shape
