"""The two công văn: office.md's own words, and each rule of their layout."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogues.catalogue import Catalogue
from plans.round_data import Document, RoundData
from reports.papers.kinds import KINDS
from reports.papers.paper import Asked, Words
from reports.papers.writing import write
from tests.papers import layout, sample

TEXTS = Catalogue.load()
HUYEN = {"UBND các huyện, thành phố": frozenset(code for _, code in sample.HUYEN.values())}
REQUEST, URGING = "cong-van-de-nghi", "cong-van-don-doc"


def words(kind: str, data: RoundData, day: date = date(2023, 11, 15), **more: Any) -> Words:
    asked = Asked(data, TEXTS, day, **({"collectives": HUYEN} | more))
    return KINDS[kind].words(asked)


def made(kind: str, data: RoundData, **more: Any) -> bytes:
    return write(words(kind, data, **more), None).data


def unread(data: RoundData) -> RoundData:
    """Before the round is opened: no công văn, no cut-off."""
    return replace(data, round=replace(data.round, request=None, cutoff=None))


def test_the_request_to_the_letter() -> None:
    page = layout.check(made(REQUEST, sample.with_indicators(unread(sample.vlxd()))))
    layout.check_frame(page)
    said = layout.texts(page)
    at = said.index("Kính gửi:")
    assert said[at + 1 : at + 3] == [
        (
            "- Các Sở: Kế hoạch và Đầu tư, Công thương, Tài chính, Tài nguyên và Môi trường, "
            "Khoa học và Công nghệ;"
        ),
        "- UBND các huyện, thành phố.",
    ]
    assert (
        "V/v đề nghị báo cáo kết quả thực hiện Kế hoạch thực hiện Đề án phát triển vật liệu "
        "xây dựng năm 2023"
    ) in said
    assert "Bắc Giang, ngày       tháng 11 năm 2023" in said
    body = layout.check_body(page)
    assert body[0] == (
        "Thực hiện Kế hoạch số [… bổ sung] của UBND tỉnh về triển khai thực hiện Đề án phát triển "
        "vật liệu xây dựng tỉnh Bắc Giang thời kỳ 2021-2030, định hướng đến năm 2050 (sau đây gọi "
        "là Kế hoạch); để có cơ sở tổng hợp, báo cáo UBND tỉnh trước ngày 31/12/2023, Sở Xây dựng "
        "đề nghị các cơ quan, địa phương báo cáo kết quả thực hiện năm 2023 (mục III.2 Kế hoạch) "
        "như sau:"
    )
    assert body[2] == (
        "2. Số liệu: thực hiện đến ngày [… bổ sung] và ước cả năm 2023, theo biểu tại Phụ lục III."
    )
    assert body[3] == (
        "3. Thời hạn, nơi nhận: báo cáo UBND tỉnh, gửi về Sở Xây dựng trước ngày 15/12/2023 để "
        "tổng hợp."
    )
    assert body[-1].endswith("quan tâm, phối hợp./.")
    assert not any("yêu cầu" in one for one in body)
    assert layout.annexes(page) == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]


def test_every_agency_finds_its_tasks() -> None:
    page = layout.opened(made(REQUEST, sample.vlxd()))
    grid = next(one for one in page.tables if one.rows[0].cells[0].text == "Số mục")
    rows = [[cell.text for cell in row.cells] for row in grid.rows]
    assert rows[0] == ["Số mục", "Nhiệm vụ", "Thời gian thực hiện"]
    at = rows.index(["Sở Tài nguyên và Môi trường"] * 3)
    assert [row[0] for row in rows[at + 1 : at + 4]] == ["1.2", "1.3", "5"]
    assert rows[at + 4][1] == "Phối hợp các nhiệm vụ: 1.1, 1.4, 2, 4 (báo cáo chung một ý)."
    districts = (
        "UBND thành phố Bắc Giang; UBND các huyện: Lục Ngạn, Lục Nam, Sơn Động, Yên Thế, "
        "Hiệp Hòa, Lạng Giang, Tân Yên, Việt Yên, Yên Dũng"
    )
    assert rows[-2] == [districts] * 3
    assert grid.rows[0]._tr.trPr.xml.count("w:tblHeader") == 1
    assert layout.annexes(page) == ["Phụ lục I", "Phụ lục II"]


def test_the_urging_to_the_letter() -> None:
    day = date(2023, 12, 18)
    page = layout.check(made(URGING, sample.vlxd(), day=day))
    layout.check_frame(page)
    said = layout.texts(page)
    assert "Kính gửi: UBND các huyện: Lục Ngạn, Sơn Động." in said
    assert layout.check_body(page)[0].endswith(
        "(sau đây gọi là Kế hoạch), Sở Xây dựng đã có Công văn số 2150/SXD-VLXD ngày 15/11/2023 "
        "đề nghị báo cáo trước ngày 15/12/2023."
    )
    assert layout.check_body(page)[1:] == [
        (
            "Đến ngày 18/12/2023, Sở Xây dựng chưa nhận được báo cáo của quý địa phương. Để kịp "
            "thời tổng hợp, báo cáo UBND tỉnh trước ngày 31/12/2023, Sở Xây dựng đề nghị quý địa "
            "phương gửi báo cáo trước ngày [… bổ sung]."
        ),
        "Quá thời hạn trên, Sở Xây dựng tổng hợp trên cơ sở các báo cáo đã nhận./.",
    ]
    assert layout.annexes(page) == []


def test_the_second_urging_cites_the_first() -> None:
    first = Document("2311/SXD-VLXD", date(2023, 12, 18))
    found = words(URGING, sample.vlxd(), urged=True, urged_by=first)
    assert "và Công văn số 2311/SXD-VLXD ngày 18/12/2023 đôn đốc" in found.slots["noi_dung"][0]
    assert "(lần 2)" in found.slots["trich_yeu"]
    blank = words(URGING, sample.vlxd(), urged=True)
    assert "công văn đôn đốc lần 1: số" in blank.gaps
    assert "và Công văn số [… bổ sung] ngày [… bổ sung]" in blank.slots["noi_dung"][0]


def test_nobody_is_urged_who_has_a_document_or_is_not_to_be() -> None:
    data = sample.vlxd()
    hushed = replace(data.owing[0], urge=False)
    some = tuple(hushed if one.agency == hushed.agency else one for one in data.agencies)
    left = words(URGING, replace(data, agencies=some))
    assert left.slots["kinh_gui_dau"] == "Kính gửi: UBND huyện Sơn Động."
    unticked = words(URGING, data, left_out=frozenset({data.owing[0].agency}))
    assert unticked.slots["kinh_gui_dau"] == "Kính gửi: UBND huyện Sơn Động."


def test_what_is_left_to_fill_is_listed() -> None:
    found = words(REQUEST, unread(sample.vlxd()))
    assert found.gaps == (
        "ký hiệu đơn vị soạn thảo",
        "đơn vị lưu",
        "số, ngày Kế hoạch",
        "ngày chốt số liệu",
        "hạn gửi danh sách cán bộ đầu mối",
        "phòng, điện thoại đầu mối của Sở",
    )


def test_the_mark_of_the_demo_stands_on_every_page() -> None:
    data = made(REQUEST, sample.with_indicators(), mark="SỐ LIỆU MINH HỌA")
    layout.check(data, mark="DỰ THẢO - SỐ LIỆU MINH HỌA")


@pytest.mark.parametrize("kind", [REQUEST, URGING])
def test_nobody_to_write_to(kind: str) -> None:
    page = layout.check(made(kind, replace(sample.vlxd(), agencies=(), tasks=())))
    assert f"Kính gửi: {layout.FILL}." in layout.texts(page)


def test_a_plan_with_number_and_day_and_one_with_a_month() -> None:
    data = sample.vlxd()
    known = replace(data, plan=replace(data.plan, number="86/KH-UBND", issued="2020-07-27"))
    assert "Kế hoạch số 86/KH-UBND ngày 27/7/2020 của" in words(URGING, known).slots["noi_dung"][0]
    month = replace(data, plan=replace(data.plan, number=None, issued="2022-10"))
    first = words(URGING, month).slots["noi_dung"][0]
    assert f"Kế hoạch số {layout.FILL} ngày {layout.FILL}/10/2022 của UBND tỉnh" in first
    decided = replace(data, plan=replace(data.plan, number="2807/QĐ-UBND", issued="2016-11-21"))
    first = words(URGING, decided).slots["noi_dung"][0]
    assert "Quyết định số 2807/QĐ-UBND ngày 21/11/2016 của UBND tỉnh ban hành Kế hoạch" in first


@pytest.mark.parametrize("kind", [REQUEST, URGING, "phieu-trinh"])
def test_a_large_round_is_written_in_time(kind: str) -> None:
    """300 tasks of 60 agencies: in words and written in less than 3 seconds of work."""
    data = sample.large()
    before = time.process_time()
    made(kind, data)
    assert time.process_time() - before < 3
