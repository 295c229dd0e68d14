"""[Bảng Excel], [Hình tiến độ], [Hồ sơ kỳ báo cáo]: what they hold, who gets them, where."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import struct
import zipfile

from sqlalchemy import delete, update

from reports.papers.request import NAME as REQUEST
from storage import rounds
from storage.schema import task, task_role
from tests import excel
from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.amended_plans import amended, taken
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import (
    also_leads,
    closed,
    opened,
    other_province,
    plainly,
    raised,
    second_coordinator,
    sends,
    three_tasks,
)

BOOK, PICTURE, PACKAGE = "Bảng Excel", "Hình tiến độ", "Hồ sơ kỳ báo cáo"
CARD = "Tin cho lãnh đạo Sở"
TTX = "bac-giang-ttx"


async def _answered(play: Play) -> int:
    """Two have reported: one that leads three tasks, and one that leads none."""
    round_ = await opened(play)
    await play.at("04/12/2023 09:00")
    await three_tasks(
        play, "1.2 Đã hoàn thành. =HYPERLINK(1), Báo cáo số 120/BC-STNMT ngày 10/11/2023"
    )
    await sends(play, support="+ Đã cử 02 cán bộ")
    await plainly(play, "ubnd-luc-nam")
    await raised(play)
    return round_


async def _details(play: Play, who: str = "sxd", chat: int | None = None) -> str:
    await play.says(who, "/tonghop", chat=chat)
    return await play.presses(who, "Xem chi tiết", chat=chat)


async def story_workbook_of_a_round(play: Play) -> None:
    await _answered(play)
    said = await _details(play)
    assert said.endswith(f"[{CARD}] [{BOOK}] [{PICTURE}] [{PACKAGE}]")
    said = await play.presses("sxd", BOOK)
    assert said.startswith("Bot đang lập bảng Excel của kỳ báo cáo năm 2023 KH VLXD.")
    assert "(Bảng tổng hợp KH VLXD năm 2023.xlsx)" in said
    assert "kỳ chưa chốt. Bảng để làm việc nội bộ, không thay văn bản báo cáo." in said
    sheets = excel.sheets(play.file("sxd").data)
    assert list(sheets) == [
        "Nhiệm vụ", "Tình hình gửi báo cáo", "Vướng mắc", "Chỉ tiêu", "Câu hỏi chung", "Bản chốt",
    ]  # fmt: skip
    title, under, _, heads, *rows = sheets["Nhiệm vụ"]
    assert title[0] == "KH VLXD, báo cáo năm 2023: Nhiệm vụ"
    assert under[0].startswith("Số liệu đến 09:00 ngày 04/12/2023; kỳ chưa chốt.")
    assert heads[:3] == ["TT", "Nhiệm vụ", "Nhóm nhiệm vụ"]
    by_number = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    done = by_number["1.2"]
    assert done["Cơ quan báo cáo"] == "Sở Tài nguyên và Môi trường"
    assert done["Kết quả"].startswith("Đã hoàn thành. =HYPERLINK(1)")
    assert done["Tình trạng"] == "Đã hoàn thành"
    assert done["Văn bản"] == "120/BC-STNMT (10/11/2023)"
    assert done["Ghi chú"].startswith("chờ xác nhận hoàn thành")
    old = by_number["1.1"]  # said when the plan was taken into use
    assert old["Kết quả"] == "(minh họa) Đã tổ chức tuyên truyền tại một số huyện."
    assert old["Ghi chú"] == "số liệu khi đưa kế hoạch vào theo dõi"
    assert by_number["4"]["Kết quả"] == "Chưa phân công"
    _, _, _, heads, *rows = sheets["Tình hình gửi báo cáo"]
    reports = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    assert len(reports) == 15
    mine = reports["Sở Tài nguyên và Môi trường"]
    assert (mine["Tình trạng"], mine["Ngày gửi"]) == ("đã gửi qua bot", "2023-12-04 00:00:00")
    assert mine["Phần phối hợp, nội dung chung"] == "+ Đã cử 02 cán bộ"
    assert reports["Sở Tài chính"]["Tình trạng"] == "chưa gửi"
    assert sheets["Vướng mắc"][4][4] == "chưa có kinh phí"
    assert sheets["Chỉ tiêu"][4][0] == "Không có nội dung."
    frozen = {row[0]: row[1] for row in sheets["Bản chốt"][4:]}
    assert frozen["Chốt kỳ lúc"] == "chưa chốt"
    assert frozen["Đã gửi / số cơ quan báo cáo"] == "2/15"
    assert "lấy bảng Excel báo cáo năm 2023" in await play.says("sxd", "/nhatky")


async def story_five_lines_for_the_leaders(play: Play) -> None:
    await _answered(play)
    await _details(play)
    lines = (await play.presses("sxd", CARD)).splitlines()
    assert len(lines) == 5
    assert lines[0] == "KH VLXD, báo cáo năm 2023, số liệu đến 09:00 ngày 04/12/2023."
    assert lines[1] == (
        "Đã gửi: 2/15 cơ quan (sở 1/5; huyện, thành phố 1/10). Còn 8 ngày làm việc."
    )
    assert lines[2].startswith("Chưa gửi: Sở Kế hoạch và Đầu tư; Sở Công thương;")
    assert lines[3].startswith("Nhiệm vụ: 0/9 hoàn thành, 1 chờ xác nhận, 0 quá hạn.")
    assert lines[4] == (
        "Chờ Sở xử lý: 1 vướng mắc, 2 báo cáo chờ tiếp nhận. Sở báo cáo UBND tỉnh trước ngày"
        " 31/12/2023."
    )


async def story_picture_of_a_round(play: Play) -> None:
    await _answered(play)
    await _details(play)
    said = await play.presses("sxd", PICTURE)
    assert "(Hình tiến độ KH VLXD năm 2023.png)" in said
    lines = said.splitlines()
    assert "Tiến độ KH VLXD theo nhóm nhiệm vụ. Báo cáo năm 2023, số liệu đến" in said
    assert any(line.startswith("1. Xây dựng các điều kiện") for line in lines)
    assert "Sở" not in lines[-1]
    picture = play.file("sxd")
    assert picture.mime == "image/png"
    wide, high = struct.unpack(">II", picture.data[16:24])
    assert wide == 1080
    assert high > 500


async def story_picture_stays_inside_the_so(play: Play) -> None:
    """In the Sở's own group the picture alone; in the focal points' group nothing of it."""
    round_ = await _answered(play)
    await tie_groups(play)
    said = await _details(play, chat=INTERNAL)
    assert PICTURE in said
    assert BOOK not in said
    assert PACKAGE not in said
    assert "Tiến độ KH VLXD theo nhóm" in await play.presses("sxd", PICTURE, chat=INTERNAL)
    button = play.button(INTERNAL, "Xem chi tiết")[0]
    for verb in ("kyx", "kys"):
        await play.press_this("sxd", (button, f"{verb}:{round_}"), chat=INTERNAL)
    names = [one.file.name for one in play._messages(INTERNAL) if one.file is not None]
    assert names == ["Hình tiến độ KH VLXD năm 2023.png"]
    await play.says("sxd", "/tonghop", chat=FOCAL)
    before = play.count(FOCAL)
    for verb in ("kyx", "kyh", "kys"):
        told = await play.press_this("sxd", (1, f"{verb}:{round_}"), chat=FOCAL)
        assert "(Hình" not in told
    assert all(one.file is None for one in play._messages(FOCAL)[before:])


async def story_package_of_a_closed_round(play: Play) -> None:
    round_ = await _answered(play)
    await play.at("18/12/2023 13:45")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Chốt kỳ báo cáo")
    await play.presses("sxd", "Chốt kỳ báo cáo")
    await play.at("21/12/2023 09:00")
    await play.says("stc", "/vanban")
    await play.says("stc", "88/BC-STC ngày 19/12/2023")
    play.heard("sxd")
    overview = await play.says("sxd", "/tonghop")
    assert f"[{PACKAGE}]" in overview
    said = await play.presses("sxd", PACKAGE)
    assert "(Hồ sơ kỳ báo cáo KH VLXD năm 2023.zip)" in said
    box = zipfile.ZipFile(io.BytesIO(play.file("sxd").data))
    assert box.namelist() == [
        "Đọc trước.txt",
        "Danh mục văn bản.xlsx",
        "Bảng tổng hợp KH VLXD năm 2023.xlsx",
        "Số liệu kỳ báo cáo KH VLXD năm 2023.json",
        "Bộ số liệu chốt KH VLXD năm 2023.json",
        "Nhật ký kỳ báo cáo.csv",
    ]
    assert all(one.flag_bits & 0x800 for one in box.infolist())  # names are UTF-8
    data = box.read("Số liệu kỳ báo cáo KH VLXD năm 2023.json")
    about = box.read("Đọc trước.txt").decode("utf-8-sig")
    frozen = box.read("Bộ số liệu chốt KH VLXD năm 2023.json")
    for one in (data, frozen):
        assert hashlib.sha256(one).hexdigest() in about
    assert "Kỳ đã chốt lúc 13:45 ngày 18/12/2023." in about
    assert json.loads(data)["round"]["id"] == round_
    listed = excel.sheets(box.read("Danh mục văn bản.xlsx"))["Danh mục văn bản"]
    codes = [row[1] for row in listed[4:]]
    assert codes == ["120/BC-STNMT", "1234/SXD-QLXD", "88/BC-STC"]  # by day; the last came late
    log = list(csv.reader(io.StringIO(box.read("Nhật ký kỳ báo cáo.csv").decode("utf-8-sig"))))
    said = [row[3] for row in log]
    assert any(one.startswith("chốt kỳ báo cáo năm 2023") for one in said)
    assert any("cập nhật VLXD 1.2" in one for one in said)
    again = await play.says("sxd", "/tonghop")
    assert PACKAGE in again
    await play.presses("sxd", PACKAGE)
    assert zipfile.ZipFile(io.BytesIO(play.file("sxd").data)).read(box.namelist()[3]) == data


async def story_package_brings_the_drafts_made(play: Play) -> None:
    """Of each draft the newest, and none of another round."""
    await play.says("sxd", "/trogiup")
    other = await opened(play, year=2022)
    await closed(play, other)
    round_ = await _answered(play)
    await play.forges("sxd", f"dt:{other}:{REQUEST}")
    stale = play.file("sxd")
    for _ in range(2):
        await play.forges("sxd", f"dt:{round_}:{REQUEST}")
    made = play.file("sxd")
    await _details(play)
    await play.presses("sxd", PACKAGE)
    box = zipfile.ZipFile(io.BytesIO(play.file("sxd").data))
    drafts = [name for name in box.namelist() if name.startswith("Dự thảo/")]
    assert drafts == [f"Dự thảo/{made.name}"]
    assert box.read(drafts[0]) == made.data != stale.data
    read_me = box.read("Đọc trước.txt").decode("utf-8-sig")
    assert f"{drafts[0]}, lập lúc 09:00 ngày 04/12/2023" in read_me
    assert "nội dung gửi sau đó không có trong dự thảo." in read_me


async def story_package_holds_nothing_of_another_plan(play: Play) -> None:
    await _answered(play)
    await also_leads(play, open_too=True)
    await play.says("stnmt", "TTX 7.4 Bí mật của kế hoạch khác")
    await play.presses("stnmt", "Gửi")
    await _details(play)
    await play.presses("sxd", PACKAGE)
    box = zipfile.ZipFile(io.BytesIO(play.file("sxd").data))
    whole = b"".join(box.read(name) for name in box.namelist() if not name.endswith(".xlsx"))
    sheets = excel.sheets(box.read("Bảng tổng hợp KH VLXD năm 2023.xlsx"))
    assert "kế hoạch khác" not in whole.decode()
    assert "TTX" not in whole.decode()
    assert "kế hoạch khác" not in str(sheets)
    assert "KỲ CHƯA CHỐT" in whole.decode()


async def story_files_of_a_round_for_the_so_alone(play: Play) -> None:
    round_ = await _answered(play)
    await other_province(play, "tq", 9001)
    await also_leads(play)
    await second_coordinator(play, "ttx", 1201, TTX)
    for who in ("tq", "ttx", "sxd", "sxd-admin"):
        await play.says(who, "/trogiup")
    for verb in ("kyx", "kyh", "kys"):
        for who in ("tq", "ttx"):
            assert "Bot đang" not in await play.forges(who, f"{verb}:{round_}")
            assert all(one.file is None for one in play._messages(who))
        assert "Lệnh này dành cho" in await play.forges("stnmt", f"{verb}:{round_}")
        for wrong in ("x", "9999", "", f"{round_}:1"):
            assert "Bot đang" not in await play.forges("sxd", f"{verb}:{wrong}")
    assert "Bot đang lập" in await play.forges("sxd-admin", f"kyx:{round_}")


async def story_old_button_after_the_round_was_closed_and_opened_again(play: Play) -> None:
    round_ = await _answered(play)
    await _details(play)
    button = play.button("sxd", BOOK)
    await closed(play, round_)
    assert "kỳ chưa chốt" not in await play.press_this("sxd", button)
    frozen = excel.sheets(play.file("sxd").data)["Bản chốt"]
    async with play.store() as unit:
        assert await rounds.reopen(unit, round_)
    assert "kỳ chưa chốt" in await play.press_this("sxd", button)
    assert excel.sheets(play.file("sxd").data)["Bản chốt"] != frozen


async def story_round_in_which_nobody_has_said_anything(play: Play) -> None:
    await opened(play)
    await _details(play)
    await play.presses("sxd", BOOK)
    sheets = excel.sheets(play.file("sxd").data)
    assert {row[2] for row in sheets["Tình hình gửi báo cáo"][4:]} == {"chưa gửi"}
    notes = {row[12] for row in sheets["Nhiệm vụ"][4:]}
    assert notes == {"số liệu khi đưa kế hoạch vào theo dõi", "", "Chưa phân công"} - {
        "Chưa phân công"
    }
    said = await play.presses("sxd", PICTURE)
    assert "1 chưa phân công" in said
    await play.presses("sxd", PACKAGE)
    assert len(zipfile.ZipFile(io.BytesIO(play.file("sxd").data)).namelist()) == 5


async def story_plan_amended_midway_drops_an_agency_and_a_task(play: Play) -> None:
    await _answered(play)
    await play.at("06/12/2023 09:00")
    await taken(play, amended())
    await _details(play)
    for label in (BOOK, PICTURE, PACKAGE):
        assert "Bot chưa" not in await play.presses("sxd", label)
    box = zipfile.ZipFile(io.BytesIO(play.file("sxd").data))
    sheets = excel.sheets(box.read("Bảng tổng hợp KH VLXD năm 2023.xlsx"))
    assert any("thời hạn trước đây" in row[-1] for row in sheets["Nhiệm vụ"][4:])


async def story_comparison_with_the_last_round(play: Play) -> None:
    last = await opened(play, year=2022)
    await closed(play, last)
    await _answered(play)
    await _details(play)
    await play.presses("sxd", PICTURE)
    _, high = struct.unpack(">II", play.file("sxd").data[16:24])
    assert high > 700


async def story_plan_without_tasks_has_no_picture(play: Play) -> None:
    """Its agencies report all the same: there is a workbook and a package."""
    await opened(play)
    async with play.store() as unit:
        await unit.run(update(task).values(removed=unit.now))
        await unit.run(delete(task_role))
    await _details(play)
    assert "chưa có gì để vẽ" in await play.presses("sxd", PICTURE)
    await play.presses("sxd", PACKAGE)
    box = zipfile.ZipFile(io.BytesIO(play.file("sxd").data))
    sheets = excel.sheets(box.read("Bảng tổng hợp KH VLXD năm 2023.xlsx"))
    assert sheets["Nhiệm vụ"][4][0] == "Không có nội dung."
    assert len(sheets["Tình hình gửi báo cáo"]) == 4 + 15
