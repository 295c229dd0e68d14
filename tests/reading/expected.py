"""What small documents of other provinces say, in our own sentences: `samples/`, by name.

Task: number, lead, support, due, recurs. Duty: frequency, day, month.
"""

from __future__ import annotations

from tests.reading.expected_form import Expected
from tests.reading.expected_more import MORE

_FIRST: dict[str, Expected] = {
    "01-bang-ong.md": Expected(
        (
            (
                "1",
                ("Sở Du lịch",),
                ("Sở TT&TT", "UBND các huyện, thành phố, thị xã"),
                "2024-09-30",
                None,
            ),
            ("2", ("Công an tỉnh",), ("Sở Du lịch", "Sở TT&TT"), "2024-11-30", None),
            ("3", ("Sở Du lịch",), ("Hiệp hội Du lịch tỉnh",), "2024-06-30", None),
            ("4", ("Sở TT&TT",), ("Các cơ quan, đơn vị liên quan",), None, "continuous"),
        ),
        (("annual", 15, 6), ("annual", 5, 12)),
        "412/KH-UBND",
        "2024-03-15",
    ),
    "02-dong-nhan.txt": Expected(
        (
            (
                "1",
                ("Sở Nông nghiệp và Phát triển nông thôn",),
                ("UBND các huyện, thành phố", "Hội Nông dân tỉnh"),
                "2023-09-30",
                None,
            ),
            ("2", ("Sở Nông nghiệp và PTNT",), (), "2024-12-31", None),
            ("3", ("Sở Công Thương",), ("Sở Ngoại vụ", "Sở NN&PTNT"), "2026-12-31", None),
            (
                "4",
                ("UBND huyện Mai Sơn", "UBND huyện Yên Châu"),
                ("Sở Tài chính",),
                "2025-12-31",
                None,
            ),
        ),
        (("semiannual", 20, 6), ("annual", 20, 12)),
        None,
        None,
    ),
    "03-theo-co-quan.txt": Expected(
        (
            (
                "1a",
                ("Sở Nông nghiệp và Phát triển nông thôn",),
                ("Sở Tài chính", "UBND quận, huyện"),
                "2022-05-31",
                None,
            ),
            ("1b", ("Sở Nông nghiệp và Phát triển nông thôn",), (), None, None),
            ("2", ("Sở Tài chính",), (), "2022-06-30", None),
            ("3", ("Công an thành phố",), ("Cục Quản lý thị trường",), None, None),
            (
                "4",
                ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "các tổ chức thành viên"),
                (),
                None,
                None,
            ),
            ("5.1", ("UBND quận, huyện",), (), None, None),
            ("5.2", ("UBND quận, huyện",), (), None, None),
        ),
        (("monthly", 18, None),),
        "77/KH-UBND",
        "2022-04-08",
    ),
    "04-mot-o-mot-dong.txt": Expected(
        (
            ("1", ("Văn phòng UBND tỉnh",), ("Các sở, ban, ngành",), "2021-06-30", None),
            (
                "2",
                ("Sở Nội vụ",),
                ("Ủy ban MTTQ Việt Nam tỉnh", "Bưu điện tỉnh"),
                "2021-10-31",
                None,
            ),
            (
                "3",
                ("Sở Thông tin và Truyền thông",),
                ("Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ"),
                "2021-12-31",
                None,
            ),
        ),
        (),
        None,
        None,
    ),
    "05-tab.txt": Expected(
        (
            (
                "1",
                ("Sở Xây dựng",),
                ("Sở Tài nguyên và Môi trường", "UBND cấp huyện"),
                "2023-12-31",
                None,
            ),
            ("2", ("Sở Tài chính",), ("Ngân hàng Nhà nước chi nhánh tỉnh",), "2023-03-31", None),
            ("3", ("Ban Quản lý các khu công nghiệp tỉnh",), ("Sở Xây dựng",), "2025-12-31", None),
        ),
        (),
        None,
        None,
    ),
    "06-mot-o-hai-vai.md": Expected(
        (
            (
                "1",
                ("Sở Giao thông vận tải",),
                ("Công an tỉnh", "UBND cấp huyện"),
                "2023-09-30",
                None,
            ),
            ("2", ("Sở GD&ĐT",), ("Tỉnh đoàn",), None, "quarterly"),
        ),
        (),
        None,
        None,
    ),
    "07-van-xuoi-giao.txt": Expected(
        (
            (
                "I.1",
                ("Sở Nông nghiệp và PTNT",),
                ("Bộ Chỉ huy quân sự tỉnh", "UBND các huyện, thị xã, thành phố"),
                "2021-08-30",
                None,
            ),
            ("I.2", ("Đài Phát thanh và Truyền hình tỉnh",), (), None, None),
        ),
        (("annual", 25, 11),),
        None,
        None,
    ),
    "08-bang-phang.txt": Expected(
        (
            (
                "1",
                ("Sở Văn hóa và Thể thao",),
                ("Sở Du lịch", "UBND thị xã Sa Pa"),
                "2023-12-31",
                None,
            ),
            (
                "2",
                ("UBND huyện Bát Xát",),
                ("Sở Giao thông vận tải - Xây dựng", "Sở Tài chính"),
                "2024-12-31",
                None,
            ),
            ("3", ("Sở Du lịch",), ("Trường Cao đẳng Lào Cai",), None, "annual"),
        ),
        (),
        "215/KH-UBND",
        "2022-06-02",
    ),
    "09-quyet-dinh.txt": Expected(
        (
            (
                "1",
                ("Liên minh Hợp tác xã tỉnh",),
                ("Sở Nông nghiệp và Phát triển nông thôn",),
                None,
                None,
            ),
            (
                "2",
                ("Sở Kế hoạch và Đầu tư",),
                ("Sở Tài chính", "Liên minh Hợp tác xã tỉnh"),
                "2023-03-31",
                None,
            ),
            ("3", ("Ủy ban nhân dân huyện, thành phố",), (), "2023-09-30", None),
        ),
        (("quarterly", 20, None), ("annual", 10, 12)),
        "95/QĐ-UBND",
        "2023-01-20",
    ),
    "10-hoat-dong-so.txt": Expected(
        (
            ("1", ("Sở Lao động - Thương binh và Xã hội",), ("Tỉnh đoàn",), "2022-12-31", None),
            ("2", ("Sở Giáo dục và Đào tạo",), (), "2022-06-30", None),
            ("3", (), (), None, None),
            ("4", ("Sở Lao động - Thương binh và Xã hội",), ("Tỉnh đoàn",), "2022-12-31", None),
        ),
        (),
        None,
        None,
    ),
    "11-bieu-mau.txt": Expected(
        (
            ("1.1", ("Chi cục Kiểm lâm",), ("UBND các xã, phường",), "2025-03-31", None),
            ("1.2", ("UBND các xã, phường",), (), None, None),
        ),
        (),
        "12/KH-UBND",
        "2025-01-10",
    ),
    "12-hai-cap.txt": Expected(
        (
            (
                "1",
                ("Sở Giáo dục và Đào tạo",),
                ("Sở Tài chính", "Sở Xây dựng", "UBND các xã, phường"),
                "2027-12-31",
                None,
            ),
            ("2", ("Sở Nội vụ",), ("Sở Giáo dục và Đào tạo",), None, "annual"),
        ),
        (("annual", 10, 12),),
        None,
        None,
    ),
}
EXPECTED = {**_FIRST, **MORE}
