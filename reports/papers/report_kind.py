"""Báo cáo tổng hợp and đối chiếu among the papers: what the main process hands over to the child.

The words of 300 tasks take longer than the main process may stand still: the child chooses them.
"""

from __future__ import annotations

from reports.papers.paper import Asked, Words
from reports.papers.report_pen import Pen

REPORT, SOURCES = "bao-cao", "doi-chieu"
REPORT_WRITER = "reports.papers.report_work:write"
SOURCES_WRITER = "reports.papers.report_work:write_sources"


def report_words(asked: Asked) -> Words:
    """What is known of the report before it is written."""
    pen = Pen(asked)
    return _words(pen, REPORT, "report", asked.texts.plain("paper.draft"))


def sources_words(asked: Asked) -> Words:
    """The same of the table of sources."""
    pen = Pen(asked)
    return _words(pen, SOURCES, "sources", pen.say("paper_report.sources.mark"))


def _words(pen: Pen, kind: str, file: str, mark: str) -> Words:
    asked = pen.asked
    return Words(
        kind=kind,
        name=pen.say(f"paper_report.file.{file}"),
        slots={},
        fill=pen.fill,
        mark=" - ".join(filter(None, (mark, asked.mark))),
        author=asked.data.plan.coordinator,
        title=pen.say(f"paper_report.file.{file}").removesuffix(".docx"),
        plan=asked.data.plan.id,
        made=asked.data.as_of,
        more={"asked": asked},
    )
