"""The HTML subset: what becomes of it and what is refused, in which words."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.keyboard import KeyboardError, read_markup
from sandbox.markup import parse_html
from sandbox.reader import MarkupError
from sandbox.words import as_client, clean, part, trim, units, visible


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("không có gì", "không có gì", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a<b>b</b></i>", "ab", [("italic", 0, 2), ("bold", 1, 1)]),
        ("<B>a</b>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("📌<u>đ</u>", "📌đ", [("underline", 2, 1)]),
        ("&lt;&gt;&amp;&quot;&#39;&#x41;", "<>&\"'A", []),
        ("&nbsp;&copy; & &#0; &#xD800;", "&nbsp;&copy; & &#0; &#xD800;", []),
        ("<pre>x</pre>", "x", [("pre", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ('<a href="http://vi.du/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ("<a>không phải liên kết</a>", "không phải liên kết", []),
        ('<tg-emoji emoji-id="5">📌</tg-emoji>', "📌", [("custom_emoji", 0, 2)]),
    ],
)
def test_good_html(source: str, text: str, kinds: list[tuple[str, int, int]]) -> None:
    read, entities = parse_html(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in entities] == kinds


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("đ <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a"'),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a ", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_bad_html(source: str, words: str) -> None:
    with pytest.raises(MarkupError) as wrong:
        parse_html(source)
    assert str(wrong.value).startswith(words)


def test_links_are_completed_and_decoded() -> None:
    _, entities = parse_html("<a href=\"vi.du\">x</a><a href='http://vi.du/?a&amp;b'>y</a>")
    assert [one["url"] for one in entities] == ["http://vi.du/", "http://vi.du/?a&b"]
    _, entities = parse_html('<pre><code class="language-py">x</code></pre>')
    assert entities[0]["language"] == "py"


@given(st.text())
def test_whatever_is_escaped_comes_back(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.text(alphabet="<>/=\"'& ab\u0111\n📌", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except MarkupError:
        return
    assert all(one["offset"] + one["length"] <= units(text) for one in entities)


@given(st.text(), st.text(alphabet=" \n", max_size=3))
def test_trimming_moves_entities_along(inside: str, space: str) -> None:
    text = f"{space}{inside}{space}"
    entity = {"type": "bold", "offset": units(space), "length": units(inside)}
    trimmed, moved = trim(text, [entity] if inside else [])
    assert trimmed == text.strip()
    assert [part(trimmed, one) for one in moved] == ([inside.strip()] if inside.strip() else [])


@given(st.text(), st.integers(2, 20))
def test_a_client_cuts_and_loses_nothing(text: str, most: int) -> None:
    pieces = as_client(text, most)
    assert "".join(pieces) == text.strip()
    assert all(0 < units(piece) <= most for piece in pieces)


def test_cleaning_and_seeing() -> None:
    assert clean("a\r\nb\tc\u202ed\x00") == "a\nb cd "
    assert not visible(" \u200b\u2060\n\u3164")
    assert visible("\u200bđ")


def test_kinds_of_markup() -> None:
    assert read_markup("", False) is None
    assert read_markup({"inline_keyboard": [[]]}, False) is None
    assert read_markup({"inline_keyboard": [[{"text": "A", "copy_text": {"text": "x"}}]]}, True)
    with pytest.raises(KeyboardError, match="can't find field"):
        read_markup({"inline_keyboard": [[{"callback_data": "x"}]]}, False)
