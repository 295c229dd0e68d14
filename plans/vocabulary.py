"""Vietnamese words that recognition needs: data, compared after `text.fold` unless said otherwise."""

from __future__ import annotations

from plans.model import Status

# Words that are no Vietnamese without a mark, as people type them in a hurry.
NEVER_BARE = frozenset(
    "da dang khong cua voi den chua nhung thuong vuong huyen xay dung muu lieu muc linh".split()
)
# Bare words that look like a syllable and are not Vietnamese.
FOREIGN = frozenset("ok test net pdf web hot top set chat app get".split())

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
    "trong vao ngay thang nam quy tu dung theo truoc do vi nhung va den hien".split()
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

# First words of a sentence that tells what was done: "5 đã kiểm tra" is task 5.
OPENERS = (
    "da",
    "dang",
    "chua",
    "khong",
    "se",
    "duoc",
    "trinh",
    "tiep tuc",
    "hoan thanh",
    "thuong xuyen",
    "co kha nang",
    "trien khai",
    "thuc hien",
    "ket qua",
    "tham muu",
    "ban hanh",
    "ra soat",
    "phoi hop",
    "duy tri",
    "de nghi",
    "nhu ky truoc",
    "xay dung",
)
# Units: after them even "1.2" is an amount ("1.2 tỷ đồng").
MEASURES = tuple("ty ti trieu nghin ngan dong tan ha km kg m m2 m3 vnd usd".split())
# Things one counts: "2 nhà máy", "12 cơ sở", "5 lớp tập huấn".
COUNTED = tuple(
    (
        "nha may,co so,cs,ngay,thang,nam,quy,tuan,gio,buoi,lop,cuoc,dot,lan,luot,hoi nghi,hoi thao,"
        "du an,de tai,mo hinh,huyen,xa,phuong,thi xa,thi tran,thon,doanh nghiep,dn,don vi,nguoi,"
        "can bo,ho,bai,tin,van ban,tram,thiet bi,day chuyen,lo,mo,he thong,cong trinh,cong van,khu,"
        "cum,vu,truong hop,bo,chiec,cai,giay phep,quyet dinh,ke hoach,bao cao,to trinh,thanh pho,"
        "phong,chi tieu,tinh,nganh,mau,cho,trang,tap,noi dung,nhiem vu,hoc vien,nhom,gia dinh,loai,"
        "san pham,hop dong,ho so,so,giai phap,diem,doan,ban"
    ).split(",")
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
