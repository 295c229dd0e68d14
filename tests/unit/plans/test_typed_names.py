"""Agencies as people type them: one table of what is understood, everywhere alike."""

import pytest

from plans.directory import AgencyEntry, Directory
from plans.ground import Refusal
from plans.typed_names import agencies_named, meant, meant_among, nearest_among

HOME = ("ubnd-luc-nam", "ubnd-luc-ngan", "ubnd-hiep-hoa", "stttt")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Sở Thông tin và Truyền thông", "stttt"),
        ("so thong tin truyen thong", "stttt"),
        ("Sở TT&TT", "stttt"),
        ("Sở TTTT", "stttt"),
        ("so tttt", "stttt"),
        ("STTTT", "stttt"),
        ("TTTT", "stttt"),
        ("Sở GTVT", "sgtvt"),
        ("GTVT", "sgtvt"),
        ("Sở VHTTDL", "svhttdl"),
        ("Sở LĐTB&XH", "sldtbxh"),
        ("skhcn", "skhcn"),
        ("bql-kcn", "bql-kcn"),
        ("Hiệp Hòa", "ubnd-hiep-hoa"),
        ("Hiệp Hoà", "ubnd-hiep-hoa"),
        ("hiep hoa", "ubnd-hiep-hoa"),
        ("huyện Hiệp Hòa", "ubnd-hiep-hoa"),
        ("UBND Hiệp Hòa", "ubnd-hiep-hoa"),
        ("UBND H. Hiệp Hòa", "ubnd-hiep-hoa"),
        ("Ủy ban nhân dân huyện Hiệp Hòa", "ubnd-hiep-hoa"),
        ("tp. bac giang", "ubnd-tp-bac-giang"),
        ("tài chính", "stc"),
        ("Công an", "cong-an"),
        ("SNV", "snv"),  # its variant; the first letters are Sở Ngoại vụ's too
    ],
)
def test_one_agency_is_meant(typed: str, code: str, directory: Directory) -> None:
    entry = meant(typed, directory)
    assert isinstance(entry, AgencyEntry)
    assert entry.code == code


@pytest.mark.parametrize(
    "typed",
    ["", "Sở", "Lục", "UBND huyện", "Sở TT", "Sở NV", "xã Hiệp Hòa", "Sở Hiệp Hòa", "xyz", "&"],
)
def test_nobody_is_meant(typed: str, directory: Directory) -> None:
    assert meant(typed, directory) is None


def test_a_short_name_of_two_agencies_is_nobodys() -> None:
    both = Directory(
        [AgencyEntry("h", "UBND huyện Hiệp Hòa"), AgencyEntry("x", "UBND xã Hiệp Hòa")]
    )
    assert meant("Hiệp Hòa", both) is None
    assert meant("xã Hiệp Hòa", both) == both.agency("x")
    assert meant_among("Hiệp Hòa", both, {"h"}) == both.agency("h")


def test_only_those_asked_about_are_meant_or_near(directory: Directory) -> None:
    assert meant_among("Sở Y tế", directory, HOME) is None
    near = nearest_among("huyen luc", directory, HOME, 2)
    assert {one.code for one in near} == {"ubnd-luc-nam", "ubnd-luc-ngan"}


def test_the_nearest_of_a_short_name_is_its_likeness(directory: Directory) -> None:
    assert directory.nearest("Hip Hoa")[0] == "UBND huyện Hiệp Hòa"
    assert len(directory.nearest("Hip Hoa")) == 3


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Sở Y tế, SXD; stnmt", "syt sxd stnmt"),
        ("so y te, so xay dung", "syt sxd"),
        ("Sở Kế hoạch và Đầu tư, Tài chính", "skhdt stc"),
        ("so tai chinh\nubnd huyen luc nam", "stc ubnd-luc-nam"),
        ("huyện Lục Nam và Sở TC", "ubnd-luc-nam stc"),
        ("Sở Văn hóa, Thể thao và Du lịch", "svhttdl"),
        ("UBND các huyện Lục Nam, Lục Ngạn", "ubnd-luc-nam ubnd-luc-ngan"),
        ("STC, stc, Sở Tài chính", "stc"),
        ("Lạng Giang, Lục Ngạn", "ubnd-lang-giang ubnd-luc-ngan"),
        ("lang giang va luc ngan, Sở TTTT", "ubnd-lang-giang ubnd-luc-ngan stttt"),
        (" ; ,", ""),
    ],
)
def test_who_is_meant(typed: str, codes: str, directory: Directory) -> None:
    assert [one.code for one in agencies_named(typed, directory)] == codes.split()


def test_a_collective_name_stands_for_its_members(directory: Directory) -> None:
    found = agencies_named("UBND các huyện, thành phố", directory)
    assert len(found) == 10
    assert {one.kind for one in found} == {"huyen"}


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [
        ("Sở Không Có", "agency.unreadable", "Sở Không Có"),
        ("Sở Tài chính, mấy huyện", "agency.unreadable", "mấy huyện"),
        ("Sở TT", "agency.unreadable", "Sở TT"),
        ("các cơ quan, đơn vị liên quan", "agency.no_members", "các cơ quan đơn vị liên quan"),
    ],
)
def test_nobody_is_guessed(typed: str, code: str, name: str, directory: Directory) -> None:
    with pytest.raises(Refusal) as refused:
        agencies_named(typed, directory)
    assert (refused.value.code, refused.value.fields["name"]) == (code, name)
