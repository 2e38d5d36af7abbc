import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.parse.text import ascii_words, clean_line, clean_plain, clean_text, count_words, has_words, says_more

CASES = {
    "plain": ("Convoy crosses border", "Convoy crosses border"),
    "inline tags join": ("Al<b>bu</b> Kamal", "Albu Kamal"),
    "block tags break": ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
    "br breaks": ("One<br/>two<BR>three", "One\ntwo\nthree"),
    "list items": ("<ul><li>a<li>b</ul>", "a\nb"),
    "script goes with its content": ("a<script>alert('x<y')</script>b", "a\nb"),
    "style goes": ("<style>p{}</style>text", "text"),
    "unclosed script takes the rest": ("a<script>alert(1)", "a"),
    "comment": ("a<!-- b <p> -->c", "ac"),
    "empty comment hides nothing": ("<!--><script>alert(1)</script>-->x", "-->x"),
    "cdata inside": ("<![CDATA[news]]>", "news"),
    "doctype and pi": ("<!DOCTYPE html><?xml version='1'?>x", "x"),
    "curly quotes in a tag": ("<span “=””>Deir ez-Zor</span>", "Deir ez-Zor"),
    "greater-than in an attribute": ('<img alt="a > b" src="x">text', "text"),
    "apostrophe in an unquoted attribute": ("<a title=it's>Don't</a> go", "Don't go"),
    "cut inside a tag": ('Read <a href="http://x.example/lo', "Read"),
    "less-than as a sign": ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
    "heart": ("I <3 Daraa", "I <3 Daraa"),
    "entities once": ("Tom &amp; Jerry &#8211; &eacute;", "Tom & Jerry – é"),
    "entities twice where evident": ("It&amp;#8217;s", "It’s"),
    "escaped twice with tags": ("&amp;lt;p&amp;gt;Hi&amp;lt;/p&amp;gt;", "Hi"),
    "escaped markup": ("&lt;p&gt;Hi&lt;/p&gt;&lt;p&gt;you&lt;/p&gt;", "Hi\nyou"),
    "surrogate reference": ("x&#xD800;y", "x\ufffdy"),
    "null reference": ("x&#0;y", "x\ufffdy"),
    "windows reference": ("x&#150;y", "x–y"),
}


@pytest.mark.parametrize(("given_text", "expected"), CASES.values(), ids=CASES)
def test_markup(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


PLAIN = {
    "nfc": ("cafe\u0301", "café"),
    "c0 and del": ("a\x00b\x07c\x7fd\x1b[31m", "abcd[31m"),
    "c1": ("a\x80\x9fb", "ab"),
    "crlf": ("a\r\nb\rc", "a\nb\nc"),
    "vt ff nel ls ps": ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    "bidi controls": ("\u202eevil\u202c \u2066x\u2069\u200e\u200f\u061c", "evil x"),
    "zero width": ("De\u200bir\ufeff e\u2060z-Z\u00ador", "Deir ez-Zor"),
    "zwnj stays in persian": ("می\u200cخواهم", "می\u200cخواهم"),
    "zwnj run becomes one": ("می\u200c\u200c\u200cخواهم", "می\u200cخواهم"),
    "zwnj before a space goes": ("می\u200c خواهم", "می خواهم"),
    "zwnj between latin letters goes": ("Al\u200cbu", "Albu"),
    "zwj stays in devanagari": ("क्\u200dष", "क्\u200dष"),
    "hidden tags": ("a\U000e0041\U000e0042b", "ab"),
    "surrogate pair is joined": ("\ud83d\ude00", "😀"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "spaces": (" a \u00a0\u2003\tb ", "a b"),
    "blank lines": ("a\n \n\n  b", "a\nb"),
    "noncharacters": ("a\uffff\ufdd0b", "ab"),
    "piled marks": ("e" + "\u0316" * 50, "e" + "\u0316" * 8),
    "arabic vowels stay": ("قَاعِدَةُ الإمامِ", "قَاعِدَةُ الإمامِ"),
}


@pytest.mark.parametrize(("given_text", "expected"), PLAIN.values(), ids=PLAIN)
def test_characters(given_text: str, expected: str) -> None:
    assert clean_plain(given_text) == unicodedata.normalize("NFC", expected)


def test_a_line_has_no_breaks_and_a_limit() -> None:
    assert clean_line("One\n<p>two</p>\u2028three") == "One two three"
    assert clean_line("word " * 1_000, 50) == ("word " * 10).rstrip()


def test_limits_hold() -> None:
    assert len(clean_text("a" * 500_000)) == 400_000
    assert clean_text("abc def", 4) == "abc"


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one two, three", 3), ("قاعدة الإمام علي", 3), ("国防部长表示", 3), ("新しい news", 2)],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


def _forbidden(char: str) -> bool:
    category = unicodedata.category(char)
    return (
        category in ("Cc", "Cs", "Zl", "Zp") and char != "\n"
    ) or char in "\u202a\u202b\u202d\u202e\u2066\u2067\ufeff"


@settings(deadline=None)
@given(st.text() | st.text(alphabet="<>&;=\"'/!-[]ap br#x0\n\u200c\u202eپ\ud800\r\x85"))
def test_any_text_comes_out_clean(text: str) -> None:
    for cleaned in (clean_text(text), clean_plain(text), clean_line(text)):
        assert not any(_forbidden(char) for char in cleaned)
        assert "  " not in cleaned
        assert "\n\n" not in cleaned
        assert cleaned == cleaned.strip()
    assert "\n" not in clean_line(text)


@settings(deadline=None)
@given(st.text())
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    once = clean_plain(text)
    assert clean_plain(once) == once


@given(st.text(alphabet="ab .-\n中ก", max_size=60), st.integers(0, 12))
def test_so_many_words_are_there_or_not(text: str, least: int) -> None:
    for said in (text, text * 30):
        assert has_words(said, least) is (count_words(said) >= least)


@pytest.mark.parametrize(
    "page",
    [
        "<p>one two three</p>",
        "<p>" + "word " * 400 + "</p>",
        "<script>" + "var a; " * 400 + "</script>two words",
        "<noscript>" + "word " * 400 + "</noscript>two words",
        "&lt;p class=a b c d e f g&gt;" * 100,
        "a&amp;nbsp;" * 200,
        "<b>w</b>" * 3_000,
        "x" * 9_000,
        "",
    ],
)
def test_a_beginning_says_as_much_as_the_whole(page: str) -> None:
    for words in (1, 3, 150, 300):
        assert says_more(page, words) is (count_words(clean_text(page)) >= words)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=80))
def test_words_of_ascii_are_those_of_the_pattern(text: str) -> None:
    assert ascii_words(text) == re.findall(r"\w+", text)
