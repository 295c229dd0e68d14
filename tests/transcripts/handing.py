"""What the stories of /bangiao share."""

from __future__ import annotations

from datetime import date

from handlers.loading import load_plan
from plans.model import Role
from plans.planfile import read_plan
from storage import plans
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    VLXD,
    _open,
    _seat,
    appoint,
    person_of,
)

TTX_YTE = """
plan:
  id: bac-giang-ttx
  short: TTX
  province: Bắc Giang
  title: KẾ HOẠCH Tăng trưởng xanh (trích)
  coordinator: Sở Kế hoạch và Đầu tư
reporting:
  - frequency: annual
    from: [Sở Y tế]
    to: [UBND tỉnh]
    via: Sở Kế hoạch và Đầu tư
    due: {month: 12, day: 20}
    before: true
    quote: báo cáo trước ngày 20/12 hàng năm
tasks:
  - number: "3.4"
    title: Kiểm soát chất thải y tế.
    lead: [Sở Y tế]
  - number: "8.10a"
    title: |
      Vệ sinh an toàn thực phẩm;
      Nước sạch nông thôn;
      Phòng chống dịch bệnh;
      Chăm sóc sức khỏe ban đầu;
      Truyền thông nâng cao sức khỏe.
    lead: [Sở Y tế]
"""


TTX = "bac-giang-ttx"


SECOND = "Cán bộ stnmt-2"


async def health(play: Play) -> None:
    """Sở Y tế has two people; one is the focal point of KH TTX, whose round is open."""
    async with play.store() as unit:
        await load_plan(unit, read_plan(TTX_YTE.encode(), "ttx.yaml"))
        await plans.follow_from(unit, TTX, date(2023, 1, 1))
        await plans.start(unit, TTX, 1)
        await _seat(unit, play, "syt", 1201, "syt", TTX, "Bắc Giang")
        await _seat(unit, play, "syt-2", 1202, "syt", VLXD, "Bắc Giang")
        await appoint(unit, await person_of(unit, play, "skhdt"), "skhdt", TTX, Role.COORDINATOR)
        await _open(unit, TTX, ("syt",), date(2023, 12, 20), date(2023, 12, 19))


async def hands_over(play: Play, who: str, to: str, day: str = "") -> str:
    """A handover by a focal point of one post; what was said last."""
    await play.says(who, "/bangiao")
    await play.presses(who, next(one for one in play.buttons(who) if one.startswith(to)))
    await play.presses(who, "Từ một ngày khác" if day else "Ngay hôm nay")
    if day:
        await play.says(who, day)
    return await play.presses(who, "Gửi")
