"""Model messages #5, #7, #8 and #11 as wholes; figures and days are those of the story."""

from __future__ import annotations

from tests.transcripts.play import FOCAL, INTERNAL, Play
from tests.transcripts.stories.accepting import LIST
from tests.transcripts.stories.confirmed import shown
from tests.transcripts.stories.obstacles import raise_it
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import opened, plainly, sends

PAPERS = ("skhdt", "sct", "stnmt", "skhcn", "ubnd-tp-bac-giang", "ubnd-luc-nam")
PLAIN = ("ubnd-luc-nam", "ubnd-tp-bac-giang", "ubnd-lang-giang", "ubnd-viet-yen")


async def story_model_message_5(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "1.3 Đang rà soát 15 cơ sở")
    await play.presses("stnmt", "Gửi")
    await play.at("08/12/2023 08:31")
    await play.says(
        "stnmt",
        "1.2 Đã hoàn thành. Đã nghiệm thu hệ thống, BC số 118/BC-STNMT ngày 05/12/2023\n"
        "5 Đang triển khai. Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở",
    )
    assert (await play.presses("stnmt", "Gửi")).splitlines() == [
        (
            "Đã ghi nhận. VLXD 1.2: Đã hoàn thành (chờ Sở Xây dựng xác nhận); VLXD 5: Đang triển"
            " khai, bảo đảm tiến độ."
        ),
        (
            "Văn bản nhận ra: BC số 118/BC-STNMT, 05/12/2023. Mã ghi nhận VLXD-2023-002, 08:31"
            " ngày 08/12/2023 (không thay số văn bản đến)."
        ),
        "Đã đủ 3/3 nhiệm vụ chủ trì.",
        "[Gửi báo cáo năm 2023] [Lấy nội dung làm công văn] [Đính chính] [Thu hồi]",
    ]


async def _leads_report(play: Play) -> None:
    """Three Sở with lead tasks: one done and confirmed, one done, one that wants more time."""
    for who, text in (
        (
            "stnmt",
            "1.2 Đã hoàn thành. Đã nghiệm thu\n1.3 Đã hoàn thành. Đã rà soát\n5 Đã kiểm tra",
        ),
        ("skhdt", "6 Đã thu hút 02 dự án"),
        ("skhcn", "1.4 Đã rà soát công nghệ"),
    ):
        await play.says(who, text)
        await play.presses(who, "Gửi")
    for typed in ("3", "4", "Đề nghị gia hạn, Tờ trình số 7/TTr-SKHCN ngày 01/11/2023"):
        await play.says("skhcn", typed)
    await play.presses("skhcn", "Gửi")
    for who in ("stnmt", "skhdt", "skhcn"):
        await sends(play, who)


async def _all_accepted(play: Play) -> None:
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    if any("không phát sinh" in one for one in play.buttons("sxd")):
        label = next(one for one in play.buttons("sxd") if "không phát sinh" in one)
        await play.presses("sxd", label)
    while True:
        await play.says("sxd", "/tonghop")
        if LIST not in play.buttons("sxd"):
            break
        await play.presses("sxd", LIST)
        await play.presses("sxd", play.buttons("sxd")[0])
        await play.presses("sxd", "Tiếp nhận")


async def eighth_of_december(play: Play) -> None:
    """9/15 have reported, 6 of them by a document; what the Sở had to do is done but for some."""
    await opened(play)
    await tie_groups(play)
    await _leads_report(play)
    await plainly(play, "sct")
    await plainly(play, PLAIN[0])
    await play.at("30/11/2023 09:00")
    await raise_it(play, "ubnd-lang-giang", "VLXD 4")
    await play.at("01/12/2023 14:30")
    await play.at("05/12/2023 09:00")
    await raise_it(play, "ubnd-viet-yen", "VLXD 4")
    for who in PLAIN[1:]:
        await plainly(play, who)
    await plainly(play, "ubnd-yen-dung")
    for who in PAPERS:
        await play.says(who, "/vanban 9/BC-ABC ngày 04/12/2023")
    await shown(play)
    await play.presses("sxd", "Xác nhận hoàn thành VLXD 1.2")
    await _all_accepted(play)
    await play.at("08/12/2023 09:00")
    for who, label in (("stc", "Đang trình lãnh đạo"), ("ubnd-luc-ngan", "Hẹn ngày gửi")):
        await play.says(who, "/baocao")
        await play.presses(who, label)
    await play.says("ubnd-luc-ngan", "12/12")
    for group in (INTERNAL, FOCAL):
        play.heard(group)
    await play.at("08/12/2023 14:30")


