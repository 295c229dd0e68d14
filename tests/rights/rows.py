"""What a row of the table is made of, and the rows that many buttons share.

A row names how those are refused who may not, then everybody who is met otherwise.
"""

from __future__ import annotations

OK = "ok"
KNOWN = (
    "focal", "other_focal", "leader", "coordinator", "admin", "tech", "other_plan",
    "other_province", "elsewhere",
)  # fmt: skip
FOCAL = dict.fromkeys(("focal", "other_focal"), OK)
SO = dict.fromkeys(("coordinator", "admin", "other_plan", "other_province", "elsewhere"), OK)
# Who may do it for another plan is told that this one is not theirs.
OTHERS = dict.fromkeys(("other_plan", "other_province", "elsewhere"), "right.elsewhere")
OUTSIDE = {"ended": "stranger", "waiting": "waits", "stranger": "stranger"}
Row = dict[str, str]


def row(refused: str, **others: str) -> Row:
    """Role → "ok", or the code of the sentence that refuses it."""
    return {**dict.fromkeys(KNOWN, refused), **OUTSIDE, **others}


# The same for many buttons; each is written out once, as the office has it.
OWN_REPORT = row("round.not_yours", focal=OK)
OWN_TASK = row("task.not_yours", focal=OK)
DESK = row("desk.right_missing", **OTHERS, coordinator=OK)
ENTERS = row("entering.right_missing", coordinator=OK)
ASKS_NOW = row("adhoc.right_missing", **OTHERS, coordinator=OK)
RAISES = row(
    "obstacle.not_yours", focal=OK, coordinator="obstacle.other_side", admin="obstacle.other_side"
)
ANSWERS = row(
    "obstacle.not_yours", focal="obstacle.other_side", coordinator=OK, admin="obstacle.other_side"
)
OWN_OBSTACLE = row("obstacle.not_yours", focal=OK)
AT_WORK = row("right.missing", **FOCAL, **SO)
BROADCASTS = row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK)
CONFIRMS = row("join.not_yours", coordinator=OK, admin=OK)
NUDGES = row("nudge.right_missing", **OTHERS, coordinator=OK)
OWN_ABSENCE = row("absence.over", focal=OK)
BRINGS_PEOPLE = row("people.right_missing", coordinator=OK, admin=OK)
OPENS_ROUND = row("right.missing", **OTHERS, coordinator=OK)
LEAVES = row(
    OK,
    focal="myself.only_one",
    other_focal="myself.only_one",
    coordinator="handover.last",
    admin="handover.last",
    other_plan="handover.last",
    ended=OK,
    waiting=OK,
)
