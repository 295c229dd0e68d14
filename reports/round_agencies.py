"""The agencies of a round and the reports that counted at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plans.ground import local
from plans.model import Agency
from plans.round_data import AgencyReport, Answered, Supplement
from plans.round_data import Document as Printed
from storage import reviews
from storage.stood import Document, Head, Word
from storage.submissions import Sent


@dataclass(frozen=True)
class Said:
    """What stood at a moment, by agency: reports (oldest first), document, the Sở's words."""

    reports: Mapping[int, Sequence[Sent]]
    documents: Mapping[int, Document]
    words: Mapping[int, Sequence[Word]]


def signed(name: str, post: str) -> str:
    """Name and post as one writes them in a table."""
    return ", ".join(one for one in (name, post) if one)


def agency_reports(head: Head, asked: Iterable[Agency], said: Said) -> tuple[AgencyReport, ...]:
    """Agency by agency, in the plan's order."""
    return tuple(_report(head, one, said) for one in asked)


def _report(head: Head, agency: Agency, said: Said) -> AgencyReport:
    sent = _counting(said.reports.get(agency.id, ()))
    document = said.documents.get(agency.id)
    words = said.words.get(agency.id, ())
    paper = document.paper if document else None
    return AgencyReport(
        agency=agency.id,
        code=agency.code,
        name=agency.name,
        kind_of_body=agency.kind,
        urge=agency.urge,
        kind=sent.kind if sent else None,
        nth=sent.nth if sent else 0,
        sent=sent.at if sent else None,
        by=signed(sent.by, sent.post) if sent else "",
        receipt=sent.receipt if sent else "",
        late=sent.late if sent else False,
        entered=_entered(sent),
        paper=Printed(paper.code, paper.dated) if paper else None,
        paper_late=document is not None and _late(document, head),
        accepted=_accepted(sent, words),
        more_asked=_more_asked(sent, words),
        support=sent.support if sent else "",
        answers=tuple(
            Answered(one.question.text, one.question.unit, one.value)
            for one in (sent.answers if sent else ())
        ),
        merged=_merged(sent),
        merged_section=sent.merged.section if sent and sent.merged else "",
        after_cutoff=_after_cutoff(head, sent, document),
        supplements=_supplements(sent, words),
    )


def _counting(reports: Sequence[Sent]) -> Sent | None:
    """The last one; a part entered after a whole report does not make it a part again."""
    whole = [one for one in reports if one.kind != "partial"]
    found = whole or list(reports)
    return found[-1] if found else None


def _merged(sent: Sent | None) -> Printed | None:
    if sent is None or sent.merged is None:
        return None
    return Printed(sent.merged.paper.code, sent.merged.paper.dated)


def _entered(sent: Sent | None) -> str | None:
    if sent is None or sent.basis is None:
        return None
    return "paper" if sent.basis.paper else "call"


def _late(document: Document, head: Head) -> bool:
    """Dated after the round's date, or registered in a round already closed."""
    after = head.closed is not None and document.at >= head.closed
    return after or (document.paper.dated is not None and document.paper.dated > head.ends)


def _accepted(sent: Sent | None, words: Sequence[Word]) -> bool:
    """The Sở took this very report (or the document, where nothing was sent) and asked no more."""
    mine = sent.id if sent else None
    taken = [one.id for one in words if one.what == reviews.ACCEPTED and one.submission == mine]
    asked = [one.id for one in words if one.what == reviews.MORE_ASKED]
    return bool(taken) and max(taken) > max(asked, default=0)


def _more_asked(sent: Sent | None, words: Sequence[Word]) -> str:
    """What the Sở asked last, while neither an answer nor a new report has come."""
    if not words or words[-1].what != reviews.MORE_ASKED:
        return ""
    last = words[-1]
    again = sent is not None and sent.id != last.submission and sent.at >= last.at
    return "" if again else last.text


def _supplements(sent: Sent | None, words: Sequence[Word]) -> tuple[Supplement, ...]:
    """What was answered to the Sở of this report; a report sent anew says it all itself."""
    mine = sent.id if sent else None
    return tuple(
        Supplement(one.text, one.at)
        for one in words
        if one.what == reviews.ANSWERED and one.submission == mine
    )


def _after_cutoff(head: Head, sent: Sent | None, document: Document | None) -> bool:
    """Whether what counts now came once the cut-off and the last safe day were both over."""
    newest = max((one.at for one in (sent, document) if one), default=None)
    if newest is None or head.cutoff is None:
        return False
    return local(newest).date() > max(head.cutoff, head.last_day)
