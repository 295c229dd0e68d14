"""The slots of every office document: its head, whom it goes to, its foot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.papers.naming import day_of, month_of
from reports.papers.paper import Words
from reports.papers.said import Said

Slots = dict[str, Any]


def frame(said: Said, key: str, to: Iterable[str]) -> Slots:
    """What stands around the body of a công văn; `key` ends the keys of its own sentences."""
    return {
        **head(said),
        "so_ky_hieu": said.line("paper.number"),
        "trich_yeu": said.line(f"paper.about.{key}"),
        **receiving(said, list(to)),
        "noi_nhan_dau": said.line("paper.copies_head"),
        "noi_nhan": said.lines("paper.copies"),
        "chuc_vu": [_office(said, one) for one in said.lines("paper.signer")],
        **facts(said),
    }


def head(said: Said) -> Slots:
    """Who issues it, where and when."""
    nation, motto = said.lines("paper.nation")
    return {
        "quoc_hieu": nation,
        "tieu_ngu": motto,
        "co_quan_chu_quan": said.line("paper.above").upper(),
        "co_quan": said.data.plan.coordinator.upper(),
        "dia_danh_ngay": said.line("paper.place", month=month_of(said.asked.today)),
    }


def receiving(said: Said, to: list[str]) -> Slots:
    """Kính gửi: one receiver on its line, several one under the other: "- …;", the last "- ….\""""
    head = said.line("paper.to")
    if len(to) == 1:
        return {"kinh_gui_dau": f"{head} {to[0]}.", "kinh_gui": []}
    lines = [f"- {one}{';' if place < len(to) else '.'}" for place, one in enumerate(to, 1)]
    if not to:
        blank = said.gap(said.line("paper.receivers"))
        return {"kinh_gui_dau": f"{head} {blank}.", "kinh_gui": []}
    return {"kinh_gui_dau": head, "kinh_gui": lines}


def _office(said: Said, text: str) -> str:
    """Chức vụ in capitals, a blank as it is."""
    return said.fill.join(one.upper() for one in text.split(said.fill))


def facts(said: Said) -> Slots:
    """Bare facts, for a Sở that words the body itself."""
    known = said.line
    return {
        "ten_co_quan": said.data.plan.coordinator,
        "ten_ke_hoach": said.citing(),
        "ky_bao_cao": known("paper.period"),
        "thoi_han": day_of(said.data.round.due),
        "ngay_bao_cao_tinh": day_of(said.data.round.onward),
    }


def annex(said: Said, number: str, title: str, under: str) -> Slots:
    """The head of a phụ lục; number "" where it is the only one."""
    head = said.line("paper.annex", number=number)
    return {"so": head.strip(), "ten": title.upper(), "kem_theo": under}


def words(said: Said, kind: str, slots: Slots, key: str) -> Words:
    """The paper, with what its file is called and what is left to fill."""
    asked = said.asked
    draft = said.line("paper.draft")
    return Words(
        kind=kind,
        name=said.line(f"paper.file.{key}"),
        slots=slots,
        gaps=said.gaps,
        fill=said.fill,
        mark=" - ".join(filter(None, (draft, asked.mark))),
        author=said.data.plan.coordinator,
        title=said.line(f"paper.title.{key}"),
        plan=said.data.plan.id,
        made=said.data.as_of,
    )
