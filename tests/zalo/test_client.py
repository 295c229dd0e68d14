"""Every way a call of the Zalo client can end, from the bytes on the wire."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest

from bot.platforms import base, zalo_client
from bot.platforms.zalo_client import ZaloClient, ZaloError
from bot.platforms.zalo_faults import Faults

TOKEN = "1234567890:mot-token-khong-co-that-cua-bot"
PAGE = b"<html><body>502 Bad Gateway</body></html>"


async def called(answer: httpx.Response | Exception, method: str = "sendMessage") -> object:
    """What a call makes of one answer."""

    def far(request: httpx.Request) -> httpx.Response:
        assert request.url.path == f"/bot{TOKEN}/{method}"
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = ZaloClient("http://zalo.test/", TOKEN, transport=httpx.MockTransport(far))
    await client.open()
    try:
        return await client.call(method, {"chat_id": "6ede", "text": "Xin chào"})
    finally:
        await client.close()


def refusal(code: int, *, status: int | None = None, **more: object) -> httpx.Response:
    said = {"ok": False, "description": "no", "error_code": code, **more}
    return httpx.Response(status or code, json=said)


@pytest.mark.parametrize(
    ("answer", "error", "means"),
    [
        (refusal(400), zalo_client.BadCall, base.Rejected),
        (refusal(400, status=200), zalo_client.BadCall, base.Rejected),
        (refusal(401), zalo_client.TokenUnknown, base.TokenRefused),
        (refusal(401, status=200), zalo_client.TokenUnknown, base.TokenRefused),
        (refusal(403), zalo_client.ServerTrouble, base.NotSent),
        (refusal(404), zalo_client.NotFound, base.Rejected),
        (refusal(404, description="Chat not found"), zalo_client.NotFound, base.Unreachable),
        (refusal(408), zalo_client.NothingNew, base.NoAnswer),
        (refusal(429), zalo_client.TooMany, base.TooFast),
        (refusal(500), zalo_client.ServerTrouble, base.NotSent),
        (httpx.Response(200, json={"ok": False}), zalo_client.BadCall, base.Rejected),
        (httpx.Response(200, json={}), zalo_client.BadCall, base.Rejected),
        (httpx.Response(200, json=["?"]), zalo_client.NoAnswer, base.NoAnswer),
        (httpx.Response(200, content=PAGE), zalo_client.NoAnswer, base.NoAnswer),
        (httpx.Response(502, content=PAGE), zalo_client.NoAnswer, base.NoAnswer),
        (httpx.Response(404, content=PAGE), zalo_client.NotFound, base.Rejected),
        (httpx.Response(400, json={"errorCode": 429}), zalo_client.TooMany, base.TooFast),
        (httpx.ConnectError("refused"), zalo_client.NothingSent, base.NotSent),
        (httpx.ReadTimeout("slow"), zalo_client.NoAnswer, base.NoAnswer),
        (httpx.RemoteProtocolError("cut"), zalo_client.NoAnswer, base.NoAnswer),
    ],
)
async def test_each_answer_has_its_error(
    answer: httpx.Response | Exception, error: type[ZaloError], means: type[base.SendFault]
) -> None:
    with pytest.raises(error) as caught:
        await called(answer)
    assert type(caught.value) is error
    assert type(Faults().meaning(caught.value)) is means
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None  # httpx's own errors carry the request, and its token


async def test_result_is_what_stands_in_the_envelope() -> None:
    assert await called(httpx.Response(200, json={"ok": True, "result": {"a": 1}})) == {"a": 1}


def _far(answers: dict[str, httpx.Response]) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: answers[request.url.path.rpartition("/")[2]]


async def test_no_webhook_is_no_fault() -> None:
    answers = {"getWebhookInfo": refusal(404), "deleteWebhook": refusal(404)}
    client = ZaloClient("http://z.test", TOKEN, transport=httpx.MockTransport(_far(answers)))
    await client.open()
    assert await client.webhook() == ""
    await client.delete_webhook()
    await client.close()
    with pytest.raises(zalo_client.NothingSent):
        await client.get_me()


async def test_too_many_waits_longer_each_time_and_as_long_as_told() -> None:
    faults = Faults()

    async def refused(seconds: float | None) -> float:
        async def call() -> None:
            raise zalo_client.TooMany("quota", seconds)

        with pytest.raises(base.TooFast) as caught:
            await faults.guard(call())
        return caught.value.seconds

    assert [await refused(None) for _ in range(3)] == [5.0, 10.0, 20.0]
    assert await refused(3.0) == 3.0
    assert max([await refused(None) for _ in range(20)]) == 900.0

    async def good() -> int:
        return 1

    assert await faults.guard(good()) == 1
    assert await refused(None) == 5.0


async def test_retry_after_is_read_where_it_stands() -> None:
    for answer in (
        refusal(429, parameters={"retry_after": 7}),
        httpx.Response(429, json={"ok": False}, headers={"Retry-After": "7"}),
    ):
        with pytest.raises(zalo_client.TooMany) as caught:
            await called(answer)
        assert caught.value.seconds == 7.0


async def test_what_is_sent_is_plain_json() -> None:
    seen: list[dict[str, object]] = []

    def far(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        return httpx.Response(200, json={"ok": True, "result": {"message_id": "82"}})

    client = ZaloClient("http://z.test", TOKEN, transport=httpx.MockTransport(far))
    await client.open()
    assert await client.send_message("6ede", "**như gõ** <b>") == "82"
    await client.close()
    assert seen == [{"chat_id": "6ede", "text": "**như gõ** <b>"}]
