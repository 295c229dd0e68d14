"""KH BĐKH: a yearly report without a date, which the coordinator is asked for."""

from __future__ import annotations

from datetime import date

from plans.model import RoundState
from storage import rounds
from tests.transcripts.play import Play
from tests.transcripts.tuyen_quang import BDKH, tuyen_quang

ASKED = (
    'Báo cáo năm 2023 KH BĐKH: Kế hoạch chưa quy định ngày gửi (mục IV.1): "Định kỳ hằng năm báo'
    " cáo kết quả thực hiện với Ủy ban nhân dân tỉnh (qua Sở Tài nguyên và Môi trường tổng hợp)"
    ' theo quy định."\nAnh/chị cho biết thời hạn gửi của kỳ này. Bot không tự đặt ngày.'
)  # fmt: skip


async def dated(play: Play, day: str = "15/12") -> str:
    await play.says("tq-stnmt", "/mo")
    return await play.says("tq-stnmt", day)


async def open_it(play: Play) -> str:
    """From the number of the công văn to the opening."""
    await play.says("tq-stnmt", "86/STNMT-MT ngày 15/11/2023")
    await play.presses("tq-stnmt", "Đúng thời gian này")
    await play.presses("tq-stnmt", "Đúng danh sách này")
    return await play.presses("tq-stnmt", "Mở kỳ báo cáo")


async def story_date_is_asked_and_never_made_up(play: Play) -> None:
    await tuyen_quang(play, started=False)
    assert "Kế hoạch chưa quy định ngày báo cáo, anh/chị mở kỳ" in await play.says(
        "tq-stnmt", "/tonghop"
    )
    preview = await play.says("tq-stnmt", "/batdau")
    assert "Đã hoàn thành, không nhắc: 1, 2, 3, 5, 14." in preview
    assert "Tiếp tục theo dõi: 4, 6, 7, 8, 9, 10, 11, 12, 13, 15." in preview
    assert (
        'Cần xem lại BĐKH 4: thời gian in là "2021-2020", không xác định được thời hạn: chờ đính'
        " chính.\nKế hoạch chưa quy định ngày báo cáo: anh/chị xác định khi mở kỳ, bot không tự"
        " đặt ngày."
    ) in preview
    await play.presses("tq-stnmt", "Bắt đầu nhắc")
    asked = await play.presses("tq-stnmt", "Mở kỳ báo cáo")
    assert asked.startswith(ASKED)
    for typed, said in (
        ("theo quy định", "chưa ghi được: cần ngày/tháng/năm"),
        ("14/11/2023", "ngày 14/11/2023 đã qua"),
        ("15/11/2023", "phải sau hôm nay và không muộn hơn 31/03/2024"),
        ("01/04/2024", "phải sau hôm nay và không muộn hơn 31/03/2024"),
        ("16/12", "ngày 16/12/2023 là ngày nghỉ. Ngày làm việc gần nhất: 15/12/2023"),
    ):  # fmt: skip
        answer = await play.says("tq-stnmt", typed)
        assert said in answer
        assert ASKED in answer
    request = await play.says("tq-stnmt", "14/12")
    assert request.startswith(
        "Mở kỳ báo cáo năm 2023 KH BĐKH, thời hạn gửi 14/12/2023 (Kế hoạch chưa quy định, Sở xác"
        " định).\nSố, ký hiệu và ngày công văn"
    )
    assert (await play.presses("tq-stnmt", "Đổi ngày")).startswith(ASKED)
    assert "thời hạn gửi 15/12/2023" in await play.says("tq-stnmt", "15/12")
    await play.says("tq-stnmt", "hủy")
    logged = await play.says("tq-stnmt", "/nhatky")
    assert "xác định thời hạn gửi báo cáo năm 2023: 14/12/2023 → 15/12/2023" in logged
    async with play.store() as unit:
        (round_,) = await rounds.of_plan(unit, BDKH)
    assert (round_.state, round_.due, round_.last_day, round_.onward) == (
        RoundState.PROPOSED, date(2023, 12, 15), date(2023, 12, 15), None,
    )  # fmt: skip


