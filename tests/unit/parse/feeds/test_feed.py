"""What becomes of each part of an entry, and of bodies that are no feeds."""

import calendar
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.feeds import EntryData, ParsedFeed, ParseFailure
from monitor.model.hearing.rhythm import NOTHING
from monitor.model.outcomes import ParseReason
from monitor.parse.feeds.feed import parse_feed

URL = "https://news.example/en/feed/"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def rss(items: str, channel: str = "<title>News</title><link>https://news.example/</link>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{channel}{items}</channel></rss>'.encode()


def atom(entries: str, attributes: str = "") -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title>{entries}</feed>'.encode()


def parsed(body: bytes, content_type: str = "application/xml") -> ParsedFeed:
    result = parse_feed(body, content_type, URL)
    assert isinstance(result, ParsedFeed), result
    return result


def only(body: bytes) -> EntryData:
    (entry,) = parsed(body).entries
    return entry


def item(inner: str) -> EntryData:
    return only(rss(f"<item>{inner}</item>"))


@pytest.mark.parametrize(
    ("inner", "guid"),
    [
        ("<title>a</title>", None),
        ("<title>a</title><guid></guid>", ""),
        ("<title>a</title><guid>0</guid>", "0"),
        ("<title>a</title><guid isPermaLink='false'>0</guid>", "0"),
        ("<title>a</title><guid>relative/path</guid>", "relative/path"),
        ("<title>a</title><guid>https://a.example/1</guid>", "https://a.example/1"),
        ("<title>a</title><guid> tag:a,2026:1 </guid>", "tag:a,2026:1"),
    ],
)
def test_guids_are_as_given(inner: str, guid: str | None) -> None:
    assert item(inner).guid == guid


RSS_LINKS = {
    "link": ("<link>https://a.example/1</link>", "https://a.example/1"),
    "relative link": ("<link>/1</link>", "https://news.example/1"),
    "cdata and space": ("<link><![CDATA[ https://a.example/1 ]]></link>", "https://a.example/1"),
    "escaped ampersand": ("<link>https://a.example/?a=1&amp;b=2</link>", "https://a.example/?a=1&b=2"),
    "guid as permalink": ("<guid>https://a.example/1</guid>", "https://a.example/1"),
    "guid that says it is none, but is": (
        "<guid isPermaLink='false'>https://a.example/1</guid>",
        "https://a.example/1",
    ),
    "link before guid": ("<guid>https://a.example/g</guid><link>https://a.example/1</link>", "https://a.example/1"),
    "guid is no address": ("<guid>0</guid>", ""),
    "javascript link gives way to the guid": (
        "<link>javascript:alert(1)</link><guid>https://a.example/1</guid>",
        "https://a.example/1",
    ),
    "only an enclosure": ("<enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='1'/>", ""),
    "feedburner": (
        "<link>https://feeds.feedburner.com/~r/x</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
        "https://a.example/1",
    ),
    "atom link in rss": ("<atom:link href='https://a.example/1'/>", "https://a.example/1"),
}


@pytest.mark.parametrize(("inner", "url"), RSS_LINKS.values(), ids=RSS_LINKS)
def test_links_of_rss(inner: str, url: str) -> None:
    assert item(f"<title>a</title>{inner}").url == url


ATOM_LINKS = {
    "alternate": (
        "<link rel='self' href='https://a.example/self'/><link rel='alternate' href='https://a.example/1'/>",
        "https://a.example/1",
    ),
    "html among alternates": (
        "<link rel='alternate' type='application/json' href='/1.json'/><link type='text/html' href='https://a.example/1'/>",
        "https://a.example/1",
    ),
    "without rel": ("<link href='https://a.example/1'/>", "https://a.example/1"),
    "only self": ("<link rel='self' href='https://a.example/self'/>", "https://a.example/self"),
    "replies and enclosures are not the article": (
        "<link rel='replies' href='https://a.example/c'/><link rel='enclosure' href='/1.mp3'/>",
        "",
    ),
    "google alert": (
        "<link href='https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://a.example/1&amp;ct=ga'/>",
        "https://a.example/1",
    ),
}


@pytest.mark.parametrize(("inner", "url"), ATOM_LINKS.values(), ids=ATOM_LINKS)
def test_links_of_atom(inner: str, url: str) -> None:
    assert only(atom(f"<entry><id>tag:a,2026:1</id><title>a</title>{inner}</entry>")).url == url


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("", "https://news.example/en/feed/1"),
        ("xml:base='https://b.example/blog/'", "https://b.example/blog/1"),
        ("xml:base='/blog/'", "https://news.example/blog/1"),
    ],
)
def test_relative_links_follow_their_base(base: str, url: str) -> None:
    assert only(atom("<entry><id>x</id><title>a</title><link href='1'/></entry>", base)).url == url


