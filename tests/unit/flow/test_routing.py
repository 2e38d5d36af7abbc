"""Routes over a real store: who is told what, by which message, and what is never lost on the way."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from monitor.core.digest.lines import CountPublishers
from monitor.deliver.render import render
from monitor.engine.embedded import EmbeddedEngine
from monitor.engine.work import assess_lane, extract_lane, poll_lane
from monitor.flow.alerting import alert_due
from monitor.flow.compose import compose_due
from monitor.flow.routing import rules_for
from monitor.flow.services import Services
from monitor.flow.story_routes import routes_of
from monitor.model.alerting import DigestKind, Immediate
from monitor.model.config import Subscription
from monitor.model.digests import Digest
from monitor.model.feeds import FeedSpec
from monitor.model.ids import AlertId, Priority, StoryId
from monitor.model.routing import Match, QuietHours, RouteFacts, RouteQuestion, Rule, Silence, StoryState
from monitor.model.watch import Kind, Name, Topic
from monitor.model.ways import SubscriptionRoute
from tests.unit.core.test_routes import Case, a_subscription, expected
from tests.unit.flow.shell_world import (
    FEED,
    SUBSCRIPTION,
    T0,
    WATCHLIST,
    Item,
    Shell,
    fetcher_for,
    html,
    rss,
    settings_for,
    watched,
)

OTHER = "https://levant.example/feed.xml"
FEEDS = (
    FeedSpec(url=FEED, title="River", publisher="River", tags=("local",)),
    FeedSpec(url=OTHER, title="Levant", publisher="Levant"),
)
HAJIN = Topic(id="hajin", name="Hajin", kind=Kind.PLACE, names=(Name(text="Hajin"),))
LIST = replace(WATCHLIST, topics=(*WATCHLIST.topics, HAJIN))
RULES = Immediate(group_wait_s=120, group_interval_s=900)
AT_ONCE = replace(SUBSCRIPTION, id="now", title="Now", cron="", immediate=RULES)


def retold(item: Item, slug: str) -> Item:
    """The same event in another outlet's words."""
    chance = random.Random(slug)

    def stirred(line: str) -> str:
        words = line.rstrip(".").split()
        chance.shuffle(words)
        return f"{' '.join(words)}."

    text = "\n".join(map(stirred, item.text.replace("Albu Kamal", "Albu_Kamal").split("\n")))
    return replace(item, slug=slug, host="levant.example", title=f"{item.title} seen", text=text.replace("_", " "))


def of_hajin(number: int) -> Item:
    item = watched(number)
    return replace(item, title=item.title.replace("Albu Kamal", "Hajin"), text=item.text.replace("Albu Kamal", "Hajin"))


def shell_of(folder: Path, *subscriptions: Subscription, river: Sequence[Item], levant: Sequence[Item] = ()) -> Shell:
    """`levant` stands in the other feed from its second poll on."""
    fetcher = fetcher_for(*river)
    fetcher.say_body(OTHER, rss([]), "application/rss+xml")
    fetcher.say_body(OTHER, rss(levant), "application/rss+xml")
    for item in levant:
        fetcher.say_body(item.url, html(item))
    return Shell(folder, fetcher, settings_for(feeds=FEEDS, watchlists=(LIST,), subscriptions=subscriptions))


async def read_all(services: Services) -> None:
    for lane in (poll_lane(services, lambda: None), extract_lane(services), assess_lane(services)):
        while await lane.tick():
            await lane.idle()


async def told(shell: Shell, services: Services, after_s: float = 0) -> list[Digest]:
    """Let time pass, tell what is due; the messages that came."""
    shell.clock.advance(timedelta(seconds=after_s))
    before = len(shell.channel.accepted)
    await alert_due(services)
    await compose_due(services)
    await EmbeddedEngine(services).send_due()
    return [one.digest for one in shell.channel.accepted[before:]]


def words(digest: Digest) -> str:
    return " ".join(render(digest).text.split())


def routes(shell: Shell, services: Services, story: int) -> dict[str, SubscriptionRoute]:
    found = routes_of(services.store, shell.settings, StoryId(story), shell.clock.now())
    return {one.subscription: one for one in found}


def asides(shell: Shell) -> list[tuple[str, str]]:
    return [(name, rule) for name, rule in shell.query("SELECT subscription, rule FROM alert_aside ORDER BY 1, 2")]


