"""Agencies typed in a row, as a coordinator types them."""

import pytest

from plans.directory import Directory
from plans.ground import Refusal
from plans.typed_names import agencies_named


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
