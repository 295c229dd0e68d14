"""KH BĐKH as shipped against an encoding of its own, field by field."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from plans.agencyfile import AgencyFile, read_agencies
from plans.baseline import read_baseline
from plans.directory import AgencyEntry, Directory
from plans.names import check_names
from plans.parts import duties_of, reporters_of
from plans.planfile import PlanFile, read_plan
from plans.samples import sample

GOLD = YAML(typ="safe").load(Path(__file__).parent / "gold" / "tuyen-quang-khi-hau.yaml")
CUT = 300  # characters of a title there
HEAD = ("province", "title", "number", "issuer", "coordinator", "steering", "document")
ROWS = ("lead", "colead", "support", "decides", "when", "start", "due")


@pytest.fixture(scope="module")
def bdkh() -> PlanFile:
    return read_plan(sample("tuyen-quang-khi-hau.yaml"), "bdkh.yaml")


@pytest.fixture(scope="module")
def agencies() -> AgencyFile:
    return read_agencies(sample("tuyen-quang.agencies.yaml"), "agencies.yaml")


@pytest.fixture(scope="module")
def directory(agencies: AgencyFile) -> Directory:
    return agencies.directory()


def test_the_head(bdkh):
    head = bdkh.model_dump(mode="json", by_alias=True)["plan"]
    assert {name: head[name] for name in HEAD} == {name: GOLD["plan"][name] for name in HEAD}
    assert (head["issued"], head["period"]) == (GOLD["plan"]["issued"], GOLD["plan"]["period"])
    assert head["short"] == "BĐKH"


def test_the_reporting_duties_and_where_they_stand(bdkh):
    found = bdkh.model_dump(mode="json", by_alias=True)["reporting"]
    assert [one.pop("section") for one in found] == ["IV.1", "IV.2"]
    kept = [{name: one[name] for name in GOLD["reporting"][0]} for one in found]
    assert kept == GOLD["reporting"]


def test_obstacles(bdkh):
    found = bdkh.model_dump(mode="json")["obstacles"]
    assert {name: found[name] for name in GOLD["obstacles"]} == GOLD["obstacles"]


@pytest.mark.parametrize("gold", GOLD["tasks"], ids=[one["number"] for one in GOLD["tasks"]])
def test_a_task_says_what_the_gold_says(bdkh, gold):
    task = next(one for one in bdkh.tasks if one.number == gold["number"])
    found = task.model_dump(mode="json")
    assert {name: found[name] for name in ROWS} == {name: gold[name] for name in ROWS}
    assert (task.group, task.title[:CUT]) == (gold["group"], gold["title"])


def test_nothing_more_and_nothing_less(bdkh):
    assert [one.number for one in bdkh.tasks] == [one["number"] for one in GOLD["tasks"]]
    assert list(bdkh.indicators) == GOLD["indicators"] == []


def test_the_impossible_range_has_a_warning_and_no_due(bdkh):
    warned = {one.number: one for one in bdkh.tasks if one.warnings}
    assert set(warned) == {"4"}
    task = warned["4"]
    assert (task.when, task.start, task.due) == ("2021-2020", None, None)
    assert '"2021-2020"' in task.warnings[0]


def test_every_name_of_the_plan_is_known(bdkh, directory):
    assert check_names(bdkh, directory) == ()


def test_380_supporting_roles_and_22_leads_as_counted(bdkh, directory):
    def bodies(names):
        return sum(len(directory.members(directory.find(name))) for name in names)

    assert sum(bodies(task.support) for task in bdkh.tasks) == 380
    assert sum(bodies(task.lead) for task in bdkh.tasks) == 22


def test_twenty_so_ban_nganh_and_seven_huyen(agencies, directory):
    assert len(directory.members(directory.find("Các sở, ban, ngành"))) == 20
    assert len(directory.members(directory.find("UBND huyện, thành phố"))) == 7
    quiet = {one.kind for one in agencies.agencies if not one.urge}
    assert quiet == {"luc-luong", "doan-the"}
    assert directory.find("Sở TN&MT") == directory.find("Sở Tài nguyên và Môi trường")


def test_who_reports_is_everybody_named_by_their_heads(bdkh, directory):
    found = reporters_of(bdkh.reporting[0].reporters, directory)
    assert (len(found.agencies), found.open_names) == (27, ())
    assert isinstance(found.agencies[0], AgencyEntry)
    assert [one.kind for one in found.agencies] == ["so"] * 16 + ["ban"] * 4 + ["huyen"] * 7


def test_who_leads_and_supports_a_task_has_it_once(bdkh, directory):
    found = [one for one in duties_of("ubnd-na-hang", bdkh, directory) if one.number == "13"]
    assert [(one.part, one.collective) for one in found] == [("lead", True)]
    mine = [one for one in duties_of("ubnd-lam-binh", bdkh, directory) if one.part == "lead"]
    assert [(one.number, one.collective) for one in mine] == [("13", True), ("15", False)]
    assert "15" not in {one.number for one in duties_of("ubnd-ham-yen", bdkh, directory)}


def test_the_sample_baseline_fits(bdkh):
    name = "tuyen-quang-khi-hau.baseline.yaml"
    found = read_baseline(sample(name), name, {one.number for one in bdkh.tasks})
    assert found.illustrative
    assert (found.plan, found.followed_from) == (bdkh.plan.id, date(2023, 1, 1))
