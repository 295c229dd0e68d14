"""Entries of the audit in words: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogues.catalogue import Catalogue
from handlers.setting import words_of
from plans.basis import from_json
from plans.model import Plan, Round
from plans.settings import find
from storage.journal import Entry


def key_of(what: str) -> str:
    """The sentence of a kind of entry, if it has one."""
    return f"log.what.{what.replace('.', '_')}"


def line(texts: Catalogue, one: Entry, plan: Plan, rounds: Mapping[int, Round]) -> str:
    """A whole entry on one line."""
    who = one.person or texts.plain("log.program")
    return texts.say("log.line", at=one.at, who=who, said=sentence(texts, one, plan, rounds))


def sentence(texts: Catalogue, one: Entry, plan: Plan, rounds: Mapping[int, Round]) -> str:
    """What was done; in general words where its kind has no sentence, or is of an older form."""
    from jinja2 import UndefinedError

    slots = _slots(texts, one, plan, rounds)
    key = key_of(one.what)
    if texts.has(key):
        try:
            return texts.say(key, **slots)
        except (UndefinedError, LookupError, TypeError, ValueError, AttributeError):
            pass  # an entry written by another version: told in general, never lost
    change = _change(texts, one.before, one.after)
    general = {name: slots[name] for name in ("task", "agency", "about")}
    return texts.say("log.other", what=one.what, change=change, **general)


def _slots(
    texts: Catalogue, one: Entry, plan: Plan, rounds: Mapping[int, Round]
) -> dict[str, Any]:
    return {
        "plan": plan,
        "task": f"{plan.short} {one.task}" if one.task else None,
        "agency": one.agency,
        "round": rounds.get(one.round) if one.round else None,
        "seq": one.seq,
        "about": one.about,
        "before": _worded(texts, one.before),
        "after": _worded(texts, one.after),
    }


def _worded(texts: Catalogue, value: Any) -> Any:
    """A setting's value also in words; what an entry for an agency rests on, read again."""
    if isinstance(value, dict) and value.get("basis"):
        return {**value, "basis": from_json(value["basis"])}
    setting = find(value.get("name", "")) if isinstance(value, dict) else None
    if setting is None:
        return value
    return {**value, "words": words_of(texts, setting, value["value"])}


def _change(texts: Catalogue, before: Any, after: Any) -> str:
    """Plain values only: what is composed of several needs a sentence of its own."""
    if before is None and after is None:
        return ""
    if any(isinstance(one, dict | list) for one in (before, after)):
        return ""
    return texts.say("log.change", before=before, after=after)
