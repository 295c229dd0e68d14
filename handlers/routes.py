"""The routing table: commands, buttons and forms, each with its hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers import (
    adhoc,
    adhoc_answer,
    adhoc_table,
    asking_in,
    broadcast,
    broadcast_state,
    codes,
    corrections,
    dating,
    delegated,
    delegating,
    document,
    duties,
    groups,
    help,  # noqa: A004 - the feature's own name
    join,
    mains,
    nudging,
    obstacle,
    obstacle_answering,
    obstacle_lists,
    obstacle_raising,
    obstacle_replying,
    opening,
    paste,
    people_list,
    promise,
    received,
    reissuing,
    reminders,
    report,
    requests_in,
    returning,
    starting,
    summary,
    update,
)
from handlers.dialogue import Feature
from handlers.turn import Turn


@dataclass(frozen=True)
class Route:
    """A command. `known`: only for people with an appointment; `in_groups`: heard there too."""

    do: Callable[[Turn, str], Awaitable[None]]
    known: bool = True
    in_groups: bool = False


COMMANDS: Mapping[str, Route] = {
    "start": Route(join.start, known=False, in_groups=True),
    "trogiup": Route(help.command, known=False),
    "huy": Route(help.cancel, known=False),
    "nhiemvu": Route(duties.show),
    "capnhat": Route(update.command),
    "baocao": Route(report.command),
    "vanban": Route(document.command),
    "vuongmac": Route(obstacle_lists.command),
    "lichnhac": Route(reminders.command),
    "mo": Route(opening.command),
    "batdau": Route(starting.command),
    "tonghop": Route(summary.command, in_groups=True),
    "nhom": Route(groups.command, in_groups=True),
    "thongbao": Route(broadcast.command),
    "dotxuat": Route(adhoc.command),
    "danhsach": Route(people_list.command),
    "ma": Route(codes.command),
}

Action = Callable[[Turn, Sequence[str]], Awaitable[None]]

ACTIONS: Mapping[str, Action] = {
    "nv": duties.clause,
    "dv": duties.press,
    "cn": update.press,
    "dc": corrections.correct,
    "th": corrections.withdraw,
    "thx": corrections.withdraw_sure,
    "bc": report.press,
    "bcx": report.overview,
    "kps": report.nothing,
    "nkt": report.carry,
    "thb": report.withdraw,
    "vb": document.press,
    "tl": promise.with_leader,
    "hen": promise.press,
    "nhan": received.press,
    "bd": starting.preview,
    "bdx": starting.start,
    "mo": opening.press,
    "mok": opening.press_round,
    "ng": dating.press,
    "ngd": dating.change,
    "xn": join.confirm,
    "kxn": join.turn_away,
    "nhac": nudging.preview,
    "nhacx": nudging.send,
    "ct": summary.details,
    "nhp": groups.choose,
    "tb": broadcast.press,
    "tbc": broadcast.correct,
    "tbs": broadcast_state.show,
    "tbl": broadcast_state.again,
    "tblx": broadcast_state.again_sure,
    "tbd": broadcast_state.stop,
    "tbn": broadcast_state.received,
    "dx": adhoc.press,
    "dxb": adhoc_table.show,
    "dxx": adhoc_table.whole,
    "dxn": adhoc_table.nudge,
    "dxk": adhoc_table.close,
    "dxt": adhoc_answer.press,
    "cp": delegating.press,
    "cpd": delegating.press_named,
    "cpt": delegating.withdraw,
    "tll": delegated.again,
    "ph": returning.view,
    "phx": returning.take,
    "phk": returning.keep,
    "phs": returning.edit,
    "phb": returning.drop,
    "vm": obstacle_lists.press,
    "vmk": obstacle_lists.closed,
    "vmm": obstacle_raising.press,
    "vmt": obstacle_raising.about_task,
    "vmx": obstacle.view,
    "vmn": obstacle.receive,
    "vmc": obstacle.consider,
    "vml": obstacle_answering.answer,
    "vmu": obstacle_answering.escalate,
    "vmr": obstacle_replying.clear,
    "vmv": obstacle_replying.still,
    "vmp": obstacle_replying.ask_paper,
    "vmb": obstacle_replying.add,
    "vmh": obstacle_replying.withdraw,
    "vmhx": obstacle_replying.withdraw_sure,
    "ds": people_list.press,
    "dsx": people_list.take,
    "ma": codes.press,
    "max": codes.make,
    "mac": reissuing.press,
    "dmc": mains.show,
    "dmcx": mains.choose,
    "xtg": asking_in.press,
    "xtgx": requests_in.approve,
    "xtgk": requests_in.turn_away,
}

# Buttons that somebody without a post may press: their hands check the account.
ANYONE = frozenset({"tll", "xtg"})

FORMS: Mapping[str, Feature] = {
    one.name: one
    for one in (
        join.FEATURE,
        update.FEATURE,
        paste.FEATURE,
        report.FEATURE,
        document.FEATURE,
        promise.FEATURE,
        opening.FEATURE,
        broadcast.FEATURE,
        adhoc.FEATURE,
        adhoc_answer.FEATURE,
        delegating.FEATURE,
        delegated.HELLO,
        delegated.ANSWER,
        returning.FEATURE,
        dating.FEATURE,
        obstacle_raising.FEATURE,
        obstacle_answering.ANSWER,
        obstacle_answering.ESCALATE,
        obstacle_replying.FEATURE,
        people_list.FEATURE,
        reissuing.FEATURE,
        asking_in.FEATURE,
    )
}
