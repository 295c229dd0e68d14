"""Tiếp nhận: what waits, each report whole, one press; who was faster; what changed meanwhile."""

from __future__ import annotations

from plans.model import SubmissionState
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.stories.whole_path import tie_groups
from tests.transcripts.worlds import (
    closed,
    opened,
    other_province,
    part_of,
    plainly,
    second_coordinator,
    sends,
    three_tasks,
)

LIST = "Xem báo cáo chờ tiếp nhận"
DONE = "1.2 Đã hoàn thành. Đã nghiệm thu, Báo cáo số 120/BC-STNMT ngày 05/11/2023"
STNMT = "Sở Tài nguyên và Môi trường"
LUC_NAM = "UBND huyện Lục Nam"


async def sent(play: Play) -> int:
    """Three reports wait: one with tasks, two that say that nothing happened. The round's id."""
    round_ = await opened(play)
    await three_tasks(play, DONE)
    await sends(play, "stnmt", "Đã góp ý 02 dự thảo")
    for who in ("ubnd-luc-nam", "ubnd-tan-yen"):
        await plainly(play, who)
    return round_


async def story_report_is_read_and_accepted(play: Play) -> None:
    round_ = await sent(play)
    assert play.heard("sxd") == ""  # nobody is flooded
    summary = await play.says("sxd", "/tonghop")
    assert "Chờ Sở xử lý: 3 báo cáo chờ tiếp nhận." in summary
    assert (await play.presses("sxd", LIST)).splitlines() == [
        "Báo cáo năm 2023 KH VLXD chờ tiếp nhận: 3",
        "Sở Tài nguyên và Môi trường: gửi 15/11/2023.",
        "UBND huyện Lục Nam: gửi 15/11/2023, không phát sinh.",
        "UBND huyện Tân Yên: gửi 15/11/2023, không phát sinh.",
        (
            "[Sở Tài nguyên và Môi trường] [UBND huyện Lục Nam] [UBND huyện Tân Yên]"
            " [Tiếp nhận 2 báo cáo không phát sinh]"
        ),
    ]
    assert (await play.presses("sxd", STNMT)).splitlines() == [
        (
            "Báo cáo năm 2023 KH VLXD, Sở Tài nguyên và Môi trường: lần 1, Cán bộ đầu mối Sở Tài"
            " nguyên và Môi trường gửi 08:00 ngày 15/11/2023, mã ghi nhận VLXD-2023-002."
        ),
        (
            "VLXD 1.2: Đã hoàn thành (chờ xác nhận hoàn thành). Đã nghiệm thu, Báo cáo số"
            " 120/BC-STNMT ngày 05/11/2023 (văn bản: 120/BC-STNMT, 05/11/2023)"
        ),
        "VLXD 1.3: Đang triển khai, bảo đảm tiến độ. Đang rà soát 15 cơ sở",
        "VLXD 5: Triển khai thường xuyên. Đã kiểm tra 12 cơ sở",
        "Phần phối hợp: Đã góp ý 02 dự thảo",
        "[Tiếp nhận] [Đề nghị bổ sung] [Các báo cáo chờ tiếp nhận]",
    ]
    assert await play.presses("sxd", "Tiếp nhận") == (
        "Đã tiếp nhận báo cáo năm 2023 KH VLXD của Sở Tài nguyên và Môi trường (lần 1). Cơ quan"
        " thấy ở /baocao, bot không gửi tin riêng. Còn 2 báo cáo chờ tiếp nhận.\n"
        "[Các báo cáo chờ tiếp nhận]"
    )
    assert play.heard("stnmt") == ""
    assert (await part_of(play, round_)).state is SubmissionState.ACCEPTED
    assert (
        "Tình trạng: đã tiếp nhận.\n"
        "Sở Xây dựng đã tiếp nhận ngày 15/11/2023 (lần 1, mã ghi nhận VLXD-2023-002)."
    ) in await play.says("stnmt", "/baocao")


