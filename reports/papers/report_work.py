"""The work of the child process for the báo cáo tổng hợp: its words chosen, its file written."""

from __future__ import annotations

from dataclasses import dataclass

from plans.files import DOCX, Produced
from reports.papers.paper import Words
from reports.papers.report import report
from reports.papers.report_layout import laid_of, parts
from reports.papers.report_over import Change, over
from reports.papers.report_parts import Part
from reports.papers.report_sources import sources
from reports.papers.report_writing import page_of, sources_page


@dataclass(frozen=True)
class Build:
    """What is remembered of a build, and what changed when it was made over an edited file."""

    parts: tuple[Part, ...]
    changes: tuple[Change, ...] = ()


def write(words: Words, _data: bytes | None = None) -> Produced:
    """The file of the report alone."""
    return build(words)[0]


def build(words: Words, data: bytes | None = None) -> tuple[Produced, Build]:
    """The report; with `data`, made over that edited file of the build `words.more["old"]`."""
    from reports import word

    found = report(words.more["asked"])
    if data is not None:
        again, changes, new = over(data, words.more["old"], found, words)
        return Produced(words.name, DOCX, again), Build(new, changes)
    made = page_of(found, words)
    kept = parts(laid_of(found, made))
    return Produced(words.name, DOCX, word.packed(made.page)), Build(kept)


def write_sources(words: Words, _data: bytes | None = None) -> Produced:
    """The file of the table "đối chiếu, không gửi kèm"."""
    from reports import word

    page = sources_page(sources(words.more["asked"]), words)
    return Produced(words.name, DOCX, word.packed(page))
