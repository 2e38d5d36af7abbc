"""`monitor parse`, `monitor extract`: what the bot would store from a feed or page, by the same guard and sandbox."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.output import print_json, say, stamp, warn
from monitor.cli.place import is_url, place_of, read_input
from monitor.core.entries.identity import entry_keys
from monitor.core.urls import canonical_url
from monitor.errors import ConfigError
from monitor.fetch.client import HttpFetcher
from monitor.model.articles import ExtractedPage
from monitor.model.config import FetchSettings, SandboxSettings
from monitor.model.feeds import FetchFailure, FetchRequest, ParsedFeed, ParseFailure
from monitor.sandbox import ProcessSandbox
from monitor.settings import default_fetch

_Source = Annotated[
    str, typer.Argument(metavar="FILE|URL", help="A file, an http(s) address, or - for standard input.")
]
_Url = Annotated[str, typer.Option("--url", help="For a file: the address it was fetched from.")]
_Type = Annotated[str, typer.Option("--type", help="For a file: its Content-Type.")]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


def parse(
    context: typer.Context, source: _Source, url: _Url = "", content_type: _Type = "", as_json: _Json = False
) -> None:
    """What the bot would store from that feed. Status 0 for every handled outcome, good or bad.

    Example: monitor parse https://example.org/feed.xml --json
    """
    result = asyncio.run(_parse(_fetch_settings(context), source, url, content_type))
    if as_json:
        print_json(feed_report(result))
    elif isinstance(result, ParsedFeed):
        say(f"{result.title or source}: {result.format}, {len(result.entries)} entries{_note(result.note)}")
        for entry in result.entries:
            say(f"  {stamp(entry.published_at)}  {entry.title or '(no title)'}\n    {entry.url or '(no link)'}")
    else:
        say(f"{result.reason}: {result.detail}")


def extract(
    context: typer.Context, source: _Source, url: _Url = "", content_type: _Type = "", as_json: _Json = False
) -> None:
    """The article text the bot would store from that page. Status 0 for every handled outcome, good or bad.

    Example: monitor extract page.html --url https://example.org/a --json
    """
    result = asyncio.run(_extract(_fetch_settings(context), source, url, content_type))
    if as_json:
        print_json(page_report(result))
    elif isinstance(result, ExtractedPage):
        say(f"{result.title}\n{stamp(result.published_at)}  {result.language or '?'}  {result.canonical_url}\n")
        say(matched_text(result))
        if result.partial:
            say(f"\nOnly the beginning of the article: {result.partial}.")
    else:
        say(f"{result.reason}: {result.detail}")


def feed_report(result: ParsedFeed | ParseFailure | FetchFailure) -> dict[str, Any]:
    """The JSON answer of `parse`: `outcome` is `read`, `parse_failed` or `fetch_failed`."""
    if isinstance(result, ParsedFeed):
        entries = [
            {
                "keys": entry_keys(entry),
                "guid": entry.guid,
                "url": entry.url,
                "canonical_url": canonical_url(entry.url),
                "title": entry.title,
                "summary": entry.summary,
                "content": entry.content,
                "author": entry.author,
                "published_at": entry.published_at,
                "language": entry.language,
            }
            for entry in result.entries
        ]
        return {
            "outcome": "read",
            "format": result.format,
            "title": result.title,
            "language": result.language,
            "well_formed": result.well_formed,
            "note": result.note,
            "entries": entries,
        }
    return _failure(result)


def page_report(result: ExtractedPage | ParseFailure | FetchFailure) -> dict[str, Any]:
    """The JSON answer of `extract`: `outcome` is `page`, `parse_failed` or `fetch_failed`."""
    if isinstance(result, ExtractedPage):
        return {
            "outcome": "page",
            "title": result.title,
            "text": matched_text(result),
            "partial": result.partial,
            "language": result.language,
            "published_at": result.published_at,
            "author": result.author,
            "canonical_url": result.canonical_url,
            "site_name": result.site_name,
        }
    return _failure(result)


def matched_text(page: ExtractedPage) -> str:
    """A page's text, and under it its captions, said to be captions: a name there brings a weak hit."""
    return "\n".join([page.text, *(f"Caption: {caption}" for caption in page.captions)])


def _failure(result: ParseFailure | FetchFailure) -> dict[str, Any]:
    outcome = "fetch_failed" if isinstance(result, FetchFailure) else "parse_failed"
    return {"outcome": outcome, "reason": result.reason, "detail": result.detail}


async def _parse(
    settings: FetchSettings, source: str, url: str, content_type: str
) -> ParsedFeed | ParseFailure | FetchFailure:
    body = await _load_body(settings, source, settings.max_feed_bytes, url, content_type)
    if isinstance(body, FetchFailure):
        return body
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    try:
        return await sandbox.parse_feed(*body)
    finally:
        sandbox.close()


async def _extract(
    settings: FetchSettings, source: str, url: str, content_type: str
) -> ExtractedPage | ParseFailure | FetchFailure:
    body = await _load_body(settings, source, settings.max_page_bytes, url, content_type)
    return body if isinstance(body, FetchFailure) else await _extracted(body)


def read_page(settings: FetchSettings, source: str, given: bytes) -> ExtractedPage | ParseFailure | FetchFailure:
    """The text of the page at the address `source`, or of a file's content `given`."""

    async def work() -> ExtractedPage | ParseFailure | FetchFailure:
        if not is_url(source):
            return await _extracted((given, "", ""))
        return await _extract(settings, source, "", "")

    return asyncio.run(work())


async def _extracted(body: tuple[bytes, str, str]) -> ExtractedPage | ParseFailure:
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    try:
        return await sandbox.extract(*body, metadata=True)
    finally:
        sandbox.close()


async def _load_body(
    settings: FetchSettings, source: str, max_bytes: int, url: str, content_type: str
) -> tuple[bytes, str, str] | FetchFailure:
    """(body, content type, URL) of a file, standard input, or an address behind the guard."""
    if not is_url(source):
        return read_input(source), content_type, url
    fetcher = HttpFetcher(settings, SystemClock())
    try:
        answer = await fetcher.fetch(FetchRequest(url=source, max_bytes=max_bytes))
    finally:
        await fetcher.aclose()
    if isinstance(answer, FetchFailure):
        return answer
    return answer.body, answer.content_type, answer.url


def _fetch_settings(context: typer.Context) -> FetchSettings:
    """The configuration's, so that its allow list counts; the defaults where there is no usable configuration."""
    place = place_of(context)
    try:
        return place.load().fetch
    except ConfigError as error:
        if place.config.exists():
            warn(f"config/ cannot be used, so its settings do not count here: {error.problems[0]}")
        return default_fetch()


def _note(note: str) -> str:
    return f" ({note})" if note else ""
