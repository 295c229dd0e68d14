"""A person at the phone, with the newest message: what is typed and pressed there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dialogues.markup import to_plain
from dialogues.messages import Say
from plans.ground import local
from tests.schedules.world import Told
from tests.year.habits import Habit
from tests.year.office import Office, Somebody

_PROMISED = timedelta(days=12)  # after the first reminder: 30/11 → 12/12


@dataclass
class Desk:
    """`shown` is the newest message with buttons."""

    office: Office
    who: Somebody
    moment: datetime
    shown: Say

    def sees(self, label: str) -> str | None:
        """The action of the first button whose label begins so."""
        for choice in self.shown.choices:
            if choice.label == label or (len(label) > 4 and choice.label.startswith(label)):
                return choice.action
        return None

    @property
    def text(self) -> str:
        return to_plain(self.shown.text)

    async def presses(self, label: str) -> None:
        action = self.sees(label)
        labels = [one.label for one in self.shown.choices]
        assert action is not None, (self.who, label, labels, self.text)
        self._look(await self.office.hears(self.who, self.moment, action=action))

    async def says(self, text: str) -> None:
        self._look(await self.office.hears(self.who, self.moment, text))

    def _look(self, answers: list[Say]) -> None:
        assert answers, self.who
        self.shown = answers[-1]


async def answer(desk: Desk, told: Told, before: int) -> None:
    """What this person does with a reminder; `before`: how many came earlier in this round."""
    nudged = told.key.startswith("nudge:")
    match desk.who.habit:
        case None:
            await _coordinate(desk)
        case Habit.NEVER:
            return
        case Habit.LATE if not nudged:
            return
        case Habit.LEADER if before == 0:
            await desk.presses("Đang trình lãnh đạo")
        case Habit.PROMISE if before == 0:
            await desk.presses("Hẹn ngày gửi")
            await desk.says((local(desk.moment) + _PROMISED).strftime("%d/%m/%Y"))
        case Habit.PAPER:
            if before == 1:
                await desk.presses("Đã có văn bản")
                await desk.says(f"45/BC-ABC ngày {local(desk.moment):%d/%m/%Y}")
        case _:
            await report(desk)


async def report(desk: Desk) -> None:
    """The whole report, as short as the bot allows."""
    if desk.who.leads:
        missing = await desk.office.missing(desk.who, desk.moment)
        if missing:
            await desk.says("\n".join(f"{n} Đang triển khai, đã tổ chức." for n in missing))
            while "chủ trì cả" in desk.text:  # a number of two parts of the plan
                await desk.presses(desk.shown.choices[0].label)
            await desk.presses("Gửi")
        await desk.presses("Gửi báo cáo" if desk.sees("Gửi báo cáo") else "Lãnh đạo đã đồng ý")
    if desk.sees("Không phát sinh"):
        await desk.presses("Không phát sinh")
    if desk.sees("Gửi"):
        await desk.presses("Gửi")
    assert desk.text.startswith("Đã gửi báo cáo"), desk.text


async def _coordinate(desk: Desk) -> None:
    """Open what is to be opened, nudge whom it is proposed to nudge; the rest is read."""
    if desk.sees("Nhắc "):
        await desk.presses("Nhắc ")
        if desk.sees("Gửi lời nhắc"):
            await desk.presses("Gửi lời nhắc")
    elif desk.sees("Mở kỳ báo cáo"):
        await desk.presses("Mở kỳ báo cáo")
        await _open(desk)


async def _open(desk: Desk) -> None:
    if desk.sees("Ngày khác"):
        await desk.presses(desk.shown.choices[0].label)  # as last year
    elif "Bot không tự đặt ngày" in desk.text:
        await desk.says(f"15/12/{local(desk.moment).year}")
    await desk.says(f"1234/CV-TH ngày {local(desk.moment):%d/%m/%Y}")
    if "Bỏ qua nếu giữ thời hạn" in desk.text:
        await desk.presses("Bỏ qua")
    if desk.sees("Đúng thời gian này"):
        await desk.presses("Đúng thời gian này")
    elif "Chốt số liệu đến hết ngày nào" in desk.text:
        await desk.presses("Bỏ qua")
    await desk.presses("Đúng danh sách này")
    await desk.presses("Mở kỳ báo cáo")
    assert desk.text.startswith("Đã mở kỳ báo cáo"), desk.text
