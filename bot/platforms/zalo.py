"""Zalo: raw updates in, rows out as plain text; choices as lines that are answered by a letter."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.platforms import base
from bot.platforms.zalo_client import NothingNew, ZaloClient, ZaloError
from bot.platforms.zalo_faults import Faults
from bot.platforms.zalo_photos import Photos
from bot.platforms.zalo_updates import arrived, events, translate
from dialogues.catalogue import Catalogue
from dialogues.cut import cut
from dialogues.markup import escape, to_plain
from dialogues.messages import Choice, Incoming
from storage.inbox import Arrived
from storage.sending import OutFile, OutRow

TEXT_UNITS = 1900  # of 2000, of which nobody says whether they are UTF-16 units or characters
EMPTY_POLL_SECONDS = 1.0  # a server that ends polls at once is not asked without a pause


@dataclass(frozen=True)
class ZaloOptions:
    """Where the Bot API is, and how to get there. Seconds. `mark` ends every message (demo)."""

    token: str
    api: str
    proxy: str | None = None
    send_timeout: float = 15.0
    name: str = "zalo"
    mark: str = ""
    near: bool = False  # pictures may lie on this machine: the practice room


class Zalo:
    """One Zalo bot."""

    def __init__(
        self, options: ZaloOptions, texts: Catalogue, link: base.Link | None = None
    ) -> None:
        self._options = options
        self._texts = texts
        self._link = link
        self._client = ZaloClient(
            options.api, options.token, send_seconds=options.send_timeout, proxy=options.proxy
        )
        self._faults = Faults()
        self._photos = Photos(near=options.near, proxy=options.proxy)
        self._id = ""
        self.joins_groups = True  # until Zalo has said that this bot may not

    @property
    def name(self) -> str:
        return self._options.name

    @property
    def secret_header(self) -> str:
        return "x-bot-api-secret-token"

    async def open(self) -> None:
        await self._client.open()

    async def close(self) -> None:
        await self._client.close()

    async def me(self) -> str:
        """The bot's account name; its id is remembered, to know its own messages by."""
        known = await self._faults.guard(self._client.get_me())
        self._id = str(known.get("id", ""))
        self.joins_groups = known.get("can_join_groups") is not False
        return str(known.get("account_name", ""))

    async def use_polling(self) -> None:
        await self._faults.guard(self._client.delete_webhook())

    async def use_webhook(self, url: str, secret: str) -> None:
        await self._faults.guard(self._client.set_webhook(url, secret))

    async def webhook(self) -> str:
        """Where Zalo delivers updates; "" while they are polled. Raises `base.SendFault`."""
        return await self._faults.guard(self._client.webhook())

    async def poll(self, keep: base.Keep, *, wait: int) -> int:
        """One long poll, one update: Zalo has forgotten it by the time it is here."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        try:
            found = await self._client.get_updates(wait)
        except NothingNew:
            if wait and loop.time() - asked < EMPTY_POLL_SECONDS:
                await asyncio.sleep(EMPTY_POLL_SECONDS)
            return 0
        except ZaloError as error:
            raise self._faults.meaning(error) from None
        kept = self._readable(found)
        await keep(self.name, kept)
        return len(kept)

    def _readable(self, found: Any) -> Sequence[Arrived]:
        """What cannot be an update at all is kept too, so that somebody may look at it."""
        try:
            return self.arrivals(found)
        except TypeError:
            return [arrived({"unreadable": found})]

    def arrivals(self, raw: Any) -> Sequence[Arrived]:
        return [arrived(one) for one in events(raw)]

    def translate(self, raw: Mapping[str, Any]) -> Incoming:
        return translate(self.name, self._id, raw)

    async def send(self, row: OutRow) -> base.Sent:
        """Send the next part of a row. There are no edits and no files on this platform."""
        parts = self._parts(row)[row.parts_sent :]
        if not parts:
            return base.Sent("")
        sending = self._client.send_message(row.address, parts[0])
        return base.Sent(await self._faults.guard(sending), more=len(parts) > 1)

    def _parts(self, row: OutRow) -> list[str]:
        said = [row.say.text]
        if row.file is not None:
            said.append(self._file(row, row.file))
        said += self._choices(row.say.choices)
        whole = "\n".join(one for one in said if one) + self._options.mark
        return [to_plain(part) for part in cut(whole, TEXT_UNITS, numbered=True)]

    def _file(self, row: OutRow, file: OutFile) -> str:
        """A file as a signed link, where its plan and the settings allow that."""
        if self._link is None or not row.say.link or file.sha256 is None or row.say.once:
            return self._texts.say("letters.no_file", name=file.name)
        url, until = self._link(row.id)
        return self._texts.say("letters.file_link", name=file.name, url=url, until=until)

    def _choices(self, choices: Sequence[Choice]) -> list[str]:
        """A line a letter; what has none, under a question answered in words, is typed whole."""
        keyed = [f"{one.key}. {escape(one.label)}" for one in choices if one.key]
        named = [one.label for one in choices if not one.key]
        lines = [self._texts.say("letters.choose"), *keyed] if keyed else []
        return [*lines, self._texts.say("letters.or_type", labels=named)] if named else lines

    async def download(self, remote: str, most: int) -> bytes:
        """The picture at the address an update named."""
        return await self._photos.fetch(remote, most)

    async def answer(self, callback: str, text: str = "") -> None:
        """Nothing is pressed here."""
