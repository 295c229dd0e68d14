"""Chỉ tiêu in an agency's report: asked after its tasks, two figures, doubted once."""

from __future__ import annotations

from storage import indicators
from tests.transcripts.indicators import gave, known, measured, values_of
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, sends, three_tasks


async def to_the_figures(play: Play) -> str:
    """From the tasks to the first indicator."""
    await three_tasks(play)
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    return await play.presses("stnmt", "Không phát sinh")


async def story_agency_gives_two_figures_an_indicator(play: Play) -> None:
    round_ = await measured(play, "stnmt", "stnmt", "sxd", "stnmt")
    assert "Chỉ tiêu cần báo cáo: (1), (2)a, (3).\n" in await play.says("stnmt", "/baocao")
    first = await to_the_figures(play)
    assert first.splitlines()[:4] == [
        "Chỉ tiêu 1/3: VLXD (1) Tỷ lệ độ che phủ rừng",
        "Mục tiêu đến năm 2030: đạt 37%.",
        "Anh/chị gõ hai số: thực hiện đến ngày chốt số liệu; ước cả năm 2023. Ví dụ: 32,5; 35",
        (
            "Chưa có số liệu thì bỏ qua. Có thể gửi nhiều chỉ tiêu một lần, mỗi dòng một chỉ tiêu,"
            " mở đầu bằng số, ví dụ: (2)a 32,5; 35"
        ),
    ]
    second = await play.says("stnmt", "36,50%; 37")
    assert second.startswith(
        "Chỉ tiêu 2/3: VLXD (2)a Diện tích rừng có chứng chỉ\nMục tiêu đến năm"
    )
    half = await play.says("stnmt", "12.000 ha")
    assert half.startswith("Chỉ tiêu (2)a: thực hiện 12.000 ha. Ước cả năm 2023? Ví dụ: 35.")
    words = await play.says("stnmt", "12.500")
    assert "Chỉ tiêu 3/3: VLXD (3) Ban hành Đề án tổng thể\nAnh/chị ghi kết quả" in words
    review = await play.says("stnmt", "Đã trình UBND tỉnh")
    assert (
        "Phần phối hợp: Không phát sinh nội dung.\n"
        "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36,50%; ước cả năm 37%.\n"
        "Chỉ tiêu (2)a: thực hiện đến ngày chốt số liệu 12.000 ha; ước cả năm 12.500 ha.\n"
        "Chỉ tiêu (3): Đã trình UBND tỉnh.\n"
    ) in review
    assert await values_of(play, round_) == {}
    sent = await play.presses("stnmt", "Gửi")
    assert "ước cả năm 37%.\nChỉ tiêu (2)a: thực hiện" in sent
    assert await values_of(play, round_) == {
        "(1)": ("36.50", "37"),
        "(2)a": ("12000", "12500"),
        "(3)": ("Đã trình UBND tỉnh", ""),
    }
    assert "Chỉ tiêu cần báo cáo: (1), (2)a, (3) (đã ghi đủ)." in await play.says(
        "stnmt", "/baocao"
    )
    assert "ghi số liệu 3 chỉ tiêu của Sở Tài nguyên và Môi trường, báo cáo năm 2023" in (
        await play.says("sxd", "/nhatky")
    )


async def story_figures_that_cannot_be_read_show_an_example(play: Play) -> None:
    await measured(play, "stnmt")
    await to_the_figures(play)
    for typed in ("nhiều", "15/12", "10 - 15", "1;2;3", "1,2 triệu", "32,5; rất cao", "35 ha"):
        said = await play.says("stnmt", typed)
        assert said.startswith(f'"{typed}" chưa ghi được. Anh/chị gõ hai số'), typed
        assert "ví dụ 32,5; 35" in said
        assert "Chỉ tiêu 1/1: VLXD (1)" in said
    half = await play.says("stnmt", "thực hiện đến 14/12/2023: 32,5%")
    assert half.startswith("Chỉ tiêu (1): thực hiện 32,5%. Ước cả năm 2023?")
    assert "Anh/chị gõ một số ước cả năm" in await play.says("stnmt", "33; 34")
    assert "ước cả năm 33%." in await play.says("stnmt", "33")


