"""/thietlap: one dialogue for all settings; what is set counts from the next sending on."""

from __future__ import annotations

from plans.model import PlanSettings
from storage import plans
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.worlds import TTX, VLXD, also_leads, opened, other_province


async def story_hour_of_the_reminder_is_changed(play: Play) -> None:
    await opened(play)
    listed = await play.says("sxd", "/thietlap")
    assert listed.startswith(
        "Thiết lập KH VLXD. Bot chỉ tự gửi tin trong giờ làm việc, mỗi người nhiều nhất một tin"
        " nhắc một ngày làm việc.\nAnh/chị chọn mục cần thay đổi:\n"
    )
    for shown in (
        "[Giờ nhắc từ thứ Ba đến thứ Sáu: 08:30]",
        "[Các mốc nhắc trước hạn: 10, 3, 0 ngày làm việc]",
        "[Giờ không gửi tin: 17:00-07:30, 11:30-13:30]",
        "[Ngày gửi tin tổng hợp: thứ Sáu]",
        '["Trước ngày" tính đến hết hôm trước: có]',
    ):
        assert shown in listed
    assert await play.presses("sxd", "Giờ nhắc từ thứ Ba đến thứ Sáu: 08:30") == (
        "Giờ nhắc từ thứ Ba đến thứ Sáu: hiện là 08:30.\n"
        "Tin nhắc hằng ngày của bot gửi vào giờ này; thứ Hai có giờ riêng, trừ khi có việc đến hạn"
        " trong ngày.\n"
        "Gõ giờ mới, ví dụ: 08:30\n"
        "[Quay lại] [Để sau] [Hủy]"
    )
    assert await play.says("sxd", "9h15") == (
        "Thiết lập KH VLXD\n"
        "Giờ nhắc từ thứ Ba đến thứ Sáu: 08:30 → 09:15.\n"
        "Thay đổi được ghi vào nhật ký và có hiệu lực từ lần gửi kế tiếp.\n"
        "[Lưu thay đổi] [Sửa] [Để sau] [Hủy]"
    )
    assert (await play.presses("sxd", "Lưu thay đổi")).startswith(
        "Giờ nhắc từ thứ Ba đến thứ Sáu KH VLXD: 08:30 → 09:15. Đã lưu, có hiệu lực"
    )
    await play.at("30/11/2023 09:14")
    assert play.heard("stnmt") == ""
    await play.at("30/11/2023 09:15")
    assert "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì)." in play.heard("stnmt")
    log = await play.says("sxd-admin", "/nhatky")
    assert "đổi thiết lập Giờ nhắc từ thứ Ba đến thứ Sáu: 08:30 → 09:15." in log
    back = await play.presses("sxd", "Thiết lập khác")
    assert "Thiết lập KH VLXD, khác mặc định: 1 mục." in back
    await play.presses("sxd", "Giờ nhắc từ thứ Ba đến thứ Sáu: 09:15")
    shown = await play.presses("sxd", "Về mặc định (08:30)")
    assert "Giờ nhắc từ thứ Ba đến thứ Sáu: 09:15 → 08:30." in shown
    await play.presses("sxd", "Lưu thay đổi")
    async with play.store() as unit:
        assert (await plans.settings(unit, VLXD)).remind_at == "08:30"


async def story_every_kind_of_setting(play: Play) -> None:
    for label, typed, shown in (
        ("Giờ không gửi tin", "17:30 đến 7:30, 11h30-13h", "→ 17:30-07:30, 11:30-13:00."),
        ("Các mốc nhắc trước hạn", "0, 5", "10, 3, 0 ngày làm việc → 5, 0 ngày làm việc."),
        ("Hỏi mở kỳ báo cáo trước hạn", "45", "30 ngày → 45 ngày."),
        ("Ngày gửi tin tổng hợp", "thu nam", "thứ Sáu → thứ Năm."),
        ('"Trước ngày" tính đến hết hôm trước', "không", "có → không."),
    ):
        listed = await play.says("sxd-admin", "thiết lập")
        button = next(one for one in listed.split("[") if one.startswith(label))
        await play.presses("sxd-admin", button.split("]")[0])
        assert shown in await play.says("sxd-admin", typed)
        assert "Đã lưu" in await play.presses("sxd-admin", "Lưu thay đổi")
    async with play.store() as unit:
        kept = await plans.settings(unit, VLXD)
    assert (kept.ladder, kept.digest_weekday, kept.before_means_day_before) == ((5, 0), 3, False)
    assert kept.quiet == (("17:30", "07:30"), ("11:30", "13:00"))
    log = await play.says("sxd", "/nhatky")
    assert "Ngày gửi tin tổng hợp: thứ Sáu → thứ Năm." in log


