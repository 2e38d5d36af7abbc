"""A loopback site in a process of its own: feeds of made-up articles and their pages, the same ones on every run."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

from bench.story_corpus import Made, Newsroom
from monitor.testing.items import SiteItem
from monitor.testing.pages import article_html, feed_xml

LINKS, SCRIPT_BYTES = 120, 20_000
"""What a page carries beside its article: links of its menus, and scripts."""
_NAMES = ("Albu Kamal", "the Revolutionary Guard")


@contextmanager
def serving(feeds: int, items: int) -> Iterator[str]:
    """The site's address while it is up; its feeds are at `/0`, `/1`, ..., with so many items each."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, feeds, items), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.kill()
        process.join()


def _serve(port: Connection, feeds: int, items: int) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    port_number = server.server_address[1]
    _Handler.answers = _answers(f"http://127.0.0.1:{port_number}", feeds, items)
    port.send(port_number)
    server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answers: dict[str, tuple[bytes, str]]

    def do_GET(self) -> None:
        body, kind = self.answers.get(self.path, (b"", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence."""


def _answers(base: str, feeds: int, items: int) -> dict[str, tuple[bytes, str]]:
    chance, room = random.Random(5), Newsroom()
    answers = {}
    for feed in range(feeds):
        made = [_item(f"Outlet {feed}", number, one, chance) for number, one in enumerate(room.articles(items))]
        answers[f"/{feed}"] = (feed_xml(f"Outlet {feed}", "en", made, base), "application/rss+xml; charset=utf-8")
        for item in made:
            answers[item.path] = (_page(item, made[:5], base), "text/html; charset=utf-8")
    return answers


def _item(outlet: str, number: int, made: Made, chance: random.Random) -> SiteItem:
    paragraphs = made.text.split("\n")
    if made.topics:
        paragraphs[0] = f"{chance.choice(_NAMES)} said that {paragraphs[0]}"
    return SiteItem(
        outlet=outlet,
        slug=f"item-{number}",
        title=made.title,
        paragraphs=tuple(paragraphs),
        published_at=datetime.now(UTC) - timedelta(minutes=number),
    )


def _page(item: SiteItem, related: list[SiteItem], base: str) -> bytes:
    """As the news site of the demo shows it, as large as pages are."""
    links = "".join(
        f'<li><a href="/menu/{number}">{escape(item.title[:20])} {number}</a></li>' for number in range(LINKS)
    )
    extra = f"<ul class=menu>{links}</ul><script>{'var a = 1; ' * (SCRIPT_BYTES // 11)}</script></body>"
    return article_html(item, related, base).replace(b"</body>", extra.encode())
