"""/trogiup by role; commands as people type them; words nobody asked for; strangers."""

from __future__ import annotations

from tests.transcripts.play import Play
from tests.transcripts.worlds import opened, said_of

HOW = "Để có mã tham gia, đề nghị anh/chị liên hệ chuyên viên tổng hợp"


async def story_help_names_what_this_person_may_do(play: Play) -> None:
    assert (await play.says("stnmt", "/trogiup")).splitlines() == [
        "Anh/chị gõ lệnh hoặc gõ tên việc, có dấu hay không dấu đều được:",
        "/nhiemvu: nhiệm vụ của cơ quan",
        "/capnhat: cập nhật kết quả, một hoặc nhiều nhiệm vụ một lần",
        "/baocao: báo cáo định kỳ của cơ quan",
        "/vuongmac: khó khăn, vướng mắc",
        "Kỳ báo cáo: /conthieu (còn thiếu gì)",
        "Kế hoạch: /trich (trích nhiệm vụ)",
        (
            "Khác: /vanban (đã có văn bản), /lichnhac (khi nào bot nhắc, vì sao),"
            " /vangmat (đi công tác, nghỉ), /bangiao (bàn giao đầu mối), /thongtin (thông tin của"
            " tôi), /taikhoan (liên kết Zalo, Telegram)"
        ),
        "/trogiup: trang này; /huy: hủy nội dung đang nhập.",
        ("[Nhiệm vụ của cơ quan] [Cập nhật ngay] [Báo cáo định kỳ] [Khó khăn, vướng mắc]"),
    ]
    coordinator = await play.says("sxd", "trợ giúp")
    daily = [
        "/tonghop: tình hình kỳ báo cáo",
        "/conthieu: còn thiếu gì",
        "/nhapthay: nhập thay theo văn bản, điện thoại",
        "/vuongmac: khó khăn, vướng mắc",
    ]
    assert coordinator.splitlines()[1:6] == [*daily, "/mo: mở kỳ báo cáo"]
    assert "/capnhat" not in coordinator
    assert play.buttons("sxd") == [
        "Tình hình kỳ báo cáo", "Còn thiếu gì", "Nhập thay", "Khó khăn, vướng mắc",
        "Mở kỳ báo cáo",
    ]  # fmt: skip
    admin = await play.says("sxd-admin", "TRO GIUP")
    assert admin.splitlines()[1:5] == [
        "/thongbao: thông báo tới các cơ quan",
        "/danhsach: danh sách cán bộ đầu mối",
        "/thietlap: thiết lập của kế hoạch",
        "/nhatky: nhật ký thay đổi",
    ]
    assert "/batdau" in admin
    assert "/mo " not in admin
    assert (await play.presses("sxd-admin", "Thiết lập của kế hoạch")).startswith("Thiết lập KH")
    await opened(play)
    running = await play.says("sxd", "/trogiup")
    assert running.splitlines()[1:6] == [*daily, "Kỳ báo cáo: /mo (mở kỳ báo cáo)"]
    assert max(len(running.splitlines()), len(coordinator.splitlines())) == 11  # and the buttons
    assert "chưa gửi" in (await play.presses("sxd", "Còn thiếu gì")).lower()
    assert (await play.forges("stnmt", "lenh:nhatky")).startswith("Nhật ký")
    for forged in ("lenh", "lenh:", "lenh:khongco"):
        assert (await play.forges("stnmt", forged)).startswith("Bot không có lệnh này.")


async def story_work_named_in_words_needs_no_slash(play: Play) -> None:
    for typed, said in (
        ("ma tham gia", "mã tham gia"),
        ("Nhập thay", "nhập thay"),
        ("con thieu gi", "kỳ báo cáo"),
        ("danh sach", "danh sách"),
        ("bàn giao", "bàn giao"),
        ("thong tin cua toi", "thông tin"),
        ("vắng mặt", "nghỉ"),
        ("dot xuat", "kh vlxd"),
        ("nhật ký", "kh vlxd"),
        ("thiet lap", "thiết lập"),
    ):
        answer = await play.says("sxd", typed)
        assert said in answer.lower(), (typed, answer)
        assert "chưa rõ nội dung này" not in answer.lower(), typed
        await play.says("sxd", "/huy")
    assert "chưa bắt đầu nhắc" in await play.says("sxd-admin", "thong bao")


async def story_commands_as_people_type_them(play: Play) -> None:
    for typed in ("/nhiemvu", "/nhiệmvụ", "/nhiem vu", "Nhiệm vụ", "nhiem vu", "NHIỆM VỤ."):
        assert (await play.says("sct", typed)).startswith("KH VLXD, Sở Công thương\n"), typed
    assert "Phối hợp: 2, 3, 6." in await play.says("sct", "/nhiemvu@daumoi_thu_bot")
    for typed in ("/khongco", "/bieumau", "/tạm biệt"):
        assert await play.says("sct", typed) == (
            "Bot không có lệnh này. Anh/chị xem các lệnh dùng được ở /trogiup."
        )


