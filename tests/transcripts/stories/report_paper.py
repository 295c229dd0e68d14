"""Báo cáo tổng hợp from chat: a whole year of KH VLXD, and the edited draft that comes back."""

from __future__ import annotations

import io
from typing import Any

import docx

from tests.papers import layout
from tests.transcripts.play import Play
from tests.transcripts.stories.asked_more import asks
from tests.transcripts.stories.main_path import open_the_round
from tests.transcripts.worlds import opened, other_province, plainly, sends

REPORT, SOURCES = "Báo cáo tổng hợp", "Bảng đối chiếu nguồn (không gửi kèm)"
AGAIN = "Cập nhật dự thảo báo cáo đã sửa"
STNMT = (
    "1.2 Đã hoàn thành. Đã nghiệm thu hệ thống, Báo cáo số 120/BC-STNMT ngày 10/11/2023\n"
    "1.3 Đã hoàn thành. Đã rà soát 21 cơ sở, Báo cáo số 121/BC-STNMT ngày 01/12/2023\n"
    "5 đã ktra 12 cs, xử lý 02 cơ sở"
)
BY_PAPER = ("Tân Yên 47/BC-UBND ngày 07/12/2023", "Hiệp Hòa 48/BC-UBND ngày 06/12/2023")
PLAIN = (
    "ubnd-tp-bac-giang", "ubnd-luc-nam", "ubnd-lang-giang", "ubnd-viet-yen", "ubnd-yen-dung",
)  # fmt: skip
ROUGH = ("đã ktra 12 cs, xử lý 02 cơ sở", "đã kiểm tra 12 cơ sở, xử lý 02 cơ sở")
OWING = ("UBND huyện Lục Ngạn", "UBND huyện Sơn Động")


async def drafted(play: Play, label: str = REPORT) -> str:
    """What is said with the draft; its file is the newest one."""
    await play.says("sxd", "/duthao")
    return await play.presses("sxd", label)


def page(play: Play) -> Any:
    return layout.check(play.file("sxd").data, rough=ROUGH)


def paragraphs(found: Any) -> list[str]:
    return [one.text for one in found.paragraphs if one.text]


def rows(found: Any) -> list[list[str]]:
    return [[c.text for c in r.cells] for t in found.tables for r in t.rows]


async def a_year(play: Play) -> None:
    """From the opening công văn on 15/11 to the cut-off: 13 of 15 agencies have reported."""
    await open_the_round(play)
    await play.at("08/12/2023 09:00")
    await play.says("stnmt", STNMT)
    await play.presses("stnmt", "Gửi")
    await sends(play, "stnmt", "Đã cử cán bộ tham gia 02 đoàn kiểm tra")
    for typed in ("1.4 Đang rà soát công nghệ tại 17 cơ sở\n3 Đã thẩm định công nghệ 03 dự án",):
        await play.says("skhcn", typed)
    await play.presses("skhcn", "Gửi")
    await sends(play, "skhcn")
    await play.says("skhdt", "6 Đã thu hút 02 dự án gạch ốp lát")
    await play.presses("skhdt", "Gửi")
    await sends(play, "skhdt")
    await plainly(play, "sct")
    await play.says("stc", "văn bản")
    await play.says("stc", "112/BC-STC ngày 07/12/2023")
    for who in PLAIN:
        await plainly(play, who)
    await entered(play)
    await asks(play)


async def entered(play: Play) -> None:
    """Two huyện from their documents, one from a call."""
    for line in BY_PAPER:
        await play.says("sxd", f"/nhapthay {line}, không phát sinh")
        await play.presses("sxd", "Gửi")
    await play.says("sxd", "/nhapthay Yên Thế")
    await play.presses("sxd", "Theo điện thoại")
    await play.says("sxd", "Bà B, Chuyên viên, 8:30 08/12/2023")
    await play.presses("sxd", "Không phát sinh")
    await play.presses("sxd", "Gửi")


