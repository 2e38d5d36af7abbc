"""Pages made here; the real ones are measured in tests/quality."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.pages.page import extract_page

URL = "https://news.example/2026/03/convoy"
SENTENCES = (
    "A convoy of forty trucks crossed the border near Albu Kamal on Sunday morning, three residents said.",
    "The ministry did not comment, and the operator of the crossing closed it for the rest of the day.",
    "Two of the residents counted the trucks from a roof that overlooks the road to the Imam Ali base.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
HEAD = """
<title>Convoy crosses | News Example</title>
<meta property="og:title" content="Convoy crosses the border &amp; stops">
<meta property="og:site_name" content='News Example'>
<meta property="article:published_time" content="2026-03-05T14:30:00+03:00">
<meta name="author" content="A. Writer">
<link rel="canonical" href="/2026/03/convoy-crosses">
"""


def page(body: str = BODY, head: str = HEAD, lang: str = "en-GB") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{body}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def extracted(body: bytes, content_type: str = "text/html; charset=utf-8", *, metadata: bool = True) -> ExtractedPage:
    result = extract_page(body, content_type, URL, metadata=metadata)
    assert isinstance(result, ExtractedPage), result
    return result


def test_an_article() -> None:
    assert extracted(page()) == ExtractedPage(
        title="Convoy crosses the border & stops",
        text="\n".join(SENTENCES),
        language="en",
        published_at=datetime(2026, 3, 5, 11, 30, tzinfo=UTC),
        author="A. Writer",
        canonical_url="https://news.example/2026/03/convoy-crosses",
        site_name="News Example",
    )


def test_date_and_author_only_on_request() -> None:
    result = extracted(page(), metadata=False)
    assert (result.published_at, result.author) == (None, "")
    assert result.title == "Convoy crosses the border & stops"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Convoy crosses | News</title>", "Convoy crosses"),
        ("<title>Convoy crosses</title>", "Convoy crosses"),
        ("<title>Deir ez-Zor</title>", "Deir ez-Zor"),
        (
            "<meta name='og:title' content='News'><meta name='og:site_name' content='News'><title>Convoy</title>",
            "Convoy",
        ),
        ('<meta property="og:title" content="It\'s > 5">', "It's > 5"),
        ("<meta content='Turned round' property='og:title'>", "Turned round"),
        ("<meta name=twitter:title content=Bare>", "Bare"),
    ],
)
def test_titles(head: str, title: str) -> None:
    assert extracted(page(head=head), metadata=False).title == title


def test_the_only_headline_is_the_title() -> None:
    assert (
        extracted(page("<h1>Convoy <em>crosses</em></h1>" + BODY, head="<title>News</title>")).title == "Convoy crosses"
    )


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "date", "author"),
    [
        (
            LINKED.format('{"@type":"NewsArticle","datePublished":"2026-03-05","author":{"name":"A"}}'),
            "2026-03-05",
            "A",
        ),
        (
            LINKED.format('{"@graph":[{"@type":["Article"],"datePublished":"2026-03-05","author":["A","B"]}]}'),
            "2026-03-05",
            "A, B",
        ),
        (
            LINKED.format('[{"@type":"LiveBlogPosting","datePublished":"2026-03-05T00:00Z","author":[{"name":"A"}]}]'),
            "2026-03-05",
            "A",
        ),
        ('<meta itemprop="datePublished" content="2026-03-05"><meta name="byl" content="A">', "2026-03-05", "A"),
    ],
    ids=["linked data", "graph", "list", "itemprop"],
)
def test_where_dates_and_authors_stand(head: str, date: str, author: str) -> None:
    result = extracted(page(head=head))
    assert (str(result.published_at)[:10], result.author) == (date, author)


def test_a_date_in_the_text_is_found_on_request() -> None:
    result = extracted(page("<time datetime='2026-03-05'>5 March 2026</time>" + BODY, head=""))
    assert str(result.published_at)[:10] == "2026-03-05"


@pytest.mark.parametrize(
    ("text", "lang", "language"),
    [
        ("قالت وزارة الدفاع إن القافلة عبرت الحدود قرب مدينة البوكمال صباح الأحد بعد ساعات من الإغلاق. ", "en", "ar"),
        ("وزارت دفاع گفت که کاروان صبح یکشنبه از مرز نزدیک شهر ابوکمال گذشت و چند پایگاه را ترک کرد. ", "", "fa"),
        ("Министерство обороны сообщило, что колонна пересекла границу у города, и это было утром. ", "ru-RU", "ru"),
    ],
)
def test_language(text: str, lang: str, language: str) -> None:
    result = extracted(page(f"<p>{text * 3}</p>", lang=lang), metadata=False)
    assert result.language == language
    assert result.text.startswith(text[:20])


def test_encodings() -> None:
    text = "قالت وزارة الدفاع إن القافلة عبرت الحدود قرب مدينة البوكمال صباح الأحد بعد ساعات من الإغلاق. " * 3
    source = page(f"<p>{text}</p>", head="<meta charset='windows-1256'><title>x</title>").decode()
    assert "البوكمال" in extracted(source.encode("cp1256"), "text/html").text
    assert "البوكمال" in extracted(source.encode("utf-16"), "text/html").text
    assert "البوكمال" in extracted(source.encode(), "text/html; charset=iso-8859-1").text


def test_clean_text() -> None:
    dirty = BODY.replace("convoy", "con\u200bvoy\u202e").replace("trucks", "tru\u00adcks\u0000")
    assert extracted(page(dirty)).text == "\n".join(SENTENCES)


def test_comments_stay_out() -> None:
    comments = "<div id='comments'><ul class='commentlist'><li><p>I was there and saw none of it.</p></li></ul></div>"
    assert "saw none of it" not in extracted(page() + comments.encode()).text


def test_plain_text_is_an_article_too() -> None:
    result = extracted("\n\n".join(SENTENCES).encode(), "text/plain", metadata=False)
    assert (result.title, result.text) == ("", "\n".join(SENTENCES))


FAILURES = {
    "empty": (b"", "text/html", ParseReason.EMPTY),
    "half a pdf": (b"%PDF-1.7", "text/html", ParseReason.MALFORMED),
    "pdf by its type": (b"xxxx", "application/pdf", ParseReason.WRONG_TYPE),
    "image by its type": (b"<svg/>", "image/svg+xml", ParseReason.WRONG_TYPE),
    "json": (b'{"a": "<html>"}', "text/html", ParseReason.WRONG_TYPE),
    "json by its type": (b'{"a": 1}', "application/json", ParseReason.WRONG_TYPE),
    "a feed": (b"<?xml version='1.0'?><rss><channel></channel></rss>", "text/xml", ParseReason.WRONG_TYPE),
    "challenge": (
        b"<html><title>Just a moment...</title><body>Checking</body>",
        "text/html",
        ParseReason.CHALLENGE_PAGE,
    ),
    "no text": (
        b"<html><head><title>News</title></head><body><div id='app'></div></body></html>",
        "text/html",
        ParseReason.NO_TEXT,
    ),
    "little text, no title": (
        b"<html><body><p>Only a few words here.</p></body></html>",
        "text/html",
        ParseReason.NO_TEXT,
    ),
    "little plain text": (b"Only a few words here.", "text/plain", ParseReason.NO_TEXT),
    "noise": (bytes(range(128, 256)) * 20, "text/html", ParseReason.NO_TEXT),
    "too large": (b"<html>" + b" " * 5_000_001, "text/html", ParseReason.MALFORMED),
    "attributes": (
        b"<html " + b" ".join(b'a%d="1"' % n for n in range(2_000)) + b">",
        "text/html",
        ParseReason.MALFORMED,
    ),
}


@pytest.mark.parametrize(("body", "content_type", "reason"), FAILURES.values(), ids=FAILURES)
def test_failures_have_names(body: bytes, content_type: str, reason: ParseReason) -> None:
    result = extract_page(body, content_type, URL, metadata=True)
    assert isinstance(result, ParseFailure)
    assert result.reason is reason
    assert result.detail.endswith(".")


@pytest.mark.parametrize("content_type", ["application/octet-stream", "binary/x", "text/html", ""])
def test_html_under_any_type_is_read(content_type: str) -> None:
    assert extracted(page(), content_type).title


FRAGMENTS = st.sampled_from(
    [
        "<html>",
        "<p>",
        "</p>",
        "<div ",
        "a='",
        "'>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<title>",
        "<meta ",
        "content=",
        "<table><tr><td colspan='999999'>",
        "&#xD800;",
        "\x00",
        "<h1>",
        "</h1>",
        "<link rel=canonical href='",
        BODY,
    ]
)


@settings(deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=25).map("".join), st.booleans())
def test_no_page_raises(text: str, metadata: bool) -> None:
    result = extract_page(text.encode("utf-8", "replace"), "text/html", URL, metadata=metadata)
    assert isinstance(result, ExtractedPage | ParseFailure)


def test_joiners_that_spell_words_stay() -> None:
    lines = [
        "کشتی‌ها در بندر می‌مانند و جزیره‌ها رفت‌وآمد منظم ندارند، شهردار گفت.",
        "مهندسانی که آمده‌اند سازه را می‌سنجند و می‌گویند که پل تا شنبه بسته می‌ماند.",
        "مغازه‌داران جزیره‌ها نگرانند که تا یکشنبه شیر، نان و سوخت تمام شود.",
    ]
    page = f"<html lang=fa><title>بندر</title><body><article>{''.join(f'<p>{one}</p>' for one in lines)}</article>"
    result = extract_page(page.encode(), "text/html; charset=utf-8", "https://n.example/a", metadata=False)
    assert isinstance(result, ExtractedPage)
    assert result.text.split("\n") == lines


@pytest.mark.parametrize(
    ("text", "encoding", "language"),
    [
        ("İğneada limanı kışın kapalı, şehir sessiz ve balıkçılar evde.", "cp1254", "tr"),
        ("Člověk přišel do města a řekl, že už je čas jít domů.", "cp1250", "cs"),
    ],
)
def test_the_language_of_the_feed_tells_how_letters_are_encoded(text: str, encoding: str, language: str) -> None:
    source = (
        f"<html><head><title>x</title></head><body><article><h1>x</h1>{f'<p>{text}</p>' * 4}</article></body></html>"
    )
    page = extract_page(source.encode(encoding), "text/html", "https://n.example/a", metadata=False, language=language)
    assert isinstance(page, ExtractedPage)
    assert text in page.text


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ('<a rel="next" href="?page=2">2</a>', f"{URL}?page=2"),
        ("<a class=more href='/2026/03/convoy/2' REL='Next nofollow'>2</a>", f"{URL}/2"),
        ('<a href="/one">1</a><a rel=nofollow href="/two">2</a>', ""),
        ('<a rel="nextpage" href="?page=2">2</a>', ""),
        ('<!-- <a rel="next" href="?page=2">2</a> -->', ""),
        ('<a data-rel="next" href="#slide-2">2</a>', ""),
        ('<a rel="next">2</a>', ""),
    ],
)
def test_the_next_part_of_an_article(link: str, leads: str) -> None:
    page = extract_page(
        f"<html><head>{HEAD}</head><body><article>{BODY}{link}</article></body></html>".encode(),
        "",
        URL,
        metadata=False,
    )
    assert isinstance(page, ExtractedPage)
    assert page.next_url == leads
