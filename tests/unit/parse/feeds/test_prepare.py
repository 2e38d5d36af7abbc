import pytest

from monitor.parse.feeds.prepare import prepare_feed

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
