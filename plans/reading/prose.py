"""Work that sentences charge agencies with: "2.1. Sở X: …", bullets below it, "Giao Sở X …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plans.reading.name_lists import names_before
from plans.reading.numbers_of import group_of, number_of, part_of
from plans.reading.outline import Node
from plans.reading.paragraphs import Paragraph
from plans.reading.report_dates import duties_in
from plans.reading.subjects import Subject, subject_of, supports_in
from plans.reading.task import Task, leads, titled
from plans.reading.time_forms import Time
from plans.reading.times import read_time
from plans.reading.times_in_prose import opening_habit, time_in_prose
from plans.text import bare

_COLEAD = re.compile(r"\s*,?\s*dong chu tri(?:\s*,?\s*(?:cung|voi|phoi hop)(?:\s+voi)?\s+)?")
_LISTS = re.compile(
    r"(?:cu the|nhu sau|sau day|nhiem vu|noi dung|cong viec|sau|hoat dong|gom|"
    r"trach nhiem)\s*(?:la\s*)?(?:nhu sau\s*)?:?\s*$"
)
_WORK_SECTIONS = frozenset({"tasks", "organisation", None})
_ORGANISING = re.compile(r"(?:la|lam)\s+(?:co quan\s+|don vi\s+)?(?:dau moi|thuong truc)")


_HEADING_CHARS = 120
_GIVEN = re.compile(r"(?<=[.;])\s+(?=Giao\s)")
_CLOSING = re.compile(
    r"tren day la|yeu cau cac|trong qua trinh|ke hoach nay|can cu\b|"
    r"(?:dinh ky|hang nam|hang quy|truoc ngay)\b.{0,120}\bbao cao"
)
_REPORTS = re.compile(
    r"(?:co trach nhiem\s+)?(?:dinh ky\s+.{0,30})?(?:gui\s+|tong hop,?\s+)?bao cao\b"
)
_COMPILES = re.compile(
    r"(?:theo doi,?\s+)?(?:don doc,?\s+)?tong hop,?\s+(?:ket qua[^,.;]{0,30},?\s+)?bao cao\b"
)
_RESULTS = re.compile(r"\bbao cao (?:ket qua|tinh hinh|tien do)\b")
_WHO_THEY_ARE = 90  # characters that say which agencies are meant
_NUMBERED = frozenset({"letter", "number", "paren", "enclosed"})

When = tuple[str, Time]


@dataclass(frozen=True)
class _Charge:
    """What an item says for all contents below it."""

    subject: Subject
    support: tuple[str, ...] = ()
    time: When | None = None


@dataclass(frozen=True)
class _Piece:
    """One content: where it stands, its words, whose it is."""

    place: Node
    words: str
    charge: _Charge


class Prose:
    """Reads the work that a tree's items charge agencies with, content by content."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self.made: list[tuple[Node, Task]] = []

    def read(self, node: Node) -> None:
        """Everything below a node."""
        if node.depth >= 0 and node.section() not in _WORK_SECTIONS:
            for child in node.children:
                self.read(child)
            return
        subject = subject_of(node.text) if node.depth >= 3 else None
        if subject is not None:
            self._keep(node, self._own_pieces(node, subject))
            return
        if node.depth >= 0:
            self._keep(node, self._content_pieces(node))
        for child in node.children:
            self.read(child)

    def _own_pieces(self, node: Node, subject: Subject) -> list[_Piece]:
        """The contents of an item that names its agencies itself."""
        text = node.text
        work = text[subject.work :].strip() if subject.colon else text
        time = self._time(text) or self._time_above(node)
        charge = _Charge(
            subject, supports_in(text) if node.children or work.endswith(":") else (), time
        )
        if reports_only(text, subject):
            return []
        unmarked = [one for one in node.contents if not _CLOSING.match(bare(one.text))]
        contents = [(Node(one, node.depth + 1, node), one.text) for one in unmarked]
        contents += [(child, _whole(child)) for child in node.children]
        pieces = [_Piece(place, words, charge) for place, words in contents]
        if not work or (contents and _leads_in(work, node)):
            return pieces
        if contents and work.endswith(":"):
            return [replace(pieces[0], words=f"{work} {pieces[0].words}"), *pieces[1:]]
        return [_Piece(node, work, charge), *pieces]

    def _content_pieces(self, node: Node) -> list[_Piece]:
        """Paragraphs below a heading: one that names agencies charges those behind it too."""
        pieces: list[_Piece] = []
        charge: _Charge | None = None
        for one in node.contents:
            given = _given_behind(node, one)
            if given is not None:
                pieces.append(self._given(node, one, *given))
                charge = None
                continue
            subject = subject_of(one.text)
            if subject is not None and reports_only(one.text, subject):
                charge = None
                continue
            if subject is not None:
                charge = _Charge(subject, (), self._time(one.text))
            if charge is not None and not _CLOSING.match(bare(one.text)):
                words = one.text[subject.work :] if subject and subject.colon else one.text
                pieces.append(_Piece(Node(one, node.depth + 1, node), words, charge))
        return [piece for piece in pieces if piece.words.strip()]

    def _given(self, node: Node, one: Paragraph, words: str, order: str) -> _Piece:
        """Work told first, and given behind: "… Giao Sở X chủ trì, phối hợp với Sở Y …"."""
        subject = subject_of(order)
        assert subject is not None  # noqa: S101 - looked at before
        time = self._time(order) or opening_habit(order) or _habit_in(order)
        charge = _Charge(subject, supports_in(order), time)
        return _Piece(Node(one, node.depth + 1, node), words, charge)

    def _time_above(self, node: Node) -> When | None:
        """The time that a sentence above sets for all below it: "… trong năm 2018 như sau:"."""
        for one in node.above():
            for text in (one.text, *(content.text for content in one.contents)):
                found = self._time(text) if text.rstrip().endswith(":") else None
                if found:
                    return found
        return None

    def _time(self, text: str) -> When | None:
        return time_in_prose(text, self._year)

    def _keep(self, node: Node, pieces: list[_Piece]) -> None:
        """The contents as tasks, numbered below their item where there are several."""
        number = number_of(node)
        for at, piece in enumerate(pieces, 1):
            label = number
            own = piece.place is not node and piece.place.mark in _NUMBERED
            if own:
                label = number_of(piece.place)
            elif len(pieces) > 1 and number:
                label = f"{number}.{at}"
            task = replace(self._task(piece, label), item=number, part=part_of(node))
            self.made.append((piece.place, task))

    def _task(self, piece: _Piece, label: str | None) -> Task:
        words, place = piece.words, piece.place
        names = _charged(piece)
        lead, colead = leads(names), _sharing(words)
        others = (*supports_in(words), *piece.charge.support)
        support = [name for name in dict.fromkeys(others) if name not in (*lead, *colead)]
        task = Task(
            label,
            titled(words),
            place.paragraph.place,
            group_of(place),
            lead=lead,
            colead=colead,
            support=tuple(support),
        )
        when = self._time(words) or piece.charge.time or opening_habit(words)
        return replace(task, when=when[0], time=when[1]) if when else task


