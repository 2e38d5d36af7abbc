"""Boxes beside a story, by their build: cards, comments, sign-ups and polls; and what looks like them and is story."""

from __future__ import annotations

import pytest

from monitor.model.articles import ExtractedPage
from tests.unit.parse.pages.pages import NEWS, STORY, amid, article, framed, paragraphs, read, text_of

CARD = "<a href=/1><h4>Belmarra digs for salt</h4></a><p>A company from the coast drills for salt in Belmarra.</p>"
OTHER = "<a href=/2><h4>Bread dearer</h4></a><p>The bakers of Belmarra say that they have no choice.</p>"

BETWEEN = {
    "cards of nameless classes": f"<div class=x1><h3>Keep reading</h3><div class=x2>{CARD}</div>"
    f"<div class=x2>{OTHER}</div></div>",
    "cards in a list": f"<section><h2>More of this</h2><ul><li>{CARD}</li><li>{OTHER}</li></ul></section>",
    "one card with a heading": f"<div class=x1>{CARD}<span>2 hrs ago</span></div>",
    "an article in the article": f"<div class=b><article><div>{CARD}</div><div>by Ann Rell</div></article></div>",
    "a card without a heading": "<div class=z><div><a href=/1>Belmarra digs for salt again</a></div>"
    "<div>A company from the coast drills for salt in Belmarra.</div></div>",
    "cards with line breaks": "<div class=n><a href=/1><b>Salt of Belmarra</b></a><br>Drills came to Belmarra.</div>"
    "<div class=n><a href=/2><b>Bread of Belmarra</b></a><br>Bakers in Belmarra have no choice.</div>",
    "under its heading, in Spanish": "<div class=k><p>Te puede interesar:</p><div>Belmarra busca sal en el campo.</div>"
    "<div><a href=/1>Leer la noticia entera</a></div></div>",
    "a link around a card": "<a class=z href=/1><div>Belmarra rebuilds its pier</div>"
    "<div>Old wood of Belmarra.</div></a>",
    "a card under a kicker": "<div class=k><div>Opinion</div><div>"
    "<a href=/1>The trouble with Belmarra’s bridge</a></div>"
    "<div>A bridge that nobody in Belmarra wanted costs more than the town hall.</div></div>",
    "a headline that is read on elsewhere": "<div class=e><h4>Belmarra, a year on"
    "</h4><p>Belmarra has lost its bridge.</p>"
    "<a href=/1>Read full story</a></div>",
    "links and words in turns": "<dl><dt><a href=/1>Belmarra rebuilds its pier</a>"
    "</dt><dd>With the old wood of Belmarra."
    "</dd><dt><a href=/2>Belmarra counts its swans</a></dt><dd>There are forty in Belmarra.</dd></dl>",
    "a question with buttons": "<div class=i><h3>Test yourself</h3>"
    "<p>How many gates has Belmarra?</p><button>3</button>"
    "<button>5</button></div>",
    "a sign-up": "<div class=s><h3>The River Letter</h3><p>Every Friday we tell you what Belmarra did to the coast.</p>"
    "<form><input type=email></form></div>",
    "a poll": "<div class=o><p>Should Belmarra pay for the gates?</p><ul><li><label><input type=radio>Yes, half of them"
    "</label></li><li><label><input type=radio>No, never</label></li></ul><p>1,204 votes so far</p></div>",
}


@pytest.mark.parametrize("markup", BETWEEN.values(), ids=BETWEEN)
def test_boxes_between_the_paragraphs_are_no_story(markup: str) -> None:
    page = read(amid(f"<p>{NEWS}</p>{markup}"))
    assert isinstance(page, ExtractedPage)
    assert page.text.split("\n") == [*STORY[:3], NEWS, *STORY[3:]]
    assert "Belmarra" in page.outside


SAID = "<p>They said the same in Belmarra before the dam broke there.</p><a href=#r>Reply</a>"
BELOW = {
    "comments": f"<div class=rv><h3>What readers say (2)</h3><div><b>tom</b>{SAID}</div></div>",
    "comments in the article": f"<h3>Discussion</h3><div class=m><b>tom</b>{SAID}</div><div class=m>{SAID}</div>",
    "comments in Japanese": f"<section><h2>コメント</h2><ul><li><article>{SAID}</article></li></ul></section>",
    "comments counted": f"<div class=w><h2>2 responses to “The gates of Tarsin”</h2><ol><li>{SAID}</li></ol></div>",
    "comments without a heading": f"<ul><li><i>tom</i> <i>2 days ago</i><div>{SAID}"
    f"</div></li><li><i>ann</i> <i>1 day ago"
    f"</i><div>{SAID}</div></li></ul>",
    "other stories, flat": f"<h3>You may also like</h3>{CARD}{OTHER}",
    "other stories": f"<div class=q><h2>Recommended</h2><div>{CARD}</div></div>",
}


@pytest.mark.parametrize("markup", BELOW.values(), ids=BELOW)
@pytest.mark.parametrize("within", [True, False])
def test_boxes_below_the_story_are_none(markup: str, within: bool) -> None:
    page = article(paragraphs() + markup) if within else f"{article(paragraphs())}{markup}"
    assert text_of(framed(page)).split("\n") == list(STORY)


STORY_TOO = {
    "a section with a linked heading of a page": f"<section><h3>Discussion</h3><p>{NEWS}</p></section>",
    "its own headline linked": f"<div><h3><a href=#top>Why it matters</a></h3><p>{NEWS}</p></div>",
    "a linked row of a list": f"<ul><li><a href=/1>What was said of the harbour at Tarsin</a></li><li>{NEWS}</li></ul>",
    "a list of links that are explained": f"<ul><li><a href=/1>The report</a>: {NEWS}</li></ul>",
    "a quotation with a button": f"<div class=pq><p>{NEWS}</p><button>Tweet this</button></div>",
    "a paragraph beside a share form, in a box of its own": f"<div class=g><p>{NEWS}</p></div><form><input></form>",
}


@pytest.mark.parametrize("markup", STORY_TOO.values(), ids=STORY_TOO)
def test_what_only_looks_like_a_box_is_story(markup: str) -> None:
    assert NEWS in text_of(amid(markup))


def test_a_story_built_of_cards_is_read_whole() -> None:
    cards = "".join(
        f"<div class=c><h3><a href=/{n}>Item {n}</a></h3><p>{line}</p></div>" for n, line in enumerate(STORY)
    )
    assert all(line in text_of(framed(article(cards))) for line in STORY)
