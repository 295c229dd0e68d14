"""Agencies in sentences: the reason known, who is there to phone, long lists cut short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dialogues.catalogue import Catalogue
from plans.model import Agency, Participant, Round
from reports.digest import Owing
from reports.names import grouped
from storage.people import Reach

_LINES = 12  # of a list, the last one saying how many agencies are left out
_NAMES = 40  # in one sentence


@dataclass(frozen=True)
class _Told:
    """A name in a sentence, and what stands in brackets behind it."""

    name: str
    reason: str = ""


def owing_names(texts: Catalogue, owing: Sequence[Owing], round_: Round) -> str:
    """Names with the reason known, districts under one head."""
    return _names(texts, [_Told(one.name, reason(texts, one, round_)) for one in owing])


def agency_names(texts: Catalogue, some: Sequence[Agency]) -> str:
    """Names alone, districts under one head."""
    return _names(texts, [_Told(one.name) for one in some])


def _names(texts: Catalogue, told: Sequence[_Told]) -> str:
    if not told:
        return ""
    named = grouped(told[:_NAMES], lambda one: one.name)
    return texts.say("summary.names", named=named, more=max(len(told) - _NAMES, 0))


def reason(texts: Catalogue, one: Owing, round_: Round) -> str:
    """Why an agency has not sent yet, as far as it said; empty where it did not."""
    return texts.say("summary.reason", one=one, year=round_.year)


def sent_lines(texts: Catalogue, sent: Sequence[Participant]) -> list[str]:
    """Who has reported, and how."""
    said = [(part.agency.name, texts.say("summary.details_sent", part=part)) for part in sent]
    return _lines(texts, said)


def owing_lines(
    texts: Catalogue,
    owing: Sequence[Owing],
    reach: Mapping[int, Sequence[Reach]] | None,
    received: AbstractSet[int],
) -> list[str]:
    """Who has not, where they stand, and the people there; `reach` None leaves people out."""
    said = []
    for one in owing:
        who = _people(texts, reach.get(one.id, ()), received) if reach is not None else ""
        slots = {"one": one, "people": who, "shown": reach is not None}
        said.append((one.name, texts.say("summary.details_owing", **slots)))
    return _lines(texts, said)


def call_lines(
    texts: Catalogue, who: Sequence[Owing], reach: Mapping[int, Sequence[Reach]], round_: Round
) -> list[str]:
    """Whom to phone, with what is known."""
    said = []
    for one in who:
        slots = {
            "reason": reason(texts, one, round_),
            "people": _people(texts, reach.get(one.id, ()), frozenset()),
        }
        said.append((one.name, texts.say("summary.call", **slots)))
    return _lines(texts, said)


def _people(texts: Catalogue, who: Sequence[Reach], received: AbstractSet[int]) -> str:
    return texts.say("summary.people", people=who, received=received) if who else ""


def _lines(texts: Catalogue, said: Sequence[tuple[str, str]]) -> list[str]:
    """A line for agencies of which the same is said; what is too long ends with a count."""
    found: dict[str, list[_Told]] = {}
    for name, words in said:
        found.setdefault(words, []).append(_Told(name))
    kept = list(found)[: _LINES if len(found) <= _LINES else _LINES - 1]
    lines = [
        texts.say("summary.line", names=_names(texts, found[words]), words=words) for words in kept
    ]
    left = len(said) - sum(len(found[words]) for words in kept)
    if left:
        lines.append(texts.say("summary.more", count=left))
    return lines
