"""A year of one plan by itself, as its own document sets it, kept as a transcript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dialogues.markup import to_plain
from plans.ground import local
from plans.model import Role
from storage import plans, rounds
from tests.schedules.world import Told
from tests.year.desk import Desk, report
from tests.year.habits import Habit
from tests.year.office import Office, Somebody, on

_CLOCKS = ("08:30", "13:45", "15:00")
_AT_WORK = "15:00"
_CHASED = timedelta(days=28)
_MOST = 30  # tasks in one message


@dataclass(frozen=True)
class Own:
    """What is particular to a plan: files, days, what its coordinator answers.

    `given`: the date that the Sở sets, by how the question of the day begins ("năm 2020");
    `questions`: the collective asked, and its questions.
    """

    files: tuple[str, str]
    loaded: date
    last: date
    paper: str
    given: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, str] | None = None


@dataclass
class OwnYear:
    """`log` is the transcript: the day, to whom, the first line."""

    office: Office
    own: Own
    log: list[str] = field(default_factory=list)
    inbox: list[Told] = field(default_factory=list)

    async def walk(self) -> None:
        await self.office.load(on(self.own.loaded, "07:40"), *self.own.files)
        day = self.own.loaded
        await self._start(day)
        while day <= self.own.last:
            if self.office.tools.calendar.is_working(day):
                for clock in _CLOCKS:
                    await self._at(day, clock)
            day += timedelta(days=1)

    @property
    def coordinator(self) -> Somebody:
        return next(o for o in self.office.staff.values() if o.role is Role.COORDINATOR)

    async def _start(self, day: date) -> None:
        async with self.office.db.reading(on(day, "08:00")) as unit:
            (plan,) = await plans.every(unit)
        await self.office.hears(self.coordinator, on(day, "08:00"), action=f"bdx:{plan.id}")

    async def _at(self, day: date, clock: str) -> None:
        moment = on(day, clock)
        self._keep(await self.office.pass_to(moment))
        if clock == _AT_WORK:
            waiting, self.inbox = self.inbox, []
            for told in waiting:
                await self._read(told, day)
            await self._close(day)
            self._keep(await self.office.deliver(moment))

    async def _close(self, day: date) -> None:
        """The coordinator closes a round when nobody is chased for it any more."""
        async with self.office.db.reading(on(day, _AT_WORK)) as unit:
            running = await rounds.open_rounds(unit)
        for one in running:
            if day >= one.due + _CHASED:
                who = self.coordinator
                (said,) = await self.office.hears(who, on(day, _AT_WORK), action=f"dkx:{one.id}")
                self.log.append(f"{day:%d/%m/%Y} 15:00 chốt kỳ: {to_plain(said.text)}")

    def _keep(self, told: list[Told]) -> None:
        self.inbox += told
        for one in told:
            who = self.office.staff[one.to or 0]
            name = who.agency.name if who.role is Role.FOCAL else "Chuyên viên tổng hợp"
            line = to_plain(one.say.text).split("\n")[0]
            self.log.append(f"{local(one.at):%d/%m/%Y %H:%M} {name}: {line}")

    async def _read(self, told: Told, day: date) -> None:
        who = self.office.staff[told.to or 0]
        desk = Desk(self.office, who, on(day, _AT_WORK), told.say)
        if who.role is Role.COORDINATOR:
            await self._coordinate(desk)
        elif who.habit is not Habit.NEVER and told.key.startswith("reminder:"):
            if "hết thời gian thực hiện ngày" in desk.text.split("\n")[0]:
                return  # a date of its own, outside a round
            await _said_in_pieces(desk)
            await (_by_questions(desk) if await _asked_all(desk) else report(desk))

    async def _coordinate(self, desk: Desk) -> None:
        if desk.sees("Mở kỳ báo cáo"):
            await desk.presses("Mở kỳ báo cáo")
            await self._open(desk)

    async def _open(self, desk: Desk) -> None:
        given = next((p for p in self.own.given if desk.sees(p.capitalize())), None)
        if "nhiều kỳ báo cáo" in desk.text and given:
            await desk.presses(given.capitalize())
        if "Bot không tự đặt ngày" in desk.text:
            period = next(p for p in self.own.given if f"Báo cáo {p}" in desk.text)
            await desk.says(self.own.given[period])
        elif desk.sees("Ngày khác"):
            await desk.presses(desk.shown.choices[0].label)
        await desk.says(f"{self.own.paper} ngày {local(desk.moment):%d/%m/%Y}")
        if "Bỏ qua nếu giữ thời hạn" in desk.text:
            await desk.presses("Bỏ qua")
        if desk.sees("Đúng thời gian này"):
            await desk.presses("Đúng thời gian này")
        elif "Chốt số liệu đến hết ngày nào" in desk.text:
            await desk.presses("Bỏ qua")
        await desk.presses("Đúng danh sách này")
        if desk.sees("Không đặt, cập nhật"):
            await self._ask_all(desk)
        await desk.presses("Mở kỳ báo cáo")
        assert desk.text.startswith("Đã mở kỳ báo cáo"), desk.text
        self.log.append(f"{local(desk.moment):%d/%m/%Y %H:%M} mở kỳ: {desk.text.splitlines()[0]}")

    async def _ask_all(self, desk: Desk) -> None:
        if self.own.questions is None:
            await desk.presses("Không đặt, cập nhật")
            return
        collective, questions = self.own.questions
        await desk.presses(collective)
        await desk.says(questions)


async def _asked_all(desk: Desk) -> bool:
    return "câu hỏi chung" in desk.text and not await desk.office.missing(desk.who, desk.moment)


async def _said_in_pieces(desk: Desk) -> None:
    """More tasks than one message takes: thirty at a time, the last of them left."""
    missing = await desk.office.missing(desk.who, desk.moment)
    while len(missing) > _MOST:
        await desk.says("\n".join(f"{n} Đang triển khai, đã tổ chức." for n in missing[:_MOST]))
        await desk.presses("Gửi")
        missing = missing[_MOST:]


async def _by_questions(desk: Desk) -> None:
    """The report of a member of the collective: figures, yes, no word more."""
    await desk.says("/baocao")
    await desk.presses("Gửi báo cáo")
    await desk.presses("Trả lời câu hỏi chung")
    while desk.text.startswith("Câu "):
        await (desk.presses("có") if desk.sees("có") else desk.says("3"))
    await desk.presses("Bỏ qua")
    await desk.presses("Gửi")
    assert desk.text.startswith("Đã gửi báo cáo"), desk.text
