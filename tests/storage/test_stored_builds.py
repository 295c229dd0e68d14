"""What is remembered of built reports: the last ones of a round, the newest first."""

from __future__ import annotations

from storage import paper_builds
from storage.database import Unit
from tests.storage.world import World, open_round


async def test_the_last_five_builds_of_a_round(unit: Unit, world: World) -> None:
    round_id = await open_round(unit, world)
    for n in range(7):
        parts = [("I/received", "Mục I", (f"mark{n}",))]
        await paper_builds.add(unit, round_id, "bao-cao", f"{n}.docx", parts)
    await paper_builds.add(unit, round_id, "doi-chieu", "x.docx", [])
    found = await paper_builds.last(unit, round_id, "bao-cao")
    assert [one.name for one in found] == ["6.docx", "5.docx", "4.docx", "3.docx", "2.docx"]
    assert found[0].parts == [("I/received", "Mục I", ["mark6"])]
    assert await paper_builds.last(unit, round_id + 1, "bao-cao") == ()
