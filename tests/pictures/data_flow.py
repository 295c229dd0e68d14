"""Where data flow, for the dossier of information security: in Vietnamese, boundaries dashed."""

from __future__ import annotations

from tests.pictures import svg

_PEOPLE = (
    "Cán bộ đầu mối",
    "Chuyên viên tổng hợp,",
    "quản trị kế hoạch",
    "Nhóm nội bộ,",
    "nhóm đầu mối",
)
_PLATFORM = ("Nền tảng nhắn tin", "Telegram: máy chủ", "ngoài Việt Nam")
_STEPS = (
    ("Hộp thư đến", "nguyên văn, xóa sau 30 ngày"),
    ("Xử lý", "quyền, biểu, chặn dấu mật"),
    ("Cơ sở dữ liệu", "kết quả, kỳ báo cáo, nhật ký"),
    ("Hộp thư đi", "xóa nội dung sau 30 ngày"),
)
_OUTSIDE, _OFFICE, _BOX = "#fff7e6", "#e8f5e9", "#ffffff"
_BOLD = 'font-weight="bold"'


def draw() -> str:
    """People, the platform, the office's machine; what crosses from one to the other."""
    shapes = [
        _zone(20, 40, 220, 330, "Thiết bị của cán bộ", _OUTSIDE),
        _zone(290, 40, 190, 330, "Ngoài cơ quan", _OUTSIDE),
        _zone(560, 40, 400, 330, "Máy chủ của cơ quan", _OFFICE),
        *_lines(40, 100, 180, _PEOPLE),
        *_lines(310, 130, 150, _PLATFORM),
        *_inside(),
        *_between(),
    ]
    return svg.drawing(980, 440, "Luồng dữ liệu của Bot Đầu Mối", shapes)


def _zone(left: float, top: float, wide: float, high: float, name: str, fill: str) -> str:
    dashed = 'stroke-dasharray="7 5"'
    head = svg.words(left + 12, top + 24, name, size=13, more=_BOLD)
    return svg.box(left, top, wide, high, fill=fill, more=dashed) + head


def _lines(left: float, top: float, wide: float, lines: tuple[str, ...]) -> list[str]:
    high = 20 * len(lines) + 20
    written = [
        svg.words(left + 12, top + 24 + 20 * place, line, size=13)
        for place, line in enumerate(lines)
    ]
    return [svg.box(left, top, wide, high, fill=_BOX), *written]


def _inside() -> list[str]:
    shapes = []
    for place, (name, about) in enumerate(_STEPS):
        top = 80 + 58 * place
        shapes += [
            svg.box(580, top, 200, 46, fill=_BOX),
            svg.words(592, top + 19, name, size=13, more=_BOLD),
            svg.words(592, top + 37, about, size=11, ink=svg.FAINT),
        ]
        if place < len(_STEPS) - 1:
            shapes.append(svg.arrow(680, top + 46, 680, top + 58))
    beside = (("Tệp (files/)", "đọc ở tiến trình riêng"),
              ("Khóa (key)", "băm mã tham gia"), ("Bản sao lưu", "đề nghị mã hóa"))  # fmt: skip
    for place, (name, about) in enumerate(beside):
        top = 138 + 58 * place
        shapes += [
            svg.box(800, top, 148, 46, fill=_BOX),
            svg.words(808, top + 19, name, size=13, more=_BOLD),
            svg.words(808, top + 37, about, size=10, ink=svg.FAINT),
        ]
    shapes += [svg.arrow(780, 219, 798, 219), svg.arrow(780, 161, 798, 161)]
    return shapes


def _between() -> list[str]:
    return [
        svg.arrow(222, 130, 308, 150),
        svg.arrow(308, 190, 222, 180),
        svg.arrow(462, 150, 578, 103),
        svg.words(484, 112, "nội dung gửi", size=11),
        svg.arrow(578, 277, 462, 200),
        svg.words(492, 262, "tin nhắn", size=11),
        svg.words(36, 340, "Văn bản báo cáo ký số đi theo", size=11, ink=svg.FAINT),
        svg.words(36, 356, "đường văn bản, không qua bot.", size=11, ink=svg.FAINT),
        svg.words(580, 340, "Máy chủ chỉ gọi ra (HTTPS, polling); không mở cổng vào.", size=11,
                  ink=svg.FAINT),
        svg.words(580, 356, "Dữ liệu nằm trong một thư mục, quyền riêng của tài khoản chạy bot.",
                  size=11, ink=svg.FAINT),
        svg.words(20, 400, "Ranh giới nét đứt: ai quản lý. Qua ranh giới: họ tên, chức vụ, số tài"
                  " khoản, nội dung cập nhật; không có tài liệu mật, số định danh cá nhân.",
                  size=12),
        svg.words(20, 422, "Bộ phận CNTT giữ máy, không đọc nội dung qua bot.", size=12),
    ]  # fmt: skip
