"""The reader of plan documents, held against what people encoded from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dialogues.catalogue import Catalogue
from plans.draft import Note, dumped
from plans.planfile import read_plan
from plans.reading.document import read as read_document
from tests.reading.expected import EXPECTED
from tests.reading.measure import score
from tests.reading.rendering import FORMATS, parts
from tests.reading.table import PLANS, encoded, read, scored, table, text

SAMPLES = Path(__file__).parent / "samples"
PAGE = Path(__file__).parents[2] / "docs" / "doc-ke-hoach.md"


@pytest.mark.parametrize("name", PLANS)
def test_the_five_plans(name: str) -> None:
    found = scored(name)
    assert found.tasks >= 0.98
    assert found.lead >= 0.98
    assert found.support >= 0.95
    assert found.due >= 0.98
    assert found.reporting == 1.0
    assert found.indicators >= 0.9


@pytest.mark.parametrize("name", PLANS)
def test_heads_and_obstacles_of_the_five_plans(name: str) -> None:
    mine, theirs = read(name), encoded(name)
    for key in ("province", "number", "issued", "period", "coordinator"):
        assert mine["plan"][key] == theirs["plan"][key], key
    ways = [one["obstacles"] and (one["obstacles"]["to"], one["obstacles"]["escalate_to"])
            for one in (mine, theirs)]  # fmt: skip
    assert ways[0] == ways[1]


@pytest.mark.parametrize("name", PLANS)
def test_every_item_has_its_place(name: str) -> None:
    lines = text(name).decode().split("\n")
    for one in (*read(name)["tasks"], *read(name)["reporting"], *read(name)["indicators"]):
        assert 1 <= one["source"]["line"] <= len(lines)


@pytest.mark.parametrize("name", PLANS)
def test_a_draft_is_a_plan_file(name: str) -> None:
    plan = read_plan(dumped(dict(read(name))), "draft.yaml")
    assert len(plan.tasks) == len(read(name)["tasks"])


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("name", PLANS)
def test_the_five_plans_in_other_formats(name: str, ending: str) -> None:
    made = FORMATS[ending](parts(f"{name}.txt", text(name)))
    found = score(read_document(name + ending, made), encoded(name))
    assert min(found.tasks, found.lead, found.due) >= 0.98
    assert found.support >= 0.95
    assert found.reporting == 1.0


def test_the_table_of_the_page_is_measured() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "\n".join(table(PLANS)) in page


@pytest.mark.parametrize("name", EXPECTED)
def test_documents_of_other_provinces(name: str) -> None:
    draft = read_document(name, (SAMPLES / name).read_bytes())
    expected = EXPECTED[name]
    tasks = [
        (t["number"], tuple(t["lead"]), tuple(t["support"]), t["due"], t["recurs"])
        for t in draft["tasks"]
    ]
    assert tasks == list(expected.tasks)
    duties = [
        (d["frequency"], *map((d["due"] or {}).get, ("day", "month"))) for d in draft["reporting"]
    ]
    assert duties == list(expected.duties)
    assert (draft["plan"]["number"], draft["plan"]["issued"]) == (expected.number, expected.issued)


@pytest.mark.parametrize("ending", [".docx", ".md"])
@pytest.mark.parametrize("name", EXPECTED)
def test_documents_of_other_provinces_in_other_formats(name: str, ending: str) -> None:
    made = FORMATS[ending](parts(name, (SAMPLES / name).read_bytes()))
    draft, expected = read_document(f"kh{ending}", made), EXPECTED[name]
    found = [
        (t["number"], tuple(t["lead"]), tuple(t["support"]), t["due"]) for t in draft["tasks"]
    ]
    assert found == [task[:4] for task in expected.tasks]
    assert [d["frequency"] for d in draft["reporting"]] == [one[0] for one in expected.duties]


def test_no_sample_is_left_out() -> None:
    assert {file.name for file in SAMPLES.iterdir()} == set(EXPECTED)


def test_what_is_doubtful_is_told() -> None:
    def codes(name: str) -> set[str]:
        draft = read_document(name, (SAMPLES / name).read_bytes())
        return {
            note.code for t in draft["tasks"] for note in t["warnings"] if isinstance(note, Note)
        }

    assert "time.backwards" in codes("11-bieu-mau.txt")
    assert "time.plan_year" in codes("01-bang-ong.md")
    assert "task.no_lead" in codes("10-hoat-dong-so.txt")


def test_every_warning_has_its_sentence() -> None:
    texts = Catalogue.load()
    known = {
        code
        for file in (Path(__file__).parents[2] / "plans" / "reading").glob("*.py")
        for code in re.findall(
            r'"((?:task|time|report|head|indicator)\.[a-z_]+)"', file.read_text(encoding="utf-8")
        )
    }
    assert len(known) > 15
    assert {
        one for one in known if not texts.has(f"reading.note.{one.replace('.', '_')}")
    } == set()
