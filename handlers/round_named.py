"""A round by the words of the command line: "năm 2023", "2023", "2024-1", "quý 1 năm 2024"."""

from __future__ import annotations

import re

from dialogues.catalogue import Catalogue
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from plans.text import fold
from storage import rounds
from storage.database import Unit

_YEAR = re.compile(r"[0-9]{4}")
_PART = re.compile(r"[0-9]{4}-[0-9]{1,2}")


async def round_named(
    unit: Unit, plan: Plan, typed: str, texts: Catalogue, *, waiting: bool = False
) -> Round:
    """The round that was opened under these words; a year alone is enough where it holds one.

    "2024-1" is the first month, quarter or half of 2024. `waiting`: one that nobody opened yet
    will do. Raises Refusal round.unnamed (typed, plan, known).
    """
    opened = [
        one
        for one in await rounds.of_plan(unit, plan.id)
        if waiting or one.state is not RoundState.PROPOSED
    ]
    names = {one.id: texts.plain("round_book.round_name", round=one) for one in opened}
    key = fold(typed)
    found = [one for one in opened if fold(names[one.id]) == key]
    if not found and _PART.fullmatch(key):
        found = [one for one in opened if f"{one.year}-{one.part}" == key]
    if not found and _YEAR.fullmatch(key):
        found = [one for one in opened if str(one.year) == key]
    if len(found) != 1:
        known = [names[one.id] for one in opened]
        raise Refusal("round.unnamed", typed=typed, plan=plan, known=known)
    return found[0]
