"""The article in the data of a page's scripts: found where the page shows none, and not mixed with what lies beside."""

from __future__ import annotations

import base64
import json
import time
from html import escape
from urllib.parse import quote

import pytest

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.state import text_in_state
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, article, framed, paragraphs, read, text_of

WHOLE = [*STORY[:3], NEWS, *STORY[3:]]
HTML = "".join(f"<p>{line}</p>" for line in WHOLE)
OTHER = "".join(f"<p>The team of Belmarra won the final against the visitors, coach {n} said.</p>" for n in range(9))


def data(value: object, more: str = 'id="__NEXT_DATA__" type="application/json"') -> str:
    return f"<script {more}>{json.dumps(value)}</script>"


def code(source: str) -> str:
    return f"<script>{source}</script>"


def packed(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def props(value: object) -> str:
    return data({"props": {"pageProps": value}, "buildId": "x"})


RICH = {
    "nodeType": "document",
    "content": [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": part} for part in (line[:9], line[9:])]}
        for line in WHOLE
    ],
}
FORMS = {
    "HTML under the headline": props({"article": {"headline": TITLE, "body": HTML}}),
    "paragraphs as objects": props(
        {"story": {"title": TITLE, "blocks": [{"type": "p", "text": one} for one in WHOLE]}}
    ),
    "without a headline": props({"content": [{"type": "paragraph", "text": one} for one in WHOLE]}),
    "text in pieces": props({"post": {"title": TITLE, "document": RICH}}),
    "beside another article": props(
        {"article": {"title": TITLE, "body": HTML}, "others": [{"title": "Final won", "body": OTHER}]}
    ),
    "with related articles in it": props(
        {"article": {"title": TITLE, "body": HTML, "relatedArticles": [{"title": "Final won", "body": OTHER}]}}
    ),
    "assigned": code(f"window.__INITIAL_STATE__ = {json.dumps({'a': {'title': TITLE, 'body': HTML}})};go();"),
    "assigned as a string": code(
        f"window.__PRELOADED_STATE__ = JSON.parse({json.dumps(json.dumps({'a': {'title': TITLE, 'body': HTML}}))})"
    ),
    "in a cache": code(f"window.__APOLLO_STATE__={json.dumps({'Article:7': {'title': TITLE, 'bodyHtml': HTML}})}"),
    "in a call": code(f'window.__NUXT__=(function(a){{return {{t:"{TITLE}",b:{json.dumps(HTML)}}}}}("x"))'),
    "in a flat list": data([{"title": 1, "body": 2}, TITLE, HTML], 'type="application/json" id="__NUXT_DATA__"'),
    "in an attribute, as objects": f"<article-page :article='{escape(json.dumps({'title': TITLE, 'text': HTML}))}'>"
    "</article-page>",
    "in an attribute, as mark-up": f'<div class="lazy" data-html="{escape(HTML)}"></div>',
    "for a server's components": f'<i data-page="{escape(json.dumps({"props": {"title": TITLE, "b": HTML}}))}"></i>',
    "in the arguments of a call": code(
        f"window.__NUXT__=(function(a,b,c){{return {{t:a,b:b,n:c}}}}({json.dumps(TITLE)},{json.dumps(HTML)},"
        '"Belmarra opens a festival"))'
    ),
    "percent-encoded": code(
        f'window.__R__=JSON.parse(decodeURIComponent("{quote(json.dumps({"title": TITLE, "b": HTML}))}"))'
    ),
    "in base64": code(f'window.__R__=JSON.parse(atob("{packed({"title": TITLE, "body": HTML})}"))'),
    "in a comment": f'<script type="application/json"><!--{json.dumps({"title": TITLE, "body": HTML})}--></script>',
    "as code writes objects": code(
        f"const data = [{{story:{{headline:{json.dumps(TITLE)},body:{json.dumps(HTML)}}}}}];go(data);"
    ),
    "in a stream of components": code(
        "self.__next_f.push([1,"
        + json.dumps('5:["$","div",null,{"dangerouslySetInnerHTML":{"__html":' + json.dumps(HTML) + "}}]\n")
        + "])"
    ),
    "in a stream as text": code(f"self.__next_f.push([1,{json.dumps(f'6:T4a2,{HTML}')}])"),
}
SHOWN = {"nothing": "", "a placeholder": "<div id=root>Loading...</div>"}
SHOWN["a beginning"] = article(paragraphs(0, 1) + "<p>Subscribe to continue reading.</p>")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_the_text_is_found_where_the_page_does_not_show_it(form: str, shown: str) -> None:
    told = text_of(framed(shown + form))
    assert all(line in told for line in WHOLE)
    assert "Belmarra" not in told
    assert told.count(STORY[0]) == 1


NONE = {
    "messages only": props({"messages": {"cookie": "We use cookies to make this site work for you. " * 20}}),
    "two articles, none with this headline": props(
        {"items": [{"title": "A final", "body": OTHER}, {"title": "A cup", "body": OTHER.replace("final", "cup")}]}
    ),
    "sizes of a picture": f'<img srcset="{"a.jpg 300w, Belmarra.jpg 600w, " * 40}">',
    "what a button says": f'<div data-labels="{escape(json.dumps({"label": OTHER}))}"></div>',
    "a few words": props({"article": {"title": TITLE, "body": "Belmarra won."}}),
    "broken": '<script type="application/json">{"article": {"body": "Belmarra</script>',
    "never closed": '<script type="application/json">{"body": "' + OTHER,
}


@pytest.mark.parametrize("form", NONE.values(), ids=NONE)
def test_what_is_not_the_article_stays_out(form: str) -> None:
    assert not isinstance(read(framed('<div id="root">Loading...</div>' + form)), ExtractedPage)


def test_a_page_that_shows_its_article_is_left_as_it_is() -> None:
    page = framed(article(paragraphs() + paragraphs()) + props({"article": {"title": TITLE, "body": HTML + OTHER}}))
    assert "Belmarra" not in text_of(page)


def test_hostile_data_end_soon() -> None:
    deep = '<script type="application/json">' + "[" * 200_000 + "</script>"
    wide = data([{"title": TITLE, "body": "x. "}] * 20_000)
    quotes = code('window.a = {"' + '"x' * 200_000)
    began = time.process_time()
    for page in (deep, wide, quotes, "<script " * 100_000, code("a={" * 200_000)):
        text_in_state(page, TITLE)
    assert time.process_time() - began < 5
