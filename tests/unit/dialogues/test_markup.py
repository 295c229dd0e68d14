import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.markup import check, escape, to_plain, utf16_len


@given(st.text())
def test_escaped_text_is_valid_and_reads_as_typed(typed: str) -> None:
    check(escape(typed))
    assert to_plain(escape(typed)) == typed


def test_tags_go_and_entities_become_characters() -> None:
    assert to_plain("<b>1.2</b> &lt;b&gt; &amp;lt; &#39;&quot;&#34;") == '1.2 <b> &lt; \'""'
    assert to_plain("&#0;&#1114112;&unknown;") == "&#0;&#1114112;&unknown;"


def test_good_markup_passes() -> None:
    check("<b>VLXD <i>1.2</i></b>: <code>45/BC-STNMT</code>\n<blockquote>a &amp; b</blockquote>")


@pytest.mark.parametrize(
    "marked",
    [
        "<b>a",
        "a</b>",
        "<b><i>a</b></i>",
        "<b>a\nb</b>",
        "a < b",
        "a & b",
        "a > b",
        '<a href="x">x</a>',
        "<script>",
        "&nbsp;",
    ],
)
def test_bad_markup_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="line"):
        check(marked)


def test_length_is_counted_in_utf16_units() -> None:
    assert utf16_len("Đầu Mối") == 7
    assert utf16_len("😀a") == 3
    assert utf16_len("\ud800") == 1
