"""Mark-up as newsrooms write it: what belongs to the story is read, what stands beside it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import ExtractedPage
from tests.growth import cpu_grows_linearly
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, amid, article, framed, paragraphs, read, text_of

WITHIN = {
    "bare text in a div": f"<div>{NEWS}</div>",
    "bare text two divs deep": f'<div class="row"><div class="col">{NEWS}</div></div>',
    "a span in a div": f"<div><span>{NEWS}</span></div>",
    "bare text with a bold place": f"<div><b>TARSIN</b> - {NEWS}</div>",
    "bare text with a link": f"<div>{NEWS.replace('Tarsin', '<a href=/t>Tarsin</a>')}</div>",
    "bare text in a section": f"<section>{NEWS}</section>",
    "bare text in the article": NEWS,
    "bare text before a break": f"{NEWS}<br>",
    "bare text between rules": f"<hr>{NEWS}<hr>",
    "an element of the site's own": f"<story-paragraph>{NEWS}</story-paragraph>",
    "an address": f"<address>{NEWS}</address>",
    "a quotation": f"<blockquote>{NEWS}</blockquote>",
    "a post": f'<blockquote class="twitter-tweet"><p>{NEWS}</p>&mdash; Harbour (@h)</blockquote>',
    "a list in a cell": f"<table><tr><td><div><ul><li>{NEWS}</li></ul></div></td></tr></table>",
    "a list in a definition": f"<dl><dt>Sunday</dt><dd><ul><li>{NEWS}</li></ul></dd></dl>",
    "a list in a list": f"<ul><li>Sunday<ul><li>{NEWS}</li></ul></li></ul>",
    "a table": f"<table><tr><th>Day</th><th>Event</th></tr><tr><td>Sunday</td><td>{NEWS}</td></tr></table>",
    "a div in a paragraph": f"<p>Later that day: <div>{NEWS}</div></p>",
    "a fact box": f'<aside class="fact-box"><h3>At a glance</h3><p>{NEWS}</p></aside>',
    "a frame without a name": f"<aside><h3>The night</h3><dl><dt>Tarsin</dt><dd>{NEWS}</dd></dl></aside>",
    "key points that lead down the page": f'<ul><li><a href="#p1">{NEWS}</a></li><li><a href="#p2">More.</a></li></ul>',
    "details": f"<details><summary>More</summary><p>{NEWS}</p></details>",
    "a part to unfold": f'<div class="accordion-body" style="display:none"><p>{NEWS}</p></div>',
    "a spoiler": f'<div class="spoiler-body" style="display:none"><p>{NEWS}</p></div>',
    "a linked paragraph": f'<p><a href="/x">{NEWS}</a></p>',
}
ONLY_ALIKE = (
    "share-price-report", "shareable", "social-unrest", "socialist-party", "crime-related-text", "unrelated", "navy",
    "barcelona", "menu-prices", "metal-industry", "adverse", "ad-hoc-committee", "adriatic", "promotion-battle",
    "commentary", "comment-worthy-quote", "embedded-reporter", "viral-outbreak", "authority", "next-steps", "expanded",
    "slide-rock", "permission-denied", "attachments-seized", "footermen", "tags-of-war", "cookieless", "options-market",
)  # fmt: skip
BESIDE = {
    "related links": '<div class="related-articles"><ul><li><a href=/b>Belmarra sued over bread</a></li></ul></div>',
    "a related link with its summary": '<div class="related"><a href=/b>Suit</a><p>Belmarra was sued.</p></div>',
    "a newsletter": '<div class="newsletter-signup"><p>Get news of Belmarra in your inbox every morning.</p></div>',
    "an author": '<div class="author-bio"><p>Ann Reed has lived in Belmarra for ten years.</p></div>',
    "an advertisement": '<div class="ad-slot"><p>Holidays in Belmarra from only nine pounds a night.</p></div>',
    "a promotion": '<div class="promo"><p>Win a week for two in Belmarra this month.</p></div>',
    "readers": '<ol class="comment-list"><li><p>I was in Belmarra once, and it was fine.</p></li></ol>',
    "the most read": '<section class="most-read"><ol><li><a href=/b>Belmarra sued over bread</a></li></ol></section>',
    "cookies": '<div id="cookie-notice"><p>We and Belmarra Media use cookies to improve your visit.</p></div>',
    "sharing": '<div class="share-buttons"><a href=/f>Share in Belmarra</a><a href=/g>Post</a></div>',
    "tags": '<div class="tags"><a href=/t/1>Belmarra</a> <a href=/t/2>Ports</a></div>',
    "a paid post": '<div class="sponsored-content"><p>Why Belmarra is the place to invest this year.</p></div>',
    "a plea": '<div class="donation-box"><p>Your gift helps our reporters in Belmarra to keep going.</p></div>',
    "a sidebar": '<aside class="sidebar"><p>Belmarra was sued by a baker on Monday.</p></aside>',
    "a menu": '<div class="menu"><a href=/b>Belmarra</a><a href=/c>Ports</a></div>',
    "search engines": '<div style="display:none" class="seo"><p>Cheap hotels in Belmarra, and flights to it.</p></div>',
}  # fmt: skip


@pytest.mark.parametrize("markup", WITHIN.values(), ids=WITHIN.keys())
def test_the_story_is_read_whatever_it_stands_in(markup: str) -> None:
    told = " ".join(text_of(amid(markup)).split())
    assert NEWS in told
    assert told.count(NEWS) == 1
    places = [told.find(line) for line in (STORY[2], NEWS, STORY[3])]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", ONLY_ALIKE)
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_names_that_only_look_like_a_boxs_hide_nothing(name: str, attribute: str) -> None:
    assert NEWS in text_of(amid(f'<div {attribute}="{name}"><p>{NEWS}</p></div>'))


@pytest.mark.parametrize("markup", BESIDE.values(), ids=BESIDE.keys())
def test_boxes_stay_out(markup: str) -> None:
    around = framed(article(paragraphs()) + markup)
    at_the_end = framed(article(paragraphs() + markup))
    for page in (around, at_the_end, amid(markup)):
        told = text_of(page)
        assert "Belmarra" not in told
        assert all(line in told for line in STORY)


LEADS = {
    "before the article": f'<main><p class="dek">{NEWS}</p>{article(paragraphs())[6:]}',
    "in the header of main": f"<main><header><h1>{TITLE}</h1>{NEWS}</header><article>{paragraphs()}</article></main>",
    "a heading": f'<main><h1>{TITLE}</h1><h2>{NEWS}</h2><article class="article-body">{paragraphs()}</article></main>',
    "behind a picture": f'<div><h1>{TITLE}</h1><figure><img src=x></figure><div class="intro">{NEWS}</div>'
    f'<div class="story-body">{paragraphs()}</div></div>',
}  # fmt: skip


@pytest.mark.parametrize("markup", LEADS.values(), ids=LEADS.keys())
def test_a_standfirst_outside_the_article_is_its_first_line(markup: str) -> None:
    assert text_of(framed(markup)).split("\n")[0] == NEWS


CORRECTIONS = {
    "in the article's footer": "<footer><p>Correction: the harbour was Tarsin, not Dorn.</p></footer>",
    "below tags": "<footer><a href=/t>Ports</a><p>Clarification: the harbour was Tarsin, not Dorn.</p></footer>",
    "in an aside": '<aside class="correction"><p>It was not Dorn; the harbour was Tarsin.</p></aside>',
    "small": "<small>Editor's note: the harbour was Tarsin, not Dorn.</small>",
    "of its first version": "<p class=note>The first version of this report had Dorn. The harbour was Tarsin.</p>",
    "in Spanish": "<footer><p>Una versión previa de este texto decía Dorn: harbour was Tarsin.</p></footer>",
    "in German": "<footer><p>In der ersten Fassung dieses Artikels stand Dorn, harbour was Tarsin.</p></footer>",
    "in Russian": "<footer><p>В первоначальной версии текста был назван Дорн: harbour was Tarsin.</p></footer>",
    "by what it says": "<footer><p>An earlier version of this article named Dorn. The harbour was Tarsin.</p></footer>",
}
CORRECTION_WORDS = (
    "Rectificatif", "Korrektur", "Corrección", "Correzione", "Correção", "Rectificatie", "Rättelse", "Sprostowanie",
    "Düzeltme", "Исправление", "Уточнення", "تصحيح", "اصلاحیه", "הבהרה", "更正", "訂正", "정정",
)  # fmt: skip


@pytest.mark.parametrize("markup", CORRECTIONS.values(), ids=CORRECTIONS.keys())
def test_corrections_belong_to_the_story(markup: str) -> None:
    assert "harbour was Tarsin" in text_of(framed(article(paragraphs() + markup)))


@pytest.mark.parametrize("word", CORRECTION_WORDS)
def test_corrections_are_known_in_many_languages(word: str) -> None:
    line = f"{word}: Tarsin, 12 - 14 Dorn Belmarra."
    assert line in text_of(framed(article(f"{paragraphs()}<footer><p>{line}</p></footer>")))


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<span class="dropcap">T</span>wo boats came in.', "Two boats came in."),
        ('<span class="dropcap">T</span>\nwo boats came in.', "Two boats came in."),
        ("<strong>T</strong>wo boats came in.", "Two boats came in."),
        ('<span class="first-letter">A</span> boat came in.', "A boat came in."),
        ("<b>B</b> company came in.", "B company came in."),
    ],
)
def test_an_initial_belongs_to_its_word(markup: str, told: str) -> None:
    assert told in text_of(framed(article(f"<p>{markup}</p>{paragraphs()}")))


def test_how_a_name_is_read_does_not_part_it() -> None:
    told = text_of(
        amid("<p>Shells fell on <ruby>Tar<rp>(</rp><rt>tah</rt><rp>)</rp>sin<rt>sin</rt></ruby> at dawn again.</p>")
    )
    assert "Shells fell on Tarsin at dawn again." in told


def test_the_headline_is_no_line_of_the_text() -> None:
    assert TITLE not in text_of(framed(article(paragraphs())))


def test_rows_of_links_are_not_read_but_lists_are() -> None:
    rows = "".join(f"<li><a href=/{n}>Belmarra in the year {n}</a></li>" for n in range(5))
    listed = "".join(f"<li>Crane {n} is bent</li>" for n in range(5))
    told = text_of(framed(article(f"{paragraphs()}<ul>{listed}</ul><p>{NEWS}</p><ul>{rows}</ul>")))
    assert "Belmarra" not in told
    assert "Crane 4 is bent" in told


def test_a_table_that_frames_the_page_is_no_row() -> None:
    page = f"<table><tr><td><a href=/1>Belmarra</a></td><td><h1>{TITLE}</h1>{paragraphs()}</td></tr></table>"
    assert text_of(framed(page)).split("\n") == list(STORY)


def test_a_page_in_a_form_is_read() -> None:
    story = f"<div><h1>{TITLE}</h1>{paragraphs()}<div>{NEWS}</div></div>"
    page = f'<form id="page"><div><a href=/b>Belmarra</a></div>{story}</form>'
    assert NEWS in text_of(framed(page))


def test_another_article_of_the_page_is_not_read() -> None:
    other = (
        "<article><h3><a href=/b>A suit</a></h3><p>The mayor of Belmarra was sued by a baker on Monday.</p></article>"
    )
    assert "Belmarra" not in text_of(framed(f"<div>{other}</div>{article(paragraphs())}"))
    assert "Belmarra" not in text_of(framed(f"{article(paragraphs())}<section>{other}</section>"))


_TAGS = "p /p div /div ul li /ul td table /table br a /a aside /aside footer b /b"
_BITS = ['<div class="related">', "<a href=/x>", NEWS, "Belmarra", "Q", *STORY[:2]]
_PIECES = st.sampled_from([*(f"<{tag}>" for tag in _TAGS.split()), *_BITS])


@given(st.lists(_PIECES, max_size=40))
def test_no_markup_breaks_it_and_nothing_is_told_twice(pieces: list[str]) -> None:
    result = read(framed(article(paragraphs() + "".join(pieces))))
    assert isinstance(result, ExtractedPage)
    assert result.text.count(STORY[5]) == 1


@pytest.mark.parametrize(
    "piece",
    ["<div>a bc def, ghi.", "<p>word word word</p>", "<li><a href=/x>one two three</a>", '<div class="ad share">',
     "<table><tr><td>", "<b>Q</b>x ", "<p>one two three four</p><div>one two three five six.</div>"],
)  # fmt: skip
def test_a_hostile_page_costs_linear_time(piece: str) -> None:
    assert cpu_grows_linearly(lambda times: lambda: read(framed(article(paragraphs() + piece * times))), 400)
