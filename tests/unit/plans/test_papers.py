from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.ground import Refusal
from plans.model import Paper
from plans.papers import days_ahead, find_papers, parse_date, parse_paper

TODAY = date(2023, 12, 8)


@pytest.mark.parametrize(
    ("text", "kind", "code", "dated"),
    [
        ("Tờ trình số 45/TTr-SYT ngày 12/11/2020", "Tờ trình", "45/TTr-SYT", date(2020, 11, 12)),
        ("BC 12/BC-STNMT, 05/12/2023", "BC", "12/BC-STNMT", date(2023, 12, 5)),
        (
            "CV số 123/UBND-VX ngày 5 tháng 12 năm 2023",
            "CV",
            "123/UBND-VX",
            date(2023, 12, 5),
        ),
        ("QĐ 1346/QĐ-UBND", "QĐ", "1346/QĐ-UBND", None),
        (
            "to trinh so 45/ttr-syt ngay 12/11/2020",
            "to trinh",
            "45/TTr-SYT",
            date(2020, 11, 12),
        ),
        (
            "Quyết định số 1346/QĐ-UBND của UBND tỉnh ngày 02/12/2021",
            "Quyết định",
            "1346/QĐ-UBND",
            date(2021, 12, 2),
        ),
        (
            "thông tư số 10/2021/TT-BTNMT ngày 30/6/2021",
            "thông tư",
            "10/2021/TT-BTNMT",
            date(2021, 6, 30),
        ),
        ("Nghị quyết 91/2025/QH15", "Nghị quyết", "91/2025/QH15", None),
        ("công văn số 12/SXD ngày 1/2/23", "công văn", "12/SXD", date(2023, 2, 1)),
        ("Báo cáo số 12/BC-STNMT ngày 31/02/2023", "Báo cáo", "12/BC-STNMT", None),
    ],
)
def test_a_document_is_found_in_its_sentence(text, kind, code, dated):
    (found,) = find_papers(f"Đã nghiệm thu ({text}), còn lại đang làm.")
    assert (found.kind, found.paper.code, found.paper.dated) == (kind, code, dated)
    if dated:
        assert found.quote == text


@pytest.mark.parametrize(
    "text",
    [
        "tháng 12/2023",
        "đã gửi 08/10 UBND huyện",
        "đạt 1,5/2 km",
        "ngày 05/12/2023",
        "12/12 cơ sở",
        "3/4 Sở-ngành",
        "Báo cáo số …/BC-STNMT ngày 05/12/2023",
        "tỷ lệ 1/2 nam-nữ",
        "",
        "🙂",
    ],
)
def test_fractions_and_dates_are_no_documents(text):
    assert find_papers(text) == ()


def test_two_documents_are_both_found():
    found = find_papers("QĐ 1346/QĐ-UBND và BC số 9/BC-SXD ngày 1/12/2023, QĐ 1346/QĐ-UBND")
    assert [one.paper.code for one in found] == ["1346/QĐ-UBND", "9/BC-SXD"]


@given(st.text(st.characters(), max_size=100))
def test_any_text_is_searched(text):
    for found in find_papers(f"số 1/BC-{text} ngày 1/2/2023"):
        assert found.paper.number


@pytest.mark.parametrize(
    "text",
    [
        "12/BC-STNMT ngày 05/12/2023",
        "05/12/2023, số 12/BC-STNMT",
        "12 BC-STNMT 5-12",
        "số 12, ký hiệu BC-STNMT, ngày 5 tháng 12 năm 2023",
        "12/bc-stnmt 5/12",
    ],
)
def test_a_typed_document_is_read_in_any_order(text):
    assert parse_paper(text, TODAY) == Paper("12", "BC-STNMT", date(2023, 12, 5))


def test_a_document_of_last_december_is_understood_in_january():
    assert parse_paper("12/BC-STNMT 28/12", date(2024, 1, 3)).dated == date(2023, 12, 28)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("đã gửi rồi", "paper.unreadable"),
        ("", "paper.unreadable"),
        ("05/12/2023", "paper.unreadable"),
        ("12/BC-STNMT", "paper.no_date"),
        ("12/BC-STNMT 31/2/2023", "paper.bad_date"),
        ("12/BC-STNMT 5/12/0023", "paper.bad_date"),
        ("12/BC-STNMT 9/12/2023", "paper.future"),
        ("12/BC-STNMT 9/12", "paper.future"),
    ],
)
def test_a_document_that_cannot_be_kept_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        parse_paper(text, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/12", date(2023, 12, 12)),
        ("12-12-2023", date(2023, 12, 12)),
        ("gửi ngày 12/12/2023.", date(2023, 12, 12)),
        ("ngày 12 tháng 12 năm 2023", date(2023, 12, 12)),
        ("ngay 12 thang 12", date(2023, 12, 12)),
        ("05/01", date(2024, 1, 5)),
        ("29/02", date(2024, 2, 29)),
        ("hôm nay", TODAY),
        ("ngay mai", date(2023, 12, 9)),
        ("Mai", date(2023, 12, 9)),
        ("Sáng mai em gửi ạ.", date(2023, 12, 9)),
        ("trong ngày kia", date(2023, 12, 10)),
    ],
)
def test_a_promised_day_is_read(text, day):
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sớm nhất", "date.unreadable"),
        ("mai kia", "date.unreadable"),
        ("nay mai", "date.unreadable"),
        ("hôm nay hoặc mai", "date.unreadable"),
        ("31/02", "date.unreadable"),
        ("12/12 hoặc 13/12", "date.unreadable"),
        ("12", "date.unreadable"),
        ("", "date.unreadable"),
        ("1/12", "date.past"),
        ("5-12-2023", "date.past"),
    ],
)
def test_a_day_that_cannot_be_kept_is_refused(text, code):
    with pytest.raises(Refusal) as refused:
        parse_date(text, TODAY)
    assert refused.value.code == code


def test_days_ahead_are_those_of_results_not_of_documents() -> None:
    today = date(2023, 11, 15)
    text = "Nghiệm thu 25/12/2023, 10/11/2023, 30/12; Báo cáo số 12/BC-STNMT ngày 20/11/2023"
    assert days_ahead(text, today) == (date(2023, 12, 25),)
    assert days_ahead("Sẽ họp 31/02/2024", today) == ()
