"""A small news site on the loopback address, to which items are added while it runs."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from urllib.parse import urlsplit

from monitor.testing.items import SiteItem, feed_path
from monitor.testing.pages import article_html, feed_xml, front_page, http_date
from monitor.testing.wire import MAX_HEAD_BYTES, Resource, read_request, respond

RELATED_HEADLINES = 5
_ROBOTS = Resource(body=b"User-agent: *\nAllow: /\n", content_type="text/plain; charset=utf-8")
_NOT_FOUND = Resource(body=b"<!DOCTYPE html><title>Not found</title><h1>Not found</h1>\n", status=404)


class NewsSite:
    """One feed per outlet and one page per item, served over HTTP/1.1 with ETag, 304 and gzip.

    Addresses exist once `start` has bound the port; port 0 takes a free one. Use it as `async with NewsSite() as site`.
    `newest` is how many items a feed shows at most; 0 is all.
    """

    def __init__(self, port: int = 0, host: str = "127.0.0.1", newest: int = 0) -> None:
        self._host, self._port, self._newest = host, port, newest
        self._server: asyncio.Server | None = None
        self._serving: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._outlets: dict[str, str] = {}
        self._items: list[SiteItem] = []
        self._resources: dict[str, Resource] = {}
        self._hits: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        """How many answers went out, by HTTP status."""

    async def __aenter__(self) -> NewsSite:
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen; OSError if the port is taken."""
        self._server = await asyncio.start_server(self._serve, self._host, self._port, limit=MAX_HEAD_BYTES)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and drop open connections; harmless if the site does not run."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        for writer in self._serving.values():
            writer.transport.abort()
        # Whoever stops the loop next would cancel them, and asyncio logs a cancelled one with a traceback.
        await asyncio.gather(*self._serving, return_exceptions=True)
        await server.wait_closed()

    @property
    def base_url(self) -> str:
        """Address of the site, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    def add_outlet(self, outlet: str, language: str = "en") -> str:
        """Serve an outlet's feed, empty until items come; returns its address. Adding it twice changes nothing."""
        self._outlets.setdefault(outlet, language)
        return self.feed_url(outlet)

    def add(self, item: SiteItem) -> str:
        """Publish an item, or replace the one at its address; returns the address."""
        self.add_outlet(item.outlet, item.language)
        self._items = [*(other for other in self._items if other.path != item.path), item]
        return self.url_of(item)

    def put(self, path: str, resource: Resource) -> str:
        """Serve any bytes at `path`, before everything else that lies there; returns the address."""
        self._resources[path] = resource
        return self.base_url + path

    def url_of(self, item: SiteItem) -> str:
        """Address of an item's page."""
        return self.base_url + item.path

    def feed_url(self, outlet: str) -> str:
        """Address of an outlet's feed."""
        return self.base_url + feed_path(outlet)

    def hits(self, url: str) -> int:
        """How often that address (or path) was asked for, whatever the answer."""
        return self._hits[urlsplit(url).path]

    def find(self, path: str) -> Resource:
        """What the site answers at `path`; a 404 page where there is nothing."""
        if path in self._resources:
            return self._resources[path]
        if path == "/":
            return Resource(body=front_page(tuple(self._outlets)))
        if path == "/robots.txt":
            return _ROBOTS
        return self._feed(path) or self._article(path) or _NOT_FOUND

    def _feed(self, path: str) -> Resource | None:
        for outlet, language in self._outlets.items():
            if feed_path(outlet) == path:
                items = [item for item in self._items if item.outlet == outlet][-self._newest :]
                dates = [item.published_at for item in items if item.published_at is not None]
                headers = (("Last-Modified", http_date(max(dates))),) if dates else ()
                body = feed_xml(outlet, language, items, self.base_url)
                return Resource(body=body, content_type="application/rss+xml; charset=utf-8", headers=headers)
        return None

    def _article(self, path: str) -> Resource | None:
        for item in self._items:
            if item.path == path:
                related = [other for other in reversed(self._items) if other.path != path][:RELATED_HEADLINES]
                return Resource(body=article_html(item, related, self.base_url))
        return None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._serving[task] = writer
            task.add_done_callback(self._serving.pop)
        try:
            request = await read_request(reader)
            if request is not None:
                path = urlsplit(request.target).path
                self._hits[path] += 1
                status, answer = respond(request, self.find(path))
                self.statuses[status] += 1
                writer.write(answer)
                await writer.drain()
        except ConnectionError:
            pass  # the reader went away: its right
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
