"""All sentences, by key: whole sentences with named slots, which a Sở may replace key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogues.markup import to_plain
from plans.ground import Refusal

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


@dataclass(frozen=True)
class _Source:
    """A sentence as written, and the file it stands in."""

    text: str
    file: str


class Catalogue:
    """Sentences ready to be said. Texts are compiled when first said, then kept."""

    def __init__(self, sources: Mapping[str, _Source]) -> None:
        self._sources = dict(sources)
        self._ready: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[Catalogue], tuple[dict[str, _Source]]]:
        """To the child process go the sentences as written; it compiles them itself."""
        return Catalogue, (self._sources,)

    @classmethod
    def load(cls, override: Path | None = None) -> Catalogue:
        """The sentences of dialogues/texts/vi, some of them replaced by those in `override`.

        Raises Refusal texts.bad_file, texts.unknown_key, texts.bad_template, texts.unknown_slot
        (fields: file, key, reason).
        """
        catalogue = cls(_read_folder(files("dialogues") / "texts" / "vi"))
        if override is not None:
            catalogue._replace(_read_folder(override))
        return catalogue

    def say(self, key: str, /, **slots: object) -> str:
        """The sentence in markup, slots escaped unless they are sentences of a catalogue already.

        Sentences joined in Python are plain text again: to fill a slot with several, hand over the
        list and join it there with the filter `lines`.
        """
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = self._prepared(key)
        said: str = ready(slots)
        return said

    def plain(self, key: str, /, **slots: object) -> str:
        """The sentence without markup: for labels of buttons, which are no HTML."""
        return to_plain(self.say(key, **slots))

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._sources

    def keys(self) -> Iterable[str]:
        """All keys, sorted."""
        return sorted(self._sources)

    def slots(self, key: str) -> frozenset[str]:
        """The names a sentence needs filled."""
        from dialogues import templates

        return templates.slots(self._environment, self._sources[key].text)

    def problem(self, key: str) -> str | None:
        """What is wrong with the template of this key (syntax, filter, markup), or None."""
        from dialogues import templates

        return templates.problem(self._environment, self._sources[key].text)

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        from dialogues import templates

        return templates.environment(self.say)

    def _prepared(self, key: str) -> Any:
        from dialogues import templates

        return templates.prepare(self._environment, self._sources[key].text)

    def _replace(self, sources: Mapping[str, _Source]) -> None:
        for key, source in sources.items():
            if key not in self._sources:
                raise Refusal("texts.unknown_key", file=source.file, key=key)
            known = self.slots(key)
            self._sources[key] = source
            reason = self.problem(key)
            if reason:
                raise Refusal("texts.bad_template", file=source.file, key=key, reason=reason)
            unknown = sorted(self.slots(key) - known)
            if unknown:
                raise Refusal(
                    "texts.unknown_slot", file=source.file, key=key, reason=", ".join(unknown)
                )


def _read_folder(folder: Traversable) -> dict[str, _Source]:
    sources: dict[str, _Source] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            _add(sources, file)
    return sources


def _add(sources: dict[str, _Source], file: Traversable) -> None:
    name = str(file)
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refusal("texts.bad_file", file=name, key="", reason=str(error)) from error
    # Every file may say its own refusals: a table [refusal] stands beside the file's name.
    refusals = tables.pop("refusal", {})
    stem = file.name.removesuffix(".toml")
    for key, text in (*_flat(stem, tables), *_flat("refusal", refusals)):
        if not isinstance(text, str):
            raise Refusal("texts.bad_template", file=name, key=key, reason=repr(text))
        if key in sources:
            raise Refusal("texts.bad_file", file=name, key=key, reason=sources[key].file)
        sources[key] = _Source(text, name)


def _flat(stem: str, tables: object) -> Iterator[tuple[str, object]]:
    """Nested tables as dotted keys."""
    if not isinstance(tables, dict):
        yield stem, tables
        return
    for name, inner in tables.items():
        yield from _flat(f"{stem}.{name}", inner)
