"""Words of command in typed text: with or without accents, slash and spaces, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plans.text import fold, match_key

# Slash name: what wording.md calls it. Recognised, never said: hence not in the catalogue.
COMMANDS: dict[str, tuple[str, ...]] = {
    "nhiemvu": ("nhiệm vụ", "nhiệm vụ của cơ quan"),
    "capnhat": ("cập nhật", "cập nhật kết quả", "cập nhật ngay"),
    "baocao": ("báo cáo", "báo cáo định kỳ", "báo cáo định kỳ của cơ quan"),
    "vuongmac": ("vướng mắc", "khó khăn, vướng mắc", "khó khăn vướng mắc"),
    "lichnhac": ("lịch nhắc",),
    "vangmat": ("vắng mặt", "đi công tác", "đi công tác, nghỉ"),
    "bangiao": ("bàn giao", "bàn giao đầu mối"),
    "tonghop": ("tổng hợp", "tình hình kỳ báo cáo"),
    "conthieu": ("còn thiếu gì", "còn thiếu"),
    "chitieu": ("chỉ tiêu", "chỉ tiêu của kế hoạch"),
    "duthao": ("dự thảo", "dự thảo báo cáo", "dự thảo báo cáo, công văn"),
    "nhapthay": ("nhập thay",),
    "dotxuat": ("đột xuất", "đề nghị báo cáo đột xuất"),
    "thongbao": ("thông báo", "thông báo tới các cơ quan"),
    "nhom": ("nhóm", "nhóm nhận tin tổng hợp"),
    "taikhoan": ("tài khoản", "liên kết", "liên kết zalo, telegram"),
    "thongtin": ("thông tin", "thông tin của tôi"),
    "nhatky": ("nhật ký", "nhật kí", "nhật ký thay đổi", "nhật kí thay đổi"),
    "thietlap": ("thiết lập", "thiết lập của kế hoạch", "thiết lập kế hoạch"),
    "trich": ("trích", "trích nhiệm vụ", "trích nhiệm vụ của cơ quan"),
    "kehoach": ("kế hoạch", "đưa kế hoạch vào theo dõi", "điều chỉnh kế hoạch"),
    "trogiup": ("trợ giúp", "hướng dẫn", "help"),
    "mo": ("mở", "mở kỳ", "mở kì", "mở kỳ báo cáo", "mở kì báo cáo"),
    "huy": ("hủy", "hủy bỏ"),
    "batdau": ("bắt đầu", "bắt đầu nhắc"),
    "start": (),
    "danhsach": ("danh sách", "danh sách cán bộ đầu mối"),
    "ma": ("mã", "mã tham gia"),
    "vanban": ("văn bản", "đã có văn bản"),
}
CONTROLS: dict[str, tuple[str, ...]] = {
    "_cancel": ("hủy", "hủy bỏ"),
    "_back": ("lùi", "lùi lại", "quay lại"),
    "_skip": ("bỏ qua",),
    "_later": ("để sau",),
    "_keep": ("giữ nguyên",),
    "_send": ("gửi",),
    "_edit": ("sửa",),
}
# What people write for [Không phát sinh].
NOTHING = (
    "không phát sinh",
    "không phát sinh nội dung",
    "không phát sinh gì",
    "không có phát sinh",
    "không có nội dung phát sinh",
    "không có phát sinh gì",
)
# What a coordinator writes for buttons that stand under /tonghop only.
DESK: dict[str, tuple[str, ...]] = {
    "close": ("chốt kỳ", "chốt kì", "chốt kỳ báo cáo", "chốt kì báo cáo", "đóng kỳ"),
    "nudge": (
        "nhắc",
        "nhắc báo cáo",
        "nhắc các cơ quan",
        "nhắc 1 cơ quan",
        "nhắc 1 cơ quan chưa hẹn",
        "nhắc cơ quan chưa gửi",
    ),
}
# The ways to answer a round, by the verb of their button.
WAYS: dict[str, tuple[str, ...]] = {
    "kps": NOTHING,
    "tl": ("đang trình lãnh đạo", "đã trình lãnh đạo", "trình lãnh đạo"),
    "hen": ("hẹn ngày gửi", "hẹn ngày"),
}
# What people write for [Gửi báo cáo năm 2023]: the button, never the report's own words. A figure
# stands for any: "quý 1 năm 1" is "quý II năm 2024" too.
_SEND = ("gửi báo cáo", "gửi ngay báo cáo", "nộp báo cáo", "gửi báo cáo định kỳ")
_PERIODS = (
    "kỳ này",
    "năm nay",
    "1",
    "năm 1",
    "6 tháng đầu năm",
    "6 tháng cuối năm",
    "6 tháng đầu năm 1",
    "6 tháng cuối năm 1",
    "quý 1",
    "quý 1 năm 1",
    "quý 1/1",
    "tháng 1",
    "tháng 1 năm 1",
    "tháng 1/1",
    "sơ kết 1",
    "tổng kết 1",
)
_BARE = ", phối hợp không phát sinh"  # under a receipt: there it is sent by the press alone
SEND_REPORT = (
    *_SEND,
    *(
        f"{head} {period}{tail}"
        for head in (*_SEND, "báo cáo", "báo cáo định kỳ")
        for period in _PERIODS
        for tail in ("", _BARE)
    ),
)

_LONGEST = 7  # words of the longest name above
_KEY = re.compile(r"\s*\(?([0-9]{1,2}|[A-Za-z]|[Aa][A-Za-z])\s?[.)]?\s*")
_SLASH = re.compile(r"/(?=\S)")
_FIGURE = re.compile(r"\b(?!6\s+th)(?:\d{1,4}|[IiVv]{1,3})\b")
_AT_BOT = re.compile(r"^(\S+?)@\w+")


def command_of(text: str) -> str | None:
    """The command that the whole message names, as its slash name without slash."""
    found = command_and_rest(text)
    return found[0] if found else None


def command_and_rest(text: str) -> tuple[str, str] | None:
    """The command and what follows it: ("capnhat", "1.2"); without a slash nothing may follow."""
    text = text.strip()
    if _SLASH.match(text):
        return _slash(text[1:])
    name = _named(text, _BY_NAME) or _named(_FIGURE.sub("1", text), _BY_SENDING)
    return (name, "") if name else None


def typed_key(text: str) -> str | None:
    """The key of a choice when that is the whole message: "a." → "A", "1)" → "1"."""
    found = _KEY.fullmatch(text)
    return found[1].upper() if found else None


def behind_name(text: str) -> Iterator[str]:
    """What may be meant behind "@Bot Đầu Mối": every rest of the words, the longest first."""
    rest = text.strip()
    if not rest.startswith("@"):
        yield rest
    while " " in rest or "\n" in rest:
        _, rest = rest.split(maxsplit=1)
        yield rest


def control_of(text: str) -> str | None:
    """The control of a form ("_back", "_skip", …) that the whole message names."""
    return _named(text, _BY_CONTROL)


def way_of(text: str) -> str | None:
    """The way to answer a round ("kps", "tl", "hen") that the whole message names."""
    return _named(text, _BY_WAY)


def desk_of(text: str) -> str | None:
    """What the whole message wants of an open round: "close", "nudge"."""
    return _named(_FIGURE.sub("1", text), _BY_DESK)


def is_cancel(text: str) -> bool:
    """Hủy, huỷ, huy."""
    return control_of(text) == "_cancel"


def is_back(text: str) -> bool:
    """Lùi, quay lại."""
    return control_of(text) == "_back"


def is_skip(text: str) -> bool:
    """Bỏ qua."""
    return control_of(text) == "_skip"


def same_words(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant`, word for word, each with its accents or with none.

    "huy" is "hủy" and "cập nhat" is "cập nhật", but "nhôm" is not "nhóm".
    """
    ours, theirs = match_key(typed).split(), match_key(meant).split()
    return len(ours) == len(theirs) and all(
        word in (other, fold(other)) for word, other in zip(ours, theirs, strict=True)
    )


