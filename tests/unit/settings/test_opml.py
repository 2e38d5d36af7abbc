from __future__ import annotations

import pytest

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec
from monitor.settings.edit.opml import export_opml, import_opml

FEEDS = (
    FeedSpec(
        url="https://a.example.org/feed?x=1&y=2", title='A & "B" <c>', publisher="A", language="en", tags=("syria",)
    ),
    FeedSpec(url="https://b.example.org/", title="عنب بلدي", publisher="عنب بلدي", language="ar"),
    FeedSpec(url="https://c.example.org/", title="C", publisher="c.example.org", tags=("syria",)),
)


def test_round_trip() -> None:
    imported = import_opml(export_opml(FEEDS))
    assert sorted(imported.feeds, key=lambda feed: feed.url) == list(FEEDS)
    assert imported.skipped == ()


def test_secret_headers_are_not_exported() -> None:
    feed = FeedSpec(url="https://a.example.org/", title="A", publisher="A", headers=(("Authorization", "CANARY"),))
    assert b"CANARY" not in export_opml([feed])


def test_folders_become_tags_and_odd_outlines_are_told() -> None:
    opml = b"""<?xml version="1.0"?>
<opml version="1.1"><head/><body>
<outline text=" Near\nEast "><outline title="Syria">
  <outline type="rss" text="One\xe2\x80\xae two" xmlUrl=" https://www.one.example.org/feed "/>
  <outline type="rss" text="Again" xmlUrl="http://WWW.one.example.org/feed/"/>
</outline></outline>
<outline text="Evil" xmlUrl="javascript:alert(1)"/>
<outline text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="No address"/>
</body></opml>"""
    imported = import_opml(opml)
    assert imported.feeds == (
        FeedSpec(
            url="https://www.one.example.org/feed",
            title="One two",
            publisher="one.example.org",
            tags=("Near East", "Syria"),
        ),
    )
    assert imported.skipped == (
        "line 8: the address does not begin with http:// or https://.",
        "line 9: the address does not begin with http:// or https://.",
    )


LOL = b"".join(b'<!ENTITY l%d "%s">' % (i, (b"&l%d;" % (i - 1)) * 10 if i else b"lol") for i in range(10))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"feeds:\n", id="not-xml"),
        pytest.param(b"<html><body/></html>", id="not-opml"),
        pytest.param(b"<opml><body><outline", id="cut-off"),
        pytest.param(b"<!DOCTYPE opml [" + LOL + b"]><opml><body>&l9;</body></opml>", id="billion-laughs"),
        pytest.param(
            b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body>'
            b'<outline text="&x;" xmlUrl="https://a.org/"/></body></opml>',
            id="external-entity",
        ),
        pytest.param(b'<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/x.dtd"><opml><body/></opml>', id="external-dtd"),
        pytest.param(b"<opml><body>" + b"<outline>" * 5_000 + b"</outline>" * 5_000 + b"</body></opml>", id="too-deep"),
        pytest.param(b" " * 5_000_001, id="too-large"),
        pytest.param(b"<opml>\xff\xfe</opml>", id="not-utf8"),
        pytest.param(b'<?xml version="1.0" encoding="nonsense"?><opml/>', id="unknown-encoding"),
    ],
)
def test_hostile_input_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UsageError) as refused:
        import_opml(content)
    assert str(refused.value).endswith(".")
    assert "root:" not in str(refused.value)
