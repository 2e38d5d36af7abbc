"""A large installation for measuring the desk: files in config/, and a database filled behind the program's back.

Articles have the texts of `bench.search`; each names a topic of a list now and then. Stories grow for a while and
alert again, two thirds of them are looked at, a tenth is linked to another; a year of digests told them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.search import LOT, NAMES, made
from bench.story_store import NOW, _insert, _raw, _stored, template_of
from bench.trends import LISTS, _article, _match
from monitor.bootstrap import Place
from monitor.model.config import Settings
from monitor.store import open_store
from monitor.store.schema import codec
from monitor.store.schema.tables import (
    alert,
    article,
    digest,
    digest_alert,
    entry,
    match,
    outbox,
    poll,
    story,
    story_done,
    story_link,
)
from tests.unit.deliver.kit import make_digest

FEEDS, DIGESTS, TOPICS = 2_000, 2_000, 20
PER_STORY = 10
PLANTED = 7
"""Every so manieth article holds a name of a topic."""
_FIRST = 10
"""Ids below are the template's."""
_ENTRIES, _POLLS = 10, 28
"""Of each feed."""
Rows = dict[Any, list[dict[str, Any]]]


def place_in(folder: Path) -> Place:
    """An installation there, with its files in config/."""
    config = folder / "config"
    (config / "watchlists").mkdir(parents=True)
    feeds = (f"  - {{url: 'https://made{n}.example/', title: Feed {n}, publisher: P {n}}}" for n in range(FEEDS))
    (config / "feeds.yaml").write_text("\n".join(("feeds:", *feeds, "")), encoding="utf-8")
    for name in LISTS:
        (config / "watchlists" / f"{name}.yaml").write_text(list_text(name), encoding="utf-8")
    schedules = (
        f"  - {{id: {name}, title: {name}, watchlists: [{', '.join(LISTS)}], cron: '{cron}', zone: UTC, "
        "channels: [file]}"
        for name, cron in (("day", "0 7 * * *"), ("night", "0 19 * * *"))
    )
    head = ("channels:", "  file: {type: file, folder: out}", "desk: {enabled: true}", "subscriptions:")
    (config / "monitor.yaml").write_text("\n".join((*head, *schedules, "")), encoding="utf-8")
    return Place(config=config, data=folder, env=lambda _name: None)


def names_of_topics() -> list[tuple[str, ...]]:
    """Names in several scripts for each topic: those of `bench.search`, and made-up ones."""
    chance = random.Random(5)
    known = [tuple(dict.fromkeys(names[at % len(names)] for names in NAMES.values())) for at in range(3)]
    makes = ("Vel", "Zer", "Mar", "Tol", "Qas", "Bur", "Han", "Dor")
    while len(known) < TOPICS:
        known.append((f"{chance.choice(makes)}{chance.choice(makes).lower()}a {chance.choice(makes)}is",))
    return known


def list_text(name: str) -> str:
    """A watchlist as its author writes it."""
    lines = [f"watchlist: {name}", f"title: {name.title()}", "priority: normal", "packs: [levant]", "topics:"]
    for at, names in enumerate(names_of_topics()):
        lines += [f"  - id: topic-{at}", f"    name: {names[0]}", "    kind: place", f"    names: {json.dumps(names)}"]
    return "\n".join((*lines, ""))


def filled(path: Path, settings: Settings, articles: int, *, indexed: bool = True) -> None:
    """Articles, stories, alerts, digests, deliveries and polls; the index of the archive and counts of mentions."""
    template = template_of(path)
    with closing(open_store(f"sqlite:///{path}")) as store:
        due = NOW + timedelta(days=1)
        store.sync_config(settings.feeds, [(one, due) for one in settings.subscriptions], ("r1", "{}"), NOW)
    with closing(_raw(path)) as raw:
        for rows in _told(articles, template):
            for table, some in rows.items():
                _insert(raw, table, some)
            raw.commit()
        _sent(raw, [one for (one,) in raw.execute("SELECT id FROM alert ORDER BY id")])
        _polled(raw)
        raw.commit()
        raw.execute("ANALYZE")
    with closing(open_store(f"sqlite:///{path}")) as store:
        while store.count_mentions(LOT):
            pass
        while indexed and store.index_archive(LOT):
            pass
        store.checkpoint()


