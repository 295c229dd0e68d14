"""Times that sentences set for their work: "… trong quý II/2018", "Hàng tháng, …"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from plans.reading.time_forms import Time, spans
from plans.reading.times import habit_in
from plans.text import bare

_IN_PROSE = re.compile(
    r"(?:(?:hoan thanh|xong|thuc hien|trinh|ban hanh|bao cao|gui|trien khai)\b[^.;]{0,60}?\s)?"
    r"(?P<cue>trong(?:\s+nam)?\s+(?=quy|qui|thang|nam\s+\d|\d{4}|6 thang)|(?:cham nhat|"
    r"muon nhat|khong muon hon|den het|truoc)\s+"
    r"(?:la\s+)?(?:het\s+)?(?=ngay|thang|quy|nam\s+\d|\d{1,2}/)|hoan thanh\s+(?:trong|"
    r"vao)?\s*(?=nam\s+\d|quy|thang)|"
    r"(?:dam bao|bao dam)\s+(?=den (?:het )?nam \d)|thoi (?:gian|han)(?: thuc hien|"
    r" hoan thanh)?\s*:?\s+(?=\S))"
)


def time_in_prose(text: str, year: int | None = None) -> tuple[str, Time] | None:
    """The time a sentence sets for its work ("… trong quý II/2018"), with its words as printed.

    A year in a title ("giai đoạn 2021-2025") sets none.
    """
    key = bare(text)
    best: tuple[str, Time] | None = None
    for cue in _IN_PROSE.finditer(key):
        at = cue.start("cue")
        stop = re.compile(r"[.;:)]\s|[.;:)]$|\s(?:theo|de|cho|cua|thuoc)\s").search(
            key, cue.end("cue")
        )
        phrase = text[at : stop.start() if stop else len(text)][:60]
        time = _first_span(bare(phrase), year)
        if time and time.due and time.due != date.min:
            best = (
                " ".join(phrase[: time.end].split()),
                replace(time, start=at, end=at + time.end),
            )
    return best


def _first_span(key: str, year: int | None) -> Time | None:
    found = sorted(spans(key, year), key=lambda one: one.start)
    return found[0] if found else None


_CLOSING = re.compile(r"\b(?P<phrase>thuong xuyen(?:,? lien tuc)?)\s*[.;]?\s*$")
_OPENING = re.compile(
    r"(?:^|[.;]\s+)(?P<phrase>(?:dinh ky\s+)?(?:hang|moi)\s+(?:nam|quy|thang|tuan|ngay)|"
    r"thuong xuyen)\b"
)


def opening_habit(text: str) -> tuple[str, Time] | None:
    """A habit that one of the sentences opens with ("Hàng tháng, xây dựng phóng sự …"), or that
    the last one ends with ("… tổ chức tuyên truyền thường xuyên.").
    """
    key = bare(text)
    hit = _OPENING.search(key) or _CLOSING.search(key)
    if not hit:
        return None
    phrase = text[hit.start("phrase") : hit.end("phrase")]
    return phrase, Time(recurs=habit_in(bare(phrase)) or "continuous")
