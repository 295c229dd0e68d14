"""Khó khăn, vướng mắc: its kinds and states, what may follow what, and how long it has waited.

Moments are aware UTC datetimes; ages are working days in Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from plans.calendar import WorkCalendar
from plans.ground import Refusal, local
from plans.hours import next_open_moment
from plans.model import Agency, Paper, PlanSettings

SILENCE = 5  # working days without a word after an answer: kết thúc theo dõi


class ObstacleKind(StrEnum):
    """What an obstacle is about."""

    POLICY = "policy"  # cơ chế, chính sách
    FUNDS = "funds"  # kinh phí
    COORDINATION = "coordination"  # công tác phối hợp
    STAFF = "staff"  # nhân lực
    EXPERTISE = "expertise"  # chuyên môn, kỹ thuật
    OTHER = "other"


class ObstacleState(StrEnum):
    """Where an obstacle stands, in the order in which lists show them."""

    NEW = "new"  # mới gửi
    RECEIVED = "received"  # đã tiếp nhận
    CONSIDERING = "considering"  # đang xem xét
    ANSWERED = "answered"  # đã trả lời
    ESCALATED = "escalated"  # đã báo cáo UBND tỉnh
    CLOSED = "closed"  # kết thúc theo dõi


class Side(StrEnum):
    """Who may take a step: the agency that raised it, the coordinating Sở, or time."""

    AGENCY = "agency"
    SO = "so"
    TIME = "time"


class Move(StrEnum):
    """A step in the life of an obstacle."""

    RAISED = "raised"
    ADDED = "added"  # bổ sung
    STILL = "still"  # còn vướng
    PAPER_ASKED = "paper_asked"  # đề nghị trả lời bằng văn bản
    CLEAR = "clear"  # đã rõ
    WITHDRAWN = "withdrawn"  # thu hồi
    RECEIVED = "received"  # tiếp nhận
    CONSIDERED = "considered"  # đang xem xét
    ADVISED = "advised"  # trao đổi nghiệp vụ
    REPLIED = "replied"  # trả lời bằng văn bản
    ESCALATED = "escalated"  # báo cáo UBND tỉnh
    LAPSED = "lapsed"  # nobody said anything more


_S = ObstacleState
_OPEN = tuple(one for one in ObstacleState if one is not _S.CLOSED)

Follows = Mapping[ObstacleState, ObstacleState]


def _to(state: ObstacleState, *before: ObstacleState) -> dict[ObstacleState, ObstacleState]:
    return dict.fromkeys(before, state)


def _stays() -> dict[ObstacleState, ObstacleState]:
    return {one: one for one in _OPEN}


# Who may take a step, and where it leads from each state in which it may be taken.
TABLE: Mapping[Move, tuple[Side, Follows]] = {
    Move.ADDED: (Side.AGENCY, {**_stays(), **_to(_S.CONSIDERING, _S.ANSWERED)}),
    Move.STILL: (Side.AGENCY, _to(_S.CONSIDERING, _S.ANSWERED)),
    Move.PAPER_ASKED: (Side.AGENCY, _to(_S.CONSIDERING, _S.ANSWERED, _S.CONSIDERING)),
    Move.CLEAR: (Side.AGENCY, _to(_S.CLOSED, _S.CONSIDERING, _S.ANSWERED, _S.ESCALATED)),
    Move.WITHDRAWN: (Side.AGENCY, _to(_S.CLOSED, *_OPEN)),
    Move.RECEIVED: (Side.SO, _to(_S.RECEIVED, _S.NEW)),
    Move.CONSIDERED: (Side.SO, _to(_S.CONSIDERING, _S.NEW, _S.RECEIVED)),
    Move.ADVISED: (Side.SO, _to(_S.ANSWERED, *_OPEN)),
    Move.REPLIED: (Side.SO, _to(_S.ANSWERED, *_OPEN)),
    Move.ESCALATED: (Side.SO, _to(_S.ESCALATED, *_OPEN)),
    Move.LAPSED: (Side.TIME, _to(_S.CLOSED, _S.ANSWERED)),
}
ANSWERS = frozenset({Move.ADVISED, Move.REPLIED})
SETTLING = ANSWERS | {Move.ESCALATED}
_ASKING = frozenset({Move.RAISED, Move.ADDED, Move.STILL, Move.PAPER_ASKED})


@dataclass(frozen=True)
class Step:
    """One step as kept. `name` and `post` as they were then; both empty where time passed.

    `to`: the body that was reported to, of an ESCALATED step.
    """

    id: int
    at: datetime
    person: int | None
    name: str
    post: str
    what: Move
    text: str
    paper: Paper | None
    to: str
    state: ObstacleState

    @property
    def ours(self) -> bool:
        """Whether the Sở took it."""
        return self.what is not Move.RAISED and TABLE[self.what][0] is Side.SO


@dataclass(frozen=True)
class Obstacle:
    """Khó khăn, vướng mắc of one agency, with all that happened to it, oldest first."""

    id: int
    plan: str
    short: str
    seq: int  # vướng mắc số 07, counted in its plan
    agency: Agency
    task: str | None  # its label, "VLXD 4"; None: the whole plan
    kind: ObstacleKind
    text: str
    proposal: str
    state: ObstacleState
    moved: datetime  # when it got into its state
    person: int  # who raised it
    at: datetime
    steps: tuple[Step, ...]
    task_id: int | None = None
    supporter: int | None = None  # the agency whose part is waited for
    supporter_name: str = ""
    consent: bool = False  # the agency agrees that this one is asked to work with it
    coordinated: datetime | None = None  # when the Sở asked it

    @property
    def may_coordinate(self) -> bool:
        """Whether the Sở may send đề nghị phối hợp: agreed to, and not sent yet."""
        return self.open and self.consent and bool(self.supporter) and self.coordinated is None

    @property
    def about(self) -> str:
        """The task as people name it, or the whole plan."""
        return self.task or f"KH {self.short}"

    @property
    def open(self) -> bool:
        return self.state is not ObstacleState.CLOSED

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def answer(self) -> Step | None:
        """The newest answer."""
        return self._newest(ANSWERS)

    @property
    def escalation(self) -> Step | None:
        """The newest report to a body above."""
        return self._newest({Move.ESCALATED})

    @property
    def received(self) -> datetime | None:
        """When the Sở said that it has it."""
        return next((one.at for one in self.steps if one.what is Move.RECEIVED), None)

    @property
    def wants_paper(self) -> bool:
        """Whether a written answer was asked for and has not come."""
        asked, given = self._newest({Move.PAPER_ASKED}), self._newest({Move.REPLIED})
        return self.open and asked is not None and (given is None or given.id < asked.id)

    @property
    def waits(self) -> bool:
        """Whether it is the Sở's turn."""
        ours = {ObstacleState.NEW, ObstacleState.RECEIVED, ObstacleState.CONSIDERING}
        return self.state in ours or self.wants_paper

    @property
    def waits_since(self) -> datetime:
        """Since when the Sở owes the next word; what it says of itself does not start it anew."""
        since: datetime | None = None
        paper: datetime | None = None
        for one in self.steps:
            if one.what in SETTLING:
                paper = None if one.what is Move.REPLIED else paper
                since = paper
            elif one.what in _ASKING:
                since = since or one.at
                paper = one.at if one.what is Move.PAPER_ASKED else paper
        return since or self.at

    def _newest(self, moves: Iterable[Move]) -> Step | None:
        wanted = frozenset(moves)
        return next((one for one in reversed(self.steps) if one.what in wanted), None)


