"""How fast texts are matched, as a share of the least that any matcher must do; how cost grows; that nothing stalls.

The baseline cleans and folds a text and counts the hits of an Aho-Corasick automaton (Rust) over the same compiled
patterns. `python -m bench.matching` prints a table, `--json` prints JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

import ahocorasick_rs

from bench.watch_corpus import (
    english_articles,
    latin_people,
    mixed_articles,
    near_names,
    near_watchlist,
    random_words,
    vocabulary_articles,
    watchlist,
)
from monitor.model.watch import MatchText, Watchlist
from monitor.watch import Matcher, compile_watchlists
from monitor.watch.match.compile import Compiler
from monitor.watch.text.clean import clean
from monitor.watch.text.fold import fold_once

FEW, MANY = 50, 5_000
MANY_NAMES = 10_000
UNSEEN_LANGUAGES = ("en", "tr", "ru", "ar", "fa", "he")
ROUNDS = 7
MEGABYTE = 1_000_000
LETTERS = {
    "Latin": "abcdefghijklmnopqrstuvwxyz",
    "Cyrillic": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
}
NEAR_RULES = {
    "three rules, NEAR inside BEFORE": (
        "NEAR/100(@tanf, convoy)",
        "BEFORE/100(NEAR/9(@tanf, @tanf), NEAR/100/doc(@tanf, convoy))",
        "min:99 @tanf",
    ),
    "NEAR four deep, 10^5 hits": ("NEAR/100/doc(" * 4 + "@tanf" + ", convoy)" * 4,),
}
Figures = dict[str, float]


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    asked = parser.parse_args()
    report = {
        "english": _alone(shares, "english"),
        "mixed scripts": _alone(shares, "mixed"),
        "growth": _alone(growth),
        "unseen words, 10,000 topics against 50": _alone(unseen),
        "one megabyte, seconds": _alone(stalls),
    }
    sys.stdout.write(json.dumps(report, indent=2) + "\n" if asked.json else _table(report))


def _alone(measure: Callable[..., Figures], *arguments: object) -> Figures:
    """Measured in a process of its own, so that memory and warm caches are nobody else's."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *arguments).result()


def shares(kind: str) -> Figures:
    """Speed in MB/s and as a share of the baseline: for texts seen before, for new ones, and for a new vocabulary."""
    articles = english_articles() if kind == "english" else mixed_articles()
    language = "en" if kind == "english" else ""
    half = len(articles) // 2
    automaton = _automaton(FEW)
    matcher = compile_watchlists([watchlist(FEW)])
    cold = _speed(articles[:half], lambda text: _match(matcher, text, language), rounds=1)
    fresh = _speed(articles[half:], lambda text: _match(matcher, text, language), rounds=1)
    ours = baseline = 0.0
    for _ in range(ROUNDS):
        baseline = max(baseline, _speed(articles, lambda text: _count(automaton, text), rounds=1))
        ours = max(ours, _speed(articles, lambda text: _match(matcher, text, language), rounds=1))
    return {
        "baseline MB/s": round(baseline, 1),
        "matcher MB/s": round(ours, 1),
        "share": round(ours / baseline, 2),
        "share, new texts": round(fresh / baseline, 2),
        "share, new vocabulary": round(cold / baseline, 2),
        "texts with a hit": round(sum(_match(matcher, text, language) > 0 for text in articles) / len(articles), 2),
    }


def _automaton(topics: int) -> ahocorasick_rs.AhoCorasick:
    compiler = Compiler()
    lexicon = compiler.compiled([watchlist(topics)]).lexicon
    patterns = {" ".join(lexicon.words[token].folded for token in tokens) for tokens, _ in compiler.sequences}
    return ahocorasick_rs.AhoCorasick(sorted(patterns))


def _count(automaton: ahocorasick_rs.AhoCorasick, text: str) -> int:
    folded = fold_once(clean(text).text)
    return len(automaton.find_matches_as_indexes(folded, overlapping=True))


def _match(matcher: Matcher, text: str, language: str) -> int:
    return len(matcher.match(MatchText(title="", text=text, language=language)).hits)


