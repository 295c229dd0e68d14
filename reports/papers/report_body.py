"""Sections I, II.1 and III to VI of the báo cáo tổng hợp, as office and plan lay them down.

Nothing is judged here: what is no fact stands as a yellow field for a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans.round_data import ObstacleData
from reports.papers.report_figures import STATES, Judged, numbers
from reports.papers.report_names import years
from reports.papers.report_parts import Line
from reports.papers.report_pen import Pen

_RANKS = ("so", "ban", "huyen", "xa")
_WHY = ("policy", "funds", "coordination", "staff", "expertise", "other")


def guidance(pen: Pen) -> Iterator[Line]:
    """I. Công tác chỉ đạo, triển khai."""
    yield pen.heading("section", "I", pen.say("paper_report.one.title"))
    paper = pen.data.round.request
    slots = {"code": paper.code if paper else "", "dated": paper.dated if paper else None}
    place = pen.say("paper_report.place.section", number="I")
    yield Line("I/request", place, "text", pen.say("paper_report.one.request", **slots))
    yield Line("I/received", place, "text", _received(pen))
    cutoff = pen.data.round.cutoff
    if cutoff is not None and pen.figures.day > cutoff:
        yield Line("I/cutoff", place, "text", pen.say("paper_report.one.cutoff", day=cutoff))
    yield Line("I/own", place, "text", pen.fill)


def _received(pen: Pen) -> str:
    at = pen.figures
    if not at.asked:
        return pen.say("paper_report.one.nobody")
    plan = pen.data.plan
    slots = {
        "day": at.day,
        "we": pen.say("paper_report.one.we", kind=plan.coordinator_kind, name=plan.coordinator),
        "total": len(at.asked),
        "bodies": pen.bodies(at.asked),
        "kinds": pen.bodies(at.owing),
        "names": pen.names(at.owing),
    }
    if not at.sent:
        return pen.say("paper_report.one.none", **slots)
    ranks = {rank: pen.say(f"paper_report.one.rank_{rank}") for rank in _RANKS}
    counts = {"sent": len(at.sent), "owing": len(at.owing), "shares": at.shares, "ranks": ranks}
    return pen.say("paper_report.one.received", **slots, **counts)


def general(pen: Pen) -> Iterator[Line]:
    """II.1. Kết quả chung: each task in exactly one of the clauses."""
    at = pen.figures
    place = pen.say("paper_report.place.section", number="II.1")
    yield pen.heading("section", "II", pen.say("paper_report.two.title"))
    yield Line("II.1/head", place, "part", pen.say("paper_report.two.general"))
    if not at.tasks:
        yield Line("II.1/count", place, "text", pen.say("paper_report.two.no_tasks"))
        return
    given = pen.say("paper_report.two.given", total=len(at.tasks))
    clauses = [clause for state in STATES for clause in _clauses(pen, state)]
    count = pen.say("paper_report.two.count", clauses=clauses)
    yield Line("II.1/count", place, "text", f"{given} {count}")
    if at.unheard:
        which = pen.which(numbers(at.unheard))
        text = pen.say("paper_report.two.unheard", n=len(at.unheard), which=which)
        yield Line("II.1/unheard", place, "text", text)


def _clauses(pen: Pen, state: str) -> Iterator[str]:
    found = pen.figures.of(state)
    if not found:
        return
    slots = {"n": len(found), "which": _which(pen, state, found)}
    if state == "running":
        slots["all"] = pen.figures.all_under_way
    yield pen.say(f"paper_report.two.{state}", **slots)
    if state == "running":
        for day, ending in pen.figures.ending.items():
            which = pen.which(numbers(ending))
            yield pen.say("paper_report.two.ending", n=len(ending), which=which, day=day)


def _which(pen: Pen, state: str, found: tuple[Judged, ...]) -> str:
    """The numbers, save of what simply goes on: those stand in the annex."""
    return "" if state in {"running", "no_due"} else pen.which(numbers(found))


def assessment(pen: Pen) -> Iterator[Line]:
    """III. Đánh giá chung: facts alone, the judgement is a person's."""
    yield pen.heading("section", "III", pen.say("paper_report.three.title"))
    place = pen.say("paper_report.place.section", number="III.1")
    yield Line("III.1/head", place, "part", pen.say("paper_report.three.good"))
    yield Line("III.1/own", place, "text", pen.fill)
    yield from _shortfalls(pen)
    yield from _causes(pen)


def _shortfalls(pen: Pen) -> Iterator[Line]:
    at = pen.figures
    place = pen.say("paper_report.place.section", number="III.2")
    yield Line("III.2/head", place, "part", pen.say("paper_report.three.bad"))
    for span in at.spans:
        slots = {"left": len(span.left), "total": span.total, "which": pen.which(span.left)}
        known = years(span.when)
        key = "paper_report.three.left_span" if known else "paper_report.three.left"
        text = pen.say(key, when=known or span.when, **slots)
        yield Line(f"III.2/{span.when}", place, "text", text)
    if at.owing:
        slots = {"n": len(at.owing), "total": len(at.asked), "bodies": pen.bodies(at.asked)}
        yield Line("III.2/owing", place, "text", pen.say("paper_report.three.owing", **slots))
    yield Line("III.2/own", place, "text", pen.fill)


