"""Each plan shipped with the program can be chosen on the page and played there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo_rehearsal import stage, wanted
from bot.ground import SystemIds
from plans.model import Role
from plans.samples import sample_names
from tests.schedules.world import tools

PAGE = Path(__file__).parents[2] / "sandbox" / "page" / "texts.json"
SAMPLES: dict[str, dict[str, str]] = json.loads(PAGE.read_text("utf-8"))["samples"]
# Short name, coordinating agency, and its people with one focal point of each agency concerned.
STAGED: dict[str, tuple[str, str, int]] = {
    "vlxd": ("VLXD", "Sở Xây dựng", 17),
    "bdkh": ("BĐKH", "Sở Tài nguyên và Môi trường", 28),
    "ttx": ("TTX", "Sở Kế hoạch và Đầu tư", 35),
    "binh-duong": ("TTX", "Sở Kế hoạch và Đầu tư", 26),
    "sxsh": ("SXSH", "Sở Công thương", 16),
}


def test_the_page_offers_every_shipped_plan() -> None:
    plans = {name for name in sample_names() if name.count(".") == 1} - {"working-days.yaml"}
    assert {one["plan"] for one in SAMPLES.values()} == plans
    assert list(SAMPLES) == list(STAGED)


@pytest.mark.parametrize("key", STAGED)
async def test_a_shipped_plan_is_staged(key: str, tmp_path: Path) -> None:
    one: dict[str, Any] = SAMPLES[key]
    day = datetime.strptime(one["from"], "%d/%m/%Y").date()  # noqa: DTZ007 - a day
    wish = {"sample_plan": one["plan"], "sample_agencies": one["agencies"], "from": str(day)}
    staged = await stage(tmp_path / "play", wanted(wish), replace(tools(), ids=SystemIds()))
    short, coordinating, people = STAGED[key]
    assert (staged.plan.short, staged.plan.coordinator.name) == (short, coordinating)
    assert [one.role for one in staged.seats[:2]] == [Role.COORDINATOR, Role.PLAN_ADMIN]
    assert len(staged.seats) == people
