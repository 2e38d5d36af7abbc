"""How soon a question is answered from a large archive, what the index weighs, and what keeping it costs an article.

`python -m bench.search` prints JSON: articles of 250 words in seven languages, whose words are drawn as rare words are
in news; names are planted in some of them. `--keep FILE` keeps the archive, or takes the one that lies there.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import timedelta
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from bench.story_store import NOW, _insert, _raw, _stored, template_of
from monitor.flow.archive.searching import FRESH_LOT, search
from monitor.model.archive.search import ArchiveFilter
from monitor.store import open_store
from monitor.store.schema.tables import article
from monitor.watch import Seeker, archive_terms, parse_search

ARTICLES = 200_000
WORDS = 250
LOT = 1_000
VOCABULARY = 60_000
"""Words of a language before names, figures and misspellings."""
LANGUAGES = ("en", "en", "en", "en", "ar", "ar", "fa", "ru", "he", "tr", "de")
LETTERS = {
    "ar": "اللليمنوهرتبعدسفقكحجشطصخغ",
    "fa": "اینردمهتوسبشکلزگفخعقجپح",
    "ru": "оеаинтсрвлкмдпуяыьгзбч",
    "he": "יולאההמרתבשנכדפקחגצטס",
    "tr": "aeinrlıkdmyutsboüşzgğhçvcpö",
    "de": "enisratdhulcgmobwfkzvpüäßö",
    "en": "etaoinshrdlcumwfgypbvk",
}
NAMES = {
    "en": ("Albu Kamal", "Yusuf Harandi", "Rapid Support Forces"),
    "ar": ("البوكمال", "يوسف هرندي", "قوات الدعم السريع"),
    "fa": ("البوکمال",),
    "ru": ("Албу-Камаль", "Юсуф Харанди"),
    "he": ("אלבו כמאל", "יוסף הרנדי"),
    "tr": ("Albu Kamal", "Yusuf Harandi'nin"),
    "de": ("Albu Kamal",),
}
ASKED_NAMES = (
    'name:"Albu Kamal"', 'person:"Yusuf Harandi"', "name:البوكمال", 'name:"Юсуф Харанди"',
    'organisation:"Rapid Support Forces"', 'name:"Nobody Anywhere"', 'person:"محمد علي"', 'person:"حسن نصر الله"',
    "name:دمشق", 'place:"دير الزور"', 'person:"בנימין נתניהו"', "name:חיפה", 'person:"Владимир Путин"', "place:Харьков",
    'person:"Ali Khamenei"', "name:Gaza", 'place:"Deir ez-Zor"', 'organisation:"Revolutionary Guards"', "name:IRGC",
    'person:"Mehmet Yılmaz"',
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--keep", type=Path, help="an archive to make, or to take")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "monitor.db"
        report = {"index": {}} if path.exists() else {"index": filled(path, asked.articles)}
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            report["questions"] = pool.submit(answered, path).result()
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


class Writer:
    """Makes texts; the same for the same seed."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self.words = {code: self._vocabulary(code) for code in LETTERS}
        # The n-th word is met about once in n; beyond the vocabulary every text has some of its own.
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def _vocabulary(self, code: str) -> list[str]:
        letters, chance = LETTERS[code], random.Random(code)
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            word = "".join(chance.choice(letters) for _ in range(2 + int(chance.random() * 8)))
            found[word.capitalize() if chance.random() < 0.3 else word] = None
        return list(found)

    def text(self, number: int) -> tuple[str, str, str]:
        """Title, text and language of an article."""
        code = LANGUAGES[number % len(LANGUAGES)]
        words = self.chance.choices(self.words[code], cum_weights=self.weights, k=WORDS)
        own = ("".join(self.chance.choices(LETTERS[code], k=9)) for _ in range(2))
        words += (word.capitalize() for word in own)
        if number % 97 == 0:
            words.insert(self.chance.randrange(WORDS), self.chance.choice(NAMES[code]))
        return " ".join(words[:8]), f"{' '.join(words[8:])}.", code


def made(articles: int) -> Iterator[tuple[str, str, str]]:
    """The texts of an archive."""
    writer = Writer()
    return (writer.text(number) for number in range(articles))


