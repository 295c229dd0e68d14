"""Pictures from addresses that came from outside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import httpx
import pytest

from bot.platforms import base, zalo_photos
from bot.platforms.zalo_photos import Photos

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
PUBLIC = "118.102.1.2"
Answer = Callable[[httpx.Request], httpx.Response]


def picture(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=PNG, headers={"Content-Type": "image/png"})


async def fetched(
    url: str, answer: Answer, *, at: Sequence[str] = (PUBLIC,), most: int = 1000
) -> bytes:
    async def lookup(host: str, _port: int) -> Sequence[str]:
        return ["10.0.0.5"] if host == "trong.tinh.vn" else at

    photos = Photos(lookup=lookup, transport=httpx.MockTransport(answer))
    return await photos.fetch(url, most)


async def test_picture_is_fetched_from_the_very_address_that_was_looked_at() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        assert request.headers["host"] == "photo.zalo.vn"
        assert request.extensions["sni_hostname"] == "photo.zalo.vn"
        return picture(request)

    assert await fetched("https://photo.zalo.vn/a.png?x=1", answer) == PNG


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::1",
    ],
)  # fmt: skip
async def test_private_addresses_are_never_called(address: str) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise AssertionError("called")

    with pytest.raises(base.Rejected):
        await fetched("https://photo.zalo.vn/a.png", answer, at=[PUBLIC, address])


async def test_a_redirect_to_a_private_address_is_not_followed() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://trong.tinh.vn/a.png"})

    with pytest.raises(base.Rejected, match="private"):
        await fetched("https://photo.zalo.vn/a.png", answer)
    assert seen == [PUBLIC]


async def test_a_redirect_elsewhere_is_followed_and_not_for_ever() -> None:
    def once(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a.png":
            return httpx.Response(301, headers={"Location": "/b.png"})
        return picture(request)

    assert await fetched("https://photo.zalo.vn/a.png", once) == PNG
    with pytest.raises(base.Rejected, match="redirects"):
        await fetched("https://x.vn/a", lambda _: httpx.Response(302, headers={"Location": "/a"}))


async def test_what_is_no_picture_too_large_or_plain_http() -> None:
    def page(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, html="<html>")

    def lie(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"MZ", headers={"Content-Type": "image/png"})

    for answer in (page, lie, lambda _: httpx.Response(404)):
        with pytest.raises(base.Rejected):
            await fetched("https://x.vn/a.png", answer)
    with pytest.raises(base.TooBig):
        await fetched("https://x.vn/a.png", picture, most=50)
    for url in ("http://x.vn/a.png", "file:///etc/passwd", "", "https://[x"):
        with pytest.raises(base.SendFault):
            await fetched(url, picture)
    with pytest.raises(base.NotSent):
        await fetched("https://x.vn/a.png", lambda _: httpx.Response(503))


async def test_a_slow_or_broken_far_side_is_tried_again() -> None:
    def slow(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(base.NotSent):
        await fetched("https://x.vn/a.png", slow)


class Body(httpx.AsyncByteStream):
    """A body without an end: chunk after chunk, or nothing for ever."""

    def __init__(self, *, silent: bool) -> None:
        self.silent, self.sent = silent, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield PNG
        while True:
            if self.silent:
                await asyncio.Event().wait()
            self.sent += 1
            yield bytes(1000)


def _endless(body: Body) -> Answer:
    head = {"Content-Type": "image/png"}
    return lambda _: httpx.Response(200, stream=body, headers=head)


async def test_a_picture_without_an_end_is_given_up_at_its_bound() -> None:
    body = Body(silent=False)
    with pytest.raises(base.TooBig):
        await fetched("https://x.vn/a.png", _endless(body), most=5_000)
    assert body.sent < 10


async def test_a_picture_that_stops_coming_is_given_up_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zalo_photos, "SECONDS", 0.05)
    with pytest.raises(base.NotSent):
        await fetched("https://x.vn/a.png", _endless(Body(silent=True)))
