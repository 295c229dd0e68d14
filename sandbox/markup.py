"""The platform's HTML subset, read as strictly as the platform does."""

from __future__ import annotations

import re

from sandbox.model import Entity
from sandbox.reader import REFERENCE, MarkupError, Open, Reader, decoded

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
_STOP = re.compile(r"[\s>]")
_NAME_END = re.compile(r"[\s=>]")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_LINK = re.compile(
    r"(?i)(?:(?:https?|tg|ton)://|mailto:|tel:)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?"
)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities (offsets in UTF-16 units). MarkupError where the platform would refuse."""
    if "<" not in source and "&" not in source:
        return source, []
    reader = Reader(source)
    while reader.at < len(source):
        _step(reader)
    if reader.open:
        raise MarkupError(
            f'Can\'t find end tag corresponding to start tag "{reader.open[-1].name}"'
        )
    text = "".join(reader.pieces)
    return text, sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _step(reader: Reader) -> None:
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


def _reference(reader: Reader) -> str:
    """A character reference, or the ampersand itself where it is none."""
    found = REFERENCE.match(reader.source, reader.at)
    letter = decoded(found) if found else ""
    if found is None or not letter:
        reader.at += 1
        return "&"
    reader.at = found.end()
    return letter


def _start_tag(reader: Reader) -> None:
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
    reader.open.append(Open(name, argument, reader.size, len(reader.pieces)))


def _attribute(reader: Reader, tag: str, begin: int) -> tuple[str, str]:
    name = reader.until(_NAME_END)
    if not name:
        if not reader.char():
            raise reader.fail("Unclosed start tag", begin)
        raise reader.fail(f'Empty attribute name in the tag "{tag}"', begin)
    reader.skip_space()
    if reader.char() != "=":
        if tag == "blockquote" and name == "expandable" and reader.char():
            return name, name
        raise reader.fail(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin
        )
    reader.at += 1
    reader.skip_space()
    value = _quoted(reader) if reader.char() in {"'", '"'} else _token(reader)
    if not reader.char():
        raise reader.fail("Unclosed start tag", begin)
    return name, value


def _quoted(reader: Reader) -> str:
    quote = reader.char()
    end = reader.source.find(quote, reader.at + 1)
    if end < 0:
        reader.at = len(reader.source)
        return ""
    raw = reader.source[reader.at + 1 : end]
    reader.at = end + 1
    return REFERENCE.sub(lambda found: decoded(found) or found[0], raw)


def _token(reader: Reader) -> str:
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


def _end_tag(reader: Reader) -> None:
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
        raise reader.fail(
            "Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"'
        )
    if reader.size > opened.offset:
        _close(reader, opened)


def _close(reader: Reader, opened: Open) -> None:
    place = {"offset": opened.offset, "length": reader.size - opened.offset}
    if opened.name == "a":
        url = opened.argument or "".join(reader.pieces[opened.begin :])
        if _LINK.fullmatch(url):
            reader.entities.append({"type": "text_link", **place, "url": _checked(url)})
    elif opened.name == "tg-emoji":
        reader.entities.append(
            {"type": "custom_emoji", **place, "custom_emoji_id": opened.argument}
        )
    elif opened.name == "blockquote" and opened.argument:
        reader.entities.append({"type": "expandable_blockquote", **place})
    elif opened.name == "code" and opened.argument and _inside_pre(reader, opened):
        reader.open[-1].argument = opened.argument
    else:
        language = (
            {"language": opened.argument} if opened.name == "pre" and opened.argument else {}
        )
        reader.entities.append({"type": _SIMPLE[opened.name], **place, **language})


def _inside_pre(reader: Reader, opened: Open) -> bool:
    return (
        bool(reader.open)
        and reader.open[-1].name == "pre"
        and reader.open[-1].offset == opened.offset
    )


def _checked(url: str) -> str:
    if "://" not in url and not url.startswith(("mailto:", "tel:")):
        url = f"http://{url}"
    bare = re.fullmatch(r"(?i)[a-z]+://[^/?#]+", url)
    return f"{url}/" if bare else url
