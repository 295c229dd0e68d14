import unicodedata

import pytest

from plans.secrecy import stamp_in, twelve_digits


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
        "",
    ],
)
def test_everyday_words_are_no_stamp(text):
    assert stamp_in(text) is None


@pytest.mark.parametrize(
    "text", ["012345678901", "số 012 345 678 901", "thửa 123456789012.", "0123 4567 8901"]
)
def test_twelve_digits_are_noticed(text):
    assert twelve_digits(text)


@pytest.mark.parametrize(
    "text",
    ["123456789000 đồng", "1.234.567.890", "0123456789012", "12345678901", "05/12/2023", ""],
)
def test_money_and_other_numbers_are_not(text):
    assert not twelve_digits(text)
