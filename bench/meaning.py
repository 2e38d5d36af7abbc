"""One event in any language: `python -m bench.meaning PAIRS.csv` (`make bench-meaning PAIRS=...`).

The file is one of the two of the sample of SemEval-2022 Task 8 in the public repository
GeekDream-x/SemEval2022-Task8-TonyX (`data/training_set.csv`, `data/testing_set.csv`): pairs of news texts with what
people said of them, 1 for the same news to 4. All texts go through `monitor stories group`, in one run and undated.
Told are F1 of "one event" (below 1.75 it is, from 2.5 it is not) and the correlation of the verdict, yes or no, with
what people said, in all, across two languages and for each language; then what a text costs the encoder.

`--centres OUT` makes `monitor/meaning/centres.npz` anew, of the training file.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import correlation

import numpy as np

from monitor.meaning.encoder import LANGUAGES, SentenceEncoder

ONE_EVENT, TWO_EVENTS = 1.75, 2.5
_PRIOR = 30
"""Texts of all languages that count beside those of one, so that a mean of few says little."""
_COSTED = 100


@dataclass(frozen=True)
class Text:
    """A text of the set; its headline stands before the first two spaces, where it has one."""

    title: str
    text: str
    language: str


@dataclass(frozen=True)
class Pair:
    """Two texts by id, and what people said, 1 to 4."""

    one: str
    two: str
    languages: tuple[str, str]
    overall: float


def read(path: Path) -> tuple[dict[str, Text], list[Pair]]:
    """The texts by id, and the pairs, each once."""
    csv.field_size_limit(1 << 30)
    texts: dict[str, Text] = {}
    pairs: dict[str, Pair] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            one, _, two = row["pair_id"].partition("_")
            for name, number in ((one, "1"), (two, "2")):
                head, _, rest = row[f"text{number}"].strip().partition("  ")
                if len(head) > 200 or not rest:
                    head, rest = "", row[f"text{number}"]
                texts.setdefault(name, Text(head.strip(), rest.strip(), row[f"lang{number}"]))
            pair = Pair(one, two, (row["lang1"], row["lang2"]), float(row["Overall"]))
            pairs.setdefault(row["pair_id"], pair)
    return texts, list(pairs.values())


def stories(texts: dict[str, Text]) -> dict[str, object]:
    """The story of each text."""
    lines = "".join(json.dumps({"id": name, **vars(text)}) + "\n" for name, text in texts.items())
    command = [sys.executable, "-m", "monitor", "stories", "group", "--jsonl", "-"]
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8")
    return {one["id"]: one["story"] for one in map(json.loads, done.stdout.splitlines())}


def told(name: str, pairs: Sequence[Pair], story_of: dict[str, object]) -> str:
    """One line of the table."""
    joined = [story_of[one.one] == story_of[one.two] for one in pairs]
    count = Counter(
        (verdict, one.overall < ONE_EVENT)
        for verdict, one in zip(joined, pairs, strict=True)
        if one.overall < ONE_EVENT or one.overall >= TWO_EVENTS
    )
    hits, false, missed = count[True, True], count[True, False], count[False, True]
    score = 2 * hits / (2 * hits + false + missed) if hits else 0.0
    alike = correlation([float(one) for one in joined], [-one.overall for one in pairs]) if len({*joined}) > 1 else 0.0
    return f"{name:>14} {len(pairs):5} pairs  F1 {score:.3f}  r {alike:.3f}  {false} false, {missed} missed"


def centres(texts: dict[str, Text], out: Path) -> None:
    """Write the mean vectors of the languages, each drawn to the mean of all."""
    encoder = SentenceEncoder()
    vectors = defaultdict(list)
    for text in texts.values():
        if text.language in LANGUAGES:
            vectors[text.language].append(encoder.raw(text.title, text.text))
    mean = np.mean([one for mine in vectors.values() for one in mine], axis=0)
    made = {name: (np.sum(mine, axis=0) + _PRIOR * mean) / (len(mine) + _PRIOR) for name, mine in vectors.items()}
    np.savez_compressed(out, **{name: one.astype("<f2") for name, one in {"all": mean, **made}.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--centres", type=Path, help="write the means of the languages there, and measure nothing")
    asked = parser.parse_args()
    texts, pairs = read(asked.pairs)
    if asked.centres:
        centres(texts, asked.centres)
        return
    story_of = stories(texts)
    print(told("all", pairs, story_of))
    print(told("two languages", [one for one in pairs if len({*one.languages}) > 1], story_of))
    for language in sorted({one.languages[0] for one in pairs}):
        if mine := [one for one in pairs if {*one.languages} == {language}]:
            print(told(language, mine, story_of))
    encoder = SentenceEncoder()
    some = [text for text in texts.values() if text.language in LANGUAGES][:_COSTED]
    encoder.of(some[0].title, some[0].text, some[0].language)
    started = time.process_time()
    for text in some:
        encoder.of(text.title, text.text, text.language)
    print(f"{(time.process_time() - started) / len(some) * 1_000:.1f} ms of CPU for the vector of a text")


if __name__ == "__main__":
    main()
