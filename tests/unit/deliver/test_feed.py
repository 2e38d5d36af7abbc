"""Feeds of what was told: valid, read back without loss, each told line once whatever happens on the way."""

from __future__ import annotations

import asyncio
import html
import json
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor.deliver.feed import channel as room
from monitor.deliver.feed.channel import FeedChannel
from monitor.deliver.feed.entries import STAYS, FeedEntry, entries_of, head_of, merged
from monitor.deliver.feed.json_feed import print_json, read_json
from monitor.deliver.feed.printing import print_atom
from monitor.deliver.render.clean import clean
from monitor.model.config import FeedFileChannel
from monitor.model.delivery import Message
from monitor.model.digests import Digest, DigestStory
from monitor.model.feeds import ParsedFeed
from monitor.model.health import Level, Notice, Trouble
from monitor.model.ids import StoryId
from monitor.model.outcomes import SendResult
from monitor.parse.feeds.feed import parse_feed
from tests.unit.deliver.feed_rules import atom_faults, json_faults
from tests.unit.deliver.kit import NOON, make_digest, make_story, make_update
from tests.unit.deliver.test_injection import FIELDS, PAYLOADS, poisoned

ADDRESS = "https://desk.example/feeds/"


def message(digest: Digest, *, after: timedelta = timedelta(seconds=2)) -> Message:
    return Message(id="0a", recipient="", digest=digest, at=digest.composed_at + after)


def one_story(story: DigestStory, key: str = "2026-11-22/border-watch/0700") -> Digest:
    digest = make_digest(1, ("en",), key=key, weak=())
    return replace(digest, sections=(replace(digest.sections[0], stories=(story,)),))


def both(digest: Digest) -> tuple[str, str, tuple[FeedEntry, ...]]:
    told = message(digest)
    head, entries = head_of(told), entries_of(told)
    return (
        print_atom(head, entries, f"{ADDRESS}border-watch.atom"),
        print_json(head, entries, f"{ADDRESS}border-watch.json"),
        entries,
    )


DIGESTS = {
    "none": make_digest(0),
    "one": make_digest(1, ("ar",)),
    "six": make_digest(6),
    "persian, no link": one_story(make_story(3, "fa", url="router.corp", host="router.corp")),
    "updates": one_story(make_update(2, "ar")),
    "correction": one_story(make_update(4, "en", state="correction")),
    "without language": one_story(replace(make_story(5), language="")),
    "without a name": one_story(make_story(5, "en", publisher="", title="", topics=("",))),
    "late": make_digest(2, late=True),
    "a copy that leads inside": one_story(
        make_story(7, "en", copies=tuple(replace(one, url="10.0.0.1") for one in make_story(7).copies))
    ),
}


@pytest.mark.parametrize("digest", DIGESTS.values(), ids=DIGESTS)
def test_a_validator_has_nothing_to_say(digest: Digest) -> None:
    atom, json_feed, _ = both(digest)
    assert atom_faults(atom) == []
    assert json_faults(json_feed) == []


@pytest.mark.parametrize("field", FIELDS)
def test_what_feeds_wrote_stays_text(field: str) -> None:
    for payload in PAYLOADS:
        atom, json_feed, _ = both(poisoned(field, payload))
        assert atom_faults(atom) == []
        assert json_faults(json_feed) == []


texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["]]>", "<![CDATA[x]]>", "A & B &amp; C &lt;b&gt;", "\x00\x0b\x1f\x7f", "\ufffe\uffff", "\ud800\udfff"]
    ),
    st.lists(
        st.sampled_from(["قافلة", "משמרות", "\u202e", "\u2067", "14 (12)", "]]>", "<b>", "&#x0;", "\x85", "\u2028"]),
        max_size=6,
    ).map(" ".join),
)


def decoded_again(text: str) -> str:
    """What a text means whose bytes stand as letters: feedparser reads each so that can be read so, our parser most."""
    try:
        return text.encode("iso-8859-1").decode()
    except UnicodeError:
        return text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(title="Â¡", publisher="", topic="")
@given(title=texts, publisher=texts, topic=texts)
def test_nothing_is_lost_on_the_way_through_any_reader(title: str, publisher: str, topic: str) -> None:
    atom, json_feed, entries = both(one_story(make_story(2, "en", title=title, publisher=publisher, topics=(topic,))))
    [entry] = entries
    assert atom_faults(atom) == []
    assert json_faults(json_feed) == []
    assert entry.title == (clean(title, 200) or "(no headline)")
    assert read_json(json_feed)[1] == (replace(entry, publisher=entry.publisher or "unknown"),)
    theirs = feedparser.parse(atom.encode())
    assert not theirs.bozo
    [found] = theirs.entries
    assert (found.id, found.link) == (entry.id, entry.url)
    assert found.title_detail.value.split() in (entry.title.split(), decoded_again(entry.title).split())
    assert [tag.term for tag in found.tags][1:] == list(entry.topics)
    for document, kind in ((atom, "application/atom+xml"), (json_feed, "application/feed+json")):
        ours = parse_feed(document.encode(), kind, ADDRESS)
        assert isinstance(ours, ParsedFeed)
        assert ours.well_formed
        [read] = ours.entries
        assert (read.guid, read.url, read.published_at) == (entry.id, entry.url, entry.at)
        # A headline that shows the name of a character is taken for one that was escaped twice, as it nearly always is.
        # Letters that have two ways to be written are read in one of them, as in everything that the bot reads.
        plain = unicodedata.normalize("NFC", entry.title)
        assert read.title == plain or {html.unescape(entry.title), decoded_again(entry.title)} != {entry.title}


