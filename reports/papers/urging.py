"""Công văn đôn đốc: to who still owes, less who has a document and who is not to be urged."""

from __future__ import annotations

from collections.abc import Sequence

from plans.round_data import AgencyReport, RoundData
from reports.papers.frame import frame, words
from reports.papers.naming import day_of, receivers
from reports.papers.paper import Asked, Words
from reports.papers.report_figures import LOCAL
from reports.papers.said import Said

NAME = "cong-van-don-doc"
_KEY = "urging"


def to_urge(data: RoundData) -> tuple[AgencyReport, ...]:
    """Who has sent nothing, without those marked chỉ nhận văn bản, không đôn đốc."""
    return tuple(one for one in data.owing if one.urge)


def _whom(to: Sequence[AgencyReport]) -> str:
    """How those written to are addressed: địa phương alone, cơ quan alone, or both."""
    found = {one.kind_of_body in LOCAL for one in to}
    return "both" if len(found) > 1 else "local" if True in found else "above"


def urging(asked: Asked) -> Words:
    """Lần 1, or lần 2, which cites the first."""
    said = Said(asked)
    to = [one for one in to_urge(asked.data) if one.agency not in asked.left_out]
    slots = frame(said, _KEY, receivers(to, asked.collectives))
    request = said.document(asked.data.round.request, said.line("paper_urging.gap_request"))
    first = {"code": "", "dated": ""}
    if asked.urged:
        first = said.document(asked.urged_by, said.line("paper_urging.gap_first"))
    slots["noi_dung"] = said.lines(
        "paper_urging.body", cited=said.citing(), request=request, first=first,
        again=asked.urged, day=day_of(asked.today), whom=said.line(f"paper_urging.to_{_whom(to)}"),
    )  # fmt: skip
    return words(said, NAME, slots, _KEY)
