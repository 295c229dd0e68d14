"""Who gets a report or an obstacle: through whom it goes, and whom it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.reading.name_lists import names_before
from plans.text import bare

# Bodies above the agencies of a province.
_ABOVE = re.compile(
    r"(?:thuong truc |chu tich |pho chu tich )?(?:ubnd|uy ban nhan dan|hdnd|"
    r"hoi dong nhan dan)(?: \S+)?(?: (?:tinh|thanh pho)\b.*)?$|"
    r"(?:thuong truc )?tinh uy|thanh uy|ban thuong vu|bo\b(?! chi huy| tu lenh| doi)|"
    r"thu tuong|chinh phu|trung uong|ban chi dao|van phong chinh phu"
)
_LOCAL = re.compile(r".*\b(?:huyen|xa|phuong|quan|thi xa)\b")
_TOWARDS = re.compile(
    r"\b(?:voi|ve|cho|den|toi|gui|trinh|bao cao|qua|thong qua|tham muu(?: cho)?|kien nghi|"
    r"len|tong hop|xin y kien|dong gui)\s+"
)
_FURTHER = re.compile(r"(?:,|;|\bva|\bhoac)\s+")  # only bodies above are meant behind these
_NOT_SENT = re.compile(
    r"phoi hop(?:\s+\S+){0,2}\s*$|kem\s*$|ket qua\s*$|hieu qua\s*$|doi voi\s*$|cung\s*$"
)
_COMPILES = re.compile(
    r"\s*,?\s*(?:de\s+)?(?:theo doi,?\s*)?(?:tong hop|chu tri tong hop|lam dau moi)"
)


@dataclass(frozen=True)
class Ways:
    """Where it goes: `via` compiles; `to` receives."""

    via: str | None
    to: tuple[str, ...]
    first: tuple[str, ...] = ()  # receivers that are no upper body, in the order of the text


def above(name: str) -> bool:
    """Whether a name is a body above the agencies."""
    key = bare(name).strip()
    return _ABOVE.match(key) is not None and _LOCAL.match(key) is None


def ways_in(sentence: str, start: int = 0) -> Ways:
    """Through whom and to whom, from the words of a sentence behind `start`."""
    uppers: list[str] = []
    others: list[str] = []
    via = None
    for names, end in _named(sentence, start):
        compiling = _COMPILES.match(bare(sentence[end : end + 40])) is not None
        for name in names:
            if above(name):
                uppers.append(name)
            elif compiling and via is None:
                via = name
                others.append(name)
            else:
                others.append(name)
    return Ways(via, tuple(dict.fromkeys(uppers)), tuple(dict.fromkeys(others)))


def _named(sentence: str, start: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Names behind words of sending, each with where they end."""
    key = bare(sentence)
    at = start
    while at < len(key):
        hits = [hit for form in (_TOWARDS, _FURTHER) if (hit := form.search(key, at))]
        if not hits:
            return
        hit = min(hits, key=lambda one: one.start())
        at = hit.end()
        names = names_before(sentence[hit.end() :])
        if names is None or _NOT_SENT.search(key[: hit.end()]):
            continue
        if hit.re is _FURTHER and not above(names.names[0]):
            continue
        at = hit.end() + names.end
        yield names.names, at
