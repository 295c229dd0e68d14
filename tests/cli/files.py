"""Shipped files with changes, and what the store holds afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from plans.samples import sample

PLAN = "bac-giang-vat-lieu-xay-dung.yaml"
BASELINE = "bac-giang-vat-lieu-xay-dung.baseline.yaml"
ID = "bac-giang-vlxd-2021-2030"


def rows(sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect("data/daumoi.db") as db:
        found = db.execute(sql).fetchall()
    db.close()
    return found


def edited(name: str, *changes: tuple[str, str], to: str = "kh.yaml") -> str:
    text = sample(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    Path(to).write_text(text, "utf-8")
    return to
