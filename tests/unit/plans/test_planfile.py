import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.planfile import PlanFileInvalid, read_plan, task_key

HEAD = "plan: {id: thu, province: Bắc Giang, title: Kế hoạch thử}\n"
TASK = '  - {number: "1", title: Việc một, lead: [Sở Xây dựng]}\n'


def problems(text):
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(PlanFileInvalid) as refused:
        read_plan(data, "p.yaml")
    assert refused.value.code == "file.invalid"
    return [(problem.place, problem.code) for problem in refused.value.problems]


def task(body):
    return f"{HEAD}tasks:\n{TASK}  - {{{body}}}\n"


def test_a_small_plan_is_read_and_knows_its_places():
    plan = read_plan((HEAD + "tasks:\n" + TASK).encode(), "p.yaml")
    assert plan.tasks[0].stable_key == "t1"
    assert plan.place("tasks", 0, "lead", 0) == "p.yaml:3 tasks[0].lead[0]"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (task("number: 1.10, title: x"), "p.yaml:4 tasks[1].number", "file.not_quoted"),
        (task("number: 2, title: x"), "p.yaml:4 tasks[1].number", "file.not_quoted"),
        (task('number: "1", title: x'), "p.yaml:4 tasks[1].number", "file.duplicate_number"),
        (task('number: "2", key: t1, title: x'), "p.yaml:4 tasks[1].key", "file.duplicate_key"),
        (task('number: "2", title: x, title: y'), "p.yaml:4 tasks[1].title", "file.duplicate_key"),
        (task('number: "2", title: x, lede: []'), "p.yaml:4 tasks[1].lede", "file.unknown_key"),
        (task('number: "2"'), "p.yaml:4 tasks[1].title", "file.missing_key"),
        (task('number: "2", title: x, lead: Sở'), "p.yaml:4 tasks[1].lead", "file.not_list"),
        (task('number: "2", title: x, due: 2023-02-30'), "p.yaml:4 tasks[1].due", "file.bad_date"),
        (
            task('number: "2", title: x, due: "2023-13-01"'),
            "p.yaml:4 tasks[1].due",
            "file.bad_date",
        ),
        (
            task('number: "2", title: x, start: 2024, due: 2023-12-31'),
            "p.yaml:4 tasks[1]",
            "file.range_backwards",
        ),
        (
            task('number: "2", title: x, recurs: thường xuyên'),
            "p.yaml:4 tasks[1].recurs",
            "file.not_allowed",
        ),
        (HEAD + "tasks: []\n", "p.yaml:2 tasks", "file.empty_list"),
        (HEAD, "p.yaml:1 tasks", "file.missing_key"),
        (
            HEAD.replace("}", ", period: {from: 2025, to: 2020}}") + "tasks:\n" + TASK,
            "p.yaml:1 plan.period",
            "file.range_backwards",
        ),
        ("", "p.yaml:1", "file.empty"),
        ("# chỉ có ghi chú\n", "p.yaml:1", "file.empty"),
        ("- 1\n- 2\n", "p.yaml:1", "file.not_mapping"),
        ("chữ", "p.yaml:1", "file.not_mapping"),
        ("plan: [\n", "p.yaml:2", "file.not_yaml"),
        ("a: 1\n---\nb: 2\n", "p.yaml:2", "file.not_yaml"),
        ("a: \x01\n", "p.yaml:1", "file.not_yaml"),
        ("x: 1\ny: \xe9\n".encode("latin-1"), "p.yaml:2", "file.not_utf8"),
        ("a: &a [1]\nb: *a\n", "p.yaml:1", "file.alias"),
        ("a: " + "[" * 30 + "]" * 30, "p.yaml:1", "file.too_deep"),
        (b"a" * 5_000_001, "p.yaml:1", "file.too_big"),
        (
            HEAD + "reporting:\n- {frequency: annual, from: [], to: [], due: {month: 2, day: 30},"
            " quote: x}\ntasks:\n" + TASK,
            "p.yaml:3 reporting[0].due",
            "file.bad_date",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(text, place, code):
    assert (place, code) in problems(text)


def test_all_mistakes_are_told_at_once():
    text = task("number: 1.10, title: x, lede: []") + '  - {number: "1", due: 2023-02-30}\n'
    assert [code for _, code in problems(text)] == [
        "file.not_quoted",
        "file.unknown_key",
        "file.bad_date",
        "file.missing_key",
        "file.duplicate_number",
    ]


def test_an_unquoted_number_is_shown_as_written():
    with pytest.raises(PlanFileInvalid) as refused:
        read_plan(task("number: 1.10, title: x").encode(), "p.yaml")
    assert refused.value.problems[0].fields == {"text": "1.10"}


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_any_bytes_are_refused_with_problems(data):
    with pytest.raises(PlanFileInvalid) as refused:
        read_plan(data, "p.yaml")
    assert refused.value.problems


@pytest.mark.parametrize(
    ("number", "key"),
    [("1.1", "t1-1"), ("8.4a", "t8-4a"), ("1d", "t1d"), ("1đ", "t1dd"), ("(4)a", "t4-a")],
)
def test_a_key_is_made_from_the_number(number, key):
    assert task_key(number) == key
