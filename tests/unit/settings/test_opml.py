from __future__ import annotations

import gzip
import html

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
            publisher="One two",
            tags=("Near East", "Syria"),
        ),
    )
    assert imported.skipped == (
        "line 6: Again: its address stands in the file already, as One two.",
        "line 8: Evil: the address does not begin with http:// or https://.",
        "line 9: Local: the address does not begin with http:// or https://.",
    )


LEFT_OUT = {
    "no address": ('type="rss" text="C" htmlUrl="https://c.example"', "C: it has no address of a feed (xmlUrl)."),
    "of a site alone": ('title="C" htmlUrl="https://c.example"', "C: it has no address of a feed (xmlUrl)."),
    "an empty address": ('type="atom" xmlUrl=""', "the address does not begin with http:// or https://."),
    "twice": ('text="Two" xmlUrl="http://a.example.org/f/"', "Two: its address stands in the file already, as One."),
    "no host": ('text="X" xmlUrl="https:///f"', "X: the address has no usable host."),
    "brackets": ('text="X" xmlUrl="https://[::f"', "X: this is not a web address."),
    "a folder": ('text="Folder"', ""),
    "a remark": ('text="Read these first" type="text"', ""),
}


@pytest.mark.parametrize("head", ['<?xml version="1.0"?><opml><body>', "<opml><body x=&>"], ids=["XML", "not quite"])
@pytest.mark.parametrize(("attributes", "said"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_left_out_is_named(head: str, attributes: str, said: str) -> None:
    first = '<outline text="One" xmlUrl="https://a.example.org/f"/>'
    imported = import_opml(f"{head}\n{first}\n<outline {attributes}/></body></opml>".encode())
    assert [feed.title for feed in imported.feeds] == ["One"]
    assert imported.skipped == ((f"line 3: {said}",) if said else ())


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


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="1.0"><head/><body>{body}</body></opml>'.encode()


ONE = '<outline text="One" xmlUrl="https://a.example.org/f?x=1&amp;y=2"/>'
NOT_QUITE = {
    "bare ampersands": opml(ONE.replace("&amp;", "&").replace("One", "One & all")).replace(b"One & all", b"One"),
    "entities of HTML": opml(ONE + '<outline text="Two&nbsp;x" xmlUrl="javascript:x"/>'),
    "blanks before the declaration": b"\n \xef\xbb\xbf" + opml(ONE),
    "no end": opml(ONE)[:-10],
    "control characters": opml(ONE.replace("One", "One\x0b")),
    "no root": ONE.encode() + b"<br>",
    "another root": b"<outlines>" + ONE.encode() + b"</outlines>",
    "other names": opml(ONE.replace("xmlUrl", "xmlURL").replace("outline", "Outline")),
    "url of a type": opml(ONE.replace("xmlUrl", 'type="rss" url')),
    "feed scheme": opml(ONE.replace("https://", "feed:https://")),
    "apostrophes": opml(ONE.replace('"', "'").replace("One", "One").replace("&amp;", "&")),
    "an encoding that is not there": opml(ONE).replace(b'"1.0"?', b'"1.0" encoding="x-none"?'),
    "letters that are not UTF-8": opml(ONE + "<outline text='é'/>").replace("é".encode(), b"\xe9"),
}


@pytest.mark.parametrize("content", NOT_QUITE.values(), ids=NOT_QUITE)
def test_what_is_not_quite_xml_is_imported(content: bytes) -> None:
    (feed,) = import_opml(content).feeds
    assert (feed.url, feed.title, feed.publisher) == ("https://a.example.org/f?x=1&y=2", "One", "One")


def test_the_rest_is_named_and_folders_stay() -> None:
    content = opml(
        '\n<outline text="R&D">' + ONE + '\n<outline text="half" xmlUrl="https://b.example.org/ \n</outline>\n'
        '<outline text="Two" xmlUrl="https://c.example.org/"/>'
    )
    imported = import_opml(content)
    assert [(feed.title, feed.tags) for feed in imported.feeds] == [("One", ("R&D",)), ("Two", ())]
    assert imported.skipped == ("line 3: this outline cannot be read.",)


def test_the_title_is_the_publisher_unless_feeds_are_of_one_site() -> None:
    urls = ["https://feeds.feedburner.com/a", "https://feeds.feedburner.com/b", "https://d.example.org/1"]
    urls += ["https://www.e.example.org/1", "https://e.example.org/2"]
    lines = "".join(f'<outline text="T{number}" xmlUrl="{url}"/>' for number, url in enumerate(urls))
    publishers = [feed.publisher for feed in import_opml(opml(lines)).feeds]
    assert publishers == ["T0", "T1", "T2", "e.example.org", "e.example.org"]


FEED_ONE, FEED_TWO = "https://one.example/feed?a=1&b=2", "https://two.example/rss"
HEAD = '<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><body>'
FIRST = f'<outline type="rss" text="One" xmlUrl="{FEED_ONE}"/>'
BOTH = f'{FIRST}<outline type="rss" text="Two" xmlUrl="{FEED_TWO}"/>'
WHOLE = f"{HEAD}{BOTH}</body></opml>"
BOOKMARKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>News</H3><DL><p>"
    f'<DT><A HREF="https://one.example/" FEEDURL="{FEED_ONE}">One</A><DT><A FEEDURL="{FEED_TWO}">Two</A></DL></DL>'
)
LOOSE_FORMS: dict[str, str | bytes] = {
    "bare ampersands": WHOLE,
    "an open angle bracket in a title": WHOLE.replace('text="One"', 'text="1 < 2"'),
    "values without quotation marks": WHOLE.replace(f'"{FEED_TWO}"', FEED_TWO),
    "ampersands escaped twice": WHOLE.replace("&b", "&amp;amp;b"),
    "a document type": WHOLE.replace("?><opml", '?><!DOCTYPE opml SYSTEM "http://x.example/opml.dtd"><opml'),
    "a gzip file": gzip.compress(WHOLE.encode()),
    "shown as source": f"<html><body><pre>{html.escape(WHOLE)}</pre></body></html>",
    "escaped as a whole": html.escape(WHOLE),
    "a browser's bookmarks": BOOKMARKS,
    "names in capitals": WHOLE.replace("outline", "OUTLINE").replace("xmlUrl", "XMLURL"),
    "another name for the address": WHOLE.replace(f'xmlUrl="{FEED_TWO}"', f'url="{FEED_TWO}"'),
    "elements never closed": WHOLE.replace("/>", ">"),
    "cut off": f'{HEAD}{BOTH}<outline text="Three" xmlUrl="https://thr',
    "UTF-16 said to be UTF-8": WHOLE.encode("utf-16"),
    "UTF-8 said to be UTF-16": WHOLE.replace("UTF-8", "UTF-16"),
    "Latin letters said to be UTF-8": WHOLE.replace("One", "Café").encode("latin-1"),
    "control characters": WHOLE.replace("One", "One\x0b\x00"),
    "two documents": f"{HEAD}{FIRST}</body></opml>{WHOLE}",
    "no root": BOTH,
}


@pytest.mark.parametrize("content", LOOSE_FORMS.values(), ids=LOOSE_FORMS)
def test_every_form_gives_both_feeds(content: str | bytes) -> None:
    imported = import_opml(content if isinstance(content, bytes) else content.encode())
    assert [feed.url for feed in imported.feeds] == [FEED_ONE, FEED_TWO]
