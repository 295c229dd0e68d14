"""Every refusal in Telegram's own words."""

from __future__ import annotations

import io
from typing import Any

import aiohttp
import pytest

from sandbox.room import PRACTICE_TOKEN, Room
from tests.sandbox.conftest import BIG, HEALTH, Call

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


def button(**extra: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "A", **extra}]]}


def many(rows: int, columns: int) -> dict[str, Any]:
    row = [{"text": "A", "callback_data": "a"}] * columns
    return {"inline_keyboard": [row] * rows}


SENDS: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "message text is empty"),
    ({}, "message text is empty"),
    ({"text": " \n\t "}, "text must be non-empty"),
    ({"text": "\u200b\u200d\ufeff"}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "📌" * 2049}, "message is too long"),
    ({"text": "x", "chat_id": 404}, "chat not found"),
    ({"text": "x", "chat_id": "@kenh"}, "chat not found"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ({"text": "x", "reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": button(callback_data="đ" * 33)}, "BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": button(url="javascript:1")}, "BUTTON_URL_INVALID"),
    (
        {"text": "x", "reply_markup": button()},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        {"text": "x", "reply_markup": button(text=" ", callback_data="a")},
        "inline keyboard button text must be non-empty",
    ),
    ({"text": "x", "reply_markup": many(1, 9)}, "reply markup is too long"),
    ({"text": "x", "reply_markup": many(13, 8)}, "reply markup is too long"),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": 3}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [3]}},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": [["A"]]}},
        "can't parse inline keyboard button: expected an Object",
    ),
    ({"text": "x", "reply_parameters": {"message_id": 7}}, "message to be replied not found"),
    (
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "entity is out of bounds of the text",
    ),
    ({"text": "x", "entities": [{"type": "bold"}]}, "can't parse MessageEntity"),
]


