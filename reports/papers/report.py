"""Báo cáo tổng hợp: the whole paper in words, from the data set of a round. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.papers.naming import month_of, printed_day
from reports.papers.paper import Asked
from reports.papers.report_annexes import annexes
from reports.papers.report_body import (
    ahead,
    assessment,
    general,
    guidance,
    obstacles,
    proposals,
)
from reports.papers.report_indicators import indicator_table
from reports.papers.report_names import printed_month
from reports.papers.report_parts import Head, Line, Piece, Report
from reports.papers.report_pen import Pen
from reports.papers.report_tasks import tasks

_OWN_UBND = re.compile(r"(?:UBND|Ủy\sban\snhân\sdân)\stỉnh", re.IGNORECASE)


def report(asked: Asked) -> Report:
    """The paper of a round, whatever is known of it: what is not, says so or stands on yellow."""
    pen = Pen(asked)
    body = tuple(_body(pen))
    attached = annexes(pen)
    plan = pen.data.plan
    said = {"so": plan.coordinator_kind == "so"}
    return Report(
        head=_head(pen),
        body=body,
        copies=(
            pen.say("paper_report.foot.copies_head"),
            *pen.say("paper_report.foot.copies", **said).splitlines(),
        ),
        signer=tuple(pen.say("paper_report.foot.signer", **said).splitlines()),
        annexes=attached,
        fill=pen.fill,
        head_place=pen.say("paper_report.place.head"),
        foot_place=pen.say("paper_report.place.foot"),
    )


def _body(pen: Pen) -> Iterator[Piece]:
    yield _intro(pen)
    yield from guidance(pen)
    yield from general(pen)
    yield from tasks(pen)
    yield from _indicators(pen)
    for section in (assessment, obstacles, ahead, proposals):
        yield from section(pen)


def _indicators(pen: Pen) -> Iterator[Piece]:
    """II.3, where the plan has chỉ tiêu."""
    found = pen.data.indicators
    if not found:
        return
    place = pen.say("paper_report.place.section", number="II.3")
    yield Line("II.3/head", place, "part", pen.say("paper_report.two.indicators"))
    slots = {"n": len(pen.figures.measured), "annex": pen.annexes["indicators"]}
    yield Line(
        "II.3/count",
        place,
        "text",
        pen.say("paper_report.two.measured", total=len(found), **slots),
    )
    yield indicator_table(pen)


def _head(pen: Pen) -> Head:
    plan, at = pen.data.plan, pen.data.round
    today = pen.asked.today
    kind = at.frequency if at.frequency in {"midterm", "period_end"} else "annual"
    about = pen.say(f"paper_report.head.{kind}", name=pen.name.brief, year=at.year)
    return Head(
        nation=tuple(pen.asked.texts.plain("paper.nation").splitlines()),
        above=pen.say("paper_report.head.above"),
        agency=plan.coordinator,
        number=pen.say("paper_report.head.number", symbol=pen.symbol),
        place=pen.say("paper_report.head.place", month=month_of(today), year=today.year),
        kind=pen.say("paper_report.head.kind"),
        about=about,
        to=_receivers(pen),
    )


def _receivers(pen: Pen) -> tuple[str, ...]:
    """Kính gửi: UBND tỉnh, and below it whoever else the plan names."""
    others = [one for one in pen.data.round.receivers if not _OWN_UBND.search(one)]
    first = pen.say("paper_report.head.to")
    if not others:
        return (first,)
    head, ubnd = first.rstrip(".").split(": ", 1)
    return (f"{head}:", *(f"- {one};" for one in (ubnd, *others[:-1])), f"- {others[-1]}.")


def _intro(pen: Pen) -> Line:
    plan = pen.data.plan
    slots = {
        "number": plan.number,
        "issued": _issued(pen),
        "name": pen.name.whole,
        "kind": pen.name.kind,
        "about": pen.name.about,
    }
    decided = "/QĐ" in (plan.number or "")
    basis = pen.say("paper_report.head.decision" if decided else "paper_report.head.plan", **slots)
    text = pen.say("paper_report.head.intro", basis=basis, one=pen.data.round)
    return Line("intro", pen.say("paper_report.place.head"), "text", text)


def _issued(pen: Pen) -> str:
    """ " ngày 27/7/2020", with what the plan leaves blank left blank."""
    issued = pen.data.plan.issued
    if month := printed_month(issued):
        return " " + pen.say("paper_report.head.issued_month", month=month[0], year=month[1])
    return " " + pen.say("paper_report.head.issued", day=printed_day(issued)) if issued else ""
