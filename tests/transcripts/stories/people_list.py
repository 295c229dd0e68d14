"""The list of focal points: from Excel, with a code each, joined by the code."""

from __future__ import annotations

import io
import re
import zipfile

from sqlalchemy import select

from plans.model import Role
from storage import reaching
from storage.schema import appointment, invitation, outbox, person
from tests.excel import HEADS, people, workbook
from tests.transcripts.play import Play
from tests.transcripts.worlds import VLXD, opened

NEW = 1201
GOOD = (
    (
        1,
        "Nguyễn Văn Mẫu",
        "Chuyên viên",
        "Phòng KT",
        912345678,
        "UBND huyện Hiệp Hòa",
        "VLXD",
    ),
    (2, "Trần Thị Minh Họa", "Phó Trưởng phòng", "", "0204 3854 123", "so tai chinh", None),
    (3, "Lê Văn Ví Dụ", "Chuyên viên", "", None, "Hiệp Hòa", None),
)


async def brought(play: Play, *rows: tuple[object, ...]) -> str:
    """The coordinator brings a list and takes it; what was said last."""
    await play.says("sxd", "/danhsach")
    await play.sends_file("sxd", "danh sách.xlsx", people(*(rows or GOOD)))
    return await play.presses("sxd", "Đưa vào danh sách")


def codes_in(data: bytes) -> dict[str, str]:
    """Name (or agency) → code, out of the table of a Word file."""
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", text, re.DOTALL)[1:]
    cells = [
        [
            "".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", cell))
            for cell in row.split("</w:tc>")[:-1]
        ]
        for row in rows
    ]
    return {who.partition(",")[0] or agency: code for _, agency, who, code, _ in cells}


async def printed(play: Play) -> dict[str, str]:
    """The coordinator prints the annex; the codes in it."""
    await play.says("sxd", "/ma")
    await play.presses("sxd", "Lập phụ lục mã tham gia")
    return codes_in(play.file("sxd").data)


async def story_a_list_from_excel(play: Play) -> None:
    asked = await play.says("sxd", "/danhsach")
    assert asked.startswith(
        "Danh sách cán bộ đầu mối KH VLXD: 14 người của 14 cơ quan đã tham gia; 0 người trong"
        " danh sách chưa dùng mã.\nĐể đưa thêm người, anh/chị gửi tệp Excel (.xlsx) tại đây."
    )
    read = await play.sends_file("sxd", "danh sách.xlsx", people(*GOOD))
    assert read == (
        "Đã nhận tệp, bot đang đọc danh sách.\n\n"
        "KH VLXD: đọc được 3 người của 2 cơ quan.\n"
        "UBND huyện Hiệp Hòa: 2; Sở Tài chính: 1.\n"
        "Chưa ghi dòng nào. Anh/chị kiểm tra rồi chọn Đưa vào danh sách.\n"
        "[Đưa vào danh sách] [Gửi tệp khác]"
    )
    take = play.button("sxd", "Đưa vào danh sách")
    done = await play.press_this("sxd", take)
    assert done == (
        "Đang ghi danh sách KH VLXD.\n\n"
        "Đã ghi danh sách: 3 người mới. Bot chưa báo cho ai.\n"
        "Việc tiếp theo: lập mã tham gia, in kèm công văn. Người dùng mã vẫn chờ anh/chị xác nhận"
        " trước khi xem được nội dung.\n[Mã tham gia]"
    )
    assert "Danh sách này đã được ghi." in await play.press_this("sxd", take)
    again = await brought(play)
    assert "Đã ghi danh sách: 0 người mới; 3 người đã có." in again
    assert play.heard("stc") == ""
    async with play.store() as unit:
        listed = await unit.rows(
            select(person.c.name, person.c.phone, invitation.c.division)
            .join(invitation, invitation.c.person_id == person.c.id)
            .order_by(person.c.id)
        )
    assert [tuple(row) for row in listed] == [
        ("Nguyễn Văn Mẫu", "0912345678", "Phòng KT"),
        ("Trần Thị Minh Họa", "02043854123", ""),
        ("Lê Văn Ví Dụ", "", ""),
    ]


