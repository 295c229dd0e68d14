"""A chat as a picture: plain HTML, taken by a headless Chromium found on the machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pictures import png

MARK = "SỐ LIỆU MINH HỌA"
WIDE = 400  # CSS pixels
_SCALE = 1.5
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--disable-lcd-text",
)  # fmt: skip
_STYLE = f"""
*{{box-sizing:border-box}}
body{{margin:0;width:{WIDE}px;background:#e7edf3;color:#17212b;
font:14px/1.38 "Noto Sans","DejaVu Sans",sans-serif}}
header{{background:#fff;padding:9px 14px;border-bottom:1px solid #d4dce4;font-weight:600}}
.mark{{background:#8a5a00;color:#fff;text-align:center;padding:4px;font-weight:700;font-size:13px;
letter-spacing:.04em}}
main{{padding:10px 12px 14px}}
.one{{max-width:94%;margin:8px 0 0;padding:8px 11px 6px;border-radius:12px;background:#fff;
white-space:pre-wrap;overflow-wrap:break-word}}
.mine{{margin-left:auto;background:#d9f2d0}}
.at{{color:#63707c;font-size:11px;text-align:right;margin-top:2px}}
.row{{display:flex;flex-wrap:wrap;gap:5px;max-width:94%;margin-top:5px}}
.row span{{flex:1 1 auto;text-align:center;background:#ffffffd9;border:1px solid #b9c6d2;
border-radius:9px;padding:5px 9px;font-size:13px}}
"""


class NoBrowser(Exception):
    """No Chromium is on this machine; `apt-get install chromium` brings one."""


@dataclass(frozen=True)
class Bubble:
    """A message: what it says, whether a person typed it, when (local), its rows of buttons."""

    text: str
    mine: bool
    at: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """A chat under its title."""

    title: str
    bubbles: tuple[Bubble, ...]


def page(shown: Shown) -> str:
    """The HTML of a chat, marked as made-up."""
    body = "".join(map(_bubble, shown.bubbles))
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{_STYLE}</style>'
        f'<div class="mark">{MARK}</div><header>{escape(shown.title)}</header>'
        f"<main>{body}</main>"
        "<script>document.title=Math.ceil(document.body.getBoundingClientRect().height)</script>"
    )


def _bubble(one: Bubble) -> str:
    mine = " mine" if one.mine else ""
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{escape(label)}</span>" for label in row)}</div>'
        for row in one.rows
    )
    text = f'<div class="one{mine}">{escape(one.text)}<div class="at">{one.at}</div></div>'
    return text + rows


def browser() -> str:
    """Where Chromium is; raises NoBrowser."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise NoBrowser(NoBrowser.__doc__)
    return found


def take(shown: Shown) -> bytes:
    """The chat as PNG, as high as it is. Raises NoBrowser."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "chat.html"
        file.write_text(page(shown), encoding="utf-8")
        told = _run(folder, "--dump-dom", str(file)).decode()
        high = re.search(r"<title>(\d+)</title>", told)
        assert high is not None, "the page did not tell its height"
        picture = folder / "chat.png"
        size = f"--window-size={WIDE},{high[1]}"
        scale = f"--force-device-scale-factor={_SCALE}"
        _run(folder, size, scale, f"--screenshot={picture}", str(file))
        return png.small(picture.read_bytes())


def _run(folder: Path, *more: str) -> bytes:
    line = [browser(), *_FLAGS, f"--user-data-dir={folder / 'profile'}", *more]
    return subprocess.run(line, capture_output=True, check=True, timeout=60).stdout
