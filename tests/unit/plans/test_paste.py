import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.model import Status
from plans.numbers import Numbered
from plans.paste import begins_with_number, looks_like_paste, split

VLXD = tuple(
    Numbered("VLXD", number, at)
    for at, number in enumerate(("1.1", "1.2", "1.3", "1.4", "2", "3", "4", "5", "6"))
)


def said(text, candidates=VLXD):
    return {piece.typed: piece.text for piece in split(text, candidates).pieces}


def test_the_model_message_is_split():
    done = "Đã nghiệm thu hệ thống, Báo cáo số 12/BC-STNMT ngày 05/12/2023"
    checked = "Đã kiểm tra 12 cơ sở, xử lý 02 cơ sở"
    pasted = split(f"1.2 {done}\n5 {checked}", VLXD)
    assert [(piece.typed, piece.text) for piece in pasted.pieces] == [
        ("1.2", done),
        ("5", checked),
    ]
    assert [piece.matches for piece in pasted.pieces] == [(VLXD[1],), (VLXD[7],)]
    assert (pasted.before, pasted.unknown, pasted.repeated, pasted.empty) == ("", (), (), ())
    assert {piece.status for piece in pasted.pieces} == {None}


@pytest.mark.parametrize(
    "line",
    [
        "05/12/2023 nghiệm thu xong",
        "12 cơ sở đã được kiểm tra",
        "1.250 tấn phế thải",
        "2 nhà máy đã lắp trạm",
        "2 Quyết định, 3 Kế hoạch",
        "1.2 tỷ đồng đã giải ngân",
        "2-3 cơ sở còn vướng",
        "5% khối lượng",
        "1,5 triệu viên gạch",
        "5h30 họp",
        "(05 cơ sở)",
    ],
)
def test_figures_and_amounts_stay_in_the_piece_above(line):
    pasted = split(f"1.1 Đã triển khai\n{line}\n6 Đang làm", VLXD)
    assert [piece.text for piece in pasted.pieces] == [f"Đã triển khai\n{line}", "Đang làm"]
    assert pasted.unknown == ()


def test_a_doubtful_number_opens_a_piece_only_in_order():
    assert said("1.2 Đã xong\n5 lắp đặt tiếp") == {"1.2": "Đã xong", "5": "lắp đặt tiếp"}
    assert said("5 Đã kiểm tra\n2 lắp đặt tiếp") == {"5": "Đã kiểm tra\n2 lắp đặt tiếp"}


def test_a_doubtful_first_line_needs_a_sure_one_below():
    assert said("2 lắp đặt\n3 Đã xong") == {"2": "lắp đặt", "3": "Đã xong"}
    assert split("2 lắp đặt\nnữa", VLXD).before == "2 lắp đặt\nnữa"


def test_a_list_inside_a_piece_is_no_list_of_tasks():
    text = "1.1 Kết quả:\n1) Hội nghị\n2) Tờ rơi\n3) Bản tin\n5) Đã kiểm tra"
    assert said(text) == {
        "1.1": "Kết quả:\n1) Hội nghị\n2) Tờ rơi\n3) Bản tin",
        "5": "Đã kiểm tra",
    }


def test_text_before_unknown_repeated_and_empty_are_told_apart():
    pasted = split("Kính gửi Sở\n1.2 Đã làm\n7.9 Đã làm\nthêm\n1.2: Làm nữa\n1.3\n5 Đã xong", VLXD)
    assert pasted.before == "Kính gửi Sở"
    assert pasted.unknown == ("7.9 Đã làm\nthêm",)
    assert pasted.repeated == ("1.2",)
    assert pasted.empty == ("1.3",)
    assert [piece.text for piece in pasted.pieces] == ["Đã làm", "Làm nữa", "Đã xong"]


def test_a_number_alone_takes_the_lines_below_it():
    assert said("1.2\nĐã nghiệm thu\n\n5.\nĐã kiểm tra") == {
        "1.2": "Đã nghiệm thu",
        "5": "Đã kiểm tra",
    }


def test_several_numbers_share_one_text():
    assert said("1.2, 1.3 và 5: Đang triển khai") == dict.fromkeys(
        ("1.2", "1.3", "5"), "Đang triển khai"
    )


def test_short_names_and_labels_open_pieces():
    text = "VLXD 1.2 lắp đặt\nKH VLXD 2 xây lắp\nnhiệm vụ 5: đo\n- STT 6 họp"
    assert list(said(text)) == ["VLXD 1.2", "KH VLXD 2", "nhiệm vụ 5", "STT 6"]


