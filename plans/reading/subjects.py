"""Whom a sentence charges, and with whom: "Sở X chủ trì, phối hợp với Sở Y …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plans.reading.name_lists import Names, names_before
from plans.reading.words import OPEN_BODIES
from plans.text import bare

_ORDER = re.compile(
    r"(?:[^:.;]{3,40}:\s*)?(?:giao(?:\s+cho)?|de nghi|phan cong|yeu cau|"
    r"kinh de nghi)(?:\s+trach nhiem(?:\s+cho)?)?\s*:?\s+(?=\S)"
)
_ISSUERS = re.compile(r"(?:chu tich )?(?:ubnd|uy ban nhan dan)(?: tinh\b.*| thanh pho)?$")
_NO_VERB = re.compile(r"\s*(?:cua|duoc|da|la mot|la nhung|thuoc|bao gom|gom|nham|khong|se)\b")
_WITH = re.compile(
    r"phoi hop(?:\s+(?:chat che|thuong xuyen|dong bo|cung|kip thoi|tot))*\s+(?:voi|"
    r"cung)\s+(?:voi\s+)?|phoi hop\s+(?=cac\s+(?:so|nganh|don vi|co quan|dia phuong)\b)|"
    r"\bcung\s+(?:voi\s+)?(?=(?:cac\s+)?(?:so|nganh|ubnd|don vi|"
    r"co quan)\b)"
)


_OF_ALL = re.compile(r"[^:.;]{0,12}\btheo (?:chuc nang|nhiem vu|linh vuc|tham quyen)[^:.;]{0,50}:")
_REST = re.compile(r"\s+(?:[a-z]+\s*){1,9}:")
_OPEN = tuple(f"{bare(one)} " for one in OPEN_BODIES)
_MORE_NAME = re.compile(r"\s+(?:[a-z]+\s*){1,5}:")


@dataclass(frozen=True)
class Subject:
    """Who a sentence charges, and where its work begins."""

    names: Names
    work: int  # where the words behind the names begin
    colon: bool
    ordered: bool = False  # "Giao …", "Đề nghị …"


def subject_of(text: str) -> Subject | None:
    """The agencies that a paragraph begins with and charges; None where it charges nobody."""
    order = _ORDER.match(bare(text[:120]))
    start = order.end() if order else 0
    names = names_before(text[start:])
    if names is None and order:
        names, start = names_before(text), 0
    if names is None or all(_ISSUERS.match(bare(name)) for name in names.names):
        return None
    end = start + names.end
    words = _OF_ALL.match(bare(text[end : end + 80]))
    if words:  # "Các sở, ngành theo chức năng, nhiệm vụ: …"
        return Subject(names, _after(text, end + words.end()), True, bool(order))
    behind = text[end : end + 60]
    bracket = re.match(r"\s*\([^)]{2,60}\)", text[end:])
    if bracket:
        end += bracket.end()
        behind = text[end : end + 60]
    if behind.strip() in {"", "."} or behind.lstrip().startswith(":"):
        colon = behind.lstrip().startswith(":")
        return (
            Subject(names, _after(text, end), True, bool(order))
            if colon or not behind.strip(" .")
            else None
        )
    longer = _longer(names, text[end : end + 90])
    if longer:  # "Các doanh nghiệp sản xuất: …"
        stop = end + longer.end() - 1
        more = " ".join((names.names[-1], *text[end:stop].split()))
        named = replace(names, names=(*names.names[:-1], more))
        return Subject(named, _after(text, stop), True, bool(order))
    verb = re.match(r"\s*[,;–-]?\s*(?=[^\W\d_])", behind)
    if verb is None or behind[verb.end()].isupper() or _NO_VERB.match(bare(behind)):
        return None
    return Subject(names, _after(text, end), False, bool(order))


def _longer(names: Names, behind: str) -> re.Match[str] | None:
    """The rest of a name up to its colon: "Các doanh nghiệp sản xuất: …", "Công ty Cổ phần …:"."""
    if names.many:
        return _MORE_NAME.match(bare(behind[:60]))
    opens = bare(names.names[-1]).startswith(_OPEN)
    return _REST.match(bare(behind)) if opens else None


def _after(text: str, at: int) -> int:
    found = re.match(r"[\s:,;–-]*", text[at:])
    return at + (found.end() if found else 0)


def supports_in(text: str) -> tuple[str, ...]:
    """Who is named behind "phối hợp với" in a text."""
    found: list[str] = []
    for hit in _WITH.finditer(bare(text)):
        names = names_before(text[hit.end() :])
        found += names.names if names else []
    return tuple(dict.fromkeys(found))
