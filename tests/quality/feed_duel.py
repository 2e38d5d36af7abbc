"""Feeds read with entries passed over, beside the same feeds read whole: `python -m tests.quality.feed_duel`.

`--from FOLDER` takes the feeds in it beside the made-up ones; each is damaged and edited at random `--rounds` times.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from monitor.model.feeds import EntryData, ParsedFeed, ParseFailure
from monitor.parse.feeds.feed import parse_feed

URL = "https://river.example/feed"
_WORDS_TEXT = "convoy crossing bridge river market señal Böhme قافلة المدينة мост журнал & < \" '"
_WORDS = _WORDS_TEXT.split()
_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
_FORMS = {
    "rss": (
        """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
        <title>River</title><link>https://river.example/</link><language>en</language>{items}</channel></rss>""",
        """<item><title>{title}</title><link>/story/{n}</link><guid isPermaLink="false">{n}</guid>
        <dc:creator>Ana</dc:creator><pubDate>Sun, 22 Nov 2026 0{h}:00:00 GMT</pubDate>
        <description>{text}</description></item>""",
    ),
    "atom": (
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://river.example/a/">
        <title>River</title><link href="https://river.example/"/><updated>2026-11-22T09:00:00Z</updated>{items}
        </feed>""",
        """<entry><id>tag:river,{n}</id><title type="text">{title}</title><link rel="alternate" href="story/{n}"/>
        <updated>2026-11-22T0{h}:00:00Z</updated><content type="html">{text}</content></entry>""",
    ),
    "rdf": (
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
        <channel><title>River</title><link>https://river.example/</link></channel>{items}</rdf:RDF>""",
        """<item rdf:about="https://river.example/story/{n}"><title>{title}</title>
        <link>https://river.example/story/{n}</link><description>{text}</description></item>""",
    ),
    "sitemap": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>',
        "<url><loc>https://river.example/story/{n}</loc><lastmod>2026-11-22T0{h}:00:00Z</lastmod></url>",
    ),
    "entities": (
        '<!DOCTYPE rss [<!ENTITY who "Ana">]><rss version="2.0"><channel><title>River</title>{items}</channel></rss>',
        "<item><title>{title} &who;</title><link>https://river.example/story/{n}</link></item>",
    ),
}
_PIECES = (
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "</description>",
    "<language>fr</language>",
    "<dc:language>ar</dc:language>",
    '<link rel="next" href="?page=2"/>',
    f"<media:title {_MEDIA}>Film</media:title>",
    '<x:title xmlns:x="http://www.w3.org/2005/Atom">Told</x:title>',
    '<content:encoded xmlns:content="urn:nothing">More</content:encoded>',
    "<ttl>60</ttl>",
    "<image><title>Logo</title><url>https://river.example/logo.png</url></image>",
    "<source url='https://other.example/feed'>Other</source>",
    "<item/>",
    "CafÃ© ",
    "&who;",
    "&#8217;",
    "</channel>",
    "<channel>",
    "\x00",
    "é",
)


def made_up(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """A feed of each form."""
    for form, (frame, item) in _FORMS.items():
        items = [
            item.format(
                n=number, h=number % 10, title=_text(chance, 6), text=f"&lt;p&gt;{_text(chance, 30)}&lt;/p&gt;" * 2
            )
            for number in range(chance.randint(2, 12))
        ]
        yield form, frame.format(items="\n".join(items)).encode()


def edited(document: bytes, chance: random.Random) -> bytes:
    """The feed some time later: entries came, went, moved or were edited, or what stands in it was damaged."""
    text = document.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 3)):
        text = chance.choice((_inserted, _inserted, _cut, _doubled, _turned, _dropped))(text, chance)
    return text.encode()


def differences(document: bytes, later: bytes, chance: random.Random) -> list[str]:
    """What is read otherwise of `later` where some of what was read of `document` is passed over."""
    before, whole = parse_feed(document, "", URL), parse_feed(later, "", URL)
    if not isinstance(before, ParsedFeed):
        return []
    read = dict(zip(before.imprints, before.entries, strict=False))
    known = frozenset(chance.sample(sorted(read), chance.randint(len(read) // 2, len(read))))
    part = parse_feed(later, "", URL, "", known)
    if isinstance(whole, ParseFailure) or isinstance(part, ParseFailure) or not part.passed:
        return [] if part == _expected(whole, frozenset()) else [f"whole: {part} instead of {whole}"]
    faults = [] if part == _expected(whole, known) else [f"passed: {part} instead of {whole}"]
    stands = _by_imprint(whole)
    return faults + [f"{read[one]} instead of {stands.get(one)}" for one in part.passed if stands.get(one) != read[one]]


def passed_over(document: bytes, later: bytes) -> int:
    """How many entries need not be read again."""
    before = parse_feed(document, "", URL)
    known = frozenset(before.imprints) if isinstance(before, ParsedFeed) else frozenset()
    part = parse_feed(later, "", URL, "", known)
    return len(part.passed) if isinstance(part, ParsedFeed) else 0


def _by_imprint(feed: ParsedFeed) -> dict[str, EntryData]:
    return dict(zip(feed.imprints, feed.entries, strict=False))


def _expected(whole: ParsedFeed | ParseFailure, known: frozenset[str]) -> ParsedFeed | ParseFailure:
    if isinstance(whole, ParseFailure):
        return whole
    left = [(one, entry) for one, entry in zip(whole.imprints, whole.entries, strict=False) if one not in known]
    return replace(
        whole,
        entries=tuple(entry for _, entry in left) if whole.imprints else whole.entries,
        imprints=tuple(one for one, _ in left),
        passed=tuple(one for one in whole.imprints if one in known),
    )


def _text(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choices(_WORDS, k=words))
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _inserted(text: str, chance: random.Random) -> str:
    # Mostly between two tags, where a piece is read as one.
    places = [match.start() for match in re.finditer("<", text)] or [0]
    place = chance.choice(places) if chance.random() < 0.8 else chance.randint(0, len(text))
    return text[:place] + chance.choice(_PIECES) + text[place:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randint(len(text) // 2, len(text))]


def _doubled(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.randint(1, 400))
    return text[:end] + text[start:]


def _turned(text: str, chance: random.Random) -> str:
    items = re.split(r"(?=<(?:item|entry|url)\b)", text)
    middle = items[1:-1]
    chance.shuffle(middle)
    return "".join([*items[:1], *middle, *items[-1:]])


def _dropped(text: str, chance: random.Random) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start + chance.randint(1, 60) :]


def main() -> None:
    """Fight, and print who won."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=Path)
    asked = parser.parse_args()
    chance, fights, passed, lost = random.Random(asked.seed), 0, 0, 0
    for number in range(asked.rounds):
        real = [(one.name, one.read_bytes()) for one in _files(asked.folder)] if number % 10 == 0 else []
        for name, document in [*made_up(chance), *real]:
            later = edited(document, chance)
            faults = differences(document, later, chance)
            fights, passed, lost = fights + 1, passed + passed_over(document, later), lost + len(faults)
            for fault in faults:
                print(f"{name}, round {number}: {fault[:2_000]}")
    print(f"seed {asked.seed}: {fights} feeds, {passed} entries passed over, {lost} read otherwise than whole")


def _files(folder: Path | None) -> Sequence[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file()) if folder else ()


if __name__ == "__main__":
    main()
