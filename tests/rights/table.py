"""Who may do what, command by command and button by button.

Read row by row against the office's rules; nothing here is computed from the program's own table.

A row names how those are refused who may not, then everybody who is met otherwise.
"""

from __future__ import annotations

OK = "ok"
KNOWN = (
    "focal", "other_focal", "leader", "coordinator", "admin", "tech", "other_plan",
    "other_province", "elsewhere",
)  # fmt: skip
FOCAL = dict.fromkeys(("focal", "other_focal"), OK)
SO = dict.fromkeys(("coordinator", "admin", "other_plan", "other_province", "elsewhere"), OK)
# Who may do it for another plan is told that this one is not theirs.
OTHERS = dict.fromkeys(("other_plan", "other_province", "elsewhere"), "right.elsewhere")
OUTSIDE = {"ended": "stranger", "waiting": "waits", "stranger": "stranger"}
Row = dict[str, str]


def row(refused: str, **others: str) -> Row:
    """Role → "ok", or the code of the sentence that refuses it."""
    return {**dict.fromkeys(KNOWN, refused), **OUTSIDE, **others}


# Without words behind it. The coordinators of other plans are met as the own one: with theirs.
COMMANDS: dict[str, Row] = {
    "start": row(OK),
    "trogiup": row(OK),
    "huy": row(
        "help.nothing_to_cancel",
        ended="help.nothing_to_cancel",
        stranger="help.nothing_to_cancel",
        waiting="help.nothing_to_cancel",
    ),
    "nhiemvu": row("duties.none", **FOCAL, **SO),
    "capnhat": row("right.focal_only", **FOCAL, elsewhere=OK),
    "baocao": row("right.focal_only", **FOCAL, elsewhere="round.none_open"),
    "vanban": row("right.focal_only", **FOCAL, elsewhere="round.none_open"),
    "vuongmac": row("right.missing", **FOCAL, **SO),
    "lichnhac": row("right.missing", **FOCAL, **SO),
    "mo": row(
        "right.missing",
        coordinator=OK,
        admin="round.opens_other",
        other_plan=OK,
        other_province=OK,
        elsewhere=OK,
    ),
    "batdau": row(
        "right.missing",
        coordinator="start.all_started",
        admin="start.all_started",
        other_plan="start.all_started",
        other_province="start.all_started",
        elsewhere="start.all_started",
    ),
    "vangmat": row("right.missing", **FOCAL, **SO),
    "bangiao": row("right.missing", **FOCAL, **SO),
    "thongtin": row(OK, ended=OK, stranger=OK, waiting=OK),
    "tonghop": row("right.missing", **SO),
    "nhapthay": row(
        "entering.right_missing", coordinator=OK, other_plan=OK, other_province=OK, elsewhere=OK
    ),
    "conthieu": row("right.focal_only", **FOCAL, **SO),
    "nhom": row("group.right_missing", **SO),
    "thongbao": row("broadcast.right_missing", admin=OK, elsewhere=OK),
    "dotxuat": row(
        "adhoc.right_missing",
        **FOCAL,
        coordinator=OK,
        other_plan=OK,
        other_province=OK,
        elsewhere=OK,
    ),
    "danhsach": row("people.right_missing", **SO),
    "ma": row("people.right_missing", **SO),
    "nhatky": row("log.right_missing", **SO),
    "thietlap": row("setting.right_missing", **SO),
}

