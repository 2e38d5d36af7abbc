"""How long an edited watchlist is tried on a large archive, what that takes, and whether it finds what is labelled.

`python -m bench.backtest` prints JSON: the archive of `bench.search`, 200,000 articles in seven languages, of which
5,000 are labelled by what the edit does to them. `--keep FILE` keeps the archive, or takes the one that lies there;
`--edits N` tries so many random edits instead, on 150 of 1,000 articles, once on what can differ and once on all. How
far it is stands on stderr, and what differs as soon as it does; cut short, it says what came of those that it did, and
`--from K` goes on with the edit of that number.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from bench.search import NAMES, Writer, _row, made
from bench.story_store import NOW, _insert, _raw, _stored, template_of
from monitor.bootstrap import Crew
from monitor.flow.archive.backtesting import Trial, backtest
from monitor.model.archive.backtest import Backtest, Effects
from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, Name, Scope, Topic, Watchlist
from monitor.ports import Store
from monitor.store import open_store
from monitor.store.schema.tables import article
from monitor.watch import Edit

ARTICLES = 200_000
LABELLED = 5_000
PLANTED = 97
"""Every so manieth article of `bench.search` holds a name of its own."""
LOT = 1_000
GAP = timedelta(seconds=12)
"""200,000 articles are a month."""
AMONG, TRIED = 1_000, timedelta(minutes=30)
"""Articles among which random edits are tried, and of how long: 150 articles."""
KINDS = ("gained", "lost", "nearly", "unchanged", "none")
SAID = {
    "gained": "Guards left Zeralda Heights before dawn.",
    "lost": "Velmaris played football on Sunday.",
    "nearly": "Football came to Zeralda Heights again.",
    "unchanged": "A convoy was seen in Velmaris at noon.",
    "none": "A convoy was seen on the road at noon.",
}


_SHORTEST = 5
"""Letters of a word from which on it is a name alone."""


def _topics() -> tuple[Topic, ...]:
    """Those beside the one that is edited, as lists have them."""
    found = sorted({name for names in NAMES.values() for name in names})
    return tuple(
        Topic(id=f"t{number}", name=name, kind=Kind.THING, names=(Name(text=name),))
        for number, name in enumerate(found)
    )


TOWN = Topic(id="velmaris", name="Velmaris", kind=Kind.PLACE, names=(Name(text="Velmaris"),))
OLD = Watchlist(id="border", title="Border", priority=Priority.NORMAL, topics=(TOWN, *_topics()), text="old")
NEW = replace(
    OLD,
    text="new",
    topics=(
        replace(
            TOWN,
            names=(*TOWN.names, Name(text="Zeralda Heights")),
            excludes=Condition(words=("football",), within=Scope.SENTENCE),
        ),
        *OLD.topics[1:],
    ),
)


def _often() -> Watchlist:
    """A list that most articles mention: the commonest words of each language as names."""
    words = Writer().words
    names = [word for code in sorted(words) for word in words[code][:14] if len(word) > _SHORTEST]
    topics = tuple(
        Topic(id=f"o{number}", name=name, kind=Kind.THING, names=(Name(text=name),))
        for number, name in enumerate(names)
    )
    return replace(OLD, topics=topics, text="often")


def labelled(articles: int) -> dict[int, str]:
    """By article what the edit does to it."""
    chance = random.Random(11)
    chosen = chance.sample(range(2, articles + 2), min(LABELLED, articles // 2))
    return {number: KINDS[at % len(KINDS)] for at, number in enumerate(chosen)}


def filled(path: Path, articles: int) -> None:
    """An archive with its index, judged by nobody."""
    template = template_of(path)
    labels, texts = labelled(articles), made(articles)
    with closing(_raw(path)) as raw:
        for first in range(2, articles + 2, LOT):
            rows = []
            for number, (title, text, code) in zip(range(first, first + LOT), texts, strict=False):
                label = labels.get(number)
                body, language = (text, code) if label is None else (f"{text}\n{SAID[label]}", "en")
                at = _stored(NOW - GAP * (articles + 2 - number))
                rows.append(template | _row(number, title, body, language, at))
            _insert(raw, article, rows)
            raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with closing(open_store(f"sqlite:///{path}")) as store:
        while store.index_archive(LOT):
            pass
        store.checkpoint()


def tried(path: Path, old: Watchlist | None, new: Watchlist, days: float) -> Backtest:
    """One trial in this process, and in what it starts."""
    edit = Edit(new.id, [] if old is None else [old], [new])
    trial = Trial(edit=edit, since=NOW - timedelta(days=days), until=NOW)
    with closing(open_store(f"sqlite:///{path}", exclusive=False)) as store:
        return backtest(store, trial, lambda _done, _of: None, Crew(f"sqlite:///{path}"))


def measured(path: Path, old: Watchlist | None, new: Watchlist, days: float) -> tuple[dict[str, object], Effects]:
    """The same with what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = time.process_time(), time.perf_counter()
    found = tried(path, old, new, days)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    report: dict[str, object] = {
        "CPU s": round(time.process_time() - cpu, 2),
        "CPU s of what it started": round(started.ru_utime + started.ru_stime, 2),
        "wall s": round(time.perf_counter() - wall, 2),
        "memory, MB more": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before),
        "articles": found.seen,
        "matched": found.matched,
    }
    return report, found.articles


