"""What was found, for people and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from monitor.cli.output import console, counted, inert, say, stamp
from monitor.core.searching import Snippet, marked_title, snippet
from monitor.flow.archive.searching import MOST_LOOKED_AT
from monitor.model.archive.search import FoundArticle, SearchAnswer, Tried

_MARK = "**"
"""Around what was found, where nothing can be shown bold."""
_INDEXED = "The bot indexes them while it runs, monitor db index does it at once."


def print_answer(answer: SearchAnswer, filters: Mapping[str, str]) -> None:
    """Each article with its snippet; behind them how to go on, or what was tried."""
    if not answer.state.articles:
        say("The archive is empty: no article was read yet, or none is kept any longer.")
        return
    # What only filters ask for is found without the index.
    if answer.state.articles <= answer.state.waiting and not answer.found:
        articles = counted(answer.state.articles, "article")
        say(f"Nothing can be searched yet: {articles} wait for the index. {_INDEXED}")
        return
    for one in answer.found:
        _print_found(one)
    if not answer.found:
        say("No article was found.")
        for tried in answer.tried:
            say(f"  {_tried(tried)}")
        if filters:
            say(f"  only {', '.join(f'{key}:{value}' for key, value in filters.items())}")
        if answer.tried:
            say(
                f"  {counted(answer.looked_at, 'article')} of {answer.state.articles} matched word for word, the "
                "others hold too few of the words"
            )
        else:
            say(f"  {counted(answer.state.articles, 'article')} there: none is such a one")
    if answer.more is not None:
        say(f"There may be more: add before:{answer.more}")
    if answer.looked_at >= MOST_LOOKED_AT:
        say(f"{answer.looked_at} articles were matched, and older ones left: narrow the question, or go on as above.")
    if answer.state.waiting:
        say(f"{answer.state.waiting} of {counted(answer.state.articles, 'article')} cannot be searched yet. {_INDEXED}")


def _tried(tried: Tried) -> str:
    if not tried.words:
        return f"{tried.term}: no word of the archive may be this"
    more = ", ..." if tried.words > len(tried.examples) else ""
    return f"{tried.term}: {counted(tried.words, 'word')} of the archive may be this: {', '.join(tried.examples)}{more}"


def _print_found(one: FoundArticle) -> None:
    article = one.article
    story = "" if article.story_id is None else f"  story {article.story_id:04x}"
    say(f"{article.id}  {stamp(article.first_seen_at)}  {article.publisher}  {article.language or '?'}{story}")
    _print_marked(marked_title(article.title, one.sighting))
    found = snippet(article.title, article.text, one.sighting)
    if found.field.value == "text":
        _print_marked(found)
    say(f"  {article.canonical_url or article.final_url}\n")


def _print_marked(found: Snippet) -> None:
    if not sys.stdout.isatty():
        say(f"  {found.marked(_MARK, _MARK)}")
        return
    from rich.text import Text  # noqa: PLC0415 - much to load for output that is no terminal

    line, at = Text("  … " if found.goes_on[0] else "  "), 0
    for start, end in found.marks:
        line.append(inert(found.text[at:start]))
        line.append(inert(found.text[start:end]), style="bold reverse")
        at = end
    line.append(inert(found.text[at:]))
    console().print(line.append(" …" if found.goes_on[1] else ""))


def plain_answer(answer: SearchAnswer) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "articles": [plain_found(one) for one in answer.found],
        "more_before": answer.more,
        "looked_at": answer.looked_at,
        "tried": answer.tried,
        "archive": answer.state,
    }


def plain_found(one: FoundArticle) -> dict[str, Any]:
    """What `--jsonl` prints of an article."""
    article = one.article
    return {
        "id": article.id,
        "url": article.canonical_url or article.final_url,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "published_at": article.published_at,
        "first_seen_at": article.first_seen_at,
        "story": None if article.story_id is None else f"{article.story_id:04x}",
        "version": article.version,
        "score": one.score,
        "spots": one.sighting.spots,
        "snippet": snippet(article.title, article.text, one.sighting),
    }