LONG = "The convoy crossed the border near Albu Kamal on Sunday, witnesses said. " * 30
SHORT = "<description>Short.</description>"
STUB = "<content:encoded>Read more</content:encoded>"


@pytest.mark.parametrize(
    ("inner", "summary", "content"),
    [
        ("<description>Short.</description>", "Short.", ""),
        ("<description>&lt;p&gt;Short &amp;amp; sweet.&lt;/p&gt;</description>", "Short & sweet.", ""),
        (SHORT + "<content:encoded><![CDATA[<p>A</p><p>B and C</p>]]></content:encoded>", "Short.", "A\nB and C"),
        ("<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>", "All of it.", "All of it."),
        (f"<description>{LONG}</description>", LONG[:583].strip(), LONG.strip()),
        (f"<description>{LONG}</description>{STUB}", LONG[:583].strip(), LONG.strip()),
        ("<description>A longer teaser.</description><content:encoded>More</content:encoded>", "A longer teaser.", ""),
    ],
    ids=["summary", "escaped", "both", "content only", "long description", "long description beats a stub", "stub"],
)
def test_summary_and_content_are_told_apart(inner: str, summary: str, content: str) -> None:
    entry = item(f"<title>a</title>{inner}")
    assert (entry.summary, entry.content) == (summary, content)


def test_atom_content_and_summary() -> None:
    entry = only(
        atom(
            "<entry><id>1</id><title type='html'>Al&lt;b&gt;bu&lt;/b&gt; Kamal</title><summary>Short.</summary>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One &amp; two</p><p>three</p></div>"
            "</content></entry>"
        )
    )
    assert (entry.title, entry.summary, entry.content) == ("Albu Kamal", "Short.", "One & two\nthree")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<pubDate>Thu, 05 Mar 2026 14:30:00 +0300</pubDate>", datetime(2026, 3, 5, 11, 30, tzinfo=UTC)),
        ("<pubDate>Fri, 05 Jun 2026 14:30:00 EEST</pubDate>", datetime(2026, 6, 5, 11, 30, tzinfo=UTC)),
        ("<dc:date>2026-03-05T14:30:00Z</dc:date>", datetime(2026, 3, 5, 14, 30, tzinfo=UTC)),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>0000-00-00</pubDate>", None),
        ("<pubDate>yesterday</pubDate>", None),
        ("<pubDate></pubDate><dc:date>2026-03-05</dc:date>", datetime(2026, 3, 5, tzinfo=UTC)),
        ("", None),
    ],
)
def test_dates(inner: str, expected: datetime | None) -> None:
    assert item(f"<title>a</title>{inner}").published_at == expected


def test_titles_are_one_clean_line() -> None:
    title = "A\u202eb\u2028c &amp;amp; &lt;script&gt;alert(1)&lt;/script&gt;d&#x200B;\r\n e"
    assert item(f"<title>{title}</title>").title == "Ab c & d e"


@pytest.mark.parametrize(
    ("channel", "language", "interval"),
    [
        ("<language>en-us</language><ttl>60</ttl>", "en-US", 3_600),
        ("<language>ar</language>", "ar", 0),
        ("<language>Arabic (Syria)</language><ttl>soon</ttl>", "", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", "", 1_800),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", "", 86_400),
        ("<ttl>999999999999999999999</ttl>", "", 0),
        ("<ttl>-5</ttl>", "", 0),
    ],
)
def test_language_and_rhythm_of_the_feed(channel: str, language: str, interval: int) -> None:
    feed = parsed(rss("<item><title>a</title></item>", channel))
    assert (feed.language, feed.asked.interval_s) == (language, interval)
    assert feed.entries[0].language == language


