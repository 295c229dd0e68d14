"""The documents in other formats: Markdown as it is, Word, and PDF as an office prints it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from plans.reading.blocks import Document, Line, Row
from plans.reading.document import document
from plans.reading.flat_tables import unflattened
from plans.reading.paragraphs import layout, paragraphs

Part = str | list[tuple[str, ...]]


def parts(name: str, data: bytes) -> list[Part]:
    """A document as paragraphs, and tables as rows."""
    found = Document(name, unflattened(document(name, data).blocks))
    made = layout(block for block in found.blocks if isinstance(block, Line))
    whole: list[Part] = []
    for run in found.runs():
        if isinstance(run[0], Row):
            whole.append([tuple(cell or "" for cell in row.cells) for row in run])
        else:
            whole += [one.text for one in paragraphs(run, made)]
    return whole


def as_docx(found: Sequence[Part]) -> bytes:
    import docx

    file = docx.Document()
    for part in found:
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        table = file.add_table(0, len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def as_pdf(found: Sequence[Part]) -> bytes:
    """Wrapped over pages, page numbers on top, the heads of a table again on every page."""
    from fpdf import FPDF
    from matplotlib import get_data_path

    class Paper(FPDF):
        def header(self) -> None:
            if self.page_no() > 1:
                self.cell(0, 8, str(self.page_no()), align="C", new_x="LMARGIN", new_y="NEXT")

    paper = Paper(format="A4")
    paper.set_margins(30, 20, 20)
    fonts = Path(get_data_path()) / "fonts" / "ttf"
    paper.add_font("DejaVu", "", str(fonts / "DejaVuSans.ttf"))
    paper.add_font("DejaVu", "B", str(fonts / "DejaVuSans-Bold.ttf"))
    paper.set_font("DejaVu", size=11)
    paper.add_page()
    for part in found:
        if isinstance(part, str):
            paper.multi_cell(0, 6, f"       {part}", new_x="LMARGIN", new_y="NEXT")
            paper.ln(2)
            continue
        widths = tuple(
            max(4, min(12, max(len(row[at]) for row in part) // 3)) for at in range(len(part[0]))
        )
        with paper.table(col_widths=widths, num_heading_rows=1, line_height=6) as table:
            for row in part:
                cells = table.row()
                for text in row:
                    cells.cell(text)
    return bytes(paper.output())


def as_md(found: Sequence[Part]) -> bytes:
    lines: list[str] = []
    for part in found:
        if isinstance(part, str):
            lines += [part, ""]
            continue
        cells = [[cell.replace("\n", "<br>") for cell in row] for row in part]
        rows = ["| " + " | ".join(row) + " |" for row in cells]
        lines += [rows[0], "|" + "---|" * len(part[0]), *rows[1:], ""]
    return "\n".join(lines).encode()


FORMATS = {".docx": as_docx, ".pdf": as_pdf, ".md": as_md}
