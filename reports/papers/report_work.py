"""The work of the child process for the báo cáo tổng hợp: its words chosen, its file written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plans.files import DOCX, Produced
from plans.ground import Refusal
from reports.papers.paper import Words
from reports.papers.report import report
from reports.papers.report_gaps import gaps
from reports.papers.report_layout import laid_of, parts
from reports.papers.report_over import Change, likeness, over
from reports.papers.report_parts import Part
from reports.papers.report_pen import Pen
from reports.papers.report_sources import sources
from reports.papers.report_writing import page_of, sources_page


@dataclass(frozen=True)
class Build:
    """What is remembered of a build. `changes`: what became of the parts of an edited file that it
    was made over; None: it was made afresh. `gaps`: what a person fills or writes out.
    """

    name: str
    parts: tuple[Part, ...]
    changes: tuple[Change, ...] | None = None
    gaps: tuple[str, ...] = ()


def write(words: Words, data: bytes | None = None) -> tuple[Produced, Build]:
    """The report; with `data`, made over that edited file of one of the builds
    `words.more["olds"]`. Raises Refusal as `reports.papers.report_over.over` does.
    """
    from reports import word

    found = report(words.more["asked"])
    if data is not None:
        old = _nearest(data, words.more.get("olds", ()))
        again, changes, new = over(data, old, found, words)
        return Produced(words.name, DOCX, again), Build(words.name, new, changes)
    left = tuple(gaps(Pen(words.more["asked"])))
    made = page_of(found, words)
    kept = parts(laid_of(found, made))
    return Produced(words.name, DOCX, word.packed(made.page)), Build(words.name, kept, gaps=left)


def _nearest(data: bytes, olds: Sequence[Sequence[Part]]) -> Sequence[Part]:
    """The build of which most is still in the file."""
    if not olds:
        raise Refusal("paper_edits.not_ours")
    return max(olds, key=lambda old: likeness(data, old))


def write_sources(words: Words, _data: bytes | None = None) -> Produced:
    """The file of the table "đối chiếu, không gửi kèm"."""
    from reports import word

    page = sources_page(sources(words.more["asked"]), words)
    return Produced(words.name, DOCX, word.packed(page))