def _hours(*hours: object) -> str:
    return f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in hours)}</skipHours>"


def _days(*days: str) -> str:
    return f"<skipDays>{''.join(f'<day>{day}</day>' for day in days)}</skipDays>"


@pytest.mark.parametrize(
    ("channel", "hours", "days"),
    [
        pytest.param("", set(), set(), id="nothing"),
        pytest.param(_hours(0, 1, 23), {0, 1, 23}, set(), id="as RSS 2.0 counts"),
        pytest.param(_hours(24, 1), {0, 1}, set(), id="as RSS 0.91 counts"),
        pytest.param(_hours(0, 24), {0}, set(), id="midnight twice"),
        pytest.param(_hours(25, -1, 999, "ten", "", 4), {4}, set(), id="no hours"),
        pytest.param(_hours(*range(24)), set(), set(), id="every hour"),
        pytest.param(_hours(*range(1, 25)), set(), set(), id="every hour of 0.91"),
        pytest.param("<skipHours><hour>\n 07 </hour></skipHours>", {7}, set(), id="written loosely"),
        pytest.param("<skiphours><HOUR><![CDATA[9]]></HOUR></skiphours>", {9}, set(), id="in CDATA and capitals"),
        pytest.param("<skipHours>3</skipHours>", set(), set(), id="no list of hours"),
        pytest.param("<skipHours/><skipDays/>", set(), set(), id="empty"),
        pytest.param(_days("Saturday", "sunday"), set(), {5, 6}, id="a weekend"),
        pytest.param(_days("Sat", "Sun.", "Someday", "8"), set(), {5, 6}, id="short, and no days"),
        pytest.param(
            _days(*calendar.day_name),
            set(),
            set(),
            id="all",
        ),
        pytest.param(_hours(2) + _days("Friday"), {2}, {4}, id="both"),
        pytest.param(_hours(*[5] * 5_000, 6), {5}, set(), id="thousands of them"),
    ],
)
def test_hours_and_days_at_which_nobody_need_come(channel: str, hours: set[int], days: set[int]) -> None:
    asked = parsed(rss("<item><title>a</title></item>", channel)).asked
    assert (asked.hours, asked.days) == (hours, days)


HUB, SELF = "https://hub.example/", "https://news.example/all.xml"


@pytest.mark.parametrize(
    ("body", "hubs", "own"),
    [
        pytest.param(rss("<item><title>a</title></item>"), (), "", id="none"),
        pytest.param(
            rss(
                "<item><title>a</title></item>",
                f'<atom:link rel="hub" href="{HUB}"/><atom:link rel="self" href="{SELF}"/>',
            ),
            (HUB,),
            SELF,
            id="RSS",
        ),
        pytest.param(
            rss(
                "<item><title>a</title></item>",
                f'<atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="hub" href="{HUB}"/>',
            ),
            (HUB,),
            "",
            id="another prefix",
        ),
        pytest.param(
            atom(f'<link rel="hub" href="{HUB}"/><link rel="self" href="{SELF}"/><entry><title>a</title></entry>'),
            (HUB,),
            SELF,
            id="Atom",
        ),
        pytest.param(
            atom('<link rel="self" href="/all.xml"/><entry><title>a</title></entry>'), (), SELF, id="relative"
        ),
        pytest.param(
            atom('<link rel="HUB self" href="https://hub.example/"/><entry><title>a</title></entry>'),
            (HUB,),
            HUB,
            id="both",
        ),
        pytest.param(
            atom('<link rel="self" href="https://news.example/all.xml?a=1&amp;b=%7e"/><entry><title>a</title></entry>'),
            (),
            "https://news.example/all.xml?a=1&b=%7e",
            id="to the letter",
        ),
        pytest.param(
            atom("".join(f'<link rel="hub" href="{HUB}{n}"/>' for n in range(99)) + "<entry><title>a</title></entry>"),
            tuple(f"{HUB}{n}" for n in range(4)),
            "",
            id="ninety-nine",
        ),
        pytest.param(
            atom(
                '<link rel="hub" href="javascript:alert(1)"/><link rel="self" href="file:///etc/passwd"/><entry><title>a</title></entry>'
            ),
            (),
            "",
            id="other schemes",
        ),
        pytest.param(atom(f'<entry><title>a</title><link rel="hub" href="{HUB}"/></entry>'), (), "", id="of an entry"),
        pytest.param(
            b'{"version":"https://jsonfeed.org/version/1.1","title":"t","feed_url":"https://news.example/all.xml","hubs":[{"type":"rssCloud","url":"https://x.example/"},{"type":"WebSub","url":"https://hub.example/"},{"type":"WebSub"},7],"items":[{"id":"1","title":"a"}]}',
            (HUB,),
            SELF,
            id="JSON Feed",
        ),
        pytest.param(
            b'{"version":"https://jsonfeed.org/version/1.1","title":"t","feed_url":[],"hubs":{"a":1},"items":[{"id":"1","title":"a"}]}',
            (),
            "",
            id="no list",
        ),
    ],
)
def test_hubs_and_the_feed_s_own_name(body: bytes, hubs: tuple[str, ...], own: str) -> None:
    feed = parsed(body)
    assert (feed.hubs, feed.self_url) == (hubs, own)


