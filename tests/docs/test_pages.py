"""What pages name must exist: files, chat commands, buttons, settings, tables, pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings
from handlers.routes import COMMANDS
from storage.schema import metadata
from tests.docs.pages import ROOT, pages, prose, text_of
from tests.pictures.making import DRAWN, FOLDER

_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"")
_CHAT = re.compile(r"`/([a-z]+)`|(?<![\w/.}`])/([a-z]{2,})(?![\w/.{-])")
_BUTTON = re.compile(r"(?<!!)\[([^\]\n]+)\](?![(\[])")
GUIDES = sorted(ROOT.glob("docs/huong-dan/*.md"))
MOST_BYTES = 150 * 1024


@pytest.mark.parametrize("page", pages(), ids=lambda one: str(one.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [one or other for one, other in _LINK.findall(text_of(page))]
    here = [one for one in links if not re.match(r"[a-z]+:", one)]
    assert [one for one in here if not (page.parent / one).exists()] == []


def test_every_chat_command_named_is_one() -> None:
    for page in (ROOT / "README.md", *GUIDES):
        named = {one or other for one, other in _CHAT.findall(prose(page))}
        assert {one for one in named if one not in COMMANDS} == set(), page.name


def _sentences(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for value in table.values():
            yield from _sentences(value)
    else:
        yield str(table)


def _labels() -> list[re.Pattern[str]]:
    """Every sentence short enough to be a button's label; its slots may hold anything."""
    files = sorted((ROOT / "dialogues/texts/vi").glob("*.toml"))
    every = {one for file in files for one in _sentences(tomllib.loads(text_of(file)))}
    pieces = [re.split(r"\{\{.*?\}\}|\{%.*?%\}", one) for one in every if len(one) < 90]
    return [
        re.compile(".*".join(re.escape(piece) for piece in some))
        for some in pieces
        if len("".join(some).strip()) > 2
    ]


@pytest.mark.parametrize("page", [ROOT / "README.md", *GUIDES], ids=lambda one: one.name)
def test_every_button_named_is_said_by_the_bot(page: Path) -> None:
    labels = _labels()
    named = set(_BUTTON.findall(prose(page)))
    assert {one for one in named if not any(label.fullmatch(one) for label in labels)} == set()


def test_every_setting_has_its_line_in_the_readme() -> None:
    readme = text_of(ROOT / "README.md")
    told = set(re.findall(r"^\| `(DAUMOI_\w+)`", readme, re.MULTILINE))
    assert told == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_table_stands_on_the_page_of_what_is_kept() -> None:
    page = text_of(ROOT / "docs/du-lieu.md")
    assert {name for name in metadata.tables if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_picture_is_fresh(name: str) -> None:
    assert (FOLDER / name).read_bytes() == DRAWN[name](), "make pictures"


def test_pictures_are_small() -> None:
    assert {one.name for one in FOLDER.iterdir() if one.stat().st_size > MOST_BYTES} == set()
