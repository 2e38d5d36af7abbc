"""Routes: every alert's fate against a table of rules that was written without the program's own decisions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from monitor.core.routing.conditions import covered_until, spared
from monitor.core.routing.fates import Rules, rules_of
from monitor.core.routing.quiet_hours import next_digest, not_in_quiet, quiet_until
from monitor.core.routing.sorting import asides, sort_out
from monitor.core.schedule.slots import NEVER
from monitor.model.alerting import Immediate
from monitor.model.config import Subscription, Target
from monitor.model.ids import AlertId, ArticleId, Priority, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.routing import (
    Match,
    QuietHours,
    RoutedAlert,
    RouteFacts,
    Rule,
    Silence,
    StoryState,
    ToldArticle,
    Traits,
    Turn,
)
from monitor.model.stories import Telling
from monitor.stories.publishers import independent

TOPICS = {"border": ("irgc", "albu-kamal", "convoys"), "courts": ("irgc", "trial"), "ports": ("tartus",)}
PRIORITIES = {"border": Priority.HIGH, "courts": Priority.NORMAL, "ports": Priority.LOW}
PUBLISHERS = ("North Press", "SANA", "Levant Wire", "Enab Baladi")
LANGUAGES = ("ar", "ar-SY", "en", "he", "")
TAGS = ("wire", "local", "video")
BEFORE = ("wake", "chief")
ZONES = ("UTC", "Asia/Damascus", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
TURNS = [
    datetime(2026, month, day, hour, tzinfo=UTC)
    for month, day, hour in ((3, 29, 1), (10, 25, 1), (3, 8, 7), (11, 1, 6))
]
"""When clocks of these zones change."""
ALL = frozenset(StoryState)
CONFIRM_S = 14 * 86_400


@dataclass(frozen=True)
class Case:
    """An alert with all that the rules look at, drawn independently of the program's types for it."""

    alert: RoutedAlert
    told: bool
    known: bool
    publishers: int
    told_by: str
    turn: Turn | None


# The model: rows of (rule, when it applies), in the order in which the first that applies decides.


