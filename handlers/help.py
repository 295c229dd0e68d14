"""/trogiup: what this person may do, and nothing else. /huy: an end to what is being typed."""

from __future__ import annotations

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
)
_BUTTONS: tuple[tuple[str, str, Right], ...] = (
    ("button.duties", "dv", Right.SEE_DUTIES),
    ("button.update", "cn", Right.UPDATE),
    ("button.report", "bc", Right.REPORT),
    ("obstacle.button", "vm", Right.SEE_OBSTACLES),
)


async def command(turn: Turn, rest: str) -> None:
    """/trogiup: at most ten lines, by the rights of today."""
    del rest
    if turn.person is None or not turn.person.appointments:
        await join.stranger(turn)
        return
    turn.say(
        "help.menu",
        commands=_allowed(turn, MENU),
        others=_allowed(turn, OTHERS),
        choices=_buttons(turn) if turn.incoming.private else (),
    )


def _allowed(turn: Turn, commands: tuple[tuple[str, Right], ...]) -> list[str]:
    return [name for name, right in commands if held(turn.person, right)]


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