async def story_a_year_of_vlxd_becomes_a_report_to_sign(play: Play) -> None:
    await a_year(play)
    await play.at("18/12/2023 09:00")
    await play.says("skhcn", "1.4 Đã rà soát công nghệ đủ 21 cơ sở")
    await play.presses("skhcn", "Gửi")
    await play.at("20/12/2023 09:00")
    play.heard("sxd")
    said = await drafted(play)
    assert "Dự thảo báo cáo tổng hợp, kỳ báo cáo năm 2023 KH VLXD." in said
    assert "anh/chị gửi lại tệp tại đây khi cần cập nhật số liệu mới" in said
    assert "Cần bổ sung (chỗ tô vàng trong tệp): số, ngày Kế hoạch; nội dung của cơ quan" in said
    assert "viết lại nội dung ghi tắt hoặc chưa có dấu (5)" in said
    assert said.count("\n") <= 10
    assert play.file("sxd").name == "Báo cáo KH VLXD năm 2023.docx"
    found = page(play)
    text = paragraphs(found)
    assert (
        "Sở Xây dựng đã ban hành Công văn số 1234/SXD-QLXD ngày 15/11/2023 đề nghị các cơ quan, "
        "địa phương báo cáo kết quả thực hiện."
    ) in text
    assert (
        "Tính đến ngày 20/12/2023, Sở đã nhận được báo cáo của 13/15 cơ quan, địa phương (05/05 "
        "sở, 08/10 UBND huyện, thành phố); còn 02 địa phương chưa gửi báo cáo: UBND các huyện "
        "Lục Ngạn, Sơn Động."
    ) in text
    assert any(
        one.startswith("Kế hoạch giao 09 nhiệm vụ. Đến thời điểm báo cáo, có 02 nhiệm vụ cơ quan")
        for one in text
    )
    assert "- Kết quả: đã ktra 12 cs, xử lý 02 cơ sở" in text
    assert any(one.startswith("- Kết quả: Đã rà soát công nghệ đủ 21") for one in text)
    assert any(one.startswith("+ Sở Tài nguyên và Môi trường: Đã cử cán bộ") for one in text)
    _reports_annex(found)


def _reports_annex(found: Any) -> None:
    notes = {row[1]: row[2:] for row in rows(found) if len(row) == 5}
    assert notes["Sở Tài chính"] == ["112/BC-STC, 07/12/2023", "Theo văn bản", "Đã có văn bản"]
    assert notes["UBND huyện Tân Yên"][2].startswith("Nhập thay theo văn bản")
    assert notes["UBND huyện Yên Thế"][2].startswith("Nhập thay theo điện thoại")
    assert "Đề nghị bổ sung" in notes["Sở Tài nguyên và Môi trường"][2]
    assert [name for name, one in notes.items() if one[1] == "Chưa gửi"] == [*OWING]
    states = [row[6] for row in rows(found) if len(row) == 8][1:]
    assert len(states) == 9


async def story_the_sources_of_a_report_stand_apart(play: Play) -> None:
    await a_year(play)
    await play.at("20/12/2023 09:00")
    play.heard("sxd")
    said = await drafted(play, SOURCES)
    assert "Bảng đối chiếu nguồn (không gửi kèm), kỳ báo cáo năm 2023 KH VLXD." in said
    assert "không trình ký, không gửi kèm" in said
    assert "Bản dự thảo" not in said
    found = layout.check(play.file("sxd").data, mark="ĐỐI CHIẾU, KHÔNG GỬI KÈM", blanks=False)
    known = {(row[0], row[1]): row for row in rows(found)}
    sent = known["II.2, 1.2", "Sở Tài nguyên và Môi trường"]
    assert sent[3] == "1"
    assert sent[4].endswith("08/12/2023")
    assert sent[5].startswith("Cán bộ đầu mối Sở Tài nguyên và Môi trường")
    assert sent[6].startswith("VLXD-2023-")
    assert "120/BC-STNMT, 10/11/2023" in sent[7]


