"""How many planted misses the audit of misses brings up, and how often its interval holds the truth.

`python -m bench.audit` prints JSON: 20,000 made-up articles in four languages on many themes, 300 of them on what is
watched; in 50 more the watched thing is called by a spelling that the matcher does not know, or by another name
altogether. A tenth of all the others has half of its theme from what is watched: another town at another border. Once
the 50 share two dozen names, once each has a spelling of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any

from monitor.cli.archive.audit.shown import MOST_NUMBERS
from monitor.core.audit.audit import LINES, audit_of, placed
from monitor.core.audit.likeness import Texts
from monitor.flow.archive.auditing import names_of, spelled_like
from monitor.model.archive.audit import AuditText
from monitor.model.ids import ArticleId, Priority, StoryId
from monitor.model.watch import Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import Matcher, compile_watchlists

NOW = datetime(2026, 11, 29, tzinfo=UTC)
LETTERS = {
    "en": "etaoinshrdlcumwfgyp",
    "ar": "اليمنوهرتبعدسفقكحجش",
    "ru": "оеаинтсрвлкмдпуяыг",
    "tr": "aeinrlıkdmyutsboş",
}
LANGUAGES = ("en", "en", "en", "ar", "ru", "tr")
HABITS: dict[str, str] = {
    "en": "k-q k-c b-p d-t y-j u-ou u-oo a-e a-o i-ee m-mm l-ll w-v f-ph h-kh n-nn a-ah",
    "ar": "ك-ق ك-ج و- ا- ه-ح د-ض ت-ط ي-ى م-ما س-ص ر-ري ن-نا",
    "ru": "х-г а-е а-я м-мм б-п к-г ль-л д-т у-ю е-э в-у н-нн",
}
"""What those write who do not know how a name is spelled."""
THEMES, THEME_WORDS, WORDS = 40, 220, 130
TOPICS: dict[str, tuple[str, ...]] = {
    "albu-kamal": ("Albu Kamal", "البوكمال", "Албу-Камаль"),
    "harandi": ("Yusuf Harandi", "يوسف هرندي", "Юсуф Харанди"),
    "tel-marwan": ("Tel Marwan", "تل مروان", "Тель-Марван"),
}
UNSEEN: dict[str, tuple[str, ...]] = {
    "en": (
        "Boukemal",
        "Aboukemahl",
        "Kamalabad",
        "Harendy",
        "Joseph Haranday",
        "Marouane Hill",
        "Qasr Nadim",
        "the Wolf",
    ),
    "ar": ("بوكامل", "كمالية", "الهارندى", "التلة المروانية", "قصر نديم", "الذئب"),
    "ru": ("Букемаль", "Камалия", "Гаренди", "Марванский холм", "Каср-Надим"),
    "tr": ("Bukemalli", "Kemaliye", "Harendioğlu", "Mervantepe", "Kasrınedim"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--planted", type=int, default=50)
    parser.add_argument("--lists", type=int, default=100, help="of which the interval is tried")
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    asked = parser.parse_args()
    report = {
        "two dozen names": planted(asked.articles, asked.planted, asked.seeds, own=False),
        "a spelling for each": planted(asked.articles, asked.planted, asked.seeds, own=True),
        "interval": intervals(asked.lists) if asked.lists else {},
    }
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


@dataclass(frozen=True)
class Made:
    """An article, and whether it is about what is watched."""

    title: str
    text: str
    language: str
    watched: str = ""
    """Its topic."""
    called: str = ""
    """What the watched thing is called in it."""


class World:
    """Makes articles; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.common = {code: self._words(code, 3000) for code in LETTERS}
        self.themes = {code: [self._words(code, THEME_WORDS) for _ in range(THEMES)] for code in LETTERS}
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(3000)))
        self.theme_weights = list(accumulate(1 / (rank + 10) for rank in range(THEME_WORDS)))

    def _words(self, code: str, most: int) -> list[str]:
        return ["".join(self.chance.choices(LETTERS[code], k=self.chance.randint(3, 9))) for _ in range(most)]

    def article(self, code: str, theme: int, name: str = "", topic: str = "", half: int | None = None) -> Made:
        """One of that theme, three in ten words of it on the average; it has the name once or twice."""
        share = self.chance.uniform(0.15, 0.45)
        count = self.chance.randint(WORDS // 2, 2 * WORDS)
        own = int(share * count)
        words = self.chance.choices(self.common[code], cum_weights=self.weights, k=count - own)
        for place in (theme, theme if half is None else half):
            words += self.chance.choices(self.themes[code][place], cum_weights=self.theme_weights, k=own // 2)
        self.chance.shuffle(words)
        # Rare names of other places and people, as everywhere.
        for _ in range(4):
            words.insert(self.chance.randrange(len(words)), self._words(code, 1)[0].capitalize())
        for _ in range(self.chance.choice((1, 1, 2)) if name else 0):
            words.insert(self.chance.randrange(len(words)), name)
        return Made(" ".join(words[:8]), " ".join(words[8:]), code, topic, name)


def misspelled(chance: random.Random, topic: str, code: str, matcher: Matcher, used: set[str]) -> str:
    """A name as somebody writes it who does not know it, as the matcher does not know it, and as none of `used`."""
    habits = [habit.split("-") for habit in HABITS.get(code, HABITS["en"]).split()]
    name = _known(topic, code)[0]
    for turn in range(200):
        word = name.lower()
        for _ in range(2 + turn // 20):
            heard, written = chance.choice(habits)
            places = [at for at in range(len(word)) if word.startswith(heard, at)]
            at = chance.choice(places) if places else -1
            word = word if at < 0 else word[:at] + written + word[at + len(heard) :]
        word = word.title()
        if word not in used and not matcher.match(MatchText(title="", text=f"x {word} x", language=code)).hits:
            used.add(word)
            return word
    return name


def made(
    world: World, articles: int, hits: int, missed: int, matcher: Matcher | None = None, *, own: bool = False
) -> Iterator[Made]:
    """`hits` with names as they are watched, `missed` with others; of all others a tenth half of a watched theme.

    With a matcher it knows none of the missed names; `own`: each of the missed has a spelling of its own.
    """
    unseen = UNSEEN if matcher is None else {code: _unknown(matcher, code) for code in UNSEEN}
    chance = world.chance
    used: set[str] = set()
    kinds = ["hit"] * hits + ["miss"] * missed + ["near"] * (articles // 10)
    kinds += ["other"] * (articles - len(kinds))
    chance.shuffle(kinds)
    topics = sorted(TOPICS)
    for kind in kinds:
        code = chance.choice(LANGUAGES)
        place = chance.randrange(len(topics))
        if kind == "other":
            yield world.article(code, chance.randrange(len(topics), THEMES))
        elif kind == "near":
            yield world.article(code, place, half=chance.randrange(len(topics), THEMES))
        else:
            names = unseen[code] if kind == "miss" else _known(topics[place], code)
            if kind == "miss" and matcher is not None and own:
                names = (misspelled(chance, topics[place], code, matcher, used),)
            yield world.article(code, place, chance.choice(names), topics[place])


def _unknown(matcher: Matcher, code: str) -> tuple[str, ...]:
    """Those of `UNSEEN` that the matcher does not know."""
    texts = {name: MatchText(title="", text=f"x {name} x", language=code) for name in UNSEEN[code]}
    return tuple(name for name, text in texts.items() if not matcher.match(text).hits)


def _known(topic: str, code: str) -> tuple[str, ...]:
    latin, arabic, cyrillic = TOPICS[topic]
    return ({"ar": arabic, "ru": cyrillic}.get(code, latin),)


def audited(some: Sequence[Made], matcher: Matcher, watchlist: Watchlist) -> tuple[Any, Texts, dict[int, AuditText]]:
    """The texts placed, with what the matcher says of them."""
    texts, kept = Texts(), {}
    for number, one in enumerate(some, 1):
        found = matcher.match(MatchText(title=one.title, text=one.text, language=one.language))
        strong = [hit for hit in found.hits if hit.strength is Strength.STRONG]
        kept[number] = AuditText(
            id=ArticleId(number), title=one.title, text=one.text, language=one.language, publisher="", url="", at=NOW,
            story=StoryId(number), topics=tuple(dict.fromkeys(hit.topic for hit in strong)),
            met=tuple(hit.surface for hit in strong),
        )  # fmt: skip
        texts.add(kept[number])
    return placed(texts, names_of(watchlist)), texts, kept


def _list() -> Watchlist:
    topics = tuple(
        Topic(
            id=key, name=names[0], kind=Kind.PERSON if key == "harandi" else Kind.PLACE, names=tuple(map(_name, names))
        )
        for key, names in TOPICS.items()
    )
    return Watchlist(id="made", title="", priority=Priority.NORMAL, topics=topics)


def _name(text: str) -> Name:
    return Name(text=text)


def planted(articles: int, count: int, seeds: Sequence[int], *, own: bool) -> dict[str, Any]:
    """How many of the planted are in the first lines; `own`: each has a spelling of its own."""
    watchlist = _list()
    matcher = compile_watchlists([watchlist])
    found: list[str] = []
    report: dict[str, Any] = {}
    for seed in seeds:
        world = World(seed)
        some = list(made(world, articles, hits=300, missed=count, matcher=matcher, own=own))
        began = time.process_time()
        texts, numbers, kept = audited(some, matcher, watchlist)
        matching = time.process_time() - began
        began = time.process_time()
        texts = placed(numbers, names_of(watchlist))
        placing = time.process_time() - began
        spelled = spelled_like(watchlist, [kept[one.seen.id] for one in texts.looked_at()], numbers)
        audit = audit_of(watchlist.id, texts, spelled, {}, lambda _: (), "")
        reckoning = time.process_time() - began
        wanted = {number for number, one in enumerate(some, 1) if one.watched and not kept[number].topics}
        first = {line.article for line in audit.lines[:LINES]}
        shown = first.union(*(line.same_spelling[:MOST_NUMBERS] for line in audit.lines[:LINES]))
        beside = len(wanted & shown) - len(wanted & first)
        called = {number: some[number - 1].called for number in wanted}
        names, met = set(called.values()), {called[number] for number in wanted & shown}
        found.append(
            f"{len(wanted & first)} and {beside} beside them, of {len(wanted)}; {len(met)} of {len(names)} spellings"
        )
        report = {
            "articles in the lines": len(shown),
            "matched and put into numbers, CPU s": round(matching, 1),
            "placed, CPU s": round(placing, 1),
            "placed, spelled and lined up, CPU s": round(reckoning, 1),
        }
    return {f"not found by the matcher and in the first {LINES} lines of {articles} articles": found} | report


def intervals(lists: int) -> dict[str, Any]:
    """How often the interval holds the share of watched articles that were found, once the lines are answered."""
    watchlist = _list()
    matcher = compile_watchlists([watchlist])
    held, widths, told, errors = 0, [], 0, []
    for seed in range(lists):
        world = World(1000 + seed)
        hits, missed = world.chance.randint(40, 160), world.chance.randint(0, 40)
        some = list(made(world, 1200, hits=hits, missed=missed))
        texts, _, kept = audited(some, matcher, watchlist)
        watched = {number for number, one in enumerate(some, 1) if one.watched}
        truth = sum(bool(kept[number].topics) for number in watched) / len(watched)
        first = audit_of(watchlist.id, texts, {}, {}, lambda _: (), "")
        answers = {line.article: line.article in watched for line in first.lines}
        recall = audit_of(watchlist.id, texts, {}, answers, lambda _: (), "").recall
        held += recall.low <= truth <= recall.high
        widths.append(recall.high - recall.low)
        told += recall.share is not None
        errors.append((recall.share or 0) - truth)
    return {
        "lists": lists,
        "the interval holds the truth": held,
        "an estimate is told": told,
        "width, mean": round(sum(widths) / len(widths), 3),
        "estimate less truth, mean": round(sum(errors) / len(errors), 3),
    }


if __name__ == "__main__":
    main()
