"""The room cleared for another play, and set back as it stood."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.calls import CallLog
from sandbox.model import Chat, Person
from sandbox.room import Room


@dataclass(frozen=True)
class Kept:
    """Everything of a play: people, groups, chats, the record of calls."""

    people: dict[int, Person]
    groups: dict[int, Chat]
    privates: dict[tuple[int, int], Chat]
    calls: CallLog


def put_away(room: Room) -> Kept:
    """Empty the room; bots stay, with nothing left to hear. Update ids go on growing."""
    kept = Kept(room.people, room.groups, room.privates, room.calls)
    room.people, room.groups, room.privates, room.calls = {}, {}, {}, CallLog()
    _silence(room)
    return kept


def put_back(room: Room, kept: Kept) -> None:
    """Set the room as it stood."""
    room.people, room.groups = kept.people, kept.groups
    room.privates, room.calls = kept.privates, kept.calls
    _silence(room)


def _silence(room: Room) -> None:
    room.faults.clear()
    for bot in room.telegram.values():
        bot.updates.drop_all()
        bot.commands.clear()
    for other in room.zalo.values():
        other.updates.drop_all()
    room.changes.bump()
