"""Join codes: how they look, how they are read, under which key they are kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.codes import hasher
from bot.ground import SystemIds
from bot.settings import SettingsWrong
from plans.codes import ALPHABET, LENGTH, new_code, normalise, shown


def test_a_code_is_readable_and_survives_telex_and_vni() -> None:
    assert not set("01OIL") & set(ALPHABET)
    assert not set("AEIOUYDW") & set(ALPHABET)
    codes = {new_code(SystemIds()) for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert len(code) == LENGTH
        assert normalise(code) == normalise(shown(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD2345",
        "abcd2345",
        "ABCD-2345",
        " abcd 2345\n",
        "A B C D 2 3 4 5",
        "ABCD–2345",
        "ABCD.2345",
        "ＡＢＣＤ２３４５",
        "АВСD2345",
        "ábcđ2345",
        "\u200bABCD2345",
    ],
)
def test_ways_to_type_one_code(typed: str) -> None:
    assert normalise(typed) == "ABCD2345"


@pytest.mark.parametrize(
    "typed",
    ["", "ABCD234", "ABCD23456", "ABCD2340", "ABCD234O", "ABCD234I", "ABCD234L", "ABCD2341",
     "/start ABCD2345", "ABCD_2345", "xin chào anh", "A" * 10_000, "🙂" * 8],
)  # fmt: skip
def test_what_is_no_code(typed: str) -> None:
    assert normalise(typed) is None


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = hasher(tmp_path / "new")("ABCD2345")
    assert first == hasher(tmp_path / "new")("ABCD2345")
    assert first != hasher(tmp_path / "other")("ABCD2345")
    assert len(first) == 64
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["key"]
    assert (tmp_path / "new" / "key").stat().st_mode & 0o777 == 0o600


def test_programs_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from bot.codes import hasher; "
    code += "sys.stdin.readline(); print(hasher(Path(sys.argv[1]))('ABCD2345'))"
    root = Path(__file__).parents[2]
    some = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
        )
        for _ in range(4)
    ]  # fmt: skip
    for one in some:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    assert len({one.communicate()[0] for one in some}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_a_key_that_cannot_be_kept_or_is_broken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsWrong) as wrong:
        hasher(tmp_path / "file")
    assert (wrong.value.variable, wrong.value.mend) == ("DAUMOI_DATA_DIR", "data_dir_unwritable")
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(SettingsWrong) as wrong:
        hasher(tmp_path)
    assert wrong.value.mend == "key_broken"
