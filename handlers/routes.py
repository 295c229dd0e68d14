"""The routing table: commands, buttons and forms, each with its hands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from handlers import (
    asking_more,
    calling,
    changing,
    confirming,
    corrections,
    document,
    duties,
    groups,
    help,  # noqa: A004 - the feature's own name
    holes,
    join,
    leader,
    nudging,
    opening,
    paste,
    promise,
    received,
    reminders,
    report,
    reviewing,
    starting,
    summary,
    supplement,
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
    "lichnhac": Route(reminders.command),
    "mo": Route(opening.command),
    "batdau": Route(starting.command),
    "tonghop": Route(summary.command, in_groups=True),
    "conthieu": Route(holes.command),
    "nhom": Route(groups.command, in_groups=True),
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
    "tl": leader.press,
    "xyk": leader.content,
    "ldg": leader.agreed,
    "lnd": leader.for_paper,
    "hen": promise.press,
    "nhan": received.press,
    "bd": starting.preview,
    "bdx": starting.start,
    "mo": opening.press,
    "xn": join.confirm,
    "kxn": join.turn_away,
    "nhac": nudging.preview,
    "nhac1": nudging.which,
    "nhacx": nudging.send,
    "ct": summary.details,
    "tnd": reviewing.waiting,
    "tnb": reviewing.show,
    "tn": reviewing.accept,
    "tnt": reviewing.accept_plain,
    "yc": asking_more.press,
    "bs": supplement.press,
    "cth": holes.show,
    "gd": calling.press,
    "xhd": confirming.waiting,
    "xh": confirming.press,
    "xl": confirming.unclear,
    "dcd": changing.waiting,
    "dcn": changing.note,
    "dcq": changing.decide,
    "nhp": groups.choose,
}

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
        asking_more.FEATURE,
        supplement.FEATURE,
        confirming.FEATURE,
        changing.FEATURE,
        calling.FEATURE,
        leader.FEATURE,
    )
}