async def story_no_figures_yet_is_an_answer(play: Play) -> None:
    round_ = await measured(play, "stnmt", "stnmt", "stnmt")
    await to_the_figures(play)
    await play.presses("stnmt", "Bỏ qua")
    await play.says("stnmt", "chưa có số liệu")
    review = await play.says("stnmt", "chưa có; 30")
    assert (
        "Chỉ tiêu (1): chưa có số liệu.\nChỉ tiêu (2)a: chưa có số liệu.\nChỉ tiêu (2)b: thực hiện"
        " đến ngày chốt số liệu chưa có số liệu; ước cả năm 30%.\n"
    ) in review
    await play.presses("stnmt", "Gửi")
    assert await values_of(play, round_) == {
        "(1)": ("None", "None"), "(2)a": ("None", "None"), "(2)b": ("None", "30"),
    }  # fmt: skip


async def story_the_rest_has_no_figures_yet(play: Play) -> None:
    """One press for many; what was given before stays; an old button sends nothing."""
    rest = "Chưa có số liệu cho các chỉ tiêu còn lại"
    round_ = await measured(play, "stnmt", "stnmt", "stnmt", "stnmt")
    assert f"[{rest}]" in await to_the_figures(play)
    second = await play.says("stnmt", "36,5; 37")
    assert "Chỉ tiêu 2/4" in second
    assert f"[{rest}]" in second
    button = play.button("stnmt", rest)
    review = await play.presses("stnmt", rest)
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36,5%; ước cả năm 37%.\n" in review
    assert "Chỉ tiêu (2)b: chưa có số liệu.\nChỉ tiêu (3): chưa có số liệu.\n" in review
    assert await values_of(play, round_) == {}
    assert "Chỉ tiêu cần báo cáo: (1)," in await play.press_this("stnmt", button)
    assert await values_of(play, round_) == {}
    assert "(3): chưa có số liệu.\n" in await play.presses("stnmt", "Gửi báo cáo năm 2023")
    await play.presses("stnmt", "Gửi")
    assert (await values_of(play, round_))["(3)"] == ("None", "None")


async def story_the_rest_typed_and_two_skipped_one_by_one(play: Play) -> None:
    rest = "Chưa có số liệu cho các chỉ tiêu còn lại"
    await measured(play, "stnmt", "stnmt", "stnmt", "stnmt")
    await to_the_figures(play)
    await play.presses("stnmt", "Bỏ qua")
    assert f"[{rest}]" in await play.presses("stnmt", "Quay lại")
    await play.presses("stnmt", "Bỏ qua")
    assert f"[{rest}]" not in await play.presses("stnmt", "Bỏ qua")
    await play.presses("stnmt", "Hủy")
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    await play.presses("stnmt", "Không phát sinh")
    review = await play.says("stnmt", "chưa có số liệu cho các chỉ tiêu còn lại")
    assert "Chỉ tiêu (1): chưa có số liệu.\n" in review
    assert "Chỉ tiêu (3): chưa có số liệu.\n" in review


async def story_figures_in_another_report_are_not_asked(play: Play) -> None:
    """The report is whole; the coordinator is told what is still to be entered."""
    await measured(play, "stnmt")
    await three_tasks(play)
    await play.presses("stnmt", "Gửi báo cáo năm 2023")
    await play.presses("stnmt", "Đã lồng ghép tại báo cáo khác")
    review = await play.says("stnmt", "Báo cáo số 45/BC-STNMT ngày 12/11/2023, mục II.3")
    assert "[Gửi]" in review
    assert "Chỉ tiêu" not in review
    sent = await play.presses("stnmt", "Gửi")
    assert "Chưa có số liệu chỉ tiêu (1), đề nghị anh/chị bổ sung." in sent
    assert "[Bổ sung số liệu chỉ tiêu]" in sent
    assert "Bổ sung số liệu chỉ tiêu" in await play.says("stnmt", "/baocao")
    assert "Đã gửi, còn thiếu số liệu chỉ tiêu: Sở Tài nguyên và Môi trường ((1))." in (
        await play.says("sxd", "/conthieu")
    )


