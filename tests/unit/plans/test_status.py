"""When a text opens with the name of its status."""

from __future__ import annotations

import pytest

from plans.model import Status
from plans.status import after_status, unrepeated

DONE = "Đã hoàn thành"
ON_TRACK = "Đang triển khai, bảo đảm tiến độ"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Đã hoàn thành. Đã nghiệm thu hệ thống", " Đã nghiệm thu hệ thống"),
        ("đã hoàn thành, Báo cáo số 12", ", Báo cáo số 12"),
        ("Đã hoàn thành", ""),
        ("Đã hoàn thành dự thảo", None),
        ("Đã hoàn thành 50%", None),
        ("Hoàn thành. Đã nghiệm thu", None),
        ("da hoan thanh. da nghiem thu", None),
        ("Đã nghiệm thu", None),
        ("", None),
    ],
)
def test_what_follows_the_name_of_the_status(text: str, rest: str | None) -> None:
    assert after_status(text, Status.DONE, DONE) == rest


def test_the_name_of_another_status_or_half_of_it_stays() -> None:
    assert after_status("Đã hoàn thành. Đã nghiệm thu", Status.ON_TRACK, ON_TRACK) is None
    assert after_status("Đang triển khai 3 xã", Status.ON_TRACK, ON_TRACK) is None


def test_the_name_of_the_status_is_not_said_twice() -> None:
    assert unrepeated("Đã hoàn thành, báo cáo số 12", Status.DONE, DONE) == "Báo cáo số 12"
    assert unrepeated("Đã hoàn thành", Status.DONE, DONE) == ""
    assert unrepeated("đã nghiệm thu", Status.DONE, DONE) == "đã nghiệm thu"