async def test_a_route_tells_its_own_and_a_wider_one_later_what_was_set_aside(tmp_path: Path) -> None:
    narrow = replace(AT_ONCE, match=Match(topics=(("towns", "hajin"),), tags=("local",)))
    shell = shell_of(tmp_path, narrow, replace(SUBSCRIPTION, match=narrow.match), river=[watched(1), of_hajin(2)])
    async with shell.life() as services:
        await read_all(services)
        (message,) = await told(shell, services, 120)
        assert [one.title for one in message.stories] == [of_hajin(2).title]
        (digest,) = await told(shell, services, 1_800)
        assert [one.title for one in digest.stories] == [of_hajin(2).title]
        assert "1 matched = 1 shown + 0 folded + 0 weak." in render(digest).text, "its matches are what it asks for"
        assert asides(shell) == [("border", "match"), ("now", "match")]
        assert await told(shell, services, 5_000) == []
    shell.settings = replace(shell.settings, subscriptions=(replace(narrow, match=Match()),), revision="r2")
    async with shell.life() as services:
        (message,) = await told(shell, services, 60)
        assert [one.title for one in message.stories] == [watched(1).title]
        assert message.stories[0].state == "new"
    assert asides(shell) == [("border", "match")]


async def test_a_story_waits_for_its_second_publisher_and_is_told_as_new(tmp_path: Path) -> None:
    careful = Match(confirmed_by=2)
    shell = shell_of(
        tmp_path,
        replace(AT_ONCE, match=careful),
        replace(SUBSCRIPTION, match=careful),
        river=[watched(1), watched(2)],
        levant=[retold(watched(1), "seen")],
    )
    async with shell.life() as services:
        await read_all(services)
        assert await told(shell, services, 600) == []
        (digest,) = await told(shell, services, 1_200)
        assert digest.stories == ()
        assert digest.coverage.held == 2
        shown = render(digest).text
        assert "2 matched = 0 shown + 0 folded + 2 held back + 0 weak." in shown
        assert "2 stories are held back: too few independent publishers tell" in " ".join(shown.split())
    async with shell.life() as services:
        shell.clock.advance(timedelta(hours=1))
        await read_all(services)
        (message,) = await told(shell, services, 120)
        (story,) = message.stories
        assert (story.state, story.publishers) == ("new", 2)
        assert asides(shell) == []
        assert await told(shell, services, 15 * 86_400) != []
        assert asides(shell) == [("border", "confirmation"), ("now", "confirmation")], "after the window it cannot come"


async def test_what_a_subscription_before_it_told_is_not_told_again(tmp_path: Path) -> None:
    """The digest lists only what nobody told, even where the message is still about to go."""
    wake = replace(AT_ONCE, id="wake", match=Match(topics=(("towns", "hajin"),)))
    digest = replace(SUBSCRIPTION, unless_told_by=("wake",))
    shell = shell_of(tmp_path, digest, wake, river=[watched(1), of_hajin(2), of_hajin(3)])
    async with shell.life() as services:
        await read_all(services)
        first = await told(shell, services, 120)
        assert [one.subscription for one in first] == ["wake", "wake"]
        (morning,) = await told(shell, services, 1_800)
        assert [one.title for one in morning.stories] == [watched(1).title]
        shown = words(morning)
        assert "3 matched = 1 shown + 0 folded + 2 told elsewhere or not asked for + 0 weak." in shown
    assert asides(shell) == [("border", "told")] * 2 + [("wake", "match")]


async def test_who_comes_after_waits_while_another_is_about_to_tell(tmp_path: Path) -> None:
    wake = replace(AT_ONCE, id="wake")
    shell = shell_of(tmp_path, replace(SUBSCRIPTION, unless_told_by=("wake",)), wake, river=[watched(1)])
    shell.clock.advance(timedelta(minutes=29))
    async with shell.life() as services:
        await read_all(services)
        shell.clock.advance(timedelta(seconds=61))
        assert await compose_due(services) == 1
        messages = await told(shell, services, 60)
        coverage = messages[0].coverage
        assert (coverage.held, [one.why for one in coverage.holds]) == (1, ["wake is about to tell it"])
        assert [(one.subscription, len(one.stories)) for one in messages] == [("border", 0), ("wake", 1)]
        assert [one.subscription for one in await told(shell, services, 86_400)] == ["border"]
    assert asides(shell) == [("border", "told")]


