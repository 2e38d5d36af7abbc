"""Secrets that others repeat: hidden in every form, and news are not mutilated for it."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.trust.secrecy import Secrecy, secrets_of_header, secrets_of_login, secrets_of_url
from monitor.model.feeds import EntryData, ParsedFeed

CANARY = 'k9/Zt+"Qw&7é=x4'
SAID = {
    "as it is": CANARY,
    "in a URL": quote(CANARY, safe=""),
    "in a URL, small hex": quote(CANARY, safe="").lower(),
    "in a path": quote(CANARY),
    "in a form": quote_plus(CANARY),
    "in JSON": json.dumps({"token": CANARY}),
    "in JSON as browsers escape": json.dumps({"token": CANARY}, ensure_ascii=False).replace("/", r"\/"),
    "in HTML": html.escape(CANARY),
    "in base64": base64.b64encode(CANARY.encode()).decode(),
    "in URL-safe base64": base64.urlsafe_b64encode(CANARY.encode()).decode(),
    "in a login's base64": base64.b64encode(f"user:{CANARY}".encode()).decode(),
    "in a mail login's base64": base64.b64encode(f"\0us\0{CANARY}".encode()).decode(),
    "in a longer base64": base64.b64encode(f"a{CANARY}, and more".encode()).decode(),
    "in hexadecimal": CANARY.encode().hex(),
    "in capitals": CANARY.upper(),
    "in a header": f"Authorization: Bearer {CANARY}",
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_a_secret_is_hidden_in_every_form(said: str) -> None:
    shown = Secrecy([CANARY]).hide(f"No access: <{said}> is unknown")
    assert "***" in shown
    assert shown.startswith("No access: <")
    assert shown.endswith("> is unknown")
    for trace in ("k9", "zt+", CANARY.encode().hex()[:8], base64.b64encode(CANARY.encode()).decode()[:8]):
        assert trace.lower() not in shown.lower()


@given(st.text(min_size=6, max_size=40), st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_secret_it_is_not_left(secret: str, before: str, after: str) -> None:
    assert secret not in Secrecy([secret]).hide(before + secret + after).replace("***", "")


@given(st.binary(min_size=9, max_size=40), st.binary(max_size=9), st.binary(max_size=9))
def test_the_heart_of_a_secret_is_not_left_in_base64(secret: bytes, before: bytes, after: bytes) -> None:
    text = secret.hex()
    code = base64.b64encode(before + text.encode() + after).decode()
    shown = Secrecy([text]).hide(code)
    assert len(shown.replace("***", "")) <= len(code) - len(text)


HEADERS = {
    "bearer": ("Authorization", "Bearer tok-123456", "tok-123456"),
    "token": ("authorization", "Token tok-123456", "tok-123456"),
    "bare": ("X-Api-Key", "tok-123456", "tok-123456"),
    "basic, as sent": ("Authorization", "Basic dXNlcjp0b2stMTIzNDU2", "dXNlcjp0b2stMTIzNDU2"),
    "basic, in clear": ("Authorization", "Basic dXNlcjp0b2stMTIzNDU2", "tok-123456"),
    "cookie": ("Cookie", "lang=en; session=tok-123456", "tok-123456"),
    "several": ("X-Keys", "one=abcdef1, two=tok-123456", "tok-123456"),
    "digest": ("Authorization", 'Digest username="u", response=tok-123456', "tok-123456"),
}


@pytest.mark.parametrize(("name", "value", "token"), HEADERS.values(), ids=HEADERS)
def test_the_token_of_a_header_is_hidden_without_its_scheme(name: str, value: str, token: str) -> None:
    assert token not in Secrecy(secrets_of_header(name, value)).hide(f"the key {token} has expired")


def test_words_of_headers_that_are_no_secrets_stay() -> None:
    plain = Secrecy(
        [*secrets_of_header("Accept", "application/json"), *secrets_of_header("Authorization", "Bearer t-1234567")]
    )
    assert plain.hide("application/json wanted, Bearer expected") == "application/json wanted, Bearer expected"


def test_the_parts_of_a_secret_address_are_hidden_and_common_words_are_not() -> None:
    hook = Secrecy(secrets_of_url("https://hooks.example/services/T0123ABCD/xyz987QWErty?sig=9f8e7d6c5b", whole=True))
    shown = hook.hide("services: T0123ABCD and xyz987QWErty with 9f8e7d6c5b at T0123ABCD/xyz987QWErty")
    assert shown == "services: *** and *** with *** at ***/***"
    feed = Secrecy(secrets_of_url("https://a.example/news2026/feed?token=9f8e7d6c5b&lang=english", whole=False))
    assert feed.hide("news2026 in english, 9f8e7d6c5b") == "news2026 in english, ***"


def test_a_login_hides_its_password() -> None:
    assert Secrecy(secrets_of_login("proxy:tok-123456")).hide("407 for tok-123456") == "407 for ***"


def test_news_keep_words_and_lose_tokens() -> None:
    """A password that is a watched name must not make its news silent; a token never is a word."""
    secrecy = Secrecy(["Estlink", "Border Guards Union", "tok-1234567890", "short-1"])
    entry = EntryData(
        guid="tok-1234567890",
        url="https://a.example/1?k=tok-1234567890",
        title="Estlink repaired (tok-1234567890)",
        summary="Border Guards Union, short-1",
        content="x tok-1234567890",
    )
    feed = ParsedFeed(
        format="rss20", title="tok-1234567890", entries=(entry,), next_url="https://a.example/tok-1234567890"
    )
    told = secrecy.hide_in_news(feed)
    assert told.title == "***"
    assert told.next_url == feed.next_url
    (one,) = told.entries
    assert (one.guid, one.url, one.title) == ("***", "https://a.example/1?k=***", "Estlink repaired (***)")
    assert (one.summary, one.content) == ("Border Guards Union, short-1", "x ***")


def test_what_holds_no_secret_is_the_very_same() -> None:
    feed = ParsedFeed(format="rss20", title="a", entries=())
    assert Secrecy(["tok-1234567890"]).hide_in_news(feed) is feed
    assert Secrecy().hide_in_news(feed) is feed


def test_secrets_are_learnt() -> None:
    assert Secrecy(["tok-1234567890"]).and_also(["other-987654"]).hide("tok-1234567890 other-987654") == "*** ***"


def test_a_secret_that_a_quotation_cuts_through_is_hidden() -> None:
    secrecy = Secrecy(["tok-1234567890"])
    assert (
        secrecy.hide('the page "No access with tok-12345…" stands there')
        == 'the page "No access with ***…" stands there'
    )
    assert secrecy.hide("ends in tok-…, then to…") == "ends in ***…, then to…"
