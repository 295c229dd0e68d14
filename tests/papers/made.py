"""What the files of a round are asked for with, around the sample data sets."""

from __future__ import annotations

from datetime import datetime

from dialogues.catalogue import Catalogue
from handlers.round_words import table_words
from plans.round_data import RoundData, digest_of
from reports.round_tables import BookAsked

TEXTS = Catalogue.load()


def asked(data: RoundData, *, mark: str = "", closed: datetime | None = None) -> BookAsked:
    return BookAsked(
        file="Bảng.xlsx",
        data=data,
        words=table_words(TEXTS),
        title="KH VLXD, báo cáo năm 2023",
        under="Số liệu đến 15:00 ngày 20/12/2023",
        round_name="năm 2023",
        hash=digest_of(data),
        closed=closed,
        mark=mark,
    )