def test_what_an_entry_asks_for_is_not_heard() -> None:
    feed = parsed(rss(f"<item><title>a</title>{_hours(1)}<ttl>9</ttl></item>"))
    assert feed.asked == NOTHING


def test_an_entry_may_have_a_language_of_its_own() -> None:
    feed = parsed(atom("<entry xml:lang='fa'><title>a</title></entry><entry><title>b</title></entry>", "xml:lang='en'"))
    assert [entry.language for entry in feed.entries] == ["fa", "en"]


@pytest.mark.parametrize("body", [rss(""), atom(""), b"<rss><channel></channel></rss>"])
def test_a_feed_without_entries_is_a_feed(body: bytes) -> None:
    assert parsed(body).entries == ()


NOT_FEEDS = {
    "empty": (b"", ParseReason.EMPTY),
    "blanks": (b" \n\t ", ParseReason.EMPTY),
    "html": (b"<!DOCTYPE html><html><title>News</title><p>Hello", ParseReason.NOT_A_FEED),
    "challenge": (b"<html><title>Just a moment...</title>", ParseReason.CHALLENGE_PAGE),
    "pdf": (b"%PDF-1.4", ParseReason.WRONG_TYPE),
    "gzip": (b"\x1f\x8b\x08\x00", ParseReason.WRONG_TYPE),
    "words": (b"Not found", ParseReason.NOT_A_FEED),
    "other xml": (b"<?xml version='1.0'?><opml><body><outline text='x'/></body></opml>", ParseReason.NOT_A_FEED),
    "a file's name": (b"/etc/passwd", ParseReason.NOT_A_FEED),
    "an address": (b"http://127.0.0.1:1/feed", ParseReason.NOT_A_FEED),
    "cut before the first entry": (b"<rss version='2.0'><channel><title>x</ti", ParseReason.MALFORMED),
    "attributes": (b"<rss " + b" ".join(b'a%d="1"' % n for n in range(2_000)) + b">", ParseReason.MALFORMED),
    "too large": (b"<rss>" + b" " * 15_000_001, ParseReason.MALFORMED),
    "noise": (bytes(range(128, 256)) * 20, ParseReason.NOT_A_FEED),
}


@pytest.mark.parametrize(("body", "reason"), NOT_FEEDS.values(), ids=NOT_FEEDS)
def test_what_is_no_feed_says_why(body: bytes, reason: ParseReason) -> None:
    result = parse_feed(body, "text/html", URL)
    assert isinstance(result, ParseFailure)
    assert result.reason is reason
    assert result.detail.endswith((".", "/feed.xml."))


