"""More documents of other provinces and subjects, in other shapes, as a person encoded them."""

from __future__ import annotations

from tests.reading.expected_form import Expected

MORE: dict[str, Expected] = {
    # Columns held apart by spaces alone, cells that go on in the next line.
    "13-cot-khoang-trang.txt": Expected(
        (
            (
                "1",
                ("Sở Thông tin và Truyền thông",),
                ("Văn phòng UBND tỉnh", "Công an tỉnh"),
                "2023-09-30",
                None,
            ),
            ("2", ("Sở Nội vụ",), ("Sở Thông tin và Truyền thông",), "2023-10-31", None),
            (
                "3",
                ("Sở Tài nguyên và Môi trường",),
                ("UBND các huyện, thị xã, thành phố",),
                "2023-12-31",
                None,
            ),
            ("4", ("Ngân hàng Nhà nước chi nhánh tỉnh",), (), None, "continuous"),
        ),
        (("quarterly", 15, None),),
        "58/KH-UBND",
        "2023-03-14",
    ),
    "14-phong-chong-thien-tai.txt": Expected(
        (
            (
                "1a",
                ("Sở Nông nghiệp và Phát triển nông thôn",),
                ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
                "2024-08-31",
                None,
            ),
            ("1b", ("Sở Nông nghiệp và Phát triển nông thôn",), (), "2024-06-30", None),
            (
                "2",
                ("Bộ Chỉ huy Quân sự tỉnh",),
                ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Công an tỉnh"),
                "2025-12-31",
                None,
            ),
            ("3", ("Sở Giao thông vận tải",), (), "2024-09-30", None),
            ("4", ("Đài Khí tượng thủy văn tỉnh",), (), None, "continuous"),
            ("5.1", ("UBND các huyện, thị xã, thành phố",), (), None, None),
            ("5.2", ("UBND các huyện, thị xã, thành phố",), (), "2024-09-30", None),
        ),
        (("semiannual", 15, 6), ("annual", 15, 12)),
        "101/KH-UBND",
        "2024-04-28",
    ),
    "15-cai-cach-hanh-chinh.txt": Expected(
        (
            ("1", ("Sở Tư pháp",), ("Các sở, ban, ngành",), "2022-12-31", None),
            (
                "2",
                ("Sở Tài nguyên và Môi trường",),
                ("Sở Tư pháp", "UBND cấp huyện"),
                "2022-08-31",
                None,
            ),
            ("3", ("Văn phòng UBND tỉnh",), ("Các sở, ban, ngành",), None, "continuous"),
            ("4", ("Sở Nội vụ",), ("Bưu điện tỉnh",), "2022-11-30", None),
        ),
        (("quarterly", 10, None), ("annual", 5, 12)),
        "230/QĐ-UBND",
        "2022-02-17",
    ),
    "16-giam-ngheo.txt": Expected(
        (
            (
                "1",
                ("Sở Nông nghiệp và PTNT",),
                ("Hội Nông dân tỉnh", "UBND các huyện, thị xã, thành phố"),
                "2024-09-30",
                None,
            ),
            (
                "2",
                ("Ngân hàng Chính sách xã hội chi nhánh tỉnh",),
                ("Sở LĐ-TB&XH",),
                None,
                "annual",
            ),
            ("II.1", ("Sở LĐ-TB&XH",), ("Sở GD&ĐT", "Tỉnh đoàn"), "2025-12-31", None),
            ("II.2", ("Sở Xây dựng",), ("Ủy ban MTTQ Việt Nam tỉnh",), "2024-12-31", None),
        ),
        (("annual", 20, 12), ("semiannual", 10, 6), ("annual", 10, 12)),
        None,
        None,
    ),
    "17-an-toan-giao-thong.txt": Expected(
        (
            ("1", ("Công an tỉnh",), ("Thanh tra Sở Giao thông vận tải",), "2023-06-30", None),
            (
                "2",
                ("Sở Giao thông vận tải",),
                ("UBND các huyện, thị xã, thành phố",),
                "2023-12-31",
                None,
            ),
            (
                "3.1",
                ("Ban An toàn giao thông tỉnh",),
                ("Đài Phát thanh và Truyền hình tỉnh", "Báo Tây Ninh", "Tỉnh đoàn"),
                None,
                "continuous",
            ),
            ("3.2", ("Sở Giáo dục và Đào tạo",), (), "2023-09-30", None),
        ),
        (("monthly", 20, None),),
        "1520/KH-UBND",
        "2023-05-09",
    ),
    "18-dan-so.md": Expected(
        (
            ("1", ("Sở Y tế",), ("Sở TT&TT", "Báo Cà Mau"), "2024-06-30", None),
            ("2", ("Hội Liên hiệp Phụ nữ tỉnh",), ("Sở Y tế", "Tỉnh đoàn"), "2024-10-20", None),
            ("3", ("Sở Y tế",), ("UBND các huyện, thành phố",), "2025-12-31", None),
        ),
        (("annual", 25, 11), ("annual", 10, 12)),
        "88/QĐ-UBND",
        "2024-01-12",
    ),
    "19-nang-luong.txt": Expected(
        (
            ("1", ("Sở Công Thương",), ("Sở Khoa học và Công nghệ",), "2022-09-30", None),
            ("2", ("Sở Công Thương",), ("Sở Khoa học và Công nghệ",), "2022-09-30", None),
            ("3", ("UBND các huyện, thành phố",), (), "2022-11-30", None),
            ("4", ("Tỉnh đoàn",), (), "2022-03-31", None),
        ),
        (("annual", 10, 12),),
        None,
        None,
    ),
    "20-cot-khong-so.txt": Expected(
        (
            (
                "1",
                ("Sở Văn hóa, Thể thao và Du lịch",),
                ("UBND các huyện, thành phố",),
                "2022-06-30",
                None,
            ),
            ("2", ("UBND huyện Kon Plông",), ("Trường Cao đẳng Kon Tum",), "2023-06-30", None),
            ("3", ("Sở TT&TT",), (), "2024-12-31", None),
        ),
        (),
        None,
        None,
    ),
    "21-gach-dau-dong.txt": Expected(
        (
            ("1.1", ("Sở Tài chính",), ("Sở Tư pháp", "Cục Thuế tỉnh"), "2023-03-31", None),
            (
                "1.2",
                ("Sở Lao động - Thương binh và Xã hội",),
                ("Kho bạc Nhà nước tỉnh", "Bưu điện tỉnh", "UBND các huyện, thành, thị"),
                "2023-12-31",
                None,
            ),
            (
                "2.1",
                ("Sở Công Thương", "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh"),
                ("các tổ chức tín dụng", "các doanh nghiệp viễn thông"),
                "2025-12-31",
                None,
            ),
        ),
        (("annual", 25, 12), ("annual", 15, 12)),
        "3415/KH-UBND",
        "2022-08-30",
    ),
    "22-bang-in-dam.md": Expected(
        (
            (
                "1",
                ("Sở LĐTBXH",),
                ("Sở GDĐT", "Tỉnh Đoàn", "UBND các huyện, thị xã, TP"),
                "2023-06-30",
                None,
            ),
            ("2", ("Đài PTTH tỉnh",), ("Sở LĐTBXH",), None, "monthly"),
            ("3", ("Sở LĐTBXH",), ("Sở Y tế", "Thanh tra tỉnh"), "2023-09-30", None),
            ("4", ("UBND các huyện, thị xã, TP",), ("Công an tỉnh",), "2023-05-15", None),
        ),
        (("semiannual", 5, 6), ("annual", 5, 12)),
        "41/KH-UBND",
        "2023-03-22",
    ),
    "23-han-man.txt": Expected(
        (
            ("1.1", ("Sở Nông nghiệp và Phát triển nông thôn",), (), None, "continuous"),
            (
                "1.2",
                ("Sở Nông nghiệp và Phát triển nông thôn",),
                ("Sở Tài nguyên và Môi trường",),
                None,
                None,
            ),
            ("2", ("Sở Tài nguyên và Môi trường",), ("các địa phương",), "2024-01-31", None),
            ("3", ("Công ty Cổ phần Cấp thoát nước Bến Tre",), (), None, None),
            (
                "4",
                (
                    "Sở Thông tin và Truyền thông",
                    "Báo Đồng Khởi",
                    "Đài Phát thanh và Truyền hình Bến Tre",
                ),
                (),
                None,
                None,
            ),
            ("5", ("Ủy ban nhân dân các huyện, thành phố",), (), "2023-12-15", None),
        ),
        (("irregular", None, None),),
        None,
        None,
    ),
    "24-cot-hai-phan.txt": Expected(
        (
            ("1", ("Ban Quản lý khu kinh tế cửa khẩu",), ("Sở Xây dựng",), "2022-06-30", None),
            (
                "2",
                ("UBND huyện Văn Lãng", "UBND huyện Cao Lộc"),
                ("Sở Tài nguyên và Môi trường",),
                "2022-12-31",
                None,
            ),
            (
                "3",
                ("Sở Giao thông vận tải",),
                ("Sở Tài chính", "Công an tỉnh", "BĐBP tỉnh"),
                "2025-12-31",
                None,
            ),
        ),
        (("semiannual", 20, 6), ("annual", 20, 12)),
        "156/KH-UBND",
        "2021-07-02",
    ),
    "25-giao-cuoi-cau.txt": Expected(
        (
            ("1", ("Sở Kế hoạch và Đầu tư",), ("Văn phòng UBND tỉnh",), "2024-03-31", None),
            (
                "2",
                ("Sở Tài nguyên và Môi trường",),
                ("UBND các huyện, thị xã, thành phố",),
                "2024-06-30",
                None,
            ),
            ("3", ("Sở Thông tin và Truyền thông",), ("các sở, ban, ngành",), None, "continuous"),
        ),
        (("quarterly", 15, None), ("quarterly", 20, None), ("annual", 15, 12)),
        None,
        None,
    ),
    "26-vai-trong-ngoac.txt": Expected(
        (
            (
                "1",
                ("Sở Công Thương",),
                ("Sở Nông nghiệp và Phát triển nông thôn", "Liên minh Hợp tác xã tỉnh"),
                "2023-12-31",
                None,
            ),
            (
                "2",
                ("Sở Kế hoạch và Đầu tư",),
                (
                    "Sở Thông tin và Truyền thông",
                    "Hiệp hội Doanh nghiệp tỉnh",
                    "UBND các huyện, thị xã, thành phố",
                ),
                None,
                "continuous",
            ),
        ),
        (("quarterly", 20, None),),
        None,
        None,
    ),
    "27-mot-o-nhieu-dong.txt": Expected(
        (
            (
                "1",
                ("Sở Tài nguyên và Môi trường",),
                ("Sở Tài chính", "UBND huyện Bến Lức"),
                "2023-11-30",
                None,
            ),
            ("2", ("Sở Tài nguyên và Môi trường",), ("Báo Long An",), None, "monthly"),
            ("3", ("Công an tỉnh",), ("Sở Tài nguyên và Môi trường",), "2023-06-30", None),
        ),
        (),
        None,
        None,
    ),
}
