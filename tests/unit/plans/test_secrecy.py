import unicodedata

import pytest

from plans.secrecy import stamp_in, stamp_within, twelve_digits


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("MẬT", "MẬT"),
        ("Văn bản số 12 (MẬT)", "MẬT"),
        ("TỐI  MẬT", "TỐI MẬT"),
        ("Độ mật: TUYỆT MẬT.", "TUYỆT MẬT"),
        ("Độ mật: MẬT", "MẬT"),
        (unicodedata.normalize("NFD", "văn bản MẬT"), "MẬT"),
        ("M\u200bẬT", "MẬT"),
        ("mật độ xây dựng; tài liệu MẬT", "MẬT"),
        ("BẢO MẬT và TỐI MẬT", "TỐI MẬT"),
        ("Công văn số 12/MẬT-UBND", "MẬT"),
        ("CV_TỐI_MẬT.pdf", "MẬT"),
        (unicodedata.normalize("NFD", "TỐI MẬT"), "TỐI MẬT"),
        ("MẬT\nsao y", "MẬT"),
        ("M\u00adẬ\u2060T", "MẬT"),
    ],
)
def test_a_stamp_standing_alone_is_seen(text, stamp):
    assert stamp_in(text) == stamp


@pytest.mark.parametrize(
    "text",
    [
        "mật độ xây dựng",
        "bảo mật",
        "BẢO MẬT",
        "mật ong",
        "MẬT ONG",
        "MẬT ĐỘ XÂY DỰNG",
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Mật độ",
        "công tác bảo mật, an toàn thông tin",
        "văn bản mật",
        "Mật ong Bắc Giang",
        "MẬT_ĐỘ_XÂY_DỰNG.docx",
        "CHỈ TIÊU MẬT ĐỘ DÂN CƯ",
        "HỆ THỐNG BẢO MẬT",
        "MẬT KHẨU",
        "MẬTĐỘ",
        "",
    ],
)
def test_everyday_words_are_no_stamp(text):
    assert stamp_in(text) is None


def test_a_stamp_is_found_however_deep_it_stands():
    raw = {"message": {"text": "đã gửi", "reply_to_message": {"caption": "tờ trình MẬT"}}}
    assert stamp_within(raw) == "MẬT"
    assert stamp_within({"a": ["bảo mật", 1, None, {"b": "MẬT ĐỘ"}]}) is None


@pytest.mark.parametrize(
    "text",
    [
        "012345678901",
        "số 012 345 678 901",
        "0123 4567 8901",
        "CCCD 001099012345, cấp ngày 01/01/2022",
        "ông A (001099012345)",
        "001099012345.",
        "123456789012",
        "kinh phí của hộ: 001099012345",
        "kinh phí 001099012345",  # no sum of money begins with a nought
        "001099012345 đồng",
        "hộ ông A, thửa 12, CCCD 001099012345",
        "123456789000 đồng chi cho 001099012345",
        "٠٠١٠٩٩٠١٢٣٤٥",
    ],
)
def test_twelve_digits_are_noticed(text):
    assert twelve_digits(text)


@pytest.mark.parametrize(
    "text",
    [
        "123456789000 đồng",
        "123456789000đ",
        "123456789000 VNĐ",
        "123456789000 tỷ đồng",
        "123.456.789.000",
        "123,456,789,000",
        "123 456 789 000 đồng",
        "123 456 789 000",
        "kinh phí: 123456789000",
        "Tổng mức đầu tư là 123456789000",
        "kinh phí khoảng 123456789000, đã giải ngân 50%",
        "thửa 123456789012.",
        "thửa đất số 012345678901",
        "mã thửa: 012345678901",
        "mã định danh thửa đất 012345678901",
        "1.234.567.890",
        "0123456789012",
        "12345678901",
        "0912 345 678",
        "năm 2022 2023 2024",
        "05/12/2023",
        "",
    ],
)
def test_money_plots_and_other_numbers_are_not(text):
    assert not twelve_digits(text)
