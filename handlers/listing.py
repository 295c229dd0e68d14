"""Agencies in sentences: the reason known, who is there to phone, long lists cut short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice
from handlers.shelf import number
from plans.model import Agency, Participant, Round
from plans.round_data import AgencyReport
from reports.digest import Owing
from reports.names import grouped
from storage.reaching import Reach

Item = TypeVar("Item")

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


def agency_names(texts: Catalogue, some: Sequence[Agency | AgencyReport]) -> str:
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


def sent_lines(
    texts: Catalogue,
    sent: Sequence[Participant],
    corrected: Mapping[int, Sequence[str]],
) -> list[str]:
    """Who has reported, and how; `corrected`: what an agency corrected once it was accepted."""
    said = []
    for part in sent:
        slots = {"part": part, "corrected": corrected.get(part.agency.id, ())}
        said.append((part.agency.name, texts.say("summary.details_sent", **slots)))
    return _merged(texts, said)


def owing_lines(
    texts: Catalogue,
    owing: Sequence[Owing],
    reach: Mapping[int, Sequence[Reach]] | None,
    received: AbstractSet[int],
) -> list[str]:
    """Who has not, where they stand, and the people there; `reach` None leaves people out."""
    said = []
    for one in owing:
        who = people_line(texts, reach.get(one.id, ()), received) if reach is not None else ""
        slots = {"one": one, "people": who, "shown": reach is not None}
        said.append((one.name, texts.say("summary.details_owing", **slots)))
    return _merged(texts, said)


def call_lines(
    texts: Catalogue, who: Sequence[Owing], reach: Mapping[int, Sequence[Reach]], round_: Round
) -> list[str]:
    """Whom to phone, with what is known."""
    said = []
    for one in who:
        slots = {
            "reason": reason(texts, one, round_),
            "people": people_line(texts, reach.get(one.id, ())),
        }
        said.append((one.name, texts.say("summary.call", **slots)))
    return _lines(texts, said)


def people_line(
    texts: Catalogue, who: Sequence[Reach], received: AbstractSet[int] = frozenset()
) -> str:
    """Names, posts and work phones, and who cannot be reached."""
    return texts.say("summary.people", people=who, received=received) if who else ""


def _together(said: Sequence[tuple[str, str]]) -> dict[str, list[_Told]]:
    """Agencies of which the same is said."""
    found: dict[str, list[_Told]] = {}
    for name, words in said:
        found.setdefault(words, []).append(_Told(name))
    return found


def _merged(texts: Catalogue, said: Sequence[tuple[str, str]]) -> list[str]:
    """A line for agencies of which the same is said."""
    return [
        texts.say("summary.line", names=_names(texts, told), words=words)
        for words, told in _together(said).items()
    ]


def _lines(texts: Catalogue, said: Sequence[tuple[str, str]]) -> list[str]:
    """The same, cut short: what is too long ends with a count."""
    found, lines = _together(said), _merged(texts, said)
    if len(lines) <= _LINES:
        return lines
    left = sum(map(len, list(found.values())[_LINES - 1 :]))
    return [*lines[: _LINES - 1], texts.say("summary.more", count=left)]


def paged(
    texts: Catalogue, items: Sequence[Item], action: str, arguments: Sequence[str], size: int = 8
) -> tuple[Sequence[Item], list[Choice]]:
    """One page of a long list, and the buttons to its neighbours ("<action>:<page>")."""
    page = number(arguments[0]) if arguments else 0
    page = min(page, max(len(items) - 1, 0) // size)
    choices = []
    if page:
        choices.append(Choice(texts.plain("common.page_before"), f"{action}:{page - 1}"))
    if (page + 1) * size < len(items):
        choices.append(Choice(texts.plain("common.page_after"), f"{action}:{page + 1}"))
    return items[page * size : (page + 1) * size], choices
