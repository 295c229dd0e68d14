"""Paragraphs as a tree: what stands under which heading, and what kind of section that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plans.reading.blocks import Place
from plans.reading.paragraphs import Paragraph, capitals
from plans.text import bare

# Kinds of section, by the words of a heading without accents. A heading of the first level is
# searched, a deeper one must begin so: "4. Nhóm giải pháp về huy động nguồn lực tài chính".
_KINDS: tuple[tuple[str, str], ...] = (
    ("abbreviations", r"(?:danh muc\s+)?(?:tu|chu|cac tu|cac chu) viet tat"),
    ("form", (
        r"(?:de cuong|mau|bieu mau|bieu|mau so|mau bieu|phieu)\b(?:\s+\S+){0,4}?\s*bao cao|"
        r"bieu mau|de cuong|mau so"
    )),
    ("purpose", (
        r"muc dich|quan diem|su can thiet|can cu\b|co so phap ly|thuc trang|"
        r"danh gia (?:tinh hinh|thuc trang|ket qua)|tinh hinh|ket qua (?:thuc hien|dat duoc)|"
        r"pham vi|doi tuong|nguyen tac|boi canh|dac diem|ton tai|han che|thuan loi|"
        r"phan thu nhat"
    )),
    ("goals", r"muc tieu|chi tieu"),
    ("reporting", (
        r"che do (?:thong tin|bao cao)|thong tin,? bao cao|bao cao\b|cong tac bao cao|so ket|"
        r"kiem tra, giam sat|theo doi, danh gia|giam sat, danh gia"
    )),
    ("organisation", r"to chuc thuc hien|phan cong|trach nhiem|to chuc trien khai"),
    ("funding", r"kinh phi|nguon von|nguon kinh phi|von thuc hien|du toan|kinh phi thuc hien"),
    ("time", r"thoi gian (?:thuc hien|trien khai)|tien do thuc hien|lo trinh"),
    ("tasks", r"nhiem vu|giai phap|noi dung|hoat dong|cong viec|danh muc"),
    ("purpose", r"yeu cau"),
)  # fmt: skip
_SEARCHED = tuple((kind, re.compile(form)) for kind, form in _KINDS)
_TITLES = re.compile(r"(?:phu luc|danh muc|bieu|ke hoach|mau)\b")
_HEADING_CHARS = 260


@dataclass
class Node:
    """A marked paragraph or heading with everything that stands under it."""

    paragraph: Paragraph
    depth: int
    parent: Node | None = None
    kind: str | None = None  # the kind of section that its own words name
    children: list[Node] = field(default_factory=list)
    contents: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.paragraph.rest

    @property
    def label(self) -> str | None:
        """The mark as printed; None for a heading or a paragraph without any."""
        return self.paragraph.mark.label if self.paragraph.mark else None

    @property
    def mark(self) -> str:
        return self.paragraph.mark.kind if self.paragraph.mark else ""

    def above(self) -> Iterator[Node]:
        """The nodes it stands under, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def section(self) -> str | None:
        """The kind of section it stands in, its own words included."""
        return next((one.kind for one in (self, *self.above()) if one.kind), None)

    def walk(self) -> Iterator[Node]:
        """Itself and all below it, in the document's order."""
        yield self
        for child in self.children:
            yield from child.walk()


def outlined(paragraphs: Sequence[Paragraph]) -> Node:
    """The tree of paragraphs under a root of no words."""
    root = Node(Paragraph("", paragraphs[0].place if paragraphs else Place()), -1)
    stack = [root]
    for paragraph in paragraphs:
        depth = _depth(paragraph)
        if depth is None:
            stack[-1].contents.append(paragraph)
            continue
        while stack[-1].depth >= depth and len(stack) > 1:
            stack.pop()
        node = Node(paragraph, depth, stack[-1])
        node.kind = section_kind(paragraph, top=depth <= 2)
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _depth(paragraph: Paragraph) -> int | None:
    if paragraph.mark:
        return paragraph.mark.depth
    if _TITLES.match(bare(paragraph.text)) and (
        capitals(paragraph.text) or paragraph.heading or len(paragraph.text) < 40
    ):
        return 0
    if capitals(paragraph.text) and len(paragraph.text) > 8:
        return 1
    return None


def section_kind(paragraph: Paragraph, *, top: bool) -> str | None:
    """The kind of section that a heading names, or None."""
    text = paragraph.rest
    heading = len(text) < _HEADING_CHARS and (top or _looks_like_heading(paragraph))
    if not heading:
        return None
    key = bare(text)
    for kind, form in _SEARCHED:
        if form.search(key) if top else form.match(key):
            return kind
    return None


def _looks_like_heading(paragraph: Paragraph) -> bool:
    text = paragraph.rest
    return (
        paragraph.heading
        or (len(text) < 130 and not text.endswith((".", ";")))
        or (len(text) < 60 and paragraph.mark is not None)
    )


def walk_texts(root: Node) -> Iterator[tuple[Node, Paragraph]]:
    """Every paragraph with the node it stands in."""
    for node in root.walk():
        if node.depth >= 0:
            yield node, node.paragraph
        for one in node.contents:
            yield node, one
