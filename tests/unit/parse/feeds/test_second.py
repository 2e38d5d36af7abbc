"""What feedparser sees and the reader of elements does not is kept, and nothing is told twice."""

from dataclasses import replace

import pytest

from monitor.model.feeds import ParsedFeed
from monitor.parse.feeds.feed import parse_feed
from monitor.parse.feeds.second import needs_second_reading, with_second_reading

URL = "https://news.example/feed"
ITEM = "<item><title>Convoy</title><link>/1</link><guid>1</guid><description>It crossed.</description></item>"
OTHER = "<item><title>Ferry</title><link>https://news.example/2</link></item>"


def rss(inner: str, attributes: str = "") -> str:
    return f"<rss version='2.0' {attributes}><channel><title>News</title>{inner}</channel></rss>"


def parsed(text: str) -> ParsedFeed:
    feed = parse_feed(text.encode(), "", URL)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def test_a_feed_that_only_feedparser_reads() -> None:
    text = rss(OTHER)
    unread = replace(parsed(text), format="unknown", title="", entries=())
    feed = with_second_reading(unread, text, URL)
    assert (feed.format, feed.title) == ("rss20", "News")
    assert [(entry.title, entry.url) for entry in feed.entries] == [("Ferry", "https://news.example/2")]


def test_fields_of_both_readings_are_merged() -> None:
    """feedparser alone takes the title inside the enclosure, the reader alone leaves the id as it is."""
    inner = "<enclosure url='/a.mp3'><title>Ferry</title></enclosure><guid>7</guid>"
    (entry,) = parsed(rss(f"<item xml:base='https://b.example/'>{inner}</item>")).entries
    assert (entry.title, entry.guid, entry.url) == ("Ferry", "7", "")


def test_entries_beside_are_added_once() -> None:
    text = rss(ITEM + OTHER)
    once = with_second_reading(parsed(rss(ITEM)), text, URL)
    assert [entry.title for entry in once.entries] == ["Convoy", "Ferry"]
    assert with_second_reading(once, text, URL) == once


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (rss(ITEM), False),
        (rss(""), True),
        (rss(ITEM + "<item><title>a</title></item>"), True),
        (rss(ITEM + "<item><link>/2</link></item>"), True),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" + ITEM + "</rdf:RDF>", True),
        (rss(ITEM.replace("crossed", "x" * 3_000_000) + "<item><title>a</title></item>"), False),
    ],
    ids=["whole", "no entry", "no link", "no text", "an old format", "too long"],
)
def test_the_second_reading_is_for_what_may_lack_something(text: str, needed: bool) -> None:
    assert needs_second_reading(parsed(text), text) is needed
