"""/trogiup: what this person may do, and nothing else. /huy: an end to what is being typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogues.messages import Choice
from handlers import join
from handlers.rights import Right, held
from handlers.turn import Turn
from plans.ground import Refusal
from storage import endings

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
    ("lichnhac", Right.SEE_REMINDERS),
    ("conthieu", Right.REPORT),
    ("nhapthay", Right.ENTER_FOR),
    ("vangmat", Right.BE_AWAY),
    ("bangiao", Right.HAND_OVER),
    ("thongtin", Right.SEE_MYSELF),
    ("thongbao", Right.BROADCAST),
    ("dotxuat", Right.ASK_NOW),
    ("nhom", Right.TIE_GROUP),
    ("nhatky", Right.SEE_LOG),
    ("thietlap", Right.SET_PLAN),
    ("danhsach", Right.BRING_PEOPLE),
    ("ma", Right.BRING_PEOPLE),
)
LINES = ("nhiemvu", "capnhat", "baocao", "vuongmac")  # each with a line of its own
GROUPS: Mapping[str, tuple[str, ...]] = {
    "round": ("mo", "tonghop", "conthieu", "nhapthay"),
    "agencies": ("thongbao", "dotxuat", "danhsach", "ma", "nhom"),
    "plan": ("batdau", "thietlap", "nhatky"),
    "mine": (),  # all that is left
}
_BUTTONS: tuple[tuple[str, str, Right], ...] = (
    ("button.duties", "dv", Right.SEE_DUTIES),
    ("button.update", "cn", Right.UPDATE),
    ("button.report", "bc", Right.REPORT),
    ("obstacle.button", "vm", Right.SEE_OBSTACLES),
)


async def command(turn: Turn, rest: str) -> None:
    """/trogiup: at most ten lines, by the rights of today, whatever posts a person holds."""
    del rest
    if turn.person is None or not turn.person.appointments:
        await join.stranger(turn)
        return
    allowed = _allowed(turn, (*MENU, *OTHERS))
    turn.say(
        "help.menu",
        commands=[name for name in allowed if name in LINES],
        groups=_grouped([name for name in allowed if name not in LINES]),
        choices=_buttons(turn) if turn.incoming.private else (),
    )


def _allowed(turn: Turn, commands: tuple[tuple[str, Right], ...]) -> list[str]:
    return list(dict.fromkeys(name for name, right in commands if held(turn.person, right)))


def _grouped(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The rest of the commands under a few heads, in the order of the heads."""
    placed = {name for some in GROUPS.values() for name in some}
    found = {group: [name for name in some if name in names] for group, some in GROUPS.items()}
    found["mine"] = [name for name in names if name not in placed]
    return [(group, some) for group, some in found.items() if some]


def _buttons(turn: Turn) -> list[Choice]:
    return [turn.choice(key, verb) for key, verb, right in _BUTTONS if held(turn.person, right)]


async def cancel(turn: Turn, rest: str) -> None:
    """/huy: the present session ends and its draft goes; what was sent before stays."""
    del rest
    session = turn.speaker.session
    if session is None:
        raise Refusal("help.nothing_to_cancel")
    await endings.finish(turn.unit, session.id, turn.owner, sent=False)
    turn.say("common.cancelled")
