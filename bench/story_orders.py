"""What the order of arrival, and several workers at once, change in the stories of the same articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.story_corpus import Made, Newsroom
from bench.story_store import LEASE, NOW, WINDOW, Archive, Watched, place, template_of
from monitor.model.ids import StoryId
from monitor.ports import Store
from monitor.stories.events.linking import event_links, together

WORKERS = 4
Stories = dict[int, int]
"""The story of each text, by the text's number."""


def orders(folder: Path, articles: int, shuffles: int) -> dict[str, dict[str, float]]:
    """The same articles in several orders, and by four threads at once, each run compared with the first."""
    texts = list(Newsroom(seed=2).articles(articles, lasting=articles // 4))
    runs = [_run(folder / f"{seed}.db", texts, seed, workers=1) for seed in range(shuffles)]
    at_once = _run(folder / "workers.db", texts, seed=0, workers=WORKERS)
    against = [_f1(runs[0], run) for run in runs[1:]]
    truth = {number: made.event for number, made in enumerate(texts)}
    return {
        "orders": {"articles": articles, "orders": shuffles, "least F1": min(against), "mean F1": _mean(against)},
        "four workers": {"F1 with one worker": _f1(runs[0], at_once)},
        "stories": {"F1 with the events told": _f1(runs[0], truth)},
    }


def _run(path: Path, texts: Sequence[Made], seed: int, workers: int) -> Stories:
    numbers = list(range(len(texts)))
    random.Random(seed).shuffle(numbers)
    archive = Archive(path, Newsroom(), template_of(path), 1, WINDOW / 200_000)
    with archive.opened() as store:
        archive.add_waiting([texts[number] for number in numbers])
        topics = {number + 2: texts[numbers[number]].topics for number in range(len(numbers))}
        with ThreadPoolExecutor(workers) as pool:
            for _ in pool.map(_work, [store] * workers, [topics] * workers):
                pass
        placed = archive.stories()
        events = _events(store, set(placed.values()))
    if len(placed) != len(texts) + 1:
        raise AssertionError("an article has no story")
    return {number: events[placed[place + 2]] for place, number in enumerate(numbers)}


def _events(store: Store, stories: set[int]) -> dict[int, int]:
    """The oldest story of its event, for each story; linked as the bot links the stories of a digest."""
    sketches = store.look(lambda stored: [stored.sketch(StoryId(one)) for one in sorted(stories)])
    store.save_links(event_links([sketch for sketch in sketches if sketch]))
    records = (store.story(StoryId(one)) for one in sorted(stories))
    found = together(link for record in records if record for link in record.links)
    return {one: found.get(StoryId(one), one) for one in stories}


def _work(store: Store, topics: Mapping[int, Sequence[str]]) -> None:
    while claims := store.claim_articles(NOW + 2 * WINDOW, NOW + 2 * WINDOW + LEASE, 10):
        for claim in claims:
            place(store, claim, topics[claim.article.id], how=Watched.ALL)


def _f1(one: Mapping[int, int], two: Mapping[int, int]) -> float:
    """Of the pairs of texts that either puts into one story: how well both agree."""
    both = _pairs(Counter((one[number], two[number]) for number in one))
    total = _pairs(Counter(one.values())) + _pairs(Counter(two.values()))
    return round(2 * both / total, 4) if total else 1.0


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
