"""A plan in use is amended: only those it touches are told, every answer stays."""

from __future__ import annotations

from typing import Any

from plans.draft import content_of, dumped
from plans.model import Plan
from plans.planfile import read_plan
from plans.round_data import canonical
from plans.samples import sample
from reports.round_data import gather
from storage import amendments, participants, plans
from tests.excel import changed
from tests.transcripts.play import Play
from tests.transcripts.stories.new_plans import ADMIN
from tests.transcripts.worlds import (
    VLXD,
    opened,
    other_province,
    part_of,
    rounds_of,
    said_of,
    three_tasks,
)

Content = dict[str, Any]
PAPER = "Quyết định số 120/QĐ-UBND ngày 10/11/2023"


def version() -> Content:
    """KH VLXD as shipped: its tasks by number."""
    name = "bac-giang-vat-lieu-xay-dung.yaml"
    return content_of(read_plan(sample(name), name))


def task(content: Content, number: str) -> Content:
    found: Content = next(one for one in content["tasks"] if one["number"] == number)
    return found


async def sent(play: Play, content: Content) -> str:
    """The plan admin sends a new version of KH VLXD."""
    await play.says(ADMIN, "/kehoach")
    await play.presses(ADMIN, "Điều chỉnh KH VLXD")
    return await play.sends_file(ADMIN, "mới.yaml", dumped(content))


async def taken(play: Play, content: Content) -> str:
    """The new version is taken into use; what was said."""
    await sent(play, content)
    await play.presses(ADMIN, "Xem thay đổi")
    await play.presses(ADMIN, "Ghi văn bản điều chỉnh")
    await play.says(ADMIN, PAPER)
    return await play.presses(ADMIN, "Đưa vào theo dõi")


def amended() -> Content:
    """1.2 gets a later date, 5 becomes 7, 6 is out, 8 is new and led by Sở Tài chính."""
    content = version()
    task(content, "1.2").update(when="2022- 2025", due="2025-12-31")
    task(content, "5")["number"] = "7"
    content["tasks"].remove(task(content, "6"))
    content["tasks"].append(
        {**task(content, "1.2"), "number": "8", "title": "Bố trí kinh phí thực hiện Kế hoạch.",
         "lead": ["Sở Tài chính"], "support": [], "when": "Năm 2024", "due": "2024-12-31"}
    )  # fmt: skip
    return content


async def story_an_amendment_tells_only_those_it_touches(play: Play) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    await three_tasks(play)
    for who in ("stnmt", "stc", "sct", "skhcn"):
        play.heard(who)
    said = await sent(play, amended())
    assert "Bản điều chỉnh KH VLXD (mới.yaml): đọc được 9 nhiệm vụ" in said
    assert "[Xem thay đổi]" in said
    said = await play.presses(ADMIN, "Xem thay đổi")
    assert said.startswith("KH VLXD, bản điều chỉnh: 4 nhiệm vụ thay đổi.\n")
    assert 'VLXD 1.2: thời gian "2022- 2025" (trước là "2022- 2023")\n' in said
    assert "VLXD 7: nay là 7 (trước là 5)\n" in said
    assert 'VLXD 8: thêm, chủ trì Sở Tài chính, "Năm 2024": Bố trí kinh phí' in said
    assert "VLXD 6: bỏ (" in said
    asked = await play.presses(ADMIN, "Ghi văn bản điều chỉnh")
    assert asked.startswith("KH VLXD được điều chỉnh theo văn bản nào?")
    review = await play.says(ADMIN, PAPER)
    assert "Điều chỉnh KH VLXD theo văn bản số 120/QĐ-UBND ngày 10/11/2023" in review
    assert "4 nhiệm vụ thay đổi; thêm 1; bỏ 1; đổi số 1; đổi thời gian 1 (lùi hạn 1)." in review
    assert play.heard("stnmt") == ""
    done = await play.presses(ADMIN, "Đưa vào theo dõi")
    assert "Đã đưa bản điều chỉnh KH VLXD (văn bản số 120/QĐ-UBND ngày 10/11/2023)" in done
    told = play.heard("stnmt")
    assert told.startswith(
        "KH VLXD được điều chỉnh theo văn bản số 120/QĐ-UBND ngày 10/11/2023:\n"
        'VLXD 1.2: thời gian "2022- 2025" (trước là "2022- 2023")\n'
        "VLXD 7: nay là 7 (trước là 5)\n"
    )
    assert "VLXD 8" not in told
    assert "VLXD 8: thêm" in play.heard("stc")
    assert play.heard("ubnd-lang-giang") == ""
    got = await play.presses("stnmt", "Đã nhận")
    assert got.startswith("Đã ghi nhận: anh/chị đã nhận nội dung điều chỉnh KH VLXD")
    assert "trước đó" in await play.presses("stnmt", "Đã nhận")
    standing = await play.presses(ADMIN, "Xem ai đã nhận")
    assert "đã nhận 1/" in standing
    assert "Chưa báo nhận: Sở" in standing
    assert "điều chỉnh KH VLXD theo văn bản số 120/QĐ-UBND: 4 nhiệm vụ" in await play.says(
        ADMIN, "/nhatky"
    )


