"""Metrics: names and figures as a scraper reads them."""

from __future__ import annotations

from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from monitor.model.facts import HealthFacts
from monitor.model.outcomes import AssessOutcome, PollOutcome, Step
from monitor.obs.metrics import PrometheusMeter

FACTS = HealthFacts(
    last_good_poll_at=datetime(2026, 11, 22, 6, 30, tzinfo=UTC),
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


def samples(meter: PrometheusMeter) -> dict[str, float]:
    found = {}
    for family in text_string_to_metric_families(meter.render().decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


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
    found = {name: value for name, value in samples(meter).items() if "_created" not in name}
    assert found == {
        "monitor_feeds": 20,
        "monitor_feeds_failing": 2,
        "monitor_parked": 4,
        "monitor_orphaned_alerts": 2,
        "monitor_last_good_poll_timestamp_seconds": 1795329000.0,
        "monitor_oldest_due_delivery_timestamp_seconds": 0,
        "monitor_config_refused": 1,
        "monitor_waiting{queue=entries}": 7,
        "monitor_waiting{queue=articles}": 3,
        "monitor_waiting{queue=deliveries}": 1,
        "monitor_tick_age_seconds{tick=poll}": 0.5,
    }


def test_two_meters_of_one_process_do_not_mix() -> None:
    one, other = PrometheusMeter(), PrometheusMeter()
    one.outcome("poll", "read")
    assert "monitor_outcomes_total{outcome=read,step=poll}" not in samples(other)
