"""Phiếu trình: one page for the signer, what was compiled and what must be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plans.round_data import AgencyReport
from reports.names import grouped
from reports.papers.frame import Slots, head, words
from reports.papers.naming import day_of
from reports.papers.paper import Asked, Words
from reports.papers.report_figures import STATES, Figures, Judged, Share, figures
from reports.papers.said import Said

NAME = "phieu-trinh"
_LETTERS = "abcdđeghik"  # Vietnamese order: field of NĐ 30/2020
_MOST_NAMES, _MOST_NUMBERS = 8, 12


def brief(asked: Asked) -> Words:
    """The paper, whose figures are those of the báo cáo tổng hợp."""
    said, found = Said(asked), figures(asked.data)
    slots = head(said)
    slots |= {
        "ten_loai": said.line("paper_brief.kind").upper(),
        "trich_yeu": said.line("paper_brief.about"),
        "kinh_trinh": said.line("paper_brief.to"),
        "noi_dung": list(_body(said, found)),
        "y_kien": said.line("paper_brief.remark"),
        "nguoi_ky": [one.upper() for one in said.lines("paper_brief.signers")],
    }
    return words(said, NAME, slots, "brief")


def _body(said: Said, found: Figures) -> Iterator[Slots]:
    yield _heading(said.line("paper_brief.compiled", day=day_of(found.day)))
    yield from map(_line, _compiled(said, found))
    yield _heading(said.line("paper_brief.decide"))
    for letter, text in zip(_LETTERS, _decisions(said, found), strict=False):
        yield _line(said.line("paper_brief.item", letter=letter, text=text))
    yield _heading(said.line("paper_brief.opinion"))
    yield _line(said.line("paper_brief.opinion_blank"))


def _heading(text: str) -> Slots:
    return {"muc": True, "chu": text}


def _line(text: str) -> Slots:
    return {"muc": False, "chu": text}


def _compiled(said: Said, found: Figures) -> Iterator[str]:
    yield _reports(said, found) if found.asked else said.line("paper_brief.no_reports")
    total = len(found.tasks)
    states = list(_states(said, found))
    key = "paper_brief.tasks" if total else "paper_brief.no_tasks"
    yield said.line(key, total=total, states=states)
    obstacles = said.data.obstacles
    if obstacles:
        advised, beyond = len(found.advised), len(found.beyond)
        left = len(obstacles) - advised - beyond
        yield said.line("paper_brief.obstacles", total=len(obstacles), advised=advised,
                        beyond=beyond, left=left)  # fmt: skip
    if said.data.indicators:
        measured, total = len(found.measured), len(said.data.indicators)
        yield said.line("paper_brief.indicators", measured=measured, total=total)


def _reports(said: Said, found: Figures) -> str:
    return said.line(
        "paper_brief.reports",
        sent=len(found.sent),
        total=len(found.asked),
        shares=[_share(said, one) for one in found.shares],
        papers=sum(one.paper is not None for one in found.sent),
        entered=sum(one.entered is not None for one in found.sent),
        late=sum(one.late or one.paper_late for one in found.sent),
        owing=_names(said, found.owing),
    )


def _share(said: Said, one: Share) -> str:
    rank = said.line(f"paper_brief.rank.{one.rank}")
    return said.line("paper_brief.share", one=one, rank=rank)


def _states(said: Said, found: Figures) -> Iterator[str]:
    for state in STATES:
        some = found.of(state)
        if some:
            which = _which(said, some) if state != "running" else ""
            name = said.line(f"paper_brief.state.{state}")
            yield said.line("paper_brief.state_line", count=len(some), state=name, which=which)
    if found.unheard:
        which = _which(said, found.unheard)
        yield said.line("paper_brief.unheard", count=len(found.unheard), which=which)


def _decisions(said: Said, found: Figures) -> Iterator[str]:
    """What nobody but the signer may settle: only what there is."""
    more = [one for one in found.sent if one.more_asked]
    answered = {one.seq for one in found.advised}
    beyond = [one.name for one in said.data.obstacles if one.seq not in answered]
    if found.owing:
        yield said.line("paper_brief.ask.owing", count=len(found.owing))
    if more:
        yield said.line("paper_brief.ask.more", names=_names(said, more))
    for key, some in (
        ("waiting", found.of("waiting")),
        ("overdue", found.of("overdue")),
        ("changes", found.changes),
    ):
        if some:
            yield said.line(f"paper_brief.ask.{key}", which=_which(said, some))
    if beyond:
        yield said.line("paper_brief.ask.obstacles", names=_joined(said, dict.fromkeys(beyond)))
    unassigned = [one for one in found.tasks if not one.task.leads]
    if unassigned:
        yield said.line("paper_brief.ask.unassigned", which=_which(said, unassigned))
    yield said.line("paper_brief.ask.judgement")
    yield said.line("paper_brief.ask.send")


def _which(said: Said, some: Sequence[Judged]) -> str:
    """ " (1.2, 1.3)", or nothing where there are too many to read."""
    numbers = [one.task.number for one in some]
    few = len(some) <= _MOST_NUMBERS
    return " " + said.line("paper_brief.which", numbers=numbers).strip() if few else ""


def _names(said: Said, some: Iterable[AgencyReport]) -> str:
    return _joined(said, [one.name for one in some])


def _joined(said: Said, names: Iterable[str]) -> str:
    known = list(names)
    shown = []
    for one in grouped(known[:_MOST_NAMES], lambda name: name):
        members = ", ".join(name for name, _ in one.members)
        shown.append(f"{one.head} {members}" if one.head else members)
    text = "; ".join(shown)
    more = len(known) - _MOST_NAMES
    return said.line("paper_brief.names_more", names=text, more=more) if more > 0 else text
