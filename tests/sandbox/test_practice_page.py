"""The page: served from the package, its sentences in one place and in the house's tone."""

from __future__ import annotations

import asyncio
import json
import re
from importlib.resources import files
from typing import Any

import aiohttp
import pytest

from sandbox.faults import KINDS, SENDS
from sandbox.tasks import Tasks

PAGE = files("sandbox") / "page"
TEXTS = json.loads((PAGE / "texts.json").read_text("utf-8"))
SCRIPTS = {one.name: one.read_text("utf-8") for one in PAGE.iterdir() if one.name.endswith(".js")}
LINE_KINDS = ("reminder", "coordinator", "digest", "waiting", "term")
HTML = (PAGE / "index.html").read_text("utf-8")


def sentences(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [sentence for one in inner for sentence in sentences(one)]


async def test_the_page_and_its_files(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        html = await answer.text()
    for path in re.findall(r'(?:href|src)="(/page/[^"]+)"', html):
        async with http.get(path) as answer:
            assert answer.status == 200
    for name in SCRIPTS:
        async with http.get(f"/page/{name}") as answer:
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    async with http.get("/page/app.py") as answer:
        assert answer.status == 404


def test_every_sentence_named_is_there_and_every_one_there_is_used() -> None:
    named = set(re.findall(r'data-(?:t|label|hint)="(\w+)"', HTML))
    for script in SCRIPTS.values():
        named |= {
            word
            for call in re.findall(r"\bt\(([^;]*?)\)", script)
            for word in re.findall(r'"(\w+)"', call)
        }
        named |= set(re.findall(r'"((?:empty|plan)\w*)"', script))
        named |= {f"line_{kind}" for kind in LINE_KINDS}
    assert set(TEXTS["page"]) <= named
    assert set(re.findall(r'data-(?:t|label|hint)="(\w+)"', HTML)) <= set(TEXTS["page"])
    assert set(TEXTS["methods"]) == SENDS
    assert set(TEXTS["faults"]) == set(KINDS)


def test_no_sentence_hides_in_code() -> None:
    vietnamese = re.compile("[à-ỹđÀ-ỸĐ]")
    for text in (*SCRIPTS.values(), HTML):
        assert vietnamese.search(text) is None


@pytest.mark.parametrize("sentence", sentences(TEXTS))
def test_the_tone(sentence: str) -> None:
    assert "!" not in sentence
    assert not re.search("[\U0001f000-\U0001ffff\u2600-\u27bf]", sentence)
    banned = r"\b(yêu cầu|hệ thống|user|admin|deadline|token|click|OK|sandbox|dashboard)\b"
    assert not re.search(banned, sentence, re.IGNORECASE)


def test_typed_text_never_becomes_markup() -> None:
    for script in SCRIPTS.values():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)


def test_it_is_made_for_keyboards_and_screen_readers() -> None:
    assert 'lang="vi"' in HTML
    assert 'role="log"' in HTML
    assert 'aria-live="polite"' in HTML
    for field in re.finditer(r"<(?:input|textarea|select)[^>]*>", HTML):
        before = HTML[: field.start()]
        labelled = before.rfind("<label") > before.rfind("</label>")
        assert labelled or "data-label" in field[0], field[0]


async def test_a_failed_task_is_told_at_once() -> None:
    told: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context))
    tasks = Tasks()

    async def fail() -> None:
        raise RuntimeError("no")

    await asyncio.wait([tasks.start(fail())])
    await tasks.close()
    assert isinstance(told[0]["exception"], RuntimeError)