def _edited(data: bytes) -> bytes:
    """His own sentence in section I, and the shorthand of 5 written out."""
    found = docx.Document(io.BytesIO(data))
    received = next(one for one in found.paragraphs if one.text.startswith("Tính đến ngày"))
    received.add_run(" Sở đã đôn đốc bằng điện thoại.")
    short = next(one for one in found.paragraphs if "đã ktra 12 cs" in one.text)
    short.runs[-1].text = "đã kiểm tra 12 cơ sở, xử lý 02 cơ sở"
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


async def story_an_edited_draft_takes_late_reports_where_it_was_not_touched(play: Play) -> None:
    await a_year(play)
    await play.at("20/12/2023 09:00")
    play.heard("sxd")
    await drafted(play)
    mine = _edited(play.file("sxd").data)
    await plainly(play, "ubnd-luc-ngan")
    play.heard("sxd")
    said = await play.sends_file("sxd", "Báo cáo KH VLXD năm 2023 (1).docx", mine)
    assert "Bot đang cập nhật số liệu mới vào dự thảo báo cáo năm 2023 KH VLXD" in said
    assert (
        "Mục I: có nội dung mới, anh/chị đã sửa phần này nên giữ nguyên; nội dung mới: Tính đến"
    ) in said
    assert "Phụ lục II, dòng 7" in said
    text = paragraphs(page(play))
    assert any(one.endswith("Sở đã đôn đốc bằng điện thoại.") for one in text)
    assert "- Kết quả: đã kiểm tra 12 cơ sở, xử lý 02 cơ sở" in text
    assert "Còn 01/15 cơ quan, địa phương chưa gửi báo cáo." in text
    assert "cập nhật dự thảo báo cáo đã sửa" in await play.says("sxd", "/nhatky")
    again = play.file("sxd").data
    play.heard("sxd")
    assert "chưa có số liệu mới, tệp của anh/chị giữ nguyên" in await play.sends_file(
        "sxd", "bao cao KH VLXD nam 2023 da sua.docx", again
    )
    await play.says("stnmt", "5 Đã kiểm tra 15 cơ sở")
    await play.presses("stnmt", "Gửi")
    play.heard("sxd")
    said = await play.sends_file("sxd", "Báo cáo KH VLXD năm 2023.docx", again)
    assert "nội dung mới: Kết quả: Đã kiểm tra 15 cơ sở" in said
    assert "Nội dung và Phụ lục I có thể khác nhau ở Mục II.2, nhiệm vụ 5" in said
    play.heard("sxd")
    other = await play.sends_file("sxd", "Việc khác.docx", again)
    assert other.startswith("Tệp này không phải dự thảo báo cáo do bot lập")


async def story_another_file_is_refused_in_words(play: Play) -> None:
    round_ = await opened(play)
    await play.at("20/12/2023 09:00")
    play.heard("sxd")
    await play.says("sxd", "/duthao")
    assert AGAIN not in play.buttons("sxd")
    await play.presses("sxd", REPORT)
    assert any("Sở chưa nhận được báo cáo" in one for one in paragraphs(page(play)))
    await play.says("sxd", "/duthao")
    asked = await play.presses("sxd", AGAIN)
    assert asked.startswith("Anh/chị gửi tệp dự thảo báo cáo năm 2023 KH VLXD đã sửa")
    other = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("Việc khác")
    made.save(other)
    refused = await play.sends_file("sxd", "Viec khac.docx", other.getvalue())
    assert "Tệp này không phải dự thảo báo cáo do bot lập cho kỳ báo cáo này" in refused
    assert "Chưa đọc được tệp này" in await play.sends_file("sxd", "Hong.docx", b"PK\x03\x04")
    assert "chưa nhận" in (await play.sends_file("sxd", "Anh.png", b"x")).lower()
    await play.says("sxd", "/huy")
    for data in (f"dtl:{round_}:x", "dtl", "dtl:999", "dtl:x"):
        assert await play.forges("sxd", data)
    await play.says("stnmt", "/trogiup")
    assert "Lập dự thảo" in await play.forges("stnmt", f"dtl:{round_}")
    await other_province(play, "tq", 9001)
    await play.says("tq", "/trogiup")
    assert "Lập dự thảo" in await play.forges("tq", f"dtl:{round_}")
