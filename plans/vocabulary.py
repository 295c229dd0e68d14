"""Vietnamese words that recognition needs: data, folded unless said otherwise."""

from __future__ import annotations

from plans.model import Status


def _words(text: str) -> tuple[str, ...]:
    """Phrases between commas, or single words where there is no comma."""
    return tuple(one.strip() for one in text.split("," if "," in text else " "))


# Words that are no Vietnamese without a mark, as people type them in a hurry.
NEVER_BARE = frozenset(
    _words("da dang khong cua voi den chua nhung thuong vuong huyen xay dung muu lieu muc linh")
)
# Bare words that look like a syllable and are not Vietnamese.
FOREIGN = frozenset(_words("ok test net pdf web hot top set chat app get"))

# Phrases that say a status at the head of a paragraph. "whole": only where the phrase ends the
# clause, because "đã hoàn thành dự thảo" does not say that the task is done.
STATUS_PHRASES: tuple[tuple[str, Status, bool], ...] = (
    ("dang trien khai thuong xuyen", Status.CONTINUOUS, False),
    ("trien khai thuong xuyen", Status.CONTINUOUS, False),
    ("thuc hien thuong xuyen", Status.CONTINUOUS, False),
    ("duoc trien khai thuong xuyen", Status.CONTINUOUS, False),
    ("thuong xuyen", Status.CONTINUOUS, True),
    ("da trien khai xong", Status.DONE, True),
    ("da thuc hien xong", Status.DONE, True),
    ("da hoan thanh nhiem vu", Status.DONE, True),
    ("da hoan thanh", Status.DONE, True),
    ("hoan thanh nhiem vu", Status.DONE, True),
    ("hoan thanh", Status.DONE, True),
    ("da xong", Status.DONE, True),
    ("dang trien khai", Status.ON_TRACK, False),
    ("dang thuc hien", Status.ON_TRACK, False),
    ("bao dam tien do", Status.ON_TRACK, True),
    ("dam bao tien do", Status.ON_TRACK, True),
    ("co kha nang cham", Status.MAY_SLIP, False),
    ("co nguy co cham", Status.MAY_SLIP, False),
    ("chua trien khai", Status.NOT_STARTED, True),
    ("chua thuc hien", Status.NOT_STARTED, True),
    ("chua bat dau", Status.NOT_STARTED, True),
    ("de nghi dieu chinh", Status.CHANGE_REQUESTED, False),
)
# What may follow a "whole" phrase without a comma: when, how and why, never a part of the work.
AFTER_WHOLE = frozenset(
    _words("trong vao ngay thang nam quy tu dung theo truoc do vi nhung va den hien")
)
MAY_SLIP_WORDS = ("co kha nang cham", "co nguy co cham", "nguy co cham")
# A status may stand after such a word and a colon: "Tình hình: đã hoàn thành".
STATUS_LABELS = frozenset({"tinh hinh", "tinh trang", "trang thai", "ket qua", "tien do"})

# How a status is written in a baseline file, and how offices name it.
STATUS_NAMES: dict[str, Status] = {
    "chua trien khai": Status.NOT_STARTED,
    "dang trien khai": Status.ON_TRACK,
    "dang trien khai, bao dam tien do": Status.ON_TRACK,
    "dang trien khai, co kha nang cham": Status.MAY_SLIP,
    "trien khai thuong xuyen": Status.CONTINUOUS,
    "da hoan thanh": Status.DONE,
    "de nghi dieu chinh": Status.CHANGE_REQUESTED,
}

# Words people put before a task's number, longest first.
NUMBER_LABELS = (
    "nhiem vu so",
    "hoat dong so",
    "noi dung so",
    "nhiem vu",
    "hoat dong",
    "noi dung",
    "muc so",
    "ke hoach",
    "stt",
    "muc",
    "diem",
    "khoan",
    "nv",
    "kh",
    "so",
)

# The next three stand with their accents; text typed without any is compared folded.
# First words of a sentence that tells what was done: "5 đã kiểm tra" is task 5.
OPENERS = _words(
    "đã,đang,chưa,không,sẽ,được,trình,tiếp tục,hoàn thành,thường xuyên,có khả năng,triển khai,"
    "thực hiện,kết quả,tham mưu,ban hành,rà soát,phối hợp,duy trì,đề nghị,như kỳ trước,xây dựng"
)
# Units: after them even "1.2" is an amount ("1.2 tỷ đồng").
MEASURES = _words("tỷ tỉ triệu nghìn ngàn đồng tấn ha km kg m m2 m3 vnđ usd")
# Things one counts: "2 nhà máy", "12 cơ sở", "5 lớp tập huấn".
COUNTED = _words(
    "nhà máy,cơ sở,cs,ngày,tháng,năm,quý,tuần,giờ,buổi,lớp,cuộc,đợt,lần,lượt,hội nghị,"
    "hội thảo,dự án,đề tài,mô hình,huyện,xã,thị xã,thị trấn,thôn,phường,doanh nghiệp,dn,đơn vị,"
    "người,cán bộ,hộ,bài,tin,văn bản,trạm,thiết bị,dây chuyền,lò,mỏ,hệ thống,công trình,công văn,"
    "khu,cụm,vụ,trường hợp,bộ,chiếc,cái,giấy phép,quyết định,kế hoạch,báo cáo,tờ trình,thành phố,"
    "phòng,chỉ tiêu,tỉnh,ngành,mẫu,chợ,trang,tập,nội dung,nhiệm vụ,học viên,nhóm,gia đình,"
    "loại,sản phẩm,hợp đồng,hồ sơ,sở,giải pháp,điểm,đoàn,bản,cuốn,khóa,vị trí,điều,khoản"
)

