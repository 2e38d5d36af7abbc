"""Parts of an article that its page does not show at first, or under names of something else."""

from __future__ import annotations

from html import escape

import pytest

from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, amid, article, framed, paragraphs, text_of

REST = f"{paragraphs(2)}<p>{NEWS}</p>"
WALL = "<div class='subscribe'><p>Subscribe to continue reading.</p></div>"
COOKIES = (
    "<p>We and our partners store cookies on your device.</p>"
    "<p>You can change what you agreed to at any time, in the settings of this site.</p>"
)
WHOLE = f"<h1>{TITLE}</h1>{paragraphs(0, 3)}<p>{NEWS}</p>{paragraphs(3)}"


def going_on(box: str) -> str:
    """A page that shows two paragraphs, then a wall; `box` holds the rest."""
    return framed(article(paragraphs(0, 2) + box + WALL))


@pytest.mark.parametrize(
    "page",
    [
        framed(f"<main><div class='comment'>{WHOLE}</div></main>"),
        framed(f"<main><div id='comments-section-article' class='kommentar'>{WHOLE}</div></main>"),
        framed(f"<main><article class='comment article'>{WHOLE}</article></main>"),
        amid(f'<iframe srcdoc="{escape(f"<html><body><p>{NEWS}</p></body></html>")}"></iframe>'),
        framed(f'<h1>{TITLE}</h1><iframe srcdoc="{escape(WHOLE)}"></iframe>'),
        amid(f"<noscript><p>{NEWS}</p></noscript>"),
        amid(f"<object data='map.pdf'><p>{NEWS}</p></object>"),
        going_on(f"<div class='paywall-content' style='display:none'>{REST}</div>"),
        going_on(f"<div class='premium' hidden>{REST}</div>"),
        going_on(f"<div aria-hidden='true' class='locked-text'>{REST}</div>"),
        going_on(f"<section style='visibility: hidden'>{REST}</section>"),
        going_on(f"<span id='more' style='display:none'>{REST}</span>"),
        amid(f"<div role='tabpanel' hidden><p>{NEWS}</p></div>"),
        amid(f"<div><div role='tabpanel' aria-hidden='true'><p>{NEWS}</p></div></div>"),
    ],
)
def test_a_part_of_the_article_is_read(page: str) -> None:
    text = text_of(page)
    assert NEWS in text
    assert STORY[0] in text
    assert "Subscribe" not in text


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='comments'><h2>Comments</h2><p>{NEWS}</p></div>",
        f'<iframe srcdoc="{escape("<a href=/x>Buy these shoes now</a>")}"></iframe>',
        '<iframe src="a.html" srcdoc=""></iframe>',
        "<noscript><p>This map of the harbour at dawn needs JavaScript to be shown.</p></noscript>",
        "<noscript><img src='pixel.gif'></noscript>",
        f"<div class='cookie-consent' style='display:none'>{COOKIES}</div>",
        f"<aside class='related' hidden><p>{NEWS}</p><p>{NEWS}</p></aside>",
    ],
)
def test_what_is_beside_stays_out(markup: str) -> None:
    text = text_of(amid(markup))
    assert NEWS not in text
    assert all(word not in text for word in ("shoes", "JavaScript", "cookies"))


def test_posts_that_are_named_as_comments_are_the_story_of_a_live_page() -> None:
    posts = "".join(
        f"<div class='live-comment'><time>10:2{number}</time><h2>Update {number}</h2><p>{line}</p></div>"
        for number, line in enumerate((*STORY, NEWS))
    )
    text = text_of(framed(f"<main><h1>{TITLE}</h1>{posts}</main>"))
    assert NEWS in text
    assert STORY[0] in text


def test_comments_below_a_story_stay_out() -> None:
    posts = "".join(f"<div class='live-comment'><b>Ada</b><p>{NEWS}</p></div>" for _ in range(3))
    assert NEWS not in text_of(framed(article(paragraphs()) + posts))
