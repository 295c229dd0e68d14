from datetime import date

import pytest

from plans.baseline import read_baseline
from plans.ground import Refusal
from plans.model import Paper, Status
from plans.samples import sample, sample_names
from plans.yamlfile import PlanFileInvalid

HEAD = "plan: thu\nfollowed_from: 2023-01-01\ntasks:\n"


def test_the_sample_covers_the_plan_and_says_it_is_made_up(vlxd):
    numbers = [task.number for task in vlxd.tasks]
    data = sample("bac-giang-vat-lieu-xay-dung.baseline.yaml")
    baseline = read_baseline(data, "b.yaml", numbers)
    assert [task.number for task in baseline.tasks] == numbers
    assert baseline.plan == vlxd.plan.id
    assert baseline.followed_from == date(2023, 1, 1)
    assert baseline.illustrative


def test_a_done_task_keeps_year_and_document():
    text = (
        HEAD + '  - {number: "1", status: Đã hoàn thành, done_year: 2022,'
        ' paper: "12/BC-SXD, 15/12/2022", text: xong, agency: Sở Xây dựng}\n'
        '  - {number: "2", status: may_slip}\n'
    )
    done, other = read_baseline(text.encode(), "b.yaml").tasks
    assert (done.status, done.done_year) == (Status.DONE, 2022)
    assert done.paper == Paper("12", "BC-SXD", date(2022, 12, 15))
    assert (done.text, done.agency) == ("xong", "Sở Xây dựng")
    assert (other.status, other.paper, other.agency) == (Status.MAY_SLIP, None, None)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('number: "9", status: Đã hoàn thành', "file.unknown_number"),
        ('number: "1", status: xong rồi', "file.not_allowed"),
        ('number: "1", status: Đang triển khai, done_year: 2022', "file.done_year_not_done"),
        ('number: "1", status: Đã hoàn thành, paper: số 12', "file.bad_paper"),
        ("number: 1, status: Đã hoàn thành", "file.not_quoted"),
        ('number: "2", status: Đã hoàn thành', "file.duplicate_number"),
    ],
)
def test_a_wrong_baseline_is_refused_with_its_place(row, code):
    text = HEAD + '  - {number: "2", status: Chưa triển khai}\n  - {' + row + "}\n"
    with pytest.raises(PlanFileInvalid) as refused:
        read_baseline(text.encode(), "b.yaml", ("1", "2"))
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.place.startswith("b.yaml:5 tasks[1]")


def test_samples_are_listed_and_unknown_ones_refused():
    assert "bac-giang.agencies.yaml" in sample_names()
    assert all(sample(name) for name in sample_names())
    with pytest.raises(Refusal) as refused:
        sample("../model.py")
    assert refused.value.code == "sample.unknown"