LOGIN = "<html><title>Anmelden</title><form><input name=user><input {type}><button>OK</button></form>{more}"


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (LOGIN.format(type="type='password'", more=""), ParseReason.LOGIN_PAGE),
        (LOGIN.format(type='id=p type="password" required', more=""), ParseReason.LOGIN_PAGE),
        (LOGIN.format(type="type=text", more=""), ParseReason.NOT_A_FEED),
        (LOGIN.format(type="type=password", more=f"<p>{'Boats crossed the river. ' * 80}</p>"), ParseReason.NOT_A_FEED),
        (
            LOGIN.format(type="type=password", more="<link rel=alternate type=application/rss+xml href=/f>"),
            ParseReason.NOT_A_FEED,
        ),
        (LOGIN.format(type="type=password", more="<script>_cf_chl_opt</script>"), ParseReason.CHALLENGE_PAGE),
    ],
)
def test_a_page_that_asks_for_a_login_and_tells_nothing_else_is_one(page: str, reason: ParseReason) -> None:
    found = parse_feed(page.encode(), "text/html", "https://a.example/rss")
    assert isinstance(found, ParseFailure)
    assert found.reason is reason


def test_a_page_that_offers_a_feed_is_quoted() -> None:
    page = b"<html><head><link rel='alternate' type='application/rss+xml' href='https://a.example/feed.xml'></head>"
    result = parse_feed(page, "text/html", URL)
    assert isinstance(result, ParseFailure)
    assert "https://a.example/feed.xml" in result.detail


TAIL = "<rss version='2.0'><channel><item><title>البوكمال</title></item></channel></rss>"
ENCODINGS = {
    "utf-8 labelled latin-1": (rss("<item><title>البوكمال</title></item>"), "text/xml; charset=iso-8859-1"),
    "cp1256": (f"<?xml version='1.0' encoding='windows-1256'?>{TAIL}".encode("cp1256"), "application/xml"),
    "utf-16": (f"\ufeff<?xml version='1.0' encoding='utf-16'?>{TAIL}".encode("utf-16-le"), "application/xml"),
    "text/html as type": (rss("<item><title>البوكمال</title></item>"), "text/html"),
    "white space before the declaration": (b"\n\n " + rss("<item><title>البوكمال</title></item>"), ""),
}


@pytest.mark.parametrize(("body", "content_type"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(body: bytes, content_type: str) -> None:
    feed = parsed(body, content_type)
    assert feed.entries[0].title == "البوكمال"
    assert feed.well_formed


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (rss("<item><title>a & b</title></item>"), 1),
        (rss("<item><title>a</title></item><item><title>b</title></item>")[:-20], 2),
        (rss("<item><title>a<b></title></item>"), 1),
        (rss("<item><title>&nbsp;a&eacute;</title></item>"), 1),
        (b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>trailing", 1),
    ],
    ids=["bare ampersand", "cut", "stray tag", "html entity", "trailing text"],
)
def test_broken_xml_still_gives_entries(body: bytes, count: int) -> None:
    assert len(parsed(body).entries) == count


def test_forgiveness_is_noted() -> None:
    feed = parsed(rss("<item><title>a & b</title></item>"))
    assert not feed.well_formed
    assert "not well-formed" in feed.note


def test_a_feed_beyond_the_cap_keeps_both_ends() -> None:
    feed = parsed(rss("".join(f"<item><title>{n}</title></item>" for n in range(11_000))))
    titles = [entry.title for entry in feed.entries]
    assert len(titles) == 10_000
    assert (titles[0], titles[7_999], titles[8_000], titles[-1]) == ("0", "7999", "9000", "10999")
    assert "1000 entries beyond 10,000" in feed.note


FRAGMENTS = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<entry>",
        "<guid>",
        "</guid>",
        "<title>",
        "<![CDATA[",
        "]]>",
        "&#xD800;",
        "&amp;",
        "&",
        "<",
        "<link href='",
        "'/>",
        "<content:encoded>",
        "<?xml",
        "<!DOCTYPE",
        "<!ENTITY a 'b'>",
        "]",
        "\x00",
        "<author>",
        "@",
        "سوريا",
    ]
)


@settings(deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=30).map("".join), st.sampled_from(["rss", "atom", "bare"]))
def test_no_body_raises(inner: str, shape: str) -> None:
    text = inner.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    body = {"rss": rss(text), "atom": atom(text), "bare": text.encode()}[shape]
    assert isinstance(parse_feed(body, "", URL), ParsedFeed | ParseFailure)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    assert isinstance(parse_feed(body, "", URL), ParsedFeed | ParseFailure)
