"""Hand-made data sets of a round: KH VLXD, year 2023, as in the office's own example, and a large
one. Results are illustrative; people are named by post.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from plans.planfile import TaskEntry, read_plan
from plans.round_data import (
    AgencyReport,
    Document,
    IndicatorData,
    IndicatorSaid,
    ObstacleData,
    PlanHead,
    RoundData,
    RoundHead,
    Said,
    Supporter,
    TaskData,
)
from plans.samples import sample

FILE = "bac-giang-vat-lieu-xay-dung.yaml"
OWN = 1
SO = {
    "Sở Kế hoạch và Đầu tư": (2, "skhdt"),
    "Sở Công thương": (3, "sct"),
    "Sở Tài chính": (4, "stc"),
    "Sở Tài nguyên và Môi trường": (5, "stnmt"),
    "Sở Khoa học và Công nghệ": (6, "skhcn"),
}
HUYEN = {
    "UBND thành phố Bắc Giang": (11, "ubnd-tp-bac-giang"),
    "UBND huyện Lục Ngạn": (12, "ubnd-luc-ngan"),
    "UBND huyện Lục Nam": (13, "ubnd-luc-nam"),
    "UBND huyện Sơn Động": (14, "ubnd-son-dong"),
    "UBND huyện Yên Thế": (15, "ubnd-yen-the"),
    "UBND huyện Hiệp Hòa": (16, "ubnd-hiep-hoa"),
    "UBND huyện Lạng Giang": (17, "ubnd-lang-giang"),
    "UBND huyện Tân Yên": (18, "ubnd-tan-yen"),
    "UBND huyện Việt Yên": (19, "ubnd-viet-yen"),
    "UBND huyện Yên Dũng": (20, "ubnd-yen-dung"),
}
OWING = {"UBND huyện Sơn Động", "UBND huyện Lục Ngạn"}
IDS = {name: one[0] for name, one in (SO | HUYEN).items()} | {"Sở Xây dựng": OWN}

_SAID = """
1.1|on_track|Đã tổ chức 02 hội nghị phổ biến Đề án 1346, 180 đại biểu của 64 cơ sở tham dự.
1.2|done|Hệ thống đã kết nối 12/12 cơ sở, nghiệm thu theo Biên bản số 18/BB-STNMT.
1.3|done|Đã rà soát 21 cơ sở; kết quả tại Báo cáo số 45/BC-STNMT ngày 12/12/2023.
1.4|may_slip|Đã rà soát công nghệ xử lý khí thải tại 17/21 cơ sở, đang xin ý kiến hội đồng tư vấn.
2|on_track|Đang dự thảo Tờ trình về cơ chế hỗ trợ, dự kiến trình UBND tỉnh trong quý II/2024.
3|continuous|Đã thẩm định công nghệ 03 dự án; tham gia ý kiến về công nghệ 05 dự án.
5|continuous|đã ktra 12 cs, xử phạt 02 cơ sở.
6|continuous|Đã thu hút 02 dự án gạch ốp lát, tổng vốn đăng ký 860 tỷ đồng.
"""
_RESULTS = {
    number: (status, text)
    for number, status, text in (line.split("|") for line in _SAID.strip().splitlines())
}
_DONE_ON = {"1.2": date(2023, 9, 29), "1.3": date(2023, 12, 12)}
_PAPERS = {
    "1.2": (Document("18/BB-STNMT", date(2023, 9, 29)),),
    "1.3": (Document("45/BC-STNMT", date(2023, 12, 12)),),
}


def at(day: int, hour: int = 9, month: int = 12) -> datetime:
    """A moment of 2023, at an hour of Asia/Ho_Chi_Minh."""
    return datetime(2023, month, day, hour - 7, tzinfo=UTC)


def vlxd(as_of: datetime | None = None) -> RoundData:
    """15 agencies, 9 tasks; on 20/12/2023 all 5 sở and 8 of the 10 huyện have reported."""
    entries = read_plan(sample(FILE), FILE).tasks
    return RoundData(
        as_of=as_of or at(20, 15),
        plan=PlanHead(
            id="bac-giang-vlxd-2021-2030",
            short="VLXD",
            title=read_plan(sample(FILE), FILE).plan.title,
            number=None,
            issued=None,
            province="Bắc Giang",
            coordinator="Sở Xây dựng",
            coordinator_code="sxd",
            coordinator_kind="so",
        ),
        round=RoundHead(
            id=7,
            frequency="annual",
            year=2023,
            part=0,
            period_from=date(2022, 12, 15),
            period_to=date(2023, 12, 14),
            cutoff=date(2023, 12, 14),
            due=date(2023, 12, 15),
            last_day=date(2023, 12, 14),
            internal=None,
            onward=date(2023, 12, 31),
            request=Document("2150/SXD-VLXD", date(2023, 11, 15)),
            section="III.2",
            quote="tổng hợp kết quả thực hiện báo cáo UBND tỉnh trước ngày 15/12 hàng năm "
            "(gửi về Sở Xây dựng để tổng hợp)",
        ),
        agencies=_agencies(),
        tasks=tuple(_task(n, one) for n, one in enumerate(entries, 1)),
        indicators=(),
        obstacles=_obstacles(),
    )


def _agencies() -> tuple[AgencyReport, ...]:
    reports = [_report(name, *key, "so") for name, key in SO.items()]
    reports += [_report(name, *key, "huyen") for name, key in HUYEN.items()]
    by_name = {one.name: one for one in reports}
    paper = Document("112/BC-STC", date(2023, 12, 13))
    for changed in (
        # văn bản only; entered from a call; nothing to report; asked for more; corrected
        replace(by_name["Sở Tài chính"], kind=None, nth=0, sent=None, by="", receipt="",
                paper=paper),
        replace(by_name["UBND huyện Tân Yên"], entered="call", by="Chuyên viên tổng hợp"),
        replace(by_name["Sở Công thương"], kind="nothing", support="Không phát sinh nội dung"),
        replace(by_name["UBND huyện Yên Dũng"], accepted=False,
                more_asked="đề nghị bổ sung số cơ sở đã kiểm tra"),
        replace(by_name["Sở Khoa học và Công nghệ"], nth=2, late=True, sent=at(18)),
    ):  # fmt: skip
        by_name[changed.name] = changed
    return tuple(by_name[one.name] for one in reports)


def _report(name: str, key: int, code: str, kind: str) -> AgencyReport:
    in_time = name not in OWING
    quiet = kind == "huyen" and key % 2 == 0
    return AgencyReport(
        agency=key,
        code=code,
        name=name,
        kind_of_body=kind,
        urge=True,
        kind="full" if in_time else None,
        nth=1 if in_time else 0,
        sent=at(12, 10 + key % 5) if in_time else None,
        by="Chuyên viên đầu mối" if in_time else "",
        receipt=f"BC-{key:04d}" if in_time else "",
        late=False,
        entered=None,
        paper=None,
        paper_late=False,
        accepted=in_time,
        more_asked="",
        support=_support(name, quiet=quiet) if in_time else "",
    )


def _support(name: str, *, quiet: bool) -> str:
    if quiet:
        return "Không phát sinh nội dung"
    return f"{name} đã phối hợp cung cấp số liệu, cử cán bộ tham gia đoàn kiểm tra tại địa bàn."


def _task(key: int, entry: TaskEntry) -> TaskData:
    known = [name for name in entry.lead if name in IDS]
    said = _RESULTS.get(entry.number)
    return TaskData(
        id=key,
        key=entry.number.replace(".", "-"),
        number=entry.number,
        title=" ".join(entry.title.split()),
        group=entry.group,
        when=entry.when,
        due=entry.due,
        recurs=None,
        lead_words=entry.lead,
        support_words=entry.support,
        leads=tuple(_said(name, entry, said) for name in known),
        supporters=tuple(_supporters(entry)),
    )


def _said(name: str, entry: TaskEntry, said: tuple[str, str] | None) -> Said:
    if said is None:
        return Said(IDS[name], name, "lead", False, None, "no_due")
    status, text = said
    return Said(
        agency=IDS[name],
        name=name,
        part="lead",
        collective=False,
        status=status,
        timeliness="done_in_time" if status == "done" else "running",
        text=text,
        at=at(12, 10),
        by="Chuyên viên đầu mối",
        in_round=True,
        papers=_PAPERS.get(entry.number, ()),
        done_on=_DONE_ON.get(entry.number),
        confirmed=entry.number == "1.2",
        source="chat",
    )


def _supporters(entry: TaskEntry) -> list[Supporter]:
    printed = entry.support_as or "phối hợp"
    found = []
    for name in entry.support:
        if name in IDS:
            found.append(Supporter(IDS[name], name, printed, False))
        elif name == "UBND cấp huyện":
            found += [Supporter(key, one, printed, True) for one, (key, _) in HUYEN.items()]
    return found


def _obstacles() -> tuple[ObstacleData, ...]:
    return (
        _obstacle(1, "Sở Tài nguyên và Môi trường", "5",
                  "Một số cơ sở chưa bố trí được kinh phí lắp đặt trạm quan trắc tự động."),
        _obstacle(2, "UBND huyện Lạng Giang", None,
                  "Chưa rõ đơn giá hỗ trợ tháo dỡ lò gạch thủ công.",
                  answer="Thực hiện theo đơn giá hiện hành của UBND tỉnh."),
        _obstacle(3, "Sở Khoa học và Công nghệ", "1.4",
                  "Hội đồng tư vấn chưa đủ thành viên chuyên ngành.",
                  answer="Sở Xây dựng cử 02 thành viên tham gia.",
                  document=Document("2301/SXD-VLXD", date(2023, 12, 1))),
        _obstacle(4, "UBND huyện Hiệp Hòa", None,
                  "Thiếu cán bộ theo dõi lĩnh vực vật liệu xây dựng.", escalated_to="UBND tỉnh"),
        _obstacle(5, "UBND huyện Yên Thế", "3", "Chưa có hướng dẫn về công nghệ thay thế.",
                  answer="Tham khảo danh mục kèm theo Công văn số 2150/SXD-VLXD."),
    )  # fmt: skip


def _obstacle(
    seq: int,
    name: str,
    task: str | None,
    text: str,
    *,
    answer: str = "",
    document: Document | None = None,
    escalated_to: str = "",
) -> ObstacleData:
    state = "answered" if answer else ("escalated" if escalated_to else "open")
    return ObstacleData(
        seq=seq, agency=IDS[name], name=name, task=task, kind="guidance", text=text,
        proposal="Đề nghị Sở Xây dựng hướng dẫn.", raised=at(20, month=11), state=state,
        answer=answer, document=document, escalated_to=escalated_to,
    )  # fmt: skip


def with_indicators(data: RoundData | None = None) -> RoundData:
    """The same round with two chỉ tiêu, one of them reported by two agencies."""
    found = data or vlxd()
    said = (
        IndicatorSaid(5, "Sở Tài nguyên và Môi trường", "12", "12", at=at(12)),
        IndicatorSaid(3, "Sở Công thương", "1,5", None, note="chưa có số liệu quý IV", at=at(12)),
    )
    rows = (
        IndicatorData("quan-trac", "1", "Số cơ sở kết nối quan trắc tự động", "cơ sở", "12",
                      "2023", said[:1]),
        IndicatorData("tro-xi", "2", "Sản lượng tro, xỉ được tái sử dụng", "nghìn tấn", None,
                      "2025", said),
    )  # fmt: skip
    return replace(found, indicators=rows)


def large(tasks: int = 300, agencies: int = 60) -> RoundData:
    """Long lists: 300 tasks of 60 agencies, 45 of which have reported."""
    small = vlxd()
    names = [f"Sở số {n}" for n in range(1, 21)] + [f"UBND huyện số {n}" for n in range(21, 999)]
    bodies = tuple(
        replace(small.agencies[n % 2], agency=100 + n, code=f"cq-{n}", name=names[n],
                kind_of_body="so" if n < 20 else "huyen",
                kind="full" if n % 4 else None, sent=at(12) if n % 4 else None,
                nth=1 if n % 4 else 0, support=_support(names[n], quiet=n % 3 == 0))
        for n in range(agencies)
    )  # fmt: skip
    rows = tuple(_many(n, small.tasks[n % 9], bodies) for n in range(tasks))
    return replace(small, agencies=bodies, tasks=rows, obstacles=small.obstacles * 8)


def _many(n: int, like: TaskData, bodies: tuple[AgencyReport, ...]) -> TaskData:
    lead, others = bodies[n % len(bodies)], [bodies[(n + step) % len(bodies)] for step in (7, 13)]
    said = Said(
        lead.agency, lead.name, "lead", False, "on_track", "running",
        text=f"Đã thực hiện {n + 1}/{n + 9} nội dung; kết quả tại Báo cáo số {n + 1}/BC-CQ. " * 3,
        at=at(12) + timedelta(minutes=n), by="Chuyên viên đầu mối", in_round=True, source="chat",
    )  # fmt: skip
    return replace(
        like, id=1000 + n, key=f"{n // 20 + 1}-{n % 20 + 1}", number=f"{n // 20 + 1}.{n % 20 + 1}",
        group=f"Nhóm {n // 20 + 1}", lead_words=(lead.name,),
        support_words=tuple(one.name for one in others), leads=(said,),
        supporters=tuple(Supporter(one.agency, one.name, "phối hợp", False) for one in others),
    )  # fmt: skip
