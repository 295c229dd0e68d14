"""One Zalo bot as its server knows it: what it hears, its queue, its webhook, its quota."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.limits import Limits
from sandbox.model import Chat, Message, Person, Press, RoomError
from sandbox.tasks import Tasks
from sandbox.telegram.webhook import Hook, Webhook
from sandbox.zalo import shapes
from sandbox.zalo.updates import Queue

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name


@dataclass(frozen=True, slots=True)
class Quota:
    """The free plan. With `enforce` off nothing is refused."""

    people: int = 50
    messages: int = 3_000  # a month
    enforce: bool = False


class ZaloBot:
    """Implements `Bot` of the room. In groups it hears only who names it or answers it."""

    def __init__(
        self, user: Person, limits: Limits, tasks: Tasks, now: Callable[[], float]
    ) -> None:
        self.user = user
        self.updates = Queue()
        self.webhook: Webhook | None = None
        self.quota = Quota()
        self.base = ""  # of this server, for the addresses of pictures
        self.next_id = 1
        self.sent: dict[str, int] = {}  # month → messages
        self.known: list[int] = []  # people, in the order they first wrote
        self.told: list[str] = []  # the ids of messages it heard
        self.said: dict[str, tuple[int, int]] = {}  # of those it sent: chat and message
        self._limits = limits
        self._tasks = tasks
        self._now = now

    def wrote(self, message: Message) -> None:
        """A message."""
        if not self._hears(message):
            return
        who = message.sender.id if message.sender else 0
        if message.chat.kind == "private" and who not in self.known:
            self.known.append(who)
        self.next_id += 1
        self.told.append(f"{self.next_id:020x}")
        told = shapes.event(message, self.told[-1], self._now(), self.base)
        self.updates.push(told, message.chat.id)

    def edited(self, message: Message) -> None:
        """Zalo tells no bot of it."""

    def pressed(self, press: Press) -> None:
        """There is nothing to press."""
        del press
        raise RoomError("no_button")

    def membership(self, chat: Chat, by: Person, old: str, new: str) -> None:
        """Zalo tells no bot of it."""

    def detach(self) -> None:
        """The room closes."""
        self.updates.end_poll()
        if self.webhook is not None:
            self.webhook.stop()

    def push_raw(self, event: Any) -> None:
        """Let anything come in as an update, even what nobody can read."""
        self.updates.push(event, 0)

    def set_webhook(self, url: str, secret: str) -> None:
        """Deliver from now on, starting with what waits."""
        self.drop_webhook()
        hook = Hook(url, secret, header=SECRET_HEADER)
        stamp = lambda: int(self._now())  # noqa: E731
        self.webhook = Webhook(self.updates, self._limits, self._tasks, stamp, hook)
        self.updates.on_push = self.webhook.offer
        for update in self.updates.waiting():
            self.webhook.offer(update)

    def drop_webhook(self) -> None:
        """Stop delivering; what waits stays for getUpdates."""
        self.updates.on_push = None
        if self.webhook is not None:
            self.webhook.stop()
            self.webhook = None

    def takes_one_more(self, chat: Chat, month: str) -> bool:
        """Whether the plan allows one more message to this chat in that month; counts it."""
        count = self.sent.get(month, 0) + 1
        beyond = chat.kind == "private" and chat.id not in self.known[: self.quota.people]
        if self.quota.enforce and (count > self.quota.messages or beyond):
            return False
        self.sent[month] = count
        return True

    def _hears(self, message: Message) -> bool:
        if message.service is not None or message.chat.kind == "channel":
            return False
        if message.chat.kind == "private":
            return True
        answered = message.reply_to
        mentioned = f"@{self.user.name}".lower() in message.text.lower()
        return mentioned or (answered is not None and answered.sender is self.user)