@cache
def quiet_by_scan(hours: QuietHours, now: datetime) -> datetime | None:
    """The end of the quiet minutes around `now`, looked for one quarter of an hour after the other."""
    if not is_quiet(hours, now):
        return None
    later = now.replace(minute=now.minute // 15 * 15, second=0)
    while is_quiet(hours, later):
        later += timedelta(minutes=15)
    return later


def is_quiet(hours: QuietHours, moment: datetime) -> bool:
    local = moment.astimezone(ZoneInfo(hours.zone)).date()
    for day in (local - timedelta(days=1), local):
        if hours.start is not None and hours.end is not None:
            last = day if hours.end > hours.start else day + timedelta(days=1)
            if first_at(hours.zone, day, hours.start) <= moment < first_at(hours.zone, last, hours.end):
                return True
    return local.weekday() in hours.days or local in hours.holidays


@cache
def first_at(zone: str, day: date, clock: time) -> datetime:
    """The first quarter of an hour whose wall clock there has come to that time: what is skipped comes at the jump."""
    moment = datetime.combine(day, time(), UTC) - timedelta(hours=15)
    wanted = datetime.combine(day, clock)
    while moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wanted:
        moment += timedelta(minutes=15)
    return moment


def speaks(languages: Sequence[str], language: str) -> bool:
    return any(language == one or language.startswith(f"{one}-") for one in languages)


def wants(match: Match, traits: Traits, *, unknown: bool) -> bool:
    topics = {f"{traits.watchlist}/{one}" for one in traits.topics}
    return (
        (not match.watchlists or traits.watchlist in match.watchlists)
        and (not match.topics or bool(topics & {"/".join(one) for one in match.topics}))
        and (not match.tags or bool(set(match.tags) & set(traits.tags)))
        and (not match.publishers or traits.publisher in match.publishers)
        and (not match.languages or (speaks(match.languages, traits.language) if traits.language else unknown))
    )


def state(case: Case, match: Match) -> StoryState:
    reader_knows = case.told or case.known
    if StoryState.NEW in match.states and not reader_knows:
        return StoryState.NEW
    table = {
        AlertReason.CORRECTION: StoryState.CORRECTION,
        AlertReason.NEW_FACT: StoryState.UPDATE,
        AlertReason.NEW_PUBLISHER: StoryState.UPDATE,
        AlertReason.FIRST: StoryState.UPDATE if reader_knows else StoryState.NEW,
    }
    return table[case.alert.reason]


Row = tuple[Rule, Callable[[Case, Rules, datetime], bool]]
SETTLES: list[Row] = [
    (Rule.MATCH, lambda c, r, _: not wants(r.subscription.match, c.alert.traits, unknown=True)),
    (Rule.TOLD, lambda c, _r, _n: bool(c.told_by)),
    (Rule.STATE, lambda c, r, _: state(c, r.subscription.match) not in r.subscription.match.states),
    (Rule.CONFIRMATION, lambda c, r, n: alone(c, r) and n - c.alert.created_at >= timedelta(seconds=r.confirm_s)),
]
HOLD: list[Row] = [
    (Rule.TURN, lambda c, _, n: c.turn is not None and n < c.turn.until),
    (Rule.CONFIRMATION, lambda c, r, _: alone(c, r)),
    (Rule.SILENCE, lambda c, r, n: silenced_until(r, c.alert, n) is not None),
    (Rule.QUIET_HOURS, lambda c, r, n: quiet_for(c.alert, r, n) is not None),
]


def alone(case: Case, rules: Rules) -> bool:
    return not case.told and case.publishers < rules.subscription.match.confirmed_by


def silenced_until(rules: Rules, alert: RoutedAlert, now: datetime) -> datetime | None:
    """The first end of a silence at which one of the alert's topics is left that no silence of now is about."""
    active = [one for one in rules.silences if (one.start is None or one.start <= now) and now < one.until]

    def quiet_topic(topic: str, moment: datetime) -> bool:
        alone = replace(alert, traits=replace(alert.traits, topics=(topic,)))
        return any(silences(one, alone) for one in active if moment < one.until)

    moments = [now, *sorted(one.until for one in active)]
    first = next(
        one for one in (*moments, None) if one is None or not all(quiet_topic(t, one) for t in alert.traits.topics)
    )
    return None if first == now else first


def silences(silence: Silence, alert: RoutedAlert) -> bool:
    stories = set(silence.match.stories)
    return wants(silence.match, alert.traits, unknown=False) and (
        not stories or alert.story_id in stories or alert.own_story_id in stories
    )


def quiet_for(alert: RoutedAlert, rules: Rules, now: datetime) -> datetime | None:
    hours = rules.subscription.quiet_hours
    if hours is None or not rules.at_once:
        return None
    order = [Priority.LOW, Priority.NORMAL, Priority.HIGH]
    priority = rules.priorities[alert.traits.watchlist]
    if hours.break_through is not None and order.index(priority) >= order.index(hours.break_through):
        return None
    return quiet_by_scan(hours, now)


Expected = tuple[str, tuple[Rule, ...], datetime | None]


def expected(cases: Sequence[Case], rules: Rules, now: datetime) -> dict[AlertId, Expected]:
    found = {one.alert.id: alone_expected(one, rules, now) for one in cases}
    told = {one.alert.story_id for one in cases if found[one.alert.id][0] == "tell"}
    for one in cases:
        word, held, _ = found[one.alert.id]
        if word == "hold" and one.alert.story_id in told and Rule.TURN not in held:
            found[one.alert.id] = ("tell", (), None)
    return found


def alone_expected(case: Case, rules: Rules, now: datetime) -> Expected:
    if not case.alert.by_hand:
        for rule, applies in SETTLES:
            if applies(case, rules, now):
                return "never", (rule,), None
    rows = [
        rule
        for rule, applies in HOLD
        if not (case.alert.by_hand and rule in (Rule.TURN, Rule.CONFIRMATION)) and applies(case, rules, now)
    ]
    if not rows:
        return "tell", (), None
    ends: list[datetime | None] = []
    for rule in rows:
        if rule is Rule.TURN and case.turn is not None:
            ends.append(case.turn.until)
        elif rule is Rule.CONFIRMATION:
            ends.append(None)
        elif rule is Rule.SILENCE:
            ends.append(silenced_until(rules, case.alert, now))
        else:
            ends.append(quiet_for(case.alert, rules, now))
    until = None if None in ends else max(one for one in ends if one is not None)
    return "hold", tuple(rows), until


# What is drawn.


def some(chance: random.Random, items: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(chance.sample(items, chance.randint(1, most)))


def maybe(chance: random.Random, items: Sequence[str], share: float) -> tuple[str, ...]:
    return some(chance, items, 2) if chance.random() < share else ()


def conditions(chance: random.Random, share: float) -> Match:
    every = [(name, topic) for name, topics in TOPICS.items() for topic in topics]
    return Match(
        topics=tuple(chance.sample(every, chance.randint(1, 3))) if chance.random() < share else (),
        tags=maybe(chance, TAGS, share / 2),
        publishers=maybe(chance, PUBLISHERS, share / 2),
        languages=maybe(chance, ["ar", "en", "he"], share / 2),
    )


def a_silence(chance: random.Random, number: int, now: datetime) -> Silence:
    match = replace(
        conditions(chance, 0.5),
        watchlists=maybe(chance, list(TOPICS), 0.3),
        stories=(StoryId(chance.randint(1, 60)),) if chance.random() < 0.3 else (),
    )
    return Silence(
        id=f"silence-{number}",
        match=match or Match(watchlists=("ports",)),
        start=now + timedelta(hours=chance.randint(-48, 6)) if chance.random() < 0.5 else None,
        until=now + timedelta(hours=chance.randint(-12, 48)),
        by="desk",
        why="exercise",
        subscriptions=some(chance, ["me", "other"], 2) if chance.random() < 0.3 else (),
    )


def quiet(chance: random.Random, now: datetime) -> QuietHours:
    clocks = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    start, end = chance.sample(clocks, 2)
    nightly = chance.random() < 0.9
    return QuietHours(
        zone=chance.choice(ZONES),
        start=start if nightly else None,
        end=end if nightly else None,
        days=frozenset(chance.sample(range(7), chance.choice([0, 0, 1, 2]))),
        holidays=frozenset(now.date() + timedelta(days=chance.randint(-2, 3)) for _ in range(chance.choice([0, 1, 3]))),
        break_through=chance.choice([None, Priority.NORMAL, Priority.HIGH]),
    )


def a_moment(chance: random.Random) -> datetime:
    if chance.random() < 0.5:
        return chance.choice(TURNS) + timedelta(minutes=15 * chance.randint(-120, 120))
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 525_000))