# With what stands behind the verb on a button of KH VLXD, for the agencies of "focal".
ACTIONS: dict[str, tuple[str, Row]] = {
    "nv": ("{task}", row("task.not_yours", **FOCAL, coordinator=OK, admin=OK)),
    "dv": ("", row("duties.none", **FOCAL, **SO)),
    "cn": ("{task}:{x}", row("task.not_yours", focal=OK)),
    "dc": ("{receipt}", row("task.not_yours", focal=OK)),
    "th": ("{receipt}", row("task.not_yours", focal=OK)),
    "thx": ("{receipt}", row("task.not_yours", focal=OK)),
    "bc": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "bcg": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "bcx": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "kps": ("{round}:{z}", row("round.not_yours", focal=OK)),
    "nkt": ("{round}:{x}", row("round.not_yours", focal="report.nothing_before")),
    "thb": ("{round}:{y}", row("round.not_yours", focal=OK)),
    "thbx": ("{round}:{y}:1", row("round.not_yours", focal=OK)),
    "dcb": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "vb": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "tl": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "xyk": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "ldg": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "lnd": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "hen": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "nhan": ("{round}", row("round.not_yours", **FOCAL)),
    "bd": ("{plan}", row("right.missing", coordinator="start.started", admin="start.started")),
    "bdx": ("{plan}", row("right.missing", coordinator="start.started", admin="start.started")),
    "mo": ("{plan}", row("right.missing", coordinator=OK, admin="round.opens_other")),
    "mok": ("{proposed}", row("right.missing", **OTHERS, coordinator=OK)),
    "ng": ("{duty}:2024", row("right.missing", **OTHERS, coordinator="round.no_date")),
    "ngd": ("{proposed}", row("right.missing", **OTHERS, coordinator="round.no_date")),
    "xn": ("{waiting}", row("join.not_yours", coordinator=OK, admin=OK)),
    "kxn": ("{waiting}", row("join.not_yours", coordinator=OK, admin=OK)),
    "nhac": ("{round}", row("nudge.right_missing", **OTHERS, coordinator=OK)),
    "nhac1": ("{round}", row("nudge.right_missing", **OTHERS, coordinator=OK)),
    "nhacx": ("{round}", row("nudge.right_missing", **OTHERS, coordinator=OK)),
    "ct": ("{round}", row("right.missing", **OTHERS, coordinator=OK, admin=OK)),
    "dk": ("{round}", row("right.missing", **OTHERS, coordinator="round.not_over")),
    "dkx": ("{round}", row("right.missing", **OTHERS, coordinator="round.not_over")),
    "ml": ("{closed}", row("right.missing", **OTHERS, coordinator=OK)),
    "mlx": ("{closed}", row("right.missing", **OTHERS, coordinator=OK)),
    "tnd": ("{round}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "tnb": ("{round}:{y}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "tn": ("{round}:{y}:1:0:0", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "tnt": ("{round}:9", row("desk.right_missing", **OTHERS, coordinator="review.none_plain")),
    "yc": ("{round}:{y}:1:0:0", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "bs": ("{round}:{y}", row("round.not_yours", focal="supplement.not_asked")),
    "cth": ("{round}", row("right.missing", **OTHERS, coordinator=OK, admin=OK)),
    "gd": ("{round}:{x}", row("nudge.right_missing", **OTHERS, coordinator=OK)),
    "xhd": ("{round}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "xh": ("{round}:{task_w}:9", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "xl": ("{round}:{task_w}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "dcd": ("{round}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "dcn": ("{round}:{task_x2}:{x}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "dcq": ("{round}:{task_x2}:{x}", row("desk.right_missing", **OTHERS, coordinator=OK)),
    "nhp": (
        "{plan}:internal",
        row("group.right_missing", coordinator="group.only_there", admin="group.only_there"),
    ),
    "bgf": ("{plan}:{x}:{person}", row("handover.not_yours", focal=OK, coordinator=OK, admin=OK)),
    "bgc": ("{plan}", row("right.missing", coordinator=OK, admin=OK)),
    "bgt": ("{handover}", row("handover.not_yours", other_focal=OK)),
    "bg": ("{handover}", row("handover.not_yours", focal=OK)),
    "bgd": ("{handover}", row("handover.not_yours", **FOCAL, coordinator=OK, admin=OK)),
    "bgk": ("{handover}", row("handover.not_yours", focal=OK)),
    "bgr": ("coordinator:{plan}", row("handover.not_yours", coordinator="handover.last")),
    "bgrx": ("coordinator:{plan}", row("handover.not_yours", coordinator="handover.last")),
    "tt": ("", row(OK, ended=OK, stranger=OK, waiting=OK)),
    "tts": ("", row(OK, ended=OK, waiting=OK)),
    "ttx": (
        "",
        row(
            OK,
            focal="myself.only_one",
            other_focal="myself.only_one",
            coordinator="handover.last",
            admin="handover.last",
            other_plan="handover.last",
            ended=OK,
            waiting=OK,
        ),
    ),
    "ttxx": (
        "",
        row(
            OK,
            focal="myself.only_one",
            other_focal="myself.only_one",
            coordinator="handover.last",
            admin="handover.last",
            other_plan="handover.last",
            ended=OK,
            waiting=OK,
        ),
    ),
    "bx": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "bxn": ("{round}:{x}", row("round.not_yours", focal=OK)),
    "bxl": ("{plan}:{x}", row("entering.right_missing", coordinator=OK)),
    "bxe": ("{plan}:{x}", row("entering.right_missing", coordinator=OK)),
    "nt": ("{plan}", row("entering.right_missing", coordinator=OK)),
    "ntt": ("{plan}:0", row("entering.right_missing", coordinator=OK)),
    "ntx": ("{receipt_e}:{w}", row("entering.gone", other_focal=OK, coordinator=OK)),
    "nth": ("{receipt_e}:{w}", row("entering.right_missing", coordinator=OK)),
    "nthx": ("{receipt_e}:{w}", row("entering.right_missing", coordinator=OK)),
    "di": ("", row("right.missing", **FOCAL, **SO)),
    "dic": ("{away}", row("absence.over", focal=OK)),
    "dit": ("{away}", row("absence.over", focal=OK)),
    "dik": ("{cover}", row("absence.over", focal=OK)),
    "din": ("{cover}", row("absence.over", focal=OK)),
    "tb": ("{plan}", row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK)),
    "tbc": ("{broadcast}", row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK)),
    "tbs": ("{broadcast}", row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK)),
    "tbl": ("{broadcast}", row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK)),
    "tblx": (
        "{broadcast}:1",
        row("broadcast.right_missing", elsewhere="right.elsewhere", admin=OK),
    ),
    "tbd": (
        "{broadcast}",
        row("broadcast.right_missing", elsewhere="right.elsewhere", admin="broadcast.all_gone"),
    ),
    "tbn": ("{broadcast}", row("broadcast_not_yours", **FOCAL)),
    "tbv": ("{broadcast}", row("broadcast.no_file", **FOCAL, admin=OK)),
    "dx": ("{plan}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxb": ("{request}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxx": ("{request}:{x}", row("adhoc.right_missing", **OTHERS, coordinator="press.unknown")),
    "dxn": ("{request}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxk": ("{request}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxe": ("{request}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxy": ("{request}:{x}", row("adhoc.right_missing", **OTHERS, coordinator=OK)),
    "dxt": ("{request}:{x}", row("adhoc.not_yours", focal=OK)),
    "cp": ("{task}:{x}", row("task.not_yours", focal=OK)),
    "cpd": ("{task}:{x}:{delegation}", row("task.not_yours", focal="delegation.open")),
    "cpt": ("{delegation}", row("task.not_yours", focal=OK)),
    "tll": (
        "{delegation}",
        row(
            "press.unknown",
            ended="press.unknown",
            stranger="press.unknown",
            waiting="press.unknown",
        ),
    ),
    "ph": ("{returned}", row("task.not_yours", focal=OK)),
    "phx": ("{returned}", row("task.not_yours", focal=OK)),
    "phk": ("{returned}", row("task.not_yours", focal="press.unknown")),
    "phs": ("{returned}", row("task.not_yours", focal=OK)),
    "phb": ("{returned}", row("task.not_yours", focal=OK)),
    "vm": ("{plan}:{x}", row("obstacle.not_yours", focal=OK)),
    "vmk": ("{plan}:{x}", row("obstacle.not_yours", focal=OK)),
    "vmm": ("{plan}:{x}", row("obstacle.not_yours", focal=OK)),
    "vmt": ("{task}:{x}", row("obstacle.not_yours", focal=OK)),
    "vmx": ("{obstacle}", row("obstacle.not_yours", focal=OK, coordinator=OK, admin=OK)),
    "vmn": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal="obstacle.other_side",
            coordinator=OK,
            admin="obstacle.other_side",
        ),
    ),
    "vmc": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal="obstacle.other_side",
            coordinator=OK,
            admin="obstacle.other_side",
        ),
    ),
    "vml": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal="obstacle.other_side",
            coordinator=OK,
            admin="obstacle.other_side",
        ),
    ),
    "vmu": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal="obstacle.other_side",
            coordinator=OK,
            admin="obstacle.other_side",
        ),
    ),
    "vmr": (
        "{answered}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "vmv": (
        "{answered}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "vmp": (
        "{answered}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "vmb": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "vmh": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "vmhx": (
        "{obstacle}",
        row(
            "obstacle.not_yours",
            focal=OK,
            coordinator="obstacle.other_side",
            admin="obstacle.other_side",
        ),
    ),
    "ds": ("{plan}", row("people.right_missing", coordinator=OK, admin=OK)),
    "dsx": ("{list}:all", row("press.unknown", coordinator=OK)),
    "ma": ("{plan}", row("people.right_missing", coordinator=OK, admin=OK)),
    "max": (
        "{plan}:{stamp}",
        row("people.right_missing", coordinator=OK, admin=OK),
    ),
    "mac": ("{plan}", row("people.right_missing", coordinator=OK, admin=OK)),
    "dmc": (
        "{plan}",
        row("people.right_missing", coordinator="people.no_second", admin="people.no_second"),
    ),
    "dmcx": ("{seat_x}", row("people.seat_gone", coordinator=OK, admin=OK)),
    "xtg": ("", row("ask_in.member", ended=OK, stranger=OK, waiting=OK)),
    "xtgx": ("{request_in}", row("join.not_yours", coordinator=OK, admin=OK)),
    "xtgk": ("{request_in}", row("join.not_yours", coordinator=OK, admin=OK)),
    "nk": ("{plan}:0:", row("log.right_missing", coordinator=OK, admin=OK)),
    "td": ("{plan}", row("setting.right_missing", coordinator=OK, admin=OK)),
    "tdm": (
        "{plan}:ladder",
        row("setting.right_missing", coordinator="setting.same", admin="setting.same"),
    ),
}
