"""Where feed readers cope, so does the program: one faulty feed for each kind, and what is stored of it."""

import gzip
import zlib

import pytest

from monitor.model.feeds import EntryData, ParsedFeed
from monitor.parse.feeds.feed import parse_feed

URL = "https://news.example/blog/feed.xml"
TITLE, LINK, TEXT = "Blast in Qadmar", "https://news.example/a/1.html", "Two shells fell."
ITEM = (
    f"<item><title>{TITLE}</title><link>{LINK}</link><guid isPermaLink='false'>g-1</guid>"
    f"<description>{TEXT}</description></item>"
)
SECOND = ITEM.replace("g-1", "g-2").replace("1.html", "2.html")
CDATA_ID = "<![CDATA[g-1]]>"
PAGE = "<html><body><pre>{}</pre></body></html>"


def rss(items: str, head: str = '<?xml version="1.0"?>', attributes: str = "") -> str:
    return f"{head}<rss version='2.0' {attributes}><channel><title>Feed</title>{items}</channel></rss>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def entries(body: str | bytes, url: str = URL) -> tuple[EntryData, ...]:
    feed = parse_feed(body if isinstance(body, bytes) else body.encode(), "application/xml", url)
    assert isinstance(feed, ParsedFeed), feed
    return feed.entries


AROUND = {
    "byte order marks and blanks": "\ufeff\ufeff \n" + rss(ITEM),
    "a warning before": "<br />\n<b>Warning</b>: line <b>3</b><br />" + rss(ITEM),
    "a script before": "<script>var a = '<b>';</script>" + rss(ITEM),
    "a div before": "<div class='bar'>x</div>\n" + rss(ITEM),
    "a doctype of HTML": "<!DOCTYPE html>" + rss(ITEM),
    "a page around": PAGE.format(rss(ITEM)),
    "a page that shows the source": PAGE.format(escaped(rss(ITEM))),
    "text behind": rss(ITEM) + "<!-- 0.2 s --><script>go()</script>",
    "items behind the channel": f"<rss version='2.0'><channel><title>F</title></channel>{ITEM}</rss>",
    "items in CDATA": rss(f"<![CDATA[{ITEM}]]>"),
    "a wrong encoding declared": rss(ITEM, '<?xml version="1.0" encoding="utf-16"?>'),
    "attributes without quotation marks": rss(ITEM).replace("'2.0'", "2.0"),
    "capitals": rss(ITEM).replace("item>", "ITEM>").replace("title>", "Title>"),
    "a gzip file": gzip.compress(rss(ITEM).encode()),
    "a gzip file that was cut": gzip.compress(rss(ITEM).encode() + bytes(range(256)) * 30)[:-40],
    "a zlib stream": zlib.compress(rss(ITEM).encode()),
    "two gzip members": gzip.compress(rss(ITEM)[:60].encode()) + gzip.compress(rss(ITEM)[60:].encode()),
    "no root": ITEM,
    "control characters": rss(ITEM.replace("Qadmar", "Qad\x0bmar").replace("shells", "sh&#11;ells")),
    "an end tag of another name": rss(ITEM.replace("</title>", "</titel>")),
    "no end tag of the title": rss(ITEM.replace("</title>", "")),
    "no end tag of the text": rss(ITEM.replace("</description>", "")),
    "no end of CDATA": rss(ITEM.replace(TEXT, f"<![CDATA[{TEXT}") + SECOND.replace(TEXT, "<![CDATA[x]]>")),
    "no end tag of the item": rss(ITEM.replace("</item>", "") + SECOND),
    "CDATA everywhere": rss(
        ITEM.replace(TITLE, f"<![CDATA[{TITLE}]]>").replace(LINK, f"<![CDATA[ {LINK} ]]>").replace("g-1", CDATA_ID)
    ),
    "comments everywhere": rss(ITEM.replace(TITLE, f"<!-- a -->{TITLE}").replace(LINK, f"<!-- b -->{LINK}")),
    "an entity of the document": rss(
        ITEM.replace("Two", "&n;"), "<!DOCTYPE rss [<!ENTITY n 'Two'>]>"
    ),
    "a link that an HTML tool took apart": rss(ITEM.replace(f"<link>{LINK}</link>", f"<link/>{LINK}")),
    "a link over two lines": rss(ITEM.replace("/a/1", "/a/\n   1")),
    "a link in capitals": rss(ITEM.replace("https://", "HTTPS://")),
    "a link as HTML": rss(ITEM.replace(LINK, f"&lt;a href='{LINK}'&gt;x&lt;/a&gt;")),
    "a link that is none, then one": rss(ITEM.replace("<link>", "<link>javascript:void(0)</link><link>", 1)),
    "a link as attribute": rss(ITEM.replace(f"<link>{LINK}</link>", f"<link href='{LINK}'/>")),
    "only the link to the comments": rss(ITEM.replace("link>", "comments>").replace("1.html<", "1.html#comments<")),
}  # fmt: skip


