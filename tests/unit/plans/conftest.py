"""What the tests of the plan room share: the shipped plan and agencies of Bắc Giang."""

import pytest

from plans.agencyfile import AgencyFile, read_agencies
from plans.calendar import WorkCalendar, load_overrides
from plans.directory import Directory
from plans.numbers import Numbered
from plans.planfile import PlanFile, read_plan
from plans.samples import sample

NUMBERS = ("1.1", "1.2", "1.3", "1.4", "2", "3", "4", "5", "6")


@pytest.fixture(scope="session")
def vlxd() -> PlanFile:
    return read_plan(sample("bac-giang-vat-lieu-xay-dung.yaml"), "vlxd.yaml")


@pytest.fixture(scope="session")
def agencies() -> AgencyFile:
    return read_agencies(sample("bac-giang.agencies.yaml"), "agencies.yaml")


@pytest.fixture(scope="session")
def directory(agencies: AgencyFile) -> Directory:
    return agencies.directory()


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar(load_overrides(sample("working-days.yaml"), "working-days.yaml"))


@pytest.fixture
def tasks() -> tuple[Numbered, ...]:
    return tuple(Numbered("VLXD", number, at) for at, number in enumerate(NUMBERS))
