"""Excel files as offices send them, made by a process of their own: none is imported here."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from functools import cache

_MAKE = """
import io, json, sys
from datetime import datetime
import openpyxl
from openpyxl.writer import excel
asked = json.load(sys.stdin)
book = openpyxl.Workbook()
book.properties.created = book.properties.modified = datetime(2023, 11, 1)
sheet = book.active
for row in asked["rows"]:
    sheet.append(row)
for area in asked["merged"]:
    sheet.merge_cells(area)
out = io.BytesIO()
book.save(out)
sys.stdout.buffer.write(out.getvalue())
"""
HEADS = ("TT", "Họ và tên", "Chức vụ", "Phòng", "Điện thoại", "Cơ quan", "Kế hoạch")


@cache
def _made(asked: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", _MAKE], input=asked.encode(), capture_output=True, check=True
    )
    return done.stdout


def workbook(*rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> bytes:
    """An .xlsx of these rows; the same bytes for the same rows."""
    return _made(json.dumps({"rows": rows, "merged": merged}))


def people(*rows: tuple[object, ...]) -> bytes:
    """A list under a title and the usual heads."""
    title = ("DANH SÁCH CÁN BỘ ĐẦU MỐI", *[None] * 6)
    return workbook(title, HEADS, *rows)


_CHANGE = """
import base64, io, json, sys
import openpyxl
asked = json.load(sys.stdin)
book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(asked["book"])))
for sheet, cell, value in asked["cells"]:
    book[sheet][cell] = value
for sheet in asked["without"]:
    del book[sheet]
for sheet, row in asked["rows"]:
    book[sheet].delete_rows(row)
out = io.BytesIO()
book.save(out)
sys.stdout.buffer.write(out.getvalue())
"""


def changed(
    book: bytes,
    *cells: tuple[str, str, object],
    without: tuple[str, ...] = (),
    rows: tuple[tuple[str, int], ...] = (),
) -> bytes:
    """A workbook edited as in Excel: (sheet, cell, value), without some sheets, rows deleted."""
    asked = {
        "book": base64.b64encode(book).decode(), "cells": cells, "without": without, "rows": rows,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", _CHANGE], input=json.dumps(asked).encode(), capture_output=True,
        check=True,
    )  # fmt: skip
    return done.stdout


def sheets(book: bytes) -> dict[str, list[list[str]]]:
    """Sheet → its rows, as text."""
    code = (
        "import io, json, sys, openpyxl\n"
        "book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))\n"
        "json.dump({s.title: [['' if c is None else str(c) for c in r]\n"
        "  for r in s.iter_rows(values_only=True)] for s in book.worksheets}, sys.stdout)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=book, capture_output=True, check=True
    )
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found
