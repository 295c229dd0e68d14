"""/duthao: the drafts of a round's papers, from chat to the Word file opened again."""

from __future__ import annotations

from storage import plans
from tests.papers import layout
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, closed, opened, other_province

REQUEST = "Công văn đề nghị báo cáo"
URGING = "Công văn đôn đốc"


def drafted(play: Play, who: str) -> list[str]:
    """The paragraphs of the last file, which keeps all rules of layout."""
    page = layout.check(play.file(who).data)
    layout.check_frame(page)
    return layout.texts(page)


async def started(play: Play) -> None:
    async with play.store() as unit:
        await plans.start(unit, VLXD, 1)


async def story_the_request_before_the_round_is_open(play: Play) -> None:
    await started(play)
    menu = await play.says("sxd", "/duthao")
    assert "Dự thảo văn bản của kỳ báo cáo năm 2023 KH VLXD (chưa mở)" in menu
    assert menu.endswith(f"[{REQUEST}]")
    said = await play.presses("sxd", REQUEST)
    assert "Bot đang lập dự thảo công văn đề nghị báo cáo, kỳ báo cáo năm 2023 KH VLXD." in said
    assert (
        "Cần bổ sung (chỗ tô vàng trong tệp): ký hiệu đơn vị soạn thảo; đơn vị lưu; số, ngày Kế"
        " hoạch; ngày chốt số liệu; hạn gửi danh sách cán bộ đầu mối; phòng, điện thoại đầu mối"
        " của Sở."
    ) in said
    lines = drafted(play, "sxd")
    assert "- UBND các huyện, thành phố." in lines
    assert (
        "- Các Sở: Kế hoạch và Đầu tư, Công thương, Tài chính, Tài nguyên và Môi trường, Khoa học"
        " và Công nghệ;"
    ) in lines
    assert play.file("sxd").name == "Dự thảo công văn đề nghị báo cáo KH VLXD năm 2023.docx"
    assert "lập dự thảo công văn đề nghị báo cáo" in await play.says("sxd", "/nhatky")


async def story_the_urging_after_the_date(play: Play) -> None:
    await opened(play)
    await play.at("18/12/2023 09:00")
    play.heard("sxd")
    await play.says("stnmt", "/baocao")
    menu = await play.says("sxd", "dự thảo")
    assert f"[{REQUEST}] [{URGING}]" in menu
    asked = await play.presses("sxd", URGING)
    assert "Công văn đôn đốc báo cáo năm 2023 KH VLXD: lần thứ mấy?" in asked
    whom = await play.presses("sxd", "Lần 1")
    assert "Cơ quan chưa gửi báo cáo năm 2023 KH VLXD:" in whom
    assert "[Gửi cả 15 cơ quan] [Chọn cơ quan không gửi]" in whom
    said = await play.presses("sxd", "Gửi cả 15 cơ quan")
    assert "Dự thảo công văn đôn đốc, kỳ báo cáo năm 2023 KH VLXD." in said
    assert "ngày đề nghị gửi báo cáo" in said
    lines = drafted(play, "sxd")
    assert "- UBND các huyện, thành phố." in lines
    assert any("Đến ngày 18/12/2023, Sở Xây dựng chưa nhận được báo cáo" in one for one in lines)


async def story_who_is_with_the_leader_is_left_out(play: Play) -> None:
    await opened(play, ("stc", "stnmt", "skhcn", "ubnd-luc-nam"))
    await play.at("18/12/2023 09:00")
    await play.says("stc", "đang trình lãnh đạo")
    play.heard("sxd")
    await play.says("sxd", "/duthao")
    await play.presses("sxd", URGING)
    await play.presses("sxd", "Lần 2")
    assert "Công văn số" not in await play.says("sxd", "2311/SXD-QLXD ngày 18/12/2023")
    whom = play.buttons("sxd")
    assert "Trừ 1 cơ quan đang trình, đã hẹn" in whom
    await play.presses("sxd", "Chọn cơ quan không gửi")
    for nonsense in ("không biết", "0", "9", "1 và Sở Tài chính"):
        assert "Chưa ghi được: chưa rõ" in await play.says("sxd", nonsense)
    assert "không còn nơi nhận" in await play.says("sxd", "1, 2, 3, 4")
    await play.says("sxd", "bỏ 2 và 4")
    first = drafted(play, "sxd")
    assert any("và Công văn số 2311/SXD-QLXD ngày 18/12/2023 đôn đốc" in one for one in first)
    await play.says("sxd", "/duthao")
    await play.presses("sxd", URGING)
    await play.presses("sxd", "Lần 1")
    await play.presses("sxd", "Trừ 1 cơ quan đang trình, đã hẹn")
    lines = drafted(play, "sxd")
    assert not any("Tài chính" in one for one in lines)
    assert any("UBND huyện Lục Nam" in one for one in lines)