async def story_answers_follow_their_task_through_a_new_number(play: Play) -> None:
    round_ = await opened(play)
    await play.at("06/12/2023 09:00")
    await three_tasks(play)
    old = [one.text for one in await said_of(play, "5")]
    await taken(play, amended())
    assert [one.text for one in await said_of(play, "7")] == old
    async with play.store() as unit:
        tasks = {one.number: one for one in await plans.tasks(unit, VLXD)}
        one = await amendments.last(unit, VLXD)
    assert one is not None
    assert one.seq == 1
    assert tasks["7"].key == "t5"
    assert tasks["7"].number_before == "5"
    assert (tasks["1.2"].when_before, tasks["1.2"].slips) == ("2022- 2023", 1)
    assert "6" not in tasks
    assert (await part_of(play, round_, "stc")).leads == 1
    assert (await part_of(play, round_, "stnmt")).leads == 3
    listed = await play.says("stnmt", "/nhiemvu")
    assert 'VLXD 1.2 ("2022- 2025", lùi hạn 1 lần)' in listed
    clause = await play.presses("stnmt", "VLXD 1.2")
    assert (
        "Thời gian thực hiện: 2022- 2025 (trước điều chỉnh: 2022- 2023; lùi hạn 1 lần)." in clause
    )
    await play.says("stnmt", "/nhiemvu")
    assert "VLXD 7 (trước là 5)" in await play.presses("stnmt", "VLXD 7")


async def story_a_task_taken_out_answers_with_a_sentence(play: Play) -> None:
    await opened(play)
    await play.says("stnmt", "/nhiemvu")
    old = play.button("stnmt", "VLXD 5")
    content = version()
    content["tasks"].remove(task(content, "5"))
    await taken(play, content)
    said = await play.press_this("stnmt", old)
    assert "Nhiệm vụ VLXD 5 không còn trong kế hoạch sau điều chỉnh." in said
    again = version()
    await taken(play, again)
    async with play.store() as unit:
        tasks = {one.number: one.key for one in await plans.tasks(unit, VLXD)}
    assert tasks["5"] == "t5-v2"  # no key is ever given twice


async def story_one_date_corrected_is_told_as_in_the_model(play: Play) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    content = version()
    task(content, "1.3").update(when="2022- 2024", due="2024-12-31")
    await taken(play, content)
    told = play.heard("stnmt")
    assert told.startswith("KH VLXD, nhiệm vụ 1.3, ")
    assert (
        'thời gian thực hiện in là "2022- 2023", nay là "2022- 2024" theo văn bản số 120/QĐ-UBND'
        " ngày 10/11/2023.\nNhiệm vụ khác không đổi. Tin chỉ gửi cơ quan có liên quan đến nhiệm vụ"
        " 1.3."
    ) in told
    assert "[Đã nhận]" in told
    assert play.heard("skhdt") == "" or "1.3" in told


async def story_doubtful_pairs_are_asked_one_by_one(play: Play) -> None:
    await opened(play)
    content = version()
    title = task(content, "5")["title"][:160] + " trong giai đoạn mới."
    task(content, "5").update(number="9", title=title)
    task(content, "1.3").update(title="Lập danh mục hoàn toàn khác cho năm sau.")
    await sent(play, content)
    said = await play.presses(ADMIN, "Xem thay đổi")
    assert said.startswith("Chưa rõ nhiệm vụ nào là nhiệm vụ nào (còn 2 cặp).\n")
    first = play.button(ADMIN, "Cùng một nhiệm vụ")
    said = await play.press_this(ADMIN, first)
    assert said.startswith("Chưa rõ nhiệm vụ nào là nhiệm vụ nào.\n")
    assert "Chưa rõ nhiệm vụ nào" in await play.press_this(ADMIN, first)  # an old button
    said = await play.presses(ADMIN, "Hai nhiệm vụ khác nhau")
    assert "3 nhiệm vụ thay đổi." in said
    assert "(trước là 5)" in said
    assert "VLXD 1.3: thêm" in said
    assert "VLXD 1.3: bỏ" in said


