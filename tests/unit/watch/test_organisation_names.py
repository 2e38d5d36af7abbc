"""The anatomy of an organisation's name: its legal form, and words that are spelled in two ways."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind, MatchText, Name, Topic
from monitor.watch import compile_watchlists
from tests.unit.watch.conftest import How, MakeWatchlist


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Zarmat Metals Limited", "The deal with Zarmat Metals Ltd failed.", id="Limited, Ltd"),
        pytest.param("Zarmat Metals Co., Ltd.", "The deal with Zarmat Metals Company failed.", id="Co., Ltd"),
        pytest.param("Zarmat Metals LLC", "The deal with Zarmat Metals failed.", id="unsaid"),
        pytest.param("LLC Zarmat Metals", "The deal with Zarmat Metals OOO failed.", id="LLC, OOO"),
        pytest.param("Joint Stock Company 'Zarmat Metals'", "The JSC “Zarmat Metals” failed.", id="long, short"),
        pytest.param("Zarmat Metals GmbH & Co. KG", "The deal with Zarmat Metals failed.", id="German"),
        pytest.param("Zarmat Metal A.Ş.", "Zarmat Metal Limited Şirketi açıkladı.", id="Turkish"),
        pytest.param("Zarmat Metals S.p.A.", "The deal with Zarmat Metals failed.", id="Italian"),
        pytest.param("Zarmat Metals Sdn. Bhd.", "The deal with Zarmat Metals failed.", id="Malay"),
        pytest.param("Zarmat Ltd", "The deal with Zarmat LLC failed.", id="one word, another form"),
        pytest.param("Zarmat LLC", "Компания ООО «Зармат» сообщила", id="into Russian"),
        pytest.param("Joint Stock Company Zarmat", "Компания АО «Зармат» сообщила", id="long form into Russian"),
        pytest.param("Zarmat LLC", "Общество с ограниченной ответственностью «Зармат»", id="long Russian form"),
        pytest.param("PJSC Zarmat", "Компания ПАО Зармат сообщила", id="public"),
        pytest.param("Zarmat & Sons", "The deal with Zarmat and Sons failed.", id="sign in the name"),
        pytest.param("Zarmat and Sons", "The deal with Zarmat & Sons failed.", id="sign in the text"),
        pytest.param("Zarmat and Krone", "Laut Zarmat und Krone regnet es.", id="and in German"),
        pytest.param("Zarmat und Krone", "Zarmat y Krone cerró ayer.", id="and in Spanish"),
        pytest.param("Los Zarmitos", "the Zarmitos faction said", id="its article unsaid"),
        pytest.param("Zarmat Organisation", "The Zarmat Organization said so.", id="s to z"),
        pytest.param("Zarmat Organization", "The Zarmat Organisation said so.", id="z to s"),
        pytest.param("Zarmat Labour Front", "The Zarmat Labor Front said so.", id="our to or"),
        pytest.param("Zarmat Labor Front", "The Zarmat Labour Front said so.", id="or to our"),
        pytest.param("Zarmat Defence Centre", "The Zarmat Defense Center said so.", id="two words at once"),
        pytest.param("Zarmat Iron Company", "The deal with Zarmatiron Co failed.", id="two words together"),
        pytest.param("Zarmat Radio Plant", "The Zarmat Radioplant closed.", id="two others together"),
        pytest.param(
            "Zarmat Liberation Movement", "The Zarmat Islamic Liberation Movement said so.", id="one word more"
        ),
        pytest.param(
            "Foundation for the Defence of Zarmat Values", "The Foundation for Zarmat Values said so.", id="one unsaid"
        ),
        pytest.param("NPO Zarmat", "Сообщило НПО «Зармат» вчера.", id="a kind, abbreviated in Russian"),
        pytest.param("NPO Zarmat", "в научно-производственном объединении «Зармат»", id="the same in words, inflected"),
        pytest.param(
            "Zarmat Research and Production Enterprise", "The deal with NPP Zarmat failed.", id="a kind abbreviated"
        ),
        pytest.param("PMC Wagner", "Бойцы ЧВК «Вагнер» ушли.", id="a common name beside a telling kind"),
        pytest.param("Zarmatov Institute of Optics", "The Institute of Optics named after Zarmatov.", id="whom"),
        pytest.param("A.B. Zarmatov Radio Plant", "The Zarmatov Radio Plant closed.", id="without his initials"),
        pytest.param("Special Purpose Zarmat Unit", "The Zarmat Special Purpose Unit left.", id="one word moved"),
        pytest.param("Zarmat Front / ZF", "The Zarmat Front said so.", id="one of two names"),
        pytest.param("EDM LLC", "The deal with EDM L.L.C. failed.", id="a dotted form"),
        pytest.param("Daedong Credit Bank", "Taedong Credit Bank failed.", id="Korean by another table"),
        pytest.param("Zarmatyov Plant", "The Zarmatev Plant closed.", id="e for a Russian yo"),
        pytest.param("The Zarmat Bureau", "He left Zarmat Bureau last year.", id="the article"),
        pytest.param("Harakat Tasnim al-Zarmat", "Fighters of Tasnim al-Zarmat left.", id="a movement unsaid"),
        pytest.param("Jam'iyah Zarmat al-Islamiya", "The Jam'iyat al-Zarmat al-Islamiyya", id="before a genitive"),
        pytest.param("Office for Urging Peace and Building Zarmat", "for Urging Peace and Building Zarmat", id="body"),
        pytest.param(
            "Zarmatul-Balkhin Rescue and Relief Battalion of Orlovian Martyrs",
            "The Zarmatul-Balkhin Rescue and Relief battalion of Shahids",
            id="of a long name a rare word unsaid, another translated",
        ),
        pytest.param(
            "Ministry of Trade and Support for Border Police Supplies",
            "The Ministry of Trade for Border Police Supplies",
            id="five frequent words in their order",
        ),
        pytest.param(
            "Scientific-Production Enterprise Union JSC",
            "The Union Research and Production Enterprise",
            id="a common name beside a kind of many words",
        ),
        pytest.param(
            "State of Hope and the Valley - Libya", "the State of Hope and the Valley in Libya", id="its country"
        ),
        pytest.param("Korea Heungdan Trading Company", "Korea Hendan Trading Co", id="Korean without its marks"),
        pytest.param("Wargen Group", "The Vargen Group said so.", id="w by its sound"),
    ],
)
def test_it_is_the_organisation(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.ORGANISATION) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Zarma LLC", "The deal with Zarma failed.", id="one short word alone"),
        pytest.param("JSC Signal", "The Signal came late.", id="that may be anything"),
    ],
)
def test_one_word_without_its_form_is_a_candidate(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.ORGANISATION) == "candidate"


@pytest.mark.parametrize(
    ("name", "text", "way"),
    [
        pytest.param("AO Morag", "Компания ООО «Мураг» сообщила", "candidate", id="another vowel"),
        pytest.param("AO Morag", "Компания ООО «Мораг Трейд» сообщила", "candidate", id="a word more in the quotes"),
        pytest.param("AO Morag", "Компания ООО «Мораг «ВГТЗ» сообщила", "candidate", id="a name in the name"),
        pytest.param("AO Morag", "Компания ООО Мораг-Инвест сообщила", "candidate", id="a word more behind a dash"),
        pytest.param("AO Morag", "The deal with Alpha Morag LLC failed.", "candidate", id="a word more in front"),
        pytest.param("AO Morag", "The deal with LLC Morag Trade failed.", "candidate", id="a word more behind"),
        pytest.param("AO Morag", "Компания ООО «Мораг» Иванова сообщила", "strong", id="the owner behind the quotes"),
        pytest.param("AO Morag", "Компания ООО «Мораг», Москва", "strong", id="a town behind a comma"),
        pytest.param("AO Morag", "On Tuesday Morag LLC said no.", "strong", id="a day in front"),
        pytest.param("AO Morag", "They sued Russian Morag LLC.", "strong", id="whose it is"),
        pytest.param("AO Morag", "They sued. Yesterday's Morag LLC", "strong", id="a sentence begins"),
    ],
)
def test_one_word_beside_another_form_is_the_whole_name(how: How, name: str, text: str, way: str) -> None:
    assert how(name, text, Kind.ORGANISATION) == way


def test_of_two_organisations_of_one_word_the_form_tells(watchlist: MakeWatchlist) -> None:
    topics = (
        Topic(id=form, name=form, kind=Kind.ORGANISATION, names=(Name(text=f"{form} Morag"),))
        for form in ("OAO", "OOO")
    )
    found = compile_watchlists([watchlist(*topics)]).match(MatchText(title="", text="Компания ООО «Мораг» сообщила"))
    assert [hit.topic for hit in found.hits] == ["OOO"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Zarmat Metals LLC", "The deal with Zarmat Mills LLC failed.", id="another firm"),
        pytest.param("Zarmat Metals LLC", "The LLC said that metals are dear.", id="the form alone"),
        pytest.param("Zarmat Metals LLC", "Zarmat, Metals and others", id="a row"),
        pytest.param("Ansar AS", "The Ansar were there as well.", id="a word like a form"),
        pytest.param("Ag Metals", "The Metals rose.", id="a short word that is no form"),
        pytest.param("Zarmat and Sons", "Zarmat said the Sons left.", id="words between"),
        pytest.param("NPO Zarmat", "Сообщило НПО «Кронос» вчера.", id="the same kind"),
        pytest.param("Wagner Group", "Der Konzern Wagner Holding meldet", id="a common name beside another kind"),
    ],
)
def test_it_is_something_else(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.ORGANISATION) != "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Zarmatex LLC", "The deal with Zarmatex failed.", id="one long word that is nothing else"),
        pytest.param("Zarmat Engine Plant", "The Zarmat Engine Factory burned.", id="plant, factory"),
        pytest.param("Zarmat Shipping Co", "The Zarmat SHPG Co failed.", id="an abbreviation"),
        pytest.param(
            "Zarmat Scientific Research Institute", "Zarmat Research Institute closed.", id="scientific research"
        ),
        pytest.param("Zarmat Scientific-Production Base", "Zarmat Research and Production Base", id="production"),
        pytest.param("Korea Zarmat Trading Corporation", "The Zarmat Trading Corporation", id="the country"),
        pytest.param("Zarmat Bank Holding", "The Zarmat Bank failed.", id="a weak word"),
        pytest.param("Zarmat Design Bureau named after A. Orlow", "The Zarmat Design Bureau", id="named after"),
        pytest.param("State in Greater Zarmat", "The State of the Greater Zarmat", id="other small words"),
        pytest.param("Zarmat Charity for Aid", "The Zarmat Charity Aid", id="no small word"),
        pytest.param("Zarmat Radio Plant Belmor", "The Belmor Zarmat Radio Plant", id="the name proper in front"),
        pytest.param("Zarmat Radio Plant", "The Zarmatsky Radio Plant", id="an adjective of the town"),
        pytest.param("48th Zarmat Institute", "The 48 Zarmat Institute", id="a number without its ending"),
        pytest.param("Bureau of Zarmat Energy (BZE)", "The Department of Zarmat Energy", id="its acronym unsaid"),
    ],
)
def test_it_is_the_organisation_in_other_words(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.ORGANISATION) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Bank of Zarmat", "A bank in Zarmat failed.", id="a short name keeps its small words"),
        pytest.param("Russian Navy", "The Navy sailed.", id="nothing rare is left"),
        pytest.param("Zarmat Engine Plant", "The Zarmat Engine Institute", id="another kind"),
        pytest.param("Zarmat Trading Bank", "The Zarmat Credit Bank", id="another trade"),
        pytest.param("Zarmat Holding", "The Holding met.", id="the weak word alone"),
        pytest.param("Imperial Zarmat Plant", "The Zarmat Plant", id="an adjective that tells"),
        pytest.param("General Bureau", "The Bureau met.", id="common words"),
        pytest.param(
            "State of Hope and the Valley - Libya", "the State of Hope and the Valley in Yemen", id="another country"
        ),
        pytest.param("Harakat Zarmat", "The Zarmat said so.", id="a movement and one word"),
        pytest.param("Design Bureau named after A. Orlow", "The Design Bureau", id="named after, nothing rare"),
        pytest.param("State in Greater Zarmat", "The State said Greater Zarmat", id="a verb between"),
    ],
)
def test_other_words_make_another_organisation(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.ORGANISATION) != "strong"


def test_only_organisations_have_legal_forms(how: How) -> None:
    assert how("Zarmat Bay LLC", "They reached Zarmat Bay.", Kind.PLACE) == "none"


def test_the_word_more_in_a_name_may_be_a_name_itself(watchlist: MakeWatchlist) -> None:
    topics = [
        Topic(id=name, name=name, kind=Kind.ORGANISATION, names=(Name(text=name),))
        for name in ("Zarmat Liberation Movement", "Velmarists")
    ]
    found = compile_watchlists([watchlist(*topics)]).match(
        MatchText(title="", text="The Zarmat Velmarists Liberation Movement said so.")
    )
    assert {hit.topic for hit in found.hits} == {"Zarmat Liberation Movement", "Velmarists"}


def test_one_word_of_a_firm_in_signs_is_a_candidate(how: How) -> None:
    assert how("OOO Sertal", "セットで", Kind.ORGANISATION) == "candidate"
