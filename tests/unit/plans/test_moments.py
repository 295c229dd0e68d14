"""Hours as people type them, seen from 16:20 on Wednesday 15/11/2023."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.ground import VIETNAM, Refusal, local
from plans.moments import parse_moment

NOW = datetime(2023, 11, 15, 16, 20, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:30", "15/11 16:30"),
        ("16h30", "15/11 16:30"),
        ("17h", "15/11 17:00"),
        ("trước 17h", "15/11 17:00"),
        ("17h30 chiều nay", "15/11 17:30"),
        ("hôm nay 17h", "15/11 17:00"),
        ("10:00 ngày mai", "16/11 10:00"),
        ("10h sáng mai", "16/11 10:00"),
        ("4h chiều mai", "16/11 16:00"),
        ("9g mai", "16/11 09:00"),
        ("8 giờ 30 phút mai", "16/11 08:30"),
        ("12h trưa mai", "16/11 12:00"),
        ("10.30 mai", "16/11 10:30"),
        ("10:00 18/12/2023", "18/12 10:00"),
        ("10 giờ ngày 18/12", "18/12 10:00"),
        ("trước 10:00 ngày 18/12/2023", "18/12 10:00"),
        ("17/11 lúc 9h", "17/11 09:00"),
        ("9h00 17.11.2023", "17/11 09:00"),
    ],
)
def test_the_moment_meant(typed: str, meant: str) -> None:
    moment = parse_moment(typed, NOW)
    assert moment.tzinfo is UTC
    assert local(moment).strftime("%d/%m %H:%M") == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("16:20", "moment.past"),
        ("10:00", "moment.past"),
        ("9:00 14/11/2023", "moment.past"),
        ("10:00 10/10/2025", "moment.too_far"),
        ("mai", "moment.unreadable"),
        ("18/12/2023", "moment.unreadable"),
        ("25:00", "moment.unreadable"),
        ("10:61", "moment.unreadable"),
        ("24:00", "moment.unreadable"),
        ("10:00 mai kia", "moment.unreadable"),
        ("10:00-11:00", "moment.unreadable"),
        ("10:00 30/2/2024", "moment.unreadable"),
        ("10:00 17/11 hoặc 18/11", "moment.unreadable"),
        ("càng sớm càng tốt", "moment.unreadable"),
        ("10:00 " + "rất dài " * 20, "moment.unreadable"),
        ("", "moment.unreadable"),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_moment(typed, NOW)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_a_moment_ahead_or_a_refusal(typed: str) -> None:
    with suppress(Refusal):
        assert parse_moment(typed, NOW) > NOW
