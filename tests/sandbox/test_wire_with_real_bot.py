"""python-telegram-bot's own Bot lives against the room without a special case."""

from __future__ import annotations

import struct
import zlib

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from sandbox.room import Room
from tests.sandbox.conftest import BIG, HEALTH


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    ends = chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + ends


def keys(*labels: str) -> InlineKeyboardMarkup:
    buttons = [InlineKeyboardButton(label, callback_data=f"k:{label}") for label in labels]
    return InlineKeyboardMarkup([buttons])


async def test_it_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (7000000001, "daumoi_thu_bot", True)
    assert bot.first_name == "Bot Đầu Mối (chạy thử)"


async def test_a_link_is_opened_and_answered(bot: Bot, room: Room) -> None:
    room.open_link(HEALTH, "AB12-_x9")
    (update,) = await bot.get_updates(timeout=2)
    message = update.effective_message
    assert message is not None
    assert message.text == "/start AB12-_x9"
    assert message.entities[0].type == "bot_command"
    assert message.date.isoformat() == "2023-11-15T01:00:00+00:00"
    sent = await bot.send_message(HEALTH, "Chào anh/chị.", reply_to_message_id=message.message_id)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start AB12-_x9"


async def test_html_becomes_entities_in_utf16_units(bot: Bot) -> None:
    text = "📌 <b>Thời hạn</b> &lt;15/12&gt; <i>còn <u>4 ngày</u></i>"
    sent = await bot.send_message(HEALTH, text, parse_mode=ParseMode.HTML)
    assert sent.text == "📌 Thời hạn <15/12> còn 4 ngày"
    parsed = {entity.type: sent.parse_entity(entity) for entity in sent.entities}
    assert parsed == {"bold": "Thời hạn", "italic": "còn 4 ngày", "underline": "4 ngày"}


async def test_a_press_reaches_the_bot_and_is_answered_once(bot: Bot, room: Room) -> None:
    sent = await bot.send_message(HEALTH, "Đúng không?", reply_markup=keys("Đúng", "Không"))
    room.press(HEALTH, None, sent.message_id, "k:Không")
    (update,) = await bot.get_updates(timeout=2)
    query = update.callback_query
    assert query is not None
    assert query.data == "k:Không"
    assert query.from_user.id == HEALTH
    assert query.message is not None
    assert query.message.message_id == sent.message_id
    assert query.chat_instance
    assert await query.answer("Đã nhận", show_alert=True)
    chat = room.chat_of(HEALTH, None)
    assert chat.notice is not None
    assert (chat.notice["text"], chat.notice["alert"]) == ("Đã nhận", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_edits_and_deletion(bot: Bot, room: Room) -> None:
    sent = await bot.send_message(HEALTH, "Một", reply_markup=keys("A"))
    edited = await bot.edit_message_text("Hai", HEALTH, sent.message_id, reply_markup=keys("B"))
    assert edited.text == "Hai"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Hai", HEALTH, sent.message_id, reply_markup=keys("B"))
    bare = await bot.edit_message_reply_markup(HEALTH, sent.message_id)
    assert bare.reply_markup is None
    assert await bot.delete_message(HEALTH, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Ba", HEALTH, sent.message_id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(HEALTH, sent.message_id)
    assert room.calls.of("deleteMessage", code=200)


async def test_a_document_goes_out_and_comes_in(bot: Bot, room: Room) -> None:
    data = "Dự thảo, số liệu minh họa".encode()
    sent = await bot.send_document(
        HEALTH, data, filename="Dự thảo «kỳ».txt", caption="<b>Dự thảo</b>", parse_mode="HTML"
    )
    assert sent.document is not None
    assert sent.document.file_name == "Dự thảo «kỳ».txt"
    assert sent.caption_entities[0].type == "bold"
    again = await bot.send_document(HEALTH, sent.document.file_id)
    assert again.document is not None

    room.send_file(HEALTH, "kết quả.pdf", b"%PDF-1", "application/pdf", "1.2 kèm theo")
    (update,) = await bot.get_updates(timeout=2)
    received = update.effective_message
    assert received is not None
    assert received.caption == "1.2 kèm theo"
    file = await bot.get_file(received.document)
    assert bytes(await file.download_as_bytearray()) == b"%PDF-1"


async def test_a_picture_goes_out_and_comes_in(bot: Bot, room: Room) -> None:
    sent = await bot.send_photo(HEALTH, png(320, 200), caption="SỐ LIỆU MINH HỌA")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (320, 200)
    room.send_photo(HEALTH, "anh.png", png(8, 4), "ảnh")
    (update,) = await bot.get_updates(timeout=2)
    assert update.message is not None
    file = await bot.get_file(update.message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == png(8, 4)


async def test_a_file_over_20_mb_is_not_given(bot: Bot, room: Room) -> None:
    room.send_file(HEALTH, "lớn.zip", bytes(25 * 1024 * 1024))
    (update,) = await bot.get_updates(timeout=2)
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(update.message.document)


async def test_commands_chat_and_typing(bot: Bot, room: Room) -> None:
    commands = [BotCommand("nhiemvu", "Nhiệm vụ của cơ quan"), BotCommand("huy", "Hủy")]
    scope = BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands(commands, scope=scope, language_code="vi")
    assert list(await bot.get_my_commands(scope=scope, language_code="vi")) == commands
    assert await bot.get_my_commands() == ()
    assert await bot.delete_my_commands(scope=scope, language_code="vi")
    assert await bot.get_my_commands(scope=scope, language_code="vi") == ()
    chat = await bot.get_chat(BIG)
    assert (chat.type, chat.title) == ("supergroup", "Nhóm đầu mối")
    assert (await bot.get_chat(HEALTH)).first_name == "Cán bộ đầu mối Sở Y tế"
    assert await bot.send_chat_action(HEALTH, ChatAction.TYPING)
    assert room.chat_of(HEALTH, None).typing_until > 0


async def test_who_cannot_be_written_to(bot: Bot, room: Room) -> None:
    room.add_person(103, "Cán bộ đầu mối mới", started=False)
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(103, "Chào")
    room.block(HEALTH)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(HEALTH, "Chào")
    room.unblock(HEALTH)
    assert await bot.send_message(HEALTH, "Chào")
    room.remove_bot(BIG)
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(BIG, "Chào")
    kinds = [update.my_chat_member for update in await bot.get_updates(timeout=2)]
    states = [change.new_chat_member.status for change in kinds if change]
    assert states == ["kicked", "member", "kicked"]


async def test_a_group_that_moved_says_where(bot: Bot, room: Room) -> None:
    room.upgrade_group(-500, -1007)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-500, "Tin tổng hợp")
    assert moved.value.new_chat_id == -1007
    assert await bot.send_message(-1007, "Tin tổng hợp")
    updates = await bot.get_updates(timeout=2)
    told = [update.message for update in updates if update.message]
    assert [message.migrate_to_chat_id for message in told] == [-1007, None]
    assert [message.migrate_from_chat_id for message in told] == [None, -500]


async def test_a_reply_to_what_is_gone(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(HEALTH, "x", reply_parameters=ReplyParameters(99))
    lenient = ReplyParameters(99, allow_sending_without_reply=True)
    sent = await bot.send_message(HEALTH, "x", reply_parameters=lenient)
    assert sent.reply_to_message is None


async def test_a_foreign_token(base: str) -> None:
    stranger = Bot("123:wrong", base_url=f"{base}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    # A bot that never got ready closes nothing by itself.
    await stranger.request.shutdown()
