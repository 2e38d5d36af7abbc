"""The seed corpus keeps the seeds' facts and spellings in words of its own; the demo texts are what they claim; and the
first watchlist finds in seeds and articles what a reader finds there, and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.model.watch import MatchText, Strength, Topic, Watchlist
from monitor.parse.language import guess_language
from monitor.settings.load import load_settings
from monitor.testing.demo import ItemKind, load_demo_items
from monitor.testing.items import SiteItem
from monitor.watch import Matcher, check, compile_watchlists, run_canaries

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "seed_corpus"
SEEDS = ROOT.parent / "shared" / "seeds"
ARTICLES = sorted(CORPUS.glob("0*.md"))
LONGEST_SHARED_RUN = 6
PROPER_NAMES = ("Meir Amit Intelligence and Terrorism Information Center",)
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")

FACTS = {
    "000_546074a92e3f544a.txt": """
        Al-Heri | al-Heri | Imam Ali base | Albu Kamal | Syria-Iraq border | Syrian-Iraqi border
        | Amit center | Meir Amit Intelligence and Terrorism Information Center | Bouthaina Shaaban
        | al-Mayadin channel | Hezbollah | Faysal al-Miqdad | Russia Today | Nahar Media | Deir Ezzor | ISIS
        | Fatemiyoun Brigade | Islamic Revolutionary Guards Corps | IRGC | two thousand
    """,
    "001_11393137212b7b66.txt": """
        Russian-backed Fifth Corps | Albu Kamal | Albu kamal | al-Bukamal | Tehran | Mediterranean
        | December 17 | Syrian Observatory for Human Rights | SOHR | Harakat al-Nujaba | Iraqi Hezbollah
        | al-Abd | 2017 | ISIS | US-led coalition | Iran and Hezbollah | 2018 | Jerusalem Post | May 28
        | September | Tel Aviv-Moscow | Igor Konashenkov | Major General | 140 kilometers | Golan Heights
        | 1,050 soldiers | 24 rocket | 145 | June 25, 2019 | Jerusalem | 4th Division | Raed Jabir | ANHA
        | Turkey | nuclear agreement | Andrei Choprigin | School of Orientalism | Higher Economic University
        | sanctions
    """,
    "002_8a33cc99068fd678.txt": """
        Chagai Tzuriel | director-general | Reuters | surface-to-surface | anti-aircraft | Sergei Lavrov
        | Monday | two-way street | 2015 | France | Germany | Britain | al-Tanf
        | firm and appropriate measures | Friday | Channel 10 | Barak Ravid | John Bolton | Meir Ben-Shabat
        | Tuesday | tri-border | Hezbollah | Shi'ite | Elaph | Daraa | Kuneitra | Assad regime | panic
    """,
    "003_ca977c565ec20aee.txt": """
        Sergei Lavrov | Tuesday | legitimate | RIA | Interfax | Jordanian | Vladimir Putin | Donald Trump
        | Memorandum of Principles | State Department | Monday | Golan Heights | 1967 | Rex Tillerson
        | UN General Assembly | National Security Council | south of Damascus | Sunday
        | five to seven kilometers | 50 kilometers | 30 miles | Benjamin Netanyahu | Revolutionary Guard
        | Shiite | Hezbollah | Bashar al-Assad | Saturday | September | Iranian-made | drone
    """,
    "004_33d9d5e8f80cfe07.txt": """
        QAMISHLI | Islamic Revolutionary Guard Corps | IRGC | al-Bukamal | Syrian-Iraqi border | Friday
        | Imam Ali, | al-Sharq News | Jerusalem Post | Za’ev Elkin | Construction Minister | Vladimir Putin
        | Naftali Bennett | Lebanese Hezbollah | October 22 | Sochi Resort | 100 members
        | Imam Ali military base | al-Sikak crossing | five armored vehicles | Krasnopol | anti-tank
        | Imam Ali base | al-Mayadin city | Deir ez-Zor | hundreds of airstrikes
    """,
}
"""What each article must keep of its seed; names in each spelling of the seed, the rest as the article puts it."""

TOPICS = {
    "000": "al-heri imam-ali-base albu-kamal bouthaina-shaaban hezbollah faisal-mekdad deir-ez-zor fatemiyoun irgc"
    " isis",
    "001": "fifth-corps albu-kamal harakat-al-nujaba kataib-hezbollah al-abdal hezbollah igor-konashenkov golan"
    " fourth-division isis",
    "002": "chagai-tzuriel al-tanf meir-ben-shabbat hezbollah daraa quneitra",
    "003": "golan irgc hezbollah",
    "004": "irgc albu-kamal imam-ali-base zeev-elkin hezbollah al-sikak al-mayadin deir-ez-zor",
}
"""What a reader finds in each seed. In 000 al-Mayadin is the channel, in 004 the town."""

FRAMES = {
    "en": "They said today that {name} was named, beside a militia. It was in Syria, near Deir ez-Zor.",
    "ar": "قالوا اليوم {name} مع ميليشيا. كان ذلك في سوريا قرب دير الزور.",
    "fa": "امروز گفتند {name} با شبه‌نظامیان. در سوریه نزدیک دیرالزور.",
    "ru": "Сегодня сообщили: {name}, рядом ополчение. Это в Сирии, где Дейр-эз-Зор.",
    "he": "היום נמסר: {name}, לצד מיליציה. זה קרה בסוריה, ליד דיר א-זור.",
    "tr": "Bugün dediler: {name}, yanında milisler. Suriye, Deyrizor.",
    "fr": "Ils ont dit: {name}, avec une milice. En Syrie, près de Deir ez-Zor.",
}
"""A sentence in each language that satisfies every topic's requires; it names Deir ez-Zor by itself."""

