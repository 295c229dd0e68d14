"""The small HTML subset of what is said: b, i, u, s, code, blockquote, never over a line end."""

from __future__ import annotations

import html
import re

TAGS = frozenset({"b", "i", "u", "s", "code", "blockquote"})

TAG = re.compile("<(/?)(" + "|".join(sorted(TAGS)) + ")>")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|#\d{1,7});")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LOOSE = re.compile("[<>&]")


class Html(str):
    """A said sentence: an ordinary text, but known as markup when it fills another's slot.

    Unlike markupsafe's, adding to it makes a plain text and escapes nothing.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja2 that nothing is left to escape."""
        return self


def escape(text: str) -> str:
    """Words as typed, safe inside the markup."""
    return html.escape(text, quote=False)


def unescape(text: str) -> str:
    """The characters that entities stand for; what is no entity stays as it is."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def to_plain(marked: str) -> str:
    """What a reader sees: no tags, entities as characters. For Zalo, button labels and tests."""
    return unescape(TAG.sub("", marked) if "<" in marked else marked)


def check(marked: str) -> None:
    """Raise ValueError unless the tags are known, nested, closed on their own line."""
    for number, line in enumerate(marked.split("\n"), 1):
        _check_line(line, number)


def utf16_len(plain: str) -> int:
    """Length as the platforms count it, in UTF-16 units: an emoji is two."""
    return len(plain.encode("utf-16-le", "surrogatepass")) // 2


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name in _NAMED:
        return _NAMED[name]
    code = int(name[1:])
    return chr(code) if 0 < code < 0x110000 else found[0]


def _check_line(line: str, number: int) -> None:
    stack: list[str] = []
    for found in TAG.finditer(line):
        if not found[1]:
            stack.append(found[2])
        elif not stack or stack.pop() != found[2]:
            raise ValueError(f"line {number}: {found[0]} closes nothing")
    if stack:
        raise ValueError(f"line {number}: <{stack[-1]}> is not closed on its line")
    loose = _LOOSE.search(_ENTITY.sub("", TAG.sub("", line)))
    if loose:
        raise ValueError(f"line {number}: a loose {loose[0]!r}")
