"""How well copies and stories are told apart on labelled news texts; the floors are what was reached, not the aims."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import ENOUGH_SHARED, LONG_RUN, RARE_RUN, SHORT_RUN, CopyLabel
from monitor.model.watch import MatchText, Strength
from monitor.settings.load import load_settings
from monitor.stories.cleaning import sentences
from monitor.stories.copies import Text, compare
from monitor.stories.events.grouping import started
from monitor.stories.events.linking import linked, together
from monitor.stories.shingles import sampled
from monitor.stories.terms import marks_of
from monitor.testing.demo import load_demo_items
from monitor.watch import compile_watchlists

REAL = Path(__file__).parents[2].parent / "shared" / "real" / "stories"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"the labelled texts are not at {REAL.name} beside the project"
)

WHOLE = (CopyLabel.IDENTICAL, CopyLabel.REPRINT)
CHANCE = random.Random(20)
SWAPPED = {
    "said": "stated",
    "killed": "slain",
    "people": "persons",
    "police": "officers",
    "company": "firm",
    "new": "fresh",
    "first": "initial",
    "last": "final",
    "two": "several",
    "officials": "authorities",
    "released": "issued",
    "announced": "declared",
    "reported": "disclosed",
    "told": "informed",
    "also": "additionally",
    "man": "male",
    "woman": "female",
    "attack": "assault",
    "home": "house",
    "began": "started",
    "found": "discovered",
    "children": "kids",
    "death": "demise",
    "died": "perished",
}


@cache
def rows() -> tuple[dict[str, str], ...]:
    return tuple(json.loads(line) for line in (REAL / "stories.jsonl").read_text(encoding="utf-8").splitlines())


@cache
def texts() -> dict[str, Text]:
    return {row["id"]: Text.of(row["text"]) for row in rows()}


@cache
def hashes() -> dict[str, frozenset[int]]:
    return {name: frozenset(sampled(text.words)) for name, text in texts().items()}


def enough(shared: frozenset[int]) -> bool:
    """Whether an index that holds these texts offers two that share these hashes for comparison."""
    if any(one % 2 and texts_with()[one] <= RARE_RUN for one in shared):
        return True
    return sum(LONG_RUN if one % 2 else SHORT_RUN for one in shared) >= ENOUGH_SHARED


@cache
def texts_with() -> Counter[int]:
    return Counter(one for kept in hashes().values() for one in kept)


def found(one: str, two: str) -> CopyLabel | None:
    """What the index and the comparison say together."""
    if not enough(hashes()[one] & hashes()[two]):
        return None
    finding = compare(texts()[one], texts()[two])
    return finding.label if finding else None


def pairs() -> list[tuple[str, str, str]]:
    lines = (REAL / "reuse_pairs.tsv").read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(one[0], one[1], one[5]) for one in split]


def f1(hits: int, false: int, missed: int) -> float:
    return 2 * hits / (2 * hits + false + missed)


def test_reused_text_is_told_from_independent_text() -> None:
    labels = [(gold, found(one, two)) for one, two, gold in pairs()]
    reused = [label for gold, label in labels if gold in ("strict", "derived")]
    false = sum(label is not None for gold, label in labels if gold == "independent")
    hits = sum(label is not None for label in reused)
    strict = [label in WHOLE for gold, label in labels if gold == "strict"]
    wrong = sum(label in WHOLE for gold, label in labels if gold == "independent")
    print(f"reuse F1 {f1(hits, false, len(reused) - hits):.3f}, precision {hits / (hits + false):.3f}")
    print(f"strict F1 {f1(sum(strict), wrong, len(strict) - sum(strict)):.3f}")
    assert f1(hits, false, len(reused) - hits) >= 0.98
    assert hits / (hits + false) >= 0.99
    assert f1(sum(strict), wrong, len(strict) - sum(strict)) >= 0.95


def test_no_text_is_a_copy_of_one_on_another_event() -> None:
    events = {row["id"]: row["event"] for row in rows()}
    names = list(events)
    across = [
        (one, two)
        for place, one in enumerate(names)
        for two in names[:place]
        if events[one] != events[two] and found(one, two)
    ]
    assert across == []


def half(text: str) -> str:
    kept = [one.shown for one in sentences(text)]
    return "\n".join(kept[: max(1, len(kept) // 2)])


def lead(text: str) -> str:
    return "\n".join([*(one.shown for one in sentences(text)[:3]), "Read more: https://news.example/1"])


def round_up(text: str) -> str:
    before, after = CHANCE.sample(originals(), 2)
    return f"{before}\n{text}\n{after}"


def dressed(text: str) -> str:
    return f"A wholly new headline for the very same story\n{text}\nSubscribe and get the news every morning."


def noisy(text: str) -> str:
    return "".join(
        CHANCE.choice("abcdefghijklmnopqrstuvwxyz") if char.isalpha() and CHANCE.random() < 0.05 else char
        for char in text
    )


def spun(text: str) -> str:
    return re.sub(r"\w+", lambda word: SWAPPED.get(word.group(), word.group()), text)


@cache
def originals() -> list[str]:
    return [row["text"] for row in rows() if len(texts()[row["id"]].words) >= 120][:200]


@pytest.mark.parametrize(
    ("change", "right"),
    [
        pytest.param(half, (CopyLabel.SHORTENED,), id="half only"),
        pytest.param(lead, (CopyLabel.SHORTENED,), id="lead and link"),
        pytest.param(round_up, (CopyLabel.EXTENDED,), id="inside a round-up"),
        pytest.param(dressed, (CopyLabel.REPRINT, CopyLabel.EXTENDED), id="new headline and boilerplate"),
        pytest.param(noisy, (CopyLabel.REPRINT,), id="5 % letter noise"),
        pytest.param(spun, WHOLE, id="synonyms swapped"),
    ],
)
def test_simulated_republishing(change: Callable[[str], str], right: tuple[CopyLabel, ...]) -> None:
    good = 0
    for text in originals():
        copy, original = Text.of(change(text)), Text.of(text)
        finding = compare(copy, original)
        looked_at = enough(frozenset(sampled(copy.words)) & frozenset(sampled(original.words)))
        good += finding is not None and finding.label in right and looked_at
    print(f"{change.__name__}: {good} of {len(originals())}")
    assert good >= 0.97 * len(originals())


def test_stories_are_events() -> None:
    """`monitor stories group`, one pass in order of arrival, no dates, linked at the end. The aim is .95."""
    command = [sys.executable, "-m", "monitor", "stories", "group", "--jsonl", str(REAL / "stories.jsonl")]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    story_of = {line["id"]: line["story"] for line in map(json.loads, done.stdout.splitlines())}
    events = {row["id"]: row["event"] for row in rows()}
    precision, recall = (b_cubed(one, two) for one, two in ((story_of, events), (events, story_of)))
    score = 2 * precision * recall / (precision + recall)
    print(f"stories: B-cubed F1 {score:.3f} (P {precision:.3f}, R {recall:.3f})")
    assert len(story_of) == len(events)
    assert score >= 0.93


def test_watched_articles_of_one_region_stay_stories_of_their_own() -> None:
    """The five seed articles share places, people and watchlist; only the retelling and the copy tell one event."""
    project = Path(__file__).parents[2]
    matcher = compile_watchlists(load_settings(project / "config", {}.get).watchlists)
    items, sketches = load_demo_items(project / "seed_corpus"), []
    for number, item in enumerate(items, 1):
        hits = matcher.match(MatchText(title=item.title, text=item.text, language=item.language)).hits
        met = [f"{hit.watchlist}/{hit.topic}" for hit in hits if hit.strength is Strength.STRONG]
        marks = marks_of(item.title, item.text, met, [hit.surface for hit in hits])
        sketch = started(ArticleId(number), marks, item.language, datetime(2026, 11, 22, tzinfo=UTC))
        sketches.append(replace(sketch, story_id=StoryId(number)))
    found = {items[one - 1].slug: items[oldest - 1].slug for one, oldest in together(linked(sketches)).items()}
    assert found == dict.fromkeys(("004-imam-ali-evacuated", "retelling", "wire-copy"), "004-imam-ali-evacuated")


def b_cubed(found: dict[str, object], gold: dict[str, object]) -> float:
    """Mean share, over the texts, of those found beside a text that belong with it."""
    together, belong = defaultdict(set), defaultdict(set)
    for name in found:
        together[found[name]].add(name)
        belong[gold[name]].add(name)
    shares = [len(together[found[name]] & belong[gold[name]]) / len(together[found[name]]) for name in found]
    return sum(shares) / len(shares)