def test_a_number_of_two_plans_keeps_both():
    both = (Numbered("VLXD", "1.2", 1), Numbered("TTX", "1.2", 2))
    (piece,) = split("1.2 Đã nghiệm thu", both).pieces
    assert piece.matches == both


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Đã hoàn thành", Status.DONE),
        ("Da hoan thanh, BC 12/BC-STNMT", Status.DONE),
        ("Hoàn thành: đã nghiệm thu", Status.DONE),
        ("Hoàn thành trong tháng 11", Status.DONE),
        ("HOÀN THÀNH 100%", Status.DONE),
        ("Tình hình: đã hoàn thành", Status.DONE),
        ("Đang triển khai lắp đặt", Status.ON_TRACK),
        ("Đang triển khai, có khả năng chậm do vốn", Status.MAY_SLIP),
        ("Có khả năng chậm", Status.MAY_SLIP),
        ("Chưa triển khai do chưa có vốn", Status.NOT_STARTED),
        ("Thường xuyên.", Status.CONTINUOUS),
        ("Triển khai thường xuyên tại 10 huyện", Status.CONTINUOUS),
        ("Đề nghị điều chỉnh thời hạn", Status.CHANGE_REQUESTED),
        ("Đã nghiệm thu hệ thống", None),
        ("Đã hoàn thành dự thảo, đang trình", None),
        ("Hoàn thành 50%", None),
        ("Đã hoàn thành (80%)", None),
        ("Thường xuyên kiểm tra các cơ sở", None),
        ("Chưa triển khai xong", None),
        ("Chưa hoàn thành", None),
        ("Báo cáo đã hoàn thành", None),
    ],
)
def test_a_status_is_taken_only_when_it_is_said(text, status):
    (piece,) = split(f"1.2 {text}", VLXD).pieces
    assert piece.status is status
    assert bool(piece.said) is (status is not None)
    assert piece.said in piece.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1.2 Đã xong", True),
        ("VLXD 5: đo", True),
        ("Kính gửi Sở\n\n1.3 Đã làm", True),
        ("2 nhà máy đã lắp trạm", False),
        ("7.9 Đã làm", False),
        ("Đã kiểm tra 12 cơ sở", False),
        ("", False),
        ("1.2", True),
    ],
)
def test_looks_like_paste(text, answer):
    assert looks_like_paste(text, VLXD) is answer


FRONTS = st.sampled_from(["1.2 ", "5: ", "2 ", "1) ", "7.9 Đã ", "VLXD 6 ", "1.2, 5 ", "- ", "\n"])


@given(st.lists(st.tuples(FRONTS, st.text(st.characters(), max_size=30)), max_size=12))
def test_any_text_is_split_and_no_word_is_lost(lines):
    text = "\n".join(front + rest for front, rest in lines)
    pasted = split(text, VLXD)
    kept = [pasted.before, *pasted.unknown, *(piece.text for piece in pasted.pieces)]
    heads = [*pasted.empty, *(piece.typed for piece in pasted.pieces)]
    for _, rest in lines:
        for word in rest.split():
            if word.isascii() and word.isalpha() and len(word) > 1:
                assert any(word in part for part in (*kept, *heads))


def test_ten_thousand_characters_are_one_piece():
    assert len(said("1.2 " + "đã " * 3300)["1.2"]) == 3 * 3300 - 1


def test_a_doubtful_number_opens_where_it_can_be_nothing_else():
    text = "2 lắp đặt xong\n3 làm nốt"
    assert begins_with_number(text, VLXD)
    assert [one.typed for one in split(text, VLXD, trusting=True).pieces] == ["2", "3"]
    assert split(text, VLXD).before == text
    assert split("6 xong phần 1\n6 xong phần 2", VLXD, trusting=True).repeated == ("6",)


@pytest.mark.parametrize("text", ["2 nhà máy đã lắp", "1.2 tỷ", "7.9 Đã làm", "2", "lắp đặt", ""])
def test_what_does_not_begin_with_a_number_of_mine(text):
    assert not begins_with_number(text, VLXD)


def test_one_line_with_semicolons_is_split():
    typed = "1.2 đã cấp phép 3 mỏ, 1,2 triệu m3; 1.3: đang lấy ý kiến; 5 chưa có quỹ đất"
    assert said(typed) == {
        "1.2": "đã cấp phép 3 mỏ, 1,2 triệu m3",
        "1.3": "đang lấy ý kiến",
        "5": "chưa có quỹ đất",
    }


@pytest.mark.parametrize(
    "text",
    [
        "đã ban hành; 5 mỏ đang xét",
        "đã ban hành; 2 nhà máy đã lắp trạm",
        "gồm: 1) quy hoạch; 2) cấp phép; 3) kiểm tra",
        "gồm: 1. Quy hoạch; 2. Cấp phép",
        "giải ngân 3 tỷ; 1.2 tỷ còn lại",
    ],
)
def test_a_semicolon_before_an_amount_or_an_item_splits_nothing(text):
    assert said(f"1.2 {text}") == {"1.2": text}


def test_a_sentence_without_a_number_is_not_split_at_semicolons():
    text = "đã cấp phép; 5 đã kiểm tra"
    assert (split(text, VLXD).before, said(text)) == (text, {})