def _speed(texts: Sequence[str], work: Callable[[str], int], rounds: int = ROUNDS) -> float:
    """MB of UTF-8 a second of processor time, the best of `rounds`."""
    size = sum(len(text.encode()) for text in texts)
    return size / MEGABYTE / min(_seconds(lambda: [work(text) for text in texts]) for _ in range(rounds))


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def growth() -> Figures:
    """What a hundred times more topics cost."""
    articles = english_articles()[:80] + mixed_articles()[:80]
    few = compile_watchlists([watchlist(FEW)])
    listed = watchlist(MANY)
    gc.collect()
    before = _resident()
    started = time.process_time()
    many = compile_watchlists([listed])
    compiled = time.process_time() - started
    for matcher in (few, many):
        _speed(articles, lambda text, matcher=matcher: _match(matcher, text, ""), rounds=1)
    speeds = [0.0, 0.0]
    for _ in range(ROUNDS):
        for index, matcher in enumerate((few, many)):
            speed = _speed(articles, lambda text, matcher=matcher: _match(matcher, text, ""), rounds=1)
            speeds[index] = max(speeds[index], speed)
    taken, peak = _resident() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    compiler = Compiler()
    compiler.compiled([listed])
    return {
        "topics": MANY,
        "patterns": len(compiler.sequences),
        "times slower": round(speeds[0] / speeds[1], 2),
        "compile s": round(compiled, 2),
        "memory of the matcher MB": round(taken),
        "peak memory of the process MB": round(peak),
    }


def unseen() -> Figures:
    """The speed with many Latin names as a share of that with few, for words that were never seen, by language."""
    few = compile_watchlists([latin_people(FEW)])
    started = time.process_time()
    many = compile_watchlists([latin_people(MANY_NAMES)])
    figures: Figures = {"compile s": round(time.process_time() - started, 2)}
    for language in UNSEEN_LANGUAGES:
        speeds = _unseen_speeds((few, many), vocabulary_articles(language), language)
        for topics, speed in zip((FEW, MANY_NAMES), speeds, strict=True):
            figures[f"{language}, MB/s with {topics:,}"] = round(speed, 2)
        figures[f"{language}, share"] = round(speeds[1] / speeds[0], 2)
    figures["peak memory of the process MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def _unseen_speeds(matchers: Sequence[Matcher], articles: list[str], language: str) -> list[float]:
    """The speed of each for the second half of the articles, once they know the first.

    They read each text one after the other: what else the machine does weighs on all of them alike.
    """
    half = len(articles) // 2
    for matcher, text in product(matchers, articles[:half]):
        _match(matcher, text, language)
    seconds = [0.0] * len(matchers)
    for text, (number, matcher) in product(articles[half:], enumerate(matchers)):
        seconds[number] += _seconds(lambda matcher=matcher, text=text: _match(matcher, text, language))
    size = sum(len(text.encode()) for text in articles[half:]) / MEGABYTE
    return [size / taken for taken in seconds]


def _resident() -> float:
    """Memory of this process now, in MB."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(pages[1]) * resource.getpagesize() / MEGABYTE


def stalls() -> Figures:
    """Seconds for a megabyte that is made to cost."""
    texts = {
        "one name, 10^5 hits": "Hezbollah " * (MEGABYTE // 10),
        "one token": "al " * (MEGABYTE // 3),
        "mark-up in mark-up": "<b>(" * (MEGABYTE // 4),
        "near misses": "Fourth Division " * (MEGABYTE // 16),
    }
    for script, letters in LETTERS.items():
        texts[f"distinct words, {script}"] = random_words(MEGABYTE // 7, letters)[:MEGABYTE]
    for script in ("Latin", "Cyrillic"):
        capitalised = random_words(MEGABYTE // 7, LETTERS[script], capital=True)
        texts[f"distinct capitalised words, {script}"] = capitalised[:MEGABYTE]
    figures = {label: _stall(watchlist(FEW), text) for label, text in texts.items()}
    convoys = near_names(MEGABYTE)
    return figures | {label: _stall(near_watchlist(rules), convoys) for label, rules in NEAR_RULES.items()}


def _stall(listed: Watchlist, text: str) -> float:
    matcher = compile_watchlists([listed])
    return round(_seconds(lambda: _match(matcher, text, "")), 2)


def _table(report: dict[str, Figures]) -> str:
    lines = []
    for part, figures in report.items():
        lines += ["", part, *(f"  {label:<40}{figure:>10,}" for label, figure in figures.items())]
    return "\n".join(lines[1:]) + "\n"


if __name__ == "__main__":
    main()
