"""/chitieu: the coordinator says which agency reports which indicators; who may not, hears why."""

from __future__ import annotations

from tests.transcripts.indicators import keep, known, measured
from tests.transcripts.play import Play


async def reporters(play: Play) -> dict[str, str]:
    return {one.number: one.reporter.code if one.reporter else "" for one in await known(play)}


async def story_coordinator_gives_indicators_to_agencies(play: Play) -> None:
    await measured(play)
    listed = await play.says("sxd", "chỉ tiêu")
    assert listed.splitlines()[:2] == [
        "Chỉ tiêu KH VLXD: 4 chỉ tiêu, 4 chưa giao cơ quan báo cáo. Số liệu năm 2023.",
        "(1) Tỷ lệ độ che phủ rừng: chưa giao cơ quan báo cáo.",
    ]
    asked = await play.presses("sxd", "Giao cơ quan báo cáo")
    assert asked.startswith(
        "Chỉ tiêu KH VLXD chưa giao cơ quan báo cáo: (1), (2)a, (2)b, (3).\nAnh/chị ghi mỗi dòng"
    )
    review = await play.says("sxd", "(1), 2a: Sở TN&MT\ncòn lại: so y te bac giang")
    assert review.startswith('Chưa ghi được: chưa rõ "so y te bac giang" là cơ quan nào')
    review = await play.says("sxd", "(1), chỉ tiêu 2a: Sở TN&MT\ncòn lại: sở tài chính")
    assert (
        "Sở Tài nguyên và Môi trường: (1), (2)a.\nSở Tài chính: (2)b, (3).\nCơ quan trong kỳ đang"
        " mở được báo ngay trong giờ làm việc.\n[Giao]"
    ) in review
    assert set((await reporters(play)).values()) == {""}
    old = play.button("sxd", "Giao")
    done = await play.presses("sxd", "Giao")
    assert done.startswith(
        "Đã giao báo cáo 4 chỉ tiêu KH VLXD. Bot báo cho 2 cơ quan.\n[Chỉ tiêu]"
    )
    assert await reporters(play) == {"(1)": "stnmt", "(2)a": "stnmt", "(2)b": "stc", "(3)": "stc"}
    await play.press_this("sxd", old)
    told = play.heard("stnmt")
    assert told.count("đề nghị Sở Tài nguyên và Môi trường báo cáo số liệu chỉ tiêu") == 1
    assert (
        "Sở Xây dựng đề nghị Sở Tài nguyên và Môi trường báo cáo số liệu chỉ tiêu (1), (2)a của KH"
        " VLXD trong báo cáo năm 2023 (thời hạn trước ngày 15/12/2023): thực hiện đến ngày chốt số"
        " liệu và ước cả năm."
    ) in told
    overview = await play.presses("stnmt", "Báo cáo định kỳ")
    assert "Chỉ tiêu cần báo cáo: (1), (2)a.\n" in overview
    assert "giao cơ quan báo cáo 4 chỉ tiêu KH VLXD, 2 cơ quan" in await play.says(
        "sxd", "/nhatky"
    )


async def story_opening_says_what_nobody_reports_and_what_an_agency_does(play: Play) -> None:
    async with play.store() as unit:
        await keep(unit, ("stnmt", None, "stnmt"))
    await play.says("sxd", "/batdau")
    await play.presses("sxd", "Bắt đầu nhắc")
    await play.says("sxd", "/mo")
    await play.says("sxd", "3312/SXD-QLXD ngày 14/11/2023")
    await play.says("sxd", "bỏ qua")
    await play.presses("sxd", "Đúng thời gian này")
    await play.presses("sxd", "Đúng danh sách này")
    opened = await play.presses("sxd", "Mở kỳ báo cáo")
    assert "Chỉ tiêu chưa giao cơ quan báo cáo: (2)a, (3). Bot không hỏi cơ quan nào" in opened
    assert "[Giao cơ quan báo cáo]" in opened
    told = play.heard("stnmt")
    assert (
        "\nChỉ tiêu cần báo cáo số liệu (tính đến hết ngày 14/12/2023): (1), (2)b; "
        "bot hỏi khi gửi báo cáo.\n"
    ) in told
    assert "Chỉ tiêu" not in play.heard("stc")


async def story_indicators_are_taken_back_and_given_to_others(play: Play) -> None:
    await measured(play, "stnmt", "stnmt", "stc", "stc")
    await play.says("sxd", "/chitieu")
    asked = await play.presses("sxd", "Giao cơ quan báo cáo")
    assert asked.startswith("Chỉ tiêu KH VLXD đều đã giao: (1), (2)a, (2)b, (3).")
    review = await play.says("sxd", "(1): chưa giao\n(3): Sở Y tế\n(2)a: Sở TN&MT")
    assert "Chưa giao cơ quan nào: (1)." in review
    assert (
        "Sở Y tế không có trong danh sách báo cáo năm 2023: số liệu được hỏi từ kỳ sau." in review
    )
    done = await play.presses("sxd", "Giao")
    assert done.startswith("Đã giao báo cáo 2 chỉ tiêu KH VLXD. Chưa giao: (1).")
    assert "đề nghị" not in play.heard("stnmt")  # what it had before is no news
    assert await reporters(play) == {"(1)": "", "(2)a": "stnmt", "(2)b": "stc", "(3)": "syt"}
    holes = await play.says("sxd", "/conthieu")
    assert "chưa cập nhật nhiệm vụ 1.2, 1.3, 5; thiếu số liệu chỉ tiêu (2)a." in holes
    assert "Chỉ tiêu chưa giao cơ quan báo cáo: (1)." in holes
    assert "1 chưa giao cơ quan báo cáo" in await play.presses("sxd", "Chỉ tiêu")


async def story_lines_that_give_nothing(play: Play) -> None:
    await measured(play)
    await play.says("sxd", "/chitieu")
    await play.presses("sxd", "Giao cơ quan báo cáo")
    for typed, said in (
        ("Sở Tài chính", 'Chưa ghi được dòng "Sở Tài chính": cần số chỉ tiêu của Kế hoạch'),
        ("(9): Sở Tài chính", 'Chưa ghi được dòng "(9): Sở Tài chính"'),
        ("(1):", 'Chưa ghi được dòng "(1):"'),
        ("(1): Các Sở", 'chưa rõ "Các Sở" là cơ quan nào; mỗi chỉ tiêu cần một cơ quan'),
        ("(1): Sở TC\n1: Sở TN&MT", "chỉ tiêu (1) có ở hai dòng"),
    ):
        assert said in await play.says("sxd", typed)
    assert set((await reporters(play)).values()) == {""}


async def story_indicators_are_the_coordinators_desk(play: Play) -> None:
    await measured(play, "stnmt")
    assert "Số liệu của cơ quan mình, anh/chị ghi khi gửi báo cáo: /baocao" in await play.says(
        "stnmt", "/chitieu"
    )
    (plan,) = {one.plan for one in await known(play)}
    for verb in (f"cti:{plan}", f"ctg:{plan}", "cti:khac", "ctg", "cti"):
        assert "chưa giao" not in await play.forges("stnmt", verb)
    listed = await play.says("sxd-admin", "/chitieu")
    assert "(1) Tỷ lệ độ che phủ rừng: Sở Tài nguyên và Môi trường, chưa ghi." in listed
    assert "Giao cơ quan báo cáo" not in play.buttons("sxd-admin")
