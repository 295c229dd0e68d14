"""The words of the tables and the picture of a round, out of the catalogue."""

from __future__ import annotations

from dialogues.catalogue import Catalogue
from plans.model import Status, Timeliness
from plans.obstacles import ObstacleKind, ObstacleState
from plans.round_progress import STATES
from reports.replies import NO, YES
from reports.round_tables import COLUMNS, DOCUMENTS, FROZEN

_BARE = (
    "no_report", "unassigned", "confirmed", "waits", "before_round", "done_on", "number_before",
    "due_before", "slips", "not_urged", "more_asked", "late", "accepted", "whole_plan", "blank",
    "not_set", "not_kept", "open", "none", "added", "merged", "updated_after",
    "sent_after",
)  # fmt: skip
_FROZEN = (
    "plan", "number", "round", "duty", "request", "cutoff", "due", "internal", "onward",
    "reported", "as_of", "closed", "hash", "kept", "kept_hash",
)  # fmt: skip
_SOURCES = ("carried", "entered", "baseline")
_REPORTS = ("sent", "entered_paper", "entered_call", "paper", "nothing")
_KINDS = ("full", "nothing", "carried", "partial", "merged")
_ABOUT = ("request", "report", "task", "answer")


def table_words(texts: Catalogue) -> dict[str, str]:
    """Everything `reports.round_tables` calls things by."""
    plain = texts.plain
    columns = [f"{code}.{name}" for code, some in (COLUMNS | DOCUMENTS).items() for name in some]
    found = {name: plain(f"round_book.word.{name}") for name in _BARE}
    found |= {f"sheet.{code}": plain(f"round_book.sheet.{code}") for code in COLUMNS | DOCUMENTS}
    found |= {f"head.{name}": plain(f"round_book.head.{name}") for name in columns}
    found |= {f"{FROZEN}.{name}": plain(f"round_book.frozen.{name}") for name in _FROZEN}
    found |= {f"source.{name}": plain(f"round_book.source.{name}") for name in _SOURCES}
    found |= {f"timeliness.{one}": plain(f"round_book.timeliness.{one}") for one in Timeliness}
    found |= {f"report.{name}": plain(f"round_book.report.{name}") for name in _REPORTS}
    found |= {f"report_kind.{name}": plain(f"round_book.report_kind.{name}") for name in _KINDS}
    found |= {f"about.{name}": plain(f"round_book.document_about.{name}") for name in _ABOUT}
    found |= {f"answer.{one}": plain(f"adhoc.{one}") for one in (YES, NO)}
    found |= {f"status.{one}": plain(f"status.{one}") for one in Status}
    found |= {f"obstacle_kind.{one}": plain(f"obstacle.kind.{one}") for one in ObstacleKind}
    return found | {f"obstacle_state.{one}": _standing(texts, one) for one in ObstacleState}


def _standing(texts: Catalogue, one: ObstacleState) -> str:
    if one is ObstacleState.ESCALATED:  # to whom stands in a column of its own
        return texts.plain("round_book.obstacle_state.escalated")
    return texts.plain(f"obstacle.state.{one}")


def state_words(texts: Catalogue) -> dict[str, str]:
    """The states of a task as the picture names them."""
    return {name: texts.plain(f"round_book.state.{name}") for name in STATES}
