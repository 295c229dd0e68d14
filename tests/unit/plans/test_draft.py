"""Drafts of plans: plain data that YAML keeps without loss."""

from __future__ import annotations

import pytest

from plans.draft import Note, checked, content_of, dumped, worded
from plans.planfile import read_plan
from plans.samples import sample
from plans.yamlfile import PlanFileInvalid

PLANS = ("bac-giang-vat-lieu-xay-dung.yaml", "tuyen-quang-khi-hau.yaml")


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_kept_through_yaml(name: str) -> None:
    content = content_of(read_plan(sample(name), name))
    assert content_of(checked(content, "draft.yaml")) == content
    assert dumped(content_of(checked(content, "draft.yaml"))) == dumped(content)


def test_notes_become_sentences_and_days_texts() -> None:
    content = {"tasks": [{"warnings": [Note("a.b", {"text": "x"})]}], "notes": None}
    told = worded(content, lambda note: f"{note.code} {note.fields['text']}")
    assert told == {"tasks": [{"warnings": ["a.b x"]}], "notes": None}


def test_an_unfinished_draft_says_what_is_missing() -> None:
    content = content_of(read_plan(sample(PLANS[0]), PLANS[0]))
    content["plan"]["province"] = None
    content["tasks"][1]["number"] = content["tasks"][0]["number"]
    with pytest.raises(PlanFileInvalid) as refused:
        checked(content, "draft.yaml")
    codes = [one.code for one in refused.value.problems]
    assert codes == ["file.missing_value", "file.duplicate_number"]
