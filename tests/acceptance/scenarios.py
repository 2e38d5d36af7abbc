"""Scripted days: what each digest of a scenario must tell, and what must stay silent.

A scenario (`scenarios/*.json`) has a watchlist, feeds, and steps. At each step the clock is set, what is new lies on
the shelf, the whole bot works (poll, read, judge) and a digest is composed. `expect` says of the step's items, by id:
`new` (a line of its own, never told before), `update` (a line of a story told before), `told` (either), `silent` (no
line for it, nor any that nothing here asks for). `says` names words that the line must hold; `gone` items are no
longer in the feed. A step marked `opening` only sets the scene: it must come out right, and measures nothing.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.flow.compose import compose_now
from monitor.model.config import PollingSettings, StoriesSettings
from monitor.model.digests import DigestStory
from monitor.model.feeds import FeedSpec
from monitor.model.ids import Priority
from monitor.model.watch import Kind, Name, Topic, Watchlist
from tests.acceptance.shelf import FeedItem, Shelf
from tests.unit.flow.shell_world import SUBSCRIPTION, Shell, settings_for

FOLDER = Path(__file__).parent / "scenarios"
BY_HAND = replace(SUBSCRIPTION, cron="0 5 1 1 *", max_stories=500)
"""Its digests are composed by the driver."""
OFTEN = PollingSettings(interval_s=60, min_interval_s=60)
USUAL = StoriesSettings()
TELLS = ("new", "update", "told")


@dataclass(frozen=True)
class Verdict:
    """Whether one expectation held; `remark` says what happened instead."""

    scenario: str
    kind: str
    wanted: str
    item: str
    remark: str

    @property
    def right(self) -> bool:
        """It held."""
        return not self.remark

    def __str__(self) -> str:
        return f"{self.scenario} [{self.kind}]: {self.item} should be {self.wanted}: {self.remark or 'right'}"


def scenarios() -> list[dict[str, Any]]:
    """All of them, by file name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


class Scene:
    """One scenario on its way: its feeds on the shelf, and the digests of the steps done."""

    def __init__(self, scenario: dict[str, Any], shelf: Shelf) -> None:
        self.scenario, self._shelf = scenario, shelf
        self._shown: list[dict[str, Any]] = []
        self._show()

    def step(self, step: dict[str, Any]) -> None:
        """Put what a step brings on top of its feeds."""
        first = next(iter(self.scenario["feeds"]))
        fresh = [{"feed": first, **item} for item in step["items"]]
        away = {item["id"] for item in fresh} | set(step.get("gone", ()))
        self._shown = fresh + [item for item in self._shown if item["id"] not in away]
        self._show()

    def judge(self, step: dict[str, Any], told: Sequence[DigestStory]) -> Iterator[Verdict]:
        """What became of each expectation of a step, its digest having told these stories."""
        lines = self._lines(step, told)
        for wanted in TELLS:
            for item in step["expect"].get(wanted, ()):
                yield self._verdict(wanted, item, _told(wanted, lines[item], step.get("says", {}).get(item, ())))
        wanted_lines = [
            story.story_id for name in TELLS for item in step["expect"].get(name, ()) for story in lines[item]
        ]
        others = [story for story in told if story.story_id not in wanted_lines]
        for item in step["expect"].get("silent", ()):
            loud = lines[item] or others
            yield self._verdict("silent", item, f"told as {loud[0].state}: {_news(loud[0])}" if loud else "")

    def _verdict(self, wanted: str, item: str, remark: str) -> Verdict:
        return Verdict(self.scenario["id"], self.scenario["kind"], wanted, item, remark)

    def _lines(self, step: dict[str, Any], told: Sequence[DigestStory]) -> dict[str, list[DigestStory]]:
        """Item id -> the lines that show it: found by address, and by title where items share one."""
        links = [item["link"] for item in self._shown]
        found: dict[str, list[DigestStory]] = {}
        for item in self._shown:
            shared = links.count(item["link"]) > 1
            found[item["id"]] = [
                story
                for story in told
                if story.url == item["link"] and (not shared or _plain(story.title) == _plain(item["title"]))
            ]
            if not found[item["id"]] and item["id"] in step.get("says", {}):
                found[item["id"]] = [one for one in told if any(copy.url == item["link"] for copy in one.copies)]
        return found

    def _show(self) -> None:
        for name, feed in self.scenario["feeds"].items():
            mine = [item for item in self._shown if item["feed"] == name]
            self._shelf.feed(feed_url(name), feed["publisher"], map(_feed_item, mine))
            for item in mine:
                if item.get("page"):
                    title = item.get("page_title", item["title"])
                    self._shelf.page(item["link"], title, item["page"], feed["language"])


