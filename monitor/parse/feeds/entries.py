"""One entry's elements to `EntryData`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from monitor.model.feeds import EntryData
from monitor.parse.dates import parse_date
from monitor.parse.feeds.bodies import split_bodies
from monitor.parse.feeds.constructs import person, text_of
from monitor.parse.feeds.reader import Group, Node, read_part
from monitor.parse.language import normal_tag
from monitor.parse.links import is_permalink, link_in, web_url
from monitor.parse.text import clean_line, one_line
from monitor.records import dataclass

MAX_GUID = 4_000
"""Code points kept of a guid."""

_TITLES = ("title", "dc:title", "media:title", "itunes:title", "news:title", "dcterms:title")
_SUMMARIES = (
    "description",
    "summary",
    "dc:description",
    "media:description",
    "itunes:summary",
    "googleplay:description",
    "itunes:subtitle",
    "subtitle",
    "abstract",
    "dcterms:abstract",
    "dcterms:description",
    "tagline",
    "excerpt",
    "teaser",
    "media:text",
    "image:caption",
    "video:description",
    "cap:event",
    "cap:headline",
    "cap:description",
    "cap:instruction",
    "cap:areadesc",
    "georss:featurename",
    "gdacs:eventname",
    "gdacs:country",
    "dc:coverage",
    "dcterms:spatial",
)
_CONTENTS = (
    "content:encoded",
    "content",
    "yandex:full-text",
    "xhtml:body",
    "body",
    "xhtml:div",
    "turbo:content",
    "news:text",
    "rdf:value",
    "fullitem",
    "prodlink",
    "fulltext",
    "full_text",
    "full-text",
    "text",
)
_DATES = (
    "pubdate",
    "published",
    "issued",
    "dcterms:issued",
    "news:publication_date",
    "dc:date",
    "updated",
    "modified",
    "dcterms:modified",
    "date",
    "lastmod",
    "created",
    "dcterms:created",
    "prism:publicationdate",
    "pub_date",
    "publicationdate",
    "publishdate",
    "lastbuilddate",
    "dcterms:date",
)
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "managingeditor", "contributor", "dc:contributor")
_ORIGINALS = ("feedburner:origlink", "pheedo:origlink")
_NOT_THE_ARTICLE = frozenset({"enclosure", "replies", "edit", "license", "hub", "next", "prev", "search", "shorturl"})
_MEDIA = re.compile(r"\.(?:mp[34]|m4[av]|mov|avi|ogg|wav|webm|jpe?g|png|gif|webp|pdf)(?:[?#]|\Z)", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an entry takes over from its feed."""

    home: str
    """The feed's own link, or its address."""
    url: str
    """The feed's address."""
    title: str
    language: str
    base: str
    """The feed's `xml:base` as an address, "" if it has none."""
    is_atom: bool


def entry_data(entry: Group, feed: Surroundings) -> EntryData:
    """The entry in our own shape: clean plain text, an absolute link or "", an aware UTC time or None."""
    titles = [line for node in entry.all(*_TITLES) if (line := clean_line_of(node, is_atom=feed.is_atom))]
    summaries = [text_of(node, is_atom=feed.is_atom) for node in entry.all(*_SUMMARIES)]
    contents = [text_of(node, is_atom=feed.is_atom) for node in entry.all(*_CONTENTS)]
    title = titles[0] if titles else ""
    others = [line for line in titles[1:] if line.casefold() not in title.casefold()]
    summary, content = split_bodies([*summaries, *others], contents, title)
    guid = _guid(entry)
    language = _language(entry) or feed.language
    return EntryData(
        guid=guid,
        url=_link(entry, guid or "", feed),
        title=title,
        summary=summary,
        content=content,
        author=next((name for node in entry.all(*_AUTHORS) if (name := person(node))), ""),
        published_at=_published(entry, language),
        language=language,
        publisher=_publisher(entry, feed),
    )


def clean_line_of(node: Node, *, is_atom: bool) -> str:
    """The text of a title, on one line."""
    return one_line(text_of(node, is_atom=is_atom))


def page_link(nodes: Iterable[Node], base: str, *bases: str) -> str:
    """The address that these links lead to: alternates first, of several the HTML one, then any other."""
    links = [node for node in nodes if node.attributes.get("rel", "").lower() not in _NOT_THE_ARTICLE]
    resolved = (
        web_url(href, _base_of(node, base), *bases) for node in sorted(links, key=_rank) for href in _hrefs(node)
    )
    return next((link for link in resolved if link), "")


def _rank(node: Node) -> int:
    if node.attributes.get("rel", "").lower() not in ("alternate", ""):
        return 2
    return 0 if node.attributes.get("type", "").lower() in _PAGES else 1