# Kinds of document as people write them: whole words and the codes of NĐ 30/2020, Phụ lục III.
PAPER_KINDS = (
    "bao cao ket qua",
    "to trinh",
    "bao cao",
    "cong van",
    "quyet dinh",
    "ke hoach",
    "thong bao",
    "nghi quyet",
    "chi thi",
    "huong dan",
    "thong tu",
    "nghi dinh",
    "van ban",
    "cong dien",
    "bien ban",
    "chuong trinh",
    "ket luan",
    "giay moi",
    "phieu trinh",
    "giay phep",
    "bc",
    "ttr",
    "tt",
    "cv",
    "qd",
    "kh",
    "tb",
    "nq",
    "ct",
    "hd",
    "vb",
    "bb",
    "cd",
    "nd",
    "ctr",
    "kl",
    "gm",
    "gp",
)
# Codes as printed, for symbols typed all in lower case ("12/bc-stnmt").
PAPER_CODES = {
    "ttr": "TTr",
    "ctr": "CTr",
    "btr": "BTr",
    "qd": "QĐ",
    "hd": "HD",
    "nd": "NĐ",
    "cd": "CĐ",
    "da": "ĐA",
    "hdnd": "HĐND",
    "bgdt": "BGĐT",
    "skhdt": "SKHĐT",
    "khdt": "KHĐT",
    "sgddt": "SGDĐT",
    "sldtbxh": "SLĐTBXH",
}
# Agencies' codes begin so: sxd, stnmt, ubnd, vpubnd; only for symbols typed in lower case.
CODE_STARTS = ("ubnd", "vpubnd", "stnmt", "sxd", "skhcn", "btnmt", "bxd")
# Words that make MẬT a part of an ordinary word, in capitals as headings have them.
BEFORE_MAT = (
    "BẢO", "BÍ", "CƠ", "THÂN", "CẨN", "NGHIÊM", "HOA", "ĐƯỜNG", "RỈ", "RỄ", "TÚI", "ỐNG", "ĐỘ",
    "TRĂNG", "NGỌT", "SIRO",
)  # fmt: skip
AFTER_MAT = (
    "ĐỘ", "ONG", "MÃ", "KHẨU", "THIẾT", "MÍA", "RỈ", "HOA", "GẤU", "NGỌT", "VỤ", "THƯ", "NGỮ",
    "DANH", "ƯỚC", "NGHỊ", "TÔNG",
)  # fmt: skip

# What stands beside a number of twelve digits that is no person's.
MONEY_UNITS = (
    "đồng", "đ", "vnđ", "vnd", "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "trđ", "usd",
)  # fmt: skip
MONEY_NAMES = (
    "kinh phí", "số tiền", "tổng tiền", "dự toán", "giá trị", "tổng mức đầu tư", "vốn",
    "vốn đầu tư", "ngân sách", "doanh thu", "giải ngân", "thu ngân sách", "quyết toán",
)  # fmt: skip
PLOT_NAMES = (
    "thửa", "thửa đất", "số thửa", "mã thửa", "mã thửa đất", "thửa đất số",
    "mã định danh thửa đất", "tờ bản đồ", "số tờ", "mã đất",
)  # fmt: skip
ABOUT = ("số", "là", "khoảng", "trên", "gần", "hơn", "đạt", "mã")

# How a plan prints the part an agency has in a task.
PRINTED_PARTS = {
    "lead": "chủ trì",
    "reporter": "báo cáo",
    "colead": "đồng chủ trì",
    "support": "phối hợp",
    "decides": "cơ quan quyết định",
}

# How people write a working day, from Monday on, and a yes or a no.
WORKING_DAYS = (
    ("thứ hai", "thứ 2", "t2", "hai"),
    ("thứ ba", "thứ 3", "t3", "ba"),
    ("thứ tư", "thứ 4", "t4", "tư"),
    ("thứ năm", "thứ 5", "t5", "năm"),
    ("thứ sáu", "thứ 6", "t6", "sáu"),
)
YES = ("có", "đúng", "bật")
NO = ("không", "tắt", "không có")

# What stands before a figure of an indicator, and what says that there is none (without accents).
FIGURE_HEADS = ("thực hiện", "ước", "đạt", "đến nay", "cả năm", "hiện nay")
NO_FIGURE = (
    "chua co", "chua co so lieu", "khong co", "khong co so lieu", "chua thong ke",
    "chua tong hop", "chua danh gia",
)  # fmt: skip
INDICATOR = "chỉ tiêu"  # may stand before its number
ALL_LEFT = ("con lai", "cac chi tieu con lai", "tat ca", "con lai chua giao")
NOBODY = ("chua giao", "khong giao", "bo giao")
SURE = ("đúng", "đúng rồi", "đúng số")
