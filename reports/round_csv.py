"""The tables of a round as CSV files for Excel, in one zip; and how a zip of ours is made."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from plans.files import ZIP, Produced
from plans.ground import local
from reports.round_rows import Cell
from reports.round_tables import BookAsked, tables

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_YEAR_ZERO = 1980  # no zip knows an earlier one


def write(asked: BookAsked, _data: bytes | None) -> Produced:
    """A file for each table."""
    files = [
        (f"{place}. {one.name}.csv", as_csv((one.heads, *one.rows)))
        for place, one in enumerate(tables(asked), 1)
    ]
    return Produced(asked.file, ZIP, zipped(asked, files))


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """With the mark by which Excel knows UTF-8; nothing typed is ever a formula there."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_cell(one) for one in row] for row in rows)
    text = out.getvalue().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "").encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def zipped(asked: BookAsked, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip whose names any unpacker reads with their accents; the same files, the same bytes."""
    moment = local(asked.data.as_of)
    stamp = (max(moment.year, _YEAR_ZERO), moment.month, moment.day, moment.hour, moment.minute, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            box.writestr(info, data)
    return out.getvalue()
