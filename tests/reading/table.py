"""The five plans of the documents, read and held against what people encoded from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.render import note
from plans.draft import Content, content_of, worded
from plans.planfile import read_plan
from plans.reading.document import read as read_document
from plans.samples import sample
from tests.reading.measure import Score, score

DOCUMENTS = Path(__file__).parent / "documents"
PLANS = tuple(sorted(file.stem for file in DOCUMENTS.glob("*.txt")))
HEADS = (
    "văn bản",
    "nhiệm vụ",
    "độ khớp",
    "chủ trì",
    "phối hợp",
    "thời hạn",
    "chế độ báo cáo",
    "chỉ tiêu",
)


def text(name: str) -> bytes:
    return (DOCUMENTS / f"{name}.txt").read_bytes()


@cache
def read(name: str) -> Content:
    """A document as the reader understands it, its warnings in sentences."""
    texts = Catalogue.load()
    return worded(read_document(f"{name}.txt", text(name)), lambda one: note(one, texts))


@cache
def encoded(name: str) -> dict[str, Any]:
    """The same as a person encoded it."""
    return content_of(read_plan(sample(f"{name}.yaml"), name))


def scored(name: str) -> Score:
    return score(read(name), encoded(name))


def table(names: Iterable[str]) -> list[str]:
    """The table of the page, in Markdown."""
    rows = ["| " + " | ".join(HEADS) + " |", "|---" * len(HEADS) + "|"]
    for name in names:
        one = scored(name)
        shares = (one.tasks, one.lead, one.support, one.due, one.reporting, one.indicators)
        cells = [name, f"{one.read}/{one.encoded}", *(f"{share:.3f}" for share in shares)]
        rows.append("| " + " | ".join(cells) + " |")
    return rows