def filled(path: Path, articles: int) -> dict[str, float]:
    """Fill an archive and index it; processor time and bytes an article."""
    template = template_of(path)
    texts = made(articles)
    before = path.stat().st_size
    with closing(_raw(path)) as raw:
        for first in range(2, articles + 2, LOT):
            rows = []
            for number, (title, text, code) in zip(range(first, first + LOT), texts, strict=False):
                at = _stored(NOW - timedelta(minutes=3) * (articles - number))
                rows.append(template | _row(number, title, text, code, at))
            _insert(raw, article, rows)
            raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    texts_size = path.stat().st_size - before
    started = time.process_time()
    with closing(open_store(f"sqlite:///{path}")) as store:
        while store.index_archive(LOT):
            pass
        store.checkpoint()
    indexing = time.process_time() - started
    sample = list(made(500))
    began = time.process_time()
    for one in sample:
        archive_terms(*one)
    words = (time.process_time() - began) / len(sample)
    with closing(_raw(path)) as raw:
        lengths = "length(terms) - length(replace(terms, ' ', ''))"
        (distinct,) = raw.execute(f"SELECT sum(1 + {lengths}) FROM archive_word WHERE id >= 0").fetchone()
        parts = dict(raw.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall())
    index = sum(size for name, size in parts.items() if name.startswith("archive_"))
    return {
        "articles": articles,
        "words in the archive": distinct,
        "text and its row, bytes an article": round(texts_size / articles),
        "index, bytes an article": round(index / articles),
        "of it the tables of words": round((index - parts["archive_data"] - parts["archive_idx"]) / articles),
        "index, percent of the article": round(100 * index / texts_size, 1),
        "indexing in lots, CPU ms an article": round(1000 * indexing / articles, 3),
        "of it finding its terms": round(1000 * words, 3),
    }


def _row(number: int, title: str, text: str, code: str, at: str) -> dict[str, object]:
    address = f"https://made.example/{number}"
    return {
        "id": number,
        "url_key": address,
        "canonical_url": address,
        "final_url": address,
        "title": title,
        "text": text,
        "language": code,
        "publisher": f"Outlet {number % 40}",
        "first_seen_at": at,
        "fetched_at": at,
        "published_at": at,
    }


def answered(path: Path) -> dict[str, object]:
    """Milliseconds of processor time by kind of question, and the memory they took."""
    gc.set_threshold(500_000)  # As every command does that ends by itself.
    writer = Writer()
    ranks = {"frequent": range(5, 45, 2), "middling": range(800, 1_600, 40), "rare": range(30_000, 58_000, 1_400)}
    kinds: dict[str, list[str]] = {f"a {kind} word": _words(writer, which) for kind, which in ranks.items()}
    kinds["two middling words"] = _pairs(kinds["a middling word"])
    kinds["a phrase"] = [f'"{one}"' for one in _pairs(kinds["a frequent word"])]
    kinds["a word since 30 days of a publisher"] = [f'{one} publisher:"Outlet 3"' for one in kinds["a middling word"]]
    kinds["a rule"] = [f"NEAR/9({one.replace(' ', ', ')}) OR title:zzz" for one in _pairs(kinds["a middling word"])]
    kinds["a name"] = list(ASKED_NAMES)
    with closing(open_store(f"sqlite:///{path}", exclusive=False)) as store:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.process_time()
        search(store, Seeker(parse_search("anything", {})), ArchiveFilter(), most=20)
        report: dict[str, object] = {"the first question, ms": round(1000 * (time.process_time() - began))}
        for waiting in (0, FRESH_LOT):
            _let_wait(path, waiting)
            everything: list[float] = []
            also = f", {waiting} articles wait" if waiting else ""
            for kind, asked in kinds.items():
                took, looked = [], []
                for one in asked:
                    began = time.process_time()
                    question = parse_search(one, {})
                    of = ArchiveFilter(publisher=question.filters.get("publisher", ""))
                    answer = search(store, Seeker(question), of, most=20)
                    took.append(1000 * (time.process_time() - began))
                    looked.append(answer.looked_at)
                everything += took
                report[kind + also] = _spread(took) | {"articles looked at, most": max(looked)}
            report["all" + also] = _spread(everything)
        _let_wait(path, 0)
        report["memory, MB more"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before)
    return report


def _let_wait(path: Path, count: int) -> None:
    """Have the newest articles wait to be put in, as a running bot does; they are in the index all the same."""
    with closing(_raw(path)) as raw:
        (newest,) = raw.execute("SELECT max(id) FROM article").fetchone()
        above = newest - count + 1 if count else 0
        raw.execute("INSERT OR REPLACE INTO counter (name, value) VALUES ('archive_above', ?)", (above,))
        raw.commit()


def _words(writer: Writer, ranks: Sequence[int]) -> list[str]:
    codes = sorted(LETTERS)
    found = (writer.words[codes[at % len(codes)]][rank] for at, rank in enumerate(ranks))
    return [word for word in found if len(word) > 2]


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in zip(words, words[7:], strict=False)]


def _spread(took: Sequence[float]) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "median ms": round(statistics.median(ordered)),
        "p95 ms": round(ordered[math.ceil(0.95 * len(ordered)) - 1]),  # The nearest rank.
        "most ms": round(ordered[-1]),
    }


if __name__ == "__main__":
    main()
