"""The facts in a page's head, read without building a tree: title, language, canonical link, date, author."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from monitor.parse.dates import parse_date
from monitor.parse.language import normal_tag
from monitor.parse.links import web_url
from monitor.parse.pages.linked_data import StatedArticle, linked_articles, stated_article
from monitor.parse.text import clean_line
from monitor.records import dataclass

_HEAD_MAX = 600_000
_TAGS_MAX = 2_000
_TAG = re.compile(
    r"<(?P<name>html|meta|link|base)\b(?P<attributes>(?:[^<>=]++|=\s*+\"[^\"]{0,5000}+\"|=\s*+'[^']{0,5000}+'|=)*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]{1,60})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_NEXT = re.compile(r"next\b", re.IGNORECASE)
_RELATIONS = re.compile(r"canonical|next|amphtml", re.IGNORECASE)
"""Of what a page is linked with: most of its links are style sheets and icons."""
_TITLE = re.compile(r"<title\b[^<>]*+>", re.IGNORECASE)
_HEADLINE = re.compile(r"<h1\b[^<>]*+>", re.IGNORECASE)
_HEADING_END = re.compile(r"</(?:title|h1)", re.IGNORECASE)
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$|\s+[|»«]\s+[^|»«]{2,40}$")
_DATE_KEYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publication_date", "article.published", "og:published_time", "cxenseparse:recs:publishtime",
    "article_date_original",
)  # fmt: skip
_SUMMARY_KEYS = ("og:description", "twitter:description", "description")
_AUTHOR_KEYS = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author", "byl")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """What a page says about itself; "" or None where it does not."""

    title: str
    language: str
    canonical_url: str
    site_name: str
    published_at: datetime | None
    author: str
    next_url: str
    amp_url: str
    declared: bool
    """It says that it is an article: by its type, or in structured data with a headline."""
    of_site: bool
    """It says that it is the site's own page, by its type."""
    summary: str
    """What it says in short."""
    stated: StatedArticle
    """What structured data say of the article; not only in the head."""


def read_head(text: str, url: str) -> PageHead:
    """The head's facts; `url` resolves a relative canonical link. Linear in the length of the head, never raises."""
    head = text[:_HEAD_MAX]
    metas, links, language = _tags(head)
    data = linked_articles(text)
    site = clean_line(metas.get("og:site_name", ""), 200)
    title = _title(head, metas, site)
    stated = stated_article(data, title, metas.get("articlebody", ""))
    return PageHead(
        title=title,
        language=normal_tag(language or metas.get("content-language", "") or metas.get("og:locale", "")),
        canonical_url=web_url(links.get("canonical", ""), url),
        site_name=site,
        published_at=_published(metas, data),
        author=_author(metas, data),
        next_url=web_url(links.get("next", ""), url),
        amp_url=web_url(links.get("amphtml", ""), url),
        declared=metas.get("og:type", "").lower() == "article" or any(item.get("headline") for item in data),
        of_site=metas.get("og:type", "").lower() == "website",
        summary=stated.summary or next((clean_line(metas[key]) for key in _SUMMARY_KEYS if metas.get(key)), ""),
        stated=stated,
    )


def _tags(head: str) -> tuple[dict[str, str], dict[str, str], str]:
    """First content of each meta name, first href of each link relation, and the language of the document."""
    metas: dict[str, str] = {}
    links: dict[str, str] = {}
    language = ""
    for count, match in enumerate(_TAG.finditer(head)):
        if count >= _TAGS_MAX:
            break
        name = match["name"].lower()
        if name == "link" and not _RELATIONS.search(match["attributes"]):
            continue
        attributes = _attributes(match["attributes"])
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            metas.setdefault((key or attributes.get("http-equiv", "")).lower().strip(), attributes.get("content", ""))
        elif name == "link":
            for relation in attributes.get("rel", "").lower().split():
                links.setdefault(relation, attributes.get("href", ""))
        elif name == "html":
            language = language or attributes.get("lang", "") or attributes.get("xml:lang", "")
    return metas, links, language


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source[:20_000]):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


def next_link(tree: Any, url: str) -> str:
    """Where a link in a page's tree (of lxml) leads that is said to be the next part's; "" if there is none."""
    said = (link for link in tree.iter("a") if (link.get("rel") or "")[:4].lower() == "next")
    found = next((link for link in said if _NEXT.match(link.get("rel"))), None)
    return "" if found is None else web_url(found.get("href") or "", url)


def _title(head: str, metas: dict[str, str], site: str) -> str:
    """The sharing title, else the headline of a page with just one, else the document title without the site's name."""
    shared = clean_line(metas.get("og:title", "") or metas.get("twitter:title", ""))
    if shared and shared.casefold() != site.casefold():
        return shared
    headlines = [line for line in _contents(_HEADLINE, head) if line.casefold() != site.casefold()]
    if len(headlines) == 1:
        return headlines[0]
    title = next(iter(_contents(_TITLE, head)), "")
    return _SITE_TAIL.sub("", title) or title


def _contents(opening: re.Pattern[str], head: str) -> list[str]:
    """The texts of the first elements of a kind, without empty ones; each is looked for within 2,000 characters."""
    texts = []
    for start in islice(opening.finditer(head), 5):
        end = _HEADING_END.search(head, start.end(), start.end() + 2_000)
        if end is not None:
            texts.append(clean_line(head[start.end() : end.start()]))
    return [text for text in texts if text]


def _published(metas: dict[str, str], data: list[dict[str, Any]]) -> datetime | None:
    stated = [item.get("datePublished") for item in data] + [metas.get(key) for key in _DATE_KEYS]
    found = (parse_date(value) for value in stated if isinstance(value, str))
    return next((date for date in found if date is not None), None)


def _author(metas: dict[str, str], data: list[dict[str, Any]]) -> str:
    for item in data:
        names = ", ".join(dict.fromkeys(_names(item.get("author"))))
        if names:
            return names[:300]
    stated = (clean_line(metas.get(key, ""), 300) for key in _AUTHOR_KEYS)
    return next((name for name in stated if name and not name.startswith(("http:", "https:"))), "")


def _names(value: object) -> Iterator[str]:
    people = value if isinstance(value, list) else [value]
    for person in people[:10]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str) and not name.startswith(("http:", "https:")) and clean_line(name):
            yield clean_line(name, 100)
