"""`monitor parse`, `monitor extract`: what the bot would store from a feed or page, by the same guard and sandbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated, Any

import typer

from monitor.bootstrap import SystemClock
from monitor.cli.output import print_json, say, stamp, warn
from monitor.cli.place import is_url, place_of, read_input
from monitor.core.entries.identity import entry_keys
from monitor.core.polling import first_request
from monitor.core.transfers import as_far_as_it_came, request_for_page
from monitor.core.trust.secrecy import Secrecy, secrets_of_header
from monitor.core.urls import canonical_url
from monitor.errors import ConfigError
from monitor.fetch.client import HttpFetcher
from monitor.flow.feeds.discovering import Offers, discover
from monitor.model.articles import ExtractedPage
from monitor.model.config import FetchSettings, SandboxSettings
from monitor.model.feeds import FeedSpec, FetchFailure, FetchRequest, FetchResult, ParsedFeed, ParseFailure
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
    result = asyncio.run(_parse(*_settings(context, source), source, url, content_type))
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
    result = asyncio.run(_extract(_settings(context, source)[0], source, url, content_type))
    if as_json:
        print_json(page_report(result))
    elif isinstance(result, ExtractedPage):
        say(f"{result.title}\n{stamp(result.published_at)}  {result.language or '?'}  {result.canonical_url}\n")
        say(matched_text(result))
        if result.partial:
            say(f"\nOnly the beginning of the article: {result.partial}.")
    else:
        say(f"{result.reason}: {result.detail}")


def offers_of(context: typer.Context, url: str) -> Offers:
    """Look at an address as the bot would.

    Raises:
        UsageError: it is a page that offers no feed.
    """
    settings, spec = _settings(context, url)

    async def work() -> Offers:
        fetcher, sandbox = HttpFetcher(settings, SystemClock()), ProcessSandbox(SandboxSettings(workers=1))
        try:
            found = await discover(fetcher, sandbox, settings, spec)
            # Without the keys that the feed was asked with, which its server may repeat.
            secrecy = Secrecy(one for name, value in spec.headers for one in secrets_of_header(name, value))
            feed = None if found.feed is None else secrecy.hide_in_news(found.feed)
            return replace(found, feed=feed, trouble=secrecy.hide(found.trouble))
        finally:
            sandbox.close()
            await fetcher.aclose()

    return asyncio.run(work())


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
    settings: FetchSettings, spec: FeedSpec, source: str, url: str, content_type: str
) -> ParsedFeed | ParseFailure | FetchFailure:
    answer = await _answer(settings, first_request(spec, settings), source, url, content_type)
    if isinstance(answer, FetchFailure):
        return _without_keys(answer, spec)
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    try:
        found = await sandbox.parse_feed(answer.body, answer.content_type, answer.url, language=spec.language)
    finally:
        sandbox.close()
    told = answer.broken if isinstance(found, ParseFailure) and answer.broken is not None else found
    return _without_keys(told, spec)


def _without_keys(
    found: ParsedFeed | ParseFailure | FetchFailure, spec: FeedSpec
) -> ParsedFeed | ParseFailure | FetchFailure:
    """What is shown: without the keys that the feed was asked with, which its server may repeat."""
    secrecy = Secrecy(one for name, value in spec.headers for one in secrets_of_header(name, value))
    return (
        secrecy.hide_in_news(found)
        if isinstance(found, ParsedFeed)
        else replace(found, detail=secrecy.hide(found.detail))
    )


async def _extract(
    settings: FetchSettings, source: str, url: str, content_type: str
) -> ExtractedPage | ParseFailure | FetchFailure:
    answer = await _answer(settings, request_for_page(source, settings), source, url, content_type)
    return answer if isinstance(answer, FetchFailure) else await _extracted(answer)


def read_page(settings: FetchSettings, source: str, given: bytes) -> ExtractedPage | ParseFailure | FetchFailure:
    """The text of the page at the address `source`, or of a file's content `given`."""

    async def work() -> ExtractedPage | ParseFailure | FetchFailure:
        if not is_url(source):
            return await _extracted(FetchResult(status=200, url="", body=given))
        return await _extract(settings, source, "", "")

    return asyncio.run(work())


async def _extracted(answer: FetchResult) -> ExtractedPage | ParseFailure | FetchFailure:
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    try:
        page = await sandbox.extract(answer.body, answer.content_type, answer.url, metadata=True)
    finally:
        sandbox.close()
    return as_far_as_it_came(page, answer)


async def _answer(
    settings: FetchSettings, request: FetchRequest, source: str, url: str, content_type: str
) -> FetchResult | FetchFailure:
    """A file or standard input, or the answer of an address, asked for as the bot asks and behind the same guard."""
    if not is_url(source):
        return FetchResult(status=200, url=url, body=read_input(source), content_type=content_type)
    fetcher = HttpFetcher(settings, SystemClock())
    try:
        return await fetcher.fetch(request)
    finally:
        await fetcher.aclose()


def _settings(context: typer.Context, url: str) -> tuple[FetchSettings, FeedSpec]:
    """The configuration's, so that its allow list, and the headers of a feed that it names, count.

    The defaults where there is no usable configuration.
    """
    unnamed, place = FeedSpec(url=url, title="", publisher=""), place_of(context)
    try:
        settings = place.load()
    except ConfigError as error:
        if place.config.exists():
            warn(f"config/ cannot be used, so its settings do not count here: {error.problems[0]}")
        return default_fetch(), unnamed
    spec = next((one for one in settings.feeds if one.url == url), unnamed)
    if spec.headers and settings.absent_secrets:
        warn(f"secrets are absent, so the feed may be asked without its key: {', '.join(settings.absent_secrets)}")
    return settings.fetch, spec


def _note(note: str) -> str:
    return f" ({note})" if note else ""
