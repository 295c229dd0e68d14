# ruff: noqa: E501, ISC004 - sentences of the paper, word for word
"""What the báo cáo tổng hợp says, from the office's own example and from each of the five plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dialogues.catalogue import Catalogue
from plans.round_data import Answered, Document, RoundData, Said, TaskData
from reports.papers.paper import Asked
from reports.papers.report import report
from reports.papers.report_gaps import OWN, gaps
from reports.papers.report_indicators import shown
from reports.papers.report_parts import Grid, Line, Report, Row
from reports.papers.report_pen import Pen
from reports.papers.report_rough import is_rough
from tests.papers import sample
from tests.papers.plans import PLANS, round_of

TEXTS = Catalogue.load()
FILL = "[… bổ sung]"


def made(data: RoundData, today: date = date(2023, 12, 20)) -> Report:
    return report(Asked(data, TEXTS, today))


def lines(found: Report, key: str = "") -> list[str]:
    return [one.whole for one in found.body if isinstance(one, Line) and one.key.startswith(key)]


def of_task(data: RoundData, number: str, **changed: Any) -> RoundData:
    """The same round, the first lead of a task having said something else."""

    def said(task: TaskData) -> TaskData:
        if task.number != number:
            return task
        return replace(task, leads=(replace(task.leads[0], **changed), *task.leads[1:]))

    return replace(data, tasks=tuple(map(said, data.tasks)))


def of_agency(data: RoundData, name: str, **changed: Any) -> RoundData:
    some = (replace(one, **changed) if one.name == name else one for one in data.agencies)
    return replace(data, agencies=tuple(some))


def as_in_the_office() -> RoundData:
    """The round of the office's own example: 1.3 confirmed, all tasks under way reported."""
    data = of_task(sample.vlxd(), "1.3", confirmed=True)
    own = Said(
        1, "Sở Xây dựng", "lead", collective=False, status="continuous", timeliness="running",
        text="Đã vận động 05 cơ sở đầu tư.", in_round=True, source="chat",
    )  # fmt: skip
    tasks = (replace(one, leads=one.leads or (own,)) for one in data.tasks)
    return replace(data, tasks=tuple(tasks))


def test_sections_one_and_two_are_the_model_to_the_letter() -> None:
    found = made(as_in_the_office())
    assert lines(found, "I/")[:3] == [
        "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI",
        "Sở Xây dựng đã ban hành Công văn số 2150/SXD-VLXD ngày 15/11/2023 đề nghị các cơ quan, "
        "địa phương báo cáo kết quả thực hiện.",
        "Tính đến ngày 20/12/2023, Sở đã nhận được báo cáo của 13/15 cơ quan, địa phương "
        "(05/05 sở, 08/10 UBND huyện, thành phố); còn 02 địa phương chưa gửi báo cáo: "
        "UBND các huyện Lục Ngạn, Sơn Động.",
    ]
    assert lines(found, "II.1/count") == [
        "Kế hoạch giao 09 nhiệm vụ. Đến thời điểm báo cáo, có 02 nhiệm vụ hoàn thành đúng hạn "
        "(1.2, 1.3), 07 nhiệm vụ đang triển khai trong thời hạn, trong đó 02 nhiệm vụ (1.1, 1.4) "
        "hết thời gian thực hiện vào ngày 31/12/2023 (chi tiết tại Phụ lục I)."
    ]
    assert lines(found, "III.2/2022")[0] == (
        "Còn 02/04 nhiệm vụ của giai đoạn 2022-2023 chưa hoàn thành (1.1, 1.4)."
    )
    assert lines(found, "close") == ["Sở Xây dựng kính báo cáo UBND tỉnh xem xét, chỉ đạo./."]
    assert found.head.about == (
        "Kết quả triển khai thực hiện Kế hoạch thực hiện Đề án phát triển vật liệu xây dựng "
        "tỉnh Bắc Giang năm 2023"
    )
    assert lines(found, "intro")[0].startswith(
        f"Thực hiện Kế hoạch số {FILL} của UBND tỉnh về triển khai thực hiện Đề án"
    )


