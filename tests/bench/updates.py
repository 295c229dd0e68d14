"""Raw updates as Telegram writes them, of the five steps of one answer."""

from __future__ import annotations

from typing import Any

STEPS = 5
RESULT = (
    "Đã kiểm tra 12 cơ sở sản xuất gạch, xử lý 02 cơ sở, Báo cáo số 45/BC-SXD ngày 01/12/2023."
)
_PRESSED = {1: ":status:in_progress", 2: ":pace:on_track", 4: ":_review:_send"}


def typed(chat: int, step: int, number: str) -> dict[str, Any]:
    """The step as words: the keys that stand under each question, typed."""
    text = (f"/capnhat {number}", "1", "A", RESULT, "A")[step]
    message = {"message_id": step + 1, "date": 1, "text": text, **who(chat)}
    if step == 0:
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": 8}]
    return {"message": message}


def pressed(chat: int, step: int, number: str, buttons: list[str]) -> dict[str, Any]:
    """The step as a press where there are buttons; words else."""
    if step not in _PRESSED:
        return typed(chat, step, number)
    data = next(one for one in buttons if one.endswith(_PRESSED[step]))
    person = who(chat)
    shown = {"message_id": step + 1, "date": 1, "text": "x", "chat": person["chat"]}
    query = {"id": f"{chat}{step}", "from": person["from"], "message": shown, "data": data}
    return {"callback_query": query | {"chat_instance": "1"}}


def who(chat: int) -> dict[str, Any]:
    person = {"id": chat, "first_name": "Đầu mối"}
    return {"from": {**person, "is_bot": False}, "chat": {**person, "type": "private"}}
