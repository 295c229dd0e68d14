"""/baocao: by the part an agency has; what is carried over; whose report it is."""

from __future__ import annotations

from plans.model import SubmissionState
from storage import submissions
from tests.transcripts.play import Play
from tests.transcripts.worlds import (
    VLXD,
    agency_of,
    also_leads,
    appoint,
    closed,
    opened,
    part_of,
    person_of,
    said_of,
)

# What is sent again is shown whole: its figures stand at the end.
LONG = (
    "Đã kiểm tra 12 cơ sở tại các huyện Lục Nam, Lục Ngạn, Sơn Động, Yên Thế và thành phố Bắc"
    " Giang; xử phạt vi phạm hành chính 02 cơ sở, đình chỉ 01 cơ sở; tổng số tiền phạt 145 triệu"
    " đồng, đã thu 120 triệu đồng"
)


async def story_lead_reports_when_nothing_is_missing(play: Play) -> None:
    round_ = await opened(play)
    overview = await play.says("stnmt", "báo cáo")
    assert overview.splitlines()[:4] == [
        (
            "Báo cáo năm 2023 KH VLXD, Sở Tài nguyên và Môi trường. Thời hạn gửi: trước ngày"
            " 15/12/2023 (ngày cuối 14/12/2023)."
        ),
        "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì).",
        ("Phối hợp: 1.1, 1.4, 2, 6; phối hợp, giám sát: 4 (ghi chung một ý khi gửi báo cáo)."),
        "Tình trạng: chưa gửi.",
    ]
    assert "Không phát sinh" not in play.buttons("stnmt")
    await play.says("stnmt", "1.2 Đã nghiệm thu\n1.3 Đang rà soát\n5 Đã kiểm tra 12 cơ sở")
    await play.presses("stnmt", "Gửi")
    assert (await part_of(play, round_)).state is SubmissionState.UPDATING
    asked = await play.presses("stnmt", "Gửi báo cáo năm 2023")
    assert asked.startswith("Phần phối hợp (1.1, 1.4, 2, 4, 6): ghi chung một ý cho cả Kế hoạch.")
    review = await play.presses("stnmt", "Không phát sinh")
    assert "Nhiệm vụ chủ trì: đã cập nhật đủ 3/3.\nPhần phối hợp: Không phát sinh nội dung." in (
        review
    )
    sent = await play.presses("stnmt", "Gửi")
    assert "Trân trọng cảm ơn anh/chị." in sent
    assert "Phần phối hợp: không phát sinh nội dung." in sent
    assert (await part_of(play, round_)).state is SubmissionState.SENT


async def story_lead_carries_the_last_round_over(play: Play) -> None:
    last_year = await opened(play, ("stnmt",), year=2022)
    for number in ("1.2", "1.3"):
        await play.says("stnmt", f"{number} Kết quả năm 2022 của mục {number}")
        await play.presses("stnmt", "Gửi")
    await play.says("stnmt", f"5 Triển khai thường xuyên. {LONG}")
    await play.presses("stnmt", "Gửi")
    await closed(play, last_year)
    await play.at("20/11/2023 09:00")
    round_ = await opened(play)
    await play.says("stnmt", "/baocao")
    missing = await play.forges("stnmt", f"bc:{round_}:{(await part_of(play, round_)).agency.id}")
    assert missing.startswith(
        "Chưa gửi được báo cáo: nhiệm vụ 1.2, 1.3, 5 chưa được cập nhật trong kỳ này. Anh/chị"
    )
    review = await play.presses("stnmt", "Tiếp tục thực hiện như kỳ trước")
    assert review.splitlines()[1:5] == [
        "Tiếp tục thực hiện như kỳ trước:",
        "VLXD 1.2 (15/11/2023): Đang triển khai, bảo đảm tiến độ. Kết quả năm 2022 của mục 1.2",
        "VLXD 1.3 (15/11/2023): Đang triển khai, bảo đảm tiến độ. Kết quả năm 2022 của mục 1.3",
        f"VLXD 5 (15/11/2023): Triển khai thường xuyên. {LONG}",
    ]
    await play.presses("stnmt", "Gửi")
    carried = (await said_of(play, "1.3"))[0]
    assert (carried.text, carried.round) == ("Kết quả năm 2022 của mục 1.3", round_)
    assert (await part_of(play, round_)).carried_over


async def story_update_belongs_to_the_round_due_next(play: Play) -> None:
    """Last year's round is over and nobody has closed it: what is said now is this year's."""
    before = await opened(play, ("stnmt",), year=2022)
    now = await opened(play)
    await play.says("stnmt", "1.2 Đã nghiệm thu\n1.3 Đang rà soát\n5 Đã kiểm tra 12 cơ sở")
    recorded = await play.presses("stnmt", "Gửi")
    assert "[Gửi báo cáo năm 2023]" in recorded
    assert (await said_of(play, "1.2"))[0].round == now
    assert (await part_of(play, before)).state is SubmissionState.NOTHING


