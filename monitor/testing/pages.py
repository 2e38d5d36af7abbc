"""The feeds and pages of the loopback news site, as such sites really look: navigation, teasers, rails and a footer
around the article, so that reading them exercises the same extraction as the open web does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from string import Template

from monitor.testing.items import SiteItem, feed_path

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ckb", "ps", "yi"})

_FEED = Template("""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>$title</title>
<link>$base/</link>
<description>Latest reports of $title</description>
<language>$language</language>
<generator>loopback news site</generator>
$items
</channel>
</rss>
""")

_PAGE = Template("""<!DOCTYPE html>
<html lang="$language" dir="$direction">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title | $outlet</title>
<link rel="canonical" href="$url">
<link rel="alternate" type="application/rss+xml" title="$outlet" href="$feed">
<meta property="og:type" content="article">
<meta property="og:site_name" content="$outlet">
<meta property="og:title" content="$title">
<meta property="og:url" content="$url">
<meta name="author" content="$author">
$published_meta
<style>body{font-family:Georgia,serif;margin:0}main{max-width:44rem;margin:auto}</style>
</head>
<body>
<header class="site-header">
<a class="logo" href="/">$outlet</a>
<nav class="main-nav" aria-label="Sections"><ul>
<li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/region">Region</a></li>
<li><a href="/business">Business</a></li><li><a href="/culture">Culture</a></li><li><a href="/sport">Sport</a></li>
</ul></nav>
<div class="search"><form action="/search"><input name="q" placeholder="Search"><button>Search</button></form></div>
</header>
<div class="breadcrumb"><a href="/">Home</a> &rsaquo; <a href="/region">Region</a></div>
<main>
<header class="entry-header">
<h1 class="entry-title">$title</h1>
<p class="byline">By <span class="author">$author</span> $published_time</p>
<ul class="share-buttons"><li><a href="#share">Share</a></li><li><a href="#mail">Mail</a></li></ul>
</header>
<article class="post">
<div class="entry-content article-body">
$paragraphs
</div>
</article>
</main>
<aside class="sidebar related-posts" aria-label="Related">
<h3>Most read</h3>
<ul>
$related
</ul>
<div class="newsletter-signup"><h3>Newsletter</h3><form><input type="email"><button>Sign up</button></form></div>
</aside>
<div class="cookie-banner">This site stores cookies to remember your choices. <button>Accept</button></div>
<footer class="site-footer">
<nav><a href="/about">About us</a> <a href="/contact">Contact</a> <a href="/privacy">Privacy</a></nav>
<p class="copyright">All rights reserved. Published by $outlet.</p>
</footer>
<script>window.dataLayer = [{"page": "article"}];</script>
</body>
</html>
""")


def feed_xml(outlet: str, language: str, items: Sequence[SiteItem], base: str) -> bytes:
    """The outlet's RSS 2.0 feed, newest item first; `base` is the site's address without a slash at its end."""
    entries = "\n".join(_feed_item(item, base) for item in reversed(items))
    text = _FEED.substitute(title=escape(outlet), base=base, language=escape(language), items=entries)
    return text.encode()


def _feed_item(item: SiteItem, base: str) -> str:
    url = escape(base + item.path)
    lines = [
        "<item>",
        f"<title>{escape(item.title)}</title>",
        f"<link>{url}</link>",
        f'<guid isPermaLink="false">{escape(item.path)}</guid>',
        f"<description>{escape(item.summary)}</description>",
    ]
    if item.author:
        lines.append(f"<dc:creator>{escape(item.author)}</dc:creator>")
    if item.published_at is not None:
        lines.append(f"<pubDate>{http_date(item.published_at)}</pubDate>")
    if item.full_text_in_feed:
        lines.append(f"<content:encoded>{escape(_paragraphs(item))}</content:encoded>")
    return "\n".join([*lines, "</item>"])


def article_html(item: SiteItem, related: Sequence[SiteItem], base: str) -> bytes:
    """The article's page, with the headlines of `related` in its rail."""
    iso = "" if item.published_at is None else item.published_at.isoformat()
    primary = item.language.split("-")[0]
    text = _PAGE.substitute(
        language=escape(item.language),
        direction="rtl" if primary in RIGHT_TO_LEFT else "ltr",
        title=escape(item.title),
        outlet=escape(item.outlet),
        url=escape(base + item.path),
        feed=escape(base + feed_path(item.outlet)),
        author=escape(item.author or item.outlet),
        published_meta=iso and f'<meta property="article:published_time" content="{iso}">',
        published_time=iso and f'<time datetime="{iso}">{iso[:16].replace("T", " ")}</time>',
        paragraphs=_paragraphs(item),
        related="\n".join(f'<li><a href="{escape(other.path)}">{escape(other.title)}</a></li>' for other in related),
    )
    return text.encode()


def front_page(outlets: Sequence[str]) -> bytes:
    """A page that links every outlet's feed."""
    links = "\n".join(f'<li><a href="{feed_path(outlet)}">{escape(outlet)}</a></li>' for outlet in outlets)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Loopback news site</title></head>'
        f"<body><h1>Outlets</h1><ul>\n{links}\n</ul></body></html>\n"
    ).encode()


def http_date(moment: datetime) -> str:
    """An aware UTC time as mail, HTTP and RSS write it."""
    return format_datetime(moment, usegmt=True)


def _paragraphs(item: SiteItem) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.paragraphs)