async def test_states_are_those_of_the_readers(tmp_path: Path) -> None:
    later = replace(watched(1), slug="later", text=watched(1).text.replace("\n", " It was 14 wounded.\n"))
    updates = replace(AT_ONCE, match=Match(states=frozenset({StoryState.UPDATE, StoryState.CORRECTION})))
    fresh = replace(AT_ONCE, id="fresh", match=Match(states=frozenset({StoryState.NEW})))
    shell = shell_of(tmp_path, updates, fresh, river=[watched(1)], levant=[replace(later, host="levant.example")])
    async with shell.life() as services:
        await read_all(services)
        (message,) = await told(shell, services, 120)
        assert (message.subscription, message.stories[0].state) == ("fresh", "new")
        shell.clock.advance(timedelta(hours=1))
        await read_all(services)
        (message,) = await told(shell, services, 120)
        assert (message.subscription, message.stories[0].state) == ("now", "update")
        assert "UPDATE" in render(message).text
    assert asides(shell) == [("fresh", "state"), ("now", "state")]


def silence(name: str, until_s: float, **changes: Any) -> Silence:
    plain = Silence(
        id=name,
        match=Match(topics=(("towns", "hajin"),)),
        start=T0 - timedelta(hours=1),
        until=T0 + timedelta(seconds=until_s),
        by="Ali",
        why="exercise",
    )
    return replace(plain, **changes)


async def test_a_silence_holds_names_and_ends_with_what_it_held(tmp_path: Path) -> None:
    skipping = replace(SUBSCRIPTION, quiet=False, cron="0 7,9 * * *")
    shell = shell_of(tmp_path, AT_ONCE, skipping, river=[of_hajin(2)], levant=[retold(of_hajin(2), "seen")])
    held = silence("drill", 7_200)
    shell.settings = replace(shell.settings, silences=(held, silence("others", 9_999, subscriptions=("nobody",))))
    async with shell.life() as services:
        await read_all(services)
        assert await told(shell, services, 600) == []
        (digest,) = await told(shell, services, 1_200)
        assert (digest.subscription, digest.stories) == ("border", ()), "skipped when quiet, but not when silenced"
        shown = words(digest)
        assert "1 story is held back until Sun 08:30: the silence drill (Ali: exercise)." in shown
        assert "Held: 1 story, told later; see below." in shown
        shell.clock.advance(timedelta(hours=1))
        await read_all(services)
        route = routes(shell, services, 1)["now"]
        assert {(one.fate, one.rules, one.at) for one in route.alerts} == {("hold", (Rule.SILENCE,), held.until)}
        (message,) = await told(shell, services, 1_800)
        assert message.subscription == "now"
        (story,) = message.stories
        assert (story.state, story.publishers) == ("new", 2), "whole, with what came meanwhile"
        assert "Held back until now by the silence drill (Ali: exercise)" in words(message)
        (digest,) = await told(shell, services, 1_800)
        assert [one.stories for one in digest.coverage.ended] == [1]
        ended = "Ended Sun 08:30: the silence drill (Ali: exercise). It had held back 1 story of those told here."
        assert ended in words(digest)
        assert await told(shell, services, 86_400) == []
    assert set(shell.frozen().values()) == {2}, "each alert once for each subscription"


async def test_quiet_hours_hold_delivery_and_end_in_one_message(tmp_path: Path) -> None:
    night = QuietHours(zone="Asia/Damascus", start=time(22), end=time(10), break_through=Priority.HIGH)
    loud = replace(WATCHLIST, id="loud", priority=Priority.HIGH, topics=(HAJIN,))
    calm = replace(LIST, topics=WATCHLIST.topics)
    items = [of_hajin(1), *map(watched, range(2, 7))]
    at_once = replace(AT_ONCE, watchlists=("towns", "loud"), quiet_hours=night)
    by_clock = replace(SUBSCRIPTION, quiet_hours=replace(night, break_through=None, holidays=frozenset({T0.date()})))
    shell = shell_of(tmp_path, at_once, by_clock, river=items)
    shell.settings = replace(shell.settings, watchlists=(calm, loud))
    async with shell.life() as services:
        await read_all(services)
        (message,) = await told(shell, services, 120)
        assert [one.title for one in message.stories] == [of_hajin(1).title], "what breaks through"
        found = routes(shell, services, 2)
        assert [(one.fate, one.at) for one in found["now"].alerts] == [("hold", T0 + timedelta(minutes=30))]
        tomorrow = T0 + timedelta(hours=24, minutes=30)
        assert [(one.fate, one.at) for one in found["border"].alerts] == [("tell", tomorrow)], "a holiday and a night"
        assert await told(shell, services, 26 * 60) == []
    async with shell.life() as services:
        (message,) = await told(shell, services, 3_600)
        assert (message.kind, len(message.stories)) == (DigestKind.FLOOD, 5)
        assert message.subscription == "now"
        assert await told(shell, services, 22 * 3_600) == []
        assert [len(one.stories) for one in await told(shell, services, 4_000)] == [5]
        assert await told(shell, services, 3_600) == []


