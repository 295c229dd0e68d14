"""Thời gian chốt số liệu: offered once, confirmed by a person; the data set that is kept then."""

from __future__ import annotations

from datetime import date

from plans.cutoffs import end_of
from plans.round_data import canonical
from reports.round_data import gather
from storage import jobs, records
from tests.transcripts.play import Play
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.stories.opening import started
from tests.transcripts.tuyen_quang import tuyen_quang
from tests.transcripts.worlds import opened, rounds_of

DAY = "Chốt số liệu: ngày 14/12/2023 (số liệu từ ngày 15/12/2022)."
OPEN = "Thời gian chốt số liệu: chưa quy định."


async def to_the_cutoff(play: Play) -> str:
    await play.says("sxd", "/mo")
    await play.says("sxd", "1234/SXD-QLXD ngày 15/11/2023")
    return await play.says("sxd", "bỏ qua")


async def story_cutoff_is_offered_once_and_confirmed_by_one_press(play: Play) -> None:
    await started(play)
    asked = await to_the_cutoff(play)
    assert asked.startswith(
        "Thời gian chốt số liệu của kỳ báo cáo năm 2023: Kế hoạch chưa quy định.\n"
        "Mức chung tại Điều 12 Nghị định số 09/2019/NĐ-CP: số liệu từ ngày 15/12/2022 đến hết ngày"
        " 14/12/2023. Sở dùng thời gian này?\n"
        "[Đúng thời gian này] [Ngày khác] [Để chưa quy định]"
    )
    await play.presses("sxd", "Đúng thời gian này")
    review = await play.presses("sxd", "Đúng danh sách này")
    assert DAY in review
    done = await play.presses("sxd", "Mở kỳ báo cáo")
    assert "Ngày chốt số liệu" not in done  # said once
    (one,) = await rounds_of(play)
    assert (one.period_from, one.cutoff) == (date(2022, 12, 15), date(2023, 12, 14))


async def story_another_cutoff_is_typed_or_left_open(play: Play) -> None:
    await started(play)
    await to_the_cutoff(play)
    await play.presses("sxd", "Ngày khác")
    for typed, said in (
        ("cuối năm", "cần một ngày chốt số liệu, hoặc ngày đầu và ngày cuối của kỳ số liệu"),
        ("31/02/2023", "cần một ngày chốt số liệu"),
        ("10/12/2023 - 15/12/2022", "ngày đầu 10/12/2023 phải trước ngày cuối 15/12/2022"),
        ("20/12/2023", "ngày chốt số liệu 20/12/2023 sau thời hạn gửi báo cáo (15/12/2023)"),
        ("14/12/2021", "ngày chốt số liệu 14/12/2021 quá xa thời hạn gửi báo cáo (15/12/2023)"),
    ):  # fmt: skip
        assert said in await play.says("sxd", typed)
    await play.says("sxd", "từ ngày 01/01/2023 đến hết ngày 30/11/2023")
    review = await play.presses("sxd", "Đúng danh sách này")
    assert "Chốt số liệu: ngày 30/11/2023 (số liệu từ ngày 01/01/2023)." in review
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Ngày chốt số liệu")
    review = await play.says("sxd", "10/12")
    assert "Chốt số liệu: ngày 10/12/2023.\n" in review
    await play.presses("sxd", "Sửa")
    await play.presses("sxd", "Thời gian chốt số liệu")
    review = await play.presses("sxd", "Để chưa quy định")
    assert OPEN in review
    await play.presses("sxd", "Mở kỳ báo cáo")
    (one,) = await rounds_of(play)
    assert (one.period_from, one.period_to, one.cutoff) == (None, None, None)
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Xem chi tiết")
    await play.presses("sxd", "Ngày chốt số liệu")
    assert "đã qua" in await play.says("sxd", "14/11/2023")
    kept = await play.says("sxd", "14/12")
    assert kept.startswith("Đã ghi: báo cáo năm 2023 KH VLXD chốt số liệu hết ngày 14/12/2023.")
    assert (await rounds_of(play))[0].cutoff == date(2023, 12, 14)
    again = await play.forges("sxd", f"ngk:{one.id}:cutoff")
    assert again == "Ngày này đã được ghi trước đó, anh/chị xem ở /tonghop."
    assert "Lệnh này dành cho" in await play.forges("stnmt", f"ngk:{one.id}:onward")


