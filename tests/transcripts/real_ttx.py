"""KH TTX of Bắc Giang whole, beside KH VLXD: 147 tasks, 23 of them given to every UBND huyện."""

from __future__ import annotations

from datetime import date

from handlers.loading import load_plan
from plans.model import Role
from plans.planfile import read_plan
from plans.samples import sample
from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import HUYEN, _seat, appoint, person_of

TTX = "bac-giang-ttx-2021-2030"
NEAR = ("ubnd-lang-giang", "ubnd-luc-nam", "ubnd-tan-yen", "ubnd-son-dong")
_FILE = "bac-giang-tang-truong-xanh.yaml"


async def real_ttx(play: Play) -> None:
    """In use, reminders started, its coordinator and the people of the huyện there."""
    async with play.store() as unit:
        await load_plan(unit, read_plan(sample(_FILE), _FILE))
        await plans.follow_from(unit, TTX, date(2023, 1, 1))
        await _seat(unit, play, "ttx", 1301, "skhdt", TTX, "Bắc Giang", Role.COORDINATOR)
        await _seat(unit, play, "syt", 1302, "syt", TTX, "Bắc Giang")
        await plans.start(unit, TTX, await person_of(unit, play, "ttx"))
        for code in HUYEN:
            if code != "ubnd-hiep-hoa":  # its person has not joined
                await appoint(unit, await person_of(unit, play, code), code, TTX)


async def to_the_questions(play: Play, without: str = "") -> str:
    """From /mo to the question of which collective is asked."""
    await play.says("ttx", "/mo")
    await play.says("ttx", "14/12/2023")
    await play.says("ttx", "2107/SKHĐT-TH ngày 15/11/2023")
    if not without:
        await play.presses("ttx", "Đúng thời gian này")
        return await play.presses("ttx", "Đúng danh sách này")
    await play.presses("ttx", "Thêm, bớt cơ quan")
    return await play.says("ttx", without)
