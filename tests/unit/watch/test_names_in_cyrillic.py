"""Names of languages that Russian spells by sound: European ones, and Chinese, Korean and Japanese by their tables."""

from __future__ import annotations

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.sounds import in_cyrillic


def _alerts(kind: Kind, name: str, text: str, language: str = "ru") -> bool:
    topic = Topic(id="it", name=name, kind=kind, names=(Name(text=name),))
    watchlist = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=(topic,))
    hits = compile_watchlists([watchlist]).match(MatchText(title="", text=text, language=language)).hits
    return any(hit.strength is Strength.STRONG for hit in hits)


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        pytest.param(Kind.PERSON, "Javier Quintero", "вчера Хавьера Кинтеро приняли", id="Spanish, inflected"),
        pytest.param(Kind.PERSON, "Jimmy Cherizel", "вчера Джимми Шеризель сказал", id="French ch"),
        pytest.param(Kind.PERSON, "Jair Bolsenaro", "вчера Жаир Болсенару сказал", id="Portuguese"),
        pytest.param(Kind.PERSON, "Giorgia Melandri", "вчера Джорджа Меландри сказала", id="Italian"),
        pytest.param(Kind.PERSON, "Olaf Scholzen", "вчера Олаф Шольцен сказал", id="German"),
        pytest.param(Kind.PERSON, "Zoran Vukic", "вчера Зоран Вукич сказал", id="South Slavic without its marks"),
        pytest.param(Kind.PLACE, "Los Angeles", "пожар в Лос-Анджелесе", id="English g"),
        pytest.param(Kind.PLACE, "New York", "пожар в Нью-Йорке", id="English ew"),
        pytest.param(Kind.PLACE, "Port-au-Prince", "бои в Порт-о-Пренсе", id="a small French word"),
        pytest.param(Kind.PERSON, "Xi Jinping", "вчера Си Цзиньпина приняли", id="pinyin by Palladius"),
        pytest.param(Kind.PERSON, "Kim Jong Un", "вчера Ким Чен Ын сказал", id="Korean by Kontsevich"),
        pytest.param(Kind.PERSON, "Shinzo Ogata", "вчера Синдзо Огата сказал", id="Japanese by Polivanov"),
    ],
)
def test_names_are_met_as_russian_spells_their_language(kind: Kind, name: str, text: str) -> None:
    assert _alerts(kind, name, text)


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Boko Haram", "боевики «Боко харам» напали", "ru"),
        ("Boko Haram", 'угруповання "Боко харам" напало', "uk"),
        ("Al-Qaeda", "террористы «Аль-каиды»", "ru"),
        ("Hizb ut-Tahrir", "члены «Хизб ут-тахрир»", "ru"),
        ("Hayat Tahrir al-Sham", "бойцы «Хайят тахрир аш-шам»", "ru"),
        ("Hayat Tahrir al-Sham", "бойцы Хайят Тахрир аш-Шам", "ru"),
        ("Asaib Ahl al-Haq", "„Асаиб ахль аль-хакк“", "ru"),
    ],
)
def test_quoted_names_have_one_capital(name: str, text: str, language: str) -> None:
    assert _alerts(Kind.ORGANISATION, name, text, language)


@pytest.mark.parametrize("text", ["это харам, сказал Боко", "«Харам и Боко, сказал он, ушли»", "«боко харам»"])
def test_what_is_said_in_quotation_marks_is_no_name(text: str) -> None:
    assert not _alerts(Kind.ORGANISATION, "Boko Haram", text)


@pytest.mark.parametrize(
    ("kind", "name", "text", "language"),
    [
        (Kind.PERSON, "Alexei Zavalny", "дело Алексея Завального", "ru"),
        (Kind.PERSON, "Alexei Zavalny", "к Алексею Завальному", "ru"),
        (Kind.PERSON, "Alexei Zavalny", "с Алексеем Завальным", "ru"),
        (Kind.PERSON, "Zavalny", "вчера дело Завального", "ru"),
        (Kind.PERSON, "Anna Zavalnaya", "с Анной Завальной", "ru"),
        (Kind.PERSON, "Lev Tolstoy", "о Льве Толстом", "ru"),
        (Kind.PERSON, "Maksim Gorky", "роман Максима Горького", "ru"),
        (Kind.PLACE, "Nizhny Torvak", "бои в Нижнем Торваке", "ru"),
        (Kind.PLACE, "Velikiye Luki", "бои под Великими Луками", "ru"),
        (Kind.PLACE, "Naberezhnye Chelny", "бои в Набережных Челнах", "ru"),
        (Kind.PERSON, "Oleksii Chornyi", "з Олексієм Чорним", "uk"),
        (Kind.PERSON, "Serhii Torvak", "Сергієві Торвакові", "uk"),
        (Kind.PERSON, "Vladimir Rutin", "з Володимиром Рутіним", "uk"),
        (Kind.PERSON, "Vladimir Rutin", "з Уладзімірам Руціным", "be"),
        (Kind.PERSON, "Владимир Рутин", "з Уладзімірам Руціным", "be"),
        (Kind.PERSON, "Владимир Рутин", "з Володимиром Рутіним", "uk"),
        (Kind.PERSON, "Bashar al-Torvad", "са Башаром ел Торвадом", "sr"),
    ],
)
def test_names_that_are_declined_as_adjectives_are_met_in_every_case(
    kind: Kind, name: str, text: str, language: str
) -> None:
    assert _alerts(kind, name, text, language)


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (Kind.PERSON, "Alexei Zavalny", "дело Алексея Завалова"),
        (Kind.PERSON, "Zavalny", "у завального вала"),
        (Kind.PLACE, "Nizhny Torvak", "бои у нижнего рва"),
        (Kind.PLACE, "Bely", "Белого дома нет"),
        (Kind.PLACE, "Luki", "он ест. Луками торгуют"),
    ],
)
def test_other_words_that_are_declined_so_are_no_names(kind: Kind, name: str, text: str) -> None:
    assert not _alerts(kind, name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Javier Quintero", "вчера Хавьер Кантор сказал", id="other consonants"),
        pytest.param("Xi Jinping", "вчера Си Чунпин сказал", id="another Chinese name"),
        pytest.param("Kim Jong Un", "вчера Ким Ён Нам сказал", id="another Kim"),
        pytest.param("Los Angeles", "вчера лоси в ангеле", id="words in small letters"),
    ],
)
def test_other_names_are_not(name: str, text: str) -> None:
    assert not _alerts(Kind.PERSON, name, text)


@pytest.mark.parametrize(
    ("word", "spelled"),
    [("jinping", "цзиньпин"), ("zhang", "чжан"), ("qu", "цюй"), ("wei", "вэй"), ("shanghai", "шанхай"), ("si", "сы")],
)
def test_pinyin_by_the_table_of_palladius(word: str, spelled: str) -> None:
    assert spelled in in_cyrillic(word)


def test_a_word_of_another_language_has_no_chinese_spelling() -> None:
    assert in_cyrillic("washington") == ()


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        pytest.param("Xi Jinping", "قال شي جين بينغ أمس", "ar", id="Arabic, syllable by syllable"),
        pytest.param("Nikol Petrosyan", "Hier Nikol Petrossian a parlé", "fr", id="i for a soft y"),
    ],
)
def test_other_scripts_and_languages(name: str, text: str, language: str) -> None:
    assert _alerts(Kind.PERSON, name, text, language)