async def story_day_of_the_report_onward_is_given_by_a_person(play: Play) -> None:
    await tuyen_quang(play)
    who = "tq-stnmt"
    for typed in ("/mo", "14/12", "86/STNMT-MT ngày 15/11/2023"):
        await play.says(who, typed)
    await play.presses(who, "Đúng thời gian này")
    await play.presses(who, "Đúng danh sách này")
    done = await play.presses(who, "Mở kỳ báo cáo")
    assert "[Ngày Sở gửi báo cáo]" in done
    asked = await play.presses(who, "Ngày Sở gửi báo cáo")
    assert "Kế hoạch chưa quy định ngày Sở Tài nguyên và Môi trường gửi báo cáo năm 2023" in asked
    for typed in ("01/12/2023", "31/12/2024"):
        assert "trong khoảng từ 14/12/2023 đến 14/06/2024" in await play.says(who, typed)
    kept = await play.says(who, "31/12")
    assert kept == (
        "Đã ghi: Sở gửi báo cáo năm 2023 KH BĐKH trước ngày 31/12/2023.\n"
        "Bot nhắc anh/chị: dự thảo 20/12/2023, trình lãnh đạo 25/12/2023, gửi 29/12/2023."
    )
    await play.at("20/12/2023 08:30")
    assert "31/12/2023" in play.heard(who)
    await play.says(who, "/tonghop")
    assert "Ngày Sở gửi báo cáo" not in await play.presses(who, "Xem chi tiết")


async def story_data_set_is_kept_at_the_cutoff_and_what_comes_later_is_told_apart(
    play: Play,
) -> None:
    await open_the_round(play)
    await play.says("stc", "/baocao")
    await play.presses("stc", "Không phát sinh")
    await play.presses("stc", "Gửi")
    await play.at("14/12/2023 23:59")
    (one,) = await rounds_of(play)
    assert one.frozen is None
    await play.at("15/12/2023 00:05")
    (one,) = await rounds_of(play)
    assert one.frozen == end_of(date(2023, 12, 14))
    async with play.store() as unit:
        kept = await records.of_round(unit, one.id)
        runs = await jobs.named(unit, "freeze:")
    assert kept is not None
    assert kept.kind == "cutoff"
    assert list(runs) == [(f"freeze:{one.id}", "2023-12-14")]
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert (
        "Số liệu của kỳ đã lưu, tính đến hết ngày chốt số liệu 14/12/2023. Chưa có nội dung gửi"
        " sau đó."
    ) in details
    await play.at("15/12/2023 09:00")
    await play.says("stnmt", "1.2 Đã hoàn thành, Báo cáo số 120/BC-STNMT ngày 10/11/2023")
    late = await play.presses("stnmt", "Gửi")
    assert "Nội dung này ghi sau ngày chốt số liệu (14/12/2023); Sở Xây dựng vẫn nhận" in late
    await play.says("sct", "/baocao")
    await play.presses("sct", "Không phát sinh")
    sent = await play.presses("sct", "Gửi")
    assert "gửi sau ngày chốt số liệu (14/12/2023)" in sent
    assert "sau thời hạn" not in sent
    await play.at("20/12/2023 09:00")
    await play.says("stc", "/baocao")
    play.heard("sxd")
    await play.says("sxd", "/tonghop")
    details = await play.presses("sxd", "Xem chi tiết")
    assert (
        "Nhận sau ngày chốt số liệu:\nBáo cáo của Sở Công thương.\nNội dung mới của nhiệm vụ 1.2."
    ) in details
    async with play.store() as unit:
        again = canonical(await gather(unit, one, kept.at))
        now = await gather(unit, one)
    assert again == kept.content
    assert [o.code for o in now.agencies if o.after_cutoff] == ["sct"]
    log = await play.says("sxd", "/nhatky")
    assert "lưu bộ số liệu báo cáo năm 2023 khi hết ngày chốt số liệu" in log


async def story_round_without_a_cutoff_is_kept_when_it_is_closed(play: Play) -> None:
    await opened(play, ("stnmt", "stc"))
    await play.at("18/12/2023 13:45")
    play.heard("sxd")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Chốt kỳ báo cáo")
    await play.presses("sxd", "Chốt kỳ báo cáo")
    (one,) = await rounds_of(play)
    assert one.frozen is None
    await play.at("18/12/2023 13:50")
    (one,) = await rounds_of(play)
    assert one.frozen == one.closed
    await play.presses("sxd", "Mở lại kỳ")
    await play.presses("sxd", "Mở lại kỳ")
    await play.at("19/12/2023 09:00")
    async with play.store() as unit:
        kept = await records.of_round(unit, one.id)
        assert kept is not None
        assert kept.kind == "closed"
        assert canonical(await gather(unit, one, kept.at)) == kept.content
