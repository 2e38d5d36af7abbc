"""An audit for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.cli.output import counted, say, stamp
from monitor.core.audit.chances import SURE
from monitor.flow.archive.auditing import MOST_ARTICLES
from monitor.model.archive.audit import Audit, AuditLine, AuditText, Recall
from monitor.model.ids import ArticleId

ASSUMED = (
    "names and words find independently of each other",
    "what was found is about what is watched",
    "the answers are right",
)
_ENOUGH_LANGUAGE = 20
_SOME = 0.01
MOST_NUMBERS = 10
"""Of articles with the same spelling."""
_AROUND = 70
"""Letters on either side of a word that is shown where it stands."""


def print_audit(found: Audit, articles: Mapping[ArticleId, AuditText], since: datetime) -> None:
    """The estimate, the lines and the sample."""
    newest = "the newest " if _left_out(found) else ""
    say(f"Watchlist {found.watchlist}: {newest}{counted(found.articles, 'article')} since {stamp(since)}.")
    if not found.articles:
        say("There is nothing to look at. --since reaches back further, as far as articles are kept.")
        return
    if newest:
        say(f"  {found.every - found.articles} more were seen since then; no more than {MOST_ARTICLES} are looked at.")
    _print_recall(found.recall)
    for language, count in found.blind:
        if count >= _ENOUGH_LANGUAGE:
            say(f"Nothing was found in {counted(count, 'article')} in {language or 'an unknown language'}:")
            say("  words say nothing of these, and the estimate is of the others only.")
    if found.lines:
        say("\nNot found, and like what is; answer with --yes NUMBER (it should have been found) or --no NUMBER:\n")
    for line in found.lines:
        _print_line(line, articles)
    if found.sample:
        say("\nOf all others some by chance; answer these as well:\n")
    for line in found.sample:
        _print_line(line, articles)
    if found.strata:
        say("")
    for one in found.strata:
        bound = f"at most {one.at_most} missed" if one.answered else "none answered yet"
        say(
            f"Reads {one.stratum} like the finds: {counted(one.articles, 'article')}, {one.answered} answered, {bound}."
        )


def _left_out(found: Audit) -> bool:
    return found.articles >= MOST_ARTICLES and found.every > found.articles


def _print_recall(one: Recall) -> None:
    if one.share is None:
        said = counted(one.found, "story")
        say(f"{said} found. What share of all that is cannot be said yet: answer the first lines, if there are any.")
        return
    bounds = f"{100 * one.low:.0f} to {100 * one.high:.0f} % with a likelihood of {100 * SURE:.0f} %"
    say(f"Found of what is watched: {100 * one.share:.0f} % ({bounds}).")
    say(f"  {one.alike + one.misses} stories read more like finds, names left out, than any that nobody judged:")
    say(f"  {one.alike} of them were found, {one.misses} were not. In all, {one.found} stories were found.")
    say(f"  Assumed: {'; '.join(ASSUMED)}.")


def _print_line(line: AuditLine, articles: Mapping[ArticleId, AuditText]) -> None:
    one = articles.get(line.article)
    if one is None:
        return
    say(f"{one.id}  {stamp(one.at)}  {one.publisher}  {one.language or '?'}  {one.title}")
    say(f"    {'; '.join(_reasons(line))}")
    if line.same_spelling:
        some = " ".join(map(str, line.same_spelling[:MOST_NUMBERS]))
        more = ", ..." if len(line.same_spelling) > MOST_NUMBERS else ""
        say(f"    {line.spelling} also in {some}{more}")
    if line.spelling and (place := one.text.find(line.spelling)) >= 0:
        around = one.text[max(0, place - _AROUND) : place + len(line.spelling) + _AROUND]
        say(f"    ... {' '.join(around.split())} ...")
    say(f"    {one.url}")


def _reasons(line: AuditLine) -> list[str]:
    """Why it is shown, in words."""
    words = f" ({', '.join(line.words)})" if line.words else ""
    if line.alike >= _SOME:
        found = [f"reads more like {line.topic or 'the finds'} than {100 * line.alike:.0f} % of the finds{words}"]
    else:
        found = ["reads little like the finds"]
    if line.spelling:
        found.append(f"{line.spelling} may be {line.name} ({100 * line.spelled:.0f} %)")
    if line.neighbour:
        found.append("its story has finds")
    if line.others:
        found.append(f"{counted(len(line.others), 'more article')} in its story")
    return found


def plain_audit(found: Audit, articles: Mapping[ArticleId, AuditText]) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "watchlist": found.watchlist,
        "articles": found.articles,
        "newest_only": _left_out(found),
        "recall": found.recall,
        "assumed": ASSUMED,
        "lines": [_plain(line, articles) for line in found.lines],
        "sample": [_plain(line, articles) for line in found.sample],
        "strata": found.strata,
        "blind": [{"language": language, "articles": count} for language, count in found.blind],
    }


def _plain(line: AuditLine, articles: Mapping[ArticleId, AuditText]) -> dict[str, Any]:
    one = articles.get(line.article)
    about = (
        {}
        if one is None
        else {"title": one.title, "url": one.url, "publisher": one.publisher, "language": one.language}
    )
    return {
        "article": line.article,
        **about,
        "others": line.others,
        "same_spelling": line.same_spelling,
        "topic": line.topic or None,
        "alike": round(line.alike, 3),
        "words": line.words,
        "spelling": line.spelling or None,
        "name": line.name or None,
        "spelled": round(line.spelled, 2),
        "neighbour": line.neighbour,
        "stratum": line.stratum,
    }