@pytest.mark.parametrize("body", AROUND.values(), ids=AROUND)
def test_the_entry_is_read_whatever_stands_around_it(body: str | bytes) -> None:
    entry = entries(body)[0]
    assert (entry.title, entry.url, entry.guid, entry.summary) == (TITLE, LINK, "g-1", TEXT)


BODIES = {
    "itunes": "<itunes:summary>On Marrat</itunes:summary><itunes:subtitle>With Harandi</itunes:subtitle>",
    "dublin core": "<dc:description>On Marrat</dc:description>",
    "media": "<media:group><media:title>On Marrat</media:title></media:group>",
    "media content": "<media:content url='x.jpg'><media:description>On Marrat</media:description></media:content>",
    "full text elsewhere": "<yandex:full-text>On Marrat, at more length than others</yandex:full-text>",
    "a short content": "<content:encoded>On Marrat</content:encoded>",
    "a second description": "<description>On Marrat</description>",
    "a second title": "<title>On Marrat</title>",
    "wrong prefix, right name": "<c:encoded xmlns:c='http://purl.org/rss/1.0/modules/content'>On Marrat</c:encoded>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_body_replaces_another(body: str) -> None:
    (entry,) = entries(rss(ITEM.replace("</item>", f"{body}</item>")))
    told = f"{entry.summary}\n{entry.content}"
    assert TEXT in told
    assert "On Marrat" in told


ATOM_TEXT = {
    "text": ("type='text'", "The &lt;b&gt; of &lt;VRGK&gt;", "The <b> of <VRGK>"),
    "text/plain": ("type='text/plain'", "a &lt;b&gt;", "a <b>"),
    "no type": ("", "of &lt;VRGK&gt;", "of <VRGK>"),
    "no type, but HTML": ("", "&lt;p&gt;Hello&lt;/p&gt;", "Hello"),
    "html": ("type='html'", "of &lt;b&gt;VRGK&lt;/b&gt;", "of VRGK"),
    "html with a name": ("type='html'", "of &lt;VRGK&gt;", "of <VRGK>"),
    "xhtml": ("type='xhtml'", "<h:div xmlns:h='urn:x'>a <h:b>c</h:b> &lt;VRGK&gt;</h:div>", "a c <VRGK>"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "expected"), ATOM_TEXT.values(), ids=ATOM_TEXT)
def test_text_constructs_are_what_they_are_declared(kind: str, title: str, expected: str) -> None:
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title {kind}>{title}</title></entry></feed>"
    assert entries(feed)[0].title == expected


def test_a_base_changes_links_and_no_id() -> None:
    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'>"
        "<entry><id>886840</id><title>a</title><link href='1'/><content xml:base='https://c.example/'>b</content></entry>"
        "<entry><id>0</id><title>b</title><content src='/page' type='text/html'/></entry></feed>"
    )
    assert [(entry.guid, entry.url) for entry in entries(feed)] == [
        ("886840", "https://b.example/x/1"),
        ("0", "https://b.example/page"),
    ]


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("<source url='https://other.example/rss'>The Other</source>", "The Other"),
        ("<source url='https://news.example/rss'>Feed</source>", ""),
        ("<source url='https://www.news.example/rss'>News, all sections</source>", ""),
        ("<source>The Other</source>", ""),
        ("<source><title>The Other</title><link href='https://other.example/'/></source>", "The Other"),
    ],
)
def test_the_publisher_of_an_item_that_was_taken_over(source: str, publisher: str) -> None:
    (entry,) = entries(rss(ITEM.replace("</item>", f"{source}</item>")))
    assert entry.publisher == publisher


def test_half_a_guid_or_link_at_the_end_of_a_cut_feed_is_none() -> None:
    whole = rss(ITEM + SECOND)
    cut = entries(whole[: whole.index("g-2") + 2])
    assert [(entry.title, entry.guid) for entry in cut] == [(TITLE, "g-1"), (TITLE, None)]
    cut = entries(whole[: whole.index("2.html")])
    assert [entry.url for entry in cut] == [LINK, ""]


NEWS_SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
    "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://news.example/1</loc><n:news>"
    "<n:publication><n:name>The Daily</n:name><n:language>fr</n:language></n:publication>"
    "<n:publication_date>2026-10-05T10:00:00Z</n:publication_date><n:title>Blast &amp; fire</n:title>"
    "</n:news></url></urlset>"
)


