"""The statuses offices count by, as options: only the status question uses digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.forms import Option
from plans.model import Status

# "Đang triển khai" is asked further: nobody ticks "chậm" against himself.
IN_PROGRESS = "in_progress"
_ORDER = (
    IN_PROGRESS,
    Status.DONE,
    Status.NOT_STARTED,
    Status.CHANGE_REQUESTED,
    Status.CONTINUOUS,
)


def status_options(texts: Catalogue) -> Sequence[Option]:
    """The five statuses an agency may choose."""
    return [
        Option(str(one), texts.plain(f"status.{one}"), str(place))
        for place, one in enumerate(_ORDER, start=1)
    ]


def pace_options(texts: Catalogue) -> Sequence[Option]:
    """Bảo đảm tiến độ, or có khả năng chậm."""
    return [
        Option(str(one), texts.plain(f"status.pace_{one}"))
        for one in (Status.ON_TRACK, Status.MAY_SLIP)
    ]


def settled(answers: Mapping[str, Any], place: str = "") -> Status:
    """The status of the answers, with the pace where one was asked."""
    status = answers[f"status{place}"]
    return Status(answers[f"pace{place}"] if status == IN_PROGRESS else status)


def opened(status: Status) -> dict[str, str]:
    """A status as the answers that lead to it."""
    if status in {Status.ON_TRACK, Status.MAY_SLIP}:
        return {"status": IN_PROGRESS, "pace": str(status)}
    return {"status": str(status)}