async def story_round_with_a_given_date_is_opened(play: Play) -> None:
    await tuyen_quang(play)
    await dated(play)
    await play.says("tq-stnmt", "86/STNMT-MT ngày 15/11/2023")
    listed = await play.presses("tq-stnmt", "Đúng thời gian này")
    assert "Cơ quan phải báo cáo theo Kế hoạch (26):\n1. Sở Y tế (chủ trì 1 nhiệm vụ)" in listed
    assert "UBND huyện Na Hang (chủ trì 2 nhiệm vụ)" in listed
    assert "UBND huyện Hàm Yên (chủ trì 1 nhiệm vụ)" in listed
    assert "Mặt trận" not in listed
    review = await play.presses("tq-stnmt", "Đúng danh sách này")
    assert "Thời hạn gửi: 15/12/2023 (Kế hoạch chưa quy định, Sở xác định)." in review
    await play.presses("tq-stnmt", "Mở kỳ báo cáo")
    assert play.heard("tq-syt").splitlines() == [
        (
            "Sở Tài nguyên và Môi trường đề nghị Sở Y tế báo cáo kết quả năm 2023 thực hiện KH"
            " BĐKH (mục IV.1)."
        ),
        (
            "Thời hạn gửi: 15/12/2023 (Kế hoạch chưa quy định ngày, Sở Tài nguyên và Môi trường"
            " xác định). Văn bản đề nghị: số 86/STNMT-MT ngày 15/11/2023."
        ),
        "Chủ trì: 5. Phối hợp: 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15.",
        "Anh/chị chỉ cần cập nhật 1 nhiệm vụ chủ trì; phần phối hợp ghi chung một ý.",
        "[Nhiệm vụ của cơ quan] [Đã nhận]",
    ]
    # A huyện leads 13 under a collective name and stands among its supporters: once, as lead.
    told = play.heard("tq-na-hang")
    assert "Chủ trì: 13, 15. Phối hợp: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14." in told
    assert "Chủ trì: 13. Phối hợp: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14." in play.heard(
        "tq-ham-yen"
    )
    assert "đã được mở trước đó" in await play.says("tq-stnmt", "/mo")


async def story_date_given_ahead_is_remembered_until_its_month(play: Play) -> None:
    await tuyen_quang(play)
    await dated(play, "29/12/2023")
    await play.presses("tq-stnmt", "Để sau")
    assert "Kỳ tới: báo cáo năm 2023, thời hạn 29/12/2023." in await play.says(
        "tq-stnmt", "/tonghop"
    )
    await play.at("28/11/2023 08:30")
    assert play.heard("tq-stnmt") == ""
    await play.at("29/11/2023 08:30")
    assert play.heard("tq-stnmt").startswith(
        "Đã đến lúc mở kỳ báo cáo năm 2023 KH BĐKH (thời hạn 29/12/2023)."
    )
    asked = await play.presses("tq-stnmt", "Mở kỳ báo cáo")
    assert "thời hạn gửi 29/12/2023 (Kế hoạch chưa quy định, Sở xác định)" in asked


async def story_last_years_date_is_offered_and_marked(play: Play) -> None:
    await tuyen_quang(play)
    await dated(play)
    await open_it(play)
    await play.at("12/11/2024 08:30")
    play.heard("tq-stnmt")
    await play.at("13/11/2024 08:30")  # 15/12/2024 is a Sunday: 30 days before Friday 13/12
    assert play.heard("tq-stnmt").splitlines() == [
        (
            'KH BĐKH quy định báo cáo hằng năm (mục IV.1), chưa quy định ngày gửi: "Định kỳ hằng'
            " năm báo cáo kết quả thực hiện với Ủy ban nhân dân tỉnh (qua Sở Tài nguyên và Môi"
            ' trường tổng hợp) theo quy định."'
        ),
        "Kỳ năm 2023: thời hạn 15/12/2023, do Sở xác định.",
        (
            "Đề nghị anh/chị xác định thời hạn gửi của kỳ năm 2024 và mở kỳ khi có công văn đề"
            " nghị. Bot không tự đặt ngày, chưa gửi gì tới các cơ quan."
        ),
        "[Mở kỳ báo cáo]",
    ]
    await play.at("14/11/2024 08:30")
    assert play.heard("tq-stnmt") == ""  # asked once
    offered = await play.presses("tq-stnmt", "Mở kỳ báo cáo")
    assert "Kỳ năm 2023: thời hạn gửi 15/12/2023, do Sở xác định." in offered
    assert play.buttons("tq-stnmt")[:2] == [
        "13/12/2024, như kỳ trước (15/12/2023)",
        "Ngày khác",
    ]
    other = await play.presses("tq-stnmt", "Ngày khác")
    assert "Thời hạn gửi báo cáo năm 2024 KH BĐKH (kỳ trước: 15/12/2023) là ngày nào?" in other
    await play.presses("tq-stnmt", "Quay lại")
    taken = await play.presses("tq-stnmt", "13/12/2024, như kỳ trước (15/12/2023)")
    assert "Mở kỳ báo cáo năm 2024 KH BĐKH, thời hạn gửi 13/12/2024" in taken
