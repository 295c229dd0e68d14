"""Whatever a document has been through, it is read or refused; nothing else happens."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.ground import Refusal
from plans.reading.document import read as read_document
from tests.reading.expected import EXPECTED
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