async def story_supporter_is_asked_one_question(play: Play) -> None:
    round_ = await opened(play)
    for who in ("ubnd-luc-nam", "ubnd-tan-yen"):
        overview = await play.says(who, "/baocao")
        assert "Cơ quan không chủ trì nhiệm vụ nào, chỉ cần báo cáo một ý" in overview
    assert "Không phát sinh nội dung.\n[Gửi]" in await play.presses(
        "ubnd-luc-nam", "Không phát sinh"
    )
    await play.presses("ubnd-luc-nam", "Gửi")
    assert (await part_of(play, round_, "ubnd-luc-nam")).nothing_to_report
    await play.presses("ubnd-tan-yen", "Gửi báo cáo năm 2023")
    assert "Đã lồng ghép tại Báo cáo số …" in await play.presses("ubnd-tan-yen", "Ghi nội dung")
    text = "Đã lồng ghép tại Báo cáo số 12/BC-UBND ngày 10/11/2023, mục 3"
    assert text in await play.says("ubnd-tan-yen", text)
    await play.presses("ubnd-tan-yen", "Gửi")
    async with play.store() as unit:
        agency = (await agency_of(unit, "ubnd-tan-yen")).id
        assert (await submissions.last(unit, VLXD, agency, 0)).support_text == text
    await play.says("stc", "/baocao")
    assert "Tiếp tục thực hiện như kỳ trước" not in play.buttons("stc")
    finance = (await part_of(play, round_, "stc")).agency.id
    nothing = await play.forges("stc", f"nkt:{round_}:{finance}")
    assert nothing.startswith("Chưa thực hiện được: kỳ trước chưa có nội dung để tiếp tục.")
    assert "[Tiếp tục thực hiện như kỳ trước]" not in nothing


async def story_words_of_the_button_are_never_the_report(play: Play) -> None:
    round_ = await opened(play, ("stc", "stnmt"))
    for typed in (
        "gửi báo cáo",
        "Gửi báo cáo năm 2023",
        "gui bao cao nam 2023",
        "báo cáo năm 2023",
        "Báo cáo định kỳ năm 2023",
        "Gửi báo cáo năm 2023, phối hợp không phát sinh",
        "cập nhật ngay",
    ):
        said = await play.says("stc", typed)
        assert "Kiểm tra trước khi gửi" not in said, typed
        assert "[Gửi]" not in said, typed
    overview = await play.says("stc", "gửi báo cáo")
    assert overview.startswith("Báo cáo năm 2023 KH VLXD, Sở Tài chính. Thời hạn gửi:")
    assert "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì)." in await play.says("stnmt", "gửi báo cáo")
    await play.presses("stc", "Gửi báo cáo năm 2023")
    asked = await play.presses("stc", "Ghi nội dung")
    assert await play.says("stc", "gửi báo cáo năm 2023") == asked
    review = await play.says("stc", "Đã gửi báo cáo về đá ốp lát cho Sở")
    assert "Đã gửi báo cáo về đá ốp lát cho Sở" in review
    await play.presses("stc", "Gửi")
    assert (await part_of(play, round_, "stc")).state is SubmissionState.SENT


async def story_agency_that_is_not_asked(play: Play) -> None:
    round_ = await opened(play, ("stnmt",))
    assert (await play.says("stc", "/baocao")).startswith(
        "Hiện không có kỳ báo cáo nào đang mở đối với cơ quan anh/chị."
    )
    async with play.store() as unit:
        agency = (await agency_of(unit, "stc")).id
    assert await play.forges("stc", f"bc:{round_}:{agency}") == (
        "Cơ quan anh/chị không có trong danh sách báo cáo của kỳ này. Nếu cần gửi, đề nghị anh/chị"
        " liên hệ chuyên viên tổng hợp."
    )
    assert "Chưa rõ anh/chị cần việc nào" in await play.says("sxd", "1.2 Đã xong")
    for typed in ("/baocao", "/capnhat", "/vanban"):
        assert (await play.says("sxd", typed)).startswith(
            "Cập nhật, báo cáo ở đây là việc của cán bộ đầu mối các cơ quan."
        )


async def story_person_of_two_agencies_and_two_plans(play: Play) -> None:
    await also_leads(play, open_too=True)
    await opened(play, ("stnmt", "stc"))
    async with play.store() as unit:
        await appoint(unit, await person_of(unit, play, "stnmt"), "stc")
    chosen = await play.says("stnmt", "/baocao")
    assert chosen.splitlines()[0] == "Anh/chị chọn kỳ báo cáo:"
    assert sorted(play.buttons("stnmt")) == [
        "Sở Tài chính, KH VLXD, năm 2023",
        "Sở Tài nguyên và Môi trường, KH TTX, năm 2023",
        "Sở Tài nguyên và Môi trường, KH VLXD, năm 2023",
    ]
    assert "Báo cáo năm 2023 KH VLXD, Sở Tài chính." in await play.presses(
        "stnmt", "Sở Tài chính, KH VLXD, năm 2023"
    )
    await play.says("stnmt", "/vanban 9/BC-STNMT ngày 14/11/2023")
    kept = await play.presses("stnmt", "Sở Tài nguyên và Môi trường, KH TTX, năm 2023")
    assert "KH TTX" in kept
