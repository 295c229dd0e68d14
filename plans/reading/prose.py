"""Work that sentences assign: items with label lines, items of an agency, "Giao Sở X …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.reading.name_lists import Names, names_before
from plans.reading.outline import Node
from plans.reading.paragraphs import Paragraph
from plans.reading.roles import Labelled, labels_in
from plans.reading.task import Task, leads, titled, with_labels
from plans.reading.times import Time, read_time, time_in_prose
from plans.text import bare

_ORDER = re.compile(
    r"(?:[^:.;]{3,40}:\s*)?(?:giao(?:\s+cho)?|de nghi|phan cong|yeu cau|"
    r"kinh de nghi)(?:\s+trach nhiem(?:\s+cho)?)?\s*:?\s+(?=\S)"
)
_NO_VERB = re.compile(r"\s*(?:cua|duoc|da|la mot|la nhung|thuoc|bao gom|gom|nham|khong|se)\b")
_COLEAD = re.compile(r"\s*,?\s*dong chu tri(?:\s*,?\s*(?:cung|voi|phoi hop)(?:\s+voi)?\s+)?")
_WITH = re.compile(
    r"phoi hop(?:\s+(?:chat che|thuong xuyen|dong bo|cung|kip thoi|tot))*\s+(?:voi|"
    r"cung)\s+(?:voi\s+)?|\bcung\s+(?:voi\s+)?(?=(?:cac\s+)?(?:so|nganh|ubnd|don vi|"
    r"co quan)\b)"
)
_LISTS = re.compile(
    r"(?:cu the|nhu sau|sau day|nhiem vu|noi dung|cong viec|sau|hoat dong|gom|"
    r"trach nhiem)\s*(?:la\s*)?(?:nhu sau\s*)?:?\s*$"
)
_ISSUERS = re.compile(
    r"(?:chu tich )?(?:ubnd|uy ban nhan dan)(?: (?:tinh|thanh pho)(?! \S+,).*)?$"
)
_WORK_SECTIONS = frozenset({"tasks", "organisation", None})
_ORGANISING = re.compile(r"(?:la|lam)\s+(?:co quan\s+|don vi\s+)?(?:dau moi|thuong truc)")


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
    verb = re.match(r"\s*[,;–-]?\s*(?=[^\W\d_])", behind)
    if verb is None or behind[verb.end()].isupper() or _NO_VERB.match(bare(behind)):
        return None
    return Subject(names, _after(text, end), False, bool(order))


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


# --- items with label lines -------------------------------------------------------------------


def labelled_tasks(root: Node, year: int | None) -> list[Task]:
    """Items whose own lines say "Chủ trì: …", in whatever order and wording."""
    made = []
    for node in root.walk():
        labels, words = _own_labels(node)
        if not any(one.role in {"lead", "colead", "both"} for one in labels) or not words:
            continue
        task = Task(number_of(node), titled(" ".join(words)), node.paragraph.place, group_of(node))
        made.append(with_labels(task, labels, year))
    return made


def _own_labels(node: Node) -> tuple[list[Labelled], list[str]]:
    """The labels of an item, in itself, in the lines and in the bullets below; and its words."""
    if node.depth < 0:
        return [], []
    labels: list[Labelled] = []
    words: list[str] = []
    pieces = [node.text, *(one.text for one in node.contents)]
    pieces += [child.text for child in node.children if _only_labels(child)]
    for piece in pieces:
        found = labels_in(piece)
        head = piece[: found[0].start] if found else piece
        if head.strip(" -+•(") and not (labels and not found):
            words.append(head.strip().rstrip(" (-–"))
        labels += found
    return labels, words


def _only_labels(node: Node) -> bool:
    found = labels_in(node.text)
    return bool(found) and found[0].start < 4 and not node.children


def number_of(node: Node) -> str | None:
    """The number of an item as people type it: "8.4" with "a" below it is "8.4a"."""
    label, kind = node.label, node.mark
    if kind in {"bullet", "plus", "", "part", "article"} or label is None:
        return None
    if kind in {"letter", "enclosed", "paren"}:
        above = next(
            (
                one
                for one in node.above()
                if one.mark in {"number", "letter"} and one.depth < node.depth
            ),
            None,
        )
        base = number_of(above) if above else ""
        plain = label.strip("()")
        joint = "." if plain.isdigit() and base else ""
        return f"{base}{joint}{plain}" if base else label.strip("()")
    return label


def group_of(node: Node) -> str | None:
    """The nearest heading above, as printed."""
    for one in node.above():
        if one.depth >= 0:
            mark = one.paragraph.mark
            text = (
                one.paragraph.text
                if mark is None or mark.kind not in {"bullet", "plus"}
                else one.text
            )
            return titled(text).rstrip(":")[:300] or None
    return None


# --- prose by agency --------------------------------------------------------------------------


class Prose:
    """Reads the work that a tree's items charge agencies with, content by content."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self.made: list[tuple[Node, Task]] = []

    def read(self, root: Node) -> list[Task]:
        self._below(root)
        return [task for _, task in self.made]

    def _below(self, node: Node) -> None:
        if node.depth >= 0 and not self._wanted(node):
            for child in node.children:
                self._below(child)
            return
        subject = self._charged(node)
        if subject is not None:
            self._assigned(node, *subject)
            return
        for at, paragraph in enumerate(node.contents):
            found = subject_of(paragraph.text)
            if found and node.depth >= 0:
                self._content(node, paragraph, found, None, len(node.contents) > 1 and at)
        for child in node.children:
            self._below(child)

    def _wanted(self, node: Node) -> bool:
        return node.section() in _WORK_SECTIONS

    def _charged(self, node: Node) -> tuple[Subject, str] | None:
        """Whom an item charges: its own words, or the agencies named in its heading."""
        if node.depth < 3:
            return None
        text = node.text
        subject = subject_of(text)
        return (subject, text) if subject else None

    def _assigned(self, node: Node, subject: Subject, text: str) -> None:
        work = text[subject.work :].strip() if subject.colon else text
        own = subject.names.names
        time = self._time(text) or self._time_above(node)
        context = _Context(subject, supports_in(text) if node.children else (), time)
        number = number_of(node)
        if work and self._leads_in(work, node):
            pieces: list[tuple[Node, str]] = []
        else:
            pieces = [(node, " ".join((work, *self._parts_of(node, work))))] if work else []
        taken = self._joined(node, work)
        for content in () if taken else node.contents:
            pieces.append((Node(content, node.depth + 1, node), content.text))
        for child in node.children:
            pieces.append((child, _whole(child)))
        for at, (place, words) in enumerate(pieces):
            label = (
                number
                if len(pieces) == 1 or (at == 0 and place is node)
                else self._label(number, place, at)
            )
            self._piece(
                place, words, label, context, own, group_of(place if place is not node else node)
            )

    def _time_above(self, node: Node) -> tuple[str, Time] | None:
        """The time that a sentence above sets for all below it: "… trong năm 2018 như sau:"."""
        for one in node.above():
            for text in (one.text, *(content.text for content in one.contents)):
                found = self._time(text) if text.rstrip().endswith(":") else None
                if found:
                    return found
        return None

    def _label(self, number: str | None, place: Node, at: int) -> str | None:
        if place.mark in {"letter", "number", "paren", "enclosed"}:
            return number_of(place)
        return f"{number}.{at + 1}" if number else None

    def _joined(self, node: Node, work: str) -> bool:
        """Unmarked paragraphs behind "… đẩy mạnh ứng dụng:" are parts of one content."""
        return work.endswith(":") and not _LISTS.search(bare(work)) and not node.children

    def _parts_of(self, node: Node, work: str) -> list[str]:
        return [one.text for one in node.contents] if self._joined(node, work) else []

    def _leads_in(self, work: str, node: Node) -> bool:
        """Whether an item's own words only introduce the list below it."""
        if not node.children and not node.contents:
            return False
        key = bare(work).rstrip()
        return (key.endswith(":") or _LISTS.search(key) is not None) and not self._joined(
            node, work
        )

    def _piece(
        self,
        place: Node,
        words: str,
        label: str | None,
        context: _Context,
        own: tuple[str, ...],
        group: str | None,
    ) -> None:
        inner = subject_of(words)
        names = own
        if inner and not inner.colon and inner.names.names != own and not inner.names.many:
            names = inner.names.names
        self._content_task(place, words, label, names, context, group)

    def _content(
        self, node: Node, paragraph: Paragraph, subject: Subject, label: str | None, at: int | bool
    ) -> None:
        number = number_of(node)
        made = f"{number}.{at + 1}" if number and at is not False else number
        words = paragraph.text[subject.work :] if subject.colon else paragraph.text
        place = Node(paragraph, node.depth + 1, node)
        context = _Context(subject, (), self._time(paragraph.text))
        if words.strip():
            self._content_task(
                place, words, label or made, subject.names.names, context, group_of(place)
            )

    def _content_task(
        self,
        place: Node,
        words: str,
        label: str | None,
        names: tuple[str, ...],
        context: _Context,
        group: str | None,
    ) -> None:
        lead = leads(names)
        colead: tuple[str, ...] = ()
        shared = _COLEAD.match(bare(words[_names_end(words) :]))
        if shared and shared.end() > 0 and "dong chu tri" in bare(words[:200]):
            rest = names_before(words[_names_end(words) + shared.end() :])
            colead = rest.names if rest else ()
        support = tuple(
            name
            for name in (*supports_in(words), *context.support)
            if name not in lead and name not in colead
        )
        phrase = self._time(words) or context.time
        task = Task(
            label,
            titled(words),
            place.paragraph.place,
            group,
            lead=lead,
            colead=colead,
            support=tuple(dict.fromkeys(support)),
        )
        if phrase:
            task = replace(task, when=phrase[0], time=phrase[1])
        else:
            task = replace(task, time=_opening_habit(words))
        self.made.append((place, task))

    def _time(self, text: str) -> tuple[str, Time] | None:
        return time_in_prose(text, self._year)


