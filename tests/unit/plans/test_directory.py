from datetime import date

import pytest

from plans.agencyfile import read_agencies
from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.yamlfile import PlanFileInvalid


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sở Xây dựng", "sxd"),
        ("sở  xây DỰNG.", "sxd"),
        ("Sở TN&MT", "stnmt"),
        ("STNMT", "stnmt"),
        ("Sở Kế hoạch & Đầu tư", "skhdt"),
        ("Sở Lao động – Thương binh và Xã hội", "sldtbxh"),
        ("Sở Văn hoá, Thể thao và Du lịch", "svhttdl"),
        ("Uỷ ban nhân dân huyện Hiệp Hoà", "ubnd-hiep-hoa"),
        ("UBND TP. Bắc Giang", "ubnd-tp-bac-giang"),
        ("Đài Phát thanh – Truyền hình", "dai-ptth"),
    ],
)
def test_a_name_is_found_in_its_spellings(directory, name, code):
    assert directory.find(name).code == code


@pytest.mark.parametrize("name", ["Sở Xây đựng", "so xay dung", "Sở Số", "", "Bộ Xây dựng"])
def test_a_name_that_matches_nothing_is_never_guessed(directory, name):
    with pytest.raises(Refusal) as refused:
        directory.find(name)
    assert refused.value.code == "agency.unknown"
    assert len(refused.value.fields["nearest"]) == 3


def test_the_nearest_name_comes_first(directory):
    assert directory.nearest("so xay dung")[0] == "Sở Xây dựng"
    assert directory.nearest("Sở Tài nguyên Môi trường")[0] == "Sở Tài nguyên và Môi trường"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Sở Kế hoạch và Đầu tư, Tài chính", ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"]),
        (
            "Các Sở:  Kế hoạch và Đầu tư, Công thương và UBND các huyện, thành phố",
            ["Sở Kế hoạch và Đầu tư", "Sở Công thương", "UBND các huyện, thành phố"],
        ),
        ("UBND huyện Lục Ngạn, Lục Nam", ["UBND huyện Lục Ngạn", "UBND huyện Lục Nam"]),
        ("UBND các huyện Lục Ngạn, Sơn Động", ["UBND huyện Lục Ngạn", "UBND huyện Sơn Động"]),
        (
            "Ủy ban nhân dân huyện Lục Ngạn và Lục Nam",
            ["Ủy ban nhân dân huyện Lục Ngạn", "Ủy ban nhân dân huyện Lục Nam"],
        ),
        (
            "Các cơ quan thuộc UBND tỉnh, UBND cấp huyện.",
            ["Các cơ quan thuộc UBND tỉnh", "UBND cấp huyện"],
        ),
        ("Sở Y tế Sở TN&MT", ["Sở Y tế", "Sở TN&MT"]),
        (
            "Sở Văn hóa, Thể thao và Du lịch; Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
        ),
        ("Các sở, ban, ngành; Sở Abc, Sở Y tế", ["Các sở, ban, ngành", "Sở Abc", "Sở Y tế"]),
        (
            "Các tổ chức, cá nhân sản xuất VLXD sử dụng năng lượng không tái tạo.",
            ["Các tổ chức, cá nhân sản xuất VLXD sử dụng năng lượng không tái tạo"],
        ),
        ("", []),
        (", ;", []),
    ],
)
def test_a_printed_list_is_taken_apart(directory, printed, names):
    assert directory.split_names(printed) == names


def test_two_bodies_of_one_name_are_told_by_the_day():
    old = AgencyEntry("skhcn", "Sở Khoa học và Công nghệ", until=date(2025, 2, 28))
    new = AgencyEntry("skhcn-2025", "Sở Khoa học và Công nghệ", since=date(2025, 3, 1))
    both = Directory([old, new])
    assert both.find("Sở Khoa học và Công nghệ", on=date(2023, 1, 1)) == old
    assert both.find("Sở Khoa học và Công nghệ", on=date(2026, 1, 1)) == new


def test_an_unknown_code_is_refused(directory):
    with pytest.raises(Refusal) as refused:
        directory.agency("khong-co")
    assert refused.value.code == "agency.unknown_code"


A = "  - {code: a, name: Sở A, kind: so}\n"


@pytest.mark.parametrize(
    ("rest", "place", "code"),
    [
        ("  - {code: a, name: Sở B, kind: so}\n", "agencies[1].code", "file.duplicate_code"),
        ("  - {code: b, name: SỞ  A, kind: so}\n", "agencies[1]", "file.duplicate_name"),
        (
            "  - {code: b, name: Sở B, variants: [Sở A], kind: so}\n",
            "agencies[1]",
            "file.duplicate_name",
        ),
        ("groups: [{name: Nhóm, members: [x]}]\n", "groups[0].members[0]", "file.unknown_code"),
        (
            "succession: [{from: [a], to: x, valid: 2025-03-01}]\n",
            "succession[0].to",
            "file.unknown_code",
        ),
        ("others: [Sở A]\n", "others[0]", "file.duplicate_name"),
        (
            "  - {code: b, name: B, kind: so, from: 2025-01-01, to: 2024-01-01}\n",
            "agencies[1]",
            "file.range_backwards",
        ),
        ("  - {code: Sở B, name: B, kind: so}\n", "agencies[1].code", "file.wrong_form"),
    ],
)
def test_a_wrong_agencies_file_is_refused(rest, place, code):
    with pytest.raises(PlanFileInvalid) as refused:
        read_agencies(f"province: Bắc Giang\nagencies:\n{A}{rest}".encode(), "a.yaml")
    assert [(p.place.split(" ")[1], p.code) for p in refused.value.problems] == [(place, code)]


def test_a_name_may_pass_from_one_body_to_the_next():
    text = (
        "province: Bắc Giang\nagencies:\n"
        "  - {code: a, name: Sở A, kind: so, to: 2025-02-28}\n"
        "  - {code: b, name: Sở A, kind: so, from: 2025-03-01}\n"
        "succession: [{from: [a], to: b, valid: 2025-03-01, source: NQ}]\n"
    )
    assert len(read_agencies(text.encode(), "a.yaml").agencies) == 2
