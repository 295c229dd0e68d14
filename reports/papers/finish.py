"""What is done to every paper once its template is filled. In the child process."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from reports.papers.fit import fit
from reports.papers.paper import Words

_UNSEEN = ("/thumbnail", "/customXml")
_LONGEST = 255  # characters of a property


def finish(page: Any, words: Words) -> None:
    """Blanks on yellow, the mark on every page, an empty last section gone, neutral properties."""
    for root in _roots(page):
        _colour(root, words.fill)
    _drop_empty_section(page)
    if words.mark:
        _mark(page, words.mark)
    bare(page)
    _properties(page, words)


def _roots(page: Any) -> Iterator[Any]:
    yield page.element.body
    for section in page.sections:
        for part in (section.header, section.first_page_header, section.footer,
                     section.first_page_footer):  # fmt: skip
            if not part.is_linked_to_previous:
                yield part._element  # noqa: SLF001 - the paragraphs of tables in it too


def _colour(root: Any, fill: str) -> None:
    """Every blank in a run of its own, on yellow; its other looks stay."""
    from docx.oxml.ns import qn

    if not fill:
        return
    for text in [one for one in root.iter(qn("w:t")) if fill in (one.text or "")]:
        run = text.getparent()
        if run.tag == qn("w:r") and len(run.findall(qn("w:t"))) == 1:
            _split(run, text, fill)


def _split(run: Any, text: Any, fill: str) -> None:
    from docx.oxml.ns import qn

    others = [one for one in run if one.tag not in {qn("w:t"), qn("w:rPr")}]
    pieces = (text.text or "").split(fill)
    said = [p for piece in pieces for p in (piece, fill)][:-1]
    if others:  # a tab or a line end beside the words: the whole run is coloured
        _yellow(run)
        return
    for words in (one for one in said if one):
        new = copy.deepcopy(run)
        part = new.find(qn("w:t"))
        part.text = words
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if words == fill:
            _yellow(new)
        run.addprevious(new)
    run.getparent().remove(run)


def _yellow(run: Any) -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.text.run import Run

    Run(run, None).font.highlight_color = WD_COLOR_INDEX.YELLOW  # type: ignore[arg-type]


def _drop_empty_section(page: Any) -> None:
    """A section that came to nothing leaves its looks behind: those before it become the last."""
    from docx.oxml.ns import qn

    body = page.element.body
    last = body[-1]
    before = body[-2] if len(body) > 1 else None
    if before is None or last.tag != qn("w:sectPr") or before.tag != qn("w:p"):
        return
    looks = before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if looks is None:
        return
    body.replace(last, looks)
    if not any(one.text for one in before.iter(qn("w:t"))):
        body.remove(before)


def _mark(page: Any, mark: str) -> None:
    """On the first page of a section and on the others, whatever the template has there. A section
    without a header of its own has that of the one before.
    """
    begun: set[str] = set()
    for section in page.sections:
        heads = {"header": section.header}
        if section.different_first_page_header_footer:
            heads["first"] = section.first_page_header
        for kind, head in heads.items():
            if not (kind in begun and head.is_linked_to_previous):
                _marked(head, mark)
        begun |= heads.keys()


def _marked(head: Any, mark: str) -> None:
    from reports import word

    first = head.paragraphs[0] if head.paragraphs else None
    is_new = first is None or len(first._p) <= 1  # noqa: SLF001 - a field is no run
    word.marked(first if first is not None and is_new else head.add_paragraph(), mark)


def bare(page: Any) -> None:
    """Without the little picture of the library's own template, and the data it carries unseen."""
    for rels in (page.part.package.rels, page.part.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(_UNSEEN):
                del rels[key]


def _properties(page: Any, words: Words) -> None:
    """The office, never a library or a person."""
    known = page.core_properties
    known.author = known.last_modified_by = fit(words.author)[:_LONGEST]
    known.title = fit(words.title)[:_LONGEST]
    known.comments = known.keywords = known.subject = known.category = ""
    known.revision = 1
    if words.made is not None:
        known.created = known.modified = words.made.astimezone(UTC).replace(tzinfo=None)
