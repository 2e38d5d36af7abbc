"""Which addresses become links: none that lead inside, however they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.trust.links import PUBLIC, linked_where_it_may, reach_of, shown_host
from monitor.deliver.render import render
from monitor.deliver.render.clean import clean, quote_segments
from monitor.fetch.refusal import Refusal
from monitor.fetch.urls import check_url
from tests.unit.deliver.kit import make_digest

INSIDE = (
    "http://127.0.0.1/", "http://127.1.2.3:8080/x", "http://0.0.0.0/", "http://0/", "http://10.0.0.1/", "http://172.31.0.1/",
    "http://192.168.1.1/reboot", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.1/", "http://127.1/", "http://017700000001/", "http://0177.0.0.1/", "http://1.1/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[2002:7f00:1::]/", "http://[ff02::1]/",
    "http://localhost/", "http://LOCALHOST:80/", "http://localhost./", "http://a.localhost/", "http://router/",
    "http://printer.local/", "http://metadata.google.internal/", "http://fritz.box.lan/", "http://nas.home.arpa/",
    "http://127.0.0.1.nip.io/", "http://www.10-0-0-1.sslip.io/", "http://localtest.me/", "http://x.lvh.me/",
    "http://１２７.0.0.1/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://loc\u017fhost/", "http://%31%32%37.0.0.1/",
    "http://192.168.1.1\\@a.example/", "https://a.example@192.168.1.1/", "http://user:pw@a.example/", "http://a.example:25/",
    "http://a.example:6667/", "http://a.example:70000/", "javascript:alert(1)", "ftp://a.example/", "file:///etc/passwd",
    "gopher://a.example/", "//a.example/x", "a.example", "", "http://", "http:///x", "http://224.0.0.1/", "http://255.255.255.255/",
)  # fmt: skip
OUTSIDE = (
    "https://a.example/x?y#z", "http://News.Example:8080/", "https://8.8.8.8/", "https://[2606:4700::1111]/x", "https://xn--mgbeiue0iwb.example/",
    "https://الجزيرة.example/خبر", "https://local.example/", "https://a.internal.example/", "https://1.example/", "https://a.museum./",
    "https://8.8.8.8.nip.io/",
)  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_what_leads_inside_is_no_link(url: str) -> None:
    assert not PUBLIC.may_link(url)


@pytest.mark.parametrize("url", OUTSIDE)
def test_what_leads_outside_is_one(url: str) -> None:
    assert PUBLIC.may_link(url)


ALLOWED = {
    "an address": (("127.0.0.1",), (), "http://127.0.0.1:8322/a", True),
    "an address at a port": (("127.0.0.1:8322",), (), "http://127.0.0.1:8322/a", True),
    "at another port": (("127.0.0.1:8322",), (), "http://127.0.0.1:8323/a", False),
    "a network": (("10.1.0.0/16",), (), "https://10.1.2.3/wiki", True),
    "another network": (("10.1.0.0/16",), (), "https://10.2.2.3/wiki", False),
    "mapped": (("127.0.0.1",), (), "http://[::ffff:127.0.0.1]/", True),
    "a feed of the house": ((), ("http://wiki/feed",), "http://wiki/page", True),
    "another host of the house": ((), ("http://wiki/feed",), "http://router/page", False),
    "an odd number, though allowed": (("127.0.0.1",), (), "http://2130706433/", False),
    "a name, though its address is allowed": (("127.0.0.1",), (), "http://localhost/", False),
}


@pytest.mark.parametrize(("private", "feeds", "url", "linked"), ALLOWED.values(), ids=ALLOWED)
def test_what_the_operator_allows_may_be_linked(
    private: tuple[str, ...], feeds: tuple[str, ...], url: str, linked: bool
) -> None:
    assert reach_of(private, feeds).may_link(url) is linked


@given(st.sampled_from(["", "x.", "a@", "\u202e", "%31"]), st.from_regex(r"[0-9a-fx.:\[\]]{1,20}", fullmatch=True))
def test_no_number_is_linked_that_our_guard_would_not_fetch(before: str, host: str) -> None:
    url = f"http://{before}{host}/"
    if PUBLIC.may_link(url):
        assert not isinstance(check_url(url), Refusal)


def test_a_host_is_shown_where_there_is_one() -> None:
    assert shown_host("http://169.254.169.254/latest/") == "169.254.169.254"
    assert shown_host("http://user:pw@[::1]:80/x") == "[::1]:80"
    assert shown_host("http://2130706433/") == "2130706433"
    assert shown_host("javascript:alert(1)") == ""
    assert shown_host("http://a\u202eb/") == ""


def test_no_output_links_inside_and_the_host_is_told() -> None:
    digest = make_digest(2, ("en",))
    first, *others = digest.sections[0].stories
    evil = "http://169.254.169.254/latest/meta-data/"
    copies = tuple(replace(copy, url="http://10.9.8.7/admin") for copy in first.copies)
    poisoned = replace(first, url=evil, copies=copies, title=f"See {evil} now")
    sections = (replace(digest.sections[0], stories=(poisoned, *others)), *digest.sections[1:])
    shown = render(linked_where_it_may(replace(digest, sections=sections), PUBLIC))
    for output in (shown.text, shown.html, shown.json):
        assert "//169.254.169.254" not in output
        assert "//10.9.8.7" not in output
        assert "169.254.169.254" in output
    assert "10.9.8.7" in shown.json


UNLINKED = {
    "inside": ("go to http://10.0.0.1/x.", "go to 10.0.0.1/x."),
    "outside": ("go to https://a.example/x.", "go to https://a.example/x."),
    "capitals": ("HTTP://LOCALHOST/", "LOCALHOST/"),
    "several": ("http://router/ https://a.example http://0x7f.1", "router/ https://a.example 0x7f.1"),
    "a login": ("https://bank.example@192.168.0.1/", "bank.example@192.168.0.1/"),
    "in brackets": ("[link=https://a.example] [http://router]", "[link=https://a.example] [router]"),
    "six": ("http://[::1]:80/x and http://me@[fe80::1]", "[::1]:80/x and me@[fe80::1]"),
    "none": ("nothing: // here", "nothing: // here"),
}


@pytest.mark.parametrize(("text", "shown"), UNLINKED.values(), ids=UNLINKED)
def test_programs_that_link_addresses_in_text_find_none(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_a_mark_stays_where_it_was() -> None:
    text = "at http://10.0.0.1/x and http://10.0.0.2 in Homs today"
    segments = quote_segments(text, ((text.index("Homs"), text.index(" today")),))
    assert [(one.text, one.marked) for one in segments] == [
        ("at 10.0.0.1/x and 10.0.0.2 in ", False),
        ("Homs", True),
        (" today", False),
    ]