async def story_drafts_are_the_coordinators(play: Play) -> None:
    round_ = await opened(play)
    for who in ("stnmt", "sxd-admin", "ubnd-luc-nam"):
        assert (await play.says(who, "/duthao")).startswith("Lập dự thảo văn bản là việc của")
        assert "Lập dự thảo văn bản là việc của" in await play.forges(
            who, f"dt:{round_}:cong-van-de-nghi"
        )
    await play.says("sxd", "/trogiup")
    await play.forges("sxd", f"dt:{round_}:thu-moi")
    for data in ("dt", "dt:x", f"dt:{round_}:a:b", "dt:999", "dtm:không", "dtm"):
        assert await play.forges("sxd", data)
    await other_province(play, "tq", 9001)
    await play.says("tq", "/trogiup")
    assert "Lập dự thảo" in await play.forges("tq", f"dt:{round_}:cong-van-de-nghi")


async def story_a_closed_round_has_its_papers_and_a_draft_is_given_up(play: Play) -> None:
    round_ = await opened(play)
    await play.at("20/12/2023 09:00")
    await closed(play, round_)
    await play.says("sxd", "/duthao")
    await play.presses("sxd", "KH VLXD, năm 2023 (đã chốt)")
    await play.presses("sxd", URGING)
    times = play.button("sxd", "Lần 1")
    assert "Đã hủy" in await play.says("sxd", "/huy")
    assert "đã hủy" in await play.press_this("sxd", times)
    await play.forges("sxd", f"dt:{round_}:cong-van-don-doc")
    await play.presses("sxd", "Lần 1")
    said = await play.presses("sxd", "Gửi cả 15 cơ quan")
    assert "Dự thảo công văn đôn đốc" in said


async def story_nobody_is_left_to_urge(play: Play) -> None:
    round_ = await opened(play, ("stc",))
    await play.at("14/12/2023 09:00")
    await play.says("sxd", "/trogiup")
    await play.says("stc", "văn bản")
    await play.says("stc", "112/BC-STC ngày 13/12/2023")
    said = await play.forges("sxd", f"dt:{round_}:cong-van-don-doc")
    assert "không còn cơ quan nào phải đôn đốc" in said


async def story_the_buttons_beside_the_question_and_the_state(play: Play) -> None:
    await started(play)
    await play.says("sxd", "/trogiup")
    said = await play.forges("sxd", f"dtm:{VLXD}")
    assert "Dự thảo công văn đề nghị báo cáo, kỳ báo cáo năm 2023 KH VLXD." in said
    assert any("15/12/2023" in one for one in drafted(play, "sxd"))
    await opened_again(play)
    await play.at("18/12/2023 09:00")
    await play.says("sxd", "/tonghop")
    await play.presses("sxd", "Dự thảo công văn đôn đốc")
    await play.presses("sxd", "Lần 1")
    assert "Dự thảo công văn đôn đốc" in await play.presses("sxd", "Gửi cả 15 cơ quan")


async def opened_again(play: Play) -> None:
    """The round that was proposed is opened as /mo does it."""
    await play.says("sxd", "/mo")
    await play.says("sxd", "1234/SXD-QLXD ngày 15/11/2023")
    await play.says("sxd", "bỏ qua")
    await play.presses("sxd", "Đúng thời gian này")
    await play.presses("sxd", "Đúng danh sách này")
    if "Mở kỳ báo cáo" not in play.buttons("sxd"):
        await play.says("sxd", "bỏ qua")
    await play.presses("sxd", "Mở kỳ báo cáo")


async def story_the_report_and_its_sources_from_chat(play: Play) -> None:
    await opened(play)
    await play.says("sxd", "/tonghop")
    said = await play.presses("sxd", "Dự thảo báo cáo")
    assert "Dự thảo báo cáo tổng hợp, kỳ báo cáo năm 2023 KH VLXD." in said
    assert layout.opened(play.file("sxd").data).core_properties.author == "Sở Xây dựng"
    await play.says("sxd", "/duthao")
    said = await play.presses("sxd", "Bảng đối chiếu nguồn (không gửi kèm)")
    assert "Cần bổ sung" not in said
    assert play.file("sxd").name.endswith(".docx")
