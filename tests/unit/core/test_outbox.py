"""What one delivery attempt changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, context, facts, pending
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.compose import compose
from monitor.core.outbox import (
    BACKOFF,
    GIVE_UP,
    continued,
    decide_delivery,
    dedupe_key,
    drafts,
    earlier_messages,
    message_id,
    thread_of,
    told_by,
)
from monitor.core.schedule.slots import Slot
from monitor.model.alerting import DigestKind
from monitor.model.delivery import DeliveryClaim, Receipt
from monitor.model.digests import Digest, DigestStory, FirstTold, Part
from monitor.model.ids import DigestId, OutboxId, StoryId, Token
from monitor.model.outcomes import AlertReason, DeliveryState, SendResult

SLOT = Slot(date="2026-11-22", time="07:00", at=NOW)


def claim(attempts: int = 1, age: timedelta = timedelta(0)) -> DeliveryClaim:
    digest = compose(facts(), SLOT, NOW, context()).digest
    assert digest is not None
    return DeliveryClaim(
        id=OutboxId(3), token=Token(5), dedupe_key="k", channel="mail", recipient="a@example.org",
        attempts=attempts, created_at=NOW - age, tried_since=NOW - age, digest_id=DigestId(1), digest=digest,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "attempts", "age", "retry_after", "state", "wait_s"),
    [
        pytest.param(SendResult.OK, 1, 0, None, DeliveryState.SENT, None, id="sent"),
        pytest.param(SendResult.OK, 9, 80, None, DeliveryState.SENT, None, id="sent late is sent"),
        pytest.param(SendResult.PERMANENT, 1, 0, None, DeliveryState.ABANDONED, None, id="refused for good"),
        pytest.param(SendResult.TEMPORARY, 1, 0, None, DeliveryState.RETRYING, 60, id="first retry"),
        pytest.param(SendResult.TEMPORARY, 2, 0, None, DeliveryState.RETRYING, 300, id="second retry"),
        pytest.param(SendResult.TEMPORARY, 99, 1, None, DeliveryState.RETRYING, 3600, id="back-off ends at 1 h"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 1800, DeliveryState.RETRYING, 1800, id="the receiver's own wish"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 5, DeliveryState.RETRYING, 60, id="never sooner than ours"),
        pytest.param(SendResult.TEMPORARY, 1, 0, 10**9, DeliveryState.RETRYING, 86_400, id="an absurd wish is clamped"),
        pytest.param(SendResult.TEMPORARY, 12, 72, None, DeliveryState.ABANDONED, None, id="given up after 3 days"),
        pytest.param(SendResult.TEMPORARY, 11, 99, None, DeliveryState.RETRYING, 3600, id="3 days with too few tries"),
        pytest.param(SendResult.UNKNOWN, 1, 0, None, DeliveryState.UNKNOWN, 60, id="unknown stays unknown"),
        pytest.param(SendResult.UNKNOWN, 12, 72, None, DeliveryState.ABANDONED, None, id="unknown for 3 days"),
    ],
)
def test_decision(
    result: SendResult, attempts: int, age: int, retry_after: int | None, state: DeliveryState, wait_s: int | None
) -> None:
    receipt = Receipt(result=result, detail="250 ok", retry_after_s=retry_after)
    intent = decide_delivery(claim(attempts, timedelta(hours=age)), receipt, NOW)
    assert intent.state is state
    assert intent.next_try_at == (None if wait_s is None else NOW + timedelta(seconds=wait_s))
    assert intent.detail == "250 ok"


@given(attempts=st.integers(0, 1000), hours=st.integers(0, 100), wish=st.none() | st.integers(0, 10**12))
def test_an_unsent_row_is_always_either_due_again_or_given_up(attempts: int, hours: int, wish: int | None) -> None:
    receipt = Receipt(result=SendResult.TEMPORARY, detail="", retry_after_s=wish)
    intent = decide_delivery(claim(attempts, timedelta(hours=hours)), receipt, NOW)
    if intent.state is DeliveryState.ABANDONED:
        assert intent.next_try_at is None
    else:
        assert intent.next_try_at is not None
        assert NOW + timedelta(seconds=BACKOFF[0]) <= intent.next_try_at <= NOW + GIVE_UP


def update_of(number: int, digest: int) -> DigestStory:
    """An update of a story that the digest of `digest` days ago told first."""
    story = compose(facts(alerts=(pending(number),)), SLOT, NOW, context()).digest
    assert story is not None
    told = FirstTold(digest=f"digest-{digest}", at=NOW - timedelta(days=digest))
    return replace(story.stories[0], state="update", told=told)


def with_stories(*stories: DigestStory) -> Digest:
    digest = compose(facts(alerts=(pending(1),)), SLOT, NOW, context()).digest
    assert digest is not None
    return replace(digest, sections=(replace(digest.sections[0], stories=stories),))


@pytest.mark.parametrize(
    ("told", "days"),
    [
        pytest.param([], [], id="nothing told before"),
        pytest.param([3], [3], id="one"),
        pytest.param([3, 1, 2], [1, 2, 3], id="the newest first"),
        pytest.param([2, 1, 2], [1, 2], id="one mail told two of them"),
        pytest.param(list(range(15, 0, -1)), list(range(1, 11)), id="at most ten"),
    ],
)
def test_the_messages_that_an_update_continues(told: list[int], days: list[int]) -> None:
    stories = tuple(update_of(number, digest) for number, digest in enumerate(told, start=1))
    # A story of another list is new although it was told before: it begins no thread.
    new = replace(update_of(99, 50), state="new")
    wanted = tuple(message_id(f"digest-{day}/mail/a@example.org", NOW - timedelta(days=day)) for day in days)
    assert earlier_messages(replace(claim(), digest=with_stories(*stories, new))) == wanted


def test_a_further_part_continues_the_first_one() -> None:
    digest = with_stories(*(update_of(number, number) for number in range(1, 12)))
    sizes = (4, 4, 3)
    rows = drafts(digest, "mail", "a@example.org", sizes)
    claims = [replace(claim(age=timedelta(minutes=9)), digest=digest, part=row.part) for row in rows]
    first = message_id(rows[0].dedupe_key, claims[0].created_at)
    assert rows[0].dedupe_key == dedupe_key(digest.key, "mail", "a@example.org")
    assert first not in earlier_messages(claims[0])
    for one in claims[1:]:
        assert earlier_messages(one) == (first, *earlier_messages(claims[0])[:9])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.sampled_from(("", "a@example.org")))
def test_the_parts_of_a_digest_tell_every_story_once(sizes: list[int], recipient: str) -> None:
    digest = with_stories()
    rows = drafts(digest, "mail", recipient, sizes)
    told = [place for row in rows for place in range(row.part.first, row.part.last or 0)]
    assert told == list(range(sum(sizes)))
    assert [(row.part.number, row.part.of) for row in rows] == [(n, len(sizes)) for n in range(1, len(sizes) + 1)]
    assert len({row.dedupe_key for row in rows}) == len(rows)
    assert rows == drafts(digest, "mail", recipient, sizes)


def test_an_earlier_message_is_found_under_the_id_that_it_was_sent_with() -> None:
    first = compose(facts(alerts=(pending(1),)), SLOT, NOW, context())
    assert first.digest is not None
    draft = first.outbox[1]
    assert draft.dedupe_key == dedupe_key(first.digest.key, "mail", "b@example.org")
    sent_as = message_id(draft.dedupe_key, first.at)
    later = replace(pending(2, 1), reason=AlertReason.NEW_FACT)
    found = facts(alerts=(later,), told_in=((StoryId(1), first.digest.key, first.at),))
    second = compose(found, SLOT, NOW, context()).digest
    assert second is not None
    mine = replace(claim(), digest=second, recipient="b@example.org")
    assert earlier_messages(mine) == (sent_as,)
    assert earlier_messages(replace(mine, recipient="a@example.org")) != (sent_as,)
    assert earlier_messages(replace(mine, digest=first.digest)) == ()


def test_only_a_message_at_once_that_tells_one_story_further_goes_into_a_thread() -> None:
    update, other = update_of(1, 2), update_of(2, 3)
    new = replace(update, state="new", told=None)
    for kind, stories, story in (
        (DigestKind.ALERT, (update,), update),
        (DigestKind.ALERT, (replace(update, state="correction"),), replace(update, state="correction")),
        (DigestKind.ALERT, (new,), None),
        (DigestKind.ALERT, (replace(update, told=None),), None),
        (DigestKind.ALERT, (update, other), None),
        (DigestKind.ALERT, (), None),
        (DigestKind.FLOOD, (update,), None),
        (DigestKind.DIGEST, (update,), None),
    ):
        assert continued(replace(with_stories(*stories), kind=kind)) == story


def test_the_part_that_told_a_story_is_found_by_its_place() -> None:
    stories = [update_of(number, 1) for number in range(1, 6)]
    digest = with_stories(*stories)
    parts = [Part(number=1, of=3, last=2), Part(number=2, of=3, first=2, last=4), Part(number=3, of=3, first=4)]
    assert [told_by(story, digest, parts) for story in digest.stories] == [0, 0, 1, 1, 2]
    assert told_by(update_of(9, 1), digest, parts) == 0, "a story that was merged since: its digest at least"


def test_a_thread_keeps_no_news_back() -> None:
    below = replace(claim(), below="room:17")
    assert [thread_of(replace(below, attempts=number)) for number in (1, 3, 4, 12)] == ["room:17", "room:17", "", ""]
    receipt = Receipt(result=SendResult.OK, detail="", posted="room:18")
    assert decide_delivery(below, receipt, NOW).posted == "room:18"
    assert decide_delivery(below, replace(receipt, result=SendResult.UNKNOWN), NOW).posted == ""