def _causes(pen: Pen) -> Iterator[Line]:
    """III.3. Nguyên nhân: as reported, grouped, each with its agency."""
    place = pen.say("paper_report.place.section", number="III.3")
    yield Line("III.3/head", place, "part", pen.say("paper_report.three.why"))
    for kind in _WHY:
        found = [one for one in pen.data.obstacles if _why(one) == kind]
        if found:
            said = pen.say("paper_report.three.group", kind=pen.say(f"paper_report.kind.{kind}"))
            yield Line(f"III.3/{kind}", place, "item", said)
        for one in found:
            line = Line(
                f"III.3/{one.seq}", place, "under", pen.say("paper_report.three.of", name=one.name)
            )
            yield from pen.lines(line, one.text)
    yield Line("III.3/own", place, "text", pen.fill)


def _why(one: ObstacleData) -> str:
    return one.kind if one.kind in _WHY else "other"


def obstacles(pen: Pen) -> Iterator[Line]:
    """IV. Khó khăn, vướng mắc: counts; the words stand in the annex."""
    at = pen.figures
    place = pen.say("paper_report.place.section", number="IV")
    yield pen.heading("section", "IV", pen.say("paper_report.four.title"))
    total = len(pen.data.obstacles)
    if total:
        counts = {"advised": len(at.advised), "beyond": len(at.beyond)}
        counts["open"] = total - sum(counts.values())
        parts = [pen.say(f"paper_report.four.{name}", n=n) for name, n in counts.items() if n]
        annex = pen.annexes["obstacles"]
        text = pen.say("paper_report.four.some", n=total, parts=parts, annex=annex)
    else:
        text = pen.say("paper_report.four.none")
    yield Line("IV/count", place, "text", text)
    if at.changes:
        which = pen.which(numbers(at.changes))
        said = pen.say("paper_report.four.changes", n=len(at.changes), which=which)
        yield Line("IV/changes", place, "text", said)


def ahead(pen: Pen) -> Iterator[Line]:
    """V. Nhiệm vụ trọng tâm: tasks overdue or due next, by lead in the plan's words."""
    place = pen.say("paper_report.place.section", number="V")
    yield pen.heading("section", "V", pen.say("paper_report.five.title", next=pen.next_period))
    found: dict[tuple[str, tuple[str, ...], date], list[Judged]] = {}
    for state in ("overdue", "running"):
        for one in pen.figures.next_due:
            if one.state == state and one.task.due:
                key = (state, one.task.lead_words, one.task.due)
                found.setdefault(key, []).append(one)
    for (state, leads, day), some in found.items():
        slots = {
            "own": leads == (pen.data.plan.coordinator,),
            "leads": pen.joined(leads),
            "soon": day <= pen.figures.ends,
        }
        said = "paper_report.five.overdue" if state == "overdue" else "paper_report.five.before"
        text = pen.say(said, numbers=numbers(some), day=day, **slots)
        yield Line(f"V/{numbers(some)[0]}", place, "item", text)
    if not found:
        yield Line("V/none", place, "text", _none_ahead(pen))
    yield Line("V/own", place, "text", pen.fill)


def _none_ahead(pen: Pen) -> str:
    if pen.data.round.frequency in {"midterm", "period_end"}:
        return pen.say("paper_report.five.none_later", year=pen.figures.next_ends.year)
    return pen.say("paper_report.five.none", next=pen.next_period)


def proposals(pen: Pen) -> Iterator[Line]:
    """VI. Đề xuất, kiến nghị: to UBND tỉnh only what a person marked; the close."""
    place = pen.say("paper_report.place.section", number="VI.1")
    yield pen.heading("section", "VI", pen.say("paper_report.six.title"))
    yield Line("VI.1/head", place, "part", pen.say("paper_report.six.above"))
    for one in pen.figures.beyond:
        said = pen.say("paper_report.six.of", name=one.name, task=one.task)
        line = Line(f"VI.1/{one.seq}", place, "item", said)
        yield from pen.lines(line, one.proposal or one.text)
    yield Line("VI.1/own", place, "text", pen.fill)
    other = pen.say("paper_report.place.section", number="VI.2")
    yield Line("VI.2/head", other, "part", pen.say("paper_report.six.others"))
    yield Line("VI.2/own", other, "text", pen.fill)
    yield Line(
        "close",
        pen.say("paper_report.place.section", number="VI"),
        "close",
        pen.say("paper_report.six.close"),
    )
