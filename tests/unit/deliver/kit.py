"""Sample digests for the tests of rendering and of the channels. The news is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model.coverage import Coverage, FeedTrouble
from monitor.model.digests import (
    Copy,
    Digest,
    DigestSection,
    DigestStory,
    FirstTold,
    Growth,
    NewFact,
    Quote,
    Report,
)
from monitor.model.ids import Direction, Priority, StoryId
from monitor.model.outcomes import TextSource
from monitor.model.stories import FactKind

NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
"""07:00 in Damascus."""

TEXTS = {
    "en": (
        "Convoy crosses at Albu Kamal before dawn",
        "Residents said a convoy of covered trucks crossed at Albu Kamal before dawn and drove north.",
        "Albu Kamal",
        "Deir Ezzor Observer",
    ),
    "ar": (
        "قافلة تعبر من البوكمال قبل الفجر",
        "عبرت قافلة من الشاحنات معبر البوكمال قبل الفجر بحسب سكان محليين قالوا إنها اتجهت شمالا.",
        "بوكمال",
        "عنب بلدي",
    ),
    "he": (
        "סנקציות חדשות על חברות הקשורות למשמרות המהפכה",
        "משרד האוצר הודיע על סנקציות נגד 4 חברות הקשורות למשמרות המהפכה.",
        "משמרות המהפכה",
        "הארץ",
    ),
    "ru": (
        "Стражи исламской революции сменили командующего",
        "Командующий КСИР в провинции заменён, сообщили местные источники.",
        "КСИР",
        "Коммерсантъ",
    ),
    "fa": (
        "کاروان پیش از سپیده‌دم از البوکمال گذشت",
        "ساکنان گفتند کاروانی از کامیون‌ها پیش از سپیده‌دم از البوکمال گذشت.",
        "البوکمال",
        "خبرگزاری شرق",
    ),
}
TOPICS = ("Albu Kamal", "Imam Ali base", "Fifth Corps", "IRGC", "al-Heri", "Deir ez-Zor")


def direction(language: str) -> Direction:
    return Direction.RTL if language in {"ar", "he", "fa"} else Direction.LTR


def make_story(number: int = 1, language: str = "en", **changes: object) -> DigestStory:
    title, sentence, name, publisher = TEXTS[language]
    at = sentence.index(name)
    url = f"https://news{number}.example/{language}/2026/11/{number}"
    seen = NOON - timedelta(minutes=48 + 37 * number)
    story = DigestStory(
        story_id=StoryId(number),
        ref=f"{0x4F2A + number:04x}",
        state="new",
        topics=(TOPICS[number % len(TOPICS)],),
        title=title if number == 1 else f"{title} ({number})",
        language=language,
        direction=direction(language),
        url=url,
        host=f"news{number}.example",
        publisher=publisher,
        published_at=seen,
        first_seen_at=seen + timedelta(minutes=6),
        source=TextSource.PAGE,
        publishers=1 + number % 3,
        copies=tuple(make_copy(number, which) for which in range(number % 4)),
        quotes=(Quote(text=sentence, marks=((at, at + len(name)),), language=language, direction=direction(language)),),
        also_in=(),
        why=f'name {name} of {TOPICS[number % len(TOPICS)]}, near "convoy" (3 words)',
        not_plain=f"{name} = {TOPICS[number % len(TOPICS)]} near 'convoy'",
        first_publisher=publisher,
        growth=(
            Growth(at=seen + timedelta(minutes=6), publishers=1, articles=1),
            Growth(at=NOON - timedelta(minutes=20), publishers=1 + number % 3, articles=1 + number % 4),
        )
        if number % 4
        else (),
    )
    return replace(story, **changes)  # type: ignore[arg-type]


def make_report(number: int, language: str = "en", **changes: object) -> Report:
    """An article that brings one thing more to a story."""
    report = Report(
        publisher=("Shafaq News", "North Press", "الحدث")[number % 3],
        title=f"Report {number}: bridge {number} is open",
        language=language,
        direction=direction(language),
        url=f"https://report{number}.example/{number}",
        host=f"report{number}.example",
        at=NOON - timedelta(minutes=number),
        says=((f"bridge {number} open", f"Bridge {number} near Albu Kamal is open again."),),
    )
    return replace(report, **changes)  # type: ignore[arg-type]


def make_copy(story: int, which: int) -> Copy:
    return Copy(
        publisher=("Shafaq News", "North Press", "الحدث", "AFP")[which % 4],
        url=f"https://copy{which}.example/{story}/{which}",
        title="A copy",
        first_seen_at=NOON - timedelta(minutes=20 + which),
        label=("same_event", "reprint", "shortened", "extended")[which % 4],
        agency=("", "", "AFP", "AFP")[which % 4],
    )


UPDATES = {
    "en": (
        "The toll near Albu Kamal rose to 14 killed, a hospital said.",
        "14",
        "14 killed (was 9)",
        "The toll near Albu Kamal stood at 9 killed, a hospital said.",
    ),
    "ar": (
        "ارتفع عدد القتلى قرب البوكمال إلى 14 بحسب مستشفى محلي.",
        "14",
        "14 قتيلا (was 9)",
        "بلغ عدد القتلى قرب البوكمال 9 بحسب مستشفى محلي.",
    ),
}


def make_update(number: int = 1, language: str = "en", **changes: object) -> DigestStory:
    """A story that was told the day before and has a number, a topic and a publisher to add."""
    sentence, figure, shown, before = UPDATES[language]
    at = sentence.index(figure)
    marks = ((at, at + len(figure)),)
    told = FirstTold(digest="2026-11-21/border-watch/0700", at=NOON - timedelta(days=1))
    new_facts = (
        NewFact(
            kind=FactKind.NUMBER,
            shown=shown,
            sentence=Quote(text=sentence, marks=marks, language=language, direction=direction(language)),
            earlier=Quote(text=before, marks=(), language=language, direction=direction(language)),
        ),
        NewFact(kind=FactKind.PUBLISHER, shown="AFP" if language == "en" else "عنب بلدي"),
    )
    story = make_story(number, language, state="update", new_facts=new_facts, told=told)
    return replace(story, **changes)  # type: ignore[arg-type]


def make_coverage(shown: int, **changes: object) -> Coverage:
    coverage = Coverage(
        feeds=120,
        feeds_read=118,
        failing=(
            FeedTrouble(title="SANA", detail="no answer within 30 s", since=NOON - timedelta(hours=5), tries=5),
            FeedTrouble(
                title="عنب بلدي", detail="a challenge page instead of a feed", since=NOON - timedelta(hours=12)
            ),
        ),
        silent=(FeedTrouble(title="Iraqi News", detail="", since=NOON - timedelta(days=4)),),
        articles=3412,
        without_full_text=61,
        matched=shown + 24 + 3,
        shown=shown,
        folded=24,
        weak=3,
        revision="9c1e7f2",
        revision_since=NOON - timedelta(days=2),
    )
    return replace(coverage, **changes)  # type: ignore[arg-type]


def make_digest(stories: int = 6, languages: tuple[str, ...] = ("en", "ar", "ru", "he"), **changes: object) -> Digest:
    made = [make_story(number, languages[(number - 1) % len(languages)]) for number in range(1, stories + 1)]
    split = (2 * stories + 2) // 3
    if made:
        made[0] = replace(made[0], also_in=("IRGC",))
    sections = (
        DigestSection(
            watchlist="border", title="Syrian-Iraqi border", priority=Priority.HIGH, stories=tuple(made[:split])
        ),
        DigestSection(watchlist="irgc", title="IRGC", priority=Priority.NORMAL, stories=tuple(made[split:])),
    )
    weak = tuple(make_story(900 + n, "en", weak=True) for n in range(3)) if stories else ()
    digest = Digest(
        key="2026-11-22/border-watch/0700",
        subscription="border-watch",
        title="Border watch",
        schedule="at 07:00 every day (Asia/Damascus)",
        zone="Asia/Damascus",
        language="en",
        direction=Direction.LTR,
        window_from=NOON - timedelta(days=1),
        window_to=NOON,
        composed_at=NOON,
        sections=tuple(section for section in sections if section.stories),
        weak=weak,
        coverage=make_coverage(stories) if stories else make_quiet_coverage(),
        lists=("Syrian-Iraqi border", "IRGC"),
        max_stories=30,
    )
    return replace(digest, **changes)  # type: ignore[arg-type]


def make_quiet_coverage() -> Coverage:
    return make_coverage(0, matched=0, folded=0, weak=0, feeds_read=120, failing=())