async def story_a_list_with_faults(play: Play) -> None:
    await play.says("sxd", "/danhsach")
    said = await play.sends_file("sxd", "a.xlsx", people(
        GOOD[0],
        (2, "Trần B", "", "", "912345678", "Sở Tài chính", None),
        (3, "=B3", "", "", "0987654321", "Sở Tài chánh", "TTX"),
    ))  # fmt: skip
    assert "KH VLXD: đọc được 1 người của 1 cơ quan (1/3 dòng đúng)." in said
    assert "Cần sửa:\nE4: trùng số điện thoại của người khác ở ô E3\nB5: là công thức" in said
    assert '\nF5: chưa có cơ quan "Sở Tài chánh" trong tỉnh;' in said
    assert "\nG5: " in said
    again = await play.sends_file(
        "sxd", "sửa.xlsx", people(GOOD[0], (2, "=B3", "", "", "", "", ""))
    )
    assert "(1/2 dòng đúng)" in again
    assert "không phải bảng tính" in await play.sends_file("sxd", "nhầm.xlsx", b"x")
    said = await play.sends_file(
        "sxd", "sửa lại.xlsx", people(GOOD[0], (2, "=B", "", "", "", "", ""))
    )
    assert "[Chỉ đưa 1 dòng đúng] [Gửi tệp khác]" in said
    done = await play.presses("sxd", "Chỉ đưa 1 dòng đúng")
    assert "Đã ghi danh sách: 1 người mới; bỏ qua 1 dòng chưa đúng." in done
    assert "Bot không nhận tệp" in await play.sends_file("sxd", "nữa.xlsx", people(GOOD[0]))
    await play.says("sxd", "/danhsach")
    many = [(n, f"Người {n}", "", "", "12", "Sở Mây Trời", None) for n in range(1, 6)]
    more = await play.sends_file("sxd", "a.xlsx", people(*many, *GOOD))
    assert len(more.split("\n\n")[1].splitlines()[:-1]) == 10
    said = await play.sends_file("sxd", "a.xlsx", people(*many))
    assert "Cần sửa (10 chỗ, dưới đây là 6 chỗ đầu):" in said
    assert 'E3: số điện thoại "12" cần 10 chữ số' in said
    assert 'F3: chưa có cơ quan "Sở Mây Trời" trong tỉnh; gần giống: ' in said
    assert "Chỉ đưa" not in said
    assert len(said.split("\n\n")[1].splitlines()) <= 12


async def story_files_that_are_no_list(play: Play) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (65 * 2**20))
    merged = workbook(HEADS, *GOOD, merged=("F2:F3",))
    long = [(n, f"Người {n}", "", "", None, "Sở Tài chính", None) for n in range(10_000)]
    for data, said in (
        (b"", "tệp không phải bảng tính Excel (.xlsx)"),
        (b"PK\x03\x04 not a zip", "tệp không phải bảng tính Excel (.xlsx)"),
        (bytes.fromhex("d0cf11e0a1b11ae1") * 99, "định dạng Excel cũ (.xls) hoặc có mật khẩu"),
        (bomb.getvalue(), "nội dung trong tệp quá lớn so với một biểu hay danh sách"),
        (workbook(("A", "B"), (1, 2)), "Chưa tìm thấy dòng tên cột trong 10 dòng đầu."),
        (workbook(("Họ tên", "Chức vụ"), ("A", "B")), "Dòng 1 thiếu cột cơ quan."),
        (workbook(("Họ tên", "Cơ quan", "Đơn vị")), "Dòng 1 có hai cột cùng là cơ quan."),
        (people(), "Tệp có dòng tên cột nhưng chưa có người nào."),
        (workbook(HEADS, *long), "tệp có 10.000 dòng, mỗi lần nhận tối đa 2.000"),
        (merged, "F2: là ô gộp, đề nghị bỏ gộp và điền từng ô"),
    ):
        await play.says("sxd", "/danhsach")
        assert said in await play.sends_file("sxd", "a.xlsx", data)
    await play.says("sxd", "/danhsach")
    wrong = await play.sends_file("sxd", "a.xls", b"1")
    assert wrong.startswith('Chưa nhận được tệp "a.xls": bước này chỉ nhận tệp .xlsx.')
    assert (await play.says("stnmt", "/danhsach")).startswith("Danh sách cán bộ đầu mối do chuyên")
    async with play.store() as unit:
        assert await unit.rows(select(invitation).where(invitation.c.person_id.is_not(None))) == []


