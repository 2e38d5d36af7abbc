"""People by their family name alone: only in an article that names them in full, and nobody else of that family."""

from __future__ import annotations

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchResult, MatchText, Name, Rule, Scope, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists


def _person(name: str, id_: str = "it", **conditions: Condition) -> Topic:
    return Topic(id=id_, name=name, kind=Kind.PERSON, names=(Name(text=name),), **conditions)


def _met(*topics: Topic, text: str, title: str = "", language: str = "", rules: tuple[Rule, ...] = ()) -> MatchResult:
    listed = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=topics, rules=rules)
    return compile_watchlists([listed]).match(MatchText(title=title, text=text, language=language))


def _alone(result: MatchResult) -> list[str]:
    return [hit.surface for hit in result.hits if "family name alone" in hit.reason and hit.strength is Strength.STRONG]


@pytest.mark.parametrize(
    ("name", "language", "text", "alone"),
    [
        ("Vadim Ostrenko", "en", "Vadim Ostrenko left. Ostrenko's car waited.", ["Ostrenko's"]),
        ("Vadim Ostrenko", "en", "Ostrenko was held. Police named Vadim Ostrenko.", ["Ostrenko"]),
        ("Vadim Ostrenko", "en", "Vadim Ostrenko left. Mayor Ostrenko said so.", ["Ostrenko"]),
        ("Vadim Ostrenko", "en", "V. Ostrenko left. Yesterday Ostrenko said so.", ["Ostrenko"]),
        ("Vadim Ostrenko", "en", "vadim ostrenko left the town. nobody saw ostrenko there.", ["ostrenko"]),
        ("Vadim Ostrenko", "en", "Vadim Ostrenko left. Ostrenko-backed men stayed.", ["Ostrenko"]),
        ("Ostrenko, Vadim", "en", "Vadim Ostrenko left. Then Ostrenko spoke.", ["Ostrenko"]),
        ("OSTRENKO Vadim", "en", "Vadim Ostrenko left. Then Ostrenko spoke.", ["Ostrenko"]),
        ("Vadim Ostrenko", "ru", "Вадим Остренко уехал. Сторонники Остренка ждут.", ["Остренка"]),
        ("Vadim Ostrenko", "ru", "Вадим Остренко уехал. В Киеве Остренком довольны.", ["Остренком"]),
        ("Vadim Ostrenko", "en", "Vadim Ostrenko left. Back in Kyiv Ostrenko spoke.", ["Ostrenko"]),
        ("Pavel Gromykin", "ru", "Павел Громыкин уехал. Довольны Громыкиным.", ["Громыкиным"]),
        ("Остренко Вадим Петрович", "ru", "Остренко Вадим Петрович уехал. Сказал Остренко.", ["Остренко"]),
        ("Вадим Остренко", "uk", "Вадим Остренко поїхав. Подякували Остренкові.", ["Остренкові"]),
        ("Taras Veselkovsky", "uk", "Тарас Веселковський поїхав. Слова Веселковського.", ["Веселковського"]),
        ("Karim al-Tamimi", "ar", "غادر كريم التميمي. ووصف للتميمي الأمر.", ["للتميمي"]),
        ("كريم التميمي", "ar", "غادر كريم التميمي. وقال التميمي إنه راض.", ["التميمي"]),
        ("Karim Rahavi", "fa", "کریم رهاوی رفت. به گفته رهاوی چنین شد.", ["رهاوی"]),
        ("Yoram Harandi", "he", "יורם הרנדי נסע. נאמר להרנדי דבר.", ["להרנדי"]),
        ("Odile Malandre-Vitry", "fr", "Odile Malandre-Vitry part. Mme Malandre-Vitry a dit.", ["Malandre-Vitry"]),
        ("Jost von der Velmar", "de", "Jost von der Velmar kam. Laut von der Velmar.", ["von der Velmar"]),
        ("Jost Velmar", "de", "Jost Velmar kam. Nach Angaben Velmars regnet es.", ["Velmars"]),
        ("Kerem Velmaroğlu", "tr", "Kerem Velmaroğlu geldi. Velmaroğlu'nun sözleri.", ["Velmaroğlu'nun"]),
        ("유수프 하란디", "ko", "유수프 하란디는 말했다. 하란디가 떠났다.", ["하란디가"]),
        ("Yusuf Harandi", "el", "Ο Γιουσούφ Χαραντί είπε. Ο Χαραντί έφυγε.", ["Χαραντί"]),
        ("Yusuf Harandi", "ja", "ユスフ・ハランディは言った。ハランディ氏は去った。", ["ハランディ"]),
        ("优素福·哈兰迪", "zh", "优素福·哈兰迪周日抵达。哈兰迪表示", ["哈兰迪"]),
        ("Kang Do-yul", "en", "Kang Do-yul came. Then Kang spoke.", ["Kang"]),
        ("Yusuf bin Harandi", "en", "Yusuf bin Harandi came. Then bin Harandi spoke.", ["Harandi"]),
    ],
)
def test_a_person_named_in_full_is_met_by_the_family_name(
    name: str, language: str, text: str, alone: list[str]
) -> None:
    assert _alone(_met(_person(name), text=text, language=language)) == alone


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        pytest.param("Vadim Ostrenko", "en", "Ostrenko left.", id="never named in full"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. Anna Ostrenko and Ostrenko stayed.", id="another"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. Police asked A. Ostrenko.", id="another initial"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. Mrs Ostrenko met Mr Ostrenko.", id="Mr and Mrs"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. Ostrenko Bridge is shut.", id="a longer name"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. It rained on ostrenko.", id="a small letter"),
        pytest.param("Vadim Ostrenko", "en", "Vadim Ostrenko left. Petro-Ostrenko paid.", id="a double name"),
        pytest.param("Pavel Gromykin", "ru", "Павел Громыкин и Анна Громыкина. Слова Громыкина.", id="his wife"),
        pytest.param(
            "Вадим Остренко", "uk", "Вадим Остренко з Ганною Остренко. Слова Остренка.", id="his wife, with him"
        ),
        pytest.param("Karim al-Tamimi", "ar", "غادر كريم التميمي. وصل أحمد التميمي. قال التميمي", id="in Arabic"),
        pytest.param("Hasan Ali", "ar", "حسن علي غادر. نظر علي الطريق.", id="a common word without capitals"),
        pytest.param("Yoram Harandi", "he", "יורם הרנדי נסע. שרה הרנדי נשארה. להרנדי", id="in Hebrew"),
        pytest.param("优素福·哈兰迪", "zh", "优素福·哈兰迪抵达。阿里·哈兰迪表示。哈兰迪", id="in Chinese"),
        pytest.param("Yusuf bin Harandi", "en", "Yusuf bin Harandi came. Then Harandi spoke.", id="his father"),
        pytest.param("Kang Do-yul", "en", "Kang Do-yul came. Kang Yo-min spoke. Then Kang left.", id="his sister"),
        pytest.param("Faith Young", "en", "Faith Young came. Young people cheered.", id="an ordinary word"),
    ],
)
def test_a_family_name_alone_is_nobody(name: str, language: str, text: str) -> None:
    assert not _alone(_met(_person(name), text=text, language=language))


