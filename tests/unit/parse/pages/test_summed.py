"""A page that shows no text, and declares an article in short: its summary is read, and the page asked for again."""

from __future__ import annotations

import json

import pytest

from monitor.core.entries.notices import may_come
from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, article, framed, paragraphs, read, text_of

ARTICLE = '<meta property="og:type" content="article">'
OG = f'<meta property="og:description" content="{NEWS}">'
PLAIN = f'<meta name="description" content="{NEWS}">'


def linked(**facts: str) -> str:
    stated = {"@type": "NewsArticle", "headline": TITLE, **facts}
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


@pytest.mark.parametrize("head", [ARTICLE + OG, ARTICLE + PLAIN, linked(description=NEWS), linked() + OG])
@pytest.mark.parametrize("body", ["<div id='root'></div>", f"<h1>{TITLE}</h1><p>Loading...</p>"])
def test_the_summary_is_what_there_is(head: str, body: str) -> None:
    page = read(framed(body, head))
    assert isinstance(page, ExtractedPage)
    assert (page.title, page.text) == (TITLE, NEWS)
    assert page.partial == "the page shows no text, only a summary"
    assert may_come(page, at_a_door=False)


@pytest.mark.parametrize(
    "head",
    [
        OG,
        ARTICLE,
        f'{ARTICLE}<meta name="description" content="Coast Post: news, sport and weather from the coast">',
        f'{ARTICLE}<meta name="description" content="Please log in to your account to read our articles.">',
        f'{ARTICLE}<meta name="description" content="Breaking news."><meta property="og:description" content="">',
    ],
)
def test_a_sites_own_words_are_none(head: str) -> None:
    assert isinstance(read(framed("<div id='root'></div>", head)), ParseFailure)


def test_a_text_needs_no_summary() -> None:
    assert NEWS not in text_of(framed(article(paragraphs()), ARTICLE + OG))


def test_an_announcement_is_an_article() -> None:
    stated = {"@type": "SpecialAnnouncement", "name": TITLE, "text": " ".join((*STORY, NEWS))}
    page = framed(f"<h1>{TITLE}</h1>", f'<script type="application/ld+json">{json.dumps(stated)}</script>')
    assert NEWS in text_of(page)


def test_a_morning_in_links_of_whole_sentences_is_no_list_of_others() -> None:
    told = "".join(f"<li><a href='/{number}'>{line}</a></li>" for number, line in enumerate((*STORY, NEWS)))
    assert NEWS in text_of(framed(article(f"<p>What happened in the region today.</p><ul>{told}</ul>")))
    heads = "".join(f"<li><a href='/{row}'>{line.rstrip('.')}</a></li>" for row, line in enumerate((*STORY, NEWS)))
    assert isinstance(read(framed(article(f"<p>What happened in the region today.</p><ul>{heads}</ul>"))), ParseFailure)
