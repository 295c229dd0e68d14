"""The shipped plan against the signed document, by an encoding of its own."""

from datetime import date

import pytest

from plans.directory import AgencyEntry
from plans.names import check_names, refuse_unknown_names
from plans.parts import duties_of
from plans.planfile import PlanFileInvalid, read_plan
from plans.samples import sample

XD = "Sở Xây dựng"
TNMT = "Sở Tài nguyên và Môi trường"
KHCN = "Sở Khoa học và Công nghệ"
KHDT = "Sở Kế hoạch và Đầu tư"
TTTT = "Sở Thông tin và Truyền thông"
TC = "Sở Tài chính"
CT = "Sở Công thương"
HUYEN = "UBND cấp huyện"
NOBODY = "Các tổ chức, cá nhân sản xuất VLXD sử dụng năng lượng không tái tạo"

FACTS = [
    ("1.1", XD, [TNMT, KHCN], "2022- 2023", 2023, "Tuyên truyền, phổ biến về", "địa phương."),
    ("1.2", TNMT, [TTTT, KHCN], "2022- 2023", 2023, "Xây dựng hệ thống", "khí tự nhiên)"),
    ("1.3", TNMT, [XD, KHCN, HUYEN], "2022- 2023", 2023, "Tổ chức rà soát", "khí tự nhiên)."),
    ("1.4", KHCN, [TNMT, XD, HUYEN], "2022- 2023", 2023, "Tổ chức rà soát", "sản xuất VLXD."),
    ("2", XD, [KHDT, TC, CT, TNMT, KHCN], "2022 ÷ 2030", 2030, "Tham mưu", "bảo vệ môi trường."),
    ("3", KHCN, [CT, TC, XD, KHDT, HUYEN], "2022 ÷ 2030", 2030, "Đẩy mạnh", "tỉnh Bắc Giang."),
    (
        "4",
        NOBODY,
        [TNMT, CT, TC, XD, KHDT, HUYEN],
        "2022 ÷ 2030",
        2030,
        "Triển khai thực hiện đầu tư",
        "(than, dầu, khí tự nhiên).",
    ),
    ("5", TNMT, [XD, KHCN, HUYEN], "2022 ÷ 2030", 2030, "Duy trì giám sát", "sản xuất VLXD."),
    (
        "6",
        KHDT,
        ["Các cơ quan thuộc UBND tỉnh", HUYEN],
        "2022 ÷ 2050",
        2050,
        "Quan tâm thu hút",
        "trên địa bàn tỉnh .",
    ),
]


def test_the_plan_has_its_nine_tasks(vlxd):
    assert [task.number for task in vlxd.tasks] == [fact[0] for fact in FACTS]


@pytest.mark.parametrize("fact", FACTS, ids=[fact[0] for fact in FACTS])
def test_a_task_says_what_the_document_says(vlxd, fact):
    number, lead, support, when, year, start, end = fact
    task = next(task for task in vlxd.tasks if task.number == number)
    assert (task.lead, list(task.support), task.when) == ((lead,), support, when)
    assert (task.start, task.due) == (2022, date(year, 12, 31))
    assert task.title.startswith(start)
    assert task.title.endswith(end)
    assert not task.colead
    assert not task.decides


def test_titles_are_whole(vlxd):
    lengths = {task.number: len(task.title) for task in vlxd.tasks}
    assert all(lengths[number] > 300 for number in ("2", "3", "4", "5"))


def test_the_role_of_task_4_stays_as_printed(vlxd):
    assert [task.number for task in vlxd.tasks if task.support_as] == ["4"]
    assert vlxd.tasks[6].support_as == "phối hợp, giám sát"


def test_the_head_leaves_blank_what_is_blank(vlxd):
    head = vlxd.plan
    assert (head.short, head.number, head.issued, head.steering) == ("VLXD", None, None, None)
    assert head.title.startswith("KẾ HOẠCH Triển khai thực hiện Đề án")
    assert head.period is not None
    assert (head.period.first, head.period.last) == (2021, 2030)
    assert head.coordinator == XD


