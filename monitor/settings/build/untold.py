"""What is watched and told to nobody though nothing is wrong with it: said at every load, for else it is silent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from monitor.model.config import Subscription
from monitor.settings.build.routes import Names
from monitor.settings.build.watchlists import Loaded
from monitor.settings.check import Findings
from monitor.settings.yaml import Document

_TOPIC = re.compile(r"@([\w-]+)")
_SOURCE = re.compile(r'(?<![\w"])source:((?:"[^"]*"|[^\s",()]+)(?:,(?:"[^"]*"|[^\s",()]+))*)')
_NAME = re.compile(r'"([^"]*)"|([^",]+)')


def warn_of_untold(findings: Findings, document: Document, built: Iterable[Subscription], names: Names) -> None:
    """Say which watchlists no subscription has, and which topics none tells of those that some have."""
    subscriptions = list(built)
    for watchlist, topics in names.topics.items():
        mine = [one for one in subscriptions if watchlist in one.watchlists]
        told = {topic for one in mine for name, topic in one.match.topics if name == watchlist}
        untold = [topic for topic in topics if topic not in told]
        if subscriptions and not mine:
            message = f"nobody is told of the watchlist {watchlist}: no subscription lists it at its priority or below."
            findings.warn(document, ("subscriptions",), message, "Add it to one, or write watchlists: all.")
        if mine and untold and all(one.match.topics for one in mine):
            message = f"no subscription tells {', '.join(untold[:5])} of the watchlist {watchlist}: "
            findings.warn(document, ("subscriptions",), f"{message}their match asks for other topics.")


def warn_of_unasked(findings: Findings, loaded: Loaded, publishers: Collection[str] | None) -> None:
    """Say which topics no rule of a list with rules names, and which rules wait for a publisher that no feed has.

    `publishers`: of all feeds; None where they cannot be told.
    """
    watchlist, checked = loaded.watchlist, loaded.checked
    if not watchlist.rules:
        return
    asked = {topic for rule in watchlist.rules for topic in _TOPIC.findall(rule.query)}
    for index, topic in enumerate(watchlist.topics):
        if topic.id not in asked:
            message = (
                f"no rule names the topic {topic.id}, so it alerts nobody: where there are rules, they alone alert."
            )
            findings.warn(checked.document, checked.at("topics", index, "id"), message, f"Add a rule: '@{topic.id}'.")
    if publishers is None:
        return
    known = {_folded(one): one for one in publishers}
    for index, rule in enumerate(watchlist.rules):
        named = (quoted or plain for part in _SOURCE.findall(rule.query) for quoted, plain in _NAME.findall(part))
        for one in named:
            if _folded(one) not in known:
                near = get_close_matches(_folded(one), known, n=1)
                hint = (
                    f"Did you mean {known[near[0]]}?"
                    if near
                    else "It may still be one that a feed takes articles from."
                )
                loc = checked.at("rules", index, "query")
                findings.warn(checked.document, loc, f"no feed has the publisher {one!r} of this rule.", hint)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