@pytest.mark.parametrize(("params", "words"), SENDS)
async def test_what_cannot_be_sent(call: Call, params: dict[str, Any], words: str) -> None:
    status, body = await call("sendMessage", **{"chat_id": HEALTH, **params})
    assert (status, body) == (
        400,
        {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"},
    )


async def test_the_longest_that_can_be_sent(call: Call) -> None:
    long = "<b>" + "📌" * 2048 + "</b>"
    status, _ = await call("sendMessage", chat_id=HEALTH, text=long, parse_mode="HTML")
    assert status == 200
    most = many(12, 8)
    most["inline_keyboard"].append([{"text": "A", "callback_data": "x" * 64}] * 4)
    status, _ = await call("sendMessage", chat_id=HEALTH, text="x", reply_markup=most)
    assert status == 200


async def test_bad_html_says_where(call: Call) -> None:
    status, body = await call("sendMessage", chat_id=HEALTH, text="Sở <Y tế>", parse_mode="HTML")
    assert status == 400
    assert body["description"] == (
        'Bad Request: can\'t parse entities: Unsupported start tag "y" at byte offset 5'
    )


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("editMessageText", {"text": "x", "message_id": 77}, "message to edit not found"),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
        ("editMessageReplyMarkup", {"message_id": 77}, "message to edit not found"),
        ("deleteMessage", {"message_id": 77}, "message to delete not found"),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendDocument", {"document": "abc"}, "wrong file identifier/HTTP URL specified"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("setMyCommands", {"commands": [{"command": "Ă"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "a", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {}, "can't parse commands: expected an Array"),
        ("setMyCommands", {"commands": [1]}, "can't parse commands: expected an Object"),
        (
            "setWebhook",
            {"url": "https://example.org/x"},
            "bad webhook: Failed to resolve host: Name or service not known",
        ),
        ("setWebhook", {"url": "ftp://x"}, "bad webhook: invalid webhook URL specified"),
        (
            "setWebhook",
            {"url": "http://127.0.0.1:1/", "secret_token": "có dấu"},
            "secret token contains unallowed characters",
        ),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        ("answerCallbackQuery", {"text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ],
)
async def test_what_cannot_be_done(
    room: Room, call: Call, method: str, params: dict[str, Any], words: str
) -> None:
    room.say(HEALTH, "tin của người dùng")
    status, body = await call(method, chat_id=HEALTH, **params)
    assert (status, body["description"]) == (400, f"Bad Request: {words}")


async def test_an_edit_keeps_to_inline_buttons(call: Call) -> None:
    await call("sendMessage", chat_id=HEALTH, text="x")
    _, body = await call(
        "editMessageText", chat_id=HEALTH, message_id=1, text="y", reply_markup={"keyboard": []}
    )
    assert body["description"] == "Bad Request: inline keyboard expected"
    _, body = await call(
        "sendMessage", chat_id=HEALTH, text="y", reply_markup={"remove_keyboard": True}
    )
    assert body["ok"]


async def test_others_messages_in_a_group_stay(room: Room, call: Call) -> None:
    said = room.say(HEALTH, "tin trong nhóm", BIG)
    _, body = await call("deleteMessage", chat_id=BIG, message_id=said.id)
    assert body["description"] == "Bad Request: message can't be deleted"


async def test_a_bot_that_was_never_there(room: Room, call: Call) -> None:
    room.add_group(-77, "Nhóm khác", [HEALTH], with_bot=False)
    _, body = await call("sendMessage", chat_id=-77, text="x")
    assert body["description"] == "Forbidden: bot is not a member of the group chat"


async def test_tokens_and_methods(http: aiohttp.ClientSession) -> None:
    async with http.get("/bot1:x/getMe") as answer:
        assert answer.status == 401
        assert await answer.json() == {
            "ok": False,
            "error_code": 401,
            "description": "Unauthorized",
        }
    async with http.get(f"/bot{PRACTICE_TOKEN}/fly") as answer:
        assert answer.status == 404
        assert (await answer.json())["description"] == "Not Found"
    async with http.get(f"/bot{PRACTICE_TOKEN}/GETME") as answer:
        assert answer.status == 200
    for path, status in ((f"{PRACTICE_TOKEN}/no.pdf", 404), ("1:x/no.pdf", 401)):
        async with http.get(f"/file/bot{path}") as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[]", "object expected"),
        ("multipart/form-data", b"x", "can't parse multipart/form-data"),
        ("multipart/form-data; boundary=b", b"x", "can't parse multipart/form-data"),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\nx", "can't parse multipart/form-data"),
        ("application/x-www-form-urlencoded", b"text=%ff", "strings must be encoded in UTF-8"),
        ("application/x-www-form-urlencoded", b"text=\xff", "strings must be encoded in UTF-8"),
    ],
)
async def test_bodies_that_make_no_sense(
    http: aiohttp.ClientSession, kind: str, data: bytes, words: str
) -> None:
    headers = {"Content-Type": kind}
    async with http.post(f"/bot{PRACTICE_TOKEN}/getMe", data=data, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["description"] == f"Bad Request: {words}"


async def test_an_upload_over_50_mb(http: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(HEALTH)})
    form.add_field("document", io.BytesIO(bytes(51 * 1024 * 1024)), filename="x.bin")
    async with http.post(f"/bot{PRACTICE_TOKEN}/sendDocument", data=form) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"


@pytest.mark.parametrize(
    ("data", "padding", "words"),
    [
        (b"", 0, "file must be non-empty"),
        (b"no picture", 0, "IMAGE_PROCESS_FAILED"),
        (PNG + b"\0\0\x27\x11\0\0\0\x01", 0, "PHOTO_INVALID_DIMENSIONS"),
        (b"", 10 * 1024 * 1024 + 1, "file is too big for a photo"),
    ],
)
async def test_pictures_that_are_none(
    http: aiohttp.ClientSession, data: bytes, padding: int, words: str
) -> None:
    form = aiohttp.FormData({"chat_id": str(HEALTH), "photo": "attach://p"})
    form.add_field("p", io.BytesIO(data + bytes(padding)), filename="p.png")
    async with http.post(f"/bot{PRACTICE_TOKEN}/sendPhoto", data=form) as answer:
        assert (await answer.json())["description"] == f"Bad Request: {words}"


async def test_a_document_is_no_photo_and_has_no_text(room: Room, call: Call) -> None:
    stored = room.files.put("a.txt", b"a")
    _, body = await call("sendPhoto", chat_id=HEALTH, photo=stored.id)
    assert body["description"] == "Bad Request: can't use file of type Document as Photo"
    _, body = await call("sendDocument", chat_id=HEALTH, document=stored.id, caption="x" * 1025)
    assert body["description"] == "Bad Request: message caption is too long"
    _, body = await call("sendDocument", chat_id=HEALTH, document=stored.id)
    message_id = body["result"]["message_id"]
    _, body = await call("editMessageText", chat_id=HEALTH, message_id=message_id, text="x")
    assert body["description"] == "Bad Request: there is no text in the message to edit"
