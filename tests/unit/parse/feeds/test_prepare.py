import pytest

from monitor.parse.feeds.names import Names
from monitor.parse.feeds.prepare import prepare_feed
from monitor.parse.feeds.references import References

CASES = {
    "nothing to do": ("<rss>&amp;&#8217;&#x627;</rss>", "<rss>&amp;&#8217;&#x627;</rss>", 0),
    "control characters": ("a\x00b\x0bc\x1f\ufffed", "abcd", 1),
    "surrogate references": ("x&#xD800;y&#57343;z", "x&#xFFFD;y&#xFFFD;z", 1),
    "beyond unicode": ("&#x110000;&#99999999999999999999;", "&#xFFFD;&#xFFFD;", 1),
    "controls by reference": ("&#0;&#8;&#x1F;&#xFFFF;", "", 1),
    "white space by reference": ("&#9;&#10;&#13;", "&#9;&#10;&#13;", 0),
    "leading zeros": ("&#x000041;&#00065;", "&#x000041;&#00065;", 0),
    "quotation marks of windows": ("\x93a\x94", "“a”", 1),
    "simple entity": ('<!ENTITY nbsp "&#160;">', '<!ENTITY nbsp "&#160;">', 0),
    "entity of entities": ('<!ENTITY b "&a;&a;">x', "x", 0),
    "entity of a file": ('<!ENTITY b SYSTEM "file:///etc/passwd">x', "x", 0),
    "parameter entity": ('<!ENTITY % b "c">x', "x", 0),
}


@pytest.mark.parametrize(("text", "expected", "notes"), CASES.values(), ids=CASES)
def test_preparing(text: str, expected: str, notes: int) -> None:
    prepared = prepare_feed(text)
    assert prepared.text == expected
    assert len(prepared.notes) == notes


def test_no_character_that_has_to_go_is_overlooked() -> None:
    codes = [*range(0x20), *range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
    kept = [code for code in codes if chr(code) in prepare_feed(f"<a>б{chr(code)}в</a>").text]
    assert kept == [9, 10, 13, 0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D], (
        "what XML allows, and what Windows-1252 has no sign for"
    )


def test_a_prefix_means_what_was_declared_last() -> None:
    names = Names()
    assert names.short("A:Date") == "a:date"
    names.declare("a", "http://purl.org/dc/elements/1.1/")
    assert names.short("A:Date") == "dc:date"


@pytest.mark.parametrize(
    ("prolog", "text", "resolved"),
    [
        ("", "&lt;b&gt; &quot;x&quot; &amp;lt; &l&gt;t;", '<b> "x" &lt; &l>t;'),
        ('<!ENTITY lt "less">', "&lt;b&gt;", "lessb>"),
    ],
)
def test_references_are_resolved_once(prolog: str, text: str, resolved: str) -> None:
    assert References(prolog).resolve(text) == resolved
