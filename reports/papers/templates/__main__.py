"""Write the templates into reports/papers/data."""

from __future__ import annotations

from pathlib import Path

from reports.papers.templates.making import TEMPLATES

FOLDER = Path(__file__).parents[1] / "data"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(make())