async def story_a_jump_is_asked_once_and_then_taken(play: Play) -> None:
    await measured(play, "stnmt", "stnmt", year=2022)
    round_ = await _after_last_year(play)
    first = await to_the_figures(play)
    assert "Kỳ trước (năm 2022): thực hiện 12%, ước cả năm 13%." in first
    doubt = await play.says("stnmt", "120; 13")
    assert doubt.startswith(
        "Chỉ tiêu (1): kỳ trước 12%, kỳ này 120%, ước cả năm 13%; tỷ lệ thường từ 0 đến 100%."
        " Đúng số này? Nếu chưa đúng, anh/chị gõ lại hai số.\n[Đúng số này]"
    )
    again = await play.says("stnmt", "40; 41")
    assert again.startswith("Chỉ tiêu (1): kỳ trước 12%, kỳ này 40%, ước cả năm 41%. Đúng số này?")
    assert (await play.presses("stnmt", "Đúng số này")).startswith("Chỉ tiêu 2/2: VLXD (2)a")
    below = await play.says("stnmt", "17.000; 16.000")
    assert below.startswith("Chỉ tiêu (2)a: ước cả năm 16.000 ha, thấp hơn số đã thực hiện 17.000")
    review = await play.says("stnmt", "17.000; 17.500")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 40%; ước cả năm 41%." in review
    await play.presses("stnmt", "Gửi")
    assert (await values_of(play, round_))["(1)"] == ("40", "41")


async def _after_last_year(play: Play) -> int:
    """The round of 2022 closed with 12 and 13 of (1), 16.000 and 17.000 of (2)a; 2023's open."""
    from tests.transcripts.worlds import closed, opened, rounds_of

    (old,) = await rounds_of(play)
    await gave(play, old.id, "(1)", "12", "13")
    await gave(play, old.id, "(2)a", "16000", "17000")
    await closed(play, old.id)
    return await opened(play)


async def story_several_indicators_in_one_message(play: Play) -> None:
    round_ = await measured(play, "stnmt", "stnmt", "stnmt", "stnmt")
    await to_the_figures(play)
    wrong = await play.says("stnmt", "(1) 36; 37\n2a: nhiều\n(9) 5; 6")
    assert wrong.startswith("Chưa ghi được các dòng sau; mỗi dòng cần một số chỉ tiêu và hai số")
    assert "\n(2)a nhiều\n(9) 5; 6\n" in wrong
    assert "có hai dòng" in await play.says("stnmt", "(1) 36; 37\n1: 36; 38")
    left = await play.says("stnmt", "(1) 36; 37\n2a: 12.000; 12.500\n(3) Đang xây dựng")
    assert left.startswith("Chỉ tiêu 3/4: VLXD (2)b")
    review = await play.says("stnmt", "(2)b: chưa có số liệu")
    assert "Chỉ tiêu (2)b: chưa có số liệu.\nChỉ tiêu (3): Đang xây dựng." in review
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 35%" in await play.says(
        "stnmt", "(1): 35; 36"
    )
    await play.presses("stnmt", "Gửi")
    assert (await values_of(play, round_))["(1)"] == ("35", "36")


