"""Each of the five plans runs a whole year of its own; the transcript is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogues.messages import Say
from reports.group_answers import summed
from storage import rounds
from storage.database import Database
from tests.year.desk import Desk
from tests.year.office import Office, on
from tests.year.own import Own, OwnYear

pytestmark = [pytest.mark.replay, pytest.mark.timeout(300)]

TTX_ID = "bac-giang-ttx-2021-2030"
VLXD = Own(
    ("bac-giang", "bac-giang-vat-lieu-xay-dung"), date(2023, 3, 1), date(2024, 2, 29),
    "1234/SXD-QLXD",
)  # fmt: skip
BDKH = Own(
    ("tuyen-quang", "tuyen-quang-khi-hau"), date(2020, 8, 3), date(2021, 7, 30),
    "86/STNMT-MT", {"năm 2020": "15/12/2020"},
)  # fmt: skip
TTX = Own(
    ("bac-giang", "bac-giang-tang-truong-xanh"), date(2024, 11, 1), date(2025, 12, 31),
    "2107/SKHĐT-TH", {"năm 2024": "13/12/2024"},
    ("UBND các huyện", "Số lớp tuyên truyền đã tổ chức (lớp)\nĐã ban hành kế hoạch năm nay"),
)  # fmt: skip
BINH_DUONG = Own(
    ("binh-duong", "binh-duong-tang-truong-xanh"), date(2018, 5, 7), date(2019, 4, 26),
    "815/SKHĐT-TH",
)  # fmt: skip
SXSH = Own(
    ("vinh-long", "vinh-long-san-xuat-sach-hon"), date(2017, 1, 3), date(2017, 12, 29),
    "102/SCT-KTAT",
    {"6 tháng đầu năm 2017": "20/06/2017", "năm 2017": "20/12/2017"},
)  # fmt: skip


async def walked(db: Database, own: Own) -> OwnYear:
    year = OwnYear(Office(db), own)
    await year.walk()
    print("\n".join(year.log))
    return year


def said(year: OwnYear, day: str, beginning: str) -> list[str]:
    """Lines of the transcript of a day that begin so, behind the hour."""
    return [line for line in year.log if line.startswith(day) and line[17:].startswith(beginning)]


def days(year: OwnYear, who: str, words: str) -> list[str]:
    """The days on which somebody was told so."""
    return [line[:10] for line in year.log if f" {who}: " in line and words in line]


SO = "Chuyên viên tổng hợp"


async def test_vlxd_reports_before_15_12_and_the_so_before_31_12(sqlite_db):
    year = await walked(sqlite_db, VLXD)
    assert days(year, SO, "Đã đến lúc mở kỳ báo cáo năm 2023") == ["15/11/2023"]
    assert said(year, "15/11/2023", "mở kỳ: Đã mở kỳ báo cáo năm 2023 KH VLXD cho 15 cơ quan")
    assert days(year, SO, "hôm nay dự thảo") == ["20/12/2023"]
    assert days(year, SO, "hôm nay trình") == ["25/12/2023"]
    assert days(year, SO, "hôm nay gửi UBND tỉnh") == ["29/12/2023"]
    assert days(year, "Sở Tài nguyên và Môi trường", "ngày cuối 14/12/2023") == ["30/11/2023"]


async def test_bdkh_asks_the_so_for_its_date_five_months_after_signing(sqlite_db):
    year = await walked(sqlite_db, BDKH)
    assert days(year, SO, "chưa quy định ngày gửi") == ["16/11/2020"]
    assert said(year, "16/11/2020", "mở kỳ: Đã mở kỳ báo cáo năm 2020 KH BĐKH cho 26 cơ quan")
    assert days(year, SO, "hôm nay dự thảo") == []  # no day is given for its own report


async def test_ttx_yearly_by_questions_and_the_review_of_2025(sqlite_db):
    year = await walked(sqlite_db, TTX)
    assert days(year, SO, "chưa quy định ngày gửi") == ["14/11/2024", "12/11/2025"]
    assert said(year, "14/11/2024", "mở kỳ: Đã mở kỳ báo cáo năm 2024 KH TTX cho 29 cơ quan")
    assert days(year, SO, "tổ chức sơ kết thực hiện Kế hoạch vào năm 2025") == ["01/12/2025"]
    async with sqlite_db.reading(on(date(2025, 1, 20), "08:00")) as unit:
        (first,) = [one for one in await rounds.of_plan(unit, TTX_ID) if one.year == 2024]
        summed_up = await summed(unit, first)
    assert summed_up is not None
    lessons, plans_made = summed_up.sums
    # Yên Dũng never answers; the city leads two tasks of its own, and says no more than of those.
    assert (summed_up.agencies, summed_up.answered) == (10, 8)
    assert (lessons.total, plans_made.yes, plans_made.no) == (24, 8, 0)


async def test_binh_duong_quarter_ii_then_15_10_then_the_priority_works(sqlite_db):
    year = await walked(sqlite_db, BINH_DUONG)
    trade = "Sở Công thương"
    ends = "hết thời gian thực hiện ngày"
    # Quý II ends on a Saturday; "trước 15/10", a Monday, means Friday 12/10.
    assert days(year, trade, f"{ends} 30/06/2018") == ["15/06/2018"]
    assert days(year, trade, f"{ends} 31/12/2018") == ["14/12/2018"]  # a day off by exchange
    assert days(year, "Sở Y tế", ends) == ["14/12/2018"]  # co-leads one priority work
    assert days(year, "Sở Tài chính", ends) == []
    assert days(year, SO, "trước ngày 15/10/2018, ngày cuối 12/10/2018")[0] == "17/09/2018"
    assert said(year, "17/09/2018", "mở kỳ: Đã mở kỳ báo cáo năm 2018 KH TTX cho 24 cơ quan")


async def test_sxsh_six_months_then_the_year(sqlite_db):
    year = await walked(sqlite_db, SXSH)
    assert days(year, SO, "quy định báo cáo 6 tháng") == ["15/05/2017"]
    assert days(year, SO, "quy định báo cáo hằng năm") == ["14/11/2017"]
    for day, period in (("15/05/2017", "6 tháng đầu năm 2017"), ("14/11/2017", "năm 2017")):
        assert said(year, day, f"mở kỳ: Đã mở kỳ báo cáo {period} KH SXSH cho 6 cơ quan")
    assert not [line for line in year.log if "UBND huyện" in line]


async def test_sxsh_whole_period_when_the_so_opens_it(sqlite_db):
    year = OwnYear(
        Office(sqlite_db), replace(SXSH, loaded=date(2020, 11, 2), last=date(2020, 11, 2))
    )
    await year.walk()
    desk = Desk(year.office, year.coordinator, on(date(2020, 11, 3), "09:00"), Say(""))
    await desk.says("/mo")
    assert desk.sees("Tổng kết 2020 (chưa quy định ngày)")
    await desk.presses("Tổng kết 2020")
    await desk.says("18/12/2020")
    await desk.says("940/SCT-KTAT ngày 03/11/2020")
    assert "Chốt số liệu đến hết ngày nào" in desk.text
    await desk.presses("Bỏ qua")
    await desk.presses("Đúng danh sách này")
    await desk.presses("Mở kỳ báo cáo")
    assert desk.text.startswith("Đã mở kỳ báo cáo tổng kết 2020 KH SXSH cho 6 cơ quan.")
