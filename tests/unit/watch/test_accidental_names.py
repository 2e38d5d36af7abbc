"""Words and rows of words that are read as a name by accident: none of them alerts, and what is meant still does."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind, MatchText, Name, Strength, Topic
from monitor.watch import compile_watchlists
from tests.unit.watch.conftest import MakeWatchlist


def how(watchlist: MakeWatchlist, name: str, text: str, language: str) -> str:
    topic = Topic(id="it", name=name, kind=Kind.PLACE, names=(Name(text=name),))
    found = compile_watchlists([watchlist(topic)]).match(MatchText(title="", text=text, language=language)).hits
    return min((hit.strength for hit in found), key=list(Strength).index, default="none")


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        pytest.param("Premiere", "1 Million kam.", "de", id="a figure for an ordinal"),
        pytest.param("First Bank", "Die 1 Bank kam.", "de", id="a figure without its full stop"),
        pytest.param("E!", "il est E et e", "fr", id="one letter"),
        pytest.param("East Timor", "Il est de Timor.", "fr", id="the smallest words translate nothing"),
        pytest.param("West Bank", "أعلن البنك الغربي أمس", "ar", id="another bank, with its article"),
        pytest.param("Berlin", "Avrupa Birliğin sözleri", "tr", id="a Turkish word with suffixes"),
        pytest.param("טרנר", "טורניר גדול", "he", id="two long vowels more"),
        pytest.param("al-Qaim", "Fighting in al-Qiyam", "en", id="another first vowel in a short word"),
        pytest.param("White House", "وصل إلى الدار البيضاء أمس", "ar", id="another city"),
        pytest.param("South Sudan", "بين السودان وجنوب لبنان", "ar", id="and joined to the word"),
        pytest.param("United States", "Milletler ve Devletler ve Birleşik Krallık", "tr", id="and between"),
        pytest.param("United States", "в рамках единого государства", "ru", id="a single state"),
        pytest.param("South Africa", "Dürre im südlichen Afrika", "de", id="the south of a continent"),
        pytest.param("South Africa", "Африки Советским", "ru", id="one word by sound"),
        pytest.param("Afrique de l'Ouest", "Afrique de l'Est", "fr", id="another point of the compass"),
        pytest.param("France", "Frank said so. Francis too.", "en", id="first names"),
        pytest.param("France", "Franck said so.", "en", id="a French first name"),
        pytest.param("Ling", "He is Lying", "en", id="a participle"),
        pytest.param("El Al", "Smith et al and at al", "en", id="articles only"),
        pytest.param("Cameroon", "David Cameron said so", "en", id="a family name"),
        pytest.param("Colombia", "Columbia University", "en", id="a university"),
        pytest.param("Braun", "Gordon Brown said so", "en", id="an English name"),
        pytest.param("Ping", "They are Paying", "en", id="a verb"),
        pytest.param("Victoria", "a VICTORY for them", "en", id="a noun in capitals"),
        pytest.param("Münster", "A Monster came", "en", id="a noun"),
        pytest.param("Chester", "Seine Schwester kam", "de", id="a German noun"),
        pytest.param("כנסת", "קנסות והכנסות וכניסת", "he", id="Hebrew nouns"),
        pytest.param("אמריקה", "על המערכה", "he", id="another Hebrew noun"),
        pytest.param("האלה", "הדברים אלה", "he", id="a pronoun"),
        pytest.param("الجزيرة", "في جزيرة صغيرة", "ar", id="a common noun without article"),
        pytest.param("النصر", "حقق نصر كبير", "ar", id="another one"),
        pytest.param("Abdollah", "قال عبد الله", "ar", id="one word in two frequent ones"),
        pytest.param("Mali", "یک برنامه ملی", "fa", id="one of the commonest words"),
        pytest.param("AL-AIN", "as \"In the l' En", "en", id="an article and a short word"),
    ],
)
def test_it_is_no_alert(watchlist: MakeWatchlist, name: str, text: str, language: str) -> None:
    assert how(watchlist, name, text, language) != "strong"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        pytest.param("First Bank", "Die 1. Bank kam.", "de", id="an ordinal"),
        pytest.param("al-Qaim", "Fighting in al-Qa'em", "en", id="the same first vowel in a short word"),
        pytest.param("White House", "وصل إلى البيت الأبيض أمس", "ar", id="the house"),
        pytest.param("South Sudan", "في جنوب السودان", "ar", id="the country"),
        pytest.param("United States", "in den Vereinigten Staaten", "de", id="a dative"),
        pytest.param("El Al", "An El Al flight", "en", id="as written"),
        pytest.param("Canada", "Kanada sagte", "de", id="k for c"),
        pytest.param("Yusuf", "Youssouf est là", "fr", id="ou and doubled"),
        pytest.param("Nato", "The NATO summit", "en", id="in capitals"),
        pytest.param("الجزيرة", "قناة الجزيرة", "ar", id="with its article"),
        pytest.param("Pyongyang", "في بيونغ يانغ", "ar", id="one word in two rare ones"),
        pytest.param("כנסת", "בכנסת אמרו", "he", id="with a joined letter"),
    ],
)
def test_it_is_the_name(watchlist: MakeWatchlist, name: str, text: str, language: str) -> None:
    assert how(watchlist, name, text, language) == "strong"


def test_a_candidate_is_none_of_the_commonest_words(watchlist: MakeWatchlist) -> None:
    assert how(watchlist, "Benin", "في لبنان", "ar") == "none"
    assert how(watchlist, "Russia", "في روسيا", "ar") == "candidate"
