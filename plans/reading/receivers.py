"""Who gets a report or an obstacle: through whom it goes, and whom it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.reading.name_lists import names_before
from plans.text import bare

# Bodies above the agencies of a province.
_ABOVE = re.compile(
    r"(?:thuong truc |chu tich |pho chu tich )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)(?: \S+)?(?: (?:tinh|thanh pho)\b.*)?$|"
    r"(?:thuong truc )?tinh uy|thanh uy|ban thuong vu|bo\b(?! chi huy| tu lenh| doi)|thu tuong|chinh phu|trung uong|ban chi dao|van phong chinh phu"
)
_LOCAL = re.compile(r".*\b(?:huyen|xa|phuong|quan|thi xa)\b")
_TOWARDS = re.compile(
    r"(?:(?:bao cao|gui|trinh|tham muu|thong tin|phan anh|kien nghi|de xuat|phoi hop|thong bao)\b[^.;]{0,160}?\s(?:voi|ve|cho|den|toi|qua|gui|len)\s+(?:cho\s+)?)|"
    r"\b(?:thong qua|qua|gui ve|gui|ve|trinh|bao cao(?: ve| voi| cho| len)?|tham muu(?: cho)?|kien nghi|xin y kien|va)\s+|,\s*"
)
_COMPILES = re.compile(r"\s*,?\s*(?:de\s+)?(?:theo doi,?\s*)?(?:tong hop|chu tri tong hop|lam dau moi)")


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
    at = start
    key = bare(sentence)
    while (hit := _TOWARDS.search(key, at)) is not None:
        names = names_before(sentence[hit.end() :])
        if names is None:
            # Look for a nearer way inside a long one: "báo cáo kết quả về Sở X".
            at = hit.start() + 2
            continue
        yield names.names, hit.end() + names.end
        at = hit.end() + names.end
