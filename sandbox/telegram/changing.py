"""Methods that change, answer or take back what is already there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.model import Chat, Message
from sandbox.telegram import checks, shapes
from sandbox.telegram.params import Params
from sandbox.telegram.refusals import NOT_MODIFIED, OLD_QUERY, bad
from sandbox.telegram.shapes import Json
from sandbox.words import units

if TYPE_CHECKING:
    from sandbox.room import Room
    from sandbox.telegram.bot import TelegramBot

MOST_ANSWER = 200
DELETE_SECONDS = 48 * 3600


def edit_message_text(room: Room, bot: TelegramBot, params: Params) -> Json:
    """editMessageText."""
    message = _own(room, bot, params)
    text, entities = checks.message_text(params)
    keyboard = checks.buttons(params, inline_only=True)
    if message.file is not None:
        raise bad("there is no text in the message to edit")
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise bad(NOT_MODIFIED)
    message.text, message.entities, message.keyboard = text, entities, keyboard
    return _edited(room, message)


def edit_message_reply_markup(room: Room, bot: TelegramBot, params: Params) -> Json:
    """editMessageReplyMarkup."""
    message = _own(room, bot, params)
    keyboard = checks.buttons(params, inline_only=True)
    if keyboard == message.keyboard:
        raise bad(NOT_MODIFIED)
    message.keyboard = keyboard
    return _edited(room, message)


def answer_callback_query(room: Room, bot: TelegramBot, params: Params) -> bool:
    """answerCallbackQuery: once, and in time."""
    text = params.text("text")
    if units(text) > MOST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    press = room.take_press(bot, params.text("callback_query_id"))
    if press is None:
        raise bad(OLD_QUERY)
    if text:
        notice = {
            "id": press.id,
            "person": press.person.id,
            "text": text,
            "alert": params.flag("show_alert"),
        }
        press.message.chat.notice = notice
        room.changes.bump()
    return True


def delete_message(room: Room, bot: TelegramBot, params: Params) -> bool:
    """deleteMessage: own messages, and everybody's in a private chat, for 48 hours."""
    chat = checks.chat_for(room, bot, params)
    message = chat.message(params.number("message_id"))
    if message is None:
        raise bad("message to delete not found")
    mine = message.sender is bot.user or chat.kind == "private"
    if not mine or room.stamp() - message.at > DELETE_SECONDS:
        raise bad("message can't be deleted")
    message.deleted = True
    room.changes.bump()
    return True


def _own(room: Room, bot: TelegramBot, params: Params) -> Message:
    chat: Chat = checks.chat_for(room, bot, params)
    number = params.number("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    message = chat.message(number)
    if message is None:
        raise bad("message to edit not found")
    if message.sender is not bot.user or message.service is not None:
        raise bad("message can't be edited")
    return message


def _edited(room: Room, message: Message) -> Json:
    message.edited_at = room.stamp()
    room.changes.bump()
    return shapes.message(message)