def test_a_task_is_told_in_the_plans_words_with_typed_text_behind_a_colon() -> None:
    found = lines(made(sample.vlxd()), "II.2/1-3/")
    assert found[0].startswith("1.3. Tổ chức rà soát, đánh giá các chỉ tiêu")
    assert found[0].endswith("(chủ trì: Sở Tài nguyên và Môi trường; thời gian: 2022- 2023):")
    assert found[1].startswith("- Kết quả: Đã rà soát 21 cơ sở; kết quả tại Báo cáo số 45")
    assert "08/10 UBND cấp huyện có báo cáo, không phát sinh nội dung ở 03 huyện." in found[-1]


def test_what_nobody_reported_is_said_so() -> None:
    data = of_task(
        sample.vlxd(), "1.4", status=None, in_round=False, text="", timeliness="running"
    )
    found = made(data)
    assert lines(found, "II.2/1-4/said") == ["- Chưa có báo cáo."]
    assert "Có 01 nhiệm vụ cơ quan chủ trì chưa báo cáo trong kỳ (1.4)." in lines(found, "II.1")
    assert "chưa hoàn thành, trong thời hạn" in lines(found, "II.1/count")[0]


def test_an_agency_with_a_document_only_has_reported_and_its_words_are_to_be_filled_in() -> None:
    paper = Document("77/BC-SKHCN", date(2023, 12, 13))
    data = of_agency(sample.vlxd(), "Sở Khoa học và Công nghệ", kind=None, sent=None, paper=paper)
    data = of_task(data, "1.4", status=None, in_round=False, text="", timeliness="running")
    said = lines(made(data), "II.2/1-4/said")
    assert said == [
        "- Kết quả: theo Văn bản số 77/BC-SKHCN ngày 13/12/2023 của Sở Khoa học và Công nghệ: "
        + FILL
    ]


def test_what_is_merged_into_another_report_is_one() -> None:
    paper = Document("88/BC-SKHCN", date(2023, 12, 13))
    data = of_agency(
        sample.vlxd(), "Sở Khoa học và Công nghệ", kind="merged", merged=paper, merged_section="mục II.3",
        support="", after_cutoff=True, late=False,
    )  # fmt: skip
    data = of_task(data, "1.4", status=None, in_round=False, text="", timeliness="running")
    found = made(data)
    assert lines(found, "II.2/1-4/said") == [
        "- Kết quả: đã lồng ghép tại Báo cáo số 88/BC-SKHCN ngày 13/12/2023, mục II.3."
    ]
    assert (
        "Sở Khoa học và Công nghệ: đã lồng ghép tại Báo cáo số 88/BC-SKHCN"
        in (lines(found, "II.2/1-2/support")[0])
    )
    assert not lines(found, "II.1/unheard")
    (grid,) = [one.grid for one in found.annexes if one.name == "reports"]
    row = next(one for one in grid.rows if one.cells[1] == "Sở Khoa học và Công nghệ")
    assert row.cells[4].startswith(
        "Gửi sau ngày chốt số liệu; Lồng ghép tại Báo cáo số 88/BC-SKHCN"
    )


def test_figures_are_written_as_vietnam_writes_them() -> None:
    given = {"36.50": "36,50", "12000": "12.000", "1,5": "1,5", None: "", "-3": "-3"}
    assert {value: shown(value) for value in given} == given


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": "carried"}, "- Kết quả: tiếp tục thực hiện như kỳ trước: Đang làm."),
        ({"in_round": False}, "- Chưa có báo cáo trong kỳ. Sở Xây dựng cập nhật gần nhất ngày "
                              "12/12/2023: Đang làm."),
        ({"in_round": False, "status": "done", "confirmed": True, "timeliness": "done_in_time"},
         "- Kết quả (báo cáo ngày 12/12/2023): Đang làm."),
        ({"text": ""}, "- Kết quả: Đang triển khai, bảo đảm tiến độ."),
    ],
)  # fmt: skip
def test_what_a_lead_said_before_or_again(changed: dict[str, Any], said: str) -> None:
    data = of_task(sample.vlxd(), "2", **{"text": "Đang làm.", **changed})
    assert lines(made(data), "II.2/2/said") == [said]