async def story_words_nobody_asked_for(play: Play) -> None:
    for typed in ("xin chào", "ok", "Đã gửi", "12 lần", "👍"):
        said = await play.says("stnmt", typed)
        assert said.startswith("Chưa rõ nội dung này ghi vào đâu."), typed
    for typed in ("xin chào", "1.2 Đã làm"):
        assert (await play.says("ubnd-viet-yen", typed)).startswith(
            "Cơ quan anh/chị không chủ trì nhiệm vụ nào"
        )
    assert len(await said_of(play, "1.2")) == 1


async def story_words_of_a_coordinator(play: Play) -> None:
    for typed in ("xin chào", "chốt hộ tôi với"):
        assert await play.says("sxd", typed) == (
            "Chưa rõ anh/chị cần việc nào. Việc thường dùng: /mo, /tonghop, /conthieu, /nhapthay;"
            " xem /trogiup."
        )
    assert "chưa bắt đầu nhắc" in await play.says("sxd", "mở kỳ")
    await opened(play)
    for typed in ("Chốt kỳ báo cáo", "chốt kỳ"):
        assert "Chốt được từ ngày 16/12/2023" in await play.says("sxd", typed)
    assert (await play.says("sxd", "nhắc 4 cơ quan")).startswith("Nhắc báo cáo năm 2023 KH VLXD.")


async def story_back_with_nothing_open(play: Play) -> None:
    for who in ("stnmt", "stc", "sxd", "sxd-admin"):
        assert await play.says(who, "lùi") == await play.says(who, "hủy"), who


async def story_stranger_learns_only_how_to_get_a_code(play: Play) -> None:
    play.room.add_person(5001, "người lạ")
    play.users["la"] = 5001
    for typed in ("xin chào", "/start", "/nhiemvu", "/tonghop", "/khongco", "1.2 Đã xong", "B"):
        said = await play.says("la", typed)
        assert HOW in said, typed
        assert "VLXD" not in said
    for data in ("nv:1", "dv", "bc:1:5", "ct:1", "nhac:1", "bd:bac-giang-vlxd-2021-2030"):
        assert HOW in await play.forges("la", data)
    assert "Lựa chọn này thuộc nội dung đã kết thúc" in await play.forges("la", "f:1:status:done")
    wrong = await play.says("la", "BCFG2345")
    assert wrong.startswith("Mã tham gia này không dùng được.")


async def story_join_by_link_and_be_confirmed(play: Play) -> None:
    code = play.codes["ubnd-hiep-hoa"]
    play.room.open_link(play.users["ubnd-hiep-hoa"], code.replace("-", ""))
    hello = await play.then("ubnd-hiep-hoa> link", "ubnd-hiep-hoa")
    assert hello.splitlines() == [
        (
            "Chào anh/chị. Đây là kênh Sở Xây dựng Bắc Giang dùng để nhắc và nhận số liệu"
            " thực hiện KH VLXD; không thay văn bản báo cáo."
        ),
        (
            "Bot lưu: họ tên, chức vụ, cơ quan, tài khoản này và nội dung anh/chị gửi, chỉ để nhắc"
            " việc và tổng hợp báo cáo. Thời gian trả lời của từng người không hiển thị cho"
            " cơ quan khác, không dùng để xếp hạng."
        ),
        "Không gửi tài liệu mật, số định danh cá nhân.",
        "Mã này dành cho cán bộ đầu mối UBND huyện Hiệp Hòa.",
        "[Đúng, tham gia] [Không phải tôi] [Để sau] [Hủy]",
    ]
    await play.presses("ubnd-hiep-hoa", "Đúng, tham gia")
    await play.says("ubnd-hiep-hoa", "Nguyễn <i>Văn</i> An")
    await play.says("ubnd-hiep-hoa", "Chuyên viên & thủ quỹ")
    assert "Đang chờ Sở Xây dựng xác nhận" in await play.says("ubnd-hiep-hoa", "/nhiemvu")
    asked = play.heard("sxd")
    assert asked.startswith("Nguyễn <i>Văn</i> An, Chuyên viên & thủ quỹ, vừa dùng mã tham gia")
    assert "Đã xác nhận Nguyễn <i>Văn</i> An" in await play.presses("sxd", "Xác nhận")
    assert "đã xác nhận anh/chị là cán bộ đầu mối UBND huyện Hiệp Hòa" in play.heard(
        "ubnd-hiep-hoa"
    )
    assert "KH VLXD, UBND huyện Hiệp Hòa" in await play.presses(
        "ubnd-hiep-hoa", "Nhiệm vụ của cơ quan"
    )
    assert " đã xác nhận Nguyễn <i>Văn</i> An (" in await play.presses(
        "sxd-admin", "Không đúng người"
    )
    play.room.add_person(5002, "đến sau")
    play.users["sau"] = 5002
    assert (await play.says("sau", code)).startswith("Mã tham gia này không dùng được.")
