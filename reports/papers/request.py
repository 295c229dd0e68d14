"""Công văn đề nghị báo cáo: opens the round; outline, each agency's tasks and figures annexed."""

from __future__ import annotations

from plans.round_data import AgencyReport, IndicatorData, RoundData
from reports.names import grouped
from reports.papers.frame import Slots, annex, frame, words
from reports.papers.naming import day_of, receivers
from reports.papers.paper import Asked, Words
from reports.papers.said import Said

NAME = "cong-van-de-nghi"
_KEY = "request"
_LEADING = frozenset({"lead", "colead"})


def request(asked: Asked) -> Words:
    """The công văn to the agencies of the round (before it is open: those proposed)."""
    said = Said(asked)
    to = [one for one in asked.data.agencies if one.agency not in asked.left_out]
    slots = frame(said, _KEY, receivers(to, asked.collectives))
    cutoff = day_of(asked.data.round.cutoff) or said.gap(said.line("paper_request.gap_cutoff"))
    figures = bool(asked.data.indicators)
    slots["noi_dung"] = said.lines("paper_request.body", cutoff=cutoff, figures=figures,
                                   cited=said.citing(), local=_local(to))  # fmt: skip
    under = said.line("paper_request.annexed")
    slots["phu_luc_1"] = annex(said, "I", said.line("paper_request.outline_title"), under)
    slots["phu_luc_1"]["noi_dung"] = _outline(said, figures=figures)
    slots["phu_luc_2"] = annex(
        said, "II", said.line("paper_request.tasks_title", local=_local(to)), under
    )
    slots["phu_luc_2"] |= _tasks(said, to)
    slots["phu_luc_3"] = _figures(said, under, cutoff) if figures else None
    return words(said, NAME, slots, _KEY)


def _local(to: list[AgencyReport]) -> bool:
    """Whether there are địa phương among them."""
    return any(one.name.startswith("UBND") for one in to) or not to


def _outline(said: Said, *, figures: bool) -> list[Slots]:
    """Đề cương: "#" begins the title of a section."""
    found = []
    for text in said.lines("paper_request.outline", figures=figures):
        heading = text.startswith("#")
        found.append({"muc": heading, "chu": text.removeprefix("#").strip()})
    return found


def _tasks(said: Said, to: list[AgencyReport]) -> Slots:
    """Trích nhiệm vụ: what each agency leads, one a row, and what it supports in one row; agencies
    with the same rows stand together.
    """
    heads = said.lines("paper_request.tasks_heads")
    same: dict[tuple[tuple[int, ...], str], list[AgencyReport]] = {}
    for one in to:
        same.setdefault(_part(said.data, one.agency), []).append(one)
    rows: list[Slots] = []
    for (leads, supports), bodies in same.items():
        rows.append({"dau": True, "ten": "; ".join(_together(bodies))})
        rows += [_task(said, place) for place in leads]
        if supports:
            rows.append(_row(said.line("paper_request.supports", numbers=supports)))
        if not leads and not supports:
            rows.append(_row(said.line("paper_request.no_part")))
    return {"cot": heads, "dong": rows}


def _part(data: RoundData, agency: int) -> tuple[tuple[int, ...], str]:
    """Places of the tasks it leads; numbers of those it supports."""
    leads, supports = [], []
    for place, task in enumerate(data.tasks):
        if any(one.agency == agency and one.part in _LEADING for one in task.leads):
            leads.append(place)
        elif any(one.agency == agency for one in task.supporters):
            supports.append(task.number)
    return tuple(leads), ", ".join(supports)


def _together(bodies: list[AgencyReport]) -> list[str]:
    found = grouped(bodies, lambda one: one.name)
    names = [", ".join(name for name, _ in one.members) for one in found]
    return [
        f"{one.head}: {some}" if one.head else some for one, some in zip(found, names, strict=True)
    ]


def _task(said: Said, place: int) -> Slots:
    task = said.data.tasks[place]
    when = task.when or said.line("paper.no_time")
    return {"dau": False, "muc": task.number, "ten": task.title, "thoi_gian": when}


def _row(text: str) -> Slots:
    return {"dau": False, "muc": "", "ten": text, "thoi_gian": ""}


def _figures(said: Said, under: str, cutoff: str) -> Slots:
    """Biểu số liệu: the agencies fill it."""
    found = annex(said, "III", said.line("paper_request.figures_title"), under)
    found["cot"] = said.lines("paper_request.figures_heads", cutoff=cutoff)
    found["dong"] = [_figure(one) for one in said.data.indicators]
    return found


def _figure(one: IndicatorData) -> Slots:
    target = " ".join(filter(None, (one.target, f"({one.by})" if one.target and one.by else "")))
    return {"tt": one.number, "ten": one.name, "don_vi": one.unit or "", "muc_tieu": target}
