"""Only names of HTML elements are tags, and what is never closed ends where it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.text import clean_declared, clean_presumed, clean_text

TEXT = {
    "a name": ("<Marrat Canal> reopens", "<Marrat Canal> reopens"),
    "guillemets": ("The head of <<Ninth Corps>> spoke", "The head of <<Ninth Corps>> spoke"),
    "open end": ("Losses <VRGK says none", "Losses <VRGK says none"),
    "one word": ("a <HARANDI> b", "a <HARANDI> b"),
    "closed name": ("a <Harandi> b </Harandi> c", "a <Harandi> b </Harandi> c"),
    "mail address": ("ask <b.adan@news.example>", "ask <b.adan@news.example>"),
    "address": ("see <https://news.example/a>", "see <https://news.example/a>"),
    "ticker": ("Oil <HRN.X> falls", "Oil <HRN.X> falls"),
    "arrows": ("Qadmar <-> Marrat, a <= b", "Qadmar <-> Marrat, a <= b"),
    "question": ("two <?> dead", "two <?> dead"),
    "words that are names of elements": ("the <Base> of <Main Street>", "the <Base> of <Main Street>"),
    "letter after a letter": ("A<B and C", "A<B and C"),
    "arabic": ("قال <حرندي> اليوم", "قال <حرندي> اليوم"),
    "tag inside a name": ("<<b>Ninth</b> Corps>", "<Ninth Corps>"),
}
MARKUP = {
    "closed word": ("x <summary>y</summary> z", "x \ny\n z".replace(" \n", "\n").replace("\n ", "\n")),
    "quoted attributes of any name": ('<amp-img src="x"></amp-img>a', "a"),
    "a site's own elements": (
        "<gu-atom data-id='1'><div>Police of <spn-link>Halqad</spn-link> said.</div></gu-atom>",
        "Police of Halqad said.",
    ),
    "word processor": ("<o:p></o:p>a<st1:place w:st='on'>Qadmar</st1:place>", "aQadmar"),
    "conditional": ("a<![if !mso]>b<![endif]>c", "abc"),
    "quote that is never closed": ('<p class="lead>Two "shells" fell</p>', 'Two "shells" fell'),
    "attributes without values": ("<option selected>a</option>", "a"),
}
UNCLOSED = {
    "svg": ("a<svg width='1'>Qadmar", "a\nQadmar"),
    "iframe": ("a<iframe src='x'>Qadmar", "a\nQadmar"),
    "object": ("a<object>Qadmar", "a<object>Qadmar"),
    "noscript": ("a<noscript><img src='x'>Qadmar", "a\nQadmar"),
    "template": ("a<template>Qadmar<p>b</p>", "a\nQadmar\nb"),
    "comment": ("a<!-- Qadmar", "a Qadmar"),
    "script with code": ("a<script>go(1);", "a"),
    "script with code, then text": ("a<script>var x = {};<p>Qadmar</p>", "a\nQadmar"),
    "script with words": ("a<script>Qadmar is quiet", "a\nQadmar is quiet"),
    "style": ("a<style>p {color: red}<p>Qadmar", "a\nQadmar"),
    "after one that is closed": ("<svg>x</svg>a<svg>Qadmar", "a\nQadmar"),
    "cut closing tag": ("Qadmar</p", "Qadmar"),
    "cut link": ("Qadmar <a href='https://a.exa", "Qadmar"),
}


@pytest.mark.parametrize(("given_text", "expected"), (TEXT | MARKUP | UNCLOSED).values(), ids=TEXT | MARKUP | UNCLOSED)
def test_html(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


@pytest.mark.parametrize("name", ["svg", "math", "iframe", "object", "noscript", "template", "textarea", "head"])
def test_what_is_closed_goes_with_its_content(name: str) -> None:
    assert clean_text(f"a<{name} id='x'>hidden</{name}>Qadmar") == "a\nQadmar"


@pytest.mark.parametrize(
    ("given_text", "declared", "presumed"),
    [
        ("<b>Qadmar</b>", "<b>Qadmar</b>", "Qadmar"),
        ("Dose <5 of <VRGK>", "Dose <5 of <VRGK>", "Dose <5 of <VRGK>"),
        ("a<br>b", "a<br>b", "a\nb"),
        ("It&#8217;s", "It’s", "It’s"),
        ("&lt;p&gt;a&lt;/p&gt;", "<p>a</p>", "a"),
        ("the <blink> tag", "the <blink> tag", "the <blink> tag"),
    ],
)
def test_plain_text(given_text: str, declared: str, presumed: str) -> None:
    assert (clean_declared(given_text), clean_presumed(given_text)) == (declared, presumed)


_NAMES = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True)


@given(_NAMES.filter(lambda name: name.lower() not in ("rtc", "rbc", "bdi", "bdo", "col", "del", "dfn", "div", "img")))
def test_no_name_in_angle_brackets_is_lost(name: str) -> None:
    from monitor.parse.tags import HTML_NAMES

    if name.lower() not in HTML_NAMES:
        assert name in clean_text(f"Talks with <{name}> fail")
