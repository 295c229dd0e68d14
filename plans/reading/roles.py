"""The words in front of a column or a value: lead, support, time, product, and what they print.

Patterns run on text without accents (`plans.text.bare`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.reading.name_lists import is_list
from plans.text import bare

_WHO = (
    r"(?:(?:cac\s+)?(?:co quan|don vi|cq|dv|dia phuong|to chuc|sub?|so|nganh|"
    r"bo phan)(?:\s*[,/]?\s*(?:va\s+)?(?:don vi|co quan|dia phuong|to chuc|nganh))*\s*)"
)
_DO = r"(?:\s*(?:thuc hien|trien khai|tham muu|xay dung|bao cao|chinh|giai quyet|soan thao))*"
# Role → what its label or head looks like, whole; the first that fits wins.
_ROLES: tuple[tuple[str, str], ...] = (
    ("colead", rf"{_WHO}?dong chu tri{_DO}"),
    ("both", (
        rf"{_WHO}?(?:chu tri\s*[/,-]\s*(?:{_WHO})?phoi hop|"
        rf"thuc hien\s*\(?chu tri\s*[/,]\s*phoi hop\)?)"
    )),
    ("decides", (
        rf"(?:{_WHO}|cap\s+|tham quyen\s+)?(?:co tham quyen\s+)?(?:quyet dinh|phe duyet|"
        rf"ban hanh|trinh ban hanh|trinh|cap trinh|tham quyen ban hanh)"
    )),
    ("lead", (
        rf"{_WHO}?(?:duoc giao\s+|chiu trach nhiem\s+|phu trach\s+)?(?:chu tri|"
        rf"dau moi(?:\s+chu tri)?){_DO}(?:\s*,?\s*(?:theo doi|tong hop))*"
    )),
    ("lead", (
        rf"{_WHO}(?:duoc (?:giao|phan cong)\s*)?(?:thuc hien|chiu trach nhiem|trien khai|"
        rf"phu trach|thuc hien chinh)"
    )),
    ("lead", r"(?:phan cong|trach nhiem|giao)(?:\s+(?:thuc hien|chu tri|don vi|co quan))*"),
    ("support", (
        rf"{_WHO}?(?:cung\s+)?(?:phoi hop|ho tro|tham gia){_DO}(?:\s*,\s*giam sat|"
        rf"\s+va\s+giam sat|\s*,?\s*tham gia)?"
    )),
    ("follows", (
        rf"{_WHO}?(?:theo doi|don doc|giam sat|kiem tra)(?:\s*,?\s*(?:don doc|danh gia|giam sat|"
        rf"tong hop))*"
    )),
    ("when", (
        r"(?:du kien\s+)?(?:thoi gian|thoi han|thoi diem|tien do|han|moc thoi gian|lo trinh|"
        r"ke hoach thoi gian|thoi gian,? tien do)"
        r"(?:\s*(?:bat dau|thuc hien|hoan thanh|du kien|trien khai|ket thuc|trinh|"
        r"ban hanh|xong|,|-|/|va|bao cao|thoi gian|phai|theo ke hoach|can))*"
        r"|hoan thanh(?:\s+(?:truoc|trong))?|nam (?:thuc hien|hoan thanh)|"
        r"giai doan(?: thuc hien)?|ngay hoan thanh"
    )),
    ("output", (
        r"(?:san pham|ket qua|dau ra|muc tieu|hinh thuc van ban|van ban|ho so)(?:\s*(?:dau ra|"
        r"du kien|can dat|dat duoc|thuc hien|hoan thanh|san pham|,|/|-|chu yeu|cu the|yeu cau|"
        r"phai dat))*"
    )),
    ("number", r"s\.?t\.?t\.?|t\.?t\.?|so tt|so thu tu|muc|ma so|ma nhiem vu|no\.?|#"),
    ("title", (
        r"(?:ten\s+)?(?:cac\s+)?(?:danh muc\s+)?(?:noi dung|nhiem vu|cong viec|hoat dong|"
        r"giai phap|de an|chuong trinh|du an|viec|dau viec|hang muc|nhom)"
        r"(?:[\s,/;-]*(?:va|cac|cong viec|nhiem vu|noi dung|giai phap|hoat dong|"
        r"cu the|chinh|chu yeu|trong tam|thuc hien|trien khai|de an|du an|"
        r"chuong trinh|ke hoach|can|chi tiet|duoc giao|uu tien|dau tu|van ban|"
        r"cong tac|ten|co ban|nhom|phan cong|yeu cau|theo|kem theo|phai))*"
    )),
    ("other", (
        r"ghi chu|kinh phi.*|du kien kinh phi.*|nguon.*|dia diem.*|don vi tinh|dvt|can cu.*|"
        r"quy mo.*|tong.*|von.*|chi tieu.*|khoi luong.*|dien tich.*|hien trang.*|co so.*|"
        r"so luong"
    )),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(form)) for role, form in _ROLES)
_EDGES = " .:;*()-–\n"
_COLON = re.compile(r"\s*:\s*|\s+l[aà]\s+(?=(?:Sở|UBND|Ủy|Các|Công)\s)")
_EDGE = re.compile(r"[.;,(\n–-]\s*[-+*•]?\s*|^\s*[-+*•]?\s*")
_LONGEST = 60  # characters of a label
_TIME_BEHIND = re.compile(
    r"[;,.]\s*(?:(?:hoan thanh|xong|thoi gian|thuc hien)\s+)?"
    r"(?P<time>(?:trong|truoc|cham nhat|den)\s+(?:nam|quy|thang|ngay|het)?\s*[\divx])"
)
_FEW_WORDS = 25  # of a value that names somebody unknown
_NAMING = frozenset({"lead", "colead", "support", "decides"})
_INLINE = frozenset({"lead", "colead", "support", "decides", "when", "output", "follows", "both"})


@dataclass(frozen=True)
class Labelled:
    """A label in a text and the words behind it, up to the next label."""

    role: str
    label: str  # as printed
    value: str
    start: int


def role_of(head: str) -> str | None:
    """The role of a column's head or of a label, or None."""
    key = " ".join(bare(head).split()).strip(_EDGES)
    key = key.replace(" - ", " ").replace("( ", "(")
    for role, form in _COMPILED:
        if key and form.fullmatch(key):
            return role
    short = key.partition("(")[0].strip()
    return role_of(short) if short and short != key else None


