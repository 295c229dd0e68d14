"""Chế độ báo cáo: who reports to whom, how often, by which day; one duty a date.

Patterns run on text without accents (`plans.text.bare`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.draft import Note
from plans.reading.blocks import Place
from plans.reading.name_lists import names_before
from plans.reading.outline import Node, walk_texts
from plans.reading.receivers import Ways, ways_in
from plans.reading.subjects import subject_of
from plans.text import bare

_CUES: tuple[tuple[str, str], ...] = (
    ("monthly", r"(?:hang|moi|dinh ky)\s+thang"),
    ("quarterly", (
        r"(?:hang|moi|dinh ky|theo)\s+quy\b(?!\s+(?:dinh|hoach|che|mo|trinh|chuan|dinh))|"
        r"\bquy\s*,\s*(?=6|sau|nam)|\bquy\s+(?=\(|truoc)"
    )),
    ("semiannual", r"(?:6|06|sau|6 thang dau)\s+thang(?!\s+(?:dau|cuoi)\s+nam\s+\d)|nua nam"),
    ("annual", (
        r"(?:hang|moi|dinh ky|mot|01|cuoi|theo)\s+nam\b(?!\s+\d)|bao cao nam\b(?!\s+\d)|(?:,|"
        r"va)\s+(?:bao cao\s+)?(?:ca\s+)?nam\b(?!\s*(?:\d|[a-z]))|\bnam\s+(?=\(?truoc)|"
        r"dinh ky\s*\(?nam\b"
    )),
    ("adhoc", r"dot xuat"),
    ("midterm", r"so ket|giua ky"),
    ("period_end", (
        r"tong ket|ca giai doan|(?:ket thuc|cuoi)\s+(?:giai doan|ky|ke hoach|chuong trinh|dot)"
    )),
)  # fmt: skip
_CUE = tuple((name, re.compile(form)) for name, form in _CUES)
_REPORT = re.compile(r"\bbao cao\b|\bso ket\b|\btong ket\b")
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
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[\"“(]?[^\W\d_])")
_SENDS = re.compile(r"\s*(?:co trach nhiem\s+)?(?:gui\s+|tong hop,?\s+)?bao cao")
_NEAR = 130  # characters between "báo cáo" and how often
_QUOTE = 200  # characters
_SECTIONS = frozenset({"organisation", "reporting", None})
_IRREGULAR = re.compile(r"\bdinh ky\b")
_SUPERIOR_ASKS = re.compile(r"theo yeu cau (?:cua\s+)?")


@dataclass
class Duty:
    """One obligation and date."""

    frequency: str
    at: int
    end: int
    due: dict[str, int] = field(default_factory=dict)
    before: bool = False
    notes: list[Note] = field(default_factory=list)


def reporting_of(root: Node) -> list[dict[str, Any]]:
    """Every reporting duty that the sentences of a plan lay down, in their order."""
    found: list[dict[str, Any]] = []
    for node, text, names in _said(root):
        for sentence in _sentences(text):
            duties = duties_in(sentence, loose=node.section() in _SECTIONS)
            if not duties and node.section() == "reporting":
                duties = _whenever(sentence)
            for duty in duties:
                own = subject_of(sentence)
                who = own.names.names if own else (_inside(sentence) or names)
                behind = text[text.find(sentence) + len(sentence) :]
                found.append(_entry(duty, sentence, who, node, behind))
    return _with_onward(_each_once(found))


def _with_onward(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who compiles for a ministry too reports on to it, on a day the plan does not give."""
    made = []
    for one in found:
        made.append(one)
        via, ministry = one["via"], any(bare(name).startswith("bo ") for name in one["to"])
        if via and ministry and not any(via in other["from"] for other in found):
            notes = [Note("report.no_date", {})]
            onward = {"from": [via], "via": None, "due": None, "before": False, "warnings": notes}
            made.append({**one, **onward})
    return made


def _said(root: Node) -> Iterator[tuple[Node, str, tuple[str, ...]]]:
    """Paragraphs with whom they charge: their own words, or the nearest above that names one."""
    for node, paragraph in walk_texts(root):
        if node.section() in {"purpose", "goals", "abbreviations", "form", "funding"}:
            continue
        text = paragraph.rest
        subject = subject_of(text)
        names: tuple[str, ...] = subject.names.names if subject else ()
        for one in (node, *node.above()):
            if names:
                break
            above_ = subject_of(one.text) if one.depth >= 3 else None
            names = above_.names.names if above_ else ()
        yield node, text, names


def _inside(sentence: str) -> tuple[str, ...]:
    """Who reports, where that stands behind how often: "Hằng quý, các cơ quan báo cáo …"."""
    for comma in re.finditer(r"[,)]\s+", sentence):
        found = names_before(sentence[comma.end() :])
        behind = bare(sentence[comma.end() + found.end :][:30]) if found else ""
        if found and re.match(
            r"\s*(?:co trach nhiem\s+)?(?:gui\s+|tong hop,?\s+)?bao cao", behind
        ):
            return found.names
    return ()


