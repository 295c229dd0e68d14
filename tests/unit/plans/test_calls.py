from datetime import UTC, datetime

import pytest

from plans.calls import parse_call
from plans.ground import Refusal

NOW = datetime(2023, 12, 12, 3, 0, tzinfo=UTC)  # 10:00 in Hà Nội


@pytest.mark.parametrize(
    ("typed", "who", "at"),
    [
        ("Ông A, Phó Trưởng phòng, 16:00 11/12/2023", "Ông A, Phó Trưởng phòng", "11 09:00"),
        ("16:00 ngày 11/12/2023, Ông A", "Ông A", "11 09:00"),
        ("Chị Lan 16h30 hôm qua", "Chị Lan", "11 09:30"),
        ("Anh B, chiều qua lúc 16 giờ", "Anh B", "11 09:00"),
        ("Anh B sáng nay 9:15", "Anh B", "12 02:15"),
        ("chị Lan (0912 345 678) lúc 9:15", "chị Lan (0912 345 678)", "12 02:15"),
        ("Chị C", "Chị C", "12 03:00"),
    ],
)
def test_the_moment_is_taken_out_and_the_rest_is_who(typed, who, at):
    call = parse_call(typed, NOW)
    assert (call.who, call.at.strftime("%d %H:%M")) == (who, at)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12/12/2023 08:00", "call.no_who"),
        ("16:00", "call.no_who"),
        ("0912 345 678", "call.no_who"),
        ("chị D ngày 11/12", "call.no_time"),
        ("Chị E 23:00", "call.future"),
        ("Chị E 8:00 13/12/2023", "call.future"),
        ("Chị E 8:00 31/02/2023", "call.bad_date"),
    ],
)
def test_what_nobody_can_take_is_refused(typed, code):
    with pytest.raises(Refusal) as refused:
        parse_call(typed, NOW)
    assert refused.value.code == code
