"""A plan file, a workbook or a document read into a draft, in the child process.

However it came, the draft goes back as a workbook, and what must be mended is told by its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dialogues.render import note as in_words
from plans.book_cells import BookWords
from plans.directory import Directory
from plans.draft import Content, content_of, worded
from plans.files import Produced, ending
from plans.ground import Refusal
from plans.meanings import Meaning, chosen, meanings, with_meanings
from plans.names import check_names
from plans.plan_book_read import BookRead, is_book, read_book
from plans.planfile import PlanFile, read_plan
from plans.reading.document import read as read_document
from plans.reading.plan_book import cells_of
from plans.yamlfile import PlanFileInvalid, Problem
from reports import plan_book

_YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class Asked:
    """What is to be read. `file`: its name; `made`: the name of the workbook that goes back.

    `fixed`: keys of the plan's head that stand whatever the document says; `said`: what names of
    an earlier reading were taken for; `content`: an earlier draft, where no file is read;
    `default`: what stands in the head where the document says nothing.
    """

    file: str
    made: str
    words: BookWords
    directory: Directory
    fixed: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    content: Content | None = None
    default: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadDraft:
    """What was read. `problems` stand in the way of its use, each with its cell; `book`: whether
    the file was our workbook; `said`: what names are taken for by what a person said.
    """

    content: Content
    problems: Sequence[Problem]
    meanings: Sequence[Meaning]
    said: Mapping[str, str]
    book: bool
    file: str = ""

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """(number of the task, or nothing; why): what a person must look at."""
        lists = ("tasks", "reporting", "indicators")
        heads = [self.content["plan"], self.content.get("obstacles") or {}]
        entries = [one for name in lists for one in self.content.get(name) or ()]
        return [
            (str(one.get("number") or "") if one not in heads else "", why)
            for one in (*heads, *entries)
            for why in one.get("warnings") or ()
        ]


@dataclass(frozen=True)
class Wrong:
    """A plan file or workbook that cannot be read yet: what is to be mended, and where."""

    problems: Sequence[Problem]


def read(payload: Asked, data: bytes | None) -> Wrong | tuple[ReadDraft, Produced]:
    """The draft and its workbook; raises what the readers of its format raise.

    A workbook of ours with problems is not made anew: they name its cells.
    """
    try:
        content, said, book = _content(payload, data)
    except PlanFileInvalid as wrong:
        return Wrong(wrong.problems)
    head = content["plan"]
    empty = {name: one for name, one in payload.default.items() if head.get(name) is None}
    content["plan"] = {**head, **empty, **payload.fixed}
    found = meanings(content, payload.directory, said, payload.words.no_agency)
    made = plan_book.write(_draft(payload, content, found), None)
    problems = _problems(made, payload, said)
    return ReadDraft(content, problems, found, said, book, payload.file), made


def _draft(payload: Asked, content: Content, found: Sequence[Meaning]) -> plan_book.Draft:
    directory = payload.directory
    known = [one.name for one in directory.agencies]
    known += [one.name for one in directory.groups]
    return plan_book.Draft(payload.made, content, payload.words, found, known)


def _content(payload: Asked, data: bytes | None) -> tuple[Content, dict[str, str], bool]:
    said = dict(payload.said)
    if payload.content is not None:
        return dict(payload.content), said, False
    data, tail = data or b"", ending(payload.file)
    if tail in _YAML:
        return content_of(read_plan(data, payload.file)), said, False
    if tail == ".xlsx":
        cells = cells_of(data)
        if is_book(cells, payload.words):
            found = read_book(cells, payload.file, payload.words)
            mine = chosen(found.names, payload.directory, payload.words.no_agency)
            return content_of(found.plan), said | mine, True
    return document(payload.file, data), said, False


def document(name: str, data: bytes | None) -> Content:
    """A signed document, understood as far as it is clear, its warnings in sentences.

    Raises Refusal reading.*.
    """
    from dialogues.catalogue import Catalogue

    texts = Catalogue.load()
    return worded(read_document(name, data or b""), lambda note: in_words(note, texts))


def check(payload: Asked, data: bytes | None) -> ReadDraft:
    """The same for who only checks a file: no workbook is made. Raises PlanFileInvalid, also for
    what stands in the way of its use, with the places of the file itself.
    """
    found = _checked(payload, data or b"")
    said = chosen(found.names, payload.directory, payload.words.no_agency)
    known = with_meanings(payload.directory, said) if payload.directory.agencies else None
    problems = check_plan(found.plan, known)
    if problems:
        raise PlanFileInvalid(problems)
    content = content_of(found.plan)
    return ReadDraft(content, (), (), said, ending(payload.file) == ".xlsx")


def province(payload: Asked, data: bytes | None) -> str:
    """Whose names the file is to be held against."""
    return _checked(payload, data or b"").plan.plan.province


def _checked(payload: Asked, data: bytes) -> BookRead:
    tail = ending(payload.file)
    if tail in _YAML:
        return BookRead(read_plan(data, payload.file))
    if tail != ".xlsx":
        raise Refusal("draft.kind", name=payload.file)
    cells = cells_of(data)
    if not is_book(cells, payload.words):
        raise Refusal("draft.not_book", name=payload.file)
    return read_book(cells, payload.file, payload.words)


def _problems(made: Produced, payload: Asked, said: Mapping[str, str]) -> list[Problem]:
    """What must be mended, by the cells of the workbook just made."""
    try:
        read_back = read_book(cells_of(made.data), made.name, payload.words)
    except PlanFileInvalid as wrong:
        return list(wrong.problems)
    directory = with_meanings(payload.directory, said)
    return check_plan(read_back.plan, directory)


def check_plan(plan: PlanFile, directory: Directory | None) -> list[Problem]:
    """Names nobody has, and days that cannot be."""
    problems = list(check_names(plan, directory)) if directory else []
    for at, task in enumerate(plan.tasks):
        issued = plan.plan.issued
        if task.due and issued and str(task.due) < str(issued)[:10]:
            fields = {"due": task.due, "issued": str(issued)}
            problems.append(
                Problem(plan.place("tasks", at, "due"), "file.due_before_plan", fields)
            )
    return [replace(one, fields={"number": None, **one.fields}) for one in problems]
