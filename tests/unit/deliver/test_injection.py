"""Hostile text in every field that a feed fills: nothing leaves its place, in any of the outputs."""

from __future__ import annotations

import email
import json
import re
from dataclasses import replace
from email import policy

import pytest
from lxml import html

from monitor.deliver.mail import build_mail
from monitor.deliver.render import render
from monitor.deliver.render.links import safe_link
from monitor.model.config import EmailChannel as EmailSpec
from monitor.model.delivery import Message
from monitor.model.digests import Digest, Quote
from monitor.model.ids import Direction
from tests.unit.deliver.kit import NOON, make_digest

PAYLOADS = (
    "<script>alert(1)</script>", "</title><script>x()</script>", "</style><script>x()</script>",
    "<img src=x onerror=x()>", "<svg onload=x()>", '"><svg/onload=x()>', "' onmouseover='x()",
    '" style="background:url(//e.example)', "<!--", "-->", "<![CDATA[", "]]>", "<a href=javascript:x()>c</a>",
    "<base href=//e.example>", "<meta http-equiv=refresh content=0>", "<iframe src=//e.example>",
    "<form action=//e.example><input>", "<style>*{display:none}</style>", "<link rel=stylesheet>",
    "<details open ontoggle=x()>", "<math><mtext><img src>", "&lt;script&gt;", "&#60;script&#62;", "{{7*7}}",
    "${7*7}", "#{7*7}", "{% for x in y %}", "{{ view.__class__ }}", "<%= 7*7 %>", "hi\r\nBcc: evil@example.org",
    "hi\nSubject: other", "a\r\n\r\nbody", "\r\n.\r\nMAIL FROM:<x>", "a\x00b", "a\x1b[31mred\x1b[0m",
    "a\x1b]8;;http://e.example\x07b", "a\u202egpj.exe", "\u2067\u2066x", "\u200b\u200b\ufeff", "\u2028line",
    "\x85next", "\ud800", "\U000e0041tag", "[x](javascript:x)", "![x](//e.example/p.png)", "*bold* _it_ `c`",
    "<!channel> @everyone <@U1>", "=HYPERLINK(1)", "A" * 5000, "\u0301" * 400,
)  # fmt: skip
FIELDS = ("title", "publisher", "quote", "why", "translation")
BAD_CHARACTERS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\ufeff\ud800-\udfff]"
)


def poisoned(field: str, payload: str) -> Digest:
    digest = make_digest(2, ("en",))
    story = digest.sections[0].stories[0]
    if field == "quote":
        quote = Quote(text=payload, marks=((0, len(payload)),), language=payload[:9], direction=Direction.LTR)
        story = replace(story, quotes=(quote,))
    elif field == "translation":
        texts = (story.title, *(one.text for one in story.quotes))
        story = replace(story, translations=tuple((text, payload) for text in texts), translated_to=payload[:9])
    else:
        story = replace(story, **{field: payload})
    story = replace(story, copies=(replace(story.copies[0], publisher=payload, url=payload),), topics=(payload,))
    section = replace(digest.sections[0], stories=(story, *digest.sections[0].stories[1:]))
    return replace(digest, sections=(section, *digest.sections[1:]))


def shape(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (str(node.tag), tuple(sorted(node.attrib)))
        for node in html.document_fromstring(markup).iter()
        if node.tag not in {"span", "strong"}
    ]


CLEAN = {field: shape(render(poisoned(field, "plain words")).html) for field in FIELDS}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_stays_text(field: str, payload: str) -> None:
    rendered = render(poisoned(field, payload))
    found = shape(rendered.html)
    if field == "quote" and not any(payload.strip("\u200b\ufeff\ud800 ")):
        found = [node for node in found if node != ("p", ("class", "dir", "lang", "style"))]
    assert set(found) <= set(CLEAN[field])
    assert len(found) <= len(CLEAN[field])
    assert "7*7" in payload or "49" not in rendered.text
    for part in (rendered.text, rendered.subject, rendered.preview, rendered.json):
        assert not BAD_CHARACTERS.search(part)
    assert "\n" not in rendered.subject + rendered.preview
    assert len(rendered.subject) <= 70
    assert json.loads(rendered.json)["data"]["sections"]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_changes_no_header(payload: str) -> None:
    spec = EmailSpec(name="mail", host="h", port=25, sender="monitor@example.org")
    digest = replace(poisoned("title", payload), title=payload)
    built = build_mail(Message(id="0a1b2c", recipient="ok@example.org", digest=digest, at=NOON), spec)
    mail = email.message_from_bytes(built.content, policy=policy.default)
    assert sorted(mail.keys()) == sorted(
        [
            *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
            *("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "MIME-Version", "Content-Type"),
        ]
    )
    assert (built.sender, built.recipient) == ("monitor@example.org", "ok@example.org")
    assert mail["From"].addresses[0].addr_spec == "monitor@example.org"
    assert [address.addr_spec for address in mail["To"].addresses] == ["ok@example.org"]
    assert max(len(line) for line in built.content.split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://news.example/a?b=c#d", "news.example"),
        ("http://News.Example:8080/", "news.example:8080"),
        ("https://الجزيرة.example/خبر", "xn--mgbeiue0iwb.example"),
        ("https://аррӏе.example/", "xn--80ak6aa92e.example"),
        ("https://[2001:db8::1]/x", "[2001:db8::1]"),
    ],
)
def test_a_link_shows_the_host_it_leads_to(url: str, host: str) -> None:
    link = safe_link(url)
    assert link.host == host
    assert f"//{host}/" in link.href


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a.example/",
        ),
        *(
            "//a.example/",
            "/a",
            "http://",
            "https:///x",
            "http://user@a.example/",
            "http://a.example@b.example/",
        ),
        *(
            "http://a.example\\@b.example/",
            "http://a b.example/",
            "http://a.example/\n",
            "\thttp://a.example/",
            "http://a.ex\u202eample/",
        ),
        *(
            "http://a.example:99999/",
            "http://[::1/",
            "http://%00.example/",
            "http://a..example/",
            'http://a.example/">x',
        ),
        *("http://a.example/" + "x" * 3000, "http://a.example/\ud800", "https://mailto:x@y"),
    ],
)
def test_what_is_no_link(url: str) -> None:
    assert safe_link(url).href == ""
    assert safe_link(url).host == ""


def test_where_only_a_host_was_left_it_is_shown_and_no_link() -> None:
    for host in ("a.example", "169.254.169.254", "[::1]:8080", "router:80"):
        assert (safe_link(host).href, safe_link(host).host) == ("", host)