async def story_the_same_version_again_and_two_admins(play: Play) -> None:
    await opened(play)
    await sent(play, version())
    said = await play.presses(ADMIN, "Xem thay đổi")
    assert "Bản này giống bản đang theo dõi, chưa có gì để ghi." in said
    assert "[Ghi văn bản điều chỉnh]" not in said
    content = version()
    task(content, "1.2").update(when="Năm 2024", due="2024-12-31")
    await sent(play, content)
    show = play.button(ADMIN, "Xem thay đổi")
    async with play.store() as unit:
        from handlers.drafting.applying import By, apply, compared
        from plans.model import Paper

        plan = await plans.get(unit, VLXD)
        assert isinstance(plan, Plan)
        other = version()
        task(other, "1.4").update(when="Năm 2025", due="2025-12-31")
        found = await compared(unit, plan, other, {})
        await apply(unit, plan, found, {}, By(None, Paper("9", "QĐ-UBND", None)))
    assert "KH VLXD vừa được điều chỉnh theo văn bản khác" in await play.press_this(ADMIN, show)
    await play.says("stnmt", "/trogiup")
    assert "không thuộc kế hoạch" in await play.forges("stnmt", "kdn:99")


async def story_an_amendment_of_another_province(play: Play) -> None:
    await opened(play)
    await other_province(play, "tq", 9001)
    for who in ("tq", "sxd"):
        await play.says(who, "/trogiup")
    assert "do quản trị kế hoạch" in await play.forges("tq", f"kh:{VLXD}")
    assert "do quản trị kế hoạch" in await play.forges("sxd", f"kh:{VLXD}")
    await taken(play, amended())
    assert play.heard("tq") == ""
    assert "không thuộc kế hoạch" in await play.forges("tq", "kdn:1")
    assert "Nội dung điều chỉnh này không thuộc" in await play.forges("tq", "khr:1")


async def story_nothing_is_told_before_reminding_starts(play: Play) -> None:
    done = await taken(play, amended())
    assert "Kế hoạch chưa bắt đầu nhắc nên chưa báo cho cơ quan nào." in done
    assert play.heard("stnmt") == ""


async def story_an_amendment_by_the_workbook(play: Play) -> None:
    await opened(play)
    await sent(play, version())
    book = play.file(ADMIN).data
    edited = changed(book, ("Nhiệm vụ", "A4", "1.1a"), ("Nhiệm vụ", "D5", "Sở Y tế"))
    await play.sends_file(ADMIN, "bảng.xlsx", edited)
    said = await play.presses(ADMIN, "Xem thay đổi")
    assert "VLXD 1.1a: nay là 1.1a (trước là 1.1)" in said
    assert "VLXD 1.2: chủ trì Sở Y tế (trước là Sở Tài nguyên và Môi trường)" in said


async def story_a_reminder_of_a_date_put_off_is_not_sent(play: Play) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    content = version()
    for one in content["tasks"]:
        if one["due"] == "2023-12-31":
            one.update(when="Năm 2025", due="2025-12-31")
    await taken(play, content)
    play.heard("stnmt")
    await play.at("08/12/2023 08:31")
    said = play.heard("stnmt")
    assert "hết thời gian thực hiện ngày 31/12/2023" not in said
    async with play.store() as unit:
        assert await participants.of_round(unit, 1) is not None


async def story_the_data_set_of_a_day_before_an_amendment_keeps_the_plan_s_words(
    play: Play,
) -> None:
    await opened(play)
    await play.at("06/12/2023 09:00")
    await three_tasks(play)
    (round_,) = await rounds_of(play)
    async with play.store() as unit:
        moment, before = unit.now, canonical(await gather(unit, round_))
    await play.at("07/12/2023 09:00")
    await taken(play, amended())
    async with play.store() as unit:
        assert canonical(await gather(unit, round_, moment)) == before
        now = await gather(unit, round_)
    assert [one.number for one in now.tasks][-2:] == ["7", "8"]
    assert now.tasks[-1].leads[0].name == "Sở Tài chính"
    assert "Bố trí kinh phí".encode() not in before
