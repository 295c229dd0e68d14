"""Methods that put something new in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.files import MOST_PHOTO, picture_size
from sandbox.model import StoredFile
from sandbox.telegram import checks, shapes
from sandbox.telegram.multipart import Upload
from sandbox.telegram.params import Params
from sandbox.telegram.refusals import bad
from sandbox.telegram.shapes import Json

if TYPE_CHECKING:
    from sandbox.room import Room
    from sandbox.telegram.bot import TelegramBot

_MEDIA = ("photo", "video", "voice", "document", "video_note")
ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location"}
    | {f"upload_{kind}" for kind in _MEDIA}
    | {f"record_{kind}" for kind in ("video", "voice", "video_note")}
)
TYPING_SECONDS = 5.0


def send_message(room: Room, bot: TelegramBot, params: Params) -> Json:
    """sendMessage."""
    chat = checks.chat_for(room, bot, params)
    text, entities = checks.message_text(params)
    keyboard = checks.buttons(params)
    checks.thread(chat, params)
    answered = checks.replied(chat, params)
    message = room.post(bot, chat, text, entities, keyboard=keyboard)
    message.reply_to = answered
    return shapes.message(message)


def send_document(room: Room, bot: TelegramBot, params: Params) -> Json:
    """sendDocument."""
    checks.chat_for(room, bot, params)
    given = _file(room, params, "document")
    if isinstance(given, Upload):
        given = room.files.put(given.name, given.data, given.mime)
    return _send_file(room, bot, params, given)


def send_photo(room: Room, bot: TelegramBot, params: Params) -> Json:
    """sendPhoto."""
    checks.chat_for(room, bot, params)
    given = _file(room, params, "photo")
    if isinstance(given, Upload):
        given = room.files.put(given.name, given.data, given.mime, _measured(given.data))
    elif not given.is_photo:
        raise bad("can't use file of type Document as Photo")
    return _send_file(room, bot, params, given)


def send_chat_action(room: Room, bot: TelegramBot, params: Params) -> bool:
    """sendChatAction."""
    chat = checks.chat_for(room, bot, params)
    action = params.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    if action == "typing":
        chat.typing_until = room.monotonic() + TYPING_SECONDS
        room.changes.bump()
    return True


def _send_file(room: Room, bot: TelegramBot, params: Params, stored: StoredFile) -> Json:
    chat = checks.chat_for(room, bot, params)
    text, entities = checks.caption(params)
    keyboard = checks.buttons(params)
    checks.thread(chat, params)
    answered = checks.replied(chat, params)
    message = room.post(bot, chat, text, entities, keyboard=keyboard, file=stored)
    message.reply_to = answered
    return shapes.message(message)


def _file(room: Room, params: Params, field: str) -> Upload | StoredFile:
    """An upload under its own name or attach://, or a known file. No address is fetched."""
    value = params.text(field)
    attached = value.removeprefix("attach://") if value.startswith("attach://") else field
    upload = params.uploads.get(attached)
    if upload is not None:
        if not upload.data:
            raise bad("file must be non-empty")
        return upload
    if not value:
        raise bad(f"there is no {field} in the request")
    stored = room.files.get(value)
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    return stored


def _measured(data: bytes) -> tuple[int, int]:
    if len(data) > MOST_PHOTO:
        raise bad("file is too big for a photo")
    size = picture_size(data)
    if size is None or 0 in size:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size
