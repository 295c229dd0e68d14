"""Whose draft it is, and what is still to be said of it; checked against the rights of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.agencies import directory_of
from handlers.rights import Right, held, may
from handlers.shelf import number
from handlers.turn import Turn
from plans.directory import Directory
from plans.ground import Refusal
from plans.meanings import Meaning, meanings
from plans.model import Agency, Plan
from storage import drafts, plans
from storage.drafts import Draft

NEW = "new"


@dataclass(frozen=True)
class Place:
    """A draft, the plan it amends (None: it is a new one), and the province's names."""

    draft: Draft
    plan: Plan | None
    directory: Directory
    meanings: Sequence[Meaning]

    @property
    def subject(self) -> str:
        return self.plan.id if self.plan else NEW

    @property
    def another(self) -> str:
        """The button that takes one more file for it."""
        return f"kh:{self.plan.id}" if self.plan else "khm"

    @property
    def unknown(self) -> list[Meaning]:
        """Names of which somebody has still to say whom they mean."""
        return [one for one in self.meanings if one.asked and not one.meant]

    @property
    def short(self) -> str:
        return str(self.draft.content["plan"].get("short") or "")

    @property
    def gaps(self) -> list[str]:
        """What only a person can give: "short", "coordinator", "names"."""
        head = self.draft.content["plan"]
        found = [name for name in ("short", "coordinator") if not head.get(name)]
        return [*found, *(["names"] if self.unknown else [])]


def own_agencies(turn: Turn) -> list[Agency]:
    """The agencies for which this person keeps plans. Raises Refusal draft.right_missing."""
    found = [one.agency for one in held(turn.person, Right.LOAD_PLAN)]
    if not found:
        raise Refusal("draft.right_missing")
    return list(dict.fromkeys(found))


async def amended(turn: Turn, subject: str) -> Plan | None:
    """The plan a subject means, None for a new one. Raises Refusal draft.right_missing."""
    own_agencies(turn)
    if subject == NEW:
        return None
    plan = await plans.get(turn.unit, subject)
    if plan is None or not may(turn.person, Right.LOAD_PLAN, plan):
        raise Refusal("draft.right_missing")
    return plan


async def place_of(turn: Turn, draft_id: str) -> Place:
    """The open draft of a button, if it is this person's. Raises Refusal draft.gone, .used, …"""
    mine = own_agencies(turn)
    draft = await drafts.get(turn.unit, number(draft_id))
    if draft is None or draft.person != turn.me.id:
        raise Refusal("draft.gone")
    if draft.province not in {one.province for one in mine}:
        raise Refusal("draft.right_missing")
    if draft.state != "open":
        raise Refusal("draft.used" if draft.state == "used" else "draft.replaced")
    return await placed(turn, draft, await amended(turn, draft.amends or NEW))


async def placed(turn: Turn, draft: Draft, plan: Plan | None) -> Place:
    directory = await directory_of(turn.unit, draft.province)
    word = turn.texts.plain("book.no_agency")
    found = meanings(draft.content, directory, draft.said, word)
    return Place(draft, plan, directory, found)
