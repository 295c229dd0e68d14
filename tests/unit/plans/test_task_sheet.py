from plans.model import Status
from plans.task_sheet import Cell, Expected, read_sheet, status_named, wrong_heads

HEADS = ("Số mục", "Nội dung nhiệm vụ", "Lần trước", "Tình hình", "Kết quả")
EXPECTED = Expected("p/1/a", HEADS, (("1.2", "k1"), ("2.2", "k2"), ("2.2", "k3")), "Phối hợp")


def sheet(*rows):
    cells = {(5, at): Cell(head) for at, head in enumerate(HEADS, start=1)}
    for row, (number, status, result) in enumerate(rows, start=6):
        cells |= {(row, 1): Cell(number), (row, 4): Cell(status), (row, 5): Cell(result)}
    return cells


def read(*rows):
    return read_sheet(sheet(*rows), EXPECTED)


def errors(*rows):
    return [(one.cell, one.why) for one in read(*rows).errors]


def test_rows_with_nothing_filled_in_say_nothing():
    found = read(("1.2", "", ""), ("2.2", "Đã hoàn thành", "Đã xong"), ("Phối hợp", "", "Góp ý"))
    assert [(one.key, one.status, one.text) for one in found.answers] == [
        ("k2", Status.DONE, "Đã xong")
    ]
    assert (found.support, found.errors) == ("Góp ý", ())


def test_a_number_the_plan_has_twice_is_told_by_its_place():
    found = read(("2.2", "", "Một"), ("2.2", "", "Hai"))
    assert [(one.key, one.text) for one in found.answers] == [("k2", "Một"), ("k3", "Hai")]


def test_every_wrong_cell_is_named():
    assert errors(
        ("2.2", "", "Đã họp"),
        ("1.2", "", "Sai thứ tự"),
        ("9", "", "Lạ"),
        ("", "", "Thêm"),
        ("2.2", "Xong", "Đã xong"),
        ("Phối hợp", "Đã hoàn thành", ""),
    ) == [
        ("A7", "twice"),
        ("A8", "number"),
        ("A9", "no_number"),
        ("D10", "status"),
        ("D11", "no_status_here"),
    ]
    assert errors(("1.2", "Đã hoàn thành", "")) == [("E6", "no_result")]
    assert errors(("1.2", "", "x" * 12_001)) == [("E6", "too_long")]


def test_formulas_and_merged_cells_are_never_read():
    cells = sheet(("1.2", "", "")) | {(6, 5): Cell("=1+1", "formula"), (7, 1): Cell("", "merged")}
    found = read_sheet(cells, EXPECTED)
    assert [(one.cell, one.why) for one in found.errors] == [("E6", "formula"), ("A7", "merged")]
    assert not found.answers


def test_a_stamp_anywhere_keeps_everything_out():
    found = read(("1.2", "", "Đã xong"), ("2.2", "", "Công văn MẬT"))
    assert found.secret
    assert not found.answers


def test_heads_may_lose_accents_but_not_words():
    assert wrong_heads(sheet(), HEADS) == []
    assert wrong_heads(sheet() | {(5, 4): Cell("Tinh hinh")}, HEADS) == []
    assert wrong_heads(sheet() | {(5, 4): Cell("Trạng thái")}, HEADS) == ["Tình hình"]


def test_statuses_by_their_labels():
    assert status_named("dang trien khai, co kha nang cham") is Status.MAY_SLIP
    assert status_named("Xong") is None
