"""One turn of a conversation: what a handler knows, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice, Incoming, Notice, Outgoing, Say
from handlers.doors import Doors
from handlers.rights import CONTENT, Right, held, opens, plans_with
from plans.calendar import WorkCalendar
from plans.ground import Ids, Refusal, local
from plans.model import Agency, Person, Plan, Role
from storage import outbox, people, plans, updates
from storage.chats import Speaker
from storage.database import Unit
from storage.updates import Author, Receipt


@dataclass(frozen=True)
class Tools:
    """What the program lends to every handler and composer; built once, in bot/app.py."""

    texts: Catalogue
    calendar: WorkCalendar
    ids: Ids
    hash_code: Callable[[str], str]  # of a join code: the code itself is kept nowhere
    doors: Doors = field(default_factory=Doors)
    mark: str = ""  # stands in every file made (demo): "SỐ LIỆU MINH HỌA"
    templates: str = ""  # folder of the office's own templates of papers


@dataclass
class Turn:
    """What a handler works with. It writes through `unit` and speaks through `say`."""

    unit: Unit
    incoming: Incoming
    row: int  # of the inbox
    tools: Tools
    speaker: Speaker
    person: Person | None
    out: list[Outgoing] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)  # mã ghi nhận given in this turn
    memo: dict[str, Any] = field(default_factory=dict)  # read once in this turn

    @property
    def now(self) -> datetime:
        return self.unit.now

    @property
    def today(self) -> date:
        """The day in Asia/Ho_Chi_Minh."""
        return local(self.unit.now).date()

    @property
    def texts(self) -> Catalogue:
        return self.tools.texts

    @property
    def owner(self) -> str:
        """Whose drafts these are: a person's, or an unknown chat's."""
        return f"p{self.person.id}" if self.person else f"c{self.speaker.chat.id}"

    @property
    def me(self) -> Person:
        if self.person is None:
            raise Refusal("stranger")
        return self.person

    @property
    def author(self) -> Author:
        return Author(self.me.id, self.me.name, self.me.post)

    def say(self, key: str, /, *, choices: Sequence[Choice] = (), **slots: object) -> None:
        """Answer in this chat, in the catalogue's words."""
        self.give(Say(self.texts.say(key, **slots), lettered(choices)))

    def hand_over(
        self,
        attachment: int,
        key: str,
        /,
        *,
        plan: Plan | None = None,
        choices: Sequence[Choice] = (),
        **slots: object,
    ) -> None:
        """Give a file (a row of `storage.attachments`) in this chat, with words under it.

        Where no file can be sent it goes as a signed link, if its plan allows that.
        """
        link = plan.id if plan is not None and plan.file_links else ""
        named = {"plan": plan} if plan is not None else {}
        text = self.texts.say(key, **named, **slots)
        self.give(Say(text, lettered(choices), attachment, link=link))

    def give(self, say: Say) -> None:
        """Answer in this chat with a message already rendered."""
        self.out.append(Outgoing(say, chat=self.speaker.chat.id, bot=self.incoming.bot))

    def whisper(self, key: str, /, **slots: object) -> None:
        """Answer this person alone: a press in a group makes no noise there."""
        said = Say(self.texts.say(key, **slots))
        if self.incoming.private:
            self.give(said)
        else:
            self.out.append(Outgoing(said, person=self.me.id))

    def choice(self, key: str, action: str, /, **slots: object) -> Choice:
        """A button in the catalogue's words."""
        return Choice(self.texts.plain(key, **slots), action)

    async def receipt(self, plan: str, short: str) -> Receipt:
        """The next mã ghi nhận of a plan."""
        made = await updates.new_receipt(self.unit, plan, short)
        self.receipts.append(made.code)
        return made

    async def notify(self, notices: Sequence[Notice]) -> int:
        """Tell other people; how many notices were new."""
        return await outbox.notify(self.unit, notices)

    async def plans_with(self, right: Right) -> list[Plan]:
        """The plans for which this person has a right."""
        if not held(self.person, right):
            return []
        found = plans_with(self.person, right, await plans.every(self.unit))
        return [one for one in found if right not in CONTENT or opens(self.person, one)]

    async def desks(self, right: Right) -> list[tuple[Plan, Agency]]:
        """The (plan, agency) pairs this person answers for."""
        pairs = []
        for plan in await self.plans_with(right):
            for one in held(self.person, right):
                fits = one.plan in {None, plan.id} and one.agency.province == plan.province
                if fits and (plan, one.agency) not in pairs:
                    pairs.append((plan, one.agency))
        return pairs

    async def people_of(self, agency: int, plan: str) -> list[Person]:
        """The focal points of an agency for a plan."""
        return await people.holding(self.unit, plan, Role.FOCAL, agency)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def lettered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Choices with a letter each where they have no key of their own: digits mean tasks."""
    letters = iter(_LETTERS)
    return tuple(
        one if one.key else Choice(one.label, one.action, next(letters, "")) for one in choices
    )