def in_process(path: Path, articles: int) -> dict[str, object]:
    """All trials, each in a process of its own."""
    labels = labelled(articles)
    # Those with a planted name alert by that, before and after.
    alone = [label for number, label in labels.items() if (number - 2) % PLANTED]
    wanted = Effects(**{kind: alone.count(kind) for kind in KINDS[:3]})
    often = _often()
    trials = {
        "a name and an exclusion": (OLD, NEW),
        "a list of 20 names that is new": (None, OLD),
        "a list that most articles mention": (often, _with_exclusion(often)),
    }
    report: dict[str, object] = {"articles": articles}
    for name, (old, new) in trials.items():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found, effects = pool.submit(measured, path, old, new, 365).result()
        report[name] = found
        if old is OLD:
            effects = replace(effects, unchanged=0)
            exact = effects == wanted
            report["labelled gains and losses"] = "exact" if exact else f"{effects}, wanted {wanted}"
    return report


def _with_exclusion(old: Watchlist) -> Watchlist:
    """All topics excluded beside a word."""
    excludes = Condition(words=("football",), within=Scope.SENTENCE)
    return replace(old, text="new", topics=tuple(replace(one, excludes=excludes) for one in old.topics))


def _random_edits(count: int) -> Iterator[tuple[Watchlist, Watchlist]]:
    chance = random.Random(5)
    names = [name for one in NAMES.values() for name in one] + ["Velmaris", "Zeralda Heights", "Zeralda", "convoy"]
    for _ in range(count):
        old, new = (
            replace(
                OLD,
                topics=tuple(
                    Topic(
                        id=f"t{number}",
                        name="T",
                        kind=chance.choice(list(Kind)),
                        names=tuple(Name(text=one) for one in chance.sample(names, 2)),
                        excludes=chance.choice([None, Condition(words=("football",), within=Scope.SENTENCE)]),
                        requires=chance.choice([None, None, Condition(words=("convoy", "Guards"))]),
                    )
                    for number in range(2)
                ),
            )
            for _ in range(2)
        )
        yield old, replace(old, topics=(old.topics[0], new.topics[1])) if chance.random() < 0.7 else new


def compared(store: Store, first: int, count: int) -> dict[str, object]:
    """Random edits on what can differ and on everything: those with numbers from `first` to before `count`."""
    different: list[int] = []
    effects: Counter[str] = Counter()
    matched, began, done = [0, 0], time.process_time(), 0
    try:
        for number, (old, new) in enumerate(_random_edits(count)):
            if number < first:
                continue
            trial = Trial(edit=Edit(new.id, [old], [new]), since=NOW - TRIED, until=NOW)
            some, everything = (
                backtest(store, replace(trial, everything=how), lambda _done, _of: None) for how in (False, True)
            )
            alike = {"matched": 0, "examples": ()}
            if replace(some, **alike) != replace(everything, **alike):  # type: ignore[arg-type]
                different.append(number)
                sys.stderr.write(f"\nedit {number} differs: {some.articles}, of all {everything.articles}\n")
            effects.update({kind: getattr(everything.articles, kind) for kind in KINDS[:4]})
            matched = [matched[0] + some.matched, matched[1] + everything.matched]
            done += 1
            each = (time.process_time() - began) / done
            sys.stderr.write(
                f"\r{number + 1} of {count} edits, {each:.2f} s of a processor each, {len(different)} differ "
            )
            sys.stderr.flush()
    except KeyboardInterrupt:
        pass  # What was found is told.
    sys.stderr.write("\n")
    return {
        "tried": done,
        "numbers of those that differ from trying all articles": different,
        "articles matched, and of all": matched,
        "effects": dict(effects),
        "CPU s each": round((time.process_time() - began) / max(1, done), 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--keep", type=Path, help="an archive to make, or to take")
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("--from", type=int, default=0, dest="first")
    asked = parser.parse_args()
    articles = asked.articles or (AMONG if asked.edits else ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "monitor.db"
        if not path.exists():
            filled(path, articles)
        report: dict[str, object]
        if asked.edits:
            with closing(open_store(f"sqlite:///{path}", exclusive=False)) as store:
                report = {"articles": articles, "random edits": compared(store, asked.first, asked.edits)}
        else:
            report = in_process(path, articles)
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