async def story_figures_are_corrected_and_withdrawn_with_the_report(play: Play) -> None:
    round_ = await measured(play, "stnmt", "stnmt")
    await to_the_figures(play)
    await play.says("stnmt", "(1) 36; 37\n(2)a 12.000; 12.500")
    old = play.button("stnmt", "Gửi")
    await play.presses("stnmt", "Gửi")
    await play.press_this("stnmt", old)  # two presses, one report
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Xem báo cáo chờ tiếp nhận")
    shown = await play.presses("sxd", "Sở Tài nguyên và Môi trường")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in shown
    await play.presses("sxd", "Tiếp nhận")
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Đính chính báo cáo")
    review = await play.presses("stnmt", "Không phát sinh")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in review
    await play.presses("stnmt", "Sửa")
    assert "Chỉ tiêu 1/2: VLXD (1)" in await play.presses("stnmt", "Chỉ tiêu (1)")
    await play.says("stnmt", "36,2; 37")
    assert "lần 2 đính chính lần 1" in await play.presses("stnmt", "Gửi")
    async with play.store() as unit:
        (one, other, *_) = await indicators.of_plan(unit, VLXD)
        kept = await indicators.history(unit, round_, one.id)
        assert [str(value.actual) for value in kept] == ["36", "36.2"]
        assert kept[1].replaces == kept[0].id
        assert len(await indicators.history(unit, round_, other.id)) == 1
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Thu hồi")
    await play.presses("stnmt", "Thu hồi")
    assert (await values_of(play, round_))["(1)"] == ("36", "37")


async def story_agency_without_indicators_is_not_asked(play: Play) -> None:
    await measured(play, "sxd", None)
    assert "Chỉ tiêu" not in await play.says("stnmt", "/baocao")
    await three_tasks(play)
    assert "Chỉ tiêu" not in await sends(play)


async def story_indicator_taken_out_while_it_is_asked(play: Play) -> None:
    """And one given to the agency meanwhile is asked before the report goes."""
    from tests.transcripts.indicators import ENTRIES

    round_ = await measured(play, "stnmt", "stnmt")
    await to_the_figures(play)
    await play.says("stnmt", "36; 37")
    (gone, *_) = await known(play)
    async with play.store() as unit:
        rows = [{**one, "by": "2030", "who": None, "reporter_id": None} for one in ENTRIES[1:]]
        await indicators.keep(unit, VLXD, rows)
        third = (await indicators.of_plan(unit, VLXD))[2]
        body = (await indicators.of_plan(unit, VLXD))[0].reporter
        assert body is not None
        await indicators.assign(unit, third.id, body.id)
    review = await play.says("stnmt", "12.000; 12.500")
    assert "Chỉ tiêu (1)" not in review
    held = await play.presses("stnmt", "Gửi")
    assert held.startswith(
        "Chưa gửi: cơ quan anh/chị vừa được giao báo cáo thêm chỉ tiêu (3). Anh/chị ghi số liệu"
    )
    assert "Chỉ tiêu 2/2: VLXD (3)" in held
    await play.presses("stnmt", "Bỏ qua")
    assert "Trân trọng cảm ơn" in await play.presses("stnmt", "Gửi")
    assert await values_of(play, round_) == {"(2)a": ("12000", "12500"), "(3)": ("None", "None")}
    assert gone.number == "(1)"


async def story_content_for_a_letter_and_for_leaders_holds_the_figures(play: Play) -> None:
    round_ = await measured(play, "stnmt")
    await three_tasks(play)
    await play.says("stnmt", "/baocao")
    await play.presses("stnmt", "Đang trình lãnh đạo")
    await play.presses("stnmt", "Nội dung xin ý kiến")
    await play.presses("stnmt", "Không phát sinh")
    text = await play.says("stnmt", "36; 37")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in text
    sent = await play.presses("stnmt", "Lãnh đạo đã đồng ý, gửi")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%" in sent
    assert await values_of(play, round_) == {"(1)": ("36", "37")}
    (part,) = [one for one in await _agencies(play) if one.code == "stnmt"]
    paper = await play.forges("stnmt", f"lnd:{round_}:{part.id}")
    assert "Chỉ tiêu (1): thực hiện đến ngày chốt số liệu 36%; ước cả năm 37%." in paper


async def _agencies(play: Play) -> list:  # type: ignore[type-arg]
    from storage import agencies

    async with play.store() as unit:
        return await agencies.of_province(unit, "Bắc Giang")
