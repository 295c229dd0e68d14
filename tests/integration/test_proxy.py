"""The way out through an office's proxy: polls and sends, passwords, refusals."""

from __future__ import annotations

import asyncio
import random
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from bot.platforms import base
from bot.platforms.telegram import Telegram, TelegramOptions
from tests.crash.far import TelegramFar
from tests.crash.machine import TOKEN, Machine
from tests.crash.persons import ON_TRACK, RUNNING, Actor, Ledger
from tests.integration.conftest import Desk
from tests.proxy import Proxy, Streams, both_ways, listening, proxying

ACCOUNT, ESCAPED = "so-xd:mat@khau/1", "so-xd:mat%40khau%2F1"


@asynccontextmanager
async def started(desk: Desk, api: str, **more: str) -> AsyncIterator[Machine]:
    """A program whose every call must go through the proxy; its log never names a password."""
    machine = Machine(desk.folder, api, "polling", desk.clock, {"NO_PROXY": "", **more})
    await machine.start()
    try:
        yield machine
        assert await machine.stop() == 0
    finally:
        if machine.process is not None and machine.process.returncode is None:
            await machine.kill()
    log = machine.log.read_text()
    assert "khau" not in log
    assert "Traceback" not in log


async def talk(desk: Desk, *, after: asyncio.Event | None = None) -> None:
    """A focal point answers: something comes in, something goes out, twice."""
    one = Actor(TelegramFar(desk.room), desk.seated.answering[0].user, Ledger(), random.Random(1))
    if after is not None:
        await after.wait()
    status = await one.says("/capnhat 1.2", RUNNING)
    await one.presses(status, RUNNING, ON_TRACK)


def methods(proxy: Proxy) -> set[str]:
    return {urlsplit(one.split(" ")[1]).path.rpartition("/")[2] for one in proxy.heard}


@pytest.mark.parametrize("variable", ["DAUMOI_PROXY", "HTTP_PROXY"])
async def test_polls_and_sends_through_a_proxy(desk: Desk, variable: str) -> None:
    async with proxying(ACCOUNT) as proxy:
        way = {variable: proxy.with_account(ESCAPED)}
        async with started(desk, desk.base, **way):
            await talk(desk)
    assert {"getUpdates", "sendMessage", "answerCallbackQuery"} <= methods(proxy)
    assert desk.room.calls.total <= len(proxy.heard)  # nothing went around it


async def test_a_tunnel_to_https(desk: Desk, certificate: Path) -> None:
    async with proxying(ACCOUNT) as proxy, https(desk.base, certificate) as api:
        way = {"DAUMOI_PROXY": proxy.with_account(ESCAPED), "SSL_CERT_FILE": str(certificate)}
        async with started(desk, api, **way):
            await talk(desk)
    assert set(proxy.heard) == {f"CONNECT {urlsplit(api).netloc}"}
    assert desk.room.calls.total > 0


async def test_a_proxy_that_refuses_for_a_while(desk: Desk) -> None:
    """Nothing is lost, and a refusal of the proxy is not taken for a person's."""
    async with proxying() as proxy:
        proxy.refuses = True
        async with started(desk, desk.base, DAUMOI_PROXY=proxy.url) as machine:
            talking = asyncio.Task(talk(desk))
            async with asyncio.timeout(30):
                while proxy.turned_away < 2:
                    await asyncio.wait([talking], timeout=0.05)
            assert not talking.done()
            proxy.refuses = False
            await talking
            assert "NotSent" in machine.log.read_text()


@pytest.mark.parametrize("tunnel", [False, True])
@pytest.mark.parametrize(("refuses", "account"), [(True, None), (False, ACCOUNT)])
async def test_refused_by_the_proxy_nothing_was_sent(
    desk: Desk, tunnel: bool, refuses: bool, account: str | None
) -> None:
    """Sent again without a doubt, and never counted as possibly said twice."""
    async with proxying(account) as proxy:
        proxy.refuses = refuses
        api = "https://localhost:9" if tunnel else desk.base
        platform = Telegram(TelegramOptions(TOKEN, api, proxy.with_account("ai:khac")))
        await platform.open()
        try:
            with pytest.raises(base.NotSent):
                await platform.me()
        finally:
            await platform.close()
    assert proxy.turned_away == 1
    assert desk.room.calls.total == 0


def test_no_password_in_the_settings_shown(desk: Desk) -> None:
    changed = {"proxy": f"http://{ESCAPED}@10.0.0.1:3128", "telegram_token": SecretStr(TOKEN)}
    shown = repr(desk.settings("polling").model_copy(update=changed))
    assert "khau" not in shown
    assert TOKEN not in shown


@asynccontextmanager
async def https(inner: str, certificate: Path) -> AsyncIterator[str]:
    """The same room over TLS."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    port = urlsplit(inner).port

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far: Streams = await asyncio.open_connection("127.0.0.1", port)
        await both_ways((reader, writer), far)

    async with listening(serve, tls) as own:
        yield f"https://localhost:{own}"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of localhost that signs itself, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("a certificate is made with openssl, which this machine lacks")
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    asked = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    made = [*asked, "-addext", names, "-keyout", str(file), "-out", f"{file}.cert"]
    subprocess.run([openssl, *made], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + Path(f"{file}.cert").read_bytes())
    return file
