"""An Excel file opened with care: what is none, is old, or would unpack to more than it may."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from plans.ground import Refusal

_OLD_EXCEL = bytes.fromhex("d0cf11e0")
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes of XML: far more than any table or list of an office
_MOST_PARTS = 500


def opened(data: bytes) -> Any:
    """The workbook; raises Refusal excel.old, excel.unreadable, excel.too_large."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    if data.startswith(_OLD_EXCEL):
        raise Refusal("excel.old")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
                raise Refusal("excel.too_large")
            if not any(one.filename == "xl/workbook.xml" for one in parts):
                raise Refusal("excel.unreadable")
        return openpyxl.load_workbook(io.BytesIO(data))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError) as error:
        raise Refusal("excel.unreadable") from error


def text_of(value: Any) -> str:
    """A cell's value as typed: Excel keeps 5 as 5.0 at times."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
