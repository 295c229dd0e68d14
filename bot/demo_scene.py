"""Which play stands in the practice room: the shipped one, or a rehearsal of one's own plan."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.demo_rehearsal import Staged, explained, stage, wanted
from bot.demo_steward import Steward
from bot.demo_time import Hand
from bot.ground import MovableClock
from handlers.turn import Tools
from plans.ground import VIETNAM, Refusal
from sandbox.room import Room
from sandbox.scene import Kept, put_away, put_back

START = datetime(2023, 11, 15, 8, 0, tzinfo=VIETNAM)
REHEARSALS = "rehearsals"
_log = logging.getLogger(__name__)


class Scenes:
    """Holds the present scene; a wish for another sets `changed` once it is ready to be played."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._number = 0
        self._next: Staged | None = None
        self._kept: Kept | None = None
        self._shipped_at = START
        self._preparing = False
        self.staged: Staged | None = None
        self.clock = MovableClock(START)
        self.changed = asyncio.Event()

    def now(self) -> datetime:
        """The present scene's time, aware UTC."""
        return self.clock.now()

    @property
    def folder(self) -> Path:
        """Where the present scene's store is."""
        return self._data if self.staged is None else self.staged.folder

    def enter(self, room: Room) -> None:
        """Set the stage: the shipped play's chats are kept while a rehearsal runs."""
        before, self.staged = self.staged, self._next
        if before is not None:
            shutil.rmtree(before.folder, ignore_errors=True)
        if self.staged is not None:
            kept = put_away(room)
            if self._kept is None:
                self._kept, self._shipped_at = kept, self.clock.now()
            self.clock = MovableClock(self.staged.start)
        elif self._kept is not None:
            put_back(room, self._kept)
            self._kept = None
            self.clock = MovableClock(self._shipped_at)

    def standing(self) -> dict[str, Any]:
        """What is played now."""
        one = self.staged
        if one is None:
            return {"rehearsing": False}
        return {
            "rehearsing": True,
            "number": self._number,
            "plan": one.plan.short,
            "title": one.plan.title,
            "coordinator": one.seats[0].user,
            "people": len(one.seats),
            "helped": one.helped,
        }

    async def wish(self, wish: Mapping[str, Any], tools: Tools) -> dict[str, Any]:
        """Begin another rehearsal, or with {"stop": true} go back to the shipped play.

        One at a time: who presses twice is told to wait, and two stops are one.
        """
        if self._preparing or self.changed.is_set():
            return {"error": tools.texts.plain("demo.rehearsal_wait")}
        if wish.get("stop"):
            self._next = None
            if self.staged is not None:
                self.changed.set()
            return {"ok": True}
        self._preparing = True
        try:
            return await self._prepared(wish, tools)
        finally:
            self._preparing = False

    async def _prepared(self, wish: Mapping[str, Any], tools: Tools) -> dict[str, Any]:
        try:
            self._number += 1
            folder = self._data / REHEARSALS / str(self._number)
            self._next = await stage(folder, wanted(wish), tools)
        except Refusal as refused:
            return explained(refused, tools.texts)
        except Exception:
            _log.exception("a rehearsal could not be prepared")
            return {"error": tools.texts.plain("demo.rehearsal_failed")}
        self.changed.set()
        return {"ok": True}


def stewarded(scenes: Scenes, room: Room, tools: Tools) -> Hand | None:
    """Who presses for the coordinator in a rehearsal that asked for it."""
    one = scenes.staged
    if one is None or not one.helped:
        return None
    return Steward(room, tools.texts, one.seats[0].user, one.plan.id, scenes.now).act
