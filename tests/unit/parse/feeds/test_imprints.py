"""Entries that were read before are passed over, and all others come out as if they were not."""

from __future__ import annotations

import random

import pytest

from monitor.model.feeds import ParsedFeed
from monitor.parse.feeds.feed import parse_feed
from tests.quality.feed_duel import URL, differences, edited, made_up

ITEM = "<item><title>{0}</title><link>https://river.example/{0}</link><description>Text of {0}</description></item>"
FEED = '<rss version="2.0" {0}><channel><title>River</title><language>en</language>{1}</channel></rss>'


def feed(*items: str, head: str = "") -> ParsedFeed:
    found = parse_feed(FEED.format(head, "".join(items)).encode(), "", URL)
    assert isinstance(found, ParsedFeed)
    return found


def again(before: ParsedFeed, *items: str, head: str = "") -> ParsedFeed:
    found = parse_feed(FEED.format(head, "".join(items)).encode(), "", URL, "", frozenset(before.imprints))
    assert isinstance(found, ParsedFeed)
    return found


def test_made_up_feeds_are_read_as_whole_ones_are_whatever_was_done_to_them() -> None:
    chance = random.Random(14)
    for _ in range(8):
        for form, document in made_up(chance):
            assert not differences(document, edited(document, chance), chance), form


ONE, TWO = ITEM.format("one"), ITEM.format("two")
LATER = {
    "one more": ([ITEM.format("new"), ONE, TWO], "", ["new"]),
    "other order": ([TWO, ONE], "", []),
    "one left": ([TWO], "", []),
    "another date of the whole": ([f"<lastBuildDate>now</lastBuildDate>{ONE}", TWO], "", []),
    "one edited": ([ONE.replace("Text", "Words"), TWO], "", ["one"]),
    "one with an attribute more": ([ONE.replace("<title>", '<title type="html">'), TWO], "", ["one"]),
    "the same twice": ([ONE, ONE, TWO], "", []),
    "another language of the whole": ([f"<dc:language>ar</dc:language>{ONE}", TWO], 'xml:lang="fr"', []),
    "links from another place": ([ONE, TWO], 'xml:base="https://lake.example/"', ["one", "two"]),
    "names that mean something else": ([ONE, "<x:title xmlns:x='urn:x'>T</x:title>", TWO], "", []),
}


@pytest.mark.parametrize(("items", "head", "read"), LATER.values(), ids=LATER.keys())
def test_what_is_read_again(items: list[str], head: str, read: list[str]) -> None:
    found = again(feed(ONE, TWO), *items, head=head)
    assert [entry.title for entry in found.entries] == read
    assert found.size == feed(*items, head=head).size


ALWAYS_WHOLE = {
    "an entry without a link: read a second time": "<item><title>bare</title><description>T</description></item>",
    "letters that were encoded twice": ITEM.format("CafÃ©"),
}


@pytest.mark.parametrize("item", ALWAYS_WHOLE.values(), ids=ALWAYS_WHOLE.keys())
def test_what_is_always_read_whole(item: str) -> None:
    before = feed(ONE, item)
    assert before.imprints == ()
    assert again(feed(ONE), ONE, item) == before
