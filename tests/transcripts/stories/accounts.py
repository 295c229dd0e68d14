"""/taikhoan with one account: what is shown, codes and their bounds, buttons that are too old."""

from __future__ import annotations

from plans.codes import normalise
from storage import accounts
from tests.transcripts.play import INTERNAL, Play
from tests.transcripts.worlds import person_of, second_focal

LINK = "Liên kết tài khoản khác"
BAD = "Mã tham gia này không dùng được."


def code_in(said: str) -> str:
    """The code of a message that gives one."""
    return next(word for line in said.splitlines()[:1] for word in line.split() if "-" in word)


async def story_one_account_is_shown(play: Play) -> None:
    name = play.bot.capitalize()
    shown = [
        "Tài khoản nhận tin của anh/chị:",
        f"{name}, từ ngày 15/11/2023 (đang dùng): nhận tin nhắc, thông báo.",
        (
            "Liên kết thêm tài khoản Zalo hoặc Telegram thì tin nhắc vẫn đến được khi một bên gặp"
            " sự cố."
        ),
        "Trả lời của bot luôn ở khung chat anh/chị đang nhắn.",
        f"[{LINK}]",
    ]
    assert (await play.says("stnmt", "/taikhoan")).splitlines() == shown
    assert (await play.says("stnmt", "tài khoản")).splitlines() == shown
    assert "/taikhoan" in await play.says("stnmt", "/trogiup")
    assert "chỉ dùng khi nhắn riêng" in await play.says("sxd", "/taikhoan", chat=INTERNAL)


async def story_code_of_a_link_is_for_the_other_chat(play: Play) -> None:
    await play.says("stnmt", "/taikhoan")
    said = await play.presses("stnmt", LINK)
    assert said.splitlines()[1] == (
        "Trong khung chat với Bot Đầu Mối ở ứng dụng kia (Zalo hoặc Telegram), anh/chị gõ mã này"
        " trước 08:10. Mã dùng một lần; không đưa mã cho người khác."
    )
    code = code_in(said)
    assert (await play.says("stnmt", code)).startswith("Mã này gõ ở ứng dụng kia")
    assert (await play.says("stc", code)).startswith("Chưa liên kết được: tài khoản này đang là")
    assert (await play.says("stc", "BCFG-HJKM")).startswith(BAD)
    async with play.store() as unit:
        one = await accounts.code_of(unit, play.tools.hash_code(normalise(code) or ""))
        assert one is not None
        assert one.ended is None  # who may not use it does not use it up


async def story_code_of_a_link_is_over_after_ten_minutes(play: Play) -> None:
    await play.says("stnmt", "/taikhoan")
    first = code_in(await play.presses("stnmt", LINK))
    await play.says("stnmt", "/taikhoan")
    second = code_in(await play.presses("stnmt", LINK))
    assert first != second
    assert (await play.says("stc", first)).startswith(BAD)  # another was made in its place
    await play.at("15/11/2023 08:11")
    assert (await play.says("stc", second)).startswith(BAD)


async def story_codes_of_links_are_not_guessed(play: Play) -> None:
    await play.says("stnmt", "/taikhoan")
    code = code_in(await play.presses("stnmt", LINK))
    for guess in ("BCFG-HJKM", "BCFG-HJKN", "BCFG-HJKP", "BCFG-HJKQ", "BCFG-HJKR"):
        assert (await play.says("stc", guess)).startswith(BAD)
    assert "5 lần" in await play.says("stc", code)


async def story_second_account_on_the_same_platform_is_refused(play: Play) -> None:
    """Whose post has ended may give the account to somebody; but one bot is one account."""
    await second_focal(play, "cu", 1301, "stc")
    await play.says("stnmt", "/taikhoan")
    code = code_in(await play.presses("stnmt", LINK))
    assert (await play.says("cu", code)).startswith("Chưa liên kết được: tài khoản này đang là")
    play.room.add_person(1302, "máy khác") if play.bot == "telegram" else None
    if play.bot == "telegram":
        play.users["khac"] = 1302
        assert (await play.says("khac", code)).startswith(
            "Chưa liên kết được: anh/chị đã có một tài khoản Telegram khác."
        )


async def story_accounts_are_ones_own(play: Play) -> None:
    """Buttons of others, forged; the only account stays."""
    async with play.store() as unit:
        mine = (await accounts.of(unit, await person_of(unit, play, "stnmt")))[0].id
    await play.says("stnmt", "/taikhoan")
    await play.says("stc", "/taikhoan")
    for verb in ("tkn", "tkb", "tkbx"):
        said = await play.forges("stc", f"{verb}:{mine}")
        assert said.startswith("Tài khoản này không còn liên kết với anh/chị.")
        assert "không còn dùng" in await play.forges("stc", f"{verb}:x")
    for verb in ("tkb", "tkbx"):
        said = await play.forges("stnmt", f"{verb}:{mine}")
        assert said.startswith("Chưa ngắt được: đây là tài khoản duy nhất")
    assert "đã chặn" not in await play.forges("stnmt", f"tkn:{mine}")