def _told(articles: int, template: dict[str, object]) -> Iterator[Rows]:
    """What the bot would have kept of articles over half a year, in lots."""
    chance, gap, names = random.Random(7), timedelta(days=180) / articles, names_of_topics()
    begun: dict[int, int] = {}
    numbers: dict[int, int] = {}
    rows: Rows = {one: [] for one in (story, article, match, alert)}
    for place, (title, text, language) in enumerate(made(articles), _FIRST):
        at = _stored(NOW - gap * (_FIRST + articles - place))
        # Stories grow for a while: an article belongs to one of the last few hundred.
        number = _FIRST + max(0, (place - _FIRST) // PER_STORY - int(chance.expovariate(0.01)))
        fresh = number not in begun
        topic = chance.randrange(TOPICS)
        planted = ""
        if place % PLANTED == 0:
            planted = f" Reports came of {chance.choice(names[topic])} at noon."
        if fresh:
            begun[number] = place
            rows[story].append({"id": number, "lead_article_id": place, "first_seen_at": at, "last_seen_at": at})
        said = {"title": title, "text": text + planted, "language": language}
        rows[article].append(_article(template, place, number, at) | said)
        if fresh or chance.random() < 0.1:
            numbers[number] = numbers.get(number, 0) + 1
            listed = LISTS[number % len(LISTS)]
            rows[match].append(_match(place, place, number, listed, [topic], at))
            rows[alert].append(_alert(place, number, listed, numbers[number], at, chance))
        if len(rows[article]) == LOT:
            yield rows
            rows = {one: [] for one in rows}
    ids = sorted(begun)
    linked = [(one, ids[max(0, n - 3)]) for n, one in enumerate(ids) if n % 10 == 9]
    rows[story_link] = [{"story_id": one, "other_id": other, "evidence": "shares 3 names"} for one, other in linked]
    done = {"alert_id": _FIRST + articles, "at": _stored(NOW), "action_id": 0}
    rows[story_done] = [{"story_id": one} | done for n, one in enumerate(ids) if n % 3]
    yield rows


def _alert(place: int, number: int, listed: str, nth: int, at: str, chance: random.Random) -> dict[str, Any]:
    first = nth == 1
    return {
        "id": place,
        "watchlist": listed,
        "story_id": number,
        "match_id": place,
        "reason": "first" if first else chance.choice(("new_fact", "new_publisher", "correction")),
        "created_at": at,
        "number": nth,
        "facts": json.dumps([] if first else [{"kind": "number", "value": "12", "shown": "12 wounded"}]),
    }


def _sent(raw: Any, alerts: Sequence[int]) -> None:
    """A year of digests with three messages each; every alert was told by one."""
    digests, told, sent = [], [], []
    body = json.dumps(codec.encode(make_digest(10, ("en", "ar", "he", "ru"))))
    for n in range(1, DIGESTS + 1):
        at, name = _stored(NOW - timedelta(hours=4) * (DIGESTS - n)), ("day", "night")[n % 2]
        key = f"made-{n}/{name}"
        digests.append(
            {"id": n, "subscription": name, "slot_date": f"d{n}", "slot": "0700", "key": key, "outcome": "composed",
             "at": at, "body": body}
        )  # fmt: skip
        dead = {"a"} if n % 97 == 0 else set()
        sent += [
            {"dedupe_key": f"{key}/{to}", "digest_id": n, "part": "{}", "channel": "mail", "created_at": at,
             "recipient": f"{to}@e.example", "state": "abandoned" if to in dead else "sent", "changed_at": at,
             "detail": "250 ok", "sent_at": at, "attempts": 1}
            for to in "abc"
        ]  # fmt: skip
    for at_, one in enumerate(alerts):
        n = 1 + at_ * DIGESTS // len(alerts)
        told.append({"subscription": ("day", "night")[n % 2], "alert_id": one, "digest_id": n})
    for table, some in ((digest, digests), (digest_alert, told), (outbox, sent)):
        _insert(raw, table, some)


def _polled(raw: Any) -> None:
    """Of every feed its newest entries, and a fortnight of polls; every fiftieth fails."""
    entries, polls = [], []
    for (feed,) in raw.execute("SELECT id FROM feed").fetchall():
        for n in range(_ENTRIES):
            at = _stored(NOW - timedelta(hours=31) * n - timedelta(seconds=feed))
            entries.append(
                {"feed_id": feed, "key": f"{feed}-{n}", "poll_id": 0, "url": f"https://made{feed}.example/{n}",
                 "canonical_url": f"https://made{feed}.example/{n}", "title": f"Entry {n}", "summary": "",
                 "content": "", "author": "", "language": "en", "published_at": at, "first_seen_at": at, "attempts": 0}
            )  # fmt: skip
        for n in range(_POLLS):
            at = _stored(NOW - timedelta(hours=12) * n - timedelta(seconds=feed))
            outcome = "fetch_failed" if feed % 50 == 0 else "read"
            polls.append(
                {"feed_id": feed, "started_at": at, "finished_at": at, "outcome": outcome, "detail": "", "size": 9_000,
                 "entries_seen": 20, "overlap": 20, "entries_new": 0, "times": 1}
            )  # fmt: skip
    for table, some in ((entry, entries), (poll, polls)):
        _insert(raw, table, some)
    raw.execute("UPDATE feed SET baseline_at = ?", (_stored(NOW - timedelta(days=90)),))
    raw.execute("UPDATE feed_clock SET last_polled_at = ?, last_good_at = ?", 2 * (int(NOW.timestamp()) * 1_000_000,))
