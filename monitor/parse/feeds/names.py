"""Names of a feed's elements: which vocabulary a prefix stands for, declared rightly, wrongly or not at all."""

from __future__ import annotations

PLAIN = ""
"""The vocabularies of RSS, RDF and Atom themselves (and of sitemaps), whose names are used without a prefix here."""

_VOCABULARIES: dict[str, tuple[str, ...]] = {
    PLAIN: (
        "http://www.w3.org/2005/atom",
        "http://purl.org/atom",
        "http://purl.org/rss/1.0",
        "http://purl.org/net/rss1.1",
        "http://my.netscape.com",
        "http://channel.netscape.com",
        "http://backend.userland.com",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss",
        "http://www.rssboard.org",
        "http://www.sitemaps.org/schemas/sitemap",
        "http://www.google.com/schemas/sitemap/",
    ),
    "content": ("http://purl.org/rss/1.0/modules/content",),
    "sy": ("http://purl.org/rss/1.0/modules/syndication",),
    "dc": ("http://purl.org/dc/elements", "http://purl.org/rss/1.0/modules/dc"),
    "dcterms": ("http://purl.org/dc/terms", "http://purl.org/rss/1.0/modules/dcterms"),
    "rdf": ("http://www.w3.org/1999/02/22-rdf-syntax-ns",),
    "itunes": ("http://www.itunes.com", "http://itunes.apple.com", "http://example.com/dtds/podcast"),
    "media": ("http://search.yahoo.com/mrss", "http://video.search.yahoo.com", "http://tools.search.yahoo.com"),
    "xhtml": ("http://www.w3.org/1999/xhtml",),
    "feedburner": ("http://rssnamespace.org/feedburner",),
    "pheedo": ("http://www.pheedo.com",),
    "yandex": ("http://news.yandex", "http://yandex"),
    "news": ("http://www.google.com/schemas/sitemap-news",),
    "image": ("http://www.google.com/schemas/sitemap-image",),
    "video": ("http://www.google.com/schemas/sitemap-video",),
    "googleplay": ("http://www.google.com/schemas/play-podcasts",),
    "prism": ("http://prismstandard.org", "http://purl.org/prism"),
    "cap": ("urn:oasis:names:tc:emergency:cap",),
    "gdacs": ("http://www.gdacs.org",),
    "georss": ("http://www.georss.org",),
    "fh": ("http://purl.org/syndication/history",),
    "podcast": ("https://podcastindex.org/namespace", "http://podcastindex.org/namespace"),
    "other": ("http://purl.org/rss/1.0/modules", "http://purl.org/atom/app", "http://purl.org/syndication"),
}
"""Vocabulary: how the addresses of its name begin, in lower case. The longest beginning that fits decides."""
_BEGINNINGS = sorted(
    ((start, family) for family, starts in _VOCABULARIES.items() for start in starts), key=lambda one: -len(one[0])
)
_HABITS = {name: name for name in _VOCABULARIES if name not in (PLAIN, "other")} | dict.fromkeys(
    ("rss", "rss09", "rss10", "rss20", "rss1", "atom", "atom03", "atom10", "a10", "atm"), PLAIN
)
"""What a prefix means that nobody declared, or declared as something unknown."""


class Names:
    """The prefixes of one document."""

    def __init__(self) -> None:
        self._meanings = dict(_HABITS)
        self._met: dict[str, str] = {}

    def declare(self, prefix: str, address: str) -> None:
        """`xmlns:prefix="address"`."""
        key = address.strip().lower()
        family = next((family for start, family in _BEGINNINGS if key.startswith(start)), None)
        if family is None:
            family = _HABITS.get(prefix) or prefix
        self._meanings[prefix] = family
        self._met.clear()

    def short(self, name: str) -> str:
        """`name` in lower case with the usual prefix of its vocabulary: `dc:date`, but `title` for `atom:title`."""
        found = self._met.get(name)
        if found is None:
            found = self._met[name] = self._short(name)
        return found

    def _short(self, name: str) -> str:
        lowered = name.lower()
        prefix, colon, local = lowered.rpartition(":")
        if not colon:
            return lowered
        family = self._meanings.get(prefix, prefix)
        return f"{family}:{local}" if family else local
