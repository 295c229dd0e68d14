"""Zalo's ids: opaque strings. A number of the room and its string are one to one."""

from __future__ import annotations

_MODULUS = 1 << 80
_FACTOR = 0x9E3779B97F4A7C15F39D  # odd up to its last bit, so that it can be undone
_ODD = _FACTOR | 1
_BACK = pow(_ODD, -1, _MODULUS)


def wire_id(number: int) -> str:
    """A person or a group (negative) as Zalo names it: 20 hexadecimal digits."""
    return f"{number * _ODD % _MODULUS:020x}"


def room_id(wire: str) -> int | None:
    """The number behind such a string; None for what is none."""
    try:
        number = int(wire, 16) * _BACK % _MODULUS
    except ValueError:
        return None
    return number - _MODULUS if number > _MODULUS // 2 else number
