"""`monitor match`: which topics fire on a text, where and why, and which nearly did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.output import BAD_INPUT, print_json, print_line, say, warn
from monitor.cli.place import is_url, place_of, read_input
from monitor.errors import UsageError
from monitor.model.articles import ExtractedPage
from monitor.model.config import FetchSettings
from monitor.model.feeds import FetchFailure
from monitor.model.watch import Hit, MatchResult, MatchText, NearMiss, Watchlist
from monitor.parse.language import guess_language
from monitor.settings import default_fetch, load_watchlists
from monitor.watch import Matcher, matcher_of


def match(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="[FILE|URL|-]", help="A text, a page, or standard input.")] = "-",
    watchlists: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Watchlists from there; by default those of the configuration.")
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Many texts: lines of {id, title, text, language?}; - reads standard input."),
    ] = None,
    language: Annotated[str, typer.Option(help="The text's language (BCP 47); guessed if omitted.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Which topics fire on a text, where, why, and which nearly did.

    Examples: monitor match article.txt; monitor match https://example.org/a; monitor match --jsonl texts.jsonl
    """
    found, fetch = _watchlists(context, watchlists)
    matcher = matcher_of(tuple(found))
    if jsonl is not None:
        _match_lines(matcher, jsonl)
        return
    text = _text(fetch, source, language)
    result = matcher.match(text)
    if as_json:
        print_json({"title": text.title, "language": text.language, **_report(result)})
    else:
        _show(result)


def _watchlists(context: typer.Context, folder: Path | None) -> tuple[tuple[Watchlist, ...], FetchSettings]:
    if folder is not None:
        return load_watchlists(folder), default_fetch()
    settings = place_of(context).load()
    return settings.watchlists, settings.fetch


def _match_lines(matcher: Matcher, path: Path) -> None:
    for number, line in enumerate(read_input(str(path)).split(b"\n"), 1):
        if line.strip():
            row = _row(line, f"{path}:{number}")
            print_line({"id": row.get("id"), **_report(matcher.match(_match_text(row)))})


def _match_text(row: dict[str, Any]) -> MatchText:
    title, text = row.get("title") or "", row.get("text") or ""
    # As the bot reads an article: endings are those of a language.
    language = row.get("language") or guess_language(f"{title}\n{text}")
    return MatchText(title=title, text=text, language=language, source=row.get("source") or "")


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{where}: not UTF-8 (byte {error.start + 1} of the line)") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: a line must be an object with id, title and text")
    for key in ("title", "text", "language", "source"):
        if not isinstance(row.get(key) or "", str):
            raise UsageError(f"{where}: {key} must be a string")
    return row


def _report(result: MatchResult) -> dict[str, Any]:
    return {
        "hits": [_hit(hit) for hit in result.hits],
        "near": [_near(miss) for miss in result.near],
        "verdicts": [
            {
                "watchlist": verdict.watchlist,
                "fires": verdict.fires,
                "strength": verdict.strength,
                "rules": verdict.rules,
                "reason": verdict.reason,
            }
            for verdict in result.verdicts
        ],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "watchlist": hit.watchlist,
        "topic": hit.topic,
        "start": hit.start,
        "end": hit.end,
        "field": hit.field,
        "surface": hit.surface,
        "form": hit.form,
        "strength": hit.strength,
        "reason": hit.reason,
    }


def _near(miss: NearMiss) -> dict[str, Any]:
    return {
        "watchlist": miss.watchlist,
        "topic": miss.topic,
        "start": miss.start,
        "end": miss.end,
        "field": miss.field,
        "surface": miss.surface,
        "form": miss.form,
        "failed": miss.failed,
    }


def _show(result: MatchResult) -> None:
    if not result.hits:
        say("No topic matched.")
    for verdict in result.verdicts:
        say(f"{verdict.watchlist}: {'fires' if verdict.fires else 'does not fire'} ({verdict.reason})")
        for hit in result.hits:
            if hit.watchlist == verdict.watchlist:
                where = f"{hit.field} {hit.start}-{hit.end}"
                say(f"  {hit.topic:<24} {where}  {hit.surface!r}  {hit.strength}: {hit.reason}")
    if result.near:
        say("Nearly:")
        for miss in result.near:
            say(f"  {miss.topic:<24} {miss.field} {miss.start}-{miss.end}  {miss.surface!r}  {miss.failed}")


def _text(fetch: FetchSettings, source: str, language: str) -> MatchText:
    """Plain text as it is; a page's article text by the sandbox."""
    body = b"" if is_url(source) else read_input(source)
    if is_url(source) or b"<html" in body[:4096].lower():
        return _page(fetch, source, body, language)
    plain = body.decode("utf-8", "replace")
    return MatchText(title="", text=plain, language=language or guess_language(plain))


def _page(fetch: FetchSettings, source: str, body: bytes, language: str) -> MatchText:
    from monitor.cli.feeds.inspect import matched_text, read_page  # noqa: PLC0415 - a text needs neither network nor sandbox

    page = read_page(fetch, source, body)
    if isinstance(page, FetchFailure):
        raise UsageError(f"{source}: {page.detail}")
    if not isinstance(page, ExtractedPage):
        warn(f"{source}: {page.detail}")
        raise typer.Exit(BAD_INPUT)
    return MatchText(title=page.title, text=matched_text(page), language=language or page.language)
