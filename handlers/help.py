"""/trogiup: what this person may do, and nothing else. /huy: an end to what is being typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogues.messages import Choice
from handlers import join
from handlers.rights import Right, held
from handlers.turn import Turn
from plans.ground import Refusal
from storage import endings, rounds

TYPED = "lenh"  # the verb of a button that does what its command does

MENU: tuple[tuple[str, Right], ...] = (
    ("nhiemvu", Right.SEE_DUTIES),
    ("capnhat", Right.UPDATE),
    ("baocao", Right.REPORT),
    ("vuongmac", Right.SEE_OBSTACLES),
    ("mo", Right.OPEN_ROUND),
    ("tonghop", Right.SEE_ROUND),
    ("batdau", Right.START_REMINDING),
)
OTHERS: tuple[tuple[str, Right], ...] = (
    ("vanban", Right.REPORT),
    ("conthieu", Right.SEE_ROUND),
    ("chitieu", Right.SEE_ROUND),
    ("lichnhac", Right.SEE_REMINDERS),
    ("conthieu", Right.REPORT),
    ("nhapthay", Right.ENTER_FOR),
    ("duthao", Right.DRAFT_PAPER),
    ("vangmat", Right.BE_AWAY),
    ("bangiao", Right.HAND_OVER),
    ("thongtin", Right.SEE_MYSELF),
    ("taikhoan", Right.SEE_MYSELF),
    ("thongbao", Right.BROADCAST),
    ("dotxuat", Right.ASK_NOW),
    ("nhom", Right.TIE_GROUP),
    ("nhatky", Right.SEE_LOG),
    ("thietlap", Right.SET_PLAN),
    ("danhsach", Right.BRING_PEOPLE),
    ("ma", Right.BRING_PEOPLE),
    ("kehoach", Right.LOAD_PLAN),
    ("trich", Right.SEE_DUTIES),
)
# What each post does every day; whoever holds such a post has the right that stands beside it.
DAILY: Mapping[str, tuple[Right, tuple[str, ...]]] = {
    "focal": (Right.UPDATE, ("nhiemvu", "capnhat", "baocao", "vuongmac")),
    "coordinator": (Right.ACCEPT, ("tonghop", "conthieu", "nhapthay", "vuongmac")),
    "plan_admin": (Right.BROADCAST, ("thongbao", "danhsach", "thietlap", "nhatky")),
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "round": ("mo", "tonghop", "conthieu", "nhapthay"),
    "agencies": ("duthao", "thongbao", "dotxuat", "danhsach", "ma", "nhom"),
    "plan": ("kehoach", "batdau", "thietlap", "nhatky", "trich", "chitieu"),
    "mine": (),  # all that is left
}
_BUTTONS: Mapping[str, tuple[str, str]] = {
    "nhiemvu": ("button.duties", "dv"),
    "capnhat": ("button.update", "cn"),
    "baocao": ("button.report", "bc"),
    "vuongmac": ("obstacle.button", "vm"),
}
_FEW = 2  # buttons for each of several posts


async def command(turn: Turn, rest: str) -> None:
    """/trogiup: at most ten lines, by the rights of today, whatever posts a person holds."""
    del rest
    if turn.person is None or not turn.person.appointments:
        await join.stranger(turn)
        return
    daily = await _daily(turn)
    first = [name for names in daily.values() for name in names]
    rest_of = [name for name in _allowed(turn, (*MENU, *OTHERS)) if name not in first]
    alone = len(daily) == 1
    buttons = [name for names in daily.values() for name in names[: None if alone else _FEW]]
    turn.say(
        "help.menu",
        commands=first if alone else (),
        posts=() if alone else [(post, names) for post, names in daily.items() if names],
        groups=_grouped(rest_of),
        choices=[_button(turn, name) for name in buttons] if turn.incoming.private else (),
    )


async def _daily(turn: Turn) -> dict[str, list[str]]:
    """Post → its daily commands, each under one post only; /mo while no round is open."""
    found: dict[str, list[str]] = {}
    named: set[str] = set()
    for post, (right, names) in DAILY.items():
        if held(turn.person, right):
            found[post] = [name for name in names if name not in named]
            named.update(names)
    if "coordinator" in found and not await _compiling(turn):
        found["coordinator"].append("mo")
    return found


async def _compiling(turn: Turn) -> bool:
    """Whether a round is open in a plan that this person compiles."""
    mine = {plan.id for plan in await turn.plans_with(Right.OPEN_ROUND)}
    return any(round_.plan in mine for round_ in await rounds.open_rounds(turn.unit))


def _allowed(turn: Turn, commands: tuple[tuple[str, Right], ...]) -> list[str]:
    return list(dict.fromkeys(name for name, right in commands if held(turn.person, right)))


def _grouped(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The rest of the commands under a few heads, in the order of the heads."""
    placed = {name for some in GROUPS.values() for name in some}
    found = {group: [name for name in some if name in names] for group, some in GROUPS.items()}
    found["mine"] = [name for name in names if name not in placed]
    return [(group, some) for group, some in found.items() if some]


def _button(turn: Turn, name: str) -> Choice:
    key, action = _BUTTONS.get(name) or (f"help.does.{name}", f"{TYPED}:{name}")
    return turn.choice(key, action)


async def cancel(turn: Turn, rest: str) -> None:
    """/huy: the present session ends and its draft goes; what was sent before stays."""
    del rest
    session = turn.speaker.session
    if session is None:
        raise Refusal("help.nothing_to_cancel")
    await endings.finish(turn.unit, session, turn.owner, sent=False)
    turn.say("common.cancelled")
