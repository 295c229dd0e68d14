"""Names of agencies in a text: where one begins and ends, without knowing the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plans.reading import words
from plans.reading.tokens import Phrases, Token, tokens

_FIELDS = Phrases(words.FIELDS)
_MANY = Phrases(words.MANY)
_KINDS = Phrases(words.KINDS)
_TAILS = Phrases(words.TAILS)
_BODIES = Phrases(words.BODIES)
_OPEN = frozenset(tuple(t.key for t in tokens(phrase)) for phrase in words.OPEN_BODIES)
_BESIDE = frozenset({"đơn", "đoàn", "ban", "ngành", "địa"})  # "cơ quan đơn vị": no comma between
_PERSONS = Phrases(words.HEADS_OF)
_PLACE_NAMES = Phrases(words.PLACES)
_LONGEST_PROPER = 6  # words of a proper name


@dataclass(frozen=True)
class Found:
    """A name from one token to another (not included); `many`: a collective name."""

    start: int
    end: int
    many: bool = False
    head: tuple[str, ...] = ()  # words that the next name of a list may leave out
    behind: int = 0  # "các Sở: A, B" is no name: where the names behind that head begin


def name_at(tokens_: Sequence[Token], at: int) -> Found | None:
    """The agency or collective whose name starts at a token, as long as it can be."""
    if at >= len(tokens_):
        return None
    for reads in (_person, _so, _ubnd, _body, _collective):
        found = reads(tokens_, at)
        if found is not None:
            return found
    return None


def _person(row: Sequence[Token], at: int) -> Found | None:
    """ "Giám đốc các sở", "Chủ tịch UBND huyện": who heads it stands for it."""
    end = _PERSONS.at(row, at)
    inner = name_at(row, end) if end > at and end < len(row) else None
    if inner is None or _PERSONS.at(row, inner.start) > inner.start:
        return None
    return Found(at, inner.end, inner.many)


def _so(row: Sequence[Token], at: int) -> Found | None:
    if row[at].key != "sở":
        return None
    end = _FIELDS.at(row, at + 1)
    if end == at + 1:
        end = proper_end(row, at + 1)
    if end == at + 1:
        return None
    return Found(at, _of_place(row, end), head=("Sở",))


def _of_place(row: Sequence[Token], at: int) -> int:
    """ "tỉnh Vĩnh Long", "thành phố": the place behind a name that needs none."""
    end = at
    if at < len(row) and row[at].key in {"tỉnh", "thành"}:
        kind = at + 1 if row[at].key == "tỉnh" else _PLACE_NAMES.at(row, at)
        proper = proper_end(row, kind)
        end = proper if proper > kind else at
    return end


def proper_end(row: Sequence[Token], at: int) -> int:
    """The end of words in capitals, a dash or "và" between them allowed."""
    end = at
    while end < len(row) and end - at < _LONGEST_PROPER:
        token = row[end]
        if token.gap == "\n" and end > at:
            break
        if token.capital and token.key[0].isalpha() and not _opens_other(row, end):
            if (token.key in words.HEAD_WORDS or token.gap == "\n") and name_at(row, end):
                break
            end += 1
        elif (
            end > at
            and token.key in {"và", "-"}
            and end + 1 < len(row)
            and row[end + 1].capital
            and not name_at(row, end + 1)
        ):
            end += 2
        else:
            break
    return end


def _opens_other(row: Sequence[Token], at: int) -> bool:
    pair = (row[at].key, row[at + 1].key) if at + 1 < len(row) else ("", "")
    return row[at].key in words.NO_PROPER or pair in words.NO_PAIR


def _ubnd(row: Sequence[Token], at: int) -> Found | None:
    if row[at].key != "ubnd":
        return None
    body = _BODIES.at(row, at)
    if body > at + 1:
        return Found(at, body)
    many = at + 1 < len(row) and row[at + 1].key in {"các", "cấp"}
    start = at + 1 + many
    end = _place_list(row, start)
    kinds = end - start
    if many and kinds:
        return _ubnd_many(row, at, end)
    single = _PLACE_NAMES.at(row, at + 1)
    if single > at + 1:
        proper = _proper_place(row, single)
        if proper > single or end == single:
            return Found(at, proper, head=_head(row, at, single))
        return Found(at, _tails(row, end), many=True)
    proper = _proper_place(row, at + 1)
    return Found(at, proper) if proper > at + 1 else Found(at, at + 1)


def _ubnd_many(row: Sequence[Token], at: int, end: int) -> Found:
    """ "UBND các huyện, thành phố", or "UBND các huyện Na Hang, Lâm Bình"."""
    colon = end < len(row) and row[end].key == ":"
    if _proper_place(row, end + colon) > end + colon and end - at == 3:
        return Found(at, at, head=("UBND", "huyện"), behind=end + colon)
    return Found(at, _tails(row, end), many=True)


def _head(row: Sequence[Token], at: int, end: int) -> tuple[str, ...]:
    return ("UBND", *(token.key for token in row[at + 1 : end]))


def _proper_place(row: Sequence[Token], at: int) -> int:
    end = at + 1 if at < len(row) and row[at].key == "." else at
    proper = proper_end(row, end)
    return proper if proper > end else at


def _place_list(row: Sequence[Token], at: int) -> int:
    """The end of "huyện, thị xã, thành phố" and the like."""
    end = _place_kind(row, at)
    while end > at and end < len(row) and row[end].key in {",", "và", "/", "-", "&"}:
        more = end + 1
        more += more < len(row) and row[more].key in {"các", "cấp", "và"}
        nearer = _place_kind(row, more) if not _short_kind(row, more) else more + 1
        if nearer == more or proper_end(row, nearer) > nearer:
            break
        end = nearer
    return end


def _short_kind(row: Sequence[Token], at: int) -> bool:
    """ "các huyện, thành, thị": half a word in a list of kinds."""
    if at >= len(row) or row[at].key not in {"thành", "thị"} or row[at].capital:
        return False
    behind = row[at + 1] if at + 1 < len(row) else None
    return behind is None or behind.gap == "\n" or behind.key in {",", ";", ".", ":", "và", ")"}


def _place_kind(row: Sequence[Token], at: int) -> int:
    end = _PLACE_NAMES.at(row, at)
    if end == at and at < len(row) and row[at].key == "cấp":
        end = _PLACE_NAMES.at(row, at + 1)
        return end if end > at + 1 else at
    local = at + 1 < len(row) and (row[at].key, row[at + 1].key) == ("địa", "phương")
    return at + 2 if end == at and local else end


def _body(row: Sequence[Token], at: int) -> Found | None:
    end = _BODIES.at(row, at)
    if end == at:
        return None
    keys = tuple(token.key for token in row[at:end])
    open_name = keys in _OPEN
    if open_name and (not row[at].capital or _is_kind_list(row, at)):
        return None
    of_so = _so(row, end) if keys == ("thanh", "tra") and end < len(row) else None
    if of_so is not None and row[end].gap != "\n":
        return Found(at, of_so.end)  # "Thanh tra Sở Giao thông vận tải"
    proper = _FIELDS.at(row, end) if keys == ("bộ",) else end
    proper = max(proper, proper_end(row, end))
    if open_name and len(keys) == 1 and proper == end:
        return None
    end = max(proper, _of_place(row, end))
    if row[end - 1].key not in {"tỉnh", "phố"}:
        end += end < len(row) and row[end].key == "tỉnh"
        end += 2 * (tuple(token.key for token in row[end : end + 2]) == ("thành", "phố"))
    return Found(at, max(end, _of_place(row, end)))


def _is_kind_list(row: Sequence[Token], at: int) -> bool:
    end = _KINDS.at(row, at)
    return end > at and end < len(row) and row[end].key in {",", "/"}


def _collective(row: Sequence[Token], at: int) -> Found | None:
    start = _MANY.at(row, at)
    many = start > at
    if many and start < len(row) and row[start].key == "sở":
        behind = start + 1 + (start + 1 < len(row) and row[start + 1].key == ":")
        if _FIELDS.at(row, behind) > behind and row[behind].capital:
            return Found(at, at, head=("Sở",), behind=behind)
    end = _kinds(row, start)
    if end == start:
        return None
    tailed = _tails(row, end)
    linked = any(token.key in {",", "-", "/"} for token in row[start:end])
    if not many and not linked and tailed == end:
        return None
    return Found(at, tailed, many=True)


def _kinds(row: Sequence[Token], at: int) -> int:
    end = _KINDS.at(row, at)
    while end > at and end < len(row):
        more = end + 1 if row[end].key in {",", "và", "/", "-", "&"} else end
        more += more < len(row) and more > end and row[more].key in {"và"}
        nearer = _KINDS.at(row, more)
        if more == end and row[end].key not in _BESIDE:
            break
        if nearer == more or (_other_name(row, more) and not _is_kind_list(row, more)):
            break
        end = nearer
    return end


def _other_name(row: Sequence[Token], at: int) -> bool:
    """A name of its own starts here: "các sở, Ban Quản lý …"."""
    return _so(row, at) is not None or _BODIES.at(row, at) > _KINDS.at(row, at)


def _tails(row: Sequence[Token], at: int) -> int:
    end, before = at, -1
    while end != before:
        before = end
        step = end + (end < len(row) and row[end].key in {"và"})
        more = _TAILS.at(row, step)
        if more > step:
            end = _of_place_tail(row, more)
            end = max(end, more)
    return end


def _of_place_tail(row: Sequence[Token], at: int) -> int:
    """ "trên địa bàn tỉnh Bắc Giang": a place's name behind "tỉnh"."""
    if row[at - 1].key in {"tỉnh", "phố"}:
        return proper_end(row, at)
    return at
