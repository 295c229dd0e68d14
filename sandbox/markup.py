"""The platform's HTML subset, read as strictly as the platform does: text and entities, or the reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.model import Entity
from sandbox.words import units

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
}
_TAGS = {*_SIMPLE, "a", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|(lt|gt|amp|quot));?")
_STOP = re.compile(r"[\s>]")
_NAME_END = re.compile(r"[\s=>]")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(r"(?i)(?:(?:https?|tg|ton)://|mailto:|tel:)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")


class MarkupError(Exception):
    """Says what is wrong and at which byte, in the platform's words."""


@dataclass(slots=True)
class _Open:
    name: str
    argument: str
    offset: int
    begin: int


@dataclass(slots=True)
class _Reader:
    """`at` is a position in the source, `size` the length of the text so far in UTF-16 units."""

    source: str
    at: int = 0
    size: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def char(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else ""

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.size += units(text)

    def skip_space(self) -> None:
        while self.char().isspace():
            self.at += 1

    def until(self, stop: re.Pattern[str]) -> str:
        found = stop.search(self.source, self.at)
        start, self.at = self.at, found.start() if found else len(self.source)
        return self.source[start : self.at]

    def fail(self, what: str, position: int, more: str = "") -> MarkupError:
        return MarkupError(f"{what} at byte offset {self.byte(position)}{more}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities (offsets in UTF-16 units). MarkupError where the platform would refuse."""
    if "<" not in source and "&" not in source:
        return source, []
    reader = _Reader(source)
    while reader.at < len(source):
        _step(reader)
    if reader.open:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].name}"')
    text = "".join(reader.pieces)
    return text, sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _step(reader: _Reader) -> None:
    following = re.compile(r"[<&]").search(reader.source, reader.at)
    end = following.start() if following else len(reader.source)
    if end > reader.at:
        reader.write(reader.source[reader.at : end])
        reader.at = end
    elif reader.char() == "&":
        reader.write(_reference(reader))
    elif reader.source.startswith("</", reader.at):
        _end_tag(reader)
    else:
        _start_tag(reader)


def _reference(reader: _Reader) -> str:
    """A character reference, or the ampersand itself where it is none."""
    found = _REFERENCE.match(reader.source, reader.at)
    letter = _decoded(found) if found else ""
    if found is None or not letter:
        reader.at += 1
        return "&"
    reader.at = found.end()
    return letter


def _decoded(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    usable = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if usable else ""


def _start_tag(reader: _Reader) -> None:
    begin = reader.at
    reader.at += 1
    name = reader.until(_STOP).lower()
    if not reader.char():
        raise reader.fail("Unclosed start tag", begin)
    if name not in _TAGS:
        raise reader.fail(f'Unsupported start tag "{name}"', begin)
    argument = ""
    while True:
        reader.skip_space()
        if reader.char() == ">":
            break
        key, value = _attribute(reader, name, begin)
        argument = _argument(name, key, value) or argument
    reader.at += 1
    if name == "span" and argument != "spoiler":
        raise reader.fail('Tag "span" must have class "tg-spoiler"', begin)
    reader.open.append(_Open(name, argument, reader.size, len(reader.pieces)))


def _attribute(reader: _Reader, tag: str, begin: int) -> tuple[str, str]:
    name = reader.until(_NAME_END)
    if not name:
        if not reader.char():
            raise reader.fail("Unclosed start tag", begin)
        raise reader.fail(f'Empty attribute name in the tag "{tag}"', begin)
    reader.skip_space()
    if reader.char() != "=":
        if tag == "blockquote" and name == "expandable" and reader.char():
            return name, name
        raise reader.fail(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
    reader.at += 1
    reader.skip_space()
    value = _quoted(reader) if reader.char() in {"'", '"'} else _token(reader)
    if not reader.char():
        raise reader.fail("Unclosed start tag", begin)
    return name, value


def _quoted(reader: _Reader) -> str:
    quote = reader.char()
    end = reader.source.find(quote, reader.at + 1)
    if end < 0:
        reader.at = len(reader.source)
        return ""
    raw = reader.source[reader.at + 1 : end]
    reader.at = end + 1
    return _REFERENCE.sub(lambda found: _decoded(found) or found[0], raw)


def _token(reader: _Reader) -> str:
    start = reader.at
    found = _TOKEN.match(reader.source, start)
    reader.at = found.end() if found else start
    if reader.char() and not (reader.char().isspace() or reader.char() == ">"):
        raise reader.fail("Unexpected end of name token", start)
    return reader.source[start : reader.at].lower()


def _argument(tag: str, key: str, value: str) -> str:
    if (tag, key) in {("a", "href"), ("tg-emoji", "emoji-id"), ("blockquote", "expandable")}:
        return value
    if key == "class" and tag == "code" and value.startswith("language-"):
        return value.removeprefix("language-")
    if key == "class" and tag == "span" and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def _end_tag(reader: _Reader) -> None:
    begin = reader.at
    if not reader.open:
        raise reader.fail("Unexpected end tag", begin)
    reader.at += 2
    name = reader.until(_STOP)
    reader.skip_space()
    if reader.char() != ">":
        raise reader.fail("Unclosed end tag", begin)
    reader.at += 1
    opened = reader.open.pop()
    if name and name != opened.name:
        raise reader.fail("Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"')
    if reader.size > opened.offset:
        _close(reader, opened)


def _close(reader: _Reader, opened: _Open) -> None:
    place = {"offset": opened.offset, "length": reader.size - opened.offset}
    if opened.name == "a":
        url = opened.argument or "".join(reader.pieces[opened.begin :])
        if _LINK.fullmatch(url):
            reader.entities.append({"type": "text_link", **place, "url": _checked(url)})
    elif opened.name == "tg-emoji":
        reader.entities.append({"type": "custom_emoji", **place, "custom_emoji_id": opened.argument})
    elif opened.name == "blockquote" and opened.argument:
        reader.entities.append({"type": "expandable_blockquote", **place})
    elif opened.name == "code" and opened.argument and _inside_pre(reader, opened):
        reader.open[-1].argument = opened.argument
    else:
        language = {"language": opened.argument} if opened.name == "pre" and opened.argument else {}
        reader.entities.append({"type": _SIMPLE[opened.name], **place, **language})


def _inside_pre(reader: _Reader, opened: _Open) -> bool:
    return bool(reader.open) and reader.open[-1].name == "pre" and reader.open[-1].offset == opened.offset


def _checked(url: str) -> str:
    if "://" not in url and not url.startswith(("mailto:", "tel:")):
        url = f"http://{url}"
    bare = re.fullmatch(r"(?i)[a-z]+://[^/?#]+", url)
    return f"{url}/" if bare else url
