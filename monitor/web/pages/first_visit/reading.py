"""How far the first visit is, a draft of pasted articles, and a text tried on the watchlists."""

from __future__ import annotations

import asyncio
import re

from monitor.errors import UsageError
from monitor.flow.desk.inbox import inbox
from monitor.model.config import EmailChannel
from monitor.model.desk.inbox import InboxQuestion
from monitor.model.watch import MatchText
from monitor.parse.language import guess_language
from monitor.settings import load_watchlists
from monitor.watch import matcher_of
from monitor.web.kit.asked import Asked
from monitor.web.pages.first_visit.names import EXAMPLE, named
from monitor.web.pages.first_visit.views import ChannelOffer, DraftView, Found, StartView, TryView

_MOST_TEXT, _MOST_NAMES = 200_000, 12
_PACKS = ("forces-levant", "levant", "people-levant")
"""Those that are ready within a second; with all of them the bot beside it would do little else for ten."""
_BETWEEN = re.compile(r"^[ \t]*-{3,}[ \t]*\r?$", re.MULTILINE)


async def start(asked: Asked) -> StartView:
    """What is done, by the configuration in force."""
    settings, services = asked.settings, asked.services
    own = tuple(one.id for one in settings.watchlists if one.id != EXAMPLE and asked.who.sees(one.id))
    question = InboxQuestion(watchlists=own, limit=1)
    page = await services.call(inbox, services.store, settings, question, services.clock.now()) if own else None
    line = page.lines[0] if page is not None and page.lines else None
    return StartView(
        feeds=tuple(feed.title or feed.url for feed in settings.feeds),
        watchlists=own,
        subscriptions=tuple(one.id for one in settings.subscriptions if set(one.watchlists) & set(own)),
        channels=tuple(ChannelOffer(name=one.name, mail=isinstance(one, EmailChannel)) for one in settings.channels),
        stories=0 if page is None else len(page.lines),
        first="" if line is None else line.title,
        language="" if line is None else line.language,
        story=0 if line is None else int(line.story),
    )


async def draft(asked: Asked) -> DraftView:
    """A list of the names in what was pasted."""
    given = asked.form.get("articles", "").strip()
    if not given:
        raise UsageError("Paste one article or some, as they are: what they name may be watched.")
    if len(given) > _MOST_TEXT:
        raise UsageError(f"That are more than {_MOST_TEXT:,} characters; some articles are enough.")
    texts = [part.strip() for part in _BETWEEN.split(given) if part.strip()]
    name = named(asked.word("name"))
    text, names = await asyncio.to_thread(_drafted, texts, name)
    return DraftView(name=name, text=text, names=names, texts=len(texts))


async def try_text(asked: Asked) -> TryView:
    """What the lists, as their files are now, find in a text."""
    text = asked.form.get("text", "")[:_MOST_TEXT]
    if not text.strip():
        raise UsageError("Paste a text to try the watchlists on.")
    return await asyncio.to_thread(_tried, asked, text)


def _drafted(texts: list[str], name: str) -> tuple[str, int]:
    """The file, and how many names stand in it."""
    from monitor.watch import draft_yaml  # noqa: PLC0415 - much to load for what is done once
    from monitor.watch import suggest as suggested  # noqa: PLC0415

    found = suggested([_match_text(one) for one in texts], _PACKS, _MOST_NAMES)
    if not found.suggestions:
        raise UsageError("No name was found in these texts. Paste whole articles, or write the list under Watchlists.")
    return draft_yaml(found, name, name.replace("-", " ").capitalize(), _PACKS), len(found.suggestions)


def _tried(asked: Asked, text: str) -> TryView:
    """By the files as they are now: a bot takes a second or two to take them up."""
    lists = tuple(
        one for one in load_watchlists(asked.desk.place.config / "watchlists", canaries=False) if asked.who.sees(one.id)
    )
    result = matcher_of(lists).match(_match_text(text))
    return TryView(
        text=text,
        fires=tuple(verdict.watchlist for verdict in result.verdicts if verdict.fires),
        found=tuple(Found(watchlist=x.watchlist, topic=x.topic, words=x.surface, why=x.reason) for x in result.hits),
        nearly=tuple(Found(watchlist=x.watchlist, topic=x.topic, words=x.surface, why=x.failed) for x in result.near),
    )


def _match_text(text: str) -> MatchText:
    """Its first line as the title, where it is short enough for one."""
    first, _, rest = text.strip().partition("\n")
    title, body = (first.strip(), rest) if rest.strip() and len(first) <= 200 else ("", text)
    return MatchText(title=title, text=body, language=guess_language(text))