def _table(words: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """Folded spelling → (name, spelling with accents)."""
    table: dict[str, list[tuple[str, str]]] = {}
    for name, spellings in words.items():
        for spelling in spellings:
            table.setdefault(fold(spelling), []).append((name, spelling))
    return table


_BY_NAME = _table({name: (name, *spellings) for name, spellings in COMMANDS.items()})
_BY_SENDING = _table({"baocao": SEND_REPORT})
_BY_CONTROL = _table(CONTROLS)
_BY_WAY = _table(WAYS)
_BY_DESK = _table(DESK)
# After a slash the intention is plain: accents and spaces no longer matter.
_GLUED = {key.replace(" ", ""): found[0][0] for key, found in _BY_NAME.items()}


def _named(text: str, table: dict[str, list[tuple[str, str]]]) -> str | None:
    text = text.strip().rstrip(".!?").rstrip()
    if len(text) > 60:
        return None
    for name, spelling in table.get(fold(text), ()):
        if same_words(text, spelling):
            return name
    return None


def _slash(body: str) -> tuple[str, str] | None:
    body = _AT_BOT.sub(r"\1", body)
    words = body.split(maxsplit=_LONGEST)
    whole = "".join(fold(word) for word in words)
    if whole in _GLUED:
        return _GLUED[whole], ""
    if fold(words[0]) in _GLUED:
        return _GLUED[fold(words[0])], body[len(words[0]) :].strip()
    for count in range(min(len(words), _LONGEST), 1, -1):
        name = _GLUED.get("".join(fold(word) for word in words[:count]))
        if name:
            return name, body.split(maxsplit=count)[count]
    return None
