"""People as newsrooms of other languages write them: romanised from Cyrillic, and by other given names for theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind
from monitor.watch.sounds import by_newsrooms
from monitor.watch.text import other_given_names

How = Callable[..., str]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Volodymyr Zelensky", "Präsident Wolodymyr Selenskyj forderte Hilfe."),
        ("Volodymyr Zelensky", "Wołodymyr Zełenski powiedział."),
        ("Volodymyr Zelensky", "Volodimir Zelenszkij beszélt."),
        ("Vladimir Putin", "Władimir Putin powiedział."),
        ("Vladimir Putin", "Vlagyimir Putyin beszélt."),
        ("Sergei Shoigu", "Siergiej Szojgu przybył."),
        ("Sergei Shoigu", "Ministr Sergej Šojgu přijel."),
        ("Sergei Shoigu", "Minister Sergej Sjojgoe sprak."),
        ("Yevgeny Prigozhin", "Evgueni Prigojine a parlé."),
        ("Mikhail Mishustin", "Mijaíl Mishustin habló."),
        ("Mikheil Saakashvili", "Micheil Saakaszwili przemówił."),
        ("Wolodymyr Selenskyj", "Then Volodymyr Zelensky spoke."),
        ("Wolodymyr Selenskyj", "Володимир Зеленський сказав."),
        ("Siergiej Ławrow", "Then Sergei Lavrov spoke."),
        ("Elon Musk", "Вчера Илон Маск ответил."),
        ("Isaac Herzog", "Президент Ицхак Герцог прибыл."),
        ("Isaac Herzog", "Le président Yitzhak Herzog a parlé."),
        ("Joseph Aoun", "Then Youssef Aoun spoke."),
        ("Recep Tayyip Erdoğan", "قال رجب طيب أردوغان أمس"),
        ("Pope Leo XIV", "Oggi Papa Leone XIV ha parlato."),
        ("Pope Leo XIV", "Сегодня папа Лев XIV выступил."),
    ],
)
def test_they_alert(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PERSON) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Chasiv Yar", "Walki o Czasiw Jar trwają."),
        ("Zaporizhzhia", "Das AKW Saporischschja wurde getroffen."),
        ("Toretsk", "Kämpfe um Torezk."),
        ("Vovchansk", "Kämpfe um Wowtschansk."),
        ("Kharkiv", "Potem Charków spłonął."),
        ("Lviv", "Potem Lwów spłonął."),
    ],
)
def test_places_alert(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PLACE) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Pavel Zorin", "Then Pavel Sorin spoke.", id="z is s where Germans write"),
        pytest.param("Olga Ivanova", "Potem Oleg Iwanow mówił.", id="a man"),
        pytest.param("Ivan Ivanov", "Entonces Juan Ivanov habló.", id="another country's name"),
        pytest.param("John Smith", "Вчера Иван Смит ответил.", id="the name of a Russian"),
        pytest.param("George Bush", "Entonces Jorge Bush habló.", id="the name of a Spaniard"),
        pytest.param("Joseph Cohen", "Then Yosef Kohn spoke.", id="another family"),
        pytest.param("Isaac Newton", "Then Yitzhak Newman spoke.", id="another family that begins so"),
        pytest.param("Mehmet Ali", "Then Muhammad Ali spoke.", id="no family name"),
    ],
)
def test_they_do_not(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.PERSON) in {"none", "candidate"}


def test_the_ways_to_respell_a_name_are_few() -> None:
    for respelled in by_newsrooms(["yevgeny", "khrushchev"]):
        assert len(respelled.abroad) <= 24


def test_only_names_from_cyrillic_are_respelled() -> None:
    assert not any(respelled.abroad for respelled in by_newsrooms(["hans", "schwartz"]))


@pytest.mark.parametrize("name", ["elon", "Isaac", "recep"])
def test_other_given_names_lead_back(name: str) -> None:
    assert all(name.lower() in other_given_names(other) for other in other_given_names(name))
