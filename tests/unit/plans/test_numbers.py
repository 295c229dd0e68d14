import pytest

from plans.numbers import Numbered, resolve, same

D = Numbered("SXSH", "1d", 1)
DD = Numbered("SXSH", "1đ", 2)


@pytest.mark.parametrize(
    "typed",
    [
        "1.2",
        "1.2.",
        "1.2:",
        "1.2)",
        "- 1.2",
        " 1.2 ",
        "VLXD 1.2",
        "vlxd1.2",
        "KH VLXD 1.2",
        "nhiệm vụ 1.2",
        "NHIEM VU 1.2",
        "mục 1.2",
        "STT 1.2",
        "kế hoạch VLXD 1.2",
    ],
)
def test_a_number_is_found_however_it_is_typed(typed, tasks):
    assert [one.number for one in resolve(typed, tasks)] == ["1.2"]


@pytest.mark.parametrize(
    "typed",
    [
        "1,2",
        "",
        " ",
        "VLXD",
        "1.2 đã xong",
        "12",
        "1.20",
        "1.2.3",
        "TTX 1.2",
        "🙂",
        "mục",
        "số " * 3000,
    ],
)
def test_what_is_no_number_of_a_task_finds_nothing(typed, tasks):
    assert resolve(typed, tasks) == ()


def test_a_number_of_two_plans_is_left_to_be_asked():
    both = (Numbered("VLXD", "1.2", 1), Numbered("TTX", "1.2", 2))
    assert resolve("1.2", both) == both
    assert resolve("ttx 1.2", both) == both[1:]


def test_exact_wins_over_folded():
    assert resolve("1d", [D, DD]) == (D,)
    assert resolve("1Đ", [D, DD]) == (DD,)
    assert resolve("1d", [DD]) == (DD,)


def test_a_short_name_may_be_typed_without_accents():
    task = Numbered("BĐKH", "4", 1)
    assert resolve("bdkh 4", [task]) == (task,)
    assert resolve("KH BĐKH 4", [task]) == (task,)


def test_same_is_exact():
    assert same("1.2)", "1.2")
    assert not same("1d", "1đ")
    assert not same("1,2", "1.2")
    assert not same("", "")
