"""Which reports may be accepted unread: those that say that nothing happened."""

from __future__ import annotations

from plans.model import Participant


def plain(part: Participant) -> bool:
    """Không phát sinh, from an agency that leads nothing: there is nothing in it to weigh."""
    return part.waits and part.nothing_to_report and not part.leads