def a_subscription(chance: random.Random, now: datetime) -> Subscription:
    match = replace(
        conditions(chance, 0.4),
        confirmed_by=chance.choice([1, 1, 2, 3]),
        states=ALL if chance.random() < 0.6 else frozenset(chance.sample(sorted(ALL), chance.randint(1, 2))),
    )
    return Subscription(
        id="me",
        title="Me",
        watchlists=tuple(TOPICS),
        targets=(Target(channel="desk"),),
        cron="0 7 * * *",
        zone="UTC",
        immediate=Immediate(),
        match=match,
        unless_told_by=BEFORE if chance.random() < 0.5 else (),
        quiet_hours=quiet(chance, now) if chance.random() < 0.7 else None,
    )


def an_alert(chance: random.Random, number: int, now: datetime) -> RoutedAlert:
    watchlist = chance.choice(list(TOPICS))
    story = chance.randint(1, 60)
    return RoutedAlert(
        id=AlertId(number),
        traits=Traits(
            watchlist=watchlist,
            topics=some(chance, TOPICS[watchlist], len(TOPICS[watchlist])),
            publisher=chance.choice(PUBLISHERS),
            language=chance.choice(LANGUAGES),
            tags=maybe(chance, TAGS, 0.6),
        ),
        story_id=StoryId(story),
        own_story_id=StoryId(story + chance.choice([0, 0, 0, 1])),
        reason=chance.choice([*[AlertReason.FIRST] * 3, *AlertReason]),
        article_id=ArticleId(chance.randint(1, 300)),
        version=chance.choice([1, 1, 2]),
        created_at=now - timedelta(minutes=chance.randint(0, 30_000)),
        by_hand=chance.random() < 0.02,
    )


