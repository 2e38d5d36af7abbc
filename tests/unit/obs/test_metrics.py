"""Metrics: names and figures as a scraper reads them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from monitor import __version__
from monitor.model.archive.trends import Rise, Span, Trend
from monitor.model.facts import HealthFacts, SubscriptionState
from monitor.model.feeds import FeedState
from monitor.model.hearing.hubs import HubState, HubSubscription
from monitor.model.ids import FeedId
from monitor.model.outcomes import AssessOutcome, DeliveryState, PollOutcome, Step
from monitor.obs.metrics import PrometheusMeter
from monitor.obs.series import MOST_FEEDS, MOST_TOPICS

FACTS_AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
FACTS = HealthFacts(
    last_good_poll_at=FACTS_AT,
    feeds=20,
    feeds_failing=2,
    entries_waiting=7,
    articles_waiting=3,
    oldest_due_delivery_at=None,
    deliveries_waiting=1,
    deliveries_abandoned=0,
    parked=4,
    orphans=2,
    schema="0001",
    sqlite_version="3.46",
)


OF_THE_MOMENT = (
    *("monitor_feeds", "monitor_items", "monitor_orphaned", "monitor_last", "monitor_oldest", "monitor_config"),
    *("monitor_tick", "monitor_deliveries"),
)


def samples(meter: PrometheusMeter) -> dict[str, float]:
    found = {}
    for family in text_string_to_metric_families(meter.render().decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


HUB = HubSubscription(
    path="p" * 32,
    feed_id=FeedId(1),
    topic="https://news.example/feed",
    hubs=("https://hub.example/",),
    callback="https://us.example/websub/" + "p" * 32,
    secret="s",
    changed_at=FACTS_AT,
    due_at=FACTS_AT,
)


def test_a_subscription_at_a_hub_is_active_no_longer_than_its_lease() -> None:
    meter = PrometheusMeter()
    until = FACTS_AT + timedelta(days=1)
    hubs = [
        replace(HUB, state=HubState.ACTIVE, lease_until=until),
        replace(HUB, state=HubState.ACTIVE, lease_until=until + timedelta(days=1)),
        replace(HUB, state=HubState.DENIED),
    ]
    for at, active, lapsed in [(FACTS_AT, 2, 0), (until, 1, 1), (until + timedelta(days=1), 0, 2)]:
        meter.show_hubs(hubs, at)
        found = samples(meter)
        shown = {
            state: found[f"monitor_hub_subscriptions{{state={state}}}"] for state in ("active", "lapsed", "denied")
        }
        assert shown == {"active": active, "lapsed": lapsed, "denied": 1}


def test_outcomes_are_counted_by_step_and_name() -> None:
    meter = PrometheusMeter()
    meter.outcome(Step.POLL, PollOutcome.READ)
    meter.outcome(Step.POLL, PollOutcome.READ, 2)
    meter.outcome(Step.ASSESS, AssessOutcome.NO_MATCH)
    meter.took(Step.POLL, 0.3)
    found = samples(meter)
    assert found["monitor_outcomes_total{outcome=read,step=poll}"] == 3
    assert found["monitor_outcomes_total{outcome=no_match,step=assess}"] == 1
    assert found["monitor_step_seconds_count{step=poll}"] == 1
    assert found["monitor_step_seconds_bucket{le=0.25,step=poll}"] == 0
    assert found["monitor_step_seconds_bucket{le=0.5,step=poll}"] == 1


def test_ages_and_counts_of_the_moment() -> None:
    meter = PrometheusMeter()
    meter.observe(FACTS, {"poll": 0.5}, config_refused=True)
    found = {name: value for name, value in samples(meter).items() if name.startswith(OF_THE_MOMENT)}
    assert found == {
        "monitor_deliveries_abandoned": 0,
        "monitor_feeds": 20,
        "monitor_feeds_failing": 2,
        "monitor_items_parked": 4,
        "monitor_orphaned_alerts": 2,
        "monitor_last_good_poll_timestamp_seconds": 1795329000.0,
        "monitor_oldest_due_delivery_timestamp_seconds": 0,
        "monitor_config_refused": 1,
        "monitor_items_waiting{queue=entries}": 7,
        "monitor_items_waiting{queue=articles}": 3,
        "monitor_items_waiting{queue=deliveries}": 1,
        "monitor_tick_age_seconds{tick=poll}": 0.5,
    }


def test_two_meters_of_one_process_do_not_mix() -> None:
    one, other = PrometheusMeter(), PrometheusMeter()
    one.outcome("poll", "read")
    assert samples(one)["monitor_outcomes_total{outcome=read,step=poll}"] == 1
    assert samples(other)["monitor_outcomes_total{outcome=read,step=poll}"] == 0


def test_every_counter_is_there_from_the_start() -> None:
    found = samples(PrometheusMeter())
    for step, outcomes in (("poll", PollOutcome), ("assess", AssessOutcome), ("send", DeliveryState)):
        for outcome in outcomes:
            assert found[f"monitor_outcomes_total{{outcome={outcome},step={step}}}"] == 0
    for step in ("poll", "extract", "assess", "compose", "send"):
        assert found[f"monitor_step_seconds_count{{step={step}}}"] == 0
    assert [name for name in found if "_created" in name] == []
    [build] = [name for name in found if name.startswith("monitor_build_info")]
    assert f"version={__version__}" in build
    assert found["process_resident_memory_bytes"] > 1_000_000


NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def state(number: int, title: str, **changes: Any) -> FeedState:
    return FeedState(
        id=FeedId(number),
        url=f"https://f{number}.example/",
        title=title,
        publisher="P",
        language="",
        next_poll_at=NOON,
        **changes,
    )


def test_feeds_and_subscriptions_have_series_that_follow_them() -> None:
    meter = PrometheusMeter()
    border = SubscriptionState(id="border", schedule="", next_due_at=NOON, last_match_id=0, window_from=NOON)
    feeds = [
        state(1, "River", last_good_at=NOON),
        state(2, "River", failing_since=NOON),
        state(3, 'Odd "\\\n' + "x" * 200),
        state(4, "Gone", active=False),
    ]
    meter.show(feeds, [border])
    found = samples(meter)
    assert found["monitor_feed_failing{feed=River}"] == 0
    assert found["monitor_feed_failing{feed=River #2}"] == 1
    assert found["monitor_feed_last_good_poll_timestamp_seconds{feed=River}"] == NOON.timestamp()
    assert found["monitor_subscription_next_digest_timestamp_seconds{subscription=border}"] == NOON.timestamp()
    assert "Gone" not in str(found)
    meter.show([state(5, "Other")], [])
    assert [name for name in samples(meter) if name.startswith("monitor_feed_failing")] == [
        "monitor_feed_failing{feed=Other}"
    ]
    assert [name for name in samples(meter) if name.startswith("monitor_subscription")] == []


def test_the_number_of_series_is_bounded() -> None:
    meter = PrometheusMeter()
    meter.show([state(number, f"F{number}") for number in range(1, 3_000)], [])
    assert len([name for name in samples(meter) if name.startswith("monitor_feed_failing")]) == MOST_FEEDS


def test_a_scrape_sees_all_series_while_they_are_made_anew() -> None:
    """Both are done in threads, for with a thousand feeds they take a while."""
    meter, begun, go_on = PrometheusMeter(), Event(), Event()

    def slowly() -> Iterator[FeedState]:
        begun.set()
        go_on.wait(60)
        yield state(1, "River")

    with ThreadPoolExecutor(2) as threads:
        showing = threads.submit(meter.show, slowly(), [])
        assert begun.wait(60)
        text = threads.submit(meter.render)
        wait_for([text], timeout=0.2)
        go_on.set()
        assert 'monitor_feed_failing{feed="River"}' in text.result().decode()
        showing.result()


def test_topics_with_most_to_say_are_shown_and_those_of_before_forgotten() -> None:
    rise = Rise(span=Span.TODAY, stories=9, usual=0.5, chance=1e-6)
    made = [
        Trend(watchlist="w", topic=f"t{number}", name="", days=(0, number), week=number, usual=None)
        for number in range(MOST_TOPICS + 5)
    ]
    meter = PrometheusMeter()
    meter.show_trends(made)
    assert sum(name.startswith("monitor_topic_stories_today{") for name in samples(meter)) == MOST_TOPICS
    meter.show_trends([replace(made[9], usual=2.345, rise=rise)])
    found = {name: value for name, value in samples(meter).items() if name.startswith("monitor_topic")}
    assert found == {
        "monitor_topic_stories_today{topic=t9,watchlist=w}": 9,
        "monitor_topic_stories_week{topic=t9,watchlist=w}": 9,
        "monitor_topic_stories_week_usual{topic=t9,watchlist=w}": 2.35,
        "monitor_topic_surge{topic=t9,watchlist=w}": 1,
    }
