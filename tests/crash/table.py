"""The figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tests.crash.reckoning import Figures

HEAD = (
    "mode", "kills (busy)", "answers", "lost", "doubled in database", "updates", "not done",
    "messages", "replies missing", "replies repeated", "outbox not ended", "back after s",
)  # fmt: skip


def print_table(found: Sequence[Figures]) -> None:
    """Markdown on the standard output."""
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    for one in found:
        print("| " + " | ".join(_row(one)) + " |")
    print()
    for one in found:
        notices = ", ".join(f"{kind} {number}" for kind, number in sorted(one.notices.items()))
        ended = ", ".join(f"{state} {number}" for state, number in sorted(one.ended.items()))
        refused = ", ".join(f"{said} ({times})" for said, times in one.refused.items()) or "none"
        print(
            f"{one.mode}: notices queued: {notices}. Outbox rows: {ended}; marked possibly twice: "
            f"{one.possibly_twice}. Refused calls: {refused}. "
            f"Presses made twice at once: {one.doubled_presses}. "
            f"Starts that were not waited for: {one.kills.early}."
        )


def _row(one: Figures) -> list[str]:
    kills, back = one.kills, one.kills.came_back
    missing = one.missing + one.unanswered
    return [
        one.mode, f"{kills.done} ({kills.busy})", str(one.answers), str(one.lost),
        str(one.doubled), str(one.updates), str(one.inbox_open), str(one.messages), str(missing),
        str(one.repeated), str(one.outbox_open),
        f"{median(back):.1f} [{min(back):.1f}–{max(back):.1f}]",
    ]  # fmt: skip
