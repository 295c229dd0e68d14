"""Signed links: only our own, only until their end."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import build
from bot.links import GOOD_FOR, Links, usable
from bot.settings import Settings
from tests.transcripts.ground import START, FrozenClock

URL = "https://daumoi.vn"


def make(key: bytes = b"k" * 32) -> tuple[Links, FrozenClock]:
    clock = FrozenClock(START)
    return Links(URL, key, clock), clock


def token_of(links: Links, row: int) -> str:
    url, _ = links.of(row)
    assert url.startswith(f"{URL}/tep/")
    return url.rpartition("/")[2]


def test_a_link_is_known_again_until_it_ends() -> None:
    links, clock = make()
    token = token_of(links, 17)
    assert token.replace("-", "").replace("_", "").isalnum()
    assert links.row_of(token) == 17
    clock.wait((GOOD_FOR - timedelta(seconds=2)).total_seconds())
    assert links.row_of(token) == 17
    clock.wait(2)
    assert links.row_of(token) is None


def test_a_link_of_another_key_or_row_is_none() -> None:
    links, _ = make()
    others, _ = make(b"x" * 32)
    assert links.row_of(token_of(others, 17)) is None
    raw = base64.urlsafe_b64decode(token_of(links, 17) + "==")
    for changed in (
        (18).to_bytes(8, "big") + raw[8:],  # another row under this signature
        raw[:8] + (2**40).to_bytes(8, "big") + raw[16:],  # a later end
        raw[:-1] + bytes([raw[-1] ^ 1]),
        raw[:-1],
        raw + b"\0",
        raw[:16],
        b"",
    ):
        token = base64.urlsafe_b64encode(changed).rstrip(b"=").decode()
        assert links.row_of(token) is None


@pytest.mark.parametrize(
    "token", ["", "a", "é", "../../key", "....", "%2e%2e", "x" * 10_000, "=", "\0", "A" * 64]
)
def test_what_is_no_link_is_none(token: str) -> None:
    assert make()[0].row_of(token) is None


@pytest.mark.parametrize(
    ("url", "so"),
    [
        (None, False),
        ("http://daumoi.vn", False),
        ("https://daumoi.vn", True),
        ("http://127.0.0.1:8090", True),
    ],
)
def test_files_go_over_https_only(url: str | None, so: bool) -> None:
    assert usable(url) is so


@pytest.mark.parametrize("url", [None, URL])
def test_the_program_gives_links_where_it_has_an_address(url: str | None, tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path, public_url=url, telegram_token=SecretStr(f"12345:{'a' * 35}")
    )
    program = build(settings, FrozenClock(START))
    assert (program.parts.links is not None) is (url is not None)