def test_the_four_reporting_duties(vlxd):
    found = [
        (
            duty.frequency,
            duty.due and (duty.due.day, duty.due.month),
            duty.before,
            duty.via,
            len(duty.reporters),
            list(duty.receivers),
        )
        for duty in vlxd.reporting
    ]
    assert found == [
        ("annual", (31, 12), True, None, 1, ["UBND tỉnh"]),
        ("period_end", None, False, None, 1, []),
        ("annual", (15, 12), True, XD, 7, ["UBND tỉnh"]),
        ("adhoc", None, False, None, 7, ["Chủ tịch UBND tỉnh"]),
    ]
    assert list(vlxd.reporting[2].reporters) == [
        KHDT,
        CT,
        TC,
        TNMT,
        KHCN,
        "UBND các huyện, thành phố",
        "các cơ quan đơn vị liên quan",
    ]


def test_obstacles_go_to_the_so(vlxd):
    assert vlxd.obstacles is not None
    assert (vlxd.obstacles.to, list(vlxd.obstacles.escalate_to)) == (XD, ["UBND tỉnh"])


def test_every_name_of_the_plan_is_known(vlxd, directory):
    assert check_names(vlxd, directory) == ()


def test_an_unknown_name_is_refused_with_the_three_nearest(directory):
    data = sample("bac-giang-vat-lieu-xay-dung.yaml").decode()
    wrong = read_plan(data.replace("lead: [Sở Khoa học và", "lead: [Sở Khoa hoc và").encode(), "p")
    with pytest.raises(PlanFileInvalid) as refused:
        refuse_unknown_names(wrong, directory)
    first = refused.value.problems[0]
    assert (first.code, first.fields["nearest"][0]) == ("file.unknown_agency", KHCN)
    assert len(first.fields["nearest"]) == 3
    assert first.place.endswith("tasks[3].lead[0]")


def test_a_lead_that_is_no_agency_needs_a_reporter_where_it_is_not_listed(directory):
    data = sample("bac-giang-vat-lieu-xay-dung.yaml").decode()
    listed = f'lead: ["{NOBODY}"]'
    assert listed in data
    unlisted = data.replace(listed, "lead: [Các doanh nghiệp]")
    assert [p.code for p in check_names(read_plan(unlisted.encode(), "p"), directory)] == [
        "file.unknown_agency"
    ]
    given = unlisted.replace(
        "lead: [Các doanh nghiệp]", "lead: [Các doanh nghiệp]\n    reporter: Sở Xây dựng"
    )
    plan = read_plan(given.encode(), "p")
    assert check_names(plan, directory) == ()
    part = next(duty for duty in duties_of("sxd", plan, directory) if duty.number == "4")
    assert (part.part, part.printed) == ("lead", "báo cáo")


def test_the_agencies_of_the_plan(agencies, directory):
    huyen = directory.find("UBND các huyện, thành phố")
    assert len(directory.members(huyen)) == 10
    assert directory.find(HUYEN) == huyen
    assert len(directory.members(directory.find("Các cơ quan thuộc UBND tỉnh"))) == 20
    assert directory.members(directory.find("các cơ quan, đơn vị liên quan")) == ()
    quiet = {agency.code for agency in agencies.agencies if not agency.urge}
    assert quiet == {"cong-an", "bchqs", "mttq"}
    assert directory.is_no_agency(NOBODY)


def test_supporting_roles_outnumber_leads_as_counted(vlxd, directory):
    """104 to 9, of which task 4 is led by nobody who can be asked."""
    entries = [directory.find(name) for task in vlxd.tasks for name in task.support]
    assert sum(len(directory.members(entry)) for entry in entries) == 104
    leads = [name for task in vlxd.tasks for name in task.lead if name != NOBODY]
    assert all(isinstance(directory.find(name), AgencyEntry) for name in leads)
    assert len(leads) == 8