def labels_in(text: str) -> list[Labelled]:
    """Every label of a part in a text, in its order, with its value."""
    hits = [hit for colon in _COLON.finditer(text) if (hit := _before(text, colon))]
    found = []
    for at, (start, stop, behind) in enumerate(hits):
        end = hits[at + 1][0] if at + 1 < len(hits) else len(text)
        label = " ".join(text[start:stop].split())
        value = "\n".join(" ".join(line.split()) for line in text[behind:end].split("\n"))
        found.append(
            Labelled(role_of(label) or "", label, _closed(value.strip(" \n.;,-–+(")), start)
        )
    timed = [piece for one in found for piece in _with_time(one)]
    return [one for one in timed if one.role not in _NAMING or _names_somebody(one.value)]


def _with_time(one: Labelled) -> list[Labelled]:
    """ "phối hợp: Sở B; hoàn thành trước 31/12": a time needs no colon."""
    hit = _TIME_BEHIND.search(bare(one.value)) if one.role in _NAMING else None
    if not hit:
        return [one]
    time = one.value[hit.start("time") :].strip(" .;,)")
    names = replace(one, value=one.value[: hit.start()].strip(" .;,"))
    return [names, Labelled("when", "", time, one.start)]


def _names_somebody(value: str) -> bool:
    """Names in a row, or a few words nobody knows; a sentence behind a colon is neither."""
    return is_list(value) or len(value.split()) <= _FEW_WORDS


def _before(text: str, colon: re.Match[str]) -> tuple[int, int, int] | None:
    """The longest label that ends at a colon: where it starts, ends, and its value begins."""
    near = max(0, colon.start() - _LONGEST)
    for edge in _EDGE.finditer(text, max(0, near - 6), colon.start()):
        if edge.end() >= near and role_of(text[edge.end() : colon.start()]) in _INLINE:
            return edge.end(), colon.start(), colon.end()
    return None


def _closed(value: str) -> str:
    """Without the bracket that closed the labels: "(Chủ trì: Sở A)"."""
    return (
        value[:-1].rstrip()
        if value.endswith(")") and value.count("(") < value.count(")")
        else value
    )


def heads(cells: Iterator[str | None] | tuple[str | None, ...]) -> dict[str, int]:
    """The columns of a table by role, where its head names a lead; the first of a role counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        role = role_of(cell or "")
        if role and role != "other":
            found.setdefault(role, at)
    return found
