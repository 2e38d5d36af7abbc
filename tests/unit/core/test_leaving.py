"""Links by which readers leave: only we can make them, and each is about one reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.recipients.leaving import Membership, link, membership_of, token_of

KEY = b"k" * 32
ALI = Membership(channel="mail", subscription="border-watch", address="ali@example.org")
names = st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True)
members = st.builds(
    Membership,
    channel=names,
    subscription=names,
    address=st.from_regex(r"[a-z0-9.+!]{1,40}@[a-z.]{1,40}", fullmatch=True),
)


@given(one=members, key=st.binary(min_size=32, max_size=32))
def test_what_we_signed_is_read_again(one: Membership, key: bytes) -> None:
    token = token_of(key, one)
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)
    assert membership_of(key, token) == one
    assert membership_of(bytes(32) if key != bytes(32) else KEY, token) is None


@given(one=members, place=st.integers(0, 400), letter=st.sampled_from("AZaz09-_.~ \n"))
def test_a_changed_token_is_about_nobody_else(one: Membership, place: int, letter: str) -> None:
    token = token_of(KEY, one)
    place %= len(token)
    changed = membership_of(KEY, token[:place] + letter + token[place + 1 :])
    # The last letter of base64 carries bits that mean nothing.
    assert changed in (None, one)


@given(st.text(max_size=300))
def test_nonsense_is_refused(token: str) -> None:
    assert membership_of(KEY, token) is None


@pytest.mark.parametrize("token", ["", ".", "a.b", "a" * 100_000, "\x00.\x00", "YQ.", "é.é", token_of(KEY, ALI) + "x"])
def test_odd_tokens(token: str) -> None:
    assert membership_of(KEY, token) is None


@pytest.mark.parametrize("base", ["https://news.example/m", "https://news.example/m/"])
def test_the_link_stands_below_the_public_address(base: str) -> None:
    assert link(base, KEY, ALI) == f"https://news.example/m/unsubscribe/{token_of(KEY, ALI)}"