def after(one: Obstacle, move: Move) -> ObstacleState:
    """Where a step leads. Raises Refusal obstacle.closed, obstacle.not_now, obstacle.paper_asked,
    obstacle.paper_given (field `one`).
    """
    if not one.open:
        raise Refusal("obstacle.closed", one=one)
    if move is Move.PAPER_ASKED:
        _check_paper(one)
    follows = TABLE[move][1]
    if one.state not in follows:
        raise Refusal("obstacle.not_now", one=one)
    return follows[one.state]


def _check_paper(one: Obstacle) -> None:
    """Asked for once; a document that was just given is read first."""
    if one.wants_paper:
        raise Refusal("obstacle.paper_asked", one=one)
    given = one.answer if one.state is ObstacleState.ANSWERED else None
    if given is not None and given.what is Move.REPLIED:
        raise Refusal("obstacle.paper_given", one=one)


def can(one: Obstacle, move: Move) -> bool:
    """Whether a step may be taken now."""
    try:
        after(one, move)
    except Refusal:
        return False
    return True


def age(since: datetime, today: date, calendar: WorkCalendar) -> int:
    """Working days gone by since a moment, its own day not counted (BLDS 2015, Điều 147)."""
    return max(calendar.working_days_left(local(since).date(), today), 0)


def last_word(one: Obstacle, settings: PlanSettings, calendar: WorkCalendar) -> date | None:
    """The last local day on which the agency may speak before silence ends it; None: none runs.

    Counted from the day its answer went out, which quiet hours may have moved.
    """
    if one.state is not ObstacleState.ANSWERED or one.wants_paper or one.answer is None:
        return None
    told = local(next_open_moment(one.answer.at, settings, calendar)).date()
    return calendar.add_working(told, SILENCE)


def listed(found: Iterable[Obstacle]) -> list[Obstacle]:
    """By state, in each the one that has been there longest first; closed ones newest first."""
    order = list(ObstacleState)
    kept = sorted(found, key=lambda one: (order.index(one.state), one.moved, one.seq))
    open_ = [one for one in kept if one.open]
    return open_ + [one for one in reversed(kept) if not one.open]
