from plans.directory import AgencyEntry, Directory
from plans.naming import meant, meant_short, nearest

CODES = {"stc", "stnmt", "luc-nam", "luc-ngan", "tp", "bql"}
PLACES = Directory(
    [
        AgencyEntry("stc", "Sở Tài chính", ("STC",)),
        AgencyEntry("stnmt", "Sở Tài nguyên và Môi trường", ("Sở TN&MT", "STNMT")),
        AgencyEntry("luc-nam", "UBND huyện Lục Nam"),
        AgencyEntry("luc-ngan", "UBND huyện Lục Ngạn"),
        AgencyEntry("tp", "UBND thành phố Bắc Giang", ("UBND TP Bắc Giang",)),
        AgencyEntry("bql", "Ban Quản lý các Khu công nghiệp"),
        AgencyEntry("syt", "Sở Y tế"),
    ]
)


def test_a_name_a_variant_and_a_name_without_accents():
    for typed, code in (
        ("Sở Tài chính", "stc"),
        ("stnmt", "stnmt"),
        ("so tn&mt", "stnmt"),
        ("ubnd huyen luc ngan", "luc-ngan"),
        ("Ủy ban nhân dân huyện Lục Nam", "luc-nam"),
    ):
        assert meant(typed, PLACES, CODES) == code


def test_a_name_without_its_head_only_where_it_is_shown_before_it_counts():
    for typed, code in (("Lục Nam", "luc-nam"), ("tp. bac giang", "tp"), ("tài chính", "stc")):
        assert meant(typed, PLACES, CODES) is None
        assert meant_short(typed, PLACES, CODES) == code


def test_nobody_is_guessed():
    for typed in ("Lục", "", "UBND huyện", "Sở Y tế", "xyz"):
        assert meant_short(typed, PLACES, CODES) is None


def test_the_nearest_are_only_those_that_may_be_meant():
    near = nearest("huyen luc", PLACES, CODES, 2)
    assert set(near) == {"luc-nam", "luc-ngan"}
    assert "syt" not in nearest("Sở Y tế", PLACES, CODES, 7)