async def story_plain_reports_are_accepted_together(play: Play) -> None:
    round_ = await sent(play)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    button = play.button("sxd", "Tiếp nhận 2 báo cáo không phát sinh")
    await plainly(play, "sct")  # came after the list was shown: not accepted unseen
    assert await play.press_this("sxd", button) == (
        "Đã tiếp nhận báo cáo năm 2023 KH VLXD không phát sinh của 2 cơ quan: UBND huyện Lục Nam;"
        " UBND huyện Tân Yên. Còn 2 báo cáo chờ tiếp nhận.\n[Các báo cáo chờ tiếp nhận]"
    )
    assert (await part_of(play, round_, "sct")).state is SubmissionState.SENT
    again = await play.press_this("sxd", button)
    assert again.startswith("Không còn báo cáo không phát sinh nào chờ tiếp nhận.")


async def story_second_coordinator_is_told_who_was_faster(play: Play) -> None:
    await sent(play)
    await second_coordinator(play, "sxd-2", 1301)
    for who in ("sxd", "sxd-2"):
        await play.says(who, "/tonghop")
        await play.presses(who, LIST)
        await play.presses(who, STNMT)
    await play.presses("sxd-2", "Tiếp nhận")
    assert await play.presses("sxd", "Tiếp nhận") == (
        "Báo cáo của Sở Tài nguyên và Môi trường đã được Cán bộ sxd-2 tiếp nhận lúc 08:00 ngày"
        " 15/11/2023."
    )
    assert (await play.presses("sxd", "Đề nghị bổ sung")).startswith(
        "Báo cáo của Sở Tài nguyên và Môi trường đã được Cán bộ sxd-2 tiếp nhận lúc"
    )


async def story_report_sent_again_meanwhile_is_shown_first(play: Play) -> None:
    round_ = await sent(play)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", STNMT)
    first = play.button("sxd", "Tiếp nhận")
    await play.presses("stnmt", "Thu hồi")
    await play.presses("stnmt", "Thu hồi")
    assert await play.press_this("sxd", first) == (
        "Sở Tài nguyên và Môi trường đã thu hồi báo cáo này, nên chưa tiếp nhận được. Khi cơ quan"
        " gửi lại, báo cáo hiện ở mục chờ tiếp nhận."
    )
    await sends(play, "stnmt", "Đã góp ý 03 dự thảo")
    newer = await play.press_this("sxd", first)
    assert newer.startswith("Báo cáo này vừa thay đổi sau khi hiện cho anh/chị;")
    assert "lần 2" in newer
    assert "Phần phối hợp: Đã góp ý 03 dự thảo" in newer
    assert (await part_of(play, round_)).state is SubmissionState.SENT
    assert "(lần 2)" in await play.presses("sxd", "Tiếp nhận")


async def story_correction_after_acceptance_is_seen(play: Play) -> None:
    await sent(play)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", STNMT)
    await play.presses("sxd", "Tiếp nhận")
    assert (await play.presses("stnmt", "Thu hồi")).startswith(
        "Sở Xây dựng đã tiếp nhận báo cáo này nên không thu hồi được."
    )
    await play.wait(60)
    assert "sẽ thấy nội dung này là đính chính sau khi tiếp nhận" in await play.presses(
        "stnmt", "Đính chính"
    )
    await play.says("stnmt", "1.3 Đang rà soát 18 cơ sở")
    assert (
        "Sở Xây dựng đã tiếp nhận báo cáo kỳ này và thấy nội dung trên là đính chính sau khi tiếp"
        " nhận."
    ) in await play.presses("stnmt", "Gửi")
    summary = await play.says("sxd", "/tonghop")
    assert "2 báo cáo chờ tiếp nhận, 1 báo cáo đính chính sau khi tiếp nhận." in summary
    listed = await play.presses("sxd", LIST)
    assert "Sở Tài nguyên và Môi trường: đã đính chính sau khi tiếp nhận (1.3)." in listed
    shown = await play.presses("sxd", STNMT)
    assert "Đính chính 15/11/2023. Đang rà soát 18 cơ sở" in shown
    assert "Đã đính chính sau khi tiếp nhận: 1.3." in shown
    await play.presses("sxd", "Tiếp nhận")
    assert "đính chính" not in await play.says("sxd", "/tonghop")


