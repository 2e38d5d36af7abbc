"""Texts and watchlists to measure matching with: the same ones on every run."""

from __future__ import annotations

import json
import random
from pathlib import Path
from string import ascii_lowercase

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, Name, Rule, Topic, Watchlist
from monitor.watch.text import frequent_words

ROOT = Path(__file__).parents[1]
QUALITY = ROOT / "tests" / "quality" / "data"
STORIES = ROOT.parent / "shared" / "real" / "stories" / "stories.jsonl"
ARTICLE_BYTES = 4_096
MIXED_LANGUAGES = ("ar", "ru", "he", "en")
_PLAIN = {"ar": "الوزير", "ru": "министр", "he": "השר", "en": "the minister"}
_CAPITALS = 0.15
"""Share of the words of news that begin with a capital."""
_PLAIN_TO_HITS = 3
"""Sentences without a watched name for each one with it."""

_SYLLABLES = {
    "en": "ba da fa ga ha ka la ma na ra sa ta za bu du fu ku lu mu nu ru su tu bi di fi ki li mi ni ri si ti shi kha",
    "ar": "با دا فا غا ها كا لا ما نا را سا تا زا بو دو فو كو لو مو نو رو سو تو بي دي في كي لي مي ني ري سي تي شي خا",
    "ru": "ба да фа га ха ка ла ма на ра са та за бу ду фу ку лу му ну ру су ту би ди фи ки ли ми ни ри си ти ши ха",
    "he": "בא דא פא גא הא כא לא מא נא רא סא תא זא בו דו פו קו לו מו נו רו סו תו בי די פי קי לי מי ני רי סי טי שי חא",
}
_KINDS = {
    "en": ("{} Brigade", "Al {}", "{} {}", "Abu {}", "{} Army", "{}"),
    "ar": ("لواء {}", "ال{}", "{} {}", "ابو {}", "جيش {}", "{}"),
    "ru": ("бригада {}", "Аль-{}", "{} {}", "Абу {}", "армия {}", "{}"),
    "he": ("חטיבת {}", "אל {}", "{} {}", "אבו {}", "צבא {}", "{}"),
}


def real_topics() -> list[Topic]:
    """The labelled set's entries, as an analyst would write them."""
    entries = json.loads((QUALITY / "names-watchlist.json").read_text(encoding="utf-8"))
    return [_real_topic(entry) for entry in entries]


def _real_topic(entry: dict[str, list[str]]) -> Topic:
    return Topic(
        id=str(entry["id"]),
        name=entry["names"][0],
        kind=Kind.THING,
        names=tuple(Name(text=name) for name in entry["names"]),
        requires=Condition(words=tuple(entry["requires"])) if entry["requires"] else None,
        excludes=Condition(words=tuple(entry["excludes"])) if entry["excludes"] else None,
    )


def watchlist(topics: int, packs: tuple[str, ...] = ("levant",)) -> Watchlist:
    """The real topics, filled up to `topics` with made-up ones in four scripts, about twelve patterns each."""
    chance = random.Random(7)
    made = real_topics()
    made += [_made_up(f"made-up-{index}", chance) for index in range(len(made), topics)]
    return Watchlist(id="bench", title="Bench", priority=Priority.NORMAL, topics=tuple(made[:topics]), packs=packs)


def _made_up(id_: str, chance: random.Random) -> Topic:
    words = [[chance.randrange(35) for _ in range(chance.choice((2, 3, 3, 4)))] for _ in range(4)]
    kinds = [chance.randrange(len(_KINDS["en"])) for _ in range(2)]
    names: list[str] = []
    for language, syllables in _SYLLABLES.items():
        spelled = ["".join(syllables.split()[at] for at in word).capitalize() for word in words]
        names += (_KINDS[language][kind].format(*spelled[2 * nth :]) for nth, kind in enumerate(kinds))
    return Topic(id=id_, name=names[0], kind=Kind.THING, names=_named(names))


def _named(texts: list[str]) -> tuple[Name, ...]:
    return tuple(Name(text=text) for text in dict.fromkeys(texts))


