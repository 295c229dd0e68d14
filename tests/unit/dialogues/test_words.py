import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues import words
from dialogues.words import command_and_rest, command_of, typed_key


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/capnhat", "capnhat"),
        ("/capnhat@daumoi_bot", "capnhat"),
        ("cập nhật", "capnhat"),
        ("Cap nhat", "capnhat"),
        ("CẬP NHẬT kết quả", "capnhat"),
        ("cập nhat.", "capnhat"),
        ("capnhat", "capnhat"),
        ("/cap nhat", "capnhat"),
        ("/Cập Nhật", "capnhat"),
        (unicodedata.normalize("NFD", "cập nhật"), "capnhat"),
        ("Nhiệm vụ", "nhiemvu"),
        ("Khó khăn, vướng mắc", "vuongmac"),
        ("mở kỳ báo cáo", "mo"),
        ("mo ky bao cao", "mo"),
        ("trợ giúp", "trogiup"),
        ("huỷ", "huy"),
        ("huy", "huy"),
        ("Đã có văn bản", "vanban"),
        ("nhật kí", "nhatky"),
        ("/start", "start"),
        ("Gửi báo cáo", "baocao"),
        ("gui bao cao nam 2023", "baocao"),
        ("báo cáo 2023", "baocao"),
        ("Gửi báo cáo quý II năm 2024", "baocao"),
        ("báo cáo 6 tháng đầu năm 2024", "baocao"),
        ("mở kỳ", "mo"),
    ],
)
def test_commands_with_or_without_accents_slash_and_spaces(text: str, command: str) -> None:
    assert command_of(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "cập nhật 1.2",
        "Báo cáo số 45/BC-STNMT",
        "đã gửi báo cáo năm 2023",
        "báo cáo năm 2023 đã gửi",
        "việc của tôi",
        "nhôm",
        "mỏ",
        "mơ",
        "hụy",
        "",
        "/",
        "/ capnhat",
        "//",
        "/khongco",
        "1.2",
        "đã cập nhật",
        "😀",
    ],
)
def test_everything_else_is_no_command(text: str) -> None:
    assert command_of(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start AB12CD34", ("start", "AB12CD34")),
        ("/capnhat 1.2", ("capnhat", "1.2")),
        ("/cập nhật 1.2 Đã xong\n5 Xong", ("capnhat", "1.2 Đã xong\n5 Xong")),
        ("/capnhat@daumoi_bot  1.2 ", ("capnhat", "1.2")),
        ("/mo a b c d e f g h i", ("mo", "a b c d e f g h i")),
        ("/mo ky bao cao", ("mo", "")),
        ("/start", ("start", "")),
        ("cập nhật", ("capnhat", "")),
        ("cập nhật 1.2", None),
    ],
)
def test_what_follows_a_command(text: str, found: tuple[str, str] | None) -> None:
    assert command_and_rest(text) == found


def test_every_command_is_known_by_slash_and_by_its_names() -> None:
    for name, spellings in words.COMMANDS.items():
        for text in (name, f"/{name}", *spellings):
            assert command_of(text) == name
        for spelling in spellings:
            assert command_of(words.fold(spelling)) == name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("A", "A"),
        ("a.", "A"),
        ("b)", "B"),
        ("1", "1"),
        (" (c) ", "C"),
        ("12.", "12"),
        ("ab", "AB"),
    ],
)
def test_typed_keys(text: str, key: str) -> None:
    assert typed_key(text) == key


@pytest.mark.parametrize("text", ["", "1.2", "đ", "a b", "123", "ok", "١", "A." * 2])
def test_no_keys(text: str) -> None:
    assert typed_key(text) is None


def test_words_of_a_form() -> None:
    assert all(map(words.is_cancel, ["hủy", "Huỷ", "HUY", " hủy. "]))
    assert all(map(words.is_back, ["lùi", "lui", "Quay lại", "quay lai"]))
    assert all(map(words.is_skip, ["bỏ qua", "Bo qua"]))
    assert not any(map(words.is_cancel, ["huy động vốn", "hùy", "Nguyễn Huy", ""]))
    assert not words.is_skip("bộ quá")
    assert not words.is_back("lúi")


@given(st.text())
def test_no_text_breaks_the_words(text: str) -> None:
    assert command_of(text) in {None, *words.COMMANDS}
    assert words.control_of(text) in {None, *words.CONTROLS}
    key = typed_key(text)
    assert key is None or key == key.upper()
    assert command_and_rest("/start " + text.strip()) in {
        ("start", text.strip()),
        ("start", ""),
    } or text.startswith("@")
