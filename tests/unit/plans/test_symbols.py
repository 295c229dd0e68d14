"""The letters of an office in the symbols of its documents."""

from __future__ import annotations

import pytest

from plans.symbols import symbol_of


@pytest.mark.parametrize(
    ("code", "name", "symbol"),
    [
        ("skhdt", "Sở Kế hoạch và Đầu tư", "SKHĐT"),
        ("sxd", "Sở Xây dựng", "SXD"),
        ("sldtbxh", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        ("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT"),
        ("ubnd-son-dong", "UBND huyện Sơn Động", "UBND"),
        ("snvu", "Sở Ngoại vụ", ""),
        ("thanh-tra", "Thanh tra tỉnh", ""),
    ],
)
def test_symbol_is_read_from_the_name(code: str, name: str, symbol: str) -> None:
    assert symbol_of(code, name) == symbol