async def test_routes_of_a_store_are_those_of_the_table_and_what_they_say_is_told(tmp_path: Path) -> None:
    """Generated configurations over one real store: `monitor route` against the model, and then the telling itself."""
    loud = replace(WATCHLIST, id="loud", title="Loud", priority=Priority.HIGH, topics=(HAJIN,))
    lists = (LIST, loud)
    wake = replace(AT_ONCE, id="wake", watchlists=("towns",), match=Match(topics=(("towns", "hajin"),)))
    me = replace(AT_ONCE, id="me", watchlists=("towns", "loud"), unless_told_by=("wake",))
    items = [*(of_hajin(number) for number in (1, 2)), *(watched(number) for number in range(3, 7))]
    levant = [retold(items[0], "one"), retold(items[3], "four")]
    shell = shell_of(tmp_path, me, wake, river=items, levant=levant)
    shell.settings = replace(shell.settings, watchlists=lists, subscriptions=(wake,))
    async with shell.life() as services:
        await read_all(services)
        assert len(await told(shell, services, 120)) == 2
        shell.clock.advance(timedelta(hours=1))
        await read_all(services)
        assert await told(shell, services, 120) != [], "what the other outlet adds"
    shell.settings = replace(shell.settings, subscriptions=(me, wake), revision="r2")
    async with shell.life() as services:
        with closing(sqlite3.connect(shell.path)) as database, database:
            database.execute("UPDATE subscription_list SET after_alert_id = 0")
        question = RouteQuestion(subscription="me", watchlists=me.watchlists, before=("wake",), counted=True)
        facts = services.store.route_facts(question)
        assert len(facts.alerts) >= 8
        traits = facts.alerts[0].traits
        assert (traits.publisher, traits.language, traits.tags) == ("River", "en", ("local",))
        chance, met = random.Random(7), set[str]()
        said, told_by = set[AlertId](), shell.settings
        for seed in range(12):
            now = shell.clock.now()
            drawn = a_subscription(random.Random(seed), now)
            topics = tuple(chance.sample([("towns", "hajin"), ("towns", "albu-kamal"), ("loud", "hajin")], 2))
            match = Match(
                topics=topics if chance.random() < 0.5 else (),
                publishers=("River",) if chance.random() < 0.3 else (),
                tags=("local",) if chance.random() < 0.2 else (),
                confirmed_by=chance.choice([1, 2]),
                states=drawn.match.states,
            )
            spec = replace(me, match=match, quiet_hours=drawn.quiet_hours)
            held = tuple(
                silence(f"s{n}", chance.choice([-60, 90_000]), match=Match(topics=(topics[n],))) for n in (0, 1)
            )
            settings = replace(shell.settings, subscriptions=(spec, wake), silences=held[: chance.choice([0, 1, 2])])
            of_me = rules_for(settings, spec, at_once=True)
            wanted = expected(cases_of(facts, of_me.count_publishers), of_me, now)
            stories = sorted({one.story_id for one in facts.alerts})
            found = {
                one.alert_id: (one.fate, one.rules, one.at if one.fate == "hold" else None)
                for story in stories
                for one in routes_of(services.store, settings, StoryId(story), now)[0].alerts
            }
            assert found == wanted, seed
            met |= {rule for _, rules, _ in found.values() for rule in rules or ("tell",)}
            told_now = {alert for alert, (fate, _, _) in found.items() if fate == "tell"}
            if told_now:
                said, told_by = told_now, settings
        assert met >= {"tell", *set(Rule) - {Rule.TURN}}
        shell.settings = told_by
    async with shell.life() as services:
        await told(shell, services, 1)
    frozen = {one for (one,) in shell.query("SELECT alert_id FROM digest_alert WHERE subscription = 'me'")}
    assert frozen == said


def cases_of(facts: RouteFacts, count: CountPublishers) -> list[Case]:
    told_by = {(one.story_id, one.article_id, one.version): one.subscription for one in facts.elsewhere}
    return [
        Case(
            alert=one,
            told=one.story_id in facts.told,
            known=one.story_id in facts.known,
            publishers=count(telling for story, telling in facts.tellings if story == one.story_id),
            told_by=told_by.get((one.story_id, one.article_id, one.version), ""),
            turn=None,
        )
        for one in facts.alerts
    ]