def test_sitemaps_are_feeds() -> None:
    (entry,) = entries(NEWS_SITEMAP)
    assert (entry.title, entry.url, entry.publisher, entry.language) == (
        "Blast & fire", "https://news.example/1", "The Daily", "fr",
    )  # fmt: skip
    index = "<sitemapindex><sitemap><loc>https://news.example/s1.xml</loc></sitemap></sitemapindex>"
    feed = parse_feed(index.encode(), "", URL)
    assert isinstance(feed, ParsedFeed)
    assert (feed.entries, feed.parts) == ((), ("https://news.example/s1.xml",))


@pytest.mark.parametrize(
    ("channel", "moved_to", "next_url"),
    [
        ("<itunes:new-feed-url>https://b.example/f</itunes:new-feed-url>", "https://b.example/f", ""),
        (f"<itunes:new-feed-url>{URL}</itunes:new-feed-url>", "", ""),
        ("<atom:link rel='next' href='?page=2'/>", "", f"{URL}?page=2"),
        ("<atom:link rel='prev-archive' href='/2026-09'/>", "", "https://news.example/2026-09"),
        ("<atom:link rel='self' href='/x'/>", "", ""),
    ],
)
def test_where_a_feed_goes_on(channel: str, moved_to: str, next_url: str) -> None:
    feed = parse_feed(rss(channel + ITEM).encode(), "", URL)
    assert isinstance(feed, ParsedFeed)
    assert (feed.moved_to, feed.next_url) == (moved_to, next_url)


def test_letters_encoded_twice_are_mended_with_a_note() -> None:
    body = rss(ITEM.replace(TITLE, "CafÃ© in Qadmar â€“ â€œopenâ€\x9d").replace(TEXT, "&#195;&#169;t&#195;&#169;"))
    feed = parse_feed(body.encode(), "", URL)
    assert isinstance(feed, ParsedFeed)
    assert (feed.entries[0].title, feed.entries[0].summary) == ("Café in Qadmar – “open”", "été")
    assert "mended (2 texts)" in feed.note


HEAD = '"version":"https://jsonfeed.org/version/1.1","title":"F",'
JSON = f'{{{HEAD}"items":[{{"id":7,"url":"/1","content_text":"x <Qadmar>"}}'
LOOSE = {
    "commas too many": JSON + ",],}",
    "cut": JSON + ',{"id":"8","url":"https://news.ex',
    "control characters": JSON.replace("x <", "x\t\n<") + "]}",
    "a call around": f"show({JSON}]}});",
    "a guard before": f")]}}'\n{JSON}]}}",
    "a page around": PAGE.format(JSON + "]}"),
    "wrong escapes": JSON.replace("x <", "\\'x\\' <") + "]}",
    "no version": JSON.replace(HEAD, "") + "]}",
}


@pytest.mark.parametrize("body", LOOSE.values(), ids=LOOSE)
def test_json_is_read_as_far_as_it_can_be_understood(body: str) -> None:
    (entry,) = entries(body)
    assert (entry.guid, entry.url) == ("7", "https://news.example/1")
    assert entry.content.endswith("<Qadmar>")


ENTRIES = {
    "every link leads to the front page": f"<item><title>{TITLE}</title><link>https://news.example/</link>"
    f"<guid isPermaLink='true'>https://news.example/a/1.html</guid><description>{TEXT}</description></item>",
    "a permanent link without scheme": f"<item><title>{TITLE}</title><description>{TEXT}</description>"
    "<guid isPermaLink='true'>https://news.example/a/1.html</guid></item>",
    "a text for another reader": f"<item><title>{TITLE}</title><link>https://news.example/a/1.html</link>"
    f"<description>Short.</description><turbo:content><![CDATA[<p>{TEXT}</p>]]></turbo:content></item>",
    "a text in a bag": f"<item><title>{TITLE}</title><link>https://news.example/a/1.html</link><content:items><rdf:Bag>"
    f"<rdf:li><content:item><rdf:value>{TEXT}</rdf:value></content:item></rdf:li></rdf:Bag></content:items></item>",
    "a warning's place and kind": f"<item><title>{TITLE}</title><link>https://news.example/a/1.html</link>"
    f"<cap:event>Gale</cap:event><cap:areaDesc>{TEXT}</cap:areaDesc></item>",
    "content of another type": f"<item><title>{TITLE}</title><link>https://news.example/a/1.html</link>"
    f"<content type='application/xml'><doc><p>{TEXT}</p></doc></content></item>",
}


@pytest.mark.parametrize("item", ENTRIES.values(), ids=ENTRIES)
def test_link_and_text_in_their_places(item: str) -> None:
    (entry,) = entries(rss(f"<link>https://news.example/</link>{item}"))
    assert (entry.title, entry.url) == (TITLE, "https://news.example/a/1.html")
    assert TEXT in f"{entry.summary} {entry.content}"
