"""What an entry for an agency (nhập thay) rests on, as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from plans.model import Call, EntryBasis, Paper


def to_json(basis: EntryBasis) -> dict[str, Any]:
    """The basis as a JSON object."""
    kept: dict[str, Any] = {}
    if basis.paper is not None:
        kept["paper"] = paper_to_json(basis.paper)
    if basis.call is not None:
        kept["call"] = {"who": basis.call.who, "at": basis.call.at.isoformat()}
    return kept


def from_json(kept: Mapping[str, Any] | None) -> EntryBasis | None:
    """The basis that `to_json` wrote; None where none is kept, or one of another kind."""
    paper, call = (kept.get("paper"), kept.get("call")) if kept else (None, None)
    if not (paper or call):
        return None
    return EntryBasis(
        paper=paper_from_json(paper) if paper else None,
        call=Call(call["who"], datetime.fromisoformat(call["at"])) if call else None,
    )


def paper_to_json(paper: Paper) -> dict[str, str | None]:
    """Số, ký hiệu, ngày."""
    dated = paper.dated.isoformat() if paper.dated else None
    return {"number": paper.number, "symbol": paper.symbol, "dated": dated}


def paper_from_json(kept: Mapping[str, Any]) -> Paper:
    """The document that `paper_to_json` wrote."""
    dated = date.fromisoformat(kept["dated"]) if kept["dated"] else None
    return Paper(kept["number"], kept["symbol"], dated)