MISLEADING = {
    "al-mayadin",
    "imam-ali-base",
    "fifth-corps",
    "fourth-division",
    "golan",
    "quneitra",
    "daraa",
    "irgc",
    "hezbollah",
}


def seed_of(article: Path) -> str:
    found = re.search(r"^seed: (\S+)$", article.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, f"{article.name} does not name its seed"
    return found[1]


def body_of(article: Path) -> str:
    return article.read_text(encoding="utf-8").split("\n---\n", 1)[1]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    for number, name in enumerate(PROPER_NAMES):
        text = text.replace(name, f"propername{number}")
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_there_is_one_article_for_each_seed() -> None:
    assert [seed_of(article) for article in ARTICLES] == sorted(FACTS)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_article_is_between_120_and_250_words(article: Path) -> None:
    assert 120 <= len(WORD.findall(body_of(article))) <= 250


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_article_keeps_names_figures_and_speakers(article: Path) -> None:
    whole = article.read_text(encoding="utf-8")
    facts = [fact.strip() for fact in FACTS[seed_of(article)].split("|")]
    assert [fact for fact in facts if fact not in whole] == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_no_sentence_is_copied_from_the_seed(article: Path) -> None:
    seed = SEEDS / seed_of(article)
    if not seed.exists():
        pytest.skip("the seeds are not beside the project")
    length = LONGEST_SHARED_RUN + 1
    shared = runs(seed.read_text(encoding="utf-8"), length) & runs(article.read_text(encoding="utf-8"), length)
    assert sorted(" ".join(words) for words in shared) == []


def test_the_wire_copy_is_the_same_text_under_another_headline_and_outlet() -> None:
    items = load_demo_items(CORPUS)
    copies = [item for item in items if item.kind is ItemKind.COPY]
    assert [copy.slug for copy in copies] == ["wire-copy"]
    originals = [item for item in items if item.paragraphs == copies[0].paragraphs and item.kind is ItemKind.ORIGINAL]
    assert len(originals) == 1
    assert originals[0].outlet != copies[0].outlet
    assert originals[0].title != copies[0].title


def test_the_retelling_shares_no_sentence_with_the_story_it_retells() -> None:
    original = next(article for article in ARTICLES if article.name.startswith("004"))
    retelling = CORPUS / "extra" / "retelling.md"
    assert runs(body_of(original), 7) & runs(body_of(retelling), 7) == set()


@pytest.fixture(scope="module")
def watchlist() -> Watchlist:
    settings = load_settings(ROOT / "config", {}.get)
    return next(watchlist for watchlist in settings.watchlists if watchlist.id == "syria-iraq-border")


@pytest.fixture(scope="module")
def matcher(watchlist: Watchlist) -> Matcher:
    return compile_watchlists([watchlist])


def topics_in(matcher: Matcher, text: str, language: str = "en", title: str = "") -> set[str]:
    result = matcher.match(MatchText(title=title, text=text, language=language))
    return {hit.topic for hit in result.hits if hit.strength is Strength.STRONG}


def test_the_watchlist_is_sound_and_its_canaries_sing(matcher: Matcher, watchlist: Watchlist) -> None:
    assert check(watchlist) == ()
    assert run_canaries(matcher, [watchlist], guess_language) == ()


def test_every_topic_is_named_in_seven_languages_and_has_canaries(watchlist: Watchlist) -> None:
    for topic in watchlist.topics:
        assert {name.language for name in topic.names} == set(FRAMES), topic.id
        assert topic.match_examples, topic.id
    assert {topic.id for topic in watchlist.topics if topic.ignore_examples} >= MISLEADING


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_about_what_its_seed_is_about(matcher: Matcher, article: Path) -> None:
    assert topics_in(matcher, body_of(article)) == set(TOPICS[article.stem[:3]].split())


@pytest.mark.parametrize("number", sorted(TOPICS))
def test_the_seed_itself_is_matched_as_a_reader_would(matcher: Matcher, number: str) -> None:
    seeds = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not seeds:
        pytest.skip("the seeds are not beside the project")
    assert topics_in(matcher, seeds[0].read_text(encoding="utf-8")) == set(TOPICS[number].split())


def test_all_demo_items_but_the_unrelated_one_are_watched(matcher: Matcher) -> None:
    def watched(item: SiteItem) -> bool:
        return bool(topics_in(matcher, item.text, item.language, item.title))

    items = load_demo_items(CORPUS)
    assert [item.slug for item in items if not watched(item)] == ["unrelated"]


def spoken_forms(name: str) -> set[str]:
    """The name with its optional parts and without them."""
    bare = name.removeprefix("=")
    return {" ".join(form.split()) for form in (re.sub(r"[()]", "", bare), re.sub(r"\([^)]*\)", "", bare))}


def test_each_name_finds_its_own_topic_and_no_other(matcher: Matcher, watchlist: Watchlist) -> None:
    def wrong(topic: Topic) -> list[tuple[str, str, set[str]]]:
        found = (
            (form, name.language, topics_in(matcher, FRAMES[name.language].format(name=form), name.language))
            for name in topic.names
            for form in spoken_forms(name.text)
        )
        return [entry for entry in found if entry[2] != {topic.id, "deir-ez-zor"}]

    assert [entry for topic in watchlist.topics for entry in wrong(topic)] == []
