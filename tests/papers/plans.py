"""A data set of a round from each of the five plan files; results are illustrative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from plans.agencyfile import read_agencies
from plans.directory import AgencyEntry, Directory, GroupEntry
from plans.ground import Refusal
from plans.model import Status
from plans.planfile import Indicator, PlanFile, TaskEntry, read_plan
from plans.round_data import (
    AgencyReport,
    Document,
    IndicatorData,
    IndicatorSaid,
    ObstacleData,
    PlanHead,
    RoundData,
    RoundHead,
    Said,
    Supporter,
    TaskData,
)
from plans.samples import sample
from plans.timeliness import timeliness

# file, agencies, frequency, year, as of
PLANS = {
    "VLXD": ("bac-giang-vat-lieu-xay-dung", "bac-giang", 2023, date(2023, 12, 20)),
    "TTX": ("bac-giang-tang-truong-xanh", "bac-giang", 2025, date(2025, 1, 20)),
    "BĐKH": ("tuyen-quang-khi-hau", "tuyen-quang", 2020, date(2020, 12, 20)),
    "SXSH": ("vinh-long-san-xuat-sach-hon", "vinh-long", 2018, date(2018, 12, 20)),
    "BD": ("binh-duong-tang-truong-xanh", "binh-duong", 2018, date(2018, 10, 16)),
}
_STATUSES = (Status.ON_TRACK, Status.DONE, None, Status.CONTINUOUS, Status.MAY_SLIP)
_TEXTS = (
    "Đã ban hành văn bản triển khai; tổ chức 02 hội nghị, 180 đại biểu tham dự.",
    "Đã hoàn thành, kết quả tại Báo cáo số 45/BC-UBND ngày 05/12/2020.",
    "",
    "Duy trì kiểm tra định kỳ, đã kiểm tra 12 cơ sở.",
    "Đang trình phê duyệt dự toán kinh phí.",
)


def round_of(name: str, frequency: str = "annual", part: int = 0) -> RoundData:
    """A round of one of PLANS, three of four agencies having reported."""
    file, province, year, day = PLANS[name]
    plan = read_plan(sample(f"{file}.yaml"), file)
    known = read_agencies(sample(f"{province}.agencies.yaml"), province).directory()
    return _Making(plan, known, day).data(frequency, year, part)


class _Making:
    def __init__(self, plan: PlanFile, known: Directory, day: date) -> None:
        self.plan = plan
        self.known = known
        self.at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        self.day = day
        self.ids = {one.code: n for n, one in enumerate(known.agencies, 1)}
        assert plan.plan.coordinator
        own = known.find(plan.plan.coordinator)
        assert isinstance(own, AgencyEntry)
        self.own = own

    def data(self, frequency: str, year: int, part: int) -> RoundData:
        head = self.plan.plan
        reporters = self._reporters()
        return RoundData(
            as_of=self.at,
            plan=PlanHead(
                id=head.id, short=head.short or "", title=head.title, number=head.number,
                issued=str(head.issued) if head.issued else None, province=head.province,
                coordinator=self.own.name, coordinator_code=self.own.code, coordinator_kind="so",
            ),
            round=RoundHead(
                id=1, frequency=frequency, year=year, part=part, period_from=None, period_to=None,
                cutoff=self.day - timedelta(days=6), due=self.day, last_day=self.day,
                internal=None, onward=None, section=None, quote="",
                receivers=next(
                    (duty.receivers for duty in self.plan.reporting
                     if duty.frequency == frequency), (),
                ),
                request=Document(f"120/{self.own.code.upper()}", self.day),
            ),
            agencies=tuple(self._report(n, one) for n, one in enumerate(reporters)),
            tasks=tuple(self._task(n, one) for n, one in enumerate(self.plan.tasks)),
            indicators=tuple(self._indicator(n, x) for n, x in enumerate(self.plan.indicators)),
            obstacles=tuple(self._obstacle(n, one) for n, one in enumerate(reporters[:3], 1)),
        )  # fmt: skip

    def _reporters(self) -> list[AgencyEntry]:
        names = [n for one in self.plan.reporting for n in one.reporters]
        names += [n for one in self.plan.tasks for n in (*one.lead, *one.colead)]
        found = [one for name in names for one in self._bodies(name) if one != self.own]
        return list(dict.fromkeys(found))

    def _bodies(self, name: str) -> Sequence[AgencyEntry]:
        try:
            return self.known.members(self.known.find(name))
        except Refusal:
            return ()

    def _many(self, name: str) -> bool:
        try:
            return isinstance(self.known.find(name), GroupEntry)
        except Refusal:
            return True

    def _report(self, n: int, one: AgencyEntry) -> AgencyReport:
        sent = n % 4 != 3
        nothing = n % 3 == 2
        return AgencyReport(
            agency=self.ids[one.code], code=one.code, name=one.name, kind_of_body=one.kind,
            urge=one.urge, kind=("nothing" if nothing else "full") if sent else None,
            nth=1 if sent else 0, sent=self.at - timedelta(days=3) if sent else None,
            by="Chuyên viên" if sent else "", receipt=f"X-{n:03d}" if sent else "", late=n == 5,
            entered=None, paper=None, paper_late=False, accepted=sent, more_asked="",
            support="Đã cử cán bộ phối hợp." if sent and not nothing else "",
        )  # fmt: skip

    def _task(self, n: int, one: TaskEntry) -> TaskData:
        printed = one.support_as or "phối hợp"
        return TaskData(
            id=n, key=one.stable_key, number=one.number, title=" ".join(one.title.split()),
            group=one.group, when=one.when, due=one.due, recurs=one.recurs,
            lead_words=(*one.lead, *one.colead), support_words=one.support,
            leads=tuple(
                self._said(n + at, body, one, self._many(name))
                for name in (*one.lead, *one.colead)
                for at, body in enumerate(self._bodies(name))
            ),
            supporters=tuple(
                Supporter(self.ids[body.code], body.name, printed, self._many(name))
                for name in one.support
                for body in self._bodies(name)
            ),
        )  # fmt: skip

    def _said(self, n: int, body: AgencyEntry, task: TaskEntry, collective: bool) -> Said:
        status, text = _STATUSES[n % 5], _TEXTS[n % 5]
        judged = timeliness(status, None, task.due, self.day, task.recurs)
        return Said(
            self.ids[body.code], body.name, "lead", collective, status, judged, text=text,
            at=self.at if status else None, by="Chuyên viên", in_round=status is not None,
            confirmed=n % 2 == 0, source="chat",
        )  # fmt: skip

    def _indicator(self, n: int, one: Indicator) -> IndicatorData:
        said = (IndicatorSaid(self.ids[self.own.code], self.own.name, "12,5", "14,0"),)
        return IndicatorData(
            f"i{n}", one.number, one.name, one.unit, one.target,
            str(one.by) if one.by else None, said if n % 2 == 0 else (),
        )  # fmt: skip

    def _obstacle(self, n: int, one: AgencyEntry) -> ObstacleData:
        return ObstacleData(
            n, self.ids[one.code], one.name, None, ("funds", "policy", "staff")[n % 3],
            "Chưa bố trí được kinh phí thực hiện.", "Kính đề nghị UBND tỉnh bố trí kinh phí.",
            self.at, "new", "", None, "UBND tỉnh" if n == 1 else "",
        )  # fmt: skip