async def story_document_without_content_is_accepted_too(play: Play) -> None:
    round_ = await opened(play)
    await play.says("stc", "/vanban 9/BC-STC ngày 14/11/2023")
    await play.says("sxd", "/tonghop")
    listed = await play.presses("sxd", LIST)
    assert "Sở Tài chính: đã có văn bản số 9/BC-STC." in listed
    shown = await play.presses("sxd", "Sở Tài chính")
    assert "Sở Tài chính: chưa gửi nội dung qua bot.\nĐã có văn bản số 9/BC-STC" in shown
    assert (await play.presses("sxd", "Tiếp nhận")).startswith("Đã tiếp nhận báo cáo năm 2023")
    assert (await part_of(play, round_, "stc")).state is SubmissionState.ACCEPTED


async def story_presses_in_the_group_count_for_the_one_who_presses(play: Play) -> None:
    round_ = await sent(play)
    await tie_groups(play)
    await play.at("17/11/2023 14:30")
    assert "3 báo cáo chờ tiếp nhận" in play.heard(INTERNAL)
    listed = play.button(INTERNAL, LIST)
    not_his = (
        "Tiếp nhận, đề nghị bổ sung, xác nhận hoàn thành là việc của chuyên viên tổng hợp kế hoạch"
        " này. Anh/chị xem các việc của mình ở /trogiup."
    )
    assert await play.press_this("sxd-admin", listed, chat=INTERNAL) == not_his
    await play.press_this("sxd", listed, chat=INTERNAL)
    await play.presses("sxd", "UBND huyện Lục Nam", chat=INTERNAL)
    accept = play.button(INTERNAL, "Tiếp nhận")
    assert await play.press_this("sxd-admin", accept, chat=INTERNAL) == not_his
    assert (await play.presses("sxd", "Đề nghị bổ sung", chat=INTERNAL)).startswith(
        "Nội dung này cần gõ khi nhắn riêng."
    )
    assert (await part_of(play, round_, "ubnd-luc-nam")).state is SubmissionState.SENT
    accepted = await play.press_this("sxd", accept, chat=INTERNAL)
    assert accepted.startswith("Đã tiếp nhận báo cáo năm 2023 KH VLXD của UBND huyện Lục Nam")


async def story_other_rounds_and_provinces_are_out_of_reach(play: Play) -> None:
    round_ = await sent(play)
    await other_province(play, "tq", 1201)
    for who in ("tq", "sxd"):
        await play.says(who, "/trogiup")
    agency = (await part_of(play, round_)).agency.id
    for data in (f"tnd:{round_}", f"tnb:{round_}:{agency}", f"tn:{round_}:{agency}:1:4:0"):
        for who in ("tq", "stnmt"):
            said = await play.forges(who, data)
            assert said.startswith("Tiếp nhận, đề nghị bổ sung, xác nhận hoàn thành là việc"), said
    for data in ("tnd", "tnd:77", f"tnb:{round_}:999", f"tn:{round_}:{agency}", "tnt:x:y"):
        assert "[" not in await play.forges("sxd", data)
    assert (await part_of(play, round_)).state is SubmissionState.SENT