async def story_codes_printed_and_used(play: Play) -> None:
    """The annex goes out once; who uses a code is named, asked nothing, and confirmed."""
    await brought(play)
    preview = await play.says("sxd", "/ma")
    assert "Mã tham gia KH VLXD: 14 cơ quan đã có người tham gia." in preview
    assert "dùng một lần, đến hết ngày 14/01/2024: 3 mã cho người trong danh sách, " in preview
    assert "1 mã cho cơ quan chưa có người tham gia: Sở Thông tin và Truyền thông." in preview
    assert "\n1 mã cũ chưa dùng sẽ không dùng được nữa" in preview  # the three were never told
    await opened(play)
    preview = await play.says("sxd", "/ma")
    assert "Sẽ lập 3 mã mới cho 2 cơ quan" in preview
    assert "Thông tin và Truyền thông" not in preview  # asked in no round
    make = play.button("sxd", "Lập phụ lục mã tham gia")
    done = await play.press_this("sxd", make)
    assert "(Phụ lục mã tham gia KH VLXD.docx)\nPhụ lục mã tham gia KH VLXD: " in done
    codes = codes_in(play.file("sxd").data)
    assert {"Nguyễn Văn Mẫu", "Trần Thị Minh Họa", "Lê Văn Ví Dụ"} <= set(codes)
    assert "vừa thay đổi" in await play.press_this("sxd", make)
    assert list(play.files.iterdir()) == [
        path for path in play.files.iterdir() if path.read_bytes() != play.file("sxd").data
    ]
    async with play.store() as unit:
        told = await unit.rows(select(outbox.c.text).where(outbox.c.once.is_(True)))
        assert [row.text for row in told] == [""]
    play.room.add_person(NEW, "Người mới")
    play.users["new"] = NEW
    hello = await play.says("new", codes["Nguyễn Văn Mẫu"])
    assert "Có phải anh/chị là Nguyễn Văn Mẫu, Chuyên viên?" in hello
    joined = await play.presses("new", "Đúng, tham gia")
    assert joined.startswith("Đã ghi: Nguyễn Văn Mẫu, Chuyên viên; cán bộ đầu mối UBND huyện Hiệp")
    assert "Nguyễn Văn Mẫu, Chuyên viên, vừa dùng mã tham gia" in play.heard("sxd")
    assert "Đang chờ Sở Xây dựng xác nhận." in await play.says("new", "/nhiemvu")
    await play.presses("sxd", "Xác nhận")
    assert "đã xác nhận anh/chị là cán bộ đầu mối UBND huyện Hiệp Hòa" in play.heard("new")
    async with play.store() as unit:
        reached = {one.name: one for one in await reaching.reach(unit, VLXD, Role.FOCAL)}
    one = reached["Nguyễn Văn Mẫu"]
    assert (one.phone, one.division, one.main) == ("0912345678", "Phòng KT", True)
    assert "Mã tham gia này không dùng được" in await play.says(
        "ubnd-hiep-hoa", play.codes["ubnd-hiep-hoa"]
    )


