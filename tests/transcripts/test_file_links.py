"""Files on Zalo: as signed links where plan and settings allow it, else where to get them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select, update
from starlette.applications import Starlette

from bot import files_web
from bot.cli.checks import links as checks
from bot.files import Files
from bot.links import GOOD_FOR, Links
from bot.platforms.base import Platform
from bot.platforms.zalo import Zalo, ZaloOptions
from bot.settings import Settings
from storage import linked, plans
from storage.database import Database
from storage.schema import attachment, audit, outbox
from tests.transcripts.ground import FarSide
from tests.transcripts.play import Play, Seated
from tests.transcripts.test_stories import nothing_left
from tests.transcripts.worlds import VLXD, opened
from tests.transcripts.zalo import TOKEN, ZaloPlay, playing_on_zalo

URL = "https://daumoi.vn"
KEY = b"k" * 32
NOT_HERE = "Zalo không chuyển được tệp của bot, đề nghị nhận qua Telegram hoặc e-mail công vụ."


@pytest.fixture
async def play(zalo_store: Database, seated: Seated) -> AsyncIterator[Play]:
    async with playing_on_zalo(zalo_store, seated) as found:
        yield found
        await nothing_left(found)


async def linking(play: Play, *, allowed: bool = True) -> Links:
    """The bot has a public address; the plan allows links, or not."""
    assert isinstance(play, ZaloPlay)
    links = Links(URL, KEY, play.clock)

    def platforms(far: FarSide) -> list[Platform]:
        options = ZaloOptions(TOKEN, far.base, send_timeout=far.patience, near=True)
        return [Zalo(options, play.tools.texts, links.of)]

    play.platforms = platforms  # type: ignore[method-assign]
    await play.restart()
    await opened(play)
    async with play.store() as unit:
        settings = await plans.settings(unit, VLXD)
        await plans.set_settings(unit, VLXD, replace(settings, file_links=allowed))
    return links


async def sheet(play: Play) -> str:
    """An agency asks for its biểu; what comes."""
    await play.says("stnmt", "/baocao")
    return await play.presses("stnmt", "Lấy biểu Excel")


async def fetched(
    play: Play, links: Links, path: str, *, method: str = "GET", headers: Mapping[str, str] = {}
) -> httpx.Response:
    """What the program's web server answers."""
    program = await play.running()
    store = Files(play.files)
    app = Starlette(routes=[files_web.files(links, program.db, store, play.clock)])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
        return await client.request(method, path, headers=dict(headers))


def path_in(said: str) -> str:
    found = re.search(rf"{URL}(/tep/[\w-]+)", said)
    assert found is not None, said
    return found[1]


async def test_a_file_goes_as_a_link_that_gives_it(play: Play) -> None:
    links = await linking(play)
    said = await sheet(play)
    assert "(tải trước 08:00 ngày 16/11/2023; ai có liên kết đều tải được" in said
    assert NOT_HERE not in said
    answer = await fetched(play, links, path_in(said))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")  # a workbook
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    log = await play.says("sxd", "/nhatky")
    assert "mở liên kết tải tệp lần 1" in log


async def test_without_leave_or_address_it_is_said_where_to_get_it(play: Play) -> None:
    await linking(play, allowed=False)
    said = await sheet(play)
    assert NOT_HERE in said
    assert "/tep/" not in said


async def test_without_a_public_address_no_link_is_made(play: Play) -> None:
    await opened(play)
    async with play.store() as unit:
        settings = await plans.settings(unit, VLXD)
        await plans.set_settings(unit, VLXD, replace(settings, file_links=True))
    said = await sheet(play)
    assert NOT_HERE in said
    assert "/tep/" not in said


async def no(play: Play, links: Links, path: str, *, method: str = "GET") -> None:
    """Nothing is told: the same empty 404 as for an address that never was."""
    answer = await fetched(play, links, path, method=method)
    assert (answer.status_code, answer.content) == (404, b"")


async def test_whatever_is_wrong_is_the_same_empty_404(play: Play) -> None:
    links = await linking(play)
    path = path_in(await sheet(play))
    await no(play, links, path[:-2] + ("AA" if path[-2:] != "AA" else "BB"))
    await no(play, links, f"/tep/{Links(URL, b'x' * 32, play.clock).of(1)[0].rpartition('/')[2]}")
    for other in ("/tep/x", "/tep/..%2f..%2fkey", "/tep/%00", f"/tep/{'A' * 3000}"):
        await no(play, links, other)
    async with play.store() as unit:
        without = await unit.value(select(outbox.c.id).where(outbox.c.attachment_id.is_(None)))
    for row in (without, 999_999):  # signed by us, and yet no file
        await no(play, links, links.of(row)[0].removeprefix(URL))
    await no(play, links, path, method="HEAD")
    assert (await fetched(play, links, path)).status_code == 200  # nothing above used it up


async def test_a_link_ends_after_its_time(play: Play) -> None:
    links = await linking(play)
    path = path_in(await sheet(play))
    play.clock.wait(GOOD_FOR.total_seconds())
    await no(play, links, path)


async def test_a_link_opens_a_few_times_only(play: Play) -> None:
    links = await linking(play)
    path = path_in(await sheet(play))
    for _ in range(linked.MOST):
        assert (await fetched(play, links, path)).status_code == 200
    await no(play, links, path)
    async with play.store() as unit:
        noted = await unit.rows(select(audit.c.after).where(audit.c.what == "file_opened"))
    assert [row.after["nth"] for row in noted] == [1, 2, 3, 4, 5]


async def test_a_link_is_good_only_while_the_plan_allows_it_and_the_file_is_there(
    play: Play,
) -> None:
    links = await linking(play)
    path = path_in(await sheet(play))
    async with play.store() as unit:
        settings = await plans.settings(unit, VLXD)
        await plans.set_settings(unit, VLXD, replace(settings, file_links=False))
    await no(play, links, path)
    async with play.store() as unit:
        await plans.set_settings(unit, VLXD, replace(settings, file_links=True))
        await unit.run(update(attachment).values(state="gone"))
    await no(play, links, path)
    async with play.store() as unit:
        await unit.run(update(attachment).values(state="stored"))
    for file in play.files.iterdir():
        file.unlink()
    await no(play, links, path)


async def test_the_doctor_names_the_plans_that_give_links(play: Play) -> None:
    def told(url: str | None) -> Settings:
        return Settings(data_dir=Path("data"), public_url=url, zalo_token=SecretStr(TOKEN))

    await opened(play)
    async with play.store() as unit:
        assert [one async for one in checks.contents(unit, told(URL))] == []
        settings = await plans.settings(unit, VLXD)
        await plans.set_settings(unit, VLXD, replace(settings, file_links=True))
        for url, key in (
            (URL, "links_on"),
            (None, "links_no_url"),
            ("http://a.vn", "links_no_url"),
        ):
            (found,) = [one async for one in checks.contents(unit, told(url))]
            assert found.key == key
            assert "KH VLXD" in str(found)
