"""Feeds at other addresses: moved ones adopted, pages in place of feeds, and `parse` as the poll asks."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from monitor.settings import load_settings
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

ITEM = b"<item><title>Convoy</title><guid>1</guid></item>"
FEED = b"<rss version='2.0'><channel><title>The Gazette</title><language>en-gb</language>" + ITEM + b"</channel></rss>"
PAGE = (
    b"<html><head><title>Gazette</title>"
    b'<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    b'<link rel="alternate" type="application/atom+xml" href="/sport.xml?a=1&amp;b=2"></head><body>hello</body></html>'
)


class Handler(BaseHTTPRequestHandler):
    """A small site; `seen` are the headers of the requests for each path."""

    seen: ClassVar[dict[str, dict[str, str]]] = {}

    def do_GET(self) -> None:
        self.seen[self.path] = {name.lower(): value for name, value in self.headers.items()}
        nothing = b"<html><body>nothing</body></html>"
        pages = {"/": PAGE, "/plain": nothing, "/plain/": nothing, "/feed": nothing, "/rss": b"", "/old.xml": b""}
        if self.path == "/key.xml" and self.headers.get("X-Key") != "k3y":
            self.send_response(401)
            body = b"no"
        elif self.path == "/old.xml":
            self.send_response(301)
            self.send_header("Location", "/news.xml")
            body = b""
        else:
            self.send_response(200)
            body = pages.get(self.path, FEED)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class says so
        """Nothing on the terminal."""


@pytest.fixture
def gazette() -> Iterator[str]:
    Handler.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def feeds_of(world: World) -> list[str]:
    return [row["url"] for row in json.loads((world.config / "feeds.yaml").read_text())["feeds"]]


def test_a_page_in_place_of_a_feed_is_shown_and_asked_about(monitor: Command, world: World, gazette: str) -> None:
    (world.config / "feeds.yaml").write_text("feeds:\n  - url: https://a.example/\n    title: A\n")
    answer = monitor("feeds", "add", f"{gazette}/", "--title", "Gazette", stdin=b"2\n")
    assert answer.status == 0, answer.err
    assert f"1  {gazette}/news.xml" in answer.out
    assert f"url: {gazette}/sport.xml?a=1&b=2" in (world.config / "feeds.yaml").read_text().replace('"', "")


@pytest.mark.parametrize("typed", [b"", b"\n", b"3\n", b"x\n"])
def test_nothing_is_added_without_a_choice(monitor: Command, world: World, gazette: str, typed: bytes) -> None:
    before = (world.config / "feeds.yaml").read_text()
    answer = monitor("feeds", "add", f"{gazette}/", stdin=typed)
    assert answer.status == 2
    assert "nothing was added" in answer.err
    assert (world.config / "feeds.yaml").read_text() == before


def test_a_page_without_feeds_is_asked_for_at_the_usual_places_and_what_cannot_be_reached_is_added(
    monitor: Command, world: World, gazette: str
) -> None:
    (world.config / "feeds.yaml").write_text("feeds:\n  - url: https://a.example/\n    title: A\n")
    assert monitor("feeds", "add", f"{gazette}/plain/", stdin=b"").status == 2
    assert monitor("feeds", "add", f"{gazette}/plain", "--title", "Usual", stdin=b"1\n").status == 0
    assert f"{gazette}/rss.xml" in (world.config / "feeds.yaml").read_text()
    answer = monitor("feeds", "add", "http://127.0.0.1:1/feed.xml", "--title", "Later")
    assert answer.status == 0
    assert "It could not be read now: " in answer.out
    assert "monitor feeds list" in answer.out
    assert "127.0.0.1:1/feed.xml" in (world.config / "feeds.yaml").read_text()


def test_a_feed_is_named_as_it_names_itself_unless_the_user_does(monitor: Command, world: World, gazette: str) -> None:
    feeds = world.config / "feeds.yaml"
    shown = "feeds:\n  - url: https://a.example/\n    title: A\n    # interval: 30m\n"
    feeds.write_text(shown)
    assert "Gazette" not in monitor("feeds", "add", f"{gazette}/own.xml", "--title", "Mine").out
    assert monitor("feeds", "add", f"{gazette}/news.xml").out.endswith(": The Gazette\n")
    assert monitor("feeds", "add", f"{gazette}/", "--language", "de", stdin=b"2\n").status == 0
    assert feeds.read_text().startswith(shown), "the comment is still A's"
    rows = [(one.title, one.publisher, one.language) for one in load_settings(world.config, {}.get).feeds]
    assert rows == [
        ("A", "a.example", ""),
        ("Mine", "Mine", "en-GB"),
        ("The Gazette", "The Gazette", "en-GB"),
        ("The Gazette", "The Gazette", "de"),
    ]


def test_parse_asks_as_the_poll_does(
    monitor: Command, world: World, gazette: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAZETTE_KEY", "k3y")
    row = {"url": f"{gazette}/key.xml", "title": "Gazette", "headers_env": {"X-Key": "GAZETTE_KEY"}}
    (world.config / "feeds.yaml").write_text(json.dumps({"feeds": [row]}))
    answer = monitor("parse", f"{gazette}/key.xml", "--json")
    assert answer.json["outcome"] == "read"
    assert "application/rss+xml" in Handler.seen["/key.xml"]["accept"]
    assert "k3y" not in answer.out
    assert monitor("parse", f"{gazette}/other.xml", "--json").json["outcome"] == "read"
    assert "x-key" not in Handler.seen["/other.xml"]


def test_moved_feeds_are_told_and_adopted_with_one_command(monitor: Command, world: World, gazette: str) -> None:
    old, new = f"{gazette}/old.xml", f"{gazette}/news.xml"
    text = f"feeds:\n  # the old one\n  - url: {old}\n    title: Gazette  # stays\n"
    (world.config / "feeds.yaml").write_text(text)
    assert "No feed has said that it moved." in monitor("feeds", "adopt").out
    assert monitor("once").status == 0
    assert f"well, moved to {new}" in monitor("feeds", "list").out
    assert monitor("feeds", "list", "--json").json[0]["moved_to"] == new
    assert monitor("feeds", "adopt", "nobody").status == 2
    answer = monitor("feeds", "adopt")
    assert f"Gazette: {old} is now {new}" in answer.out
    assert (world.config / "feeds.yaml").read_text() == text.replace(old, new)
    assert monitor("once").status == 0
    assert world.query("SELECT url, moved_to FROM feed WHERE active") == [(new, "")]
    assert world.query("SELECT count(*) FROM entry") == [(1,)]