def test_shorthand_stands_on_yellow_and_is_listed() -> None:
    found = made(sample.vlxd())
    rough = [one for one in found.body if isinstance(one, Line) and one.rough]
    assert [one.typed for one in rough] == ["đã ktra 12 cs, xử phạt 02 cơ sở."]
    listed = list(gaps(Pen(Asked(sample.vlxd(), TEXTS, date(2023, 12, 20)))))
    assert listed[-1] == "viết lại nội dung ghi tắt hoặc chưa có dấu (5)"
    assert is_rough("da trinh UBND tinh")
    assert not is_rough("Đã trình UBND tỉnh Tờ trình số 45/TTr-SYT, 12 ha, 5 km, 3 tr đồng")


def test_what_only_a_person_may_judge_is_left_to_fill() -> None:
    found = made(sample.vlxd())
    for key in ("I/own", "III.1/own", "III.2/own", "III.3/own", "VI.1/own", "VI.2/own"):
        assert lines(found, key) == [FILL], key
    assert lines(found, "VI.1/")[1:-1] == ["- UBND huyện Hiệp Hòa: Đề nghị Sở Xây dựng hướng dẫn."]


@pytest.mark.parametrize("name", PLANS)
def test_every_blank_of_the_paper_is_listed_beside_it(name: str) -> None:
    asked = Asked(round_of(name), TEXTS, PLANS[name][3])
    found = report(asked)
    blank = {one.place for one in found.body if isinstance(one, Line) and FILL in one.text}
    sections = {f"Mục {number}" for number in OWN}
    assert blank - {found.head_place} == sections
    listed = list(gaps(Pen(asked)))
    assert ("số, ngày Kế hoạch" in listed) == (found.head_place in blank)
    assert (
        "nội dung của cơ quan tổng hợp tại các mục I, III.1, III.2, III.3, V, VI.1, VI.2" in listed
    )


def test_what_is_ahead_by_lead() -> None:
    assert lines(made(sample.vlxd()), "V/")[:3] == [
        "V. NHIỆM VỤ TRỌNG TÂM NĂM 2024",
        "- Sở Xây dựng khẩn trương hoàn thành nhiệm vụ 1.1 (thời hạn 31/12/2023).",
        "- Đề nghị Sở Khoa học và Công nghệ khẩn trương hoàn thành nhiệm vụ 1.4 (thời hạn 31/12/2023).",
    ]


def test_questions_of_a_collective_are_summed_and_three_quoted() -> None:
    data = sample.vlxd()
    answers = (
        Answered("Số cơ sở đã kiểm tra", "cơ sở", "1.012"),
        Answered("Đã có kế hoạch", None, "yes"),
    )
    some = tuple(
        replace(one, answers=answers) if one.kind_of_body == "huyen" and one.reported else one
        for one in data.agencies
    )
    found = lines(made(replace(data, agencies=some)), "II.2/local")
    assert found[1:3] == [
        "- Số cơ sở đã kiểm tra: 8.096 cơ sở (08 cơ quan, địa phương báo cáo).",
        "- Đã có kế hoạch: 08 có, 00 không.",
    ]
    assert len(found) == 6
    assert found[3].startswith("+ UBND thành phố Bắc Giang: ")


@pytest.mark.parametrize(
    ("frequency", "part", "about", "ahead"),
    [
        ("monthly", 5, "tháng 05 năm 2023", "THÁNG 06 NĂM 2023"),
        ("monthly", 12, "tháng 12 năm 2023", "THÁNG 01 NĂM 2024"),
        ("quarterly", 4, "quý IV năm 2023", "QUÝ I NĂM 2024"),
        ("semiannual", 1, "6 tháng đầu năm 2023", "6 THÁNG CUỐI NĂM 2023"),
        ("semiannual", 2, "6 tháng cuối năm 2023", "6 THÁNG ĐẦU NĂM 2024"),
        ("annual", 0, "năm 2023", "NĂM 2024"),
    ],
)
def test_each_period_has_its_words(frequency: str, part: int, about: str, ahead: str) -> None:
    data = sample.vlxd()
    found = made(replace(data, round=replace(data.round, frequency=frequency, part=part)))
    assert found.head.about.endswith(f" {about}")
    assert lines(found, "V/")[0] == f"V. NHIỆM VỤ TRỌNG TÂM {ahead}"
    assert about in lines(found, "intro")[0]


