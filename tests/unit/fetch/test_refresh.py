"""Pages that send their reader on: what is followed, and what is only written so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.refresh import named_in, refreshed_to, words_shown

META = '<meta http-equiv="refresh" content="{}">'
LONG = "word " * 200


def page(markup: str, body: str = "Please wait") -> bytes:
    return f"<html><head>{markup}</head><body>{body}</body></html>".encode()


FOLLOWED = {
    "usual": META.format("0;url=/new"),
    "with a space": META.format("0; url=/new"),
    "upper case": META.format("0; URL=/new").upper().replace("/NEW", "/new"),
    "in quotes": META.format("0; url='/new'"),
    "without url=": META.format("0; /new"),
    "with a comma": META.format("1, url=/new"),
    "fractions": META.format("0.5; url=/new"),
    "five seconds": META.format("5; url=/new"),
    "no seconds": META.format("; url=/new"),
    "attributes the other way": "<meta content=\"0;url=/new\" http-equiv='Refresh'>",
    "no quotes": "<meta http-equiv=refresh content=0;url=/new>",
    "closed": '<meta http-equiv="refresh" content="0;url=/new" />',
    "entities": META.format("0;url=&#47;new"),
    "second of two": '<meta name="a" content="0;url=/no">' + META.format("0;url=/new"),
    "for readers without scripts": f"<noscript>{META.format('0;url=/new')}</noscript>",
    "behind a comment": "<!-- moved -->" + META.format("0;url=/new"),
}


@pytest.mark.parametrize("markup", list(FOLLOWED.values()), ids=list(FOLLOWED))
def test_followed(markup: str) -> None:
    assert refreshed_to(page(markup), "text/html", "") == ("/new", "")


LEFT = {
    "after a while": META.format("30;url=/new"),
    "only reloads": META.format("0"),
    "only reloads, in time": META.format("300"),
    "in a comment": f"<!-- {META.format('0;url=/new')} -->",
    "in a script": f"<script>var a='{META.format('0;url=/new')}'</script>",
    "by a script": '<script>location.replace("/new")</script>',
    "in a template": f"<template>{META.format('0;url=/new')}</template>",
    "another header": '<meta http-equiv="content-type" content="0;url=/new">',
    "a name": '<meta name="refresh" content="0;url=/new">',
    "nothing": "",
}


@pytest.mark.parametrize("markup", list(LEFT.values()), ids=list(LEFT))
def test_left_as_it_is(markup: str) -> None:
    assert refreshed_to(page(markup), "text/html", "") == ("", "")


def test_a_page_of_its_own_is_not_left_for_readers_without_scripts() -> None:
    markup = f"<noscript>{META.format('0;url=/enable-scripts')}</noscript>"
    assert refreshed_to(page(markup, LONG), "text/html", "") == ("", "")
    assert refreshed_to(page(META.format("0;url=/new"), LONG), "text/html", "") == ("/new", "")


def test_what_is_no_page_is_not_read_as_one() -> None:
    feed = b"<?xml version='1.0'?><rss><item><description>" + META.format("0;url=/x").encode() + b"</description></rss>"
    assert refreshed_to(feed, "application/rss+xml", "") == ("", "")
    assert refreshed_to(feed, "text/html", "") == ("", "")


@pytest.mark.parametrize(
    ("header", "target"), [("0;url=/new", "/new"), ("0; URL='/new'", "/new"), ("60;url=/new", ""), ("0", "")]
)
def test_the_header_counts_for_every_type(header: str, target: str) -> None:
    assert refreshed_to(b"moved", "text/plain", header) == (target, "")


def test_the_base_of_the_page_counts() -> None:
    markup = '<base href="https://other.example/a/">' + META.format("0;url=new")
    assert refreshed_to(page(markup), "", "") == ("new", "https://other.example/a/")


@pytest.mark.parametrize(
    ("wait", "leads"), [("0", True), ("3;", True), (" 5 ", True), ("6", False), ("300", False), ("x", False)]
)
def test_a_reload_at_once_leads_to_the_page_itself(wait: str, leads: bool) -> None:
    own = "https://a.example/x"
    assert refreshed_to(page(META.format(wait)), "text/html", "", own)[0] == (own if leads else "")


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("<h1>Moved</h1>It has moved <a href='/new?a=1&amp;b=2'>here</a>.", "/new?a=1&b=2"),
        ("<a href=/new>here</a> or <a href=/new>there</a>", "/new"),
        (META.format("0;url=/new"), "/new"),
        ("<a href=/one>here</a> or <a href=/two>there</a>", ""),
        ("<!-- <a href=/new>here</a> -->", ""),
        (LONG * 20 + "<a href=/new>here</a>", ""),
        ("", ""),
    ],
)
def test_a_redirect_that_says_where_to_in_its_body_only(body: str, target: str) -> None:
    assert named_in(body.encode()) == target


def test_words_that_nobody_sees_do_not_count() -> None:
    hidden = f"<script>{LONG}</script><style>{LONG}</style><!-- {LONG} --><noscript>{LONG}</noscript>"
    assert words_shown(page("", f"{hidden}two words")) == 2


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_give_an_answer(body: bytes, header: str) -> None:
    target, base = refreshed_to(b"<html>refresh" + body, "text/html", header)
    assert len(target) <= 10_000
    assert len(base) <= 10_000