def _hrefs(node: Node) -> list[str]:
    return [href for href in (node.attributes.get("href", ""), link_in(node.value)) if href.strip()]


def _base_of(node: Node, base: str) -> str:
    own = node.attributes.get("xml:base", "")
    return web_url(own, base) if own else base


def _guid(entry: Group) -> str | None:
    """As the feed wrote it, whatever base there is."""
    given = [node.value for node in entry.all("guid", "id")]
    about = entry.attributes.get("rdf:about")
    if about is not None:
        given.append(about.strip())
    if not given:
        return None
    return next((guid for guid in given if guid), "")[:MAX_GUID]


def _link(entry: Group, guid: str, feed: Surroundings) -> str:
    """Where the article is read.

    The publisher's own link behind FeedBurner's, else the alternate link, else the plain one, else a guid that is an
    http(s) address, else the address that content stands at, else any other link of the entry that may be a page
    (`self`, `via`, `related`). Enclosures are sounds and films, not articles.
    """
    base = web_url(entry.attributes.get("xml:base", ""), feed.base, feed.url) or feed.base
    bases = (feed.home, feed.url)
    original = next((link for node in entry.all(*_ORIGINALS) if (link := web_url(node.value, *bases))), "")
    if original:
        return original
    links = entry.all("link", "loc", "url", "permalink")
    first = [node for node in links if _rank(node) < 2]
    link = page_link(first, base, *bases)
    if link and link.rstrip("/") == feed.home.rstrip("/") and _is_link(guid, entry):
        link = web_url(guid, *bases) or link  # every entry links to the front page, its own address is its id
    return (
        link
        or (web_url(entry.attributes.get("href", ""), base, *bases))
        or (web_url(guid, *bases) if _is_link(guid, entry) else "")
        or _content_source(entry, base, bases)
        or page_link(links, base, *bases)
        or next((link for node in entry.all("dc:identifier", "prism:url") if (link := _permalink(node.value))), "")
        or next((link for node in entry.all("comments") if (link := _page_of_comments(node.value))), "")
    )


def _is_link(guid: str, entry: Group) -> bool:
    """Whether a guid leads somewhere: an address, or a path that is said to be a permanent link."""
    said = any(node.attributes.get("ispermalink", "").lower() == "true" for node in entry.all("guid"))
    return is_permalink(guid) or guid.lower().startswith("www.") or (said and "/" in guid and " " not in guid)


def _page_of_comments(value: str) -> str:
    """The page that the link to an entry's comments stands on."""
    page, mark, place = value.strip().partition("#")
    return _permalink(page) if mark and place else ""


def _permalink(value: str) -> str:
    return web_url(value) if is_permalink(value) else ""


def _content_source(entry: Group, base: str, bases: tuple[str, ...]) -> str:
    """Atom content may stand elsewhere: `<content src="...">`."""
    nodes = [
        node
        for node in entry.all("content")
        if node.attributes.get("src") and node.attributes.get("type", "").lower() in ("html", "xhtml", *_PAGES)
    ]
    links = (web_url(node.attributes["src"], _base_of(node, base), *bases) for node in nodes)
    return next((link for link in links if link and not _MEDIA.search(link)), "")


def _published(entry: Group, language: str) -> datetime | None:
    """The first date that is surely read; a date that is not is none."""
    # Of one that stands there twice, the last is the one that was added.
    dates = (parse_date(node.value, language) for name in _DATES for node in reversed(entry.all(name)))
    found = next((date for date in dates if date is not None), None)
    return found or parse_date(entry.attributes.get("lastmod", ""), language)


def _language(entry: Group) -> str:
    tags = [node.attributes.get("xml:lang", "") for node in entry.all("title", *_CONTENTS, "summary", "description")]
    tags += [entry.attributes.get("xml:lang", ""), entry.value("dc:language", "language", "news:language")]
    return next((normal for tag in tags if (normal := normal_tag(tag))), "")


def _publisher(entry: Group, feed: Surroundings) -> str:
    """Whose item it is where a feed collects those of others: told by `<source>`, with another address or title."""
    for node in entry.all("source"):
        inner = read_part(node)
        name = clean_line(inner.value("title") or node.value, 200)
        links = [node.attributes.get("url", ""), *(href for one in inner.all("link") for href in _hrefs(one))]
        links += [inner.value("id")]
        hosts = {host for link in links if (host := _host(link))}
        if name and name != feed.title and hosts and not hosts & {_host(feed.home), _host(feed.url)}:
            return name
    named = clean_line(entry.value("news:name"), 200)
    return named if named and named != feed.title else ""


def _host(link: str) -> str:
    try:
        return (urlsplit(link.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
