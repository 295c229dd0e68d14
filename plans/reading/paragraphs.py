"""Lines joined to paragraphs: the lines of a page are cut by its width, not by its author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plans.reading.blocks import Line, Place
from plans.reading.markers import Marked, marked, runs_on
from plans.text import bare

_WRAPPED_SHARE = 0.9  # of lines no longer than a page's width, where a text is cut by lines
_PAGE_WIDTH = 130  # characters
_CLEARLY_SHORT = 0.82
_TERMINAL = re.compile(r"[.;:!?…][”\"')\]*]*$|\./\.?$")
_SENTENCE_END = re.compile(r"[.;!?…][”\"')\]]*$|\./\.?$")
_PAGE_NUMBER = re.compile(
    r"(?:-\s*)?\d{1,3}(?:\s*-)?|(?:trang|page)\s*\d{1,3}(?:\s*[/]\s*\d{1,3})?", re.I
)
_FOOTNOTE = re.compile(r"\[?\d{1,2}\]?\s+(?=[^\W\d_a-zđ]|[“\"])")
# Lines that begin something of their own, folded.
_OPENERS = re.compile(
    r"(?:can cu|theo de nghi|xet de nghi|noi nhan|kinh gui|tm\.|kt\.|tl\.|tuq\.|so\s*:|phu luc\b|"
    r"chu tri(?: thuc hien)?\s*:|phoi hop(?: thuc hien)?\s*:|"
    r"(?:co quan|don vi)[^:]{0,45}:|thoi (?:gian|han)[^:]{0,30}:|tien do[^:]{0,20}:|"
    r"san pham[^:]{0,20}:|ket qua[^:]{0,20}:|\(?(?:kem theo|ban hanh kem theo))"
)
# A line that is nothing but the kind of document: the letterhead above it is over.
_KIND = re.compile(r"(?:ke hoach|chuong trinh|chuong trinh hanh dong|de an|phuong an|quyet dinh)")
# … and these where the line before ended a sentence.
_CLOSERS = re.compile(
    r"(?:tren day la|yeu cau (?:cac|thu truong|giam doc)|trong qua trinh (?:trien khai|"
    r"to chuc|thuc))"
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its words on one line, where it begins, and the mark in front of it."""

    text: str
    place: Place
    heading: bool = False
    mark: Marked | None = None

    @property
    def rest(self) -> str:
        """The words behind the mark."""
        return self.mark.rest if self.mark else self.text


@dataclass(frozen=True)
class Layout:
    """How the lines of a document were made."""

    wrapped: bool  # cut by the width of a page
    wide: int  # characters of a full line
    spaced: bool  # a blank line stands between all lines, and says nothing


def layout(lines: Iterable[Line]) -> Layout:
    """What can be seen of all lines of a document together."""
    known = [line for line in lines if not line.whole]
    lengths = sorted(len(line.text) for line in known if len(line.text) > 30)
    if len(lengths) < 8:
        return Layout(False, _PAGE_WIDTH, False)
    short = sum(length <= _PAGE_WIDTH for length in lengths) / len(lengths)
    wide = lengths[int(len(lengths) * 0.85)]
    gaps = Counter(line.after_gap for line in known)
    return Layout(short >= _WRAPPED_SHARE, wide, gaps[True] > 0.75 * len(known))


def paragraphs(lines: Sequence[Line], made: Layout) -> list[Paragraph]:
    """The paragraphs of lines in a row; page numbers and footnotes are left out."""
    groups: list[list[Line]] = []
    for line in _body(lines):
        if groups and _goes_on(groups[-1], line, made):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    text = joined(line.text for line in group)
    heading = all(line.heading for line in group)
    return Paragraph(text, group[0].place, heading, marked(text))


def joined(texts: Iterable[str]) -> str:
    """Lines as one: a word pair cut behind its dash stays one, "348- / KH/TU" is 348-KH/TU."""
    text = ""
    for part in texts:
        cut = (
            re.search(r"[\w]-$", text) and re.match(r"[A-ZĐ\d]", part) and not text.endswith(" -")
        )
        text = text + part if cut else f"{text} {part}"
    return " ".join(text.split())


def _body(lines: Sequence[Line]) -> Iterable[Line]:
    foot = False
    for at, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(line.text) and not line.whole:
            continue
        foot = _in_footnote(lines, at, foot)
        if not foot:
            yield line


def _in_footnote(lines: Sequence[Line], at: int, before: bool) -> bool:
    """A footnote begins with its number alone, and ends where a mark or a new page begins."""
    text = lines[at].text
    if lines[at].whole:
        return False
    if _FOOTNOTE.match(text) and marked(text) is None:
        past = " ".join(line.text for line in lines[max(0, at - 60) : at])
        number = re.escape(re.findall(r"\d+", text)[0])
        return (
            re.search(rf"[^\W\d]\s?{number}[.,;)]?(?:\s|$)|[)”\"]\s?{number}\b", past) is not None
        )
    return before and marked(text) is None and not opens(text)


def opens(text: str) -> bool:
    """Whether a line begins something of its own by its first words."""
    return _OPENERS.match(bare(text[:80])) is not None


def capitals(text: str) -> bool:
    """Whether a line is set in capitals, as headings are."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.85 * len(letters)


def _goes_on(group: Sequence[Line], line: Line, made: Layout) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = group[-1]
    finished = _TERMINAL.search(last.text) is not None
    seen = line.opens is False or (line.opens is True and made.wrapped)
    if seen and not last.whole:
        return not line.opens and not _new_mark(line.text, finished)
    if _begins(line, last, finished=finished):
        return False
    if capitals(last.text) or capitals(line.text):
        both = capitals(last.text) and capitals(line.text)
        return both and made.wrapped and not line.after_gap | finished
    return _cut(last, line, made, finished=finished)


def _begins(line: Line, last: Line, *, finished: bool) -> bool:
    """Whether a line begins something of its own, whatever its width says."""
    if _new_mark(line.text, finished) or opens(line.text) or line.heading or last.heading:
        return True
    if capitals(line.text) and _KIND.fullmatch(bare(line.text).strip()):
        return True
    return finished and _CLOSERS.match(bare(line.text[:60])) is not None


def _cut(last: Line, line: Line, made: Layout, *, finished: bool) -> bool:
    """Whether the line before was cut by the width of its page."""
    lower = line.text[:1].islower()
    if line.whole or not made.wrapped:
        return lower and not finished
    if lower and not _SENTENCE_END.search(last.text):
        return True
    if line.after_gap and not made.spaced:
        return False
    return len(last.text) + 1 + len(line.text.split()[0]) >= _CLEARLY_SHORT * made.wide


def _new_mark(text: str, finished: bool) -> bool:
    mark = marked(text)
    if mark is None:
        return False
    return finished or not (mark.kind in {"bullet", "plus"} and runs_on(text))


def split_first(paragraph: Paragraph, at: int) -> tuple[Paragraph, Paragraph]:
    """A paragraph cut in two."""
    first, second = paragraph.text[:at].strip(), paragraph.text[at:].strip()
    return replace(paragraph, text=first), replace(paragraph, text=second, mark=marked(second))
