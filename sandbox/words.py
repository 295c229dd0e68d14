"""Text as the platform stores it: cleaned, measured in UTF-16 units, marked up by itself."""

from __future__ import annotations

import re

from sandbox.model import Entity

# tdlib's clean_input_string: control characters become spaces, these are dropped.
_DIRTY = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_INVISIBLE = re.compile(
    "[\\s\u00a0\u1680\u180e\u2000-\u200f\u202f\u205f\u2060-\u2064\u2800\u3000\u3164\ufeff\ufffc]*"
)
_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@]))"
    r"|(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d_]\w*)"
)
_TRIGGERS = re.compile("[/@#]")


def units(text: str) -> int:
    """Length in UTF-16 units, which is how the platform counts."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(text: str) -> bool:
    """Whether anything is left once spaces and invisible characters are gone."""
    return _INVISIBLE.fullmatch(text) is None


def clean(text: str) -> str:
    """Control characters out, length kept where entities count on it only for spaces."""
    if _DIRTY.search(text) is None:
        return text
    return _DIRTY.sub(" ", _DROPPED.sub("", text))


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Strip the outside spaces and move the entities along, dropping those that become empty."""
    left = text.lstrip()
    cut = units(text[: len(text) - len(left)])
    stripped = left.rstrip()
    if not entities:
        return stripped, entities
    end = units(stripped)
    return stripped, [moved for entity in entities if (moved := _move(entity, cut, end))]


def _move(entity: Entity, cut: int, end: int) -> Entity | None:
    start = max(0, entity["offset"] - cut)
    stop = min(end, entity["offset"] + entity["length"] - cut)
    return {**entity, "offset": start, "length": stop - start} if stop > start else None


def detect(text: str, taken: list[Entity]) -> list[Entity]:
    """`taken` and the commands, links, addresses, mentions and tags found outside it."""
    if _TRIGGERS.search(text) is None:
        return taken
    found = [_entity(text, match) for match in _FOUND.finditer(text)]
    free = [new for new in found if not any(_overlap(new, old) for old in taken)]
    return sorted(taken + free, key=lambda entity: (entity["offset"], -entity["length"]))


def _entity(text: str, match: re.Match[str]) -> Entity:
    kind = match.lastgroup or ""
    return {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}


def _overlap(one: Entity, other: Entity) -> bool:
    ends_before: bool = one["offset"] + one["length"] <= other["offset"]
    starts_after: bool = other["offset"] + other["length"] <= one["offset"]
    return not (ends_before or starts_after)


def part(text: str, entity: Entity) -> str:
    """The piece of `text` an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le", "surrogatepass")


def as_client(text: str, most: int = 4096) -> list[str]:
    """A long typed text as a chat app sends it: in pieces of at most `most` units."""
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for letter in text.strip():
        width = 2 if ord(letter) > 0xFFFF else 1
        if size + width > most:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(letter)
        size += width
    return [*pieces, "".join(piece)] if piece else pieces