async def story_model_messages_7_and_8(play: Play) -> None:
    await eighth_of_december(play)
    assert play.heard(INTERNAL).splitlines() == [
        (
            "KH VLXD, báo cáo năm 2023: đã gửi 9/15 (sở 4/5; huyện, thành phố 5/10), trong đó 6"
            " đã có văn bản. Còn 4 ngày làm việc."
        ),
        (
            "Chưa gửi: Sở Tài chính (đang trình lãnh đạo); UBND các huyện Lục Ngạn (hẹn 12/12),"
            " Sơn Động, Yên Thế, Hiệp Hòa, Tân Yên. Trong đó 1 cơ quan chưa hẹn và không liên lạc"
            " được qua bot, đề nghị gọi điện."
        ),
        (
            "9 nhiệm vụ: 1 hoàn thành, 1 chờ xác nhận, 4 đang triển khai, 0 quá hạn, 2 triển khai"
            " thường xuyên, 1 chưa phân công (4). Đến hạn 31/12: 1.1, 1.4."
        ),
        (
            "Chờ Sở xử lý: 2 vướng mắc (lâu nhất 6 ngày làm việc), 1 đề nghị điều chỉnh. So với"
            " tuần trước: thêm 4 cơ quan gửi."
        ),
        "[Nhắc 3 cơ quan chưa hẹn] [Dự thảo công văn đôn đốc] [Xem chi tiết] [Dự thảo báo cáo]",
    ]
    assert play.heard(FOCAL).splitlines() == [
        (
            "Sở Xây dựng đã nhận báo cáo năm 2023 KH VLXD của 9/15 cơ quan, địa phương và trân"
            " trọng cảm ơn."
        ),
        (
            "Các cơ quan còn lại, đề nghị gửi trước ngày 15/12/2023 để kịp tổng hợp báo cáo UBND"
            " tỉnh trước ngày 31/12. Cần hỗ trợ xin nhắn riêng cho bot."
        ),
    ]


async def story_model_message_11(play: Play) -> None:
    """With the one line that office practice adds: no reminder without the paper behind it."""
    await opened(play, ("stnmt", "ubnd-son-dong"))
    await play.at("18/12/2023 13:45")
    await play.presses("sxd", "Nhắc 2 cơ quan")
    await play.presses("sxd", "Nhắc một cơ quan")
    await play.presses("sxd", "UBND huyện Sơn Động")
    await play.presses("sxd", "Gửi lời nhắc tới 1 cơ quan")
    assert play.heard("ubnd-son-dong").splitlines() == [
        (
            "Đến nay Sở Xây dựng chưa nhận được báo cáo năm 2023 KH VLXD của UBND huyện Sơn Động"
            " (thời hạn: trước ngày 15/12/2023)."
        ),
        (
            "Sở phải báo cáo UBND tỉnh trước ngày 31/12 nên đề nghị anh/chị gửi trong ngày 20/12."
            " Nếu đã gửi văn bản, chỉ cần ghi số và ngày."
        ),
        "Văn bản đề nghị: số 1234/SXD-QLXD ngày 15/11/2023.",
        "[Cập nhật ngay] [Đã có văn bản] [Không phát sinh] [Hẹn ngày gửi]",
    ]
