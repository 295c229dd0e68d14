"""Chế độ báo cáo: who reports to whom, in the sentences of a plan.

Patterns run on text without accents (`plans.text.bare`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plans.draft import Note
from plans.reading.blocks import Place
from plans.reading.name_lists import names_before
from plans.reading.outline import Node, walk_texts
from plans.reading.receivers import Ways, ways_in
from plans.reading.report_dates import REPORT, Duty, duties_in, has_cue, whenever, yearly
from plans.reading.subjects import subject_of
from plans.text import bare

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[\"“(]?[^\W\d_])")
_SENDS = re.compile(r"\s*(?:co trach nhiem\s+)?(?:gui\s+|tong hop,?\s+)?bao cao")
_QUOTE = 200  # characters
_SECTIONS = frozenset({"organisation", "reporting", None})
_SUPERIOR_ASKS = re.compile(r"theo yeu cau (?:cua\s+)?")


def reporting_of(root: Node, year: int | None = None) -> list[dict[str, Any]]:
    """Every reporting duty that the sentences of a plan lay down, in their order.

    `year`: of a plan of one year, whose report at the year's end is its yearly one.
    """
    found: list[dict[str, Any]] = []
    for node, text, names in _said(root):
        for sentence in _sentences(text):
            duties = duties_in(sentence, loose=node.section() in _SECTIONS)
            if not duties and node.section() == "reporting":
                duties = whenever(sentence)
            for duty in duties:
                own = subject_of(sentence)
                who = own.names.names if own else (_inside(sentence) or names)
                behind = text[text.find(sentence) + len(sentence) :]
                found.append(_entry(yearly(duty, year), sentence, who, node, behind))
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
            open_ or (not REPORT.search(bare(part)) and has_cue(part) and len(part) < 90)
        ):
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


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
    hit = REPORT.search(bare(sentence))
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
