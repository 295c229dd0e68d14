"""Write the templates into reports/papers/data."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from reports.papers.templates.making import TEMPLATES

FOLDER = Path(__file__).parents[1] / "data"


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a Word file, without the moments at which it was packed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        file, made = FOLDER / f"{name}.docx", make()
        if not file.exists() or parts(file.read_bytes()) != parts(made):
            file.write_bytes(made)