@dataclass(frozen=True)
class _Context:
    """What an item says for all contents below it."""

    subject: Subject
    support: tuple[str, ...]
    time: tuple[str, Time] | None


def _names_end(words: str) -> int:
    subject = subject_of(words)
    return subject.names.end if subject and not subject.ordered else 0


def _whole(node: Node) -> str:
    """An item with all that stands below it, on one line."""
    return " ".join(
        [
            node.text,
            *(one.text for one in node.contents),
            *(_whole(child) for child in node.children),
        ]
    )


def _opening_habit(words: str) -> Time:
    """ "Hàng tháng, xây dựng phóng sự …": the habit that a sentence opens with."""
    opening = re.match(r"[^,.;]{0,40}", words)
    time = read_time(opening[0]) if opening else Time()
    return Time(recurs=time.recurs)


def organising(task: Task) -> bool:
    """Whether a content only makes somebody the one who follows the plan."""
    return _ORGANISING.search(bare(task.title)[:160]) is not None


def walk_texts(root: Node) -> Iterator[tuple[Node, Paragraph]]:
    """Every paragraph with the node it stands in."""
    for node in root.walk():
        if node.depth >= 0:
            yield node, replace(node.paragraph)
        for one in node.contents:
            yield node, one


def numbered(tasks: Sequence[Task]) -> list[Task]:
    """Every task with a number of its own: missing ones counted, repeated ones told apart."""
    used: set[str] = set()
    made: list[Task] = []
    for task in tasks:
        number = task.number or _free(str(len(made) + 1), used)
        if task.number is None:
            own = replace(task, number=number).noted("task.no_number", number=number)
        elif number in used:
            other = _free(number + "-2", used)
            own = replace(task, number=other).noted(
                "task.number_twice", number=number, other=other
            )
        else:
            own = task
        used.add(own.number or "")
        made.append(own)
    return made


def _free(number: str, used: set[str]) -> str:
    stem, _, tail = number.rpartition("-")
    at = int(tail) if stem and tail.isdigit() else 1
    while number in used:
        at += 1
        number = f"{stem or tail}-{at}"
    return number
