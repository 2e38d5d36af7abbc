"""Hubs: what feeds offer, whom we believe, what is confirmed, and when is asked and polled."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.websub.beside import after_poll, pushed, slow_s, woken
from monitor.core.websub.course import (
    active,
    asking,
    denied,
    ended,
    ending,
    in_words,
    is_due,
    is_past,
    refused,
    request_of,
)
from monitor.core.websub.discovery import offer_of
from monitor.core.websub.intent import reply_to
from monitor.core.websub.signature import Signature
from monitor.model.feeds import EntryData, EntryIntent, FetchResult, ParsedFeed, PollIntent
from monitor.model.hearing.hubs import HubState, HubSubscription, Offer
from monitor.model.ids import FeedId, Token
from monitor.model.outcomes import IntakeOutcome, PollOutcome, PushOutcome

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TOPIC, HUB, OTHER = "https://a.example/feed", "https://hub.example/", "https://other.example/hub"
SECRET = "5ecret"
WANTED = HubSubscription(
    path="p" * 32,
    feed_id=FeedId(1),
    topic=TOPIC,
    hubs=(HUB, OTHER),
    callback="https://us.example/websub/" + "p" * 32,
    secret=SECRET,
    changed_at=NOW,
    due_at=NOW,
)
ASKED = asking(WANTED, NOW)
ACTIVE = active(ASKED, 86_400, NOW)
RELIED_ON = replace(ACTIVE, pushed_at=NOW - HOUR, answered_at=NOW - HOUR)


@pytest.mark.parametrize(
    ("links", "hubs", "own", "offer"),
    [
        pytest.param((), (), TOPIC, None, id="no hub"),
        pytest.param((("hub", HUB),), (), "", None, id="a hub, but of what?"),
        pytest.param((), (HUB,), TOPIC, Offer(topic=TOPIC, hubs=(HUB,)), id="by its text"),
        pytest.param((("hub", HUB), ("self", TOPIC)), (), "", Offer(topic=TOPIC, hubs=(HUB,)), id="by its head"),
        pytest.param((("hub", HUB),), (), TOPIC, Offer(topic=TOPIC, hubs=(HUB,)), id="each tells a half"),
        pytest.param((("self", TOPIC),), (HUB,), OTHER, Offer(topic=TOPIC, hubs=(HUB,)), id="the head goes first"),
        pytest.param((("hub", HUB),), (OTHER, HUB), TOPIC, Offer(topic=TOPIC, hubs=(HUB, OTHER)), id="two of them"),
        pytest.param(
            (),
            tuple(f"{HUB}{n}" for n in range(9)),
            TOPIC,
            Offer(topic=TOPIC, hubs=tuple(f"{HUB}{n}" for n in range(4))),
            id="nine",
        ),
        pytest.param((), (HUB + "x" * 2_000, OTHER), TOPIC, Offer(topic=TOPIC, hubs=(OTHER,)), id="an endless address"),
        pytest.param((), (HUB,), TOPIC + "x" * 2_000, None, id="an endless topic"),
    ],
)
def test_what_a_feed_offers(
    links: tuple[tuple[str, str], ...], hubs: tuple[str, ...], own: str, offer: Offer | None
) -> None:
    answer = FetchResult(status=200, url="https://a.example/", body=b"", links=links)
    parsed = ParsedFeed(format="rss20", title="", entries=(), hubs=hubs, self_url=own)
    assert offer_of(answer, parsed) == offer


def signed(method: str, body: bytes, secret: str = SECRET) -> str:
    return f"{method}={hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()}"


@pytest.mark.parametrize(
    ("told", "valid"),
    [
        *((signed(method, b"body"), True) for method in ("sha1", "sha256", "sha384", "sha512")),
        (signed("sha256", b"body").upper(), True),
        (f" {signed('sha256', b'body')} ", True),
        (signed("sha256", b"Body"), False),
        (signed("sha256", b"body", "other"), False),
        (signed("sha256", b"body", ""), False),
        (signed("md5", b"body"), False),
        (signed("sha256", b"body").replace("sha256", "sha1"), False),
        (signed("sha1", b"body").replace("sha1", "sha256"), False),
        (signed("sha256", b"body")[:-1], False),
        (signed("sha256", b"body") + "00", False),
        (signed("sha256", b"body").partition("=")[2], False),
        ("sha256=", False),
        ("sha256", False),
        ("=", False),
        ("sha256=" + "ü" * 64, False),
        ("\x00" * 10_000, False),
        ("", False),
    ],
)
def test_only_the_hub_s_signature_is_believed(told: str, valid: bool) -> None:
    signature = Signature(told, SECRET)
    for piece in (b"bo", b"", b"dy"):
        signature.update(piece)
    assert (signature.valid, signature.absent) == (valid, not told)


@given(st.text(max_size=200), st.binary(max_size=50))
def test_no_text_is_a_signature(told: str, body: bytes) -> None:
    signature = Signature(told, SECRET)
    signature.update(body)
    assert not signature.valid


def query(**fields: object) -> str:
    return urlencode({f"hub.{name}": value for name, value in fields.items()})


SUBSCRIBE = {"mode": "subscribe", "topic": TOPIC, "challenge": "c", "lease_seconds": 600}
END = {"mode": "unsubscribe", "topic": TOPIC, "challenge": "c"}
ENDING = asking(ending(ACTIVE, NOW), NOW)


@pytest.mark.parametrize(
    ("one", "asked", "outcome", "state"),
    [
        pytest.param(ASKED, query(**SUBSCRIBE), PushOutcome.CONFIRMED, HubState.ACTIVE, id="as we asked"),
        pytest.param(ACTIVE, query(**SUBSCRIBE), PushOutcome.CONFIRMED, HubState.ACTIVE, id="once more"),
        pytest.param(WANTED, query(**SUBSCRIBE), PushOutcome.REFUSED, HubState.WANTED, id="never asked"),
        pytest.param(
            replace(ASKED, asked_at=NOW - 25 * HOUR),
            query(**SUBSCRIBE),
            PushOutcome.REFUSED,
            HubState.ASKED,
            id="long ago",
        ),
        pytest.param(
            replace(ASKED, asked_at=NOW + HOUR), query(**SUBSCRIBE), PushOutcome.REFUSED, HubState.ASKED, id="tomorrow"
        ),
        pytest.param(ENDING, query(**SUBSCRIBE), PushOutcome.REFUSED, HubState.ENDING, id="ended meanwhile"),
        pytest.param(ENDING, query(**END), PushOutcome.CONFIRMED, HubState.ENDED, id="the end"),
        pytest.param(ended(ENDING, NOW), query(**END), PushOutcome.CONFIRMED, HubState.ENDED, id="the end, once more"),
        pytest.param(
            ending(ACTIVE, NOW), query(**END), PushOutcome.REFUSED, HubState.ENDING, id="an end not asked for yet"
        ),
        pytest.param(ACTIVE, query(**END), PushOutcome.REFUSED, HubState.ACTIVE, id="an end that nobody wants"),
        pytest.param(
            ASKED, query(**SUBSCRIBE | {"topic": TOPIC + "/"}), PushOutcome.REFUSED, HubState.ASKED, id="another topic"
        ),
        pytest.param(
            ASKED, query(**SUBSCRIBE | {"mode": "publish"}), PushOutcome.REFUSED, HubState.ASKED, id="another mode"
        ),
        pytest.param(
            ASKED, query(**SUBSCRIBE | {"challenge": ""}), PushOutcome.REFUSED, HubState.ASKED, id="no challenge"
        ),
        pytest.param(
            ASKED, query(**SUBSCRIBE) + "&hub.mode=subscribe", PushOutcome.REFUSED, HubState.ASKED, id="twice"
        ),
        pytest.param(
            ASKED, "&".join(f"a{n}=1" for n in range(99)), PushOutcome.REFUSED, HubState.ASKED, id="many fields"
        ),
        pytest.param(ASKED, "%", PushOutcome.REFUSED, HubState.ASKED, id="no fields"),
        pytest.param(ASKED, "", PushOutcome.REFUSED, HubState.ASKED, id="nothing"),
        pytest.param(
            ACTIVE, query(mode="denied", topic=TOPIC, reason="spam"), PushOutcome.DENIED, HubState.DENIED, id="no"
        ),
        pytest.param(
            ACTIVE, query(mode="denied", topic=TOPIC), PushOutcome.DENIED, HubState.DENIED, id="no, without why"
        ),
        pytest.param(
            ACTIVE, query(mode="denied", topic=OTHER), PushOutcome.REFUSED, HubState.ACTIVE, id="no to others"
        ),
        pytest.param(
            ENDING, query(mode="denied", topic=TOPIC), PushOutcome.REFUSED, HubState.ENDING, id="no to the end"
        ),
    ],
)
def test_what_a_hub_asks(one: HubSubscription, asked: str, outcome: PushOutcome, state: HubState) -> None:
    reply = reply_to(one, asked, NOW)
    assert (reply.outcome, reply.subscription.state) == (outcome, state)
    assert reply.body == (b"c" if outcome is PushOutcome.CONFIRMED else b"")
    if outcome is PushOutcome.REFUSED:
        assert reply.subscription == one


@given(st.text(max_size=100), st.binary(min_size=1, max_size=30))
def test_a_challenge_comes_back_as_it_was(other: str, challenge: bytes) -> None:
    asked = urlencode({"hub.mode": "subscribe", "hub.topic": TOPIC, "x": other, "hub.challenge": challenge})
    assert reply_to(ASKED, asked, NOW).body == challenge


@pytest.mark.parametrize(
    ("told", "lease"),
    [
        ("86400", DAY),
        ("", 10 * DAY),
        ("0", MINUTE),
        ("-5", 10 * DAY),
        ("1e9", 10 * DAY),
        ("99999999999", 60 * DAY),
        ("9" * 5_000, 10 * DAY),
        ("٣٦٠٠", 10 * DAY),
    ],
)
def test_a_lease_is_renewed_before_it_ends(told: str, lease: timedelta) -> None:
    one = reply_to(ASKED, query(**SUBSCRIBE | {"lease_seconds": told}), NOW).subscription
    assert one.lease_until == NOW + lease
    assert one.due_at == NOW + 10 * MINUTE if lease == MINUTE else NOW + 0.65 * lease <= one.due_at <= NOW + 0.8 * lease


def test_renewals_are_spread() -> None:
    due = {active(replace(ASKED, path=str(number)), 86_400, NOW).due_at for number in range(20)}
    assert len(due) == 20
    assert max(due) - min(due) > 2 * HOUR


def test_a_request_says_what_is_wanted() -> None:
    fields = {name: value for name, (value,) in parse_qs(request_of(ASKED, 600).decode()).items()}
    plain = {"hub.topic": TOPIC, "hub.callback": WANTED.callback}
    assert fields == plain | {"hub.mode": "subscribe", "hub.lease_seconds": "600", "hub.secret": SECRET}
    fields = {name: value for name, (value,) in parse_qs(request_of(ENDING, 600).decode()).items()}
    assert fields == plain | {"hub.mode": "unsubscribe"}


def test_a_hub_that_fails_is_asked_ever_more_rarely_and_then_another_one() -> None:
    one, now, hubs, waits = WANTED, NOW, [], []
    for _ in range(14):
        one = refused(asking(one, now), "the hub answered 500", None, now)
        hubs.append(one.hub)
        waits.append(one.due_at - now)
        now = one.due_at
    assert waits == sorted(waits)
    assert (waits[0], waits[1], waits[-1]) == (5 * MINUTE, 10 * MINUTE, DAY)
    assert hubs[:7] == [HUB, HUB, OTHER, OTHER, OTHER, HUB, HUB]
    assert refused(ASKED, "later", 7_200, NOW).due_at == NOW + 2 * HOUR
    assert refused(ASKED, "later", 10**15, NOW).due_at == NOW + 7 * DAY


def test_a_hub_that_never_calls_back_is_a_failure() -> None:
    assert (ASKED.state, ASKED.failures, ASKED.due_at) == (HubState.ASKED, 0, NOW + HOUR)
    again = asking(ASKED, NOW + HOUR)
    assert in_words(again, NOW) == "asked for at hub.example (the hub never called back: can it reach websub.callback?)"
    assert again.failures == 1
    assert asking(again, NOW + 2 * HOUR).failures == 2
    renewed = asking(ACTIVE, NOW + DAY)
    assert (renewed.state, renewed.failures) == (HubState.ACTIVE, 0)
    assert asking(renewed, NOW + 2 * DAY).failures == 1
    # What it refused was counted then.
    assert asking(refused(ASKED, "the hub answered 500", None, NOW), NOW + HOUR).failures == 1


def test_a_hub_that_says_no_gives_way_to_the_next_or_is_asked_days_later() -> None:
    first = denied(ACTIVE, "no\x07\u202e", NOW)
    assert (first.hub, first.due_at - NOW, first.lease_until) == (OTHER, 5 * MINUTE, None)
    assert first.detail == "the hub said no: no  "
    second = denied(first, "", NOW)
    assert (second.hub, second.due_at - NOW, second.detail) == (HUB, 2 * DAY, "the hub said no")
    assert denied(replace(second, failures=50), "x" * 9_999, NOW).due_at == NOW + 7 * DAY


def test_the_end_of_a_subscription() -> None:
    over = ended(ENDING, NOW)
    assert not is_past(over, NOW)
    assert is_past(over, NOW + DAY)
    tried = ENDING
    for _ in range(4):
        assert not is_past(tried, tried.due_at)
        tried = refused(tried, "gone", None, tried.due_at)
    assert is_past(tried, tried.due_at), "a hub that does not want to hear of the end"
    assert not is_past(refused(replace(ASKED, failures=99), "x", None, NOW), NOW + 9 * DAY)
    assert ending(ENDING, NOW + DAY) == ENDING


def test_a_clock_that_was_wrong_puts_nothing_off() -> None:
    assert not is_due(ACTIVE, NOW)
    assert is_due(ACTIVE, NOW + DAY)
    assert is_due(active(ASKED, 86_400, NOW + 365 * DAY), NOW)


def poll(*outcomes: IntakeOutcome, at: datetime = NOW, took: timedelta = timedelta(0)) -> PollIntent:
    data = EntryData(guid="g", url="", title="t", summary="", content="")
    entries = tuple(EntryIntent(data=data, keys=("k",), canonical_url="", outcome=one) for one in outcomes)
    return PollIntent(
        feed_id=FeedId(1),
        token=Token(1),
        started_at=at - took,
        finished_at=at,
        outcome=PollOutcome.READ,
        detail="",
        next_poll_at=at + HOUR,
        failures=0,
        entries=entries,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(None, 0, id="no hub"),
        pytest.param(ACTIVE, 0, id="told nothing yet"),
        pytest.param(RELIED_ON, 3_600, id="told what was there"),
        pytest.param(replace(RELIED_ON, lease_until=NOW), 0, id="ran out"),
        pytest.param(replace(RELIED_ON, state=HubState.DENIED, lease_until=None), 0, id="denied"),
        pytest.param(ending(RELIED_ON, NOW), 0, id="ending"),
        pytest.param(replace(RELIED_ON, missed_at=NOW - 9 * MINUTE), 3_600, id="may still tell"),
        pytest.param(replace(RELIED_ON, missed_at=NOW - 11 * MINUTE), 0, id="missed something"),
        pytest.param(pushed(replace(RELIED_ON, missed_at=NOW - HOUR), NOW), 3_600, id="told it late"),
        pytest.param(replace(ACTIVE, pushed_at=NOW - HOUR), 0, id="told of what was never there"),
    ],
)
def test_which_hub_is_relied_on(one: HubSubscription | None, expected: int) -> None:
    assert slow_s(one, 3_600, NOW) == expected


def test_what_a_poll_says_of_the_hub() -> None:
    told = pushed(ACTIVE, NOW - MINUTE)
    assert after_poll(told, poll(IntakeOutcome.NEW)).answered_at == NOW
    assert after_poll(told, poll()) == told
    assert after_poll(told, poll(IntakeOutcome.BASELINE, IntakeOutcome.STORM_HELD)) == told
    noise = pushed(RELIED_ON, NOW - 2 * HOUR)
    assert after_poll(noise, poll(IntakeOutcome.NEW)).missed_at == NOW, "what it told of two hours ago was nothing"
    missed = after_poll(RELIED_ON, poll(IntakeOutcome.NEW))
    assert missed.missed_at == NOW
    assert after_poll(missed, poll(IntakeOutcome.NEW, at=NOW + HOUR)).missed_at == NOW


@pytest.mark.parametrize(
    ("told_before", "outcomes", "took", "wait"),
    [
        pytest.param(timedelta(0), (), timedelta(0), 2 * MINUTE, id="some cache is behind"),
        pytest.param(3 * MINUTE, (), timedelta(0), 7 * MINUTE, id="and still is"),
        pytest.param(11 * MINUTE, (), timedelta(0), 19 * MINUTE, id="and still"),
        pytest.param(31 * MINUTE, (), timedelta(0), HOUR, id="then as ever"),
        pytest.param(MINUTE + MINUTE / 2, (), timedelta(0), MINUTE, id="never sooner than the least"),
        pytest.param(timedelta(0), (IntakeOutcome.NEW,), timedelta(0), HOUR, id="it was there"),
        pytest.param(MINUTE / 4, (IntakeOutcome.NEW,), MINUTE / 2, MINUTE, id="told while it was read"),
    ],
)
def test_a_feed_that_does_not_show_yet_what_its_hub_told_is_read_again(
    told_before: timedelta, outcomes: tuple[IntakeOutcome, ...], took: timedelta, wait: timedelta
) -> None:
    one = pushed(ACTIVE, NOW - told_before)
    assert woken(poll(*outcomes, took=took), one, 60).next_poll_at - NOW == wait


def test_who_fails_is_not_asked_sooner() -> None:
    failed = replace(poll(), outcome=PollOutcome.FETCH_FAILED)
    assert woken(failed, pushed(ACTIVE, NOW), 60) == failed
    assert woken(poll(), None, 60) == poll()
    assert woken(poll(), ACTIVE, 60) == poll()


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (WANTED, "to be asked for at hub.example"),
        (refused(ASKED, "the hub answered 500", None, NOW), "asked for at hub.example (the hub answered 500)"),
        (denied(ACTIVE, "spam", NOW), "denied by other.example (the hub said no: spam)"),
        (ACTIVE, "told by hub.example until 2026-11-23 09:00 UTC, which has told nothing yet"),
        (RELIED_ON, "told by hub.example until 2026-11-23 09:00 UTC"),
        (replace(ACTIVE, lease_until=NOW), "no longer told by hub.example: the subscription ran out"),
    ],
)
def test_in_words(one: HubSubscription, words: str) -> None:
    assert in_words(one, NOW) == words
