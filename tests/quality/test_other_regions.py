"""How well names of other regions of the world are found from the entry alone, with floors.

Each entity has an entry as an analyst would write it: English and at most one other script. The set is parted in two
halves by the entity's place in the file: rules were tuned on the even ones only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

import pytest

from monitor.model.watch import Strength, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.text.fold import Script, script_of
from tests.quality.name_sets import hits, lines, list_of, topics_of

FRAMES = {
    "en": (
        "Officials said {} was named in the report on Tuesday.",
        "A new statement about {} was published this week.",
    ),
    "ar": ("قال مسؤولون إن التقرير ذكر {} يوم الثلاثاء.", "نشر بيان جديد حول {} هذا الأسبوع."),
    "fa": ("مقام‌ها گفتند گزارش روز سه‌شنبه به {} اشاره کرد.", "بیانیه تازه‌ای درباره {} منتشر شد."),
    "ru": ("Во вторник в докладе было упомянуто: {} и другие.", "Новое заявление касается {} и других."),
    "he": ("בדו״ח שפורסם ביום שלישי הוזכר {} שוב.", "הודעה חדשה על {} פורסמה השבוע."),
    "tr": ("Salı günü yayımlanan raporda {} hakkında bilgi var.", "Bu hafta {} ile ilgili yeni bir açıklama geldi."),
    "fr": ("Selon le rapport publié mardi, {} est cité.", "Une nouvelle déclaration sur {} a été publiée."),
    "de": ("Im Bericht vom Dienstag wird {} genannt.", "Eine neue Erklärung über {} wurde veröffentlicht."),
}


@dataclass(frozen=True)
class Row:
    """One text; `entity` is what it names, "" for a look-alike."""

    entity: str
    language: str
    surface: str
    text: str


@dataclass
class Score:
    """Counts over one half of the set, alerts and alerts with candidates."""

    wanted: int = 0
    alerts: int = 0
    any: int = 0
    wrong_alerts: list[str] = field(default_factory=list)
    wrong_candidates: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    only_candidates: list[str] = field(default_factory=list)
    by_language: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def recall(self) -> float:
        return self.alerts / self.wanted

    @property
    def recall_with_candidates(self) -> float:
        return self.any / self.wanted

    @property
    def precision(self) -> float:
        return self.alerts / (self.alerts + len(self.wrong_alerts))


def entities() -> list[dict]:
    return lines("other-regions.jsonl")


def watchlist() -> Watchlist:
    """All entities of both halves, each by its entry alone."""
    return list_of("other-regions", entities())


def rows(half: int) -> list[Row]:
    """The texts of one half: 0 for tuning, 1 held out."""
    found: list[Row] = []
    chosen = [entity for number, entity in enumerate(entities()) if number % 2 == half]
    for entity in chosen:
        for language, surfaces in entity["in"].items():
            for number, surface in enumerate(surfaces):
                frames = FRAMES[language]
                found.append(Row(entity["id"], language, surface, frames[number % len(frames)].format(surface)))
    near = {entity["id"] for entity in chosen}
    found += [
        Row("", row["lang"], "", row["text"]) for row in lines("other-regions-negatives.jsonl") if row["near"] in near
    ]
    return found


@cache
def scored(half: int, *, language: bool = True) -> Score:
    """One half of the set, with the language of its texts known or not."""
    matcher = compile_watchlists([watchlist()])
    score = Score()
    for row in rows(half):
        found = hits(matcher, row.text, row.language, known=language)
        _tally(score, row, topics_of(found, [Strength.STRONG]), topics_of(found, Strength))
    return score


def _tally(score: Score, row: Row, strong: set[str], met: set[str]) -> None:
    label = f"{row.entity or '-'} {row.language} | {row.surface} | {row.text}"
    score.wrong_alerts += [f"{topic}: {label}" for topic in sorted(strong - {row.entity})]
    score.wrong_candidates += [f"{topic}: {label}" for topic in sorted(met - strong - {row.entity})]
    if not row.entity:
        return
    score.wanted += 1
    score.alerts += row.entity in strong
    score.any += row.entity in met
    score.by_language[row.language].update(wanted=1, alerts=int(row.entity in strong), any=int(row.entity in met))
    if row.entity not in met:
        score.missed.append(label)
    elif row.entity not in strong:
        score.only_candidates.append(label)


TUNED, HELD_OUT = 0, 1


@pytest.mark.parametrize(
    ("half", "language", "alerts", "with_candidates", "precision"),
    [
        pytest.param(TUNED, True, 0.865, 0.975, 0.99, id="the half the rules were tuned on"),
        pytest.param(TUNED, False, 0.865, 0.975, 0.99, id="the same, language of the texts unknown"),
        pytest.param(HELD_OUT, True, 0.865, 0.935, 0.985, id="the half held out"),
        pytest.param(HELD_OUT, False, 0.86, 0.935, 0.985, id="held out, language of the texts unknown"),
    ],
)
def test_floors(half: int, language: bool, alerts: float, with_candidates: float, precision: float) -> None:
    """What was reached when this was written, less a hair; both halves have been looked at."""
    score = scored(half, language=language)
    assert score.recall >= alerts, score.missed + score.only_candidates
    assert score.recall_with_candidates >= with_candidates, score.missed
    assert score.precision >= precision, score.wrong_alerts


@pytest.mark.parametrize("half", [TUNED, HELD_OUT])
@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_no_other_script_is_forgotten(half: int, language: str) -> None:
    """Before names crossed scripts this was next to nothing."""
    counts = scored(half).by_language[language]
    assert counts["alerts"] >= 0.65 * counts["wanted"]
    assert counts["any"] >= 0.8 * counts["wanted"]


def test_the_set_is_what_its_description_says() -> None:
    found = entities()
    assert len(found) >= 60
    assert all(entity["names"][0].isascii() for entity in found)
    other = [{script_of(name) for name in entity["names"]} - {Script.LATIN} for entity in found]
    assert max(map(len, other)) == 1
