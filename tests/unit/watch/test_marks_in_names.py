"""Marks that a name's own spelling holds, in every script: a name is met over them, and nobody else's is.

Each mark in the name is asked for with each in the text. Marks of one line are one mark in the typing of different
scripts; what stands in no line parts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, Scope, Strength, Topic, Watchlist
from monitor.watch import Matcher, compile_watchlists

PARTING = """
, ، 、 ， ፣ ၊ ､
; ؛ ； ፤
: ： ፥ ፦
! ！
? ؟ ？ ፧
· •
… ...
= ＝
/ ／
\\ ＼
| ｜
[ ［
] ］
{ ｛
} ｝
。 ｡
।
॥
։
።
۔
။
"""
"""A line for each mark."""
JOINING = "-‐‑–—֊־〜～&+“„«»‹›〈〉《》「」『』【】〔〕＆‧∙⋅・･"
SCRIPTS = {
    "en": ("Sarin", "Marrat", "The {} office was hit today."),
    "ru": ("Сарин", "Маррат", "Сказал {} сегодня"),
    "el": ("Σαρίν", "Μαρράτ", "Είπε {} σήμερα"),
    "hy": ("Սարին", "Մառատ", "այսօր {} ասաց"),
    "ar": ("سارين", "مرات", "قال {} اليوم إنه هناك"),
    "fa": ("سارین", "مارات", "گفت {} امروز آنجاست"),
    "he": ("סרין", "קדמר", "אמר {} היום"),
    "hi": ("सारिन", "मर्रत", "आज {} ने कहा"),
    "am": ("ሳሪን", "ማራት", "ዛሬ {} ብሏል"),
    "th": ("ซาริน", "มาร์รัต", "วันนี้ {} กล่าว"),
    "my": ("ဆာရင်", "မာရက်", "ယနေ့ {} ပြော"),
    "ko": ("사린", "마라트", "오늘 {} 말했다"),
    "ja": ("サリン", "マラット", "昨日{}は言った"),
    "zh": ("萨林", "马拉特", "据报道{}周日"),
}
LINES = [line.split() for line in PARTING.split("\n") if line]


@cache
def matcher_for(language: str) -> Matcher:
    """A topic for each way to type each mark, by line and place in it; the last of all without a mark."""
    first, last, _ = SCRIPTS[language]
    written = {
        f"t{at}-{place}": f"{first}{mark} {last}" for at, line in enumerate(LINES) for place, mark in enumerate(line)
    }
    topics = tuple(
        Topic(id=id_, name="x", kind=Kind.PLACE, names=(Name(text=name),))
        for id_, name in {**written, "plain": f"{first} {last}"}.items()
    )
    return compile_watchlists([Watchlist(id="w", title="w", priority=Priority.NORMAL, topics=topics)])


def met(language: str, between: str) -> set[str]:
    """The lines of the topics that alert on the two words with this between them."""
    first, last, frame = SCRIPTS[language]
    text = frame.format(f"{first}{between}{last}")
    hits = matcher_for(language).match(MatchText(title="", text=text, language=language)).hits
    return {hit.topic.partition("-")[0] for hit in hits if hit.strength is Strength.STRONG}


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_mark_is_met_by_names_that_hold_it_however_it_is_typed_and_by_no_other(language: str) -> None:
    wrong = {
        mark: found
        for at, line in enumerate(LINES)
        for mark in line
        for between in (f" {mark} ", f"{mark} ")
        if between != "= "  # Mails cut words so.
        if (found := met(language, between)) != {f"t{at}"}
    }
    assert not wrong


@pytest.mark.parametrize("language", SCRIPTS)
def test_other_marks_part_no_words(language: str) -> None:
    everybody = {f"t{at}" for at in range(len(LINES))} | {"plain"}
    wrong = {mark for mark in JOINING for between in (mark, f" {mark} ") if met(language, between) != everybody}
    assert not wrong


@pytest.mark.parametrize(
    ("name", "context", "text", "counts"),
    [
        ("萨林", "地震", "萨林下雨了。有地震。", False),
        ("萨林", "地震", "萨林有地震。下雨了。", True),
        ("サリン", "地震", "サリンは雨だった！地震があった。", False),
        ("सारिन", "भूकंप", "सारिन में बारिश हुई। भूकंप आया।", False),
        ("सारिन", "भूकंप", "सारिन में भूकंप आया। बारिश हुई।", True),
        ("سارین", "زلزلہ", "سارین میں بارش ہوئی۔ زلزلہ آیا۔", False),
        ("Սարին", "երկրաշարժ", "Սարին քաղաքում անձրև էր։ Եղավ երկրաշարժ։", False),
        ("ሳሪን", "ዝናብ", "ሳሪን ነው። ዝናብ ነው።", False),
        ("Sarin", "Yahoo", "Sarin met Yahoo!知 today.", True),
    ],
)
def test_sentences_end_as_each_script_ends_them(
    name: str, context: str, text: str, counts: bool, topic: Callable[..., Topic], watchlist: Callable[..., Watchlist]
) -> None:
    """What is left out because of a word of the same sentence speaks, if the word stands in the next."""
    excludes = Condition(words=(context,), within=Scope.SENTENCE)
    matcher = compile_watchlists([watchlist(topic("it", name, excludes=excludes))])
    assert bool(matcher.match(MatchText(title="", text=text)).hits) is not counts
