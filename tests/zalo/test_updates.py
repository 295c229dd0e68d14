"""Raw updates of Zalo, good and odd: kept each once, read without a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.platforms.zalo_updates import arrived, events, translate
from dialogues.messages import Incoming, Kind

TED = "6ede9afa66b88fe6d6a9"


def message(**more: Any) -> dict[str, Any]:
    return {
        "message_id": "2d758cb5e222177a4e35",
        "date": 1750316131602,
        "text": "Xin chào",
        "from": {"id": TED, "display_name": "Ted", "is_bot": False},
        "chat": {"id": TED, "chat_type": "PRIVATE"},
        **more,
    }


def event(name: str = "text", **more: Any) -> dict[str, Any]:
    return {"event_name": f"message.{name}.received", "message": message(**more)}


def read(raw: Any) -> Incoming:
    return translate("zalo", "b0b0", json.loads(arrived(raw).raw))


def test_text() -> None:
    found = read(event())
    assert (found.kind, found.text, found.chat, found.user) == (Kind.TEXT, "Xin chào", TED, TED)
    assert (found.private, found.user_name, found.by_letter) == (True, "Ted", True)


def test_bare_wrapped_and_in_a_list_are_one_update() -> None:
    wraps = (event(), {"ok": True, "result": event()}, [event()], {"result": [event()]})
    kept = [[arrived(one) for one in events(raw)] for raw in wraps]
    assert kept == [kept[0]] * 4
    assert kept[0][0].update == "2d758cb5e222177a4e35"
    assert kept[0][0].conversation == f"{TED}:{TED}"


@pytest.mark.parametrize("raw", ["", 5, None, True])
def test_what_is_no_update_at_all(raw: Any) -> None:
    with pytest.raises(TypeError):
        events(raw)
    with pytest.raises(TypeError):
        events({"ok": True, "result": raw})


@pytest.mark.parametrize(
    "raw",
    [
        {"event_name": "message.unsupported.received"},
        {"event_name": "message.text.received", "message": None},
        {"event_name": "message.text.received", "message": ["?"]},
        {"event_name": 5, "message": {"from": "Ted", "chat": 7}},
        {"unreadable": [1]},
        {},
    ],
)
def test_nobody_to_answer(raw: dict[str, Any]) -> None:
    found = read(raw)
    assert (found.chat, found.user) == ("", "")
    assert arrived(raw).update == arrived(dict(raw)).update != ""


def test_without_a_date_or_a_chat_it_is_read_all_the_same() -> None:
    raw = event()
    del raw["message"]["date"], raw["message"]["chat"]
    found = read(raw)
    assert (found.chat, found.private, found.text) == (TED, True, "Xin chào")


@pytest.mark.parametrize("name", ["sticker", "voice", "unsupported", "link", "reaction", "?"])
def test_other_events_are_other(name: str) -> None:
    assert read(event(name)).kind is Kind.OTHER


@pytest.mark.parametrize("field", ["photo_url", "photo"])
def test_picture(field: str) -> None:
    raw = event("image", caption="Ảnh hiện trường", text=None, **{field: "https://x.vn/a.jpg"})
    found = read(raw)
    assert (found.kind, found.text) == (Kind.FILE, "Ảnh hiện trường")
    assert found.file["file_id"] == "https://x.vn/a.jpg"


def test_own_messages_are_of_nobody() -> None:
    for sender in ({"id": "b0b0"}, {"id": "c1", "is_bot": True}):
        assert read(event(**{"from": sender})).user == ""


def test_group() -> None:
    found = read(event(chat={"id": "9a", "chat_type": "GROUP"}))
    assert (found.private, found.chat, found.user) == (False, "9a", TED)
    assert arrived(event(chat={"id": "9a", "chat_type": "GROUP"})).conversation == f"9a:{TED}"


def test_blanks_are_no_words() -> None:
    assert read(event(text=" \n\t ")).text == ""
