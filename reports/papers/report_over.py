"""A report built again over the file that a person edited: only what was not touched is rewritten.

What was touched stays as it is, and what would have changed there is listed. In the child process.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from plans.ground import Refusal
from reports.papers.paper import Words
from reports.papers.report_layout import Laid, laid_of, parts
from reports.papers.report_marks import Block, blocks
from reports.papers.report_parts import Annex, Part, Report
from reports.papers.report_writing import annex_before, annex_last, page_of

_FRAME = ("/label", "/title", "/under", "/heads")
_OURS = 0.3  # of our blocks, at least, are in a file that came from us


@dataclass(frozen=True)
class Change:
    """What became of a part. `what`: rewritten, added, removed; kept, dropped (a person edited it,
    or took it out, and there are new words for it), outdated (edited, and no longer reported),
    unplaced (new, and there is no place for it). `text`: the new words, or those that went.
    """

    what: str
    place: str
    text: str


@dataclass
class _Page:
    """The edited file while it is rewritten."""

    page: Any
    found: list[Block]
    old: Sequence[Part]
    at: dict[str, list[Any]] = field(default_factory=dict)  # key → its untouched elements
    gone: set[str] = field(default_factory=set)  # keys of parts taken out by hand
    changes: list[Change] = field(default_factory=list)


def over(
    edited: bytes, old: Sequence[Part], report: Report, words: Words
) -> tuple[bytes, tuple[Change, ...], tuple[Part, ...]]:
    """The edited file with the new words, what changed, in the order of the paper, and what this
    build is to be remembered by.

    Raises Refusal paper_edits.unreadable, paper_edits.not_ours.
    """
    page = _opened(edited)
    work = _Page(page, blocks(page), old)
    _match(work)
    new = laid_of(report, page_of(report, words))
    _rewrite(work, new, report)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue(), tuple(work.changes), parts(new)


def likeness(edited: bytes, old: Sequence[Part]) -> float:
    """How much of a build is in a file, from 0 to 1; raises Refusal paper_edits.unreadable."""
    there = {one.mark for one in blocks(_opened(edited))}
    marks = [mark for part in old for mark in part.marks]
    return sum(mark in there for mark in marks) / len(marks) if marks else 0.0


def _opened(edited: bytes) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(edited))
    except Exception as error:  # a file that is no Word file breaks the library in many ways
        raise Refusal("paper_edits.unreadable") from error


def _match(work: _Page) -> None:
    """Which parts stand in the file exactly as they were built, wherever they were moved to."""
    marks = [(part, mark) for part in work.old for mark in part.marks]
    ours = [mark for _, mark in marks]
    theirs = [one.mark for one in work.found]
    pairs, taken_out = _aligned(ours, theirs)
    if len(pairs) < _OURS * len(ours) or not pairs:
        raise Refusal("paper_edits.not_ours")
    place = 0
    for part in work.old:
        span = range(place, place + len(part.marks))
        place += len(part.marks)
        if all(at in pairs for at in span):
            work.at[part.key] = [work.found[pairs[at]].element for at in span]
        elif all(at in taken_out for at in span):
            work.gone.add(part.key)


def _aligned(ours: Sequence[str], theirs: Sequence[str]) -> tuple[dict[int, int], set[int]]:
    """Our block → theirs; and ours in whose place there is nothing at all."""
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    pairs: dict[int, int] = {}
    taken_out: set[int] = set()
    for tag, i1, i2, j1, _ in matcher.get_opcodes():
        if tag == "equal":
            pairs.update((i1 + step, j1 + step) for step in range(i2 - i1))
        elif tag == "delete":
            taken_out.update(range(i1, i2))
    free = [at for at in range(len(theirs)) if at not in set(pairs.values())]
    for at in [at for at in range(len(ours)) if at not in pairs]:
        there = [place for place in free if theirs[place] == ours[at]]
        if len(there) == 1 and ours.count(ours[at]) == 1:
            pairs[at] = there[0]
    return pairs, taken_out - pairs.keys()


def _rewrite(work: _Page, new: Sequence[Laid], report: Report) -> None:
    known = {part.key: part for part in work.old}
    _remove(work, known.keys() - {one.key for one in new})
    new_annexes = [one for one in report.annexes if f"PL/{one.name}/label" not in known]
    names = {one.name for one in new_annexes}
    before: Laid | None = None
    for one in new:
        part = known.get(one.key)
        if part is not None and part.marks != one.marks:
            _renew(work, one)
        elif part is None and one.key not in work.at and one.annex not in names:
            _add(work, one, before, new)
        if one.key in work.at:
            before = one
    for annex in new_annexes:
        _add_annex(work, annex, report)


def _remove(work: _Page, keys: Iterable[str]) -> None:
    """What is no longer reported goes, unless a person wrote in it; an annex keeps its head."""
    wanted = set(keys)
    texts = {id(one.element): one.text for one in work.found}
    for part in work.old:
        if part.key not in wanted:
            continue
        if part.key.startswith("PL/") and part.key.endswith(_FRAME):
            if part.key.endswith("/label"):
                work.changes.append(Change("outdated", part.place, ""))
            continue
        elements = work.at.pop(part.key, None)
        if elements is None:
            if part.key not in work.gone:
                work.changes.append(Change("outdated", part.place, ""))
            continue
        text = " ".join(texts[id(one)] for one in elements)
        for one in elements:
            _take_out(one)
        work.changes.append(Change("removed", part.place, text))


def _take_out(element: Any) -> None:
    """A paragraph that ends a section stays, empty; the last row takes its table with it."""
    from docx.oxml.ns import qn

    form = element.find(qn("w:pPr"))
    if form is not None and form.find(qn("w:sectPr")) is not None:
        for run in list(element.iter(qn("w:r"))):
            run.getparent().remove(run)
        return
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == qn("w:tbl") and next(parent.iter(qn("w:tr")), None) is None:
        parent.getparent().remove(parent)


def _renew(work: _Page, one: Laid) -> None:
    """New words in the place of the old, where nobody touched them."""
    elements = work.at.get(one.key)
    if elements is None:
        what = "dropped" if one.key in work.gone else "kept"
        work.changes.append(Change(what, one.place, one.text))
        return
    made = one.made()
    for element in made:
        elements[0].addprevious(element)
    for element in elements:
        _take_out(element)
    work.at[one.key] = made
    work.changes.append(Change("rewritten", one.place, one.text))


def _add(work: _Page, one: Laid, before: Laid | None, new: Sequence[Laid]) -> None:
    """A new part goes behind the nearest one before it that still stands."""
    spot = _spot(work.at[before.key][-1] if before is not None else None, one)
    if spot is None:
        work.changes.append(Change("unplaced", one.place, one.text))
        return
    if one.key == one.grid:
        _add_table(work, one, spot, new)
    else:
        made = one.made()
        for element in reversed(made):
            spot.addnext(element)
        work.at[one.key] = made
    work.changes.append(Change("added", one.place, one.text))


def _add_table(work: _Page, head: Laid, spot: Any, new: Sequence[Laid]) -> None:
    """A table that was not there before comes whole."""
    from docx.oxml.ns import qn

    table = copy.deepcopy(head.elements[0].getparent())
    spot.addnext(table)
    rows = [one for one in new if one.grid == head.grid]
    for one, row in zip(rows, table.iter(qn("w:tr")), strict=True):
        work.at[one.key] = [row]


def _add_annex(work: _Page, annex: Annex, report: Report) -> None:
    """An annex that was not there before: at its place, in a section of its own."""
    names = [one.name for one in report.annexes]
    later = [f"PL/{name}/label" for name in names[names.index(annex.name) + 1 :]]
    label = next((work.at[key][0] for key in later if key in work.at), None)
    if label is None:
        annex_last(work.page, annex)
    else:
        annex_before(work.page, annex, label)
    work.changes.append(Change("added", annex.label, annex.title))


def _spot(anchor: Any, one: Laid) -> Any:
    """The element to stand behind: a row behind a row, a paragraph behind the whole table."""
    from docx.oxml.ns import qn

    if anchor is None:
        return None
    is_row = anchor.tag == qn("w:tr")
    if one.grid and one.key != one.grid:
        return anchor if is_row else None
    return anchor.getparent() if is_row else anchor


def told(changes: Iterable[Change]) -> Iterator[Change]:
    """Those that a person must read first: what was not taken over."""
    order = ("kept", "dropped", "outdated", "unplaced", "rewritten", "added", "removed")
    return iter(sorted(changes, key=lambda one: order.index(one.what)))
