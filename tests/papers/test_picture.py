"""The picture of a round: its groups, never agencies, and what a grey print still tells."""

from __future__ import annotations

import io
import time
from dataclasses import replace

from PIL import Image

from handlers.round_words import state_words
from plans.round_progress import progress, state_of
from reports import picture
from reports.picture import Bar, Picture, draw
from tests.papers.made import TEXTS
from tests.papers.sample import large, vlxd

STATES = state_words(TEXTS)


def drawn(bars: tuple[Bar, ...], mark: str = "") -> Image.Image:
    payload = Picture(
        "p.png", "Tiến độ", "Báo cáo năm 2023", bars, STATES, ("Dải rộng",), "nhiệm vụ", mark
    )
    made, _ = draw(payload, None)
    return Image.open(io.BytesIO(made.data))


def test_tasks_are_counted_by_group() -> None:
    groups = progress(vlxd())
    assert [one.name[:2] for one in groups] == ["1.", "II"]
    counted = [{state: n for state, n in one.counts.items() if n} for one in groups]
    assert counted[0] == {"done": 1, "waiting": 1, "running": 2}
    assert sum(one.total for one in groups) == 9


def test_a_lead_that_is_behind_decides() -> None:
    task = vlxd().tasks[1]
    late = replace(task.leads[0], status="on_track", timeliness="overdue")
    silent = replace(late, status=None, timeliness="no_due")
    assert state_of(task) == "done"
    assert state_of(replace(task, leads=(*task.leads, silent))) == "unreported"
    assert state_of(replace(task, leads=(silent, late))) == "overdue"
    assert state_of(replace(task, leads=())) == "unassigned"


def test_groups_that_are_agencies_are_never_drawn_apart() -> None:
    data = vlxd()
    by_agency = tuple(
        replace(one, group=f"{n}. {one.leads[0].name}" if one.leads else "Các cơ quan khác")
        for n, one in enumerate(data.tasks)
    )
    (one,) = progress(replace(data, tasks=by_agency))
    assert (one.name, one.total) == ("", 9)


def test_a_plan_without_groups_or_without_tasks() -> None:
    data = vlxd()
    loose = tuple(replace(one, group=None) for one in data.tasks)
    assert [one.name for one in progress(replace(data, tasks=loose))] == [""]
    assert progress(replace(data, tasks=())) == ()


def test_every_state_has_a_look_that_a_grey_print_keeps() -> None:
    assert set(picture._LOOKS) == set(STATES)
    seen = set()
    for fill, pattern, _ in picture._LOOKS.values():
        red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
        grey = round((0.299 * red + 0.587 * green + 0.114 * blue) / 12)
        assert (grey, pattern) not in seen
        seen.add((grey, pattern))


def test_the_mark_stands_on_it() -> None:
    bars = (Bar("Nhóm", {"done": 1}),)
    plain, marked = drawn(bars), drawn(bars, "SỐ LIỆU MINH HỌA")
    assert marked.height > plain.height
    assert plain.width == marked.width == 1080


def test_long_names_stay_inside() -> None:
    name = "NHÓM NHIỆM VỤ, GIẢI PHÁP VỀ TRUYỀN THÔNG, GIÁO DỤC VÀ NÂNG CAO NHẬN THỨC " * 4
    image = drawn(tuple(Bar(name, {"done": 3, "overdue": 1}, {"done": 1}) for _ in range(14)))
    edge = image.convert("L").crop((1060, 0, 1080, image.height))
    assert edge.getextrema() == (255, 255)


def test_signs_of_other_languages_break_nothing() -> None:
    drawn((Bar("$x^2$ \\frac_1 % {0} <b>", {"done": 1}),))


def test_a_warm_picture_is_quick() -> None:
    bars = tuple(Bar(one.name, one.counts, one.counts) for one in progress(large()))
    drawn(bars)
    began = time.process_time()
    drawn(bars)
    assert time.process_time() - began < 1.5