@pytest.mark.parametrize("digest", [make_digest(6), one_story(make_update(2, "ar"))], ids=["new", "update"])
def test_the_own_parser_reads_all_of_it(digest: Digest) -> None:
    atom, json_feed, entries = both(digest)
    for document in (atom, json_feed):
        ours = parse_feed(document.encode(), "", ADDRESS)
        assert isinstance(ours, ParsedFeed)
        assert [one.guid for one in ours.entries] == [one.id for one in entries]
        assert [one.language for one in ours.entries] == [one.language for one in entries]
        for read, story in zip(ours.entries, digest.stories, strict=True):
            assert all(quote.text in read.content for quote in story.quotes if not story.update)
            assert all(fact.sentence.text in read.content for fact in story.new_facts if fact.sentence)
    assert ("UPDATE" in atom) == digest.stories[0].update


class Folder:
    """A feed channel in a folder, and what a reader finds there."""

    def __init__(self, path: Path, **spec: object) -> None:
        self.path = path / "feeds"
        self.channel = FeedChannel(FeedFileChannel(name="out", folder=self.path, address=ADDRESS, **spec))  # type: ignore[arg-type]

    async def tell(self, digest: Digest, *, after: timedelta = timedelta(seconds=2)) -> str:
        receipt = await self.channel.send(message(digest, after=after))
        assert receipt.result is SendResult.OK
        return receipt.detail

    def shown(self) -> list[tuple[str, str]]:
        atom = (self.path / "border-watch.atom").read_text()
        json_feed = (self.path / "border-watch.json").read_text()
        assert (atom_faults(atom), json_faults(json_feed)) == ([], [])
        found = [(item["id"], item["date_modified"]) for item in json.loads(json_feed)["items"]]
        assert found == [(one.id, one.updated) for one in feedparser.parse(atom).entries]
        return found


def day(number: int, story: DigestStory) -> Digest:
    at = NOON + timedelta(days=number)
    return replace(one_story(story, f"{at:%Y-%m-%d}/border-watch/0700"), composed_at=at, window_to=at)


async def test_a_story_and_its_updates_are_entries_each_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    digests = [day(0, make_story(1)), day(1, make_update(1)), day(2, make_update(1, state="correction"))]
    for digest in digests:
        await folder.tell(digest)
    first = folder.shown()
    for digest in digests:  # And again, in any order, later: a receipt was lost, somebody asked for a retry.
        await folder.tell(digest, after=timedelta(hours=3))
    assert folder.shown() == first
    assert len({one for one, _ in first}) == 3
    assert [stamp for _, stamp in first] == sorted((stamp for _, stamp in first), reverse=True)
    titles = [one.title for one in feedparser.parse((folder.path / "border-watch.atom").read_text()).entries]
    assert [title.split(":")[0] for title in titles[:2]] == ["CORRECTION", "UPDATE"]


@pytest.mark.parametrize("dies_at", [0, 1, 2])
async def test_a_kill_between_any_two_steps_loses_and_repeats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    folder = Folder(tmp_path)
    await folder.tell(day(0, make_story(1)))
    before, steps = folder.shown(), iter(range(9))
    write = room.write_atomically

    def killed(path: Path, text: str) -> None:
        if next(steps) == dies_at:
            raise SystemExit
        write(path, text)

    monkeypatch.setattr(room, "write_atomically", killed)
    if dies_at < 2:
        with pytest.raises(SystemExit):
            await folder.channel.send(message(day(1, make_story(2))))
    else:
        await folder.tell(day(1, make_story(2)))
    in_between = json.loads((folder.path / "border-watch.json").read_text())["items"]
    monkeypatch.setattr(room, "write_atomically", write)
    await folder.tell(day(1, make_story(2)), after=timedelta(minutes=9))
    assert folder.shown()[1:] == before
    assert len(folder.shown()) == 2
    if dies_at:  # What a reader may have seen stays as it was.
        assert [one["date_modified"] for one in in_between] == [stamp for _, stamp in folder.shown()]


