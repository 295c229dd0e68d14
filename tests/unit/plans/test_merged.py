"""Đã lồng ghép tại báo cáo khác: what is one, and where it says the report stands."""

from __future__ import annotations

from datetime import date

import pytest

from plans.ground import Refusal
from plans.merged import Merged, from_json, read, said_in, to_json
from plans.model import Paper

SYT = Paper("45", "BC-SYT", date(2023, 12, 5))


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Đã lồng ghép tại Báo cáo số 45/BC-SYT ngày 05/12/2023, mục II.3", "mục II.3"),
        ("đã được lồng ghép tại Báo cáo số 45/BC-SYT, ngày 05/12/2023, mục III", "mục III"),
        ("da long ghep tai bao cao so 45/BC-SYT ngay 05/12/2023", ""),
        ("Nội dung này đã lồng ghép tại Báo cáo 45/BC-SYT ngày 05/12/2023 phần 2.", "phần 2"),
    ],
)
def test_says_where_it_stands(text: str, section: str) -> None:
    assert said_in(text) == Merged(SYT, section)


@pytest.mark.parametrize(
    "text",
    [
        "Đã tuyên truyền lồng ghép tại 21 buổi, Báo cáo số 45/BC-SYT ngày 05/12/2023",
        "Đã lồng ghép tại báo cáo tháng 12",
        "Đã lồng ghép tại Báo cáo số 45/BC-SYT",
        "Đã lồng ghép tại Báo cáo số 45/BC-SYT ngày 05/12/2023 và 46/BC-SYT ngày 06/12/2023",
        "",
    ],
)
def test_says_something_else(text: str) -> None:
    assert said_in(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("báo cáo tháng 12", "merged.unreadable"),
        ("45/BC-SYT ngày 05/12/2023, 46/BC-SYT ngày 06/12/2023", "merged.unreadable"),
        ("Báo cáo số 45/BC-SYT, mục II", "merged.no_date"),
    ],
)
def test_is_refused_with_what_is_missing(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.code == code


def test_is_kept_as_it_is() -> None:
    one = Merged(SYT, "mục II")
    assert from_json(to_json(one)) == one
    assert from_json(None) is None