def a_day(seed: int, alerts: int) -> tuple[list[Case], RouteFacts, Rules, datetime, list[Turn]]:
    chance = random.Random(seed)
    now = a_moment(chance)
    subscription = a_subscription(chance, now)
    silences = [a_silence(chance, number, now) for number in range(chance.choice([0, 2, 4]))]
    waiting = [an_alert(chance, number, now) for number in range(1, alerts + 1)]
    stories = sorted({one.story_id for one in waiting})
    told = {one: now for one in stories if chance.random() < 0.3}
    known = frozenset(told) | {one for one in stories if chance.random() < 0.1}
    tellers = {one: chance.sample(PUBLISHERS, chance.randint(1, len(PUBLISHERS))) for one in stories}
    picked = [one for one in waiting if subscription.unless_told_by]
    elsewhere = {
        (one.story_id, one.article_id, one.version): chance.choice(BEFORE) for one in picked if chance.random() < 0.1
    }
    turns = {
        (one.story_id, one.article_id, one.version): Turn(
            subscription=chance.choice(BEFORE),
            story_id=one.story_id,
            article_id=one.article_id,
            version=one.version,
            until=now + timedelta(minutes=chance.randint(-5, 30)),
        )
        for one in picked
        if chance.random() < 0.1
    }
    facts = RouteFacts(
        alerts=tuple(waiting),
        told=told,
        known=known,
        elsewhere=tuple(
            ToldArticle(subscription=name, story_id=story, article_id=article, version=version)
            for (story, article, version), name in elsewhere.items()
        ),
        tellings=tuple(
            (story, Telling(article_id=ArticleId(1_000 * story + place), publisher=name))
            for story, names in tellers.items()
            for place, name in enumerate(names)
        ),
    )
    rules = rules_of(
        subscription,
        silences,
        PRIORITIES,
        (lambda found: independent(found, {}), CONFIRM_S),
        at_once=chance.random() < 0.8,
    )
    cases = [
        Case(
            alert=one,
            told=one.story_id in told,
            known=one.story_id in known,
            publishers=len(tellers[one.story_id]),
            told_by=elsewhere.get((one.story_id, one.article_id, one.version), ""),
            turn=turns.get((one.story_id, one.article_id, one.version)),
        )
        for one in waiting
    ]
    return cases, facts, rules, now, list(turns.values())


def test_the_fates_of_50_000_alerts_are_those_of_the_table() -> None:
    met: Counter[str] = Counter()
    for seed in range(100):
        cases, facts, rules, now, turns = a_day(seed, 500)
        wanted = expected(cases, rules, now)
        found = sort_out(facts, rules, now, turns)
        fates: dict[AlertId, Expected] = {one.id: ("tell", (), None) for one in found.tell}
        fates |= {one.id: ("hold", hold.rules, hold.until) for one, hold in found.held}
        fates |= {one.id: ("never", (never.rule,), None) for one, never in found.never}
        assert len(found.tell) + len(found.held) + len(found.never) == len(cases) == len(fates)
        assert fates == wanted, seed
        assert [(one.alert_id, one.rule) for one in asides(found)] == [(one.id, rule.rule) for one, rule in found.never]
        met.update(f"{word} {' '.join(held)}" for word, held, _ in wanted.values())
    for word in ("tell ", *(f"never {rule.value}" for rule, _ in SETTLES), *(f"hold {rule.value}" for rule, _ in HOLD)):
        assert met[word] > 100, (word, met)


