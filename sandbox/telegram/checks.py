"""What is looked at before anything is sent or changed: chat, text, buttons, replied message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.keyboard import KeyboardError, read_markup
from sandbox.markup import parse_html
from sandbox.model import Chat, Entity, Keyboard, Message
from sandbox.reader import MarkupError
from sandbox.telegram.params import Params
from sandbox.telegram.refusals import RefusedError, bad, forbidden
from sandbox.words import clean, detect, trim, units, visible

if TYPE_CHECKING:
    from sandbox.room import Room
    from sandbox.telegram.bot import TelegramBot

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_ENTITIES = 100


def chat_for(room: Room, bot: TelegramBot, params: Params) -> Chat:
    """The chat a call names, when the bot may write there."""
    chat = known_chat(room, bot, params)
    me = bot.user.id
    if chat.moved_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
    if chat.kind == "private":
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif me in chat.kicked:
        raise forbidden(f"bot was kicked from the {_kind(chat)} chat")
    elif me not in chat.bots:
        raise forbidden(f"bot is not a member of the {_kind(chat)} chat")
    return chat


def known_chat(room: Room, bot: TelegramBot, params: Params) -> Chat:
    """The chat a call names, whatever the bot's standing."""
    raw = params.text("chat_id")
    if not raw:
        raise bad("chat_id is empty")
    number = params.number("chat_id")
    chat = room.private(bot.user.id, number) if number > 0 else room.groups.get(number)
    if chat is None:
        raise bad("chat not found")
    return chat


def styled(params: Params, field: str, entities_field: str) -> tuple[str, list[Entity]]:
    """Text and entities after parsing, cleaned and trimmed."""
    raw = clean(params.text(field))
    mode = params.text("parse_mode").lower()
    if mode == "html":
        try:
            text, entities = parse_html(raw)
        except MarkupError as wrong:
            raise bad(f"can't parse entities: {wrong}") from None
    elif mode:
        raise bad("unsupported parse_mode")
    else:
        text, entities = raw, _given(params.decoded(entities_field, "entities"), raw)
    text, entities = trim(text, entities)
    return text, detect(text, entities)[:MOST_ENTITIES]


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """The text of a message: not empty, at most 4096 units after parsing."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = styled(params, "text", "entities")
    if not visible(text):
        raise bad("text must be non-empty")
    if units(text) > MOST_TEXT:
        raise bad("message is too long")
    return text, entities


def caption(params: Params) -> tuple[str, list[Entity]]:
    """A caption: may be empty, at most 1024 units after parsing."""
    text, entities = styled(params, "caption", "caption_entities")
    if units(text) > MOST_CAPTION:
        raise bad("message caption is too long")
    return text, entities


def buttons(params: Params, inline_only: bool = False) -> Keyboard | None:
    """The inline keyboard, if one was sent."""
    if not params.values.get("reply_markup"):
        return None
    markup = params.decoded("reply_markup", "reply keyboard markup")
    try:
        return read_markup(markup, inline_only)
    except KeyboardError as wrong:
        raise bad(str(wrong)) from None


def replied(chat: Chat, params: Params) -> Message | None:
    """The message a send answers."""
    wanted = params.decoded("reply_parameters", "reply parameters") or {}
    number = wanted.get("message_id", 0) if isinstance(wanted, dict) else 0
    number = number or params.number("reply_to_message_id")
    if not number:
        return None
    found = chat.message(int(number))
    without = isinstance(wanted, dict) and wanted.get("allow_sending_without_reply")
    if found is None and not (without or params.flag("allow_sending_without_reply")):
        raise bad("message to be replied not found")
    return found


def thread(chat: Chat, params: Params) -> None:
    """No chat of the room has topics."""
    if params.number("message_thread_id") and chat.kind != "private":
        raise bad("message thread not found")


def _given(entities: Any, text: str) -> list[Entity]:
    if not entities:
        return []
    try:
        read = [
            {**entity, "offset": int(entity["offset"]), "length": int(entity["length"])}
            for entity in entities
        ]
    except (KeyError, TypeError, ValueError):
        raise RefusedError(400, "Bad Request: can't parse MessageEntity") from None
    size = units(text)
    if any(entity["offset"] < 0 or entity["offset"] + entity["length"] > size for entity in read):
        raise bad("entity is out of bounds of the text")
    return [entity for entity in read if entity["length"] > 0]


def _kind(chat: Chat) -> str:
    return "group" if chat.kind == "group" else chat.kind
