"""Russian, Ukrainian and Belarusian names as the press, passports and standards romanise them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.sounds.slavic_names import alternates, is_slavic

Found = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def found() -> Found:
    """Whether a person of this name alerts on the text."""

    def match(name: str, text: str) -> bool:
        topic = Topic(id="it", name=name, kind=Kind.PERSON, names=(Name(text=name),))
        watchlist = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=(topic,))
        hits = compile_watchlists([watchlist]).match(MatchText(title="", text=text)).hits
        return any(hit.strength is Strength.STRONG for hit in hits)

    return match


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Yegor Yershov", "Вчера Егор Ершов выступил", id="press Ye at the beginning"),
        pytest.param("Egor Ershov", "Вчера Егор Ершов выступил", id="ISO 9"),
        pytest.param("Yegor Yershov", "встреча с Егором Ершовым прошла", id="and inflected"),
        pytest.param("Yegor Yershov", "слова Егора Ершова", id="in another case"),
        pytest.param("Mikhail Yezhovsky", "по словам Михаила Ежовского", id="a surname like an adjective"),
        pytest.param("Pyotr Solovyov", "Пётр Соловьёв сказал", id="yo"),
        pytest.param("Petr Solovev", "Пётр Соловьёв сказал", id="e for yo"),
        pytest.param("Piotr Soloviev", "Пётр Соловьев сказал", id="French io"),
        pytest.param("Semyon Shchukin", "Семён Щукин сказал", id="shch"),
        pytest.param("Semen Ščukin", "Семён Щукин сказал", id="ISO 9 hacek"),
        pytest.param("Iuliia Zhdanova", "Юлия Жданова сказала", id="passport iu, ia"),
        pytest.param("Juliâ Ždanova", "Юлия Жданова сказала", id="ISO 9 letters"),
        pytest.param("Aleksej Cvetaev", "Алексей Цветаев сказал", id="ISO j and c"),
        pytest.param("Alexei Tsvetayev", "Алексей Цветаев сказал", id="ts"),
        pytest.param("Iwan Lebedjew", "Иван Лебедев сказал", id="German w and je"),
        pytest.param("Natacha Tchernova", "Наташа Чернова сказала", id="French tch"),
        pytest.param("Anatoly Vasilyevich Kuzmin", "Анатолий Васильевич Кузьмин сказал", id="patronymic"),
        pytest.param("Tatiana Lukyanova", "Татьяна Лукьянова сказала", id="ia for soft sign and ya"),
        pytest.param("Dzhamal Dzhabrailov", "Джамал Джабраилов сказал", id="dzh"),
        pytest.param("Vyacheslav Luzhkov", "Вячеслав Лужков сказал", id="ya behind a consonant"),
        pytest.param("Siarhei Hrynkevich", "Сяргей Грынкевіч сказаў", id="Belarusian"),
        pytest.param("Uladzimir Zhdanovich", "Уладзімір Ждановіч сказаў", id="Belarusian dz"),
        pytest.param("Tsimafei Zhuk", "Цімафей Жук сказаў", id="Belarusian ts"),
        pytest.param("Serhiy Tkachenko", "Сергій Ткаченко сказав", id="Ukrainian"),
        pytest.param("Yevhen Bondarenko", "Євген Бондаренко сказав", id="Ukrainian ye"),
        pytest.param("Volodymyr Hrytsenko", "Володимир Гриценко сказав", id="Ukrainian h and ts"),
    ],
)
def test_a_romanised_name_is_found_in_cyrillic(found: Found, name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Siarhei Kavalenka", "Officials said that Sergey Kovalenko spoke", id="Belarusian to Russian"),
        pytest.param("Sergey Kovalenko", "Officials said that Siarhei Kavalenka spoke", id="and back"),
        pytest.param("Sergey Kovalenko", "Officials said that Serhii Kovalenko spoke", id="to Ukrainian"),
        pytest.param("Nikolai Kovalenko", "Officials said that Mykola Kovalenko spoke", id="another given name"),
        pytest.param("Ihar Marozau", "Officials said that Igor Morozov spoke", id="w at the end"),
        pytest.param("Dzmitry Zhdanovich", "Officials said that Dmitry Zhdanovich spoke", id="dz"),
        pytest.param("Uladzislau Kuntsevich", "Officials said that Vladislav Kuntsevich spoke", id="initial u"),
        pytest.param("Yegor Kovalenko", "Officials said that Egor Kovalenko spoke", id="ye"),
        pytest.param("Vladimir Kovalenko", "Володимир Коваленко сказав", id="Russian to Ukrainian Cyrillic"),
        pytest.param("Uladzimir Kavalenka", "Владимир Коваленко сказал", id="Belarusian to Russian Cyrillic"),
        pytest.param("Artem Yurevich Zhuk", "Officials said that Artyom Yuryevich Zhuk spoke", id="yo in Latin"),
    ],
)
def test_a_person_of_several_languages_is_one(found: Found, name: str, text: str) -> None:
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Yegor Yershov", "Вчера Олег Ершов выступил", id="another given name"),
        pytest.param("Yegor Yershov", "Вчера Егор Ежов выступил", id="another surname"),
        pytest.param("Anatoly Vasilyevich Kuzmin", "Анатолий Викторович Кузьмин", id="another patronymic"),
        pytest.param("Siarhei Kavalenka", "Sergey Kovalchuk spoke", id="another ending"),
        pytest.param("Nikolai Kovalenko", "Nikita Kovalenko spoke", id="another name of the table"),
        pytest.param("Vladimir Kovalenko", "Vladislav Kovalenko spoke", id="the same beginning"),
        pytest.param("Ivan Petrov", "Ivan Petrosyan spoke", id="a longer surname"),
        pytest.param("Olga Ivanova", "Oleg Ivanov spoke", id="a man"),
        pytest.param("Yelnya", "Elna rose by two points", id="one word is not heard so"),
        pytest.param("Hans Weber", "Gans Veber spoke", id="no Slavic name"),
    ],
)
def test_other_people_stay_others(found: Found, name: str, text: str) -> None:
    assert not found(name, text)


@pytest.mark.parametrize(
    ("word", "other"),
    [("siarhei", "sergei"), ("mikalaevich", "nikolaevich"), ("genadz", "gennad"), ("kavaliou", "kavalev")],
)
def test_alternates(word: str, other: str) -> None:
    assert other in alternates(word)


@pytest.mark.parametrize(
    ("words", "slavic"),
    [
        (("ivan", "petrov"), True),
        (("olena", "hrytsenko"), True),
        (("ihar", "marozau"), True),
        (("hans", "weber"), False),
        (("abdul", "karim"), False),
        (("john", "smith"), False),
    ],
)
def test_slavic_endings(words: tuple[str, ...], slavic: bool) -> None:
    assert is_slavic(words) is slavic
