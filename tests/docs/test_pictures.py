"""What makes the pictures: every chat is marked as made up, and a small file shows the same."""

from __future__ import annotations

import struct
import zlib

from tests.pictures.chat import MARK, Bubble, Shown, page
from tests.pictures.png import small

WIDE, HIGH = 3, 5
PIXELS = [bytes((17 * at + 40 * row) % 256 for at in range(WIDE * 3)) for row in range(HIGH)]
SIGN = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def filtered(kind: int, row: bytes, above: bytes) -> bytes:
    """A row as the PNG specification filters it (9.2)."""
    out = []
    for at, value in enumerate(row):
        left = row[at - 3] if at >= 3 else 0
        corner = above[at - 3] if at >= 3 else 0
        up = above[at]
        near = left + up - corner
        paeth = min((left, up, corner), key=lambda one, near=near: abs(near - one))
        out.append((value - (0, left, up, (left + up) // 2, paeth)[kind]) % 256)
    return bytes([kind, *out])


def test_every_chat_says_that_it_is_made_up() -> None:
    made = page(Shown("Nhóm <A>", (Bubble("1 < 2", mine=True, at="", rows=(("Gửi",),)),)))
    assert MARK == "SỐ LIỆU MINH HỌA"
    assert f'<div class="mark">{MARK}</div><header>Nhóm &lt;A&gt;</header>' in made
    assert "1 &lt; 2" in made
    assert '<div class="row"><span>Gửi</span></div>' in made


def test_a_small_file_shows_what_the_large_one_did() -> None:
    """Each row under another of the five filters."""
    above = [bytes(WIDE * 3), *PIXELS]
    lines = b"".join(filtered(row, PIXELS[row], above[row]) for row in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    large = (
        SIGN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    )
    found = small(large)
    assert struct.unpack_from(">IIBB", found, 16) == (WIDE, HIGH, 8, 3)
    at = found.index(b"PLTE")
    colours = found[at + 4 : at + 4 + struct.unpack_from(">I", found, at - 4)[0]]
    at = found.index(b"IDAT")
    packed = found[at + 4 : at + 4 + struct.unpack_from(">I", found, at - 4)[0]]
    rows = zlib.decompress(packed)
    shown = [
        b"".join(
            colours[3 * one : 3 * one + 3]
            for one in rows[row * (WIDE + 1) + 1 : (row + 1) * (WIDE + 1)]
        )
        for row in range(HIGH)
    ]
    assert shown == PIXELS
