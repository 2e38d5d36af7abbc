"""Countries and great cities by what languages call them, as the pack `world` lends it."""

from __future__ import annotations

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.packs import load_pack


def _strength(name: str, text: str, language: str) -> str:
    topic = Topic(id="t", name=name, kind=Kind.PLACE, names=(Name(text=name),))
    matcher = compile_watchlists(
        [Watchlist(id="w", title="w", priority=Priority.NORMAL, packs=("world",), topics=(topic,))]
    )
    hits = matcher.match(MatchText(title="", text=text, language=language)).hits
    return "strong" if any(hit.strength is Strength.STRONG for hit in hits) else "none"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Moscow", "Gestern in Moskau", "de"),
        ("Moscow", "Вчера в Москве", "ru"),
        ("Germany", "Eilen Saksassa", "fi"),
        ("Germany", "Németországban tegnap", "hu"),
        ("Egypt", "وصل إلى مصر أمس", "ar"),
        ("Afghanistan", "در افغانستان دیروز", "fa"),
        ("China", "中国政府", "ja"),
        ("Iran", "이란은 어제", "ko"),
        ("Turkey", "Dün Türkiye'de", "tr"),
    ],
)
def test_they_alert(name: str, text: str, language: str) -> None:
    assert _strength(name, text, language) == "strong"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        pytest.param("Iceland", "The Island is big.", "en", id="another language's word"),
        pytest.param("Togo", "Того и гляди, упадёт.", "ru", id="that"),
        pytest.param("Sudan", "수단과 방법", "ko", id="means"),
        pytest.param("Mali", "الوضع المالي صعب", "ar", id="financial"),
    ],
)
def test_other_words_are_left_out(name: str, text: str, language: str) -> None:
    assert _strength(name, text, language) == "none"


def test_every_concept_has_an_english_name_and_others() -> None:
    concepts = load_pack("world")
    assert len(concepts) > 300
    assert all(concept.names[0].language == "en" for concept in concepts)
    assert sum(len(concept.names) > 10 for concept in concepts) > 200