async def story_a_code_of_a_listed_person_takes_over_nobody(play: Play) -> None:
    """Who holds a code made for somebody with an account becomes a new person, to be confirmed."""
    await brought(play, (1, "Cán bộ Hai nơi", "Chuyên viên", "", "0911111111", "Sở Y tế", None))
    codes = await printed(play)
    play.room.add_person(NEW, "Một")
    play.room.add_person(NEW + 1, "Hai")
    play.users |= {"one": NEW, "two": NEW + 1}
    await play.says("one", codes["Cán bộ Hai nơi"])
    await play.presses("one", "Đúng, tham gia")
    await play.presses("sxd", "Xác nhận")
    await brought(
        play, (1, "Cán bộ Hai nơi", "", "", "0911111111", "Sở Giáo dục và Đào tạo", None)
    )
    codes = await printed(play)
    await play.says("two", codes["Cán bộ Hai nơi"])
    await play.presses("two", "Đúng, tham gia")
    assert "Đang chờ Sở Xây dựng xác nhận." in await play.says("two", "/nhiemvu")
    async with play.store() as unit:
        named = await unit.rows(select(person.c.id).where(person.c.name == "Cán bộ Hai nơi"))
        seats = await unit.rows(select(appointment.c.person_id).order_by(appointment.c.id.desc()))
    assert [row.person_id for row in seats[:2]] == [named[1].id, named[0].id]


async def story_one_code_again(play: Play) -> None:
    await brought(play)
    codes = await printed(play)
    await play.says("sxd", "/ma")
    await play.presses("sxd", "Cấp lại mã cho một cơ quan")
    unknown = await play.says("sxd", "Sở Mây Trời")
    assert unknown.startswith('Chưa ghi được: chưa rõ "Sở Mây Trời" là cơ quan nào. Tên gần nhất:')
    who = await play.says("sxd", "UBND huyện Hiệp Hòa")
    assert "[Nguyễn Văn Mẫu] [Lê Văn Ví Dụ]" in who
    told = await play.presses("sxd", "Lê Văn Ví Dụ")
    assert told.startswith("Mã tham gia KH VLXD của UBND huyện Hiệp Hòa (Lê Văn Ví Dụ): ")
    assert "Mã cũ chưa dùng không dùng được nữa." in told
    code = told.partition("): ")[2][:9]
    async with play.store() as unit:
        texts = await unit.rows(select(outbox.c.text))
        assert not any(code in row.text for row in texts)
    play.room.add_person(NEW, "Người mới")
    play.users["new"] = NEW
    old = await play.says("new", codes["Lê Văn Ví Dụ"])
    assert old.startswith("Mã tham gia này không dùng được.")
    assert "Có phải anh/chị là Lê Văn Ví Dụ" in await play.says("new", code)


async def story_which_of_two_is_the_main_one(play: Play) -> None:
    await brought(play)
    codes = await printed(play)
    for user, name in ((NEW, "Nguyễn Văn Mẫu"), (NEW + 1, "Lê Văn Ví Dụ")):
        play.room.add_person(user, name)
        play.users[name] = user
        await play.says(name, codes[name])
        await play.presses(name, "Đúng, tham gia")
        await play.presses("sxd", "Xác nhận")
    await play.says("sxd", "/danhsach")
    shown = await play.presses("sxd", "Đổi đầu mối chính")
    assert "UBND huyện Hiệp Hòa: Nguyễn Văn Mẫu (chính); Lê Văn Ví Dụ." in shown
    button = play.button("sxd", "UBND huyện Hiệp Hòa: Lê Văn Ví Dụ")
    done = await play.press_this("sxd", button)
    assert done.startswith("Đã ghi: Lê Văn Ví Dụ là cán bộ đầu mối chính của UBND huyện Hiệp Hòa")
    await play.says("sxd", "/danhsach")
    shown = await play.presses("sxd", "Đổi đầu mối chính")
    assert "UBND huyện Hiệp Hòa: Lê Văn Ví Dụ (chính); Nguyễn Văn Mẫu." in shown
    await play.says("stnmt", "/nhiemvu")
    assert "không còn là cán bộ đầu mối" in await play.forges("stnmt", button[1])