@pytest.mark.parametrize("zone", ZONES)
def test_quiet_hours_begin_and_end_once_a_night_whatever_the_clock_does(zone: str) -> None:
    chance = random.Random(zone)
    for turn in TURNS:
        for _ in range(12):
            hours = replace(quiet(chance, turn), zone=zone)
            moment = turn + timedelta(minutes=15 * chance.randint(-150, 150))
            assert quiet_until(hours, moment) == quiet_by_scan(hours, moment), (hours, moment)


NIGHT = QuietHours(zone="UTC", start=time(22), end=time(7))


@pytest.mark.parametrize(
    ("hours", "composed", "again", "expected_at"),
    [
        (None, 21, 23, 23),
        (NIGHT, 21, 21.5, 21.5),
        (NIGHT, 21, 23, 31),
        (NIGHT, 21, 31, 31),
        (NIGHT, 23, 24, 24),
    ],
    ids=["no quiet hours", "before them", "in them", "as they end", "made in them: by hand, or it breaks through"],
)
def test_a_message_is_tried_again_after_the_quiet_hours(
    hours: QuietHours | None, composed: float, again: float, expected_at: float
) -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    found = not_in_quiet(hours, day + timedelta(hours=composed), day + timedelta(hours=again))
    assert found == day + timedelta(hours=expected_at)


@pytest.mark.parametrize(
    ("cron", "after", "due"),
    [
        ("0 3 * * *", 20, 31),
        ("0 3,5 * * *", 28, 31),
        ("0 12 * * *", 20, 36),
        ("", 20, None),
    ],
    ids=["in the night", "twice in the night", "by day", "none by the clock"],
)
def test_a_digest_due_in_quiet_hours_comes_at_their_end(cron: str, after: float, due: float | None) -> None:
    day = datetime(2026, 11, 22, tzinfo=UTC)
    found = next_digest(cron, "UTC", NIGHT, day + timedelta(hours=after))
    assert found == (NEVER if due is None else day + timedelta(hours=due))


def drill(name: str, hours: float, *topics: str) -> Silence:
    match = Match(topics=tuple(("border", one) for one in topics)) if topics else Match(publishers=("SANA",))
    return Silence(id=name, match=match, until=AT + timedelta(hours=hours), by="Ali", why="drill")


AT = datetime(2026, 11, 22, tzinfo=UTC)
COVERS = {
    "one of two topics": ([drill("a", 1, "irgc")], None, "not held by the silence a: border/convoys is not silenced"),
    "both by one": ([drill("a", 1, "irgc", "convoys")], 1, ""),
    "both by two, until the first ends": ([drill("a", 3, "irgc"), drill("b", 2, "convoys")], 2, ""),
    "twice, until the last ends": ([drill("a", 3, "irgc", "convoys"), drill("b", 2, "convoys")], 3, ""),
    "an outlet, whatever it names": ([drill("a", 1)], 1, ""),
    "an outlet, and one topic longer": ([drill("a", 1), drill("b", 2, "irgc")], 1, ""),
    "another topic": ([drill("a", 1, "albu-kamal")], None, ""),
    "nothing": ([], None, ""),
}


@pytest.mark.parametrize(("found", "hours", "words"), COVERS.values(), ids=COVERS)
def test_a_silence_holds_an_alert_only_if_all_its_topics_are_silenced(
    found: list[Silence], hours: float | None, words: str
) -> None:
    traits = Traits(watchlist="border", topics=("irgc", "convoys"), publisher="SANA", language="ar", tags=())
    alert = replace(an_alert(random.Random(1), 1, AT), traits=traits)
    assert covered_until(found, alert) == (None if hours is None else AT + timedelta(hours=hours))
    assert spared(found, alert) == words
