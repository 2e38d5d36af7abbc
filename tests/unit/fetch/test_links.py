"""Links in an answer's head: hubs, and the answer's own name; all of it a stranger's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.headers import AnswerHeaders
from monitor.fetch.links import links_of

URL = "https://news.example/a/feed.xml"
HUB = ("hub", "https://hub.example/")
SELF = ("self", "https://news.example/all")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param([], (), id="none"),
        pytest.param(['<https://hub.example/>; rel="hub"'], (HUB,), id="one"),
        pytest.param(["<https://hub.example/>;rel=hub"], (HUB,), id="without quotes"),
        pytest.param(['<https://hub.example/>; REL="HUB"'], (HUB,), id="in capitals"),
        pytest.param(
            ['<https://hub.example/>; rel="hub", <https://news.example/all>; rel="self"'], (HUB, SELF), id="two"
        ),
        pytest.param(
            ["<https://hub.example/>; rel=hub", "<https://news.example/all>; rel=self"], (HUB, SELF), id="two lines"
        ),
        pytest.param(['</all>; rel="self"'], (SELF,), id="relative"),
        pytest.param(['<>; rel="self"'], (), id="empty"),
        pytest.param(['<https://hub.example/>; rel="alternate hub other"'], (HUB,), id="several relations"),
        pytest.param(
            ['<https://hub.example/>; title="a, b; rel=self"; rel=hub'], (HUB,), id="a title that looks like more"
        ),
        pytest.param(['<https://hub.example/>; title="say \\"hub\\""; rel=hub'], (HUB,), id="an escaped quote"),
        pytest.param(
            ["<https://hub.example/?a=1,2;b>; rel=hub"], (("hub", "https://hub.example/?a=1,2;b"),), id="a comma in it"
        ),
        pytest.param(
            ['<https://hub.example/>; rel=hub; anchor="https://else.example/"'], (), id="about something else"
        ),
        pytest.param(["<https://hub.example/>"], (), id="without a relation"),
        pytest.param(['<https://hub.example/>; rel="hubs"'], (), id="another relation"),
        pytest.param(["https://hub.example/; rel=hub"], (), id="without brackets"),
        pytest.param(["<javascript:alert(1)>; rel=hub", "<ftp://hub.example/>; rel=hub"], (), id="other schemes"),
        pytest.param(["<https://u:p@hub.example/>; rel=hub"], (), id="with a password"),
        pytest.param(["<http://2130706433/>; rel=hub", "<http://[::1/>; rel=hub"], (), id="no addresses"),
        pytest.param(["<https://hub.example/>; rel=hub"] * 50, (HUB,), id="the same again"),
        pytest.param([f"<https://hub.example/{'x' * 9_000}>; rel=hub"], (), id="endless"),
        pytest.param(["<" * 8_000 + ";" * 8_000], (), id="nothing but signs"),
    ],
)
def test_links(headers: list[str], expected: tuple[tuple[str, str], ...]) -> None:
    told = AnswerHeaders([(b"Link", value.encode("latin-1")) for value in headers])
    assert links_of(told, URL) == expected


def test_a_few_at_most() -> None:
    many = ", ".join(f"<https://hub.example/{number}>; rel=hub" for number in range(50))
    assert len(links_of(AnswerHeaders([(b"link", many.encode())]), URL)) == 8


@given(st.text(alphabet='<>;,="\\ relhubslf:/.x\x00é', max_size=300))
def test_whatever_stands_there(text: str) -> None:
    for relation, address in links_of(AnswerHeaders([(b"link", text.encode("latin-1"))]), URL):
        assert relation in ("hub", "self")
        assert address.startswith(("http://", "https://"))