async def test_many_deliveries_at_once_keep_every_line(tmp_path: Path) -> None:
    folder, other = Folder(tmp_path), Folder(tmp_path)
    digests = [day(0, make_story(number)) for number in range(1, 17)]
    for _ in range(2):
        await asyncio.gather(*((folder, other)[place % 2].tell(one) for place, one in enumerate(digests)))
        assert len(folder.shown()) == 16


TOLD = entries_of(message(day(0, make_story(1))))[0]


def entry(number: int, age_h: float) -> FeedEntry:
    return replace(TOLD, id=f"{TOLD.id}{number}", at=NOON - timedelta(hours=age_h))


KEPT: dict[str, tuple[list[float], int, int]] = {
    "all while there is room": ([1, 100, 1000], 3, 3),
    "the oldest leave": ([100, 200, 300, 400], 2, 2),
    "what readers may not have seen stays": ([1, 2, 3, 47, 49], 2, 4),
    "a digest of a thousand stories stays whole": ([0.5] * 1000, 100, 1000),
}


@pytest.mark.parametrize(("ages", "most", "kept"), KEPT.values(), ids=KEPT)
def test_what_stays_in_a_feed(ages: list[float], most: int, kept: int) -> None:
    known = [entry(number, age) for number, age in enumerate(ages)]
    assert merged(known, (), most, NOON) == tuple(known[:kept])
    assert timedelta(days=2) == STAYS


async def test_a_quiet_digest_says_what_was_looked_at_and_an_old_one_does_not_take_it_back(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    await folder.tell(day(3, make_story(1)))
    quiet = replace(make_digest(0), key="2026-11-26/border-watch/0700", composed_at=NOON + timedelta(days=4))
    await folder.tell(quiet)
    said = json.loads((folder.path / "border-watch.json").read_text())
    assert "Seen: all 120 feeds" in said["description"]
    await folder.tell(day(1, make_update(2)), after=timedelta(days=4))
    after = json.loads((folder.path / "border-watch.json").read_text())
    assert (after["description"], after["_monitor"]["id"]) == (said["description"], said["_monitor"]["id"])
    assert len(folder.shown()) == 2


def other_installation(digest: Digest) -> Digest:
    return replace(digest, composed_at=digest.composed_at + timedelta(microseconds=1))


def other_story(digest: Digest) -> Digest:
    return one_story(make_story(1, story_id=StoryId(9), ref="0009"))


def other_subscription(digest: Digest) -> Digest:
    return replace(digest, key="2026-11-22/desk/0700")


@pytest.mark.parametrize("change", [other_installation, other_story, other_subscription])
def test_ids_differ_where_the_told_line_is_another(change: Callable[[Digest], Digest]) -> None:
    digest = one_story(make_story(1))
    ids = {entries_of(message(one))[0].id for one in (digest, change(digest))}
    assert len(ids) == 2
    assert entries_of(message(digest))[0].id == entries_of(message(digest, after=timedelta(days=3)))[0].id


HARMED = {
    "cut": '{"version": "https',
    "nothing": "",
    "another feed": '{"version": "x", "items": []}',
    "bytes": "\udcff",
}


@pytest.mark.parametrize("harmed", HARMED.values(), ids=HARMED)
async def test_a_feed_that_cannot_be_read_begins_anew_and_says_so(tmp_path: Path, harmed: str) -> None:
    folder = Folder(tmp_path)
    await folder.tell(day(0, make_story(1)))
    (folder.path / "border-watch.json").write_text(harmed, errors="surrogateescape")
    detail = await folder.tell(day(1, make_story(2)))
    assert "begins anew" in detail
    assert (folder.path / "border-watch.json.unread").exists()
    assert len(folder.shown()) == 1


async def test_files_are_for_the_bots_user_alone_and_a_bad_folder_is_a_sentence(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    await folder.tell(day(0, make_story(1)))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder.path, *folder.path.iterdir())}
    assert modes == {"feeds": 0o700, "border-watch.atom": 0o600, "border-watch.json": 0o600}
    assert (await folder.channel.probe()).result is SendResult.OK
    blocked = Folder(tmp_path / "x")
    (tmp_path / "x").write_text("in the way")
    for receipt in (await blocked.channel.send(message(make_digest(1))), await blocked.channel.probe()):
        assert (receipt.result, "could not be written" in receipt.detail) == (SendResult.TEMPORARY, True)


async def test_operators_have_a_feed_of_their_own(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    trouble = Trouble(name="feeds", level=Level.RED, detail="no feed <b>read</b>\nsince 03:00", since=NOON)
    notice = Notice(id="n1", at=NOON, news=(trouble,), where="host:/data")
    for _ in range(2):
        assert (await folder.channel.tell(notice)).result is SendResult.OK
    atom = (folder.path / "_operators.atom").read_text()
    assert atom_faults(atom) == []
    [found] = feedparser.parse(atom).entries
    assert found.title == "monitor: feeds"
    assert "&lt;b&gt;" in found.content[0].value
