"""The data set of a round: all that a report, a workbook or a picture is made of.

Plain values only, agencies and tasks in the plan's order, so that the same data are the same bytes
(`canonical`) and a figure of a paper can be traced to them. Moments are aware UTC datetimes, days
are local (Asia/Ho_Chi_Minh).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from plans.ground import local


@dataclass(frozen=True)
class PlanHead:
    """The plan as it was at the moment of the data set; number and day may be blank in print."""

    id: str
    short: str
    title: str
    number: str | None
    issued: str | None  # as printed: a day, or a month when the day is blank
    province: str
    coordinator: str
    coordinator_code: str
    coordinator_kind: str
    followed_from: date | None = None  # what fell due before it is never called late


@dataclass(frozen=True)
class Document:
    """Văn bản: số và ký hiệu as printed (45/BC-STNMT), and its day where it has one."""

    code: str
    dated: date | None


@dataclass(frozen=True)
class RoundHead:
    """The round and its dates; None is "chưa quy định". `quote`: the duty in the plan's words."""

    id: int
    frequency: str
    year: int
    part: int
    period_from: date | None
    period_to: date | None
    cutoff: date | None
    due: date
    last_day: date
    internal: date | None
    onward: date | None
    request: Document | None  # công văn đề nghị báo cáo
    section: str | None
    quote: str
    receivers: tuple[str, ...] = ()  # to whom the plan has it sent, as printed


@dataclass(frozen=True)
class Answered:
    """One of the round's questions and what an agency answered: a figure as typed, or yes/no."""

    question: str
    unit: str | None
    value: str


@dataclass(frozen=True)
class Supplement:
    """Nội dung bổ sung: what an agency answered to [Đề nghị bổ sung], as typed, and when."""

    text: str
    at: datetime


@dataclass(frozen=True)
class AgencyReport:
    """One agency of the confirmed denominator and its report that counted at that moment.

    `kind`: full, nothing, carried, partial, merged; None while nothing was sent by chat.
    `entered`: nhập thay from its "paper" or a "call". `late`: gửi sau thời hạn.
    """

    agency: int
    code: str
    name: str
    kind_of_body: str
    urge: bool
    kind: str | None
    nth: int
    sent: datetime | None
    by: str  # name and post of the one who sent it
    receipt: str
    late: bool
    entered: str | None
    paper: Document | None
    paper_late: bool
    accepted: bool
    more_asked: str  # the reason of [Đề nghị bổ sung] while it is not answered, or ""
    support: str  # phần phối hợp, or the one answer of who leads nothing
    answers: tuple[Answered, ...] = ()
    merged: Document | None = None  # of kind merged: the report it is lồng ghép tại, and where
    merged_section: str = ""
    after_cutoff: bool = False  # what counts came sau ngày chốt số liệu
    supplements: tuple[Supplement, ...] = ()  # to this very report, oldest first

    @property
    def is_merged(self) -> bool:
        """Đã lồng ghép tại báo cáo khác: all of its tasks are told there."""
        return self.kind == "merged" and self.merged is not None

    @property
    def reported(self) -> bool:
        """Sent by chat, or a registered document: either one counts; a part of one does not."""
        return self.kind not in {None, "partial"} or self.paper is not None


@dataclass(frozen=True)
class Said:
    """What one lead said last of a task; without a status it has said nothing."""

    agency: int
    name: str
    part: str  # lead, colead
    collective: bool
    status: str | None
    timeliness: str
    text: str = ""
    at: datetime | None = None
    by: str = ""
    in_round: bool = False  # said in this round, or before it
    papers: tuple[Document, ...] = ()
    done_on: date | None = None
    confirmed: bool = False
    source: str = ""  # chat, carried, entered, baseline
    # why it is behind, apart from lateness: "disputed" (đề nghị điều chỉnh, not decided),
    # "support" (an open vướng mắc says that it waits for a supporting agency), or ""
    held: str = ""
    receipt: str = ""  # mã ghi nhận of these very words


def after_cutoff(head: RoundHead, at: datetime | None) -> bool:
    """Whether a moment was once the cut-off and the last safe day were both over."""
    return (
        at is not None
        and head.cutoff is not None
        and local(at).date() > max(head.cutoff, head.last_day)
    )


@dataclass(frozen=True)
class Supporter:
    """Who supports a task, with the role as printed."""

    agency: int
    name: str
    printed: str
    collective: bool


@dataclass(frozen=True)
class TaskData:
    """A task in the plan's words with all its leads; without any it is chưa phân công."""

    id: int
    key: str
    number: str
    title: str
    group: str | None
    when: str | None
    due: date | None
    recurs: str | None
    lead_words: tuple[str, ...]  # who leads and supports, as the plan prints them
    support_words: tuple[str, ...]
    leads: tuple[Said, ...]
    supporters: tuple[Supporter, ...]
    number_before: str | None = None
    due_before: date | None = None
    slips: int = 0


@dataclass(frozen=True)
class IndicatorSaid:
    """One agency's figures as typed: thực hiện đến ngày chốt, ước cả năm."""

    agency: int
    name: str
    actual: str | None
    estimate: str | None
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class IndicatorData:
    """A chỉ tiêu of the plan with what was reported of it."""

    key: str
    number: str
    name: str
    unit: str | None
    target: str | None
    by: str | None
    values: tuple[IndicatorSaid, ...]


@dataclass(frozen=True)
class ObstacleData:
    """A vướng mắc with the last answer: trao đổi nghiệp vụ, or a document."""

    seq: int
    agency: int
    name: str
    task: str | None  # number of the task; None: the whole plan
    kind: str
    text: str
    proposal: str
    raised: datetime
    state: str
    answer: str
    document: Document | None
    escalated_to: str  # the body above, once it was told
    supporter: str = ""  # whom đề nghị phối hợp is for, where the agency agreed to it
    coordinated: datetime | None = None  # when that went out


@dataclass(frozen=True)
class RoundData:
    """Everything known of a round at a moment."""

    as_of: datetime
    plan: PlanHead
    round: RoundHead
    agencies: tuple[AgencyReport, ...]
    tasks: tuple[TaskData, ...]
    indicators: tuple[IndicatorData, ...]
    obstacles: tuple[ObstacleData, ...]

    @property
    def reported(self) -> tuple[AgencyReport, ...]:
        return tuple(one for one in self.agencies if one.reported)

    @property
    def owing(self) -> tuple[AgencyReport, ...]:
        return tuple(one for one in self.agencies if not one.reported)


def canonical(data: RoundData) -> bytes:
    """The data set as JSON: keys in order, no spaces, UTF-8; the same data, the same bytes.

    Lone surrogates, which no file can hold, stand as U+FFFD.
    """
    text = json.dumps(
        asdict(data), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def digest_of(data: RoundData) -> str:
    """The SHA-256 of the canonical bytes, in hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()
