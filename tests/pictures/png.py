"""PNG files made small: a screenshot of words has few colours, so one byte a pixel is enough."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGN = b"\x89PNG\r\n\x1a\n"
_MOST = 256  # colours of a palette


def small(data: bytes) -> bytes:
    """An RGB screenshot as a palette of at most 256 colours, each off by a few steps at most."""
    wide, rows = _rows(data)
    for step in (1, 4, 8, 16, 32):
        flat = [[_near(row[at : at + 3], step) for at in range(0, wide * 3, 3)] for row in rows]
        colours = sorted({one for row in flat for one in row})
        if len(colours) <= _MOST:
            break
    place = {colour: at for at, colour in enumerate(colours)}
    lines = b"".join(b"\0" + bytes(place[one] for one in row) for row in flat)
    head = struct.pack(">IIBBBBB", wide, len(rows), 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", b"".join(colours)), (b"IDAT", zlib.compress(lines, 9)))
    return _SIGN + b"".join(_chunk(*one) for one in (*chunks, (b"IEND", b"")))


def _near(pixel: bytes, step: int) -> bytes:
    """The pixel with its colours in steps; white and black stay what they are."""
    return bytes(min(255, (one + step // 2) // step * step) for one in pixel)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGN)
    while at < len(data):
        (long,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + long]
        at += long + 12


def _rows(data: bytes) -> tuple[int, list[bytes]]:
    """(width in pixels, the rows as RGB bytes) of an 8-bit RGB file as browsers write it."""
    found: dict[bytes, bytes] = {}
    for name, part in _chunks(data):
        found[name] = found.get(name, b"") + part
    wide, high, depth, kind = struct.unpack_from(">IIBB", found[b"IHDR"])
    if (depth, kind) != (8, 2):
        raise ValueError("not 8-bit RGB")
    raw, long = zlib.decompress(found[b"IDAT"]), wide * 3 + 1
    rows: list[bytes] = []
    before = bytes(wide * 3)
    for at in range(0, high * long, long):
        before = _unfiltered(raw[at], raw[at + 1 : at + long], before)
        rows.append(before)
    return wide, rows


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """A row without its filter (PNG specification, 9.2)."""
    out = bytearray(line)
    for at in range(len(out)):
        left = out[at - 3] if at >= 3 else 0
        corner = above[at - 3] if at >= 3 else 0
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))
        out[at] = (out[at] + guess[kind]) & 255
    return bytes(out)


def _paeth(left: int, above: int, corner: int) -> int:
    near = left + above - corner
    return min((left, above, corner), key=lambda one: abs(near - one))
