"""A hostile document ends its reader by time or by memory, and only its reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.child import Child, ChildFault
from tests.reading import hostile
from tests.reading.table import PLANS, text

WORK = "reports.plan_draft:document"


async def reads_on(child: Child) -> None:
    """The next document is read as if nothing had been."""
    name = PLANS[1]
    content = await child.run(WORK, f"{name}.txt", text(name))
    assert content["tasks"]


async def test_an_endless_document_is_ended_by_time() -> None:
    child = Child(seconds=3.0)
    try:
        with pytest.raises(ChildFault) as ended:
            await child.run(WORK, "kh.docx", hostile.endless())
        assert ended.value.why == "time"
        assert ended.value.told(reads=True).code == "heavy.too_long"
        assert child._spawned is None
    finally:
        child.stop()
    patient = Child()
    try:
        await reads_on(patient)
    finally:
        patient.stop()


@pytest.mark.parametrize(
    ("name", "made"), [("kh.docx", hostile.bloated), ("kh.pdf", hostile.bloated_pdf)]
)
async def test_a_bloated_document_is_ended_by_memory(name: str, made: Callable[[], bytes]) -> None:
    child = Child()
    try:
        with pytest.raises(ChildFault) as ended:
            await child.run(WORK, name, made())
        assert ended.value.why == "crash"
        await reads_on(child)
    finally:
        child.stop()