async def story_values_that_are_refused_say_how_to_type_them(play: Play) -> None:
    for label, bad in (
        (
            "Giờ nhắc thứ Hai: 13:45",
            {
                "trưa": '"trưa" chưa ghi được: cần giờ và phút, ví dụ 08:30.',
                "22:00": "22:00 chưa ghi được: nằm trong giờ không gửi tin (17:00-07:30,",
                "13:45": "Giá trị này đang dùng rồi",
                "<b>9h</b>": '"<b>9h</b>" chưa ghi được',
            },
        ),
        (
            "Các mốc nhắc trước hạn: 10, 3, 0 ngày làm việc",
            {
                "20, 15, 10, 5, 3, 0": "Chưa ghi được: có 6 mục, nhiều nhất là 5.",
                "sớm": '"sớm" chưa ghi được: cần các số từ 0 đến 60, ví dụ 10, 3, 0.',
            },
        ),
        (
            "Giờ không gửi tin: 17:00-07:30, 11:30-13:30",
            {
                "11:30-13:30": "Chưa ghi được: từ 18:00 đến 07:00 bot luôn không gửi tin.",
                "17:00-07:30, 07:45-17:00": "giờ không gửi tin gần kín cả ngày",
                "17:00-09:00": "Giờ nhắc từ thứ Ba đến thứ Sáu đang là 08:30, sẽ rơi vào",
            },
        ),
    ):
        await play.says("sxd", "/thietlap")
        await play.presses("sxd", label)
        for typed, said in bad.items():
            answer = await play.says("sxd", typed)
            assert said in answer
            assert "hiện là" in answer  # the question stands again
        assert "Đã hủy" in await play.says("sxd", "hủy")
    async with play.store() as unit:
        assert await plans.settings(unit, VLXD) == PlanSettings()


async def story_two_people_change_settings_at_once(play: Play) -> None:
    """The first is kept; the second is checked against what stands by then."""
    for who in ("sxd", "sxd-admin"):
        await play.says(who, "/thietlap")
    await play.presses("sxd", "Giờ gửi tin tổng hợp: 14:30")
    await play.says("sxd", "16:45")  # asked for Friday
    await play.says("sxd", "16:15")
    await play.presses("sxd-admin", "Giờ không gửi tin: 17:00-07:30, 11:30-13:30")
    await play.says("sxd-admin", "16:00-07:30, 11:30-13:30")
    assert "Đã lưu" in await play.presses("sxd-admin", "Lưu thay đổi")
    said = await play.presses("sxd", "Lưu thay đổi")
    assert "16:15 chưa ghi được: nằm trong giờ không gửi tin (16:00-07:30," in said


async def story_settings_are_the_business_of_the_so(play: Play) -> None:
    await also_leads(play)
    await other_province(play, "tq", 1201)
    refused = "Thiết lập của kế hoạch là việc của chuyên viên tổng hợp, quản trị kế hoạch"
    for who in ("stnmt", "tq"):
        assert (await play.says(who, "/thietlap")).startswith(refused)
        for data in (f"td:{VLXD}", f"tdm:{VLXD}:ladder", "td", "tdm:x"):
            assert (await play.forges(who, data)).startswith(refused)
    await play.says("sxd", "/thietlap")
    for data in (f"td:{TTX}", f"tdm:{TTX}:ladder", "td:tuyen-quang-vlxd"):
        assert (await play.forges("sxd", data)).startswith(refused)
    for data in (f"tdm:{VLXD}:extra", f"tdm:{VLXD}:", f"tdm:{VLXD}"):
        assert "không còn dùng" in await play.forges("sxd", data)
    assert "Giá trị này đang dùng rồi" in await play.forges("sxd", f"tdm:{VLXD}:ladder")
    assert "chỉ dùng khi nhắn riêng" in await play.says("sxd", "/thietlap", chat=INTERNAL)