def test_midterm_and_the_end_of_the_period() -> None:
    data = sample.vlxd()
    midterm = made(replace(data, round=replace(data.round, frequency="midterm", year=2025)))
    assert midterm.head.about.startswith("Sơ kết việc thực hiện Kế hoạch thực hiện Đề án")
    assert midterm.head.about.endswith("đến năm 2025")
    ended = made(replace(data, round=replace(data.round, frequency="period_end", year=2030)))
    assert ended.head.about.startswith("Tổng kết việc thực hiện Kế hoạch thực hiện Đề án")
    assert lines(ended, "V/")[0] == "V. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TIẾP THEO"


@pytest.mark.parametrize("name", PLANS)
def test_each_plan_is_told_in_its_order_and_counted_once(name: str) -> None:
    data = round_of(name)
    found = made(data, PLANS[name][3])
    titles = [one for one in found.body if isinstance(one, Line) and one.look == "task"]
    assert [one.text.split(". ")[0] for one in titles] == [
        t.number.rstrip(".") for t in data.tasks
    ]
    (tasks,) = [one.grid.rows for one in found.annexes if one.name == "tasks"]
    assert len(tasks) == len(data.tasks)
    assert not [one for one in found.pieces() if "None" in str(one)]


def test_special_points_of_the_plans() -> None:
    vlxd, ttx, bdkh, bd = (round_of(name) for name in ("VLXD", "TTX", "BĐKH", "BD"))
    no_agency = lines(made(vlxd), "II.2/t4/")
    assert "chủ trì: Các tổ chức, cá nhân sản xuất VLXD" in no_agency[0]
    assert no_agency[1] == "- Chưa có báo cáo."
    assert not any("nhiệm vụ 6" in one for one in lines(made(vlxd), "V/"))
    assert "thời gian: 2021-2020" in lines(made(bdkh), "II.2/t4/")[0]
    together = lines(made(bdkh), "II.2/t13/")[1]
    assert together.startswith("- 05/07 UBND các huyện, thành phố có báo cáo kết quả: 01 ")
    assert lines(made(bd), "II.2/t51/")[1] == "- Chưa phân công cơ quan chủ trì."
    assert "03 nhiệm vụ chưa phân công (51, 52, 53)" in lines(made(bd), "II.1/count")[0]
    assert f"ngày {FILL} tháng 10 năm 2022" in lines(made(ttx), "intro")[0]
    sxsh = made(round_of("SXSH", "period_end"))
    assert lines(sxsh, "intro")[0].startswith(
        "Thực hiện Quyết định số 2807/QĐ-UBND ngày 21/11/2016 ban hành Kế hoạch hành động"
    )


def test_a_round_in_which_nobody_reported() -> None:
    data = sample.vlxd()
    silent = tuple(replace(one, kind=None, sent=None, paper=None) for one in data.agencies)
    tasks = tuple(
        replace(t, leads=tuple(replace(s, status=None, in_round=False) for s in t.leads))
        for t in data.tasks
    )
    found = made(replace(data, agencies=silent, tasks=tasks, obstacles=()))
    assert lines(found, "I/received")[0].startswith(
        "Tính đến ngày 20/12/2023, Sở chưa nhận được báo cáo của cơ quan, địa phương nào trong số "
        "15 cơ quan, địa phương được đề nghị: "
    )
    assert lines(found, "IV/count") == [
        "Các cơ quan, địa phương không phản ánh khó khăn, vướng mắc."
    ]
    assert [one.number for one in found.annexes] == ["I", "II"]


def test_a_plan_without_tasks_and_a_round_without_agencies() -> None:
    found = made(replace(sample.vlxd(), tasks=(), agencies=(), obstacles=()))
    assert lines(found, "II.1/count") == ["Kế hoạch không giao nhiệm vụ cụ thể."]
    assert found.annexes == ()
    assert "không đề nghị" in lines(found, "I/received")[0]


def test_a_lead_removed_from_the_round_keeps_its_task() -> None:
    data = sample.vlxd()
    some = tuple(one for one in data.agencies if one.code != "skhcn")
    found = made(replace(data, agencies=some))
    assert lines(found, "II.2/1-4/said")[0].startswith("- Kết quả: Đã rà soát công nghệ")


