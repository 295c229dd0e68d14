"""The nouns of the office, as frozen data: what queries return and what rules decide on.

Names follow the field's terms: Plan (kế hoạch), Task (nhiệm vụ), Agency (cơ quan),
Round (kỳ báo cáo), Update (cập nhật kết quả).
Moments are aware UTC datetimes; days are plain dates in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plans.merged import Merged


class Role(StrEnum):
    """What an appointment lets a person do (design: people and rights)."""

    FOCAL = "focal"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    PLAN_ADMIN = "plan_admin"
    TECH_ADMIN = "tech_admin"


class Part(StrEnum):
    """The part an agency has in a task."""

    LEAD = "lead"
    COLEAD = "colead"
    SUPPORT = "support"
    DECIDES = "decides"


class Status(StrEnum):
    """What a focal point says of a task."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"  # đang triển khai, bảo đảm tiến độ
    MAY_SLIP = "may_slip"  # đang triển khai, có khả năng chậm
    CONTINUOUS = "continuous"  # triển khai thường xuyên
    DONE = "done"
    CHANGE_REQUESTED = "change_requested"  # đề nghị điều chỉnh


class Timeliness(StrEnum):
    """What is computed from the status and the task's own due date, never typed by anyone."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RUNNING = "running"  # trong hạn
    OVERDUE = "overdue"
    NO_DUE = "no_due"  # không quy định thời hạn


@dataclass(frozen=True)
class Agency:
    """A body of one province. `urge` False: chỉ nhận văn bản, không đôn đốc."""

    id: int
    province: str
    code: str
    name: str
    kind: str
    urge: bool = True


@dataclass(frozen=True)
class Appointment:
    """A person's post in an agency for one plan (or, with `plan` None, for all), from a day on."""

    id: int
    person: int
    agency: Agency
    plan: str | None
    role: Role
    post: str
    confirmed: bool
    stands_for: int | None = None  # the person away, whose post this is


@dataclass(frozen=True)
class Person:
    """Somebody who talks to the bot, with the appointments in force today.

    Those of a person away in whose place this one stands are among them. `away`: the last day of
    an absence in which nobody stands in.
    """

    id: int
    name: str
    post: str
    appointments: tuple[Appointment, ...] = ()
    away: date | None = None

    @property
    def own(self) -> tuple[Appointment, ...]:
        """The appointments without those of people away."""
        return tuple(one for one in self.appointments if one.stands_for is None)


@dataclass(frozen=True)
class Plan:
    """A plan in use. `short` stands before task numbers in chat: VLXD 1.3."""

    id: str
    short: str
    province: str
    title: str
    number: str | None
    issued: str | None
    coordinator: Agency
    followed_from: date | None
    started: datetime | None  # when [Bắt đầu nhắc] was pressed
    no_content: bool = False  # tin không nội dung
    open_in_chat: bool = False  # and a command opens the content all the same
    file_links: bool = False  # files as signed links where none can be sent

    @property
    def closed(self) -> bool:
        """Whether the content stays out of the agencies' chats altogether."""
        return self.no_content and not self.open_in_chat


@dataclass(frozen=True)
class Task:
    """A separately assigned piece of work, in the plan's own words."""

    id: int
    plan: str
    short: str
    key: str
    number: str
    title: str
    group: str | None
    when: str | None
    due: date | None
    recurs: str | None
    number_before: str | None = None  # before the last amendment that changed it; None: never
    when_before: str | None = None
    due_before: date | None = None
    slips: int = 0  # how often its date was put off
    removed: datetime | None = None  # when an amendment took it out of the plan

    @property
    def label(self) -> str:
        """How people name it in chat: short name and the plan's own number."""
        return f"{self.short} {self.number}"


@dataclass(frozen=True)
class Duty:
    """A task seen from one agency: its part, in the plan's words, and the last thing it said."""

    task: Task
    part: Part
    printed: str  # the role as printed, e.g. "phối hợp, giám sát"
    collective: bool  # reached only through a collective name
    state: State | None = None


@dataclass(frozen=True)
class Call:
    """A call somebody took: who spoke (name, post), as typed, and when; aware UTC."""

    who: str
    at: datetime


@dataclass(frozen=True)
class EntryBasis:
    """Nhập thay: what an agency's words were entered from, its document or a call."""

    paper: Paper | None = None
    call: Call | None = None


@dataclass(frozen=True)
class State:
    """The last update of one agency on one task."""

    update: int
    status: Status
    text: str
    at: datetime
    person: str  # name of the one who wrote it
    round: int | None
    done_on: date | None = None
    confirmed: bool = False  # the Sở's confirmation, apart from the agency's word
    source: str = "chat"  # chat, carried, entered (nhập thay), or baseline: the Sở's own table
    basis: EntryBasis | None = None  # of an entered one

    @property
    def agreed(self) -> bool:
        """Whether the Sở says so too: it confirmed the word, or gave it itself."""
        return self.confirmed or self.source == "baseline"


@dataclass(frozen=True)
class ReportingDuty:
    """Chế độ báo cáo: who reports to whom, how often, by when, as the plan says."""

    id: int
    plan: str
    frequency: str
    reporters: tuple[str, ...]
    receivers: tuple[str, ...]
    via: str | None
    month: int | None
    day: int | None
    year: int | None
    before: bool
    quote: str
    section: str | None = None  # where the plan lays it down: "III.2"


@dataclass(frozen=True)
class Paper:
    """Văn bản: số, ký hiệu, ngày."""

    number: str  # số: "45"
    symbol: str  # ký hiệu: "BC-STNMT"
    dated: date | None

    @property
    def code(self) -> str:
        """Số và ký hiệu as printed: 45/BC-STNMT."""
        return f"{self.number}/{self.symbol}"