def test_two_watched_people_of_one_family_are_not_mixed_up() -> None:
    topics = _person("Vadim Ostrenko", "vadim"), _person("Wanda Ostrenko", "wanda")
    result = _met(*topics, text="Vadim Ostrenko met Wanda Ostrenko. Ostrenko left.")
    assert not _alone(result)
    assert {miss.topic for miss in result.near} == {"vadim", "wanda"}


def test_two_topics_for_one_person_are_one_person() -> None:
    topics = _person("Vadim Ostrenko", "one"), _person("Vadim Petrovich Ostrenko", "other")
    text = "Vadim Petrovich Ostrenko met his brother's lawyer. Ostrenko left."
    assert _alone(_met(*topics, text=text)) == ["Ostrenko", "Ostrenko"]


def test_why_says_whose_full_name_it_was() -> None:
    (_, alone) = _met(_person("Vadim Ostrenko"), text="Вадим Остренко уехал. Сказал Остренко.", language="ru").hits
    assert "family name alone: 'Вадим Остренко' stands in the article" in alone.reason


def test_why_not_says_who_else_is_named() -> None:
    (miss,) = _met(_person("Vadim Ostrenko"), text="Vadim Ostrenko met Anna Ostrenko. Ostrenko left.").near
    assert miss.failed == "family name alone, and the article names Anna Ostrenko, too"


def test_conditions_are_weighed_where_the_family_name_stands() -> None:
    near_court = Condition(words=("court",), within=Scope.PARAGRAPH)
    text = "Vadim Ostrenko arrived.\n\nOstrenko went to court."
    assert _alone(_met(_person("Vadim Ostrenko", requires=near_court), text=text)) == ["Ostrenko"]


def test_a_full_name_that_is_excluded_names_somebody_else() -> None:
    no_footballer = Condition(words=("footballer",), within=5)
    result = _met(_person("Vadim Ostrenko", excludes=no_footballer), text="Vadim Ostrenko, footballer. Ostrenko won.")
    assert not result.hits
    assert "the full name is excluded by 'footballer'" in result.near[1].failed


def test_a_rule_about_nearness_sees_it() -> None:
    rule = Rule(id="trial", query="NEAR/3(@it, trial)")
    result = _met(_person("Vadim Ostrenko"), text="Vadim Ostrenko arrived. Ostrenko's trial began.", rules=(rule,))
    assert [verdict.fires for verdict in result.verdicts] == [True]


def test_a_longer_name_of_the_watchlist_covers_it() -> None:
    bridge = Topic(id="fund", name="Ostrenko fund", kind=Kind.ORGANISATION, names=(Name(text="Ostrenko fund"),))
    result = _met(_person("Vadim Ostrenko"), bridge, text="Vadim Ostrenko left. The Ostrenko fund paid.")
    assert not _alone(result)


def test_the_title_may_say_the_family_name_alone() -> None:
    result = _met(_person("Vadim Ostrenko"), title="Ostrenko Held In Kyiv", text="Police held Vadim Ostrenko.")
    assert _alone(result) == ["Ostrenko"]


@pytest.mark.parametrize(
    ("name", "text", "strength"),
    [
        ("Benjamin Netanyahu", "כך אמר בנימין נתניהו אתמול.", Strength.STRONG),
        ("Chris Brown", "כך הוא הכריז בראיון אתמול.", Strength.CANDIDATE),
    ],
)
def test_a_given_name_is_no_common_speech(name: str, text: str, strength: Strength) -> None:
    assert [hit.strength for hit in _met(_person(name), text=text, language="he").hits] == [strength]