def test_figures_of_the_body_are_counts_of_the_annexes() -> None:
    found = made(sample.with_indicators())
    grids = {one.name: one.grid for one in found.annexes}
    assert len(grids["reports"].rows) == 15
    assert sum(row.cells[3] != "Chưa gửi" for row in grids["reports"].rows) == 13
    states = [row.cells[6] for row in grids["tasks"].rows]
    assert (len(states), states.count("Hoàn thành đúng hạn"), states.count("Trong hạn")) == (
        9,
        1,
        7,
    )
    assert len(grids["obstacles"].rows) == 5
    (body,) = [one for one in found.body if isinstance(one, Grid)]
    values = [row.cells[2:5] for row in body.rows]
    assert values == [row.cells[4:7] for row in grids["indicators"].rows]


def test_marks_stand_in_the_annex_of_reports() -> None:
    (grid,) = [one.grid for one in made(sample.vlxd()).annexes if one.name == "reports"]
    notes = {row.cells[1]: row.cells[4] for row in grid.rows}
    assert notes["Sở Khoa học và Công nghệ"] == "Gửi sau thời hạn; Lần 2"
    assert notes["Sở Tài chính"] == "Đã có văn bản"
    assert notes["UBND huyện Tân Yên"] == "Nhập thay theo điện thoại"
    assert notes["UBND huyện Yên Dũng"] == "Đề nghị bổ sung"


def test_a_merged_report_of_one_of_a_collective_is_counted_and_said() -> None:
    name = "UBND huyện Lạng Giang"
    data = of_agency(
        sample.vlxd(), name, kind="merged", merged=Document("47/BC-UBND", date(2023, 12, 1))
    )
    many = tuple(
        Said(key, one, "lead", collective=True, status=None, timeliness="running")
        for one, (key, _) in sample.HUYEN.items()
    )
    first = replace(data.tasks[0], leads=many, lead_words=("UBND cấp huyện",))
    found = lines(made(replace(data, tasks=(first, *data.tasks[1:]))), f"II.2/{first.key}/")
    assert "- 01/10 UBND cấp huyện có báo cáo kết quả: 01 đã lồng ghép tại báo cáo khác." in found
    assert f"+ {name}: đã lồng ghép tại Báo cáo số 47/BC-UBND ngày 01/12/2023." in found


def test_what_is_the_same_at_many_tasks_is_told_once() -> None:
    silent = "Sở Kế hoạch và Đầu tư: không nêu nội dung phối hợp"
    data = of_agency(sample.vlxd(), "Sở Kế hoạch và Đầu tư", support="")
    found = "\n".join(lines(made(data), "II.2/"))
    assert found.count(silent) == 1
    assert found.count("08/10 UBND cấp huyện có báo cáo") == 1


def test_a_group_of_tasks_is_no_section_of_the_report() -> None:
    def under(group: str) -> list[str]:
        data = sample.vlxd()
        data = replace(data, tasks=tuple(replace(one, group=group) for one in data.tasks))
        return lines(made(data), "II.2/group")

    assert under("II. MỘT SỐ NHIỆM VỤ CỤ THỂ") == ['Nhóm nhiệm vụ "II. MỘT SỐ NHIỆM VỤ CỤ THỂ"']
    assert under("NHÓM NHIỆM VỤ VỀ VỐN") == ["NHÓM NHIỆM VỤ VỀ VỐN"]


def test_who_reports_an_indicator_is_named_before_any_figure() -> None:
    data = sample.with_indicators()
    silent = replace(data, indicators=tuple(replace(one, values=()) for one in data.indicators))
    asked = Asked(
        silent, TEXTS, date(2023, 12, 20), reporters={"quan-trac": "Sở Tài nguyên và Môi trường"}
    )
    found = report(asked)
    rows = [one for one in found.pieces() if one.key.startswith(("II.3/", "PL/indicators"))]
    told = [one.cells for one in rows if isinstance(one, Row)]
    assert ["Sở Tài nguyên và Môi trường" in cells for cells in told] == [True, False] * 2
