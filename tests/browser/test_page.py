"""The page in Chromium: chats, files, the record, faults, the clock and its time line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.demo import TOKEN
from tests.browser.room import COORDINATOR, FINANCE, PLANNING, SCIENCE, TRADE, Visit

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"viewport": {"width": 360, "height": 740}}


def unread(page: Any, person: int) -> Any:
    return page.locator(f'#directory [data-id="{person}"] .unread')


def test_a_chat_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#people-find").focus()
    page.keyboard.type("so cong thuong")  # no accents needed
    page.locator("#directory h3:only-of-type").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#text:focus").wait_for()
    page.keyboard.type("/trogiup")
    page.keyboard.press("Enter")
    answer = page.locator(".line.bot").last
    answer.wait_for()
    assert "SỐ LIỆU MINH HỌA" in answer.inner_text()


def test_unread_lines_are_marked_until_somebody_looks(visit: Visit) -> None:
    page = visit.page
    visit.call("/room/say", {"as": PLANNING, "text": "/trogiup"})
    mark = unread(page, PLANNING)
    mark.wait_for()
    assert mark.locator(".aside").inner_text() == "1 tin chưa đọc"
    assert page.title().startswith("(")
    page.locator(f'#directory [data-id="{PLANNING}"]').click()
    mark.wait_for(state="detached")


def test_files_go_both_ways(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    mine = tmp_path / "số liệu.txt"
    mine.write_text("một dòng")
    visit.open(SCIENCE)
    page.set_input_files("#file", mine)
    page.locator(".mine .document").wait_for()
    theirs = {"name": "Mẫu.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK-1"}
    sent = page.request.post(
        f"{visit.base}/bot{TOKEN}/sendDocument",
        multipart={"chat_id": str(SCIENCE), "document": theirs},
    )
    assert sent.ok
    link = page.locator(".bot .document").last
    link.wait_for()
    with page.expect_download() as got:
        link.click()
    assert got.value.suggested_filename == "Mẫu.xlsx"
    assert Path(got.value.path()).read_bytes() == b"PK-1"


def test_the_line_of_time_and_the_record(visit: Visit) -> None:
    page = visit.page
    page.locator("#line-notes").get_by_text("chưa bắt đầu nhắc").wait_for()
    visit.open(COORDINATOR)
    visit.say("/batdau")
    visit.press("Bắt đầu nhắc")
    ask = page.locator("#line .event.coordinator").first
    ask.wait_for()
    assert "Đến lúc mở kỳ báo cáo năm 2023 KH VLXD" in ask.inner_text()
    before = page.locator(".line.bot").count()
    page.get_by_role("button", name="Việc kế tiếp của bot").click()
    page.locator(".line.bot").nth(before).wait_for()
    assert "15/11/2023, 08:30" in page.locator("#now").inner_text()
    visit.tab("Đã gửi")
    page.fill("#sent-find", "da den luc mo ky")
    page.locator("#sent li:only-child .said").wait_for()
    assert page.locator("#sent mark").inner_text() == "Đã đến lúc mở kỳ"
    page.locator("#sent .small").click()
    page.locator(".line.found").wait_for()


def test_trouble_on_the_wire_and_a_blocked_bot(visit: Visit) -> None:
    page = visit.page
    visit.open(FINANCE)
    visit.tab("Sự cố")
    page.get_by_role("button", name="Máy chủ lỗi (500): Thêm 1 lần").click()
    page.get_by_text("còn 1 lần gửi").wait_for()
    visit.say("/trogiup")  # tried again, it comes all the same
    visit.tab("Đã gửi")
    page.check("#sent-failed")
    page.get_by_text("Không gửi được: máy chủ nhắn tin lỗi").wait_for()
    assert "<" not in page.locator("#sent .said").first.inner_text()
    visit.tab("Sự cố")
    page.select_option("#faults-block", str(FINANCE))
    page.get_by_text("Người này đã chặn bot nên bot không gửi tin được.").wait_for()
    page.locator("#block").click()
    page.locator("#faults-blocked li").wait_for(state="detached")


def test_an_empty_chat_and_a_head_that_waits_for_no_message(visit: Visit) -> None:
    page = visit.page
    page.route("**/room/chat/1009*", lambda _: None)  # never answered
    for person, told in (
        (1010, "số liệu của lần trước, nếu có, vẫn giữ"),
        (1017, "mở liên kết có mã tham gia"),
    ):
        page.locator(f'#directory [data-id="{person}"]').click()
        page.locator("#lines").get_by_text(told).wait_for()
    page.locator('#directory [data-id="1009"]').click()
    assert "Lạng Giang" in page.locator("#chat-title").inner_text()
    assert page.locator('#directory [aria-current="true"]').get_attribute("data-id") == "1009"


def test_a_group_the_bot_is_let_into(visit: Visit) -> None:
    page = visit.page
    visit.open(-2001)
    assert page.get_by_role("button", name="Gửi tin", exact=True).count() == 1
    page.locator("#seat").click()
    page.get_by_role("button", name="Đưa bot vào nhóm").wait_for()
    page.locator("#seat").click()
    page.get_by_role("button", name="Đưa bot ra khỏi nhóm").wait_for()


def test_a_rehearsal_of_ones_own_plan(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    visit.tab("Diễn tập")
    wrong = tmp_path / "ke-hoach.yaml"
    wrong.write_text("plan: {}\n")
    page.set_input_files("#plan-file", wrong)
    page.set_input_files("#plan-agencies", wrong)
    page.get_by_role("button", name="Bắt đầu diễn tập").click()
    page.locator("#plan-problems li").first.wait_for()
    assert "ke-hoach.yaml" in page.locator("#plan-problems li").first.inner_text()
    page.select_option("#plan-which", "vlxd")
    page.fill("#plan-from", "01/12/2023")
    page.get_by_role("button", name="Bắt đầu diễn tập").dblclick()
    page.get_by_text("Đang diễn tập KH VLXD").wait_for()
    page.locator("#open").get_by_role("heading", name="Chuyên viên tổng hợp").wait_for()
    page.get_by_role("button", name="Việc kế tiếp của bot").click()
    page.locator("#plan-totals tr").nth(10).wait_for()
    page.get_by_role("button", name="Kết thúc diễn tập").dblclick()
    page.locator("#plan-form").wait_for()
    page.locator(f'#directory [data-id="{TRADE}"]').wait_for()


LOOKS = [
    pytest.param({**screen, "color_scheme": scheme}, id=f"{name}-{scheme}")
    for name, screen in (("desktop", {}), ("phone", PHONE))
    for scheme in ("light", "dark")
]
NAMELESS = """() => [...document.querySelectorAll('button, input, select, textarea, a[href]')]
  .filter((one) => one.checkVisibility() && !(one.ariaLabel || one.innerText?.trim()
    || one.labels?.length || one.getAttribute('aria-labelledby')))
  .map((one) => one.outerHTML)"""
FAINT = (Path(__file__).parent / "contrast.js").read_text("utf-8")


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_it_can_be_read_and_used_on_every_screen(visit: Visit) -> None:
    page = visit.page
    visit.open(COORDINATOR)
    visit.say("/trogiup")
    wide = page.viewport_size["width"] > 900
    for view in ("people", "chat", "watch"):
        if not wide:
            page.locator(f'.views [data-view="{view}"]').click()
        for tab in ("line", "sent", "faults", "plan") if view == "watch" else ("",):
            if tab:
                page.locator(f"#tab-{tab}").click()
            assert page.evaluate("document.documentElement.scrollWidth") <= (1280 if wide else 360)
            assert page.evaluate(NAMELESS) == []
            assert page.evaluate(FAINT) == []


def test_the_tabs_turn_with_the_arrows(visit: Visit) -> None:
    page = visit.page
    page.locator("#tab-line").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#tab-plan").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel-line").is_visible()
    assert page.locator("#panel-plan").is_hidden()
