"""Text that a page states in JSON-LD: used where it says more of the same article."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from monitor.parse.pages.linked_data import StatedArticle, linked_articles, stated_article
from monitor.parse.pages.told import fuller_text
from tests.growth import cpu_grows_linearly
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, article, framed, paragraphs, text_of

WHOLE = [*STORY[:3], NEWS, *STORY[3:]]


def script(data: object) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


def node(body: str, **more: object) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": TITLE, "articleBody": body, **more}


SAID = {
    "alone": script(node("\n\n".join(WHOLE))),
    "without line breaks": script(node(" ".join(WHOLE))),
    "as HTML": script(node("".join(f"<p>{line}</p>" for line in WHOLE))),
    "in a graph": script({"@graph": [{"@type": "WebSite"}, node(" ".join(WHOLE))]}),
    "in a list": script([{"@type": "BreadcrumbList"}, node(" ".join(WHOLE))]),
    "as main entity of the page": script({"@type": "WebPage", "mainEntity": node(" ".join(WHOLE))}),
    "of several types": script({**node(" ".join(WHOLE)), "@type": ["Article", "ReportageNewsArticle"]}),
    "with raw line breaks": script(json.dumps(node("|".join(WHOLE))).replace("|", "\n")),
    "with a comma too many": script(json.dumps(node(" ".join(WHOLE)))[:-1] + ",}"),
    "in a comment": script(f"<!--{json.dumps(node(' '.join(WHOLE)))}-->"),
    "in character data": script(f"//<![CDATA[\n{json.dumps(node(' '.join(WHOLE)))}\n//]]>"),
    "in capitals": script(node(" ".join(WHOLE))).replace("script", "SCRIPT").replace("ld+json", "LD+JSON"),
    "escaped": script(html.escape(json.dumps(node(" ".join(WHOLE))))),
    "with quotation marks inside": script(
        json.dumps(node(" ".join(WHOLE), description="!said!")).replace("!said!", 'He said "no" twice')
    ),
    "with comments": script(json.dumps(node(" ".join(WHOLE))).replace("{", "{ // made\n", 1)),
    "before another": script(json.dumps(node(" ".join(WHOLE))) + '{"@type": "Organization"}'),
    "a paragraph an item": script(node("", articleBody=WHOLE)),
    "as a value": script(node("", articleBody={"@value": " ".join(WHOLE)})),
    "under another name": script(node("", text=" ".join(WHOLE))),
    "as the page's": script({"@type": "WebPage", "name": TITLE, "text": " ".join(WHOLE)}),
    "as a part": script({"@type": "WebPage", "hasPart": node(" ".join(WHOLE))}),
    "beside others": script([{**node("Belmarra is sued. " * 40), "headline": "Belmarra sued"}, node(" ".join(WHOLE))]),
    "under a longer headline": script(node(" ".join(WHOLE), headline=f"{TITLE} | Coast Post")),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
@pytest.mark.parametrize("shown", [paragraphs(0, 1), paragraphs(0, 3) + "<p>Subscribe to continue reading.</p>", ""])
@pytest.mark.parametrize("at_the_end", [False, True])
def test_the_stated_text_is_read_where_the_page_shows_its_beginning(said: str, shown: str, at_the_end: bool) -> None:
    page = framed(article(shown) + said) if at_the_end else framed(article(shown), head=said)
    told = text_of(page)
    assert all(line in told for line in WHOLE)
    assert "Belmarra" not in told
    assert told.count(STORY[0]) == 1


NOT_USED = {
    "another article's": script({**node("The mayor of Belmarra is sued by a baker. " * 30), "headline": "A suit"}),
    "of the same headline, but nothing of the text": script(node("The mayor of Belmarra is sued by a baker. " * 30)),
    "shorter": script(node(f"{STORY[0]} Belmarra.")),
    "of no article": script({"@type": "Organization", "articleBody": "Belmarra " * 500}),
    "no JSON": script('{"@type": "NewsArticle", "articleBody": "Belmarra '),
    "no text": script(node("", articleBody={"Belmarra": 1})),
}


@pytest.mark.parametrize("said", NOT_USED.values(), ids=NOT_USED.keys())
def test_what_says_no_more_is_left(said: str) -> None:
    other = said.replace(f'"headline": "{TITLE}", ', "", 0)
    assert text_of(framed(article(paragraphs()), head=other)).split("\n") == list(STORY)


def test_lines_that_only_the_page_has_stay() -> None:
    shown = paragraphs() + "<p>Correction: an earlier version named another harbour.</p>"
    told = text_of(framed(article(shown), head=script(node(" ".join([*STORY, *(["The quay is closed."] * 20)])))))
    assert "Correction: an earlier version named another harbour." in told


def test_updates_of_a_live_page_are_read_in_its_order() -> None:
    updates = [
        {"headline": "Harbour", "articleBody": NEWS},
        {"articleBody": "The quay is calm at noon."},
        {"headline": 3},
    ]
    said = script({"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates})
    told = text_of(framed(article(paragraphs(0, 1)), head=said)).split("\n")
    assert told[-4:] == [STORY[0], "Harbour", NEWS, "The quay is calm at noon."]
    shown = text_of(framed(article(f"{paragraphs(0, 1)}<p>{NEWS}</p>"), head=said))
    assert shown.count(NEWS) == 1


@pytest.mark.parametrize(
    ("stated", "closed", "words"),
    [
        ({"isAccessibleForFree": False, "wordCount": 900}, True, 900),
        ({"isAccessibleForFree": "False", "wordCount": "900"}, True, 900),
        ({"isAccessibleForFree": True, "wordCount": True}, False, 0),
        ({"isAccessibleForFree": None, "wordCount": -3}, False, 0),
        ({"wordCount": "many"}, False, 0),
    ],
)
def test_what_is_free_and_how_long_it_is(stated: dict[str, object], closed: bool, words: int) -> None:
    found = stated_article(linked_articles(script(node("", **stated))), TITLE)
    assert (found.closed, found.words) == (closed, words)


def test_nothing_stated_changes_nothing() -> None:
    lines = [NEWS]
    assert fuller_text(lines, StatedArticle()) is lines


@pytest.mark.parametrize(
    "piece",
    ['<script type="application/ld+json">', '<script type="application/ld+json">{"@graph":[', "application/ld+json "],
)
def test_hostile_scripts_cost_linear_time(piece: str) -> None:
    assert cpu_grows_linearly(lambda times: lambda: linked_articles(piece * times), 500)


def test_deep_data_is_no_data() -> None:
    assert linked_articles(script('{"@graph":' * 50_000)) == []
    assert linked_articles(script("[" * 50_000)) == []
