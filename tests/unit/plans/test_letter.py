from hypothesis import given
from hypothesis import strategies as st

from plans.letter import letter, map_letter
from plans.numbers import Numbered
from plans.text import clean

LEADS = tuple(Numbered("VLXD", number, at) for at, number in enumerate(("1.2", "1.3", "5")))
SUPPORTS = tuple(Numbered("VLXD", number, at) for at, number in enumerate(("1.1", "6"), start=3))


def mapped(text):
    return map_letter(letter(text).body, LEADS, SUPPORTS)


def pieces(text):
    return {piece.typed: piece.text for piece in mapped(text).pasted.pieces}


def test_head_and_foot_are_told_from_the_contents():
    found = letter(
        "UBND TỈNH BẮC GIANG\nSỞ TÀI CHÍNH\nSố: 77/BC-STC\n\nKính gửi: Sở Xây dựng.\n"
        "Đã bố trí kinh phí.\nĐã thẩm định dự toán./.\nNơi nhận:\n- Như trên."
    )
    assert found.opening.endswith("Kính gửi: Sở Xây dựng.")
    assert found.body == "Đã bố trí kinh phí.\nĐã thẩm định dự toán./."
    assert found.closing == "Nơi nhận:\n- Như trên."


def test_all_before_the_lead_in_is_head():
    found = letter("Sau khi rà soát\nSở báo cáo kết quả như sau:\n1.2 Đã xong")
    assert (found.opening.count("\n"), found.body) == (1, "1.2 Đã xong")


def test_a_lead_in_within_the_contents_is_no_head():
    text = "1.2 Đã ban hành các văn bản như sau:\n- Quyết định số 12/QĐ-UBND"
    assert letter(text).body == text


def test_a_text_of_one_line_is_all_body():
    for text in ("ĐÃ HOÀN THÀNH", "Kính gửi: Sở Xây dựng", "Trên đây là báo cáo"):
        assert letter(text).body == text


def test_what_is_not_led_is_the_supporting_part():
    found = mapped("Công tác chung: đã chỉ đạo\n1.2 Đã xong\n1.1 Đã phối hợp\n5 Đã kiểm tra")
    assert [piece.typed for piece in found.pasted.pieces] == ["1.2", "5"]
    assert found.before == "Công tác chung: đã chỉ đạo"
    assert found.supporting == "Công tác chung: đã chỉ đạo\n1.1 Đã phối hợp"


def test_a_heading_opens_the_supporting_part():
    for heading in ("Phần phối hợp:", "II. Nhiệm vụ phối hợp", "3. Công tác phối hợp:"):
        found = mapped(f"1.2 Đã xong\n{heading}\nĐã góp ý dự thảo\n6 Đã cử cán bộ")
        assert found.support == "Đã góp ý dự thảo\n6 Đã cử cán bộ", heading
        assert found.ends_in_support


def test_a_sentence_about_working_together_is_no_heading():
    text = "1.2 Đã xong\nPhối hợp với Sở Khoa học và Công nghệ rà soát 5 cơ sở"
    assert pieces(text) == {"1.2": text.removeprefix("1.2 ")}


def test_strangers_repeats_and_empty_numbers_are_named():
    found = mapped("1.2 Đã xong\n7.9 Đã làm\n1.3\n5 Đã họp\nPhần phối hợp:\n5 Đã kiểm tra")
    assert found.pasted.unknown == ("7.9 Đã làm",)
    assert found.pasted.empty == ("1.3",)
    assert found.pasted.repeated == ("5",)


def signs(*texts):
    return sorted("".join("".join(texts).split()))


@given(st.text(max_size=300))
def test_no_word_is_lost_and_nothing_raises(text):
    whole = letter(text)
    assert signs(whole.opening, whole.body, whole.closing) == signs(clean(text))
    map_letter(whole.body, LEADS, SUPPORTS)
