import subprocess
import sys
import timeit
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dialogues.catalogue import Catalogue
from plans.ground import Refusal

MORNING = datetime(2023, 12, 8, 1, 31, tzinfo=UTC)  # 08:31 in Việt Nam


@pytest.fixture(scope="module")
def built_in() -> Catalogue:
    return Catalogue.load()


def catalogue_of(folder: Path, toml: str, name: str = "vi.toml") -> Catalogue:
    """A catalogue whose built-in texts are those of one file."""
    from dialogues import catalogue

    (folder / name).write_text(toml, encoding="utf-8")
    return Catalogue(catalogue._read_folder(folder))


def said(folder: Path, template: str, **slots: object) -> str:
    return catalogue_of(folder, f"one = '''{template}'''").say("vi.one", **slots)


def test_nested_tables_are_dotted_keys_and_refusals_share_one_name(tmp_path: Path) -> None:
    texts = catalogue_of(tmp_path, '[ask]\ntext = "Hỏi"\n[refusal]\nno_task = "Không có"\n')
    assert list(texts.keys()) == ["refusal.no_task", "vi.ask.text"]
    assert texts.say("vi.ask.text") == "Hỏi"
    assert texts.has("refusal.no_task")
    assert not texts.has("vi.refusal.no_task")


@pytest.mark.parametrize(
    "typed",
    ["<b>đậm</b> & 'x'", "{{ 7 * 7 }}{% if x %}", "a\n\n\nb", "&lt;b&gt;", "**đậm**", "  \n \nx"],
)
def test_typed_text_is_said_as_typed(tmp_path: Path, typed: str) -> None:
    texts = catalogue_of(tmp_path, 'one = "Ghi: {{ typed }}{% if no %}?{% endif %}."')
    assert texts.plain("vi.one", typed=typed, no=False) == f"Ghi: {typed}."


def test_a_sentence_inside_a_sentence_is_escaped_once(tmp_path: Path) -> None:
    texts = catalogue_of(tmp_path, "row = '<b>{{ x }}</b>'\nall = '{{ rows|lines }}'")
    rows = [texts.say("vi.row", x="A & B"), "C < D"]
    assert texts.say("vi.all", rows=rows) == "<b>A &amp; B</b>\nC &lt; D"
    assert texts.say("vi.row", x="1") + "\n<i>2</i>" == "<b>1</b>\n<i>2</i>"


def test_filters(tmp_path: Path) -> None:
    assert said(tmp_path, "{{ d|day }}", d=date(2023, 12, 15)) == "15/12/2023"
    assert said(tmp_path, "{{ d|day }}", d=datetime(2023, 12, 7, 18, tzinfo=UTC)) == "08/12/2023"
    assert said(tmp_path, "{{ d|day }}", d="2023-12-15") == "15/12/2023"
    assert said(tmp_path, "{{ d|clock }}", d=MORNING) == "08:31"
    assert said(tmp_path, "{{ n|numbers }}", n=["1.2", "<5>"]) == "1.2, &lt;5&gt;"
    assert said(tmp_path, "{{ n|nn }}", n=2) == "02"
    assert said(tmp_path, "{{ n|number }}", n=1234.5) == "1.234,5"
    assert said(tmp_path, "{{ t|brief }}", t="a\n b") == "a b"
    assert said(tmp_path, "{{ t|brief }}", t="a" * 10_000) == "a" * 59 + "…"
    assert said(tmp_path, "số {{ n }}.", n=None) == "số ."


def test_a_moment_is_worded_by_the_catalogue(tmp_path: Path) -> None:
    catalogue_of(tmp_path, 'moment = "{{ clock }} ngày {{ day }}"', "common.toml")
    texts = catalogue_of(tmp_path, 'one = "{{ at|moment }}"')
    assert texts.say("vi.one", at=MORNING) == "08:31 ngày 08/12/2023"


def test_a_naive_moment_and_a_missing_slot_are_faults(tmp_path: Path) -> None:
    from jinja2 import UndefinedError

    with pytest.raises(ValueError, match="naive"):
        said(tmp_path, "{{ at|clock }}", at=datetime(2023, 12, 8))  # noqa: DTZ001
    with pytest.raises(UndefinedError):
        said(tmp_path, "{{ agency }}")


def test_lines_left_empty_by_a_condition_go_and_written_ones_stay(tmp_path: Path) -> None:
    template = """
Đầu{% if a %} có a{% endif %}
{% if b %}b{% endif %}
{% if c %}
c
{% endif %}

{% for x in xs %}
- {{ x }}
{% endfor %}
Cuối{% if a %} hết{% endif %}
"""
    all_said = said(tmp_path, template, a=1, b=1, c=1, xs=["x", "y"])
    assert all_said == "Đầu có a\nb\nc\n\n- x\n- y\nCuối hết"
    assert said(tmp_path, template, a=0, b=0, c=0, xs=[]) == "Đầu\n\nCuối"


def test_an_office_replaces_key_by_key(built_in: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "common.toml").write_text('send = "Gửi Sở"\n', encoding="utf-8")
    texts = Catalogue.load(tmp_path)
    assert texts.say("common.send") == "Gửi Sở"
    assert texts.say("common.edit") == built_in.say("common.edit")


@pytest.mark.parametrize(
    ("toml", "code", "key"),
    [
        ('sned = "Gửi"', "texts.unknown_key", "common.sned"),
        ('moment = "{{ clock"', "texts.bad_template", "common.moment"),
        ('moment = "{{ clock|hour }}"', "texts.bad_template", "common.moment"),
        ('moment = "{% if day %}{{ clock|hour }}{% endif %}"', "texts.bad_template", None),
        ("moment = \"{% include 'x' %}{{ clock }}\"", "texts.bad_template", "common.moment"),
        ('moment = "<b>{{ clock }}"', "texts.bad_template", "common.moment"),
        ('moment = "{{ hour }}"', "texts.unknown_slot", "common.moment"),
        ("send = 3", "texts.bad_template", "common.send"),
        ("send = ", "texts.bad_file", ""),
    ],
)
def test_bad_replacements_are_refused_by_file_and_key(
    tmp_path: Path, toml: str, code: str, key: str | None
) -> None:
    (tmp_path / "common.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        Catalogue.load(tmp_path)
    assert refused.value.code == code
    assert refused.value.fields["file"] == str(tmp_path / "common.toml")
    assert refused.value.fields["key"] == (key if key is not None else "common.moment")


def test_one_key_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('[refusal]\nx = "X"\n', encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        Catalogue.load(tmp_path)
    assert refused.value.code == "texts.bad_file"


def test_slots_are_known_without_saying(built_in: Catalogue) -> None:
    assert built_in.slots("common.moment") == {"clock", "day"}
    assert built_in.slots("common.send") == frozenset()


def test_a_sentence_said_before_is_said_ten_times_as_fast(built_in: Catalogue) -> None:
    def one() -> str:
        return built_in.say("refusal.number_range", typed="120%", low=0, high=100)

    def first() -> str:
        built_in._ready.clear()
        return one()

    anew = min(timeit.repeat(first, number=20, repeat=5))
    again = min(timeit.repeat(one, number=20, repeat=5))
    assert again * 10 < anew


def test_importing_the_catalogue_does_not_import_jinja() -> None:
    code = "import sys, dialogues.catalogue, dialogues.render; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
