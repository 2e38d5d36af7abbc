"""Stories in several parts of the page, or in none that the extractor knows."""

from __future__ import annotations

import pytest

from monitor.model.feeds import ParseFailure
from tests.growth import cpu_grows_linearly
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, framed, paragraphs, read, text_of

BUILT = '<div class="builder-part builder-{}"><div class="builder-inner">{}</div></div>'
PARTS = {
    "boxes of a page builder": BUILT.format("content", paragraphs(0, 3)) + BUILT.format("text", f"<p>{NEWS}</p>"),
    "paragraphs in a box of another name": f'<div class="first">{paragraphs(0, 3)}</div>'
    f'<div class="second"><p>{NEWS}</p><p>{STORY[3]}</p></div>',
    "sections": "".join(f'<section class="part"><p>{line}</p></section>' for line in (*STORY[:3], NEWS)),
    "behind an advertisement": f'<div class="text">{paragraphs(0, 3)}</div><div class="ad-slot"><p>Buy in Belmarra.</p>'
    f'</div><div class="text"><p>{NEWS}</p></div>',
    "above the longer part": f'<div class="text"><p>{NEWS}</p></div><div class="text">{paragraphs()}</div>',
}
BESIDE = {
    "an author": '<div class="about-her"><p>Ann Reed has lived in Belmarra for ten years now.</p>'
    "<p>She wrote two books on the ports of Belmarra.</p></div>",
    "readers": "<div><b>Bob</b><p>I was in Belmarra once, and they had the same trouble with the wall there.</p></div>"
    "<div><b>Ann</b><p>So was I, and nobody in Belmarra had ever heard of any trouble with a wall.</p></div>",
    "an offer": "<div><p>Come to Belmarra this year and see the boats that nobody else can show you.</p>"
    "<p>Rooms in Belmarra cost less than you think they do.</p><button>Book</button></div>",
    "the site's foot": '<div class="site-foot"><p>The Coast Post has been printed in Belmarra since 1911.</p>'
    "<p>Its offices are in Belmarra, at the old customs house on the quay.</p></div>",
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_a_story_goes_on_in_the_next_part(parts: str) -> None:
    told = text_of(framed(f'<div class="page"><h1>{TITLE}</h1>{parts}</div>'))
    assert NEWS in told
    assert STORY[0] in told
    assert "Belmarra" not in told


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_is_no_part_of_it(beside: str) -> None:
    page = framed(f'<div class="page"><h1>{TITLE}</h1><div class="text">{paragraphs()}</div>{beside}</div>')
    assert "Belmarra" not in text_of(page)


TICKER = "".join(
    f'<li><time>{9 + number}:10</time><div class="words">{line}</div><a href="#e{number}">Share</a></li>'
    for number, line in enumerate((STORY[0], NEWS, STORY[1]))
)


def test_the_entries_of_a_ticker_are_no_table_of_contents() -> None:
    assert NEWS in text_of(framed(f'<main><h1>{TITLE}</h1><ul class="ticker">{TICKER}</ul></main>'))


@pytest.mark.parametrize("box", ["gallery-slide", "comments-open", "hidden-xs", "x"])
def test_prose_is_read_where_nothing_else_was_found(box: str) -> None:
    told = "".join(
        f'<figure class="{box}"><img src=x></figure><ul><li class="{box}">{line}</li></ul>' for line in STORY
    )
    article = '<meta property="og:type" content="article">'
    assert STORY[4] in text_of(framed(f"<h1>{TITLE}</h1><div>{told}</div>", article))


HOME = '<p>{}</p><p><a href="/">{}</a></p>'
NO_WORD_KNOWN = {
    "Georgian": ("უკაცრავად", "ასეთი რამ აქ ვერ ვნახეთ.", "მთავარზე დაბრუნება"),
    "Amharic": ("ይቅርታ", "የፈለጉት ነገር እዚህ የለም።", "ወደ መነሻ"),
    "Khmer": ("សូមអភ័យទោស", "រកមិនឃើញអ្វីដែលអ្នកចង់បានទេ។", "ត្រឡប់ទៅដើម"),
}


@pytest.mark.parametrize(("title", "text", "link"), NO_WORD_KNOWN.values(), ids=NO_WORD_KNOWN)
def test_a_few_words_above_a_link_to_the_front_page_are_no_article(title: str, text: str, link: str) -> None:
    assert isinstance(read(f"<title>{title}</title><h1>{title}</h1>{HOME.format(text, link)}"), ParseFailure)


def test_a_flash_with_such_a_link_is_one() -> None:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1>{HOME.format(NEWS, 'Back to the front page')}"
    assert NEWS in text_of(page)
    dated = f"<title>{TITLE}</title><h1>{TITLE}</h1><meta name=date content=2026-11-02>"
    assert "Shells fall" in text_of(dated + HOME.format("Shells fall on Tarsin.", "Back to the front page"))


@pytest.mark.parametrize("piece", ["<div class=a><p>", f"<div class=a><p>{NEWS}</p></div>", "<a href=/>x</a>"])
def test_a_hostile_page_costs_linear_time(piece: str) -> None:
    begun = f"<h1>{TITLE}</h1><div class=a>{paragraphs()}</div>"
    assert cpu_grows_linearly(lambda size: lambda: read(begun + piece * size), 500)
