"""Còn thiếu gì?, gọi rồi hẹn …, nhắc một cơ quan: who owes what, why, and whom to phone."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from plans.model import SubmissionState
from storage import agencies, participants
from storage.schema import absence, person
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import (
    agency_of,
    opened,
    part_of,
    person_of,
    second_coordinator,
    three_tasks,
)

FEW = ("stnmt", "skhcn", "stc", "ubnd-son-dong")


async def _phones(play: Play) -> None:
    async with play.store() as unit:
        await unit.run(update(person).values(phone="0204 3 854 000"))


async def story_what_is_missing_is_on_one_screen(play: Play) -> None:
    await opened(play, FEW)
    await _phones(play)
    await play.says("stnmt", "1.2 Đã nghiệm thu hệ thống")
    await play.presses("stnmt", "Gửi")
    await play.says("skhcn", "/baocao")
    await play.presses("skhcn", "Đang trình lãnh đạo")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Xem chi tiết")
    phone = "Chuyên viên, 0204 3 854 000."
    assert (await play.presses("sxd", "Còn thiếu gì?")).splitlines() == [
        "Còn thiếu gì? Báo cáo năm 2023 KH VLXD: 4 cơ quan chưa gửi.",
        (
            "Sở Tài nguyên và Môi trường: chưa cập nhật nhiệm vụ 1.3, 5. Cán bộ đầu mối"
            f" Sở Tài nguyên và Môi trường, {phone}"
        ),
        (
            "Sở Khoa học và Công nghệ: chưa cập nhật nhiệm vụ 1.4, 3; đang trình lãnh đạo từ"
            f" 15/11/2023. Cán bộ đầu mối Sở Khoa học và Công nghệ, {phone}"
        ),
        f"Sở Tài chính: thiếu một ý cho cả Kế hoạch. Cán bộ đầu mối Sở Tài chính, {phone}",
        (
            "UBND huyện Sơn Động: thiếu một ý cho cả Kế hoạch. Cán bộ đầu mối UBND huyện Sơn Động,"
            f" {phone}"
        ),
        (
            "[Gọi rồi, hẹn …: Sở Tài nguyên và Môi trường] [Gọi rồi, hẹn …: Sở Khoa học và Công"
            " nghệ] [Gọi rồi, hẹn …: Sở Tài chính] [Gọi rồi, hẹn …: UBND huyện Sơn Động]"
            " [Nhắc 3 cơ quan chưa hẹn]"
        ),
    ]
    assert (await play.says("stnmt", "còn thiếu gì")).splitlines()[1] == (
        "Chưa cập nhật: 1.3, 5 (chủ trì)."
    )


async def story_what_is_missing_stands_on_one_screen(play: Play) -> None:
    await opened(play)
    first = await play.says("sxd", "Còn thiếu gì?")
    assert "15 cơ quan chưa gửi." in first
    assert first.count(": thiếu") + first.count(": chưa cập nhật") == 15
    assert "Xem tiếp" not in play.buttons("sxd")
    assert "UBND huyện Yên Dũng" in first


async def story_of_many_agencies_the_one_phoned_is_chosen_in_pages(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sxd", "còn thiếu gì")
    assert play.buttons("sxd") == ["Gọi rồi, hẹn …", "Nhắc 14 cơ quan chưa hẹn"]
    asked = await play.presses("sxd", "Gọi rồi, hẹn …")
    assert asked.startswith(
        "Anh/chị đã gọi cơ quan nào về báo cáo năm 2023 KH VLXD? 15 cơ quan chưa gửi:"
    )
    assert len(play.buttons("sxd")) == 7
    await play.presses("sxd", "Xem tiếp")
    assert len(play.buttons("sxd")) == 8
    last = await play.presses("sxd", "Xem tiếp")
    assert "UBND huyện Yên Dũng" in last
    await play.presses("sxd", "UBND huyện Yên Dũng")
    assert "hẹn gửi báo cáo năm 2023 KH VLXD ngày 12/12/2023" in await play.says("sxd", "12/12")
    assert (await part_of(play, round_, "ubnd-yen-dung")).by_phone


async def story_call_is_noted_and_its_promise_kept(play: Play) -> None:
    round_ = await opened(play, FEW)
    await play.says("sxd", "còn thiếu gì")
    asked = await play.presses("sxd", "Gọi rồi, hẹn …: UBND huyện Sơn Động")
    assert asked.startswith("Đã gọi UBND huyện Sơn Động về báo cáo năm 2023 KH VLXD: cơ quan hẹn")
    assert "ngày 14/11/2023 đã qua" in await play.says("sxd", "14/11/2023")
    assert (await play.says("sxd", "02/01/2024")).startswith(
        "Chưa ghi được: ngày 02/01/2024 muộn hơn ngày cơ quan tổng hợp phải báo cáo UBND tỉnh"
    )
    assert await play.says("sxd", "12/12") == (
        "Đã ghi: đã gọi UBND huyện Sơn Động, hẹn gửi báo cáo năm 2023 KH VLXD ngày 12/12/2023 (qua"
        " điện thoại). Bot không nhắc trước ngày đó."
    )
    part = await part_of(play, round_, "ubnd-son-dong")
    assert (part.promised, part.by_phone) == (date(2023, 12, 12), True)
    assert "UBND huyện Sơn Động (hẹn 12/12, qua điện thoại)" in await play.says("sxd", "/tonghop")
    assert "hẹn 12/12 (qua điện thoại)" in await play.says("sxd", "còn thiếu gì")
    await play.at("11/12/2023 13:45")
    assert "hẹn" not in play.heard("ubnd-son-dong").lower()
    await play.at("12/12/2023 08:30")
    assert "Hôm nay là ngày anh/chị hẹn gửi báo cáo năm 2023" in play.heard("ubnd-son-dong")
    await play.at("13/12/2023 08:30")
    assert play.heard("sxd").splitlines()[-2:] == [
        (
            "Chưa gửi báo cáo năm 2023 KH VLXD: UBND huyện Sơn Động (đã quá ngày"
            " hẹn 12/12/2023, qua điện thoại)."
        ),
        "[Còn thiếu gì? (KH VLXD)]",
    ]
    await play.presses("sxd", "Còn thiếu gì? (KH VLXD)")
    again = await play.presses("sxd", "Gọi rồi, hẹn …: UBND huyện Sơn Động")
    assert "Lần gọi trước: Chuyên viên tổng hợp Sở Xây dựng, 08:00 ngày 15/11/2023, hẹn" in again
    await play.presses("sxd", "Bỏ qua")
    assert (await part_of(play, round_, "ubnd-son-dong")).promised == date(2023, 12, 12)
    assert "đã gọi 13/12/2023, không hẹn" in await play.says("sxd", "còn thiếu gì")
    await play.presses("sxd", "Gọi rồi, hẹn …: UBND huyện Sơn Động")
    await play.says("sxd", "15/12")
    assert "hẹn 15/12 (qua điện thoại), lần 2" in await play.says("sxd", "còn thiếu gì")


async def story_call_names_a_day_off(play: Play) -> None:
    """Said at once, with the working day on which the bot will ask."""
    await opened(play, FEW)
    await play.says("sxd", "còn thiếu gì")
    await play.presses("sxd", "Gọi rồi, hẹn …: UBND huyện Sơn Động")
    assert await play.says("sxd", "18/11") == (
        "Đã ghi: đã gọi UBND huyện Sơn Động, hẹn gửi báo cáo năm 2023 KH VLXD ngày 18/11/2023 (qua"
        " điện thoại). Ngày đó là ngày nghỉ, bot nhắc vào ngày làm việc tiếp theo (20/11/2023)."
    )
    await play.at("20/11/2023 13:45")
    assert "đã hẹn gửi ngày 18/11/2023 (ngày nghỉ)" in play.heard("ubnd-son-dong")


async def story_call_to_who_has_sent_is_not_needed(play: Play) -> None:
    await opened(play, FEW)
    await play.says("sxd", "còn thiếu gì")
    await play.presses("sxd", "Gọi rồi, hẹn …: Sở Tài chính")
    await play.says("stc", "/vanban 9/BC-STC ngày 14/11/2023")
    assert await play.says("sxd", "20/11") == (
        "Sở Tài chính đã có văn bản số 9/BC-STC, không cần gọi nữa."
    )


async def story_one_agency_is_nudged(play: Play) -> None:
    round_ = await opened(play, FEW)
    await second_coordinator(play, "sxd-2", 1301)
    await play.at("18/12/2023 13:45")
    await play.presses("sxd", "Nhắc 4 cơ quan")
    assert "anh/chị chọn cơ quan" in await play.presses("sxd", "Nhắc một cơ quan")
    preview = await play.presses("sxd", "UBND huyện Sơn Động")
    assert preview.splitlines()[:2] == [
        "Nhắc báo cáo năm 2023 KH VLXD.",
        "Gửi tới 1 cơ quan: UBND huyện Sơn Động.",
    ]
    assert await play.presses("sxd", "Gửi lời nhắc tới 1 cơ quan") == (
        "Đã gửi lời nhắc báo cáo năm 2023 KH VLXD tới UBND huyện Sơn Động."
    )
    assert "Đến nay Sở Xây dựng chưa nhận được báo cáo" in play.heard("ubnd-son-dong")
    assert play.heard("stc") == ""
    part = await part_of(play, round_, "ubnd-son-dong")
    assert (part.nudges, part.nudged_on) == (1, date(2023, 12, 18))
    agency = part.agency.id
    assert (
        "UBND huyện Sơn Động: hôm nay đã nhắc (Chuyên viên tổng hợp Sở Xây dựng nhắc lúc 13:45"
        " ngày 18/12/2023), mỗi ngày chỉ nhắc một lần."
    ) in await play.forges("sxd-2", f"nhac:{round_}:{agency}")
    await play.says("sxd-2", "/tonghop")
    rest = await play.presses("sxd-2", "Nhắc 3 cơ quan chưa hẹn")
    assert "Gửi tới 3 cơ quan: Sở Tài nguyên và Môi trường; Sở Khoa học và Công nghệ; Sở" in rest
    assert "Đã nhắc hôm nay: UBND huyện Sơn Động." in rest
    await play.presses("sxd-2", "Gửi lời nhắc tới 3 cơ quan")
    assert play.heard("ubnd-son-dong") == ""
    assert "chưa nhận được báo cáo" in play.heard("stc")


async def story_those_with_a_reason_are_not_nudged(play: Play) -> None:
    round_ = await opened(play, (*FEW, "sct"))
    async with play.store() as unit:
        police = next(
            one for one in await agencies.of_province(unit, "Bắc Giang") if one.code == "cong-an"
        )
        await participants.enrol(unit, round_, [(police.id, 0)])
    await play.says("stc", "/vanban 9/BC-STC ngày 14/11/2023")
    for who, label in (("skhcn", "Đang trình lãnh đạo"), ("sct", "Hẹn ngày gửi")):
        await play.says(who, "/baocao")
        await play.presses(who, label)
    await play.says("sct", "12/12")
    ids = {who: (await part_of(play, round_, who)).agency.id for who in (*FEW, "sct", "cong-an")}
    await play.says("sxd", "/tonghop")
    preview = await play.presses("sxd", "Nhắc 2 cơ quan chưa hẹn")
    assert (
        "Không nhắc: Công an tỉnh (không đôn đốc); Sở Khoa học và Công nghệ (đang trình lãnh đạo);"
        " Sở Công thương (hẹn 12/12)."
    ) in preview
    said = {
        "stc": "Sở Tài chính đã có văn bản số 9/BC-STC nên không nhắc.",
        "skhcn": "Sở Khoa học và Công nghệ: đang trình lãnh đạo nên không nhắc.",
        "sct": "Sở Công thương: hẹn 12/12 nên không nhắc.",
        "cong-an": "Công an tỉnh: không đôn đốc nên không nhắc.",
    }
    for who, sentence in said.items():
        answer = await play.forges("sxd", f"nhac:{round_}:{ids[who]}")
        assert answer == f"{sentence}\n[Xem chi tiết]"
    assert (await play.forges("sxd", f"nhac:{round_}:999")).startswith(
        "Lựa chọn này không còn dùng"
    )
    shown = await play.says("sxd", "còn thiếu gì")
    assert "Công an tỉnh: thiếu một ý cho cả Kế hoạch; không đôn đốc." in shown
    assert "Dấu không đôn đốc đặt trong danh mục cơ quan." in shown
    assert (await part_of(play, round_, "skhcn")).state is SubmissionState.WITH_LEADER


async def story_who_is_away_is_known(play: Play) -> None:
    await opened(play, FEW)
    async with play.store() as unit:
        off = {"from_day": date(2023, 11, 14), "to_day": date(2023, 11, 20), "at": unit.now}
        await unit.insert(absence, person_id=await person_of(unit, play, "stc"), **off)
    assert "Sở Tài chính (nghỉ đến 20/11)" in await play.says("sxd", "/tonghop")
    assert "; nghỉ đến 20/11." in await play.says("sxd", "còn thiếu gì")


async def story_people_are_named_in_private_only(play: Play) -> None:
    round_ = await opened(play, FEW)
    await _phones(play)
    await tie_groups(play)
    await play.says("sxd", "/tonghop", chat=INTERNAL)
    await play.presses("sxd", "Xem chi tiết", chat=INTERNAL)
    shown = await play.presses("sxd", "Còn thiếu gì?", chat=INTERNAL)
    assert "Sở Tài chính: thiếu một ý cho cả Kế hoạch." in shown
    assert "0204" not in shown
    assert "Gọi rồi" not in shown
    async with play.store() as unit:
        finance = (await agency_of(unit, "stc")).id
    message = max(play.chat_of(INTERNAL).messages)
    data = f"gd:{round_}:{finance}"
    assert (await play.press_this("sxd", (message, data), chat=INTERNAL)).startswith(
        "Nội dung này cần gõ khi nhắn riêng."
    )
    refused = "Lệnh này dành cho chuyên viên tổng hợp"
    await play.says("sxd-admin", "/trogiup")
    assert (await play.forges("sxd-admin", f"cth:{round_}")).startswith("Còn thiếu gì?")
    await three_tasks(play)
    assert (await play.forges("stnmt", f"cth:{round_}")).startswith(refused)


async def story_document_without_content_is_a_hole_too(play: Play) -> None:
    await opened(play, FEW)
    await play.says("skhcn", "/vanban 9/BC-SKHCN ngày 14/11/2023")
    assert (
        "Đã có văn bản, chưa có nội dung từng nhiệm vụ: Sở Khoa học và Công nghệ (1.4, 3)."
    ) in await play.says("sxd", "còn thiếu gì")
