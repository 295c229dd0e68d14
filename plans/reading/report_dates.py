"""How often a sentence asks for a report, and by which days; one duty a date.

Patterns run on text without accents (`plans.text.bare`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from plans.draft import Note
from plans.text import bare

_CUES: tuple[tuple[str, str], ...] = (
    ("monthly", r"(?:hang|moi|dinh ky)\s+thang"),
    ("quarterly", (
        r"(?:hang|moi|dinh ky|theo)\s+quy\b(?!\s+(?:dinh|hoach|che|mo|trinh|chuan|dinh))|"
        r"\bquy\s*,\s*(?=6|sau|nam)|\bquy\s+(?=\(|truoc)|"
        r"thang (?:cuoi|dau|sau)(?: cua| moi| cung)? quy\b"
    )),
    ("semiannual", r"(?:6|06|sau|6 thang dau)\s+thang(?!\s+(?:dau|cuoi)\s+nam\s+\d)|nua nam"),
    ("annual", (
        r"(?:hang|moi|dinh ky|mot|01|cuoi|theo)\s+nam\b(?!\s+\d)|bao cao nam\b(?!\s+\d)|(?:,|"
        r"va)\s+(?:bao cao\s+)?(?:ca\s+)?nam\b(?!\s*(?:\d|[a-z]))|(?<!dau )\bnam\s+(?=\(?truoc)|"
        r"dinh ky\s*\(?nam\b"
    )),
    ("adhoc", r"dot xuat"),
    ("irregular", r"bao cao (?:hang\s+|theo\s+)?tuan\b|(?:hang|moi|dinh ky)\s+tuan\b"),
    ("midterm", r"so ket|giua ky"),
    ("period_end", (
        r"tong ket|ca giai doan|(?:ket thuc|cuoi)\s+(?:giai doan|ky|ke hoach|chuong trinh|dot)"
    )),
)  # fmt: skip
_CUE = tuple((name, re.compile(form)) for name, form in _CUES)
REPORT = re.compile(r"\bbao cao\b|\bso ket\b|\btong ket\b")
_ABOUT = re.compile(
    r"(?:vao|trong)\s+(?:noi dung\s+)?bao cao (?:hang|dinh ky|so ket)|(?:tham dinh|"
    r"danh gia) bao cao"
)
_DATE = re.compile(
    r"(?P<before>(?:truoc|cham nhat|muon nhat|khong qua|"
    r"den)\s+(?:la\s+)?(?:vao\s+)?)?(?:vao\s+)?(?P<word>ngay\s+)?"
    r"(?P<day>\d{1,2})(?:\s*/\s*(?P<month>\d{1,2})(?:\s*/\s*(?P<year>\d{4}))?|"
    r"\s+thang\s+(?P<month2>\d{1,2})(?:\s+nam\s+(?P<year2>\d{4}))?)?"
    r"(?!\s*[/\d%]|\s*(?:ngay|thang(?!\s+(?:cuoi|dau|sau))|nam\s+\d|-|va\s+nam))"
)
_YEAR = re.compile(
    r"(?:vao|trong|den)?\s*(?:cuoi\s+|dau\s+|giua\s+)?(?:quy\s+(?:iv|iii|ii|i|"
    r"[1-4])\s*[/,]?\s*)?nam\s+(?P<year>20\d\d)|(?:quy|thang)\s+\S+\s*/\s*(?P<year2>20\d\d)"
)
_LAST_MONTHS = 11  # from this month on a report is of the whole year
_SENT_TO = re.compile(r"[^.;]{0,60}\b(?:ve|gui)\s+(?:so|van phong|ban|cuc)\s")
_NEAR = 130  # characters between "báo cáo" and how often
_IRREGULAR = re.compile(r"\bdinh ky\b")


@dataclass
class Duty:
    """One obligation and date."""

    frequency: str
    at: int
    end: int
    due: dict[str, int] = field(default_factory=dict)
    before: bool = False
    notes: list[Note] = field(default_factory=list)


def has_cue(text: str) -> bool:
    return any(form.search(bare(text)) for _, form in _CUE) or _DATE.search(bare(text)) is not None


def duties_in(sentence: str, *, loose: bool = True) -> list[Duty]:
    """The duties of one sentence; not `loose`: only where a day is named too."""
    key = bare(sentence)
    reports = [hit.start() for hit in REPORT.finditer(key)]
    about = _ABOUT.search(key)
    if not reports or (about and about.start() <= reports[0]):
        return []
    if about:
        key, reports = key[: about.start()], [at for at in reports if at < about.start()]
    found = _cued(key, reports)
    _dated(key, found)
    if not found and loose and _IRREGULAR.search(key) and "bao cao" in key:
        hit = _IRREGULAR.search(key)
        assert hit is not None  # noqa: S101
        found = [Duty("irregular", hit.start(), hit.end())]
    dated = any(duty.due.get("day") for duty in found)
    return found if loose or dated or _SENT_TO.search(key, reports[0]) else []


def whenever(sentence: str) -> list[Duty]:
    """A report to a body above, ordered among the rules of reporting without saying when."""
    key = bare(sentence)
    if re.search(r"kho khan|vuong mac", key):
        return []  # where obstacles go is another matter
    hit = re.search(r"\bbao cao\s+(?=ban chi dao|ubnd|uy ban|chu tich|thuong truc)", key)
    return [Duty("irregular", hit.start(), hit.end())] if hit else []


def yearly(duty: Duty, year: int | None) -> Duty:
    """A day at the end of the one year a plan is for: its yearly report, told once."""
    ends = duty.due.get("month", 0) >= _LAST_MONTHS and duty.due.get("year") == year
    return replace(duty, frequency="annual") if duty.frequency == "irregular" and ends else duty


def _cued(key: str, reports: list[int]) -> list[Duty]:
    found: list[Duty] = []
    for name, form in _CUE:
        for hit in form.finditer(key):
            near = min(abs(hit.start() - at) for at in reports)
            if near > _NEAR or (name in {"midterm", "period_end"} and _noun(key, hit)):
                continue
            if all(hit.end() <= duty.at or hit.start() >= duty.end for duty in found):
                found.append(Duty(name, hit.start(), hit.end()))
    found.sort(key=lambda duty: duty.at)
    return found


def _noun(key: str, hit: re.Match[str]) -> bool:
    """ "báo cáo sơ kết", "báo cáo tổng kết" stay; "hội nghị tổng kết năm trước" is no duty."""
    return re.search(r"(?:da|ket qua|sau khi|qua)\s+$", key[: hit.start()]) is not None


def _dated(key: str, found: list[Duty]) -> None:
    """Give every date to the frequency it stands at; a second date makes a second duty."""
    for hit in _DATE.finditer(key):
        if not (hit["month"] or hit["month2"] or hit["word"]) or not _possible(hit):
            continue
        if re.search(
            r"(?:so|qd-|kh-|quyet dinh|nghi quyet|ke hoach|cong van|ubnd|ttg|bct)\s*(?:ngay\s*)?$",
            key[: hit.start("day")].rstrip("ngay ").rstrip(),
        ) or re.search(r"[-/][a-z]+ ngay $", key[: hit.start("day")]):
            continue
        _give(key, hit, found)
    for duty in found:
        if duty.frequency in {"midterm", "period_end"} and not duty.due:
            year = _YEAR.search(key, duty.end)
            nearer = next((other.at for other in found if other.at > duty.at), len(key))
            if year and year.start() < nearer + 1:
                duty.due = {"year": int(year["year"] or year["year2"])}


def _possible(hit: re.Match[str]) -> bool:
    month = hit["month"] or hit["month2"]
    return 1 <= int(hit["day"]) <= 31 and (month is None or 1 <= int(month) <= 12)


def _give(key: str, hit: re.Match[str], found: list[Duty]) -> None:
    month, year = hit["month"] or hit["month2"], hit["year"] or hit["year2"]
    due = {"day": int(hit["day"])}
    if month:
        due["month"] = int(month)
    if year:
        due["year"] = int(year)
    before = (bool(hit["before"]) and hit["before"].startswith("truoc")) or _shared_before(
        key, hit
    )
    duty = _nearest(key, hit, found)
    if duty is None:
        if not year:
            duty = Duty("irregular" if month else "monthly", hit.start(), hit.end())
            duty.notes.append(Note("report.no_frequency", {}))
        elif "chu tri" in key[: hit.start()]:
            return  # a piece of work whose result is reported by a day, once
        else:
            duty = Duty("irregular", hit.start(), hit.end())
        found.append(duty)
    elif duty.due:
        duty = Duty(duty.frequency, hit.start(), hit.end())
        found.append(duty)
    duty.due, duty.before = due, before


def _shared_before(key: str, hit: re.Match[str]) -> bool:
    """ "trước ngày 15/6 và ngày 15/12": one word for both."""
    return (
        re.search(
            r"truoc\s+(?:ngay\s+)?\d{1,2}\s*/\s*\d{1,2}\s*(?:,|va)\s*(?:truoc\s+)?(?:ngay\s+)?$",
            key[: hit.start("day")],
        )
        is not None
    )


def _nearest(key: str, hit: re.Match[str], found: list[Duty]) -> Duty | None:
    regular = [duty for duty in found if duty.frequency != "adhoc"]
    right = next((duty for duty in regular if 0 <= duty.at - hit.end() <= 14), None)
    if right is not None and not re.search(r"[;,)]|\bva\b", key[hit.end() : right.at]):
        return right
    left = [duty for duty in regular if duty.end <= hit.start() + 1]
    if left:
        return max(left, key=lambda duty: duty.end)
    return min(regular, key=lambda duty: duty.at, default=None)
