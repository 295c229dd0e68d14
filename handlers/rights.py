"""Who may do what: one table. A right follows an appointment, for its plan and its province."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from plans.ground import Refusal
from plans.model import Appointment, Person, Plan, Role


class Right(StrEnum):
    """What may be done in chat."""

    SEE_DUTIES = "see_duties"
    UPDATE = "update"
    REPORT = "report"
    SEE_REMINDERS = "see_reminders"
    OPEN_ROUND = "open_round"
    SEE_ROUND = "see_round"
    NUDGE = "nudge"
    CONFIRM_PEOPLE = "confirm_people"
    TIE_GROUP = "tie_group"
    START_REMINDING = "start_reminding"
    ENTER_FOR = "enter_for"  # nhập thay
    ACCEPT = "accept"  # tiếp nhận, đề nghị bổ sung, xác nhận hoàn thành
    RAISE_OBSTACLE = "raise_obstacle"
    SEE_OBSTACLES = "see_obstacles"  # /vuongmac
    FOLLOW_OBSTACLES = "follow_obstacles"  # those of all agencies of the plan
    ANSWER_OBSTACLE = "answer_obstacle"
    BROADCAST = "broadcast"
    DRAFT_PAPER = "draft_paper"  # dự thảo công văn, báo cáo
    ASK_NOW = "ask_now"  # đề nghị báo cáo đột xuất
    BRING_PEOPLE = "bring_people"  # danh sách cán bộ đầu mối, mã tham gia
    DELEGATE = "delegate"  # chuyển phòng, đơn vị
    HAND_OVER = "hand_over"
    BE_AWAY = "be_away"
    SEE_MYSELF = "see_myself"
    SEE_LOG = "see_log"
    SET_PLAN = "set_plan"  # thiết lập của kế hoạch
    LOAD_PLAN = "load_plan"  # đưa kế hoạch, bản điều chỉnh vào theo dõi
    RELAY = "relay"  # chuyển tiếp vào nhóm


_FOCAL = frozenset({Role.FOCAL})
_COORDINATOR = frozenset({Role.COORDINATOR})
_ADMIN = frozenset({Role.PLAN_ADMIN})
SO = frozenset({Role.COORDINATOR, Role.PLAN_ADMIN})

RIGHTS: dict[Right, frozenset[Role]] = {
    Right.SEE_DUTIES: _FOCAL | SO,
    Right.UPDATE: _FOCAL,
    Right.REPORT: _FOCAL,
    Right.SEE_REMINDERS: _FOCAL | SO,
    Right.OPEN_ROUND: _COORDINATOR,
    Right.SEE_ROUND: SO,
    Right.NUDGE: _COORDINATOR,
    Right.CONFIRM_PEOPLE: SO,
    Right.TIE_GROUP: SO,
    Right.START_REMINDING: SO,
    Right.ENTER_FOR: _COORDINATOR,
    Right.ACCEPT: _COORDINATOR,
    Right.RAISE_OBSTACLE: _FOCAL,
    Right.SEE_OBSTACLES: _FOCAL | SO,
    Right.FOLLOW_OBSTACLES: SO,
    Right.ANSWER_OBSTACLE: _COORDINATOR,
    Right.BROADCAST: _ADMIN,
    Right.DRAFT_PAPER: _COORDINATOR,
    Right.ASK_NOW: _COORDINATOR,
    Right.BRING_PEOPLE: SO,
    Right.DELEGATE: _FOCAL,
    Right.HAND_OVER: _FOCAL | SO,
    Right.BE_AWAY: _FOCAL | SO,
    Right.SEE_MYSELF: frozenset(Role),
    Right.SEE_LOG: SO,
    Right.SET_PLAN: SO,
    Right.LOAD_PLAN: _ADMIN,
    Right.RELAY: _COORDINATOR,
}


def held(person: Person | None, right: Right) -> list[Appointment]:
    """The appointments that give a person this right."""
    if person is None:
        return []
    return [one for one in person.appointments if one.role in RIGHTS[right]]


def may(person: Person | None, right: Right, plan: Plan, agency: int | None = None) -> bool:
    """Whether a person has a right for this plan (and this agency); never beyond the province."""
    return any(covers(one, plan, agency) for one in held(person, right))


def refusal(person: Person | None, right: Right, otherwise: str, where: str) -> Refusal:
    """Why a button is refused: the thing is not (any longer) this person's, who has the right for
    another plan; or the right is none of theirs (`otherwise`). `where`: the command to look at.
    """
    return Refusal("right.elsewhere", where=where) if held(person, right) else Refusal(otherwise)


def covers(appointment: Appointment, plan: Plan, agency: int | None = None) -> bool:
    """Whether an appointment reaches a plan and an agency."""
    return (
        appointment.agency.province == plan.province
        and appointment.plan in {None, plan.id}
        and (agency is None or appointment.agency.id == agency)
    )


def plans_with(person: Person | None, right: Right, plans: Iterable[Plan]) -> list[Plan]:
    """The plans for which a person has this right."""
    return [plan for plan in plans if may(person, right, plan)]


# Rights that show or take the content of a plan, which tin không nội dung may close.
CONTENT = frozenset(
    {
        Right.SEE_DUTIES,
        Right.UPDATE,
        Right.RAISE_OBSTACLE,
        Right.SEE_OBSTACLES,
        Right.DELEGATE,
    }
)


def opens(person: Person | None, plan: Plan) -> bool:
    """Whether this person may see the plan's content in chat, as far as the mode goes."""
    if not plan.closed:
        return True
    held = person.appointments if person else ()
    return any(one.role in SO and covers(one, plan) for one in held)
