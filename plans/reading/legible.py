"""Is this Vietnamese that can be read? Old codes and broken fonts are refused, never mended."""

from __future__ import annotations

import re

from plans.ground import Refusal
from plans.reading import words
from plans.text import bare

_WORD = re.compile(r"[^\W\d_]+")
# Letters that TCVN3 (.VnTime) and VNI leave where Vietnamese has its own, seen as Latin-1.
_TCVN3 = frozenset("¸µ¶·¹©Ê¨Î³­«¬®Ç¾»¼½Æ§¢£¤¥¦Þ¡")
_VNI = re.compile(
    r"[aeouyAEOUY][ùøûõïâêáàåãäéèëúüÙØÛÕÏÂÊÁÀÅÃÄ](?:\b|[a-z])|[öÖôÔñÑ](?=[a-z])|[öô][ïøûõù]"
)
_COMMON = frozenset(
    [
        "va",
        "cua",
        "cac",
        "cho",
        "trong",
        "theo",
        "thuc",
        "hien",
        "nhiem",
        "vu",
        "ke",
        "hoach",
        "bao",
        "cao",
        "so",
        "tinh",
        "ban",
        "quan",
        "co",
        "la",
        "duoc",
        "den",
        "nam",
        "don",
        "vi",
        "uy",
        "dan",
        "nhan",
        "phoi",
        "hop",
        "chu",
        "tri",
        "xay",
        "dung",
        "trien",
        "khai",
        "to",
        "chuc",
        "ve",
        "tren",
        "dia",
        "ban",
        "nguoi",
        "cong",
        "tac",
        "phat",
        "quan",
        "ly",
        "tai",
        "nguyen",
    ]
)
_FEW = 40  # words below which nothing can be said
_STRANGE = 0.05
_PLAIN = 0.02


def refuse_illegible(text: str, name: str) -> None:
    """Raises Refusal reading.old_code, reading.broken_font, reading.not_vietnamese."""
    sample = text[:60_000]
    found = _WORD.findall(sample)
    letters = [char for char in sample if char.isalpha() or char in _TCVN3]
    if len(found) < _FEW:
        return
    old = sum(char in _TCVN3 for char in sample) / max(len(letters), 1)
    vni = len(_VNI.findall(sample)) / len(found)
    vietnamese = sum(char in _MARKED for char in sample) / max(len(letters), 1)
    if (old > _STRANGE and vietnamese < old) or (vni > 0.12 and vietnamese < 0.05):
        raise Refusal("reading.old_code", name=name)
    broken = sum(
        char in "\ufffd\ufffe" or "\ue000" <= char <= "\uf8ff" or ord(char) < 9 for char in sample
    )
    broken += 4 * len(re.findall(r"\(cid:\d+\)", sample))
    if broken / max(len(letters), 1) > _STRANGE:
        raise Refusal("reading.broken_font", name=name)
    common = sum(bare(word) in _COMMON for word in found) / len(found)
    if common < 0.06:
        raise Refusal(
            "reading.broken_font" if vietnamese < _PLAIN else "reading.not_vietnamese", name=name
        )
    if vietnamese < _PLAIN:
        raise Refusal("reading.no_accents", name=name)


_MARKED = frozenset(
    char for phrase in (*words.FIELDS, *words.PROVINCES) for char in phrase if ord(char) > 0x100
) | frozenset("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđăơưĐƠƯĂ")
