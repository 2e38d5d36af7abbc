"""How long the queue of possible new spellings is, and how many true ones it shows, against what it once was.

Watched are cities and countries by their English names, and family names; the texts are what else lies here, and name
hardly any of them, in the four languages that made nearly all of the queue. The true spellings are what the
Unicode CLDR calls the cities. What the program of 28 November 2026 reported (commit before f742320a) was counted once.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from babel import Locale

from monitor.model.ids import Priority
from monitor.model.watch import Hit, Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import Matcher, SeenAs, compile_watchlists, new_spellings
from monitor.watch.advice.likelihood import LIKELY, likelihood
from tests.quality.name_sets import DATA, lines

MENTIONS_BEFORE = 687
"""Each was a candidate to be asked about."""
REPORTED_BEFORE = {"ar": 284, "fa": 274, "he": 301, "ru": 220}
SHARE_SHOWN, SHARE_KEPT = 0.05, 0.95
FRAMES = {
    "ar": "ذكر التقرير الصادر أمس {} مرتين.",
    "fa": "در گزارش دیروز از {} نام برده شد.",
    "he": "בדיווח אתמול הוזכר {} פעמיים.",
    "ru": "В докладе упоминается {}, сообщили во вторник.",
}


def _texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {language: [] for language in FRAMES}
    for name in ("statements", "statements-kinds", "statements-late", "statements-weak"):
        for row in lines(f"{name}.jsonl"):
            if row["lang"] in found:
                found[row["lang"]] += [row["earlier"][1], row["later"][1]]
    for row in lines("region.jsonl"):
        if row["language"] in found:
            found[row["language"]].append(row["text"])
    language = ""
    for line in (DATA / "languages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            language = line[2:].strip()
        elif line and language in found:
            found[language].append(line)
    return {language: list(dict.fromkeys(texts)) for language, texts in found.items()}


def _cities() -> dict[str, str]:
    """By time zone its city in English."""
    english = Locale("en").time_zones
    return {
        zone: english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        for zone in sorted(Locale("ru").time_zones)
    }


def _countries() -> dict[str, str]:
    named = re.compile("[A-Za-zÀ-ž' .-]+")
    codes = ((code, name) for code, name in Locale("en").territories.items() if code.isalpha() and len(code) == 2)
    return {code: name for code, name in codes if named.fullmatch(name)}


def _families() -> dict[str, str]:
    rows = (line.split("\t") for line in (DATA / "other-scripts.tsv").read_text(encoding="utf-8").splitlines())
    return {name: name.split()[-1] for kind, name, *_ in rows if kind == "person"}


@cache
def _matcher(which: str) -> Matcher:
    names, kind = {
        "cities": (_cities(), Kind.PLACE),
        "countries": (_countries(), Kind.PLACE),
        "families": (_families(), Kind.PERSON),
    }[which]
    topics = (
        Topic(id=f"t{at}", name=name, kind=kind, names=(Name(text=name),))
        for at, name in enumerate(re.sub(r"[()]", "", name) for name in names.values())
    )
    return compile_watchlists([Watchlist(id="w", title="w", priority=Priority.NORMAL, topics=tuple(topics))])


def _hits(which: str, text: str, language: str) -> tuple[Hit, ...]:
    return _matcher(which).match(MatchText(title="", text=text, language=language)).hits


def _shown(seen: list[SeenAs]) -> int:
    return sum(one.likely for one in new_spellings(seen))


def test_the_queue_is_a_twentieth_of_what_it_was() -> None:
    shown = 0
    for language, texts in _texts().items():
        for which in ("cities", "countries", "families"):
            shown += _shown(
                [
                    SeenAs(hit=hit, text=text, language=language, url=str(at))
                    for at, text in enumerate(texts)
                    for hit in _hits(which, text, language)
                    if hit.strength is Strength.CANDIDATE
                ]
            )
    assert 10 < shown <= SHARE_SHOWN * MENTIONS_BEFORE


def test_nine_tenths_of_the_true_ones_alert_or_are_shown() -> None:
    cities = _cities()
    kept: Counter[str] = Counter()
    for language, frame in FRAMES.items():
        for at, (zone, name) in enumerate(cities.items()):
            written = Locale(language).time_zones.get(zone, {}).get("city", "")
            if not written or " " in written or " " in name:
                continue
            hits = [hit for hit in _hits("cities", frame.format(written), language) if hit.topic == f"t{at}"]
            alerts = any(hit.strength is Strength.STRONG for hit in hits)
            seen = [SeenAs(hit=hit, text=frame, language=language, url="") for hit in hits]
            kept[language] += alerts or bool(_shown(seen))
    assert sum(kept.values()) >= SHARE_KEPT * sum(REPORTED_BEFORE.values())
    assert all(kept[language] >= 0.8 * before for language, before in REPORTED_BEFORE.items())


@pytest.mark.parametrize(
    ("name", "surface", "language", "shown"),
    [
        ("El Aaiun", "Эвана", "ru", False),
        ("Los Angeles", "لوسأنجلوس", "ar", True),
        ("Nauru", "νωρίς", "el", False),
        ("Nairobi", "Ναϊρόμπι", "el", True),
        ("Tehran", "טרן", "he", False),
        ("Benin", "בעניין", "he", False),
        ("Japan", "جبن", "ar", False),
        ("Duisburg", "뒤스부르크를", "ko", True),
        ("Karbala", "카르발라에서", "ko", True),
        ("Burgos", "보호", "ko", False),
        ("Tabora", "タボラ", "ja", True),
    ],
)
def test_words_are_told_by_their_letters(name: str, surface: str, language: str, shown: bool) -> None:
    assert (likelihood(name, surface, language).share >= LIKELY) is shown
