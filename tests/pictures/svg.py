"""A few shapes as SVG text: the same bytes for the same drawing, no library, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

FONT = "font-family=\"'Noto Sans','DejaVu Sans',Arial,sans-serif\""
INK, FAINT, PAPER = "#1f2937", "#6b7280", "#ffffff"


def words(x: float, y: float, text: str, *, size: int = 14, ink: str = INK, more: str = "") -> str:
    """A line of words; `more`: further attributes."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{ink}" {more}>{escape(text)}</text>'
    )


def box(x: float, y: float, wide: float, high: float, *, fill: str, line: str = FAINT,
        more: str = "") -> str:  # fmt: skip
    """A rounded box."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="8" fill="{fill}"'
        f' stroke="{line}" {more}/>'
    )


def arrow(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> str:
    """A line that ends in a head."""
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{FAINT}"'
        f' stroke-width="1.5" marker-end="url(#head)"{dash}/>'
    )


def drawing(wide: int, high: int, title: str, shapes: Iterable[str]) -> str:
    """The whole picture."""
    head = (
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7"'
        ' markerHeight="7" orient="auto-start-reverse">'
        f'<path d="M0 0 L10 5 L0 10 z" fill="{FAINT}"/></marker></defs>'
    )
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}"'
        f' height="{high}" role="img" {FONT}>'
    )
    paper = f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>'
    lines = [begin, f"<title>{escape(title)}</title>", head, paper, *shapes, "</svg>"]
    return "\n".join(lines) + "\n"
