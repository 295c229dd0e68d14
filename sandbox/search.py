"""Finding in the record of calls: by a word, with or without accents, by whom it went to."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

from sandbox.calls import Call
from sandbox.faults import SENDS
from sandbox.room import Room


@dataclass(frozen=True)
class Wanted:
    """What is looked for; `chat` None: everybody's."""

    word: str = ""
    chat: int | None = None
    sends: bool = False
    failed: bool = False


def fold(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def find(room: Room, wanted: Wanted, most: int) -> list[Call]:
    """The newest first. Without `sends` all but polls, which tell nobody anything."""
    found: list[Call] = []
    word = fold(wanted.word)
    for call in reversed(list(room.calls)):
        if len(found) == most:
            break
        if _fits(call, wanted) and (not word or _mentions(room, call, word)):
            found.append(call)
    return found


def tally(room: Room) -> list[tuple[int, int]]:
    """Chat and how many new messages reached it, the most first."""
    counted = Counter(
        call.chat_id
        for call in room.calls
        if call.code == 200 and call.method in SENDS and not call.method.startswith("edit")
    )
    return [(chat, count) for chat, count in counted.most_common() if chat is not None]


def _fits(call: Call, wanted: Wanted) -> bool:
    told = call.method in SENDS if wanted.sends else call.method != "getUpdates"
    here = wanted.chat is None or call.chat_id == wanted.chat
    return told and here and not (wanted.failed and call.code == 200)


def _mentions(room: Room, call: Call, word: str) -> bool:
    if word in fold(call.method) or word == str(call.chat_id):
        return True
    if word in fold(name_of(room, call.chat_id)):
        return True
    return any(word in fold(str(value)) for value in call.params.values())


def name_of(room: Room, chat_id: int | None) -> str:
    """Whom a chat belongs to, with the agency where the name does not tell it."""
    if chat_id is None:
        return ""
    if chat_id in room.people:
        person = room.people[chat_id]
        told = not person.agency or person.agency in person.name
        return person.name if told else f"{person.name}, {person.agency}"
    return room.groups[chat_id].title if chat_id in room.groups else str(chat_id)