async def story_entered_and_late_reports_are_marked(play: Play) -> None:
    await opened(play, ("stc", "sct"))
    await play.at("20/12/2023 09:00")
    await play.says("sxd", "/nhapthay Sở Tài chính")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B, Phó Trưởng phòng, 08:30 hôm nay")
    await play.presses("sxd", "Không phát sinh")
    await play.presses("sxd", "Gửi")
    await play.says("sct", "/baocao")
    await sends(play, "sct", "Đã thẩm định 02 dự án")
    await play.says("sxd", "/tonghop")
    listed = await play.presses("sxd", LIST)
    assert "Sở Công thương: gửi 20/12/2023, gửi sau thời hạn." in listed
    assert "Sở Tài chính: gửi 20/12/2023, nhập thay, gửi sau thời hạn, không phát sinh." in listed
    shown = await play.presses("sxd", "Sở Tài chính")
    assert (
        "nhập thay theo điện thoại của Bà B, Phó Trưởng phòng lúc 08:30 ngày 20/12/2023; gửi sau"
        " thời hạn."
    ) in shown
    assert "; gửi sau thời hạn.\nĐã thẩm định 02 dự án" in await play.presses(
        "sxd", "Sở Công thương"
    )


async def story_report_carried_over_is_marked(play: Play) -> None:
    last_year = await opened(play, ("stnmt",), year=2022)
    for number in ("1.2", "1.3", "5"):
        await play.says("stnmt", f"{number} Kết quả năm 2022 của mục {number}")
        await play.presses("stnmt", "Gửi")
    await closed(play, last_year)
    await play.at("20/11/2023 09:00")
    await opened(play, ("stnmt",))
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Tiếp tục thực hiện như kỳ trước")
    await play.presses("stnmt", "Gửi")
    await play.says("sxd", "/tonghop")
    listed = await play.presses("sxd", LIST)
    assert "gửi 20/11/2023, tiếp tục thực hiện như kỳ trước." in listed
    shown = await play.presses("sxd", STNMT)
    assert "; tiếp tục thực hiện như kỳ trước." in shown
    assert "Tiếp tục thực hiện như kỳ trước. Kết quả năm 2022 của mục 1.3" in shown


async def story_one_answer_is_corrected_after_acceptance(play: Play) -> None:
    """Who leads nothing corrects the report itself; taken back, the accepted one counts again."""
    round_ = await opened(play)
    await plainly(play, "ubnd-luc-nam")
    old = play.button("ubnd-luc-nam", "Thu hồi")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", LIST)
    await play.presses("sxd", LUC_NAM)
    await play.presses("sxd", "Tiếp nhận")
    refused = await play.press_this("ubnd-luc-nam", old)
    assert refused.startswith("Sở Xây dựng đã tiếp nhận báo cáo này nên không thu hồi được.")
    assert "[Đính chính báo cáo]" in refused
    assert "[Đính chính báo cáo]" in await play.says("ubnd-luc-nam", "/baocao")
    asked = await play.presses("ubnd-luc-nam", "Đính chính báo cáo")
    assert "Nội dung đã gửi ngày 15/11/2023: Không phát sinh nội dung." in asked
    await play.presses("ubnd-luc-nam", "Ghi nội dung")
    await play.says("ubnd-luc-nam", "Có 01 lò gạch dừng hoạt động")
    await play.wait(60)
    assert "(lần 2 đính chính lần 1)" in await play.presses("ubnd-luc-nam", "Gửi")
    await play.says("sxd", "/tonghop")
    listed = await play.presses("sxd", LIST)
    assert f"{LUC_NAM}: gửi 15/11/2023, lần 2, đã đính chính sau khi tiếp nhận" in listed
    assert "; đã đính chính sau khi tiếp nhận" in await play.presses("sxd", LUC_NAM)
    await play.presses("ubnd-luc-nam", "Thu hồi")
    back = await play.presses("ubnd-luc-nam", "Thu hồi")
    assert "Báo cáo lần 1 đã được Sở Xây dựng tiếp nhận được tính như trước." in back
    part = await part_of(play, round_, "ubnd-luc-nam")
    assert (part.state, part.nothing_to_report) == (SubmissionState.ACCEPTED, True)
    assert "lần 1, mã ghi nhận" in await play.says("ubnd-luc-nam", "/baocao")
