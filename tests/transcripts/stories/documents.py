"""[Đã có văn bản]: silent from that second; two marks side by side; numbers nobody can read."""

from __future__ import annotations

from sqlalchemy import select

from plans.model import SubmissionState
from storage.schema import official_document
from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, part_of


async def story_document_before_any_content(play: Play) -> None:
    round_ = await opened(play)
    await play.at("30/11/2023 08:30")
    assert "Chưa cập nhật: 1.2, 1.3, 5 (chủ trì)." in play.heard("stnmt")
    await play.presses("stnmt", "Đã có văn bản")
    assert await play.says("stnmt", "số 150/BC-STNMT, ngày 29 tháng 11 năm 2023") == (
        "Đã ghi nhận văn bản số 150/BC-STNMT ngày 29/11/2023, báo cáo năm 2023 KH VLXD của Sở Tài"
        " nguyên và Môi trường. Bot không nhắc kỳ này nữa.\n"
        "Sở Xây dựng sẽ đối chiếu với văn bản đến. Nội dung từng nhiệm vụ (1.2, 1.3, 5) cập nhật"
        " ở đây lúc nào cũng được, không bắt buộc.\n[Sửa số văn bản]"
    )
    part = await part_of(play, round_)
    assert (part.state, part.reported) == (SubmissionState.NOTHING, True)
    await play.says("stnmt", "1.2 Đã nghiệm thu")
    assert "Đã có văn bản" not in await play.presses("stnmt", "Gửi")
    part = await part_of(play, round_)
    assert part.state is SubmissionState.UPDATING
    assert part.paper is not None
    assert "Không nhắc nữa: đã có văn bản số 150/BC-STNMT" in await play.says("stnmt", "/lichnhac")
    for day in ("11/12/2023 13:45", "14/12/2023 08:30"):
        await play.at(day)
        assert play.heard("stnmt") == ""


async def story_reminder_on_its_way_falls_silent(play: Play) -> None:
    """The message is queued already when the number comes in: it is decided again, and dropped."""
    await opened(play)
    await play.at("11/12/2023 13:40")
    play.room.say(play.users["stnmt"], "/vanban 150/BC-STNMT ngày 08/12/2023")
    await play.at("11/12/2023 13:45")
    assert "Còn 3 ngày làm việc" not in play.heard("stnmt")
    assert "Còn 3 ngày làm việc" in play.heard("skhcn")


async def story_document_given_twice(play: Play) -> None:
    round_ = await opened(play)
    await play.says("sct", "/vanban 77/BC-SCT ngày 13/11/2023")
    await play.presses("sct", "Sửa số văn bản")
    kept = await play.says("sct", "78/BC-SCT 14/11")
    assert "của Sở Công thương (thay số 77/BC-SCT). Bot không nhắc kỳ này nữa." in kept
    part = await part_of(play, round_, "sct")
    assert part.paper is not None
    assert part.paper.code == "78/BC-SCT"
    async with play.store() as unit:
        rows = await unit.rows(select(official_document).order_by(official_document.c.id))
    assert [(one.number, one.replaces) for one in rows] == [("77", None), ("78", rows[0].id)]


async def story_documents_nobody_can_read(play: Play) -> None:
    round_ = await opened(play)
    assert "Chưa ghi được" in await play.says("stc", "/vanban 77 cái gì")
    await play.says("stc", "/baocao")
    await play.presses("stc", "Đã có văn bản")
    for typed, said in (
        ("<b>15</b>", 'Chưa ghi được: "<b>15</b>" chưa đủ số, ký hiệu, ngày của một văn bản.'),
        ("77/BC-STC", "Chưa ghi được: văn bản chưa có ngày."),
        ("77/BC-STC ngày 31/02/2023", 'Chưa ghi được: không có ngày "31/02/2023".'),
        ("77/BC-STC ngày 20/12/2023", "Chưa ghi được: ngày văn bản 20/12/2023 còn ở phía trước."),
    ):
        answer = await play.says("stc", typed)
        assert answer.startswith(said)
        assert "Số, ký hiệu và ngày văn bản báo cáo năm 2023 KH VLXD của Sở Tài chính?" in answer
    assert (await part_of(play, round_, "stc")).paper is None
    assert "câu này không bỏ qua được" in await play.says("stc", "bỏ qua")
    await play.says("stc", "hủy")
    assert (await play.says("ubnd-yen-dung", "đã có văn bản")).startswith("Số, ký hiệu và ngày")


async def story_example_is_the_agencys_own(play: Play) -> None:
    await opened(play)
    for who, own in (("stc", "STC"), ("ubnd-luc-nam", "UBND")):
        await play.says(who, "/vanban")
        assert f"ví dụ: 45/BC-{own} ngày 05/12/2023." in await play.says(who, "đã gửi")
        assert f"ví dụ: 45/BC-{own} ngày 05/12/2023." in await play.says(who, "12/BC-XX")


async def story_day_of_a_document_still_to_come(play: Play) -> None:
    """A day in the future inside the sentence is pointed out; it can still be sent."""
    await opened(play)
    for typed in ("1.3", "5", "Đã rà soát, Báo cáo số 12/BC-STNMT ngày 20/11/2023"):
        review = await play.says("stnmt", typed)
    assert "(ngày 20/11/2023 chưa đến, đề nghị anh/chị kiểm tra lại)" in review
    assert "Mã ghi nhận" in await play.presses("stnmt", "Gửi")
    for typed in ("1.2", "2", "Đã nghiệm thu ngày 25/12/2023, Báo cáo số 120/BC-STNMT"):
        review = await play.says("stnmt", typed)
    assert "đã hoàn thành nhưng ghi ngày 25/12/2023 chưa đến, đề nghị anh/chị kiểm tra" in review
    await play.presses("stnmt", "Hủy")


async def story_days_to_come_in_many_pasted_tasks(play: Play) -> None:
    """As with one task: of a document, and of a result said to be there already."""
    await opened(play)
    text = (
        "1.2 Đã hoàn thành. Đã nghiệm thu ngày 25/12/2023, Báo cáo số 120/BC-STNMT ngày"
        " 10/11/2023\n"
        "1.3 Đang rà soát, Báo cáo số 12/BC-STNMT ngày 20/11/2023\n"
        "5 Sẽ kiểm tra xong ngày 20/12/2023"
    )
    for who, first in (("stnmt", "Bot tách được"), ("sxd", "Nhập thay")):
        if who == "sxd":
            await play.says("sxd", "/nhapthay stnmt 150/BC-STNMT ngày 14/11/2023")
        review = await play.says(who, text)
        assert review.startswith(first)
        assert (
            "VLXD 1.2: Báo cáo số 120/BC-STNMT ngày 10/11/2023; VLXD 1.3: Báo cáo số 12/BC-STNMT"
            " ngày 20/11/2023 (ngày 20/11/2023 chưa đến, đề nghị anh/chị kiểm tra lại)"
        ) in review
        assert (
            "VLXD 1.2 đã hoàn thành nhưng ghi ngày 25/12/2023 chưa đến, đề nghị anh/chị kiểm tra"
        ) in review
        assert "VLXD 5 đã hoàn thành" not in review
        await play.presses(who, "Hủy")
