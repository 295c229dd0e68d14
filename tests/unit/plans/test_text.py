import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.text import bare, clean, fold, has_accents, match_key, vi_sort_key

ANY = st.text(st.characters(), max_size=200)  # lone surrogates and controls included


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Đã trình UBND tỉnh"), "Đã trình UBND tỉnh"),
        ("\u00d0\u00e3 nghiệm\u00a0thu", "Đã nghiệm thu"),
        ("1.2\tĐã\u200b xong\u202e\r\n5 \ud800Đã", "1.2 Đã xong\n5 Đã"),
        ("dòng\u2028mới\x0bnữa\x00", "dòng\nmới\nnữa"),
        (" \u00a0\ufeff\n ", ""),
        ("a\u200d\u0301", "á"),
        ("số\u00ad liệu 🙂", "số liệu 🙂"),
    ],
)
def test_clean_keeps_what_is_seen(typed, kept):
    assert clean(typed) == kept


@given(ANY)
def test_clean_is_idempotent_and_storable(text):
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert not any(ord(char) < 32 and char != "\n" for char in once)


@given(ANY)
def test_keys_are_idempotent(text):
    assert fold(fold(text)) == fold(text)
    assert match_key(match_key(text)) == match_key(text)
    assert len(bare(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("Sở Văn hoá", "Sở Văn hóa"),
        ("Lao động – Thương binh", "Lao động - Thương binh"),
        ("Lao động- Thương binh", "Lao động - Thương binh"),
        ("SỞ  Xây\u00a0dựng", "sở xây dựng"),
        ("“ngày”", '"ngày"'),
    ],
)
def test_match_key_unites_spellings(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize("word", ["quý", "hoàn", "thuyền", "oán"])
def test_match_key_moves_no_tone_inside_a_syllable(word):
    assert match_key(word) == word


def test_match_key_keeps_accents_and_fold_does_not():
    assert match_key("Sở") != match_key("Số")
    assert fold("Sở") == fold("Số") == "so"
    assert fold("Ðường – ĐỎ") == "duong - do"


@pytest.mark.parametrize(
    "text",
    [
        "da trinh UBND tinh",
        "da xong",
        "DA HOAN THANH",
        "ra soat xong 12 co so",
        "Dang trien khai, chua co kinh phi",
    ],
)
def test_text_typed_without_accents_is_noticed(text):
    assert has_accents(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Đã trình",
        "đã ktra 12 cs",
        "BC 12/BC-SXD",
        "OK",
        "SXD",
        "12",
        "",
        "Tham gia giao ban",
        "🙂",
    ],
)
def test_codes_figures_and_accented_text_are_left_alone(text):
    assert has_accents(text) is True


def test_sort_key_follows_the_vietnamese_alphabet():
    words = ["đê", "da", "é", "ă", "an", "â", "ân", "dã", "đá", "z", "ư", "u", "dạ", "1d", "1đ"]
    assert sorted(words, key=vi_sort_key) == (
        ["1d", "1đ", "an", "ă", "â", "ân", "da", "dã", "dạ", "đá", "đê", "é", "u", "ư", "z"]
    )
