"""Whatever a document has been through, it is read or refused; nothing else happens."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.ground import Refusal
from plans.reading.document import read as read_document
from tests.reading.expected import EXPECTED
from tests.reading.rendering import Part, as_docx, parts
from tests.reading.table import PLANS, text
from tests.reading.test_reading import SAMPLES

DOCUMENTS = [text(name).decode() for name in PLANS]
DOCUMENTS += [(SAMPLES / name).read_text(encoding="utf-8") for name in EXPECTED]
BOUNDED = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def survives(document: str) -> None:
    with suppress(Refusal):
        read_document("kh.txt", document.encode("utf-8", "ignore"))


@BOUNDED
@given(st.sampled_from(DOCUMENTS), st.randoms(use_true_random=False))
def test_shuffled_lines(document: str, random) -> None:  # type: ignore[no-untyped-def]
    lines = document.split("\n")
    at = random.randrange(len(lines))
    part = lines[at : at + 120]
    random.shuffle(part)
    survives("\n".join(part))


@BOUNDED
@given(st.sampled_from(DOCUMENTS), st.integers(0, 80_000), st.integers(10, 6_000))
def test_cut_anywhere(document: str, start: int, length: int) -> None:
    at = start % len(document)
    survives(document[at : at + length])


@BOUNDED
@given(st.sampled_from(DOCUMENTS), st.integers(0, 600), st.integers(2, 60))
def test_joined_lines(document: str, start: int, count: int) -> None:
    lines = document.split("\n")
    at = start % len(lines)
    survives("\n".join(lines[max(0, at - 60) : at]) + " ".join(lines[at : at + count]))


@BOUNDED
@given(st.text(max_size=400))
def test_any_text(document: str) -> None:
    survives(document)


def as_xlsx(found: Sequence[Part]) -> bytes:
    """Paragraphs in the first column, tables in as many as they have."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for part in found:
        for row in [(part,)] if isinstance(part, str) else part:
            sheet.append([f"'{cell}" if cell.startswith("=") else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WHOLE = [parts(f"{name}.txt", text(name)) for name in PLANS]
MADE: dict[str, Callable[[Sequence[Part]], bytes]] = {"kh.docx": as_docx, "kh.xlsx": as_xlsx}
FEW = settings(BOUNDED, max_examples=10)


def spoiled(found: Sequence[Part], chance: random.Random) -> list[Part]:
    """A stretch of a document whose paragraphs and rows were cut, joined and shuffled."""
    at = chance.randrange(len(found))
    made: list[Part] = []
    for part in found[at : at + 60]:
        if isinstance(part, str):
            cut = chance.randrange(len(part) + 1)
            made += chance.choice(([part], [part[:cut], part[cut:]], []))
            continue
        rows = [tuple(chance.sample(row, len(row))) for row in part[:40]]
        chance.shuffle(rows)
        made.append(rows[: chance.randrange(len(rows)) + 1])
    chance.shuffle(made)
    joined = " ".join(one for one in made[:5] if isinstance(one, str))
    return [*made, joined]


@pytest.mark.parametrize("name", MADE)
@FEW
@given(st.sampled_from(WHOLE), st.randoms(use_true_random=False))
def test_spoiled_word_documents_and_workbooks(
    name: str, found: Sequence[Part], chance: random.Random
) -> None:
    with suppress(Refusal):
        read_document(name, MADE[name](spoiled(found, chance)))


@BOUNDED
@given(st.sampled_from(["13-cot-khoang-trang.txt", "24-cot-hai-phan.txt"]), st.data())
def test_columns_of_spaces_moved_about(name: str, data: st.DataObject) -> None:
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        gap = " " * data.draw(st.integers(0, 9))
        lines[at] = lines[at][:cut] + gap + lines[at][cut:]
    survives("\n".join(lines))
