"""Buttons under a message: what the platform takes and what it refuses."""

from __future__ import annotations

import re
from typing import Any

from sandbox.model import Keyboard

MOST_BUTTONS = 100
MOST_IN_ROW = 8
MOST_DATA_BYTES = 64
_URL = re.compile(r"(?i)(https?://[^\s/]+\S*|tg://\S+)")
_OTHER = (
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "copy_text",
    "web_app",
    "login_url",
    "pay",
)


class KeyboardError(Exception):
    """The platform's words for what is wrong."""


def read_markup(markup: Any, inline_only: bool) -> Keyboard | None:
    """The inline keyboard of a decoded `reply_markup`; None for none or another kind."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise KeyboardError("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _rows(markup["inline_keyboard"])
    if inline_only and markup:
        raise KeyboardError("inline keyboard expected")
    return None


def _rows(rows: Any) -> Keyboard | None:
    if not isinstance(rows, list):
        raise KeyboardError('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise KeyboardError(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    read = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, read)) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in read):
        raise KeyboardError("reply markup is too long")
    return read or None


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise KeyboardError("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise KeyboardError("can't parse inline keyboard button: can't find field \"text\"")
    if not text.strip():
        raise KeyboardError("inline keyboard button text must be non-empty")
    if "callback_data" in button:
        return {"text": text, "callback_data": _data(button["callback_data"])}
    if button.get("url"):
        return {"text": text, "url": _url(str(button["url"]))}
    for kind in _OTHER:
        if kind in button:
            return {"text": text, kind: button[kind]}
    raise KeyboardError(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _data(data: Any) -> str:
    if (
        not isinstance(data, str)
        or not 1 <= len(data.encode("utf-8", "surrogatepass")) <= MOST_DATA_BYTES
    ):
        raise KeyboardError("BUTTON_DATA_INVALID")
    return data


def _url(url: str) -> str:
    if _URL.fullmatch(url) is None:
        raise KeyboardError("BUTTON_URL_INVALID")
    return url