def _given_behind(node: Node, one: Paragraph) -> tuple[str, str] | None:
    """The work and the order that gives it, where the order stands behind the work."""
    hit = _GIVEN.search(one.text)
    if not hit or subject_of(one.text[hit.end() :]) is None:
        return None
    return one.text[: hit.start()].strip() or node.text, one.text[hit.end() :]


def reports_only(text: str, subject: Subject) -> bool:
    """ "Các sở, ngành báo cáo …", "Sở X tổng hợp, báo cáo …": a duty to report, and no work."""
    if subject.colon:
        return False
    behind = bare(text[subject.work :])
    if subject.names.many:
        return _REPORTS.match(behind[:60]) is not None or _only_reports(behind)
    return _COMPILES.match(behind) is not None and bool(duties_in(text))


def _only_reports(behind: str) -> bool:
    """ "… được giao chủ trì các chỉ số báo cáo kết quả trước ngày 15 …": who they are, first."""
    clause = behind.partition(";")[0]
    hit = _RESULTS.search(clause)
    return hit is not None and hit.start() < _WHO_THEY_ARE and bool(duties_in(clause))


def _habit_in(order: str) -> When | None:
    """ "… thực hiện hằng năm.": the habit that an order ends with."""
    last = " ".join(order.rstrip(" .").split()[-2:])
    recurs = read_time(last).recurs
    return (last, Time(recurs=recurs)) if recurs else None


def _charged(piece: _Piece) -> tuple[str, ...]:
    """Who is charged with a content: one that begins with an agency of its own has that one."""
    own, inner = piece.charge.subject.names, subject_of(piece.words)
    if inner and not inner.colon and inner.names.names != own.names and not inner.names.many:
        return inner.names.names
    return own.names


def _sharing(words: str) -> tuple[str, ...]:
    """Who leads too: "Sở X đồng chủ trì cùng Sở Y …"."""
    subject = subject_of(words)
    end = subject.names.end if subject and not subject.ordered else 0
    shared = _COLEAD.match(bare(words[end:]))
    rest = names_before(words[end + shared.end() :]) if shared else None
    return rest.names if rest else ()


def _leads_in(work: str, node: Node) -> bool:
    """Whether an item's own words only introduce the list below it."""
    key = bare(work).rstrip()
    if _LISTS.search(key):
        return True
    if key.endswith(":"):
        return bool(node.children)
    heading = len(work) < _HEADING_CHARS and not work.endswith((".", ";"))
    return heading and bool(node.children)


def _whole(node: Node) -> str:
    """An item with all that stands below it, on one line."""
    below = [*(one.text for one in node.contents), *map(_whole, node.children)]
    return " ".join([node.text, *below])


def organising(task: Task) -> bool:
    """Whether a content only makes somebody the one who follows the plan."""
    return _ORGANISING.search(bare(task.title)[:160]) is not None
