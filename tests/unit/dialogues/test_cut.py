import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogues.cut import cut
from dialogues.markup import check, escape, to_plain, utf16_len


def letters(text: str) -> str:
    return "".join(text.split())


def assert_whole(marked: str, pieces: list[str], limit: int) -> None:
    for piece in pieces:
        check(piece)
        assert 0 < utf16_len(to_plain(piece)) <= limit
    assert letters("".join(map(to_plain, pieces))) == letters(to_plain(marked))


TAGS = st.sampled_from(["b", "i", "u", "s", "code", "blockquote"])
WORDS = st.text(max_size=60).map(lambda text: escape(text.replace("\n", " ")))
MARKED = st.recursive(
    WORDS,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{' '.join(made[1])}</{made[0]}>"
    ),
    max_leaves=6,
)
MESSAGES = st.lists(MARKED, max_size=6).map("\n".join)


@settings(max_examples=50)
@given(MESSAGES, st.integers(64, 200))
def test_nothing_is_lost_and_every_piece_is_valid(marked: str, limit: int) -> None:
    assert_whole(marked, cut(marked, limit), limit)


@settings(max_examples=50)
@given(MESSAGES.filter(lambda marked: to_plain(marked).strip()), st.integers(64, 200))
def test_numbered_pieces_count_their_number_within_the_limit(marked: str, limit: int) -> None:
    pieces = cut(marked, limit, numbered=True)
    bodies = pieces
    if len(pieces) > 1:
        numbers = [f"\n({n}/{len(pieces)})" for n in range(1, len(pieces) + 1)]
        assert all(p.endswith(number) for p, number in zip(pieces, numbers, strict=True))
        assert all(utf16_len(to_plain(piece)) <= limit for piece in pieces)
        bodies = [p.removesuffix(number) for p, number in zip(pieces, numbers, strict=True)]
    assert_whole(marked, bodies, limit)


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 10_000,
        "e" + "\u0323\u0302" * 6_000,
        "a" * 12_000,
        "👨‍👩‍👧‍👦" * 3_000,
        "\ud83d" * 5_000,
    ],
    ids=["emoji", "marks", "endless", "families", "halves"],
)
@pytest.mark.parametrize("numbered", [True, False])
def test_hostile_lengths(text: str, numbered: bool) -> None:
    pieces = cut(text, 4096, numbered=numbered)
    assert len(pieces) > 1
    assert all(0 < utf16_len(to_plain(piece)) <= 4096 for piece in pieces)


def test_a_family_is_never_cut_apart() -> None:
    pieces = cut("👨‍👩‍👧‍👦" * 40, 64)
    assert all(len(piece) % len("👨‍👩‍👧‍👦") == 0 for piece in pieces)


def test_no_text_no_piece() -> None:
    assert cut("", 100) == cut(" \n ", 100) == cut("<b></b>", 100) == []


def test_what_fits_is_not_touched() -> None:
    whole = "<b>VLXD 1.2</b>\n\n  Đang triển khai"
    assert cut(whole, 64) == cut(whole, 64, numbered=True) == [whole]


def test_cut_between_lines_first() -> None:
    lines = ["Dòng một. " * 4, "Dòng hai. " * 4, "Dòng ba."]
    assert cut("\n".join(lines), 64) == [lines[0], f"{lines[1]}\n{lines[2]}"]


def test_then_between_sentences_then_words() -> None:
    first = "Đã nghiệm thu hệ thống quan trắc tự động."
    second = "Báo cáo số 45/BC-STNMT ngày 05/12/2023 đã gửi Sở Xây dựng"
    assert cut(f"{first} {second}", 70) == [first, second]
    assert cut("một hai ba " * 20, 64)[0] == ("một hai ba " * 5 + "một hai")


def test_a_number_at_the_start_is_no_sentence() -> None:
    assert cut("1. " + "dài " * 25, 64)[0] == "1." + " dài" * 15


def test_tags_are_closed_and_opened_again() -> None:
    pieces = cut("<b>" + "đậm <i>xiên</i> " * 10 + "</b>", 64)
    assert pieces[0] == "<b>" + "đậm <i>xiên</i> " * 6 + "đậm <i>xiên</i></b>"
    assert pieces[1].startswith("<b>đậm")


def test_a_limit_without_room_is_a_fault() -> None:
    with pytest.raises(ValueError, match="limit"):
        cut("a", 63)