def _sentences(text: str) -> list[str]:
    parts = _SENTENCE.split(text)
    joined: list[str] = []
    for part in parts:
        open_ = joined and joined[-1].count("(") > joined[-1].count(")")
        if joined and (
            open_ or (not _REPORT.search(bare(part)) and _has_cue(part) and len(part) < 90)
        ):
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


def _has_cue(text: str) -> bool:
    return any(form.search(bare(text)) for _, form in _CUE) or _DATE.search(bare(text)) is not None


def duties_in(sentence: str, *, loose: bool = True) -> list[Duty]:
    """The duties of one sentence; not `loose`: only where a day is named too."""
    key = bare(sentence)
    reports = [hit.start() for hit in _REPORT.finditer(key)]
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
    return found if loose or any(duty.due.get("day") for duty in found) else []


def _whenever(sentence: str) -> list[Duty]:
    """A report to a body above, ordered among the rules of reporting without saying when."""
    hit = re.search(
        r"\bbao cao\s+(?=ban chi dao|ubnd|uy ban|chu tich|thuong truc)", bare(sentence)
    )
    return [Duty("irregular", hit.start(), hit.end())] if hit else []


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


def _entry(
    duty: Duty, sentence: str, names: tuple[str, ...], node: Node, behind: str
) -> dict[str, Any]:
    ways = _ways(duty, sentence, names)
    if not ways.to and ways.via is None and sentence.rstrip().endswith((";", ",")):
        ways = _ways(duty, sentence + behind, names)
    notes = list(duty.notes)
    if not names:
        notes.append(Note("report.nobody", {}))
    if not duty.due and duty.frequency != "adhoc":
        notes.append(Note("report.no_date", {}))
    return {
        "frequency": duty.frequency,
        "section": section_of(node),
        "from": list(names),
        "to": list(ways.to),
        "via": ways.via,
        "due": duty.due or None,
        "before": duty.before,
        "quote": quoted(sentence, duty.at, duty.end),
        "source": place_of(node).source(),
        "warnings": notes,
    }


def place_of(node: Node) -> Place:
    return node.paragraph.place


def _ways(duty: Duty, sentence: str, names: tuple[str, ...]) -> Ways:
    asks = _SUPERIOR_ASKS.search(bare(sentence), duty.end) if duty.frequency == "adhoc" else None
    if asks:
        return ways_in("gửi " + sentence[asks.end() :])
    ways = ways_in(sentence, _behind_subject(sentence))
    first = tuple(name for name in ways.first if name not in names)
    via = ways.via if ways.via not in names else None
    if not ways.to and first and via is None:
        return Ways(None, first[:1])
    if ways.to and via is None and first and _reaches_first(sentence, first[0], ways.to[0]):
        via = first[0]
    return Ways(via, ways.to)


def _behind_subject(sentence: str) -> int:
    """ "Sở A, Sở B … báo cáo": the names in front receive nothing."""
    hit = _REPORT.search(bare(sentence))
    return max(0, hit.start() - 4) if hit else 0


def _reaches_first(sentence: str, first: str, upper: str) -> bool:
    return 0 <= sentence.find(first) < sentence.find(upper)


def section_of(node: Node) -> str | None:
    """The place by its marks: "III.2", "IV.2.2"."""
    labels = [
        one.label
        for one in (node, *node.above())
        if one.mark in {"roman", "number", "letter", "upper"} and one.label
    ]
    if not labels:
        return None
    made: list[str] = []
    for label in reversed(labels):
        if made and label.startswith(made[-1] + "."):
            made[-1] = label
        else:
            made.append(label)
    return ".".join(made)


def quoted(sentence: str, at: int, end: int) -> str:
    """At most 200 characters of a sentence, around a place in it, from a clause's beginning."""
    text = sentence.strip()
    if len(text) <= _QUOTE:
        return text
    starts = [0, *(hit.end() for hit in re.finditer(r"[,;:.]\s+", text))]
    first = max((start for start in starts if start <= at), default=0)
    fits = [start for start in starts if start <= at and end - start <= _QUOTE]
    first = min(fits) if fits and end - min(fits) <= _QUOTE else first
    cut = text[first : first + _QUOTE]
    return (
        cut
        if first + _QUOTE >= len(text)
        else cut[: max(cut.rfind(" "), end - first)].rstrip(" ,;")
    )


def _each_once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Said twice in one sentence is said once: the one with a date stays."""
    kept: list[dict[str, Any]] = []
    for one in found:
        same = [
            o
            for o in kept
            if o["quote"][:60] == one["quote"][:60]
            and o["frequency"] == one["frequency"]
            and o["from"] == one["from"]
        ]
        if any(not one["due"] or o["due"] == one["due"] for o in same):
            continue
        if same and not same[0]["due"]:
            kept[kept.index(same[0])] = one
            continue
        kept.append(one)
    return kept