@dataclass(frozen=True)
class GroupQuestion:
    """Câu hỏi chung in a round. `unit` of the figure it takes; None: yes or no."""

    text: str
    unit: str | None


@dataclass(frozen=True)
class GroupAnswer:
    """One answer with its question as it was then: a figure as typed, or yes/no."""

    question: GroupQuestion
    value: str


class RoundState(StrEnum):
    """A round is asked of the coordinator, opened by him, then closed."""

    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Round:
    """Kỳ báo cáo: one dated occurrence of a reporting duty.

    `due` is the day printed in the plan, `last_day` the last safe day: the day before, when the
    plan says "trước".
    """

    id: int
    plan: str
    short: str
    duty: int
    frequency: str
    year: int
    part: int  # month, quarter or half of the year; 0 for the whole year
    cutoff: date | None
    due: date
    last_day: date
    internal: date | None  # the Sở's own earlier date
    onward: date | None  # due to UBND tỉnh
    request: Paper | None  # công văn đề nghị báo cáo
    state: RoundState
    opened: datetime | None
    closed: datetime | None = None
    questions_for: str | None = None  # the collective asked these in place of its tasks
    questions: tuple[GroupQuestion, ...] = ()
    period_from: date | None = None  # kỳ số liệu; None: chưa quy định
    period_to: date | None = None
    frozen: datetime | None = (
        None  # the moment whose data set is kept: its cut-off, or its closing
    )

    @property
    def ends(self) -> date:
        """The last day taken for good: offices take the printed day itself."""
        return max(self.due, self.last_day)

    @property
    def over_from(self) -> date:
        """The first day on which it can be closed."""
        return self.ends + timedelta(days=1)

    def passed(self, day: date) -> bool:
        """Whether the date is over on a local day: from the day after the printed one."""
        return day > self.ends

    def after_cutoff(self, day: date) -> bool:
        """Whether what comes on a local day comes sau ngày chốt số liệu: data that closed are
        still sent until the last safe day.
        """
        return self.cutoff is not None and day > max(self.cutoff, self.last_day)


class SubmissionState(StrEnum):
    """Where an agency stands in a round."""

    NOTHING = "nothing"  # chưa gửi
    UPDATING = "updating"  # đang cập nhật
    WITH_LEADER = "with_leader"  # đang trình lãnh đạo
    SENT = "sent"  # đã gửi
    MORE_ASKED = "more_asked"  # đề nghị bổ sung
    ACCEPTED = "accepted"  # đã tiếp nhận


_SENT = frozenset({SubmissionState.SENT, SubmissionState.MORE_ASKED, SubmissionState.ACCEPTED})


@dataclass(frozen=True)
class Participant:
    """One agency in one round: what it is asked, and where it stands."""

    round: int
    agency: Agency
    leads: int  # how many tasks it leads; 0: one question for the whole plan
    state: SubmissionState
    sent: datetime | None = None
    nothing_to_report: bool = False
    carried_over: bool = False
    paper: Paper | None = None  # đã có văn bản
    paper_entered: bool = False  # the Sở registered that document itself
    paper_late: bool = False  # dated after the date, or taken once the round was closed
    entered: EntryBasis | None = None  # nhập thay: of the report that counts
    promised: date | None = None  # hẹn ngày gửi
    with_leader_since: datetime | None = None
    nudges: int = 0
    missing: tuple[str, ...] = ()  # numbers of lead tasks not yet updated
    away: date | None = None  # until when all its focal points are away, nobody standing in
    nudged_on: date | None = None
    promises: int = 0  # days named so far: hẹn lần 2
    by_phone: bool = False  # the day was named in a call (gọi rồi, hẹn …)
    by_questions: bool = False  # what it leads under a collective name, it answers by questions
    merged: Merged | None = None  # đã lồng ghép: where the report that counts stands
    indicators: tuple[str, ...] = ()  # numbers of the indicators it reports
    indicators_missing: tuple[str, ...] = ()  # those without a word in this round

    @property
    def reported(self) -> bool:
        """A report sent by chat or a registered document: either one counts.

        One that the Sở asked more about was sent all the same: nobody says it did not arrive.
        """
        return self.state in _SENT or self.paper is not None

    @property
    def waits(self) -> bool:
        """Whether the Sở has still to say "Tiếp nhận" (or what it lacks)."""
        settled = {SubmissionState.ACCEPTED, SubmissionState.MORE_ASKED}
        return self.reported and self.state not in settled


@dataclass(frozen=True)
class PlanSettings:
    """The values a plan's coordinator may change; times are local (Asia/Ho_Chi_Minh)."""

    remind_at: str = "08:30"
    monday_at: str = "13:45"
    digest_at: str = "14:30"
    digest_weekday: int = 4  # Friday
    quiet: tuple[tuple[str, str], ...] = (("17:00", "07:30"), ("11:30", "13:30"))
    ladder: tuple[int, ...] = (10, 3, 0)  # working days before the last safe day
    overdue_nudges: int = 3
    overdue_every_days: int = 7
    with_leader_quiet_days: int = 2
    ask_to_open_days: int = 30
    before_means_day_before: bool = True  # "trước ngày 15/12": 14/12 is the last safe day
    max_lateness_hours: int = 8
    relay_focal: bool = False  # chuyển tiếp vào nhóm đầu mối các cơ quan
    relay_internal: bool = False  # … vào nhóm nội bộ Sở
    no_content: bool = False  # tin không nội dung
    open_in_chat: bool = False  # with no_content: whether a command opens the content
    file_links: bool = False  # files as signed links where none can be sent
    extra: dict[str, str] = field(default_factory=dict)
