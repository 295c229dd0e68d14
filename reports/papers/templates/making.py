"""All templates by kind of paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.papers import brief, request, urging
from reports.papers.report_kind import REPORT
from reports.papers.templates import brief as briefs
from reports.papers.templates import letters
from reports.papers.templates import report as reports

TEMPLATES: Mapping[str, Callable[[], bytes]] = {
    request.NAME: letters.request,
    urging.NAME: letters.urging,
    brief.NAME: briefs.brief,
    REPORT: reports.report,
}