async def played(
    scenario: dict[str, Any], folder: Path, stories: StoriesSettings = USUAL, bot: type[Shell] = Shell
) -> list[Verdict]:
    """Play a scenario to its end; the verdicts of the steps that measure.

    Where the opening did not come out right, what comes after it cannot either: its remark stands for all.
    """
    verdicts: list[Verdict] = []
    spoiled = ""
    async with _bot(scenario, folder, stories, bot) as (shell, services, shelf):
        scene = Scene(scenario, shelf)
        for number, step in enumerate(scenario["steps"]):
            shell.clock.advance(_moment(step["at"]) - shell.clock.now())
            scene.step(step)
            await shell.cycle(services)
            digest = await compose_now(services, BY_HAND.id, f"step{number}")
            found = list(scene.judge(step, (*digest.stories, *digest.weak) if digest else ()))
            if not step.get("opening"):
                verdicts += [replace(one, remark=one.remark or spoiled) for one in found]
            elif wrong := next((one for one in found if not one.right), None):
                spoiled = f"the opening was not as expected: {wrong}"
    return verdicts


@contextlib.asynccontextmanager
async def _bot(
    scenario: dict[str, Any], folder: Path, stories: StoriesSettings, bot: type[Shell]
) -> AsyncIterator[tuple[Shell, Any, Shelf]]:
    folder.mkdir()
    shelf = Shelf()
    feeds = tuple(
        FeedSpec(url=feed_url(name), title=feed["publisher"], publisher=feed["publisher"], language=feed["language"])
        for name, feed in scenario["feeds"].items()
    )
    settings = settings_for(
        feeds=feeds,
        polling=OFTEN,
        subscriptions=(BY_HAND,),
        watchlists=(_watchlist(scenario["watchlist"]),),
        stories=stories,
    )
    shell = bot(folder, shelf, settings)
    shell.clock.step_wall(_moment(scenario["steps"][0]["at"]))
    async with shell.life() as services:
        yield shell, services, shelf


def feed_url(name: str) -> str:
    """Where a feed of a scenario lies."""
    return f"https://{name}.example/feed.xml"


def _watchlist(watchlist: dict[str, Any]) -> Watchlist:
    topics = tuple(
        Topic(
            id=topic["id"],
            name=topic["name"],
            kind=Kind(topic["kind"]),
            names=tuple(Name(text=name) for name in topic["names"]),
        )
        for topic in watchlist["topics"]
    )
    return Watchlist(id="towns", title="Towns", priority=Priority.NORMAL, topics=topics)


def _feed_item(item: dict[str, Any]) -> FeedItem:
    at = _moment(item["date"]) if item.get("date") else None
    fields = {name: item.get(name, "") for name in ("title", "link", "guid", "summary", "content")}
    return FeedItem(**fields, at=at)


def _told(wanted: str, lines: Sequence[DigestStory], says: Sequence[str]) -> str:
    """What is wrong with the lines of an item that must be told, "" if nothing."""
    right = [one for one in lines if wanted in ("told", one.state)]
    if not right:
        return f"told as {lines[0].state}" if lines else "not told"
    words = _plain(" ".join(part for story in right for part in _parts(story)))
    lacking = [one for one in says if _plain(one) not in words]
    return f"told without saying {', '.join(lacking)}" if lacking else ""


def _parts(story: DigestStory) -> Iterator[str]:
    yield from (story.title, *story.topics, *(quote.text for quote in story.quotes))
    for fact in story.new_facts:
        yield fact.shown
        if fact.sentence:
            yield fact.sentence.text


def _news(story: DigestStory) -> str:
    return ", ".join(f"{fact.kind} {fact.shown}" for fact in story.new_facts) or story.title


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