def latin_people(topics: int) -> Watchlist:
    """Made-up people, each given by one Latin name of two words; 9,000 words in 10,000 names."""
    chance = random.Random(17)
    sounds = f"{_SYLLABLES['en']} ber lan mor tin sky wen jo vi kar dal her son".split()

    def word() -> str:
        return "".join(chance.choices(sounds, k=chance.choice((2, 2, 3, 3, 4)))).capitalize()

    family = [word() for _ in range(max(topics * 2 // 3, 1))]
    names = dict.fromkeys(f"{word()} {chance.choice(family)}" for _ in range(topics))
    people = (Topic(id=f"p{n}", name=name, kind=Kind.PERSON, names=_named([name])) for n, name in enumerate(names))
    return Watchlist(id="people", title="People", priority=Priority.NORMAL, topics=tuple(people))


def vocabulary_articles(language: str) -> list[str]:
    """Texts of 4 KB in which each of the ten thousand most frequent words of a language stands once, in no order."""
    chance = random.Random(19)
    known = list(frequent_words(language))
    chance.shuffle(known)
    return _articles([word.capitalize() if chance.random() < _CAPITALS else word for word in known])


def english_articles() -> list[str]:
    """English news of 4 KB about other subjects: real texts where they are at hand, else made of the labelled set."""
    if STORIES.is_file():
        stories = [json.loads(line)["text"] for line in STORIES.read_text(encoding="utf-8").splitlines()]
        return _articles(stories)
    return _articles(_paragraphs(_sentences(("en",), 4_000)))


def mixed_articles() -> list[str]:
    """Texts of 4 KB, each a quarter Arabic, Russian, Hebrew and English, one sentence in four with a watched name."""
    return _articles(_paragraphs(_sentences(MIXED_LANGUAGES, 8_000)))


def _sentences(languages: tuple[str, ...], count: int) -> list[str]:
    lines = (QUALITY / "names.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["should_match"] and not row["kind"].startswith("damage")]
    by_language = {language: [row for row in rows if row["lang"] == language] for language in languages}
    chance = random.Random(11)
    sentences = []
    for index in range(count):
        language = languages[index % len(languages)]
        row = chance.choice(by_language[language])
        hit = index // len(languages) % (_PLAIN_TO_HITS + 1) == 0
        sentences.append(row["text"] if hit else row["text"].replace(row["surface"], _PLAIN[language]))
    return sentences


def _paragraphs(sentences: list[str]) -> list[str]:
    return [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]


def _articles(pieces: list[str]) -> list[str]:
    articles: list[str] = []
    article, size = [], 0
    for piece in pieces:
        article.append(piece)
        size += len(piece.encode()) + 1
        if size >= ARTICLE_BYTES:
            articles.append("\n".join(article).encode()[:ARTICLE_BYTES].decode("utf-8", "ignore"))
            article, size = [], 0
    return articles


def near_watchlist(rules: tuple[str, ...]) -> Watchlist:
    """One place under many spellings, so that no limit on one of them hides the cost, and rules about it."""
    names = tuple(Name(text=f'"Tanf{letter}"!') for letter in ascii_lowercase)
    place = Topic(id="tanf", name="Tanf", kind=Kind.PLACE, names=names)
    written = tuple(Rule(id=f"rule-{number}", query=query) for number, query in enumerate(rules))
    return Watchlist(id="near", title="Near", priority=Priority.NORMAL, topics=(place,), rules=written)


def near_names(size: int) -> str:
    """A text of so many characters that is nothing but the spellings of that place, each beside a convoy."""
    return "".join(f"Tanf{letter} convoy " for letter in ascii_lowercase) * (size // (26 * 13) + 1)


def random_words(count: int, letters: str, *, capital: bool = False) -> str:
    """A text of `count` words of 4 to 9 letters, nearly all distinct."""
    chance = random.Random(13)
    words = ("".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(count))
    return " ".join(word.capitalize() if capital else word for word in words)
