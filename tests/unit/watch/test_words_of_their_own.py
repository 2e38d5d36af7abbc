"""Words that look like a name with an ending or particle and are words of their own; what is the name alerts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind, MatchText, Name, Strength, Topic
from monitor.watch import compile_watchlists
from tests.unit.watch.conftest import MakeWatchlist

Strongest = Callable[..., str]


@pytest.fixture(scope="module")
def how(watchlist: MakeWatchlist) -> Strongest:
    def strongest(name: str, text: str, language: str, kind: Kind = Kind.PLACE) -> str:
        topic = Topic(id="it", name=name, kind=kind, names=(Name(text=name),))
        found = compile_watchlists([watchlist(topic)]).match(MatchText(title="", text=text, language=language)).hits
        return min((hit.strength for hit in found), key=list(Strength).index, default="none")

    return strongest


PERSON = Kind.PERSON


@pytest.mark.parametrize(
    ("name", "text", "language", "kind"),
    [
        pytest.param("Velmar", "The Velmarin family left.", "en", Kind.PLACE, id="a Turkish suffix in English"),
        pytest.param("Torvan", "Torvandaki kam nicht.", "de", Kind.PLACE, id="one in German"),
        pytest.param("Inter", "Son interne est là.", "fr", Kind.THING, id="one in French"),
        pytest.param("Kestri", "La familia Kestrilar vino.", "es", Kind.PLACE, id="one in Spanish"),
        pytest.param("Hama", "Hamas said no.", "en", Kind.PLACE, id="Hama is no Hamas"),
        pytest.param("Lao", "Laos voted.", "en", Kind.PLACE, id="too short for a plural"),
        pytest.param("Athen", "Athens voted.", "en", Kind.THING, id="a capital"),
        pytest.param("Peters", "Peter came.", "en", PERSON, id="Peters is not every Peter"),
        pytest.param("Roberts", "Robert came.", "en", PERSON, id="nor Roberts Robert"),
        pytest.param("William", "Williams came.", "en", PERSON, id="Williams is another man"),
        pytest.param("علی", "قال على أن", "ar", PERSON, id="on"),
        pytest.param("علي", "وعلى الجانب", "ar", PERSON, id="and on"),
        pytest.param("مدینه", "في مدينة كبيرة", "ar", Kind.PLACE, id="a city"),
        pytest.param("إمام", "وقف أمام الباب", "ar", Kind.THING, id="in front of"),
        pytest.param("التنف", "الوزارة تنفي", "ar", Kind.PLACE, id="denies"),
        pytest.param("التنف", "وتنفي الوزارة", "ar", Kind.PLACE, id="and denies"),
        pytest.param("الثورة", "وثورة أخرى", "ar", Kind.THING, id="a particle before a common noun"),
        pytest.param("الصين", "شارع صيني", "ar", Kind.PLACE, id="an adjective without article"),
        pytest.param("בית", "והבית גדול", "he", Kind.THING, id="a Hebrew particle before a common noun"),
        pytest.param("البوكمال", "تعمل وبكامل طاقتها", "ar", Kind.PLACE, id="and with full"),
        pytest.param("Chris Brown", "הוא הכריז בראיון", "he", PERSON, id="two Hebrew words"),
        pytest.param("Saleh Shaer", "של שר הביטחון", "he", PERSON, id="a small word"),
        pytest.param("Dar Salaam", "در اسلام", "fa", Kind.PLACE, id="a small word in Persian"),
        pytest.param("زيرة", "قدم تقرير وزيرة", "ar", Kind.PLACE, id="one in Arabic"),
        pytest.param("غداد", "في بغداد", "ar", Kind.PLACE, id="a capital that begins so"),
        pytest.param("עזה", "הוא העזה לומר", "he", Kind.PLACE, id="dared"),
        pytest.param("Adam", "bir adam geldi ve gitti", "tr", PERSON, id="a man in small letters"),
        pytest.param("مشهد", "المشهد السياسي معقد", "ar", Kind.PLACE, id="a noun that has an article here"),
        pytest.param(
            "El Salvador", "Salvador Dalí painted it", "en", Kind.PLACE, id="a given name without the article"
        ),
        pytest.param("Greece", "Mr Grice said so", "en", Kind.PLACE, id="a country in no other spelling"),
        pytest.param("Ghana", "Gana el equipo local", "es", Kind.PLACE, id="a short word that is said"),
        pytest.param("Carl", "Karl said so", "de", Kind.THING, id="a short name like a given name"),
        pytest.param("Jordan", "sade Jordaan", "sv", Kind.PLACE, id="another doubled vowel"),
        pytest.param("France", "Frankie sagte das", "de", Kind.PLACE, id="a rare name like a country"),
        pytest.param("Bari", "Dün Barış geldi", "tr", Kind.PLACE, id="a Turkish letter is no plural"),
        pytest.param("The Gate", "He stood at the gate", "en", Kind.THING, id="a noun with its article"),
        pytest.param("La Nación", "según la nación", "es", Kind.ORGANISATION, id="one where nothing has capitals"),
        pytest.param("Kadem Ahmad", "بقدم أحمد صعد الدرج", "ar", PERSON, id="a noun behind a particle"),
    ],
)
def test_a_word_of_its_own_is_no_alert(how: Strongest, name: str, text: str, language: str, kind: Kind) -> None:
    assert how(name, text, language, kind) != "strong"


@pytest.mark.parametrize(
    ("name", "text", "language", "kind"),
    [
        pytest.param("Velmar", "Dün Velmarda toplantı oldu.", "tr", Kind.PLACE, id="in Turkish"),
        pytest.param("Velmar", "Dün Velmarda bir toplantı oldu.", "", Kind.PLACE, id="in Turkish that nobody named"),
        pytest.param("Velmar", "He wrote: “Velmarda güvenlik için”.", "en", Kind.PLACE, id="in a Turkish quotation"),
        pytest.param("Velmar", "Velmar'da in English", "en", Kind.PLACE, id="behind an apostrophe"),
        pytest.param("Velmar", "Velmars Bürgermeister", "de", Kind.PLACE, id="a German genitive"),
        pytest.param("Hama", "Hama's mayor", "en", Kind.PLACE, id="an English genitive"),
        pytest.param("Adam", "Adams Rede", "de", PERSON, id="a German genitive of a person"),
        pytest.param("Peters", "Peters came.", "en", PERSON, id="as written"),
        pytest.param("Americans", "An American came.", "en", Kind.THING, id="a people and one of it"),
        pytest.param("Houthi", "The Houthis said so.", "en", Kind.ORGANISATION, id="a movement"),
        pytest.param("علی", "قال علي إن", "ar", PERSON, id="Ali in Arabic letters"),
        pytest.param("علي", "علی گفت", "fa", PERSON, id="Ali in Persian letters"),
        pytest.param("مصطفی", "قال مصطفى", "ar", PERSON, id="a name in -a"),
        pytest.param("موسى", "موسی گفت", "fa", PERSON, id="one in Persian"),
        pytest.param("ایران", "في إيران", "ar", Kind.PLACE, id="a hamza that Persian does not write"),
        pytest.param("التنف", "وبالتنف وقرب التنفي", "ar", Kind.PLACE, id="with particles and article"),
        pytest.param("الثورة", "وللثورة", "ar", Kind.THING, id="an article that a particle swallowed"),
        pytest.param("ארץ", "בארץ", "he", Kind.THING, id="a Hebrew particle"),
        pytest.param("עזה", "בעזה, לעזה ומעזה", "he", Kind.PLACE, id="Gaza with particles"),
        pytest.param("مصر", "بمصر ولمصر", "ar", Kind.PLACE, id="Egypt with particles"),
        pytest.param("גולן", "הגולן", "he", Kind.PLACE, id="the Golan"),
        pytest.param("כנסת", "הכנסת אישרה", "he", Kind.ORGANISATION, id="what has its article more often than not"),
        pytest.param("Chris Brown", "כריס בראון אמר", "he", PERSON, id="the singer in Hebrew"),
        pytest.param("Shel Silverstein", "של סילברסטיין כתב", "he", PERSON, id="a given name that means of"),
        pytest.param("Australien", "en Australie", "fr", Kind.PLACE, id="a country in two languages"),
        pytest.param("Masoud Barakat", "قال مسعود بركات", "ar", PERSON, id="an ordinary word that people are called"),
        pytest.param("نجف", "في النجف", "ar", Kind.PLACE, id="a town that Persian gives without article"),
        pytest.param("عراق", "في العراق", "ar", Kind.PLACE, id="a country that Persian does"),
        pytest.param("Iraq", "Krieg im Irak", "de", Kind.PLACE, id="a short country as German writes it"),
        pytest.param("UDK", "Six UDKs landed", "nl", Kind.ORGANISATION, id="the plural of an acronym"),
        pytest.param("Cuba", "auf Kuba regnet es", "de", Kind.PLACE, id="another one"),
        pytest.param("Canada", "in Kanada regnet es", "de", Kind.PLACE, id="a longer one"),
        pytest.param("Egypt", "w Egipt", "pl", Kind.PLACE, id="one in Polish"),
        pytest.param("al-Qaim", "in Qaim today", "en", Kind.PLACE, id="a town without its article"),
        pytest.param("The Gate", "readers of the Gate", "en", Kind.THING, id="a paper with its capital"),
        pytest.param("The Hill", "THE HILL SAID SO", "en", Kind.THING, id="one in capitals"),
        pytest.param("The Torvan", "in the torvan and on", "en", Kind.THING, id="one where nothing has capitals"),
        pytest.param("Karim Salem", "سافر بكريم سالم", "ar", PERSON, id="a given name behind a particle"),
        pytest.param("Torvan", "torvan was quiet and nobody came", "en", PERSON, id="a rare name in small letters"),
    ],
)
def test_the_name_alerts(how: Strongest, name: str, text: str, language: str, kind: Kind) -> None:
    assert how(name, text, language, kind) == "strong"
