"""Weapons, aircraft and acronyms as other scripts write their letters, and small words before figures that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind
from monitor.watch.lexicon import is_a_word, parse_name

How = Callable[..., str]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("S-400", "Комплексы С-400 переброшены."),
        ("S-400", "Комплексы С400 на месте."),
        ("F-16", "Прибыли истребители Ф-16."),
        ("P-800", "Ракета П-800 «Оникс»."),
        ("B-52", "Бомбардировщики Б-52 взлетели."),
        ("С-400", "The S-400 battery moved."),
        ("Х-101", "Several Kh-101 missiles were fired."),
        ("Il-76", "Самолёт Ил-76 упал."),
        ("S-400", "وصلت منظومة إس-400 أمس"),
        ("F-35", "مقاتلات إف 35 في الجو"),
        ("T-72", "دمرت دبابات تي-72 هناك"),
        ("MQ-9", "أسقطت طائرة إم كيو-9 أمس"),
        ("MQ-9", "پهپاد ام‌کیو-۹ سقوط کرد"),
        ("F-16", "جنگنده اف-۱۶ سقوط کرد"),
        ("F-35", "מטוסי אף-35 תקפו"),
        ("S-400", "भारत ने एस-400 तैनात किया"),
        ("NATO", "Генсек НАТО заявил."),
        ("OPEC", "Страны ОПЕК договорились."),
        ("UNESCO", "Эксперты ЮНЕСКО приехали."),
        ("A-50", "An A-50 was shot down."),
        ("T-72", "Танк Т 72 сгорел."),
        # One word and two are one name.
        ("VXQ41", "Hackers of VXQ 41 were named."),
        ("VXQ41", "Hackers of VXQ-41 were named."),
        ("VXQ41", "See example.org/vxq41 and what Ms Lind wrote."),
        ("Su34", "A Su-34 fell."),
        ("MERAX19", "Merax-19 cases rose."),
        ("AS64500", "AS 64500 announced it."),
        ("AK-47", "He carried an ak 47 in Oslo."),
        ("MiG-29", "Two mig 29 flew over Oslo."),
        ("Su-34", "A su 34 fell near Oslo, Reuters said."),
        ("С400", "The S-400 battery moved."),
        # Letters behind the figures, by sound.
        ("Su-35S", "Истребители Су-35С взлетели."),
        ("Mi-28N", "Вертолёт Ми-28Н сбит."),
        ("S-300V4", "Комплекс С-300В4 уничтожен."),
        ("T-72B3", "Танк Т-72Б3 подбит."),
        ("2S19", "Гаубица 2С19 «Мста»."),
        ("Pantsir-S1", "ЗРПК Панцирь-С1 сгорел."),
        ("Су-35С", "A Su-35S was shot down."),
        ("Т-72Б3", "A T-72B3 burned."),
        # Variants of a type.
        ("T-90", "A T-90M tank burned."),
        ("T-90", "Танки Т-90М сгорели."),
        ("Су-34", "Су-34М упал."),
        ("F-16", "An F-16C/D landed."),
        ("S-300", "An S-300PMU2 battery moved."),
        ("S300", "An S300PMU2 battery moved."),
        ("A320", "An A320neo landed."),
        ("Boeing 737", "A Boeing 737MAX took off."),
        ("Leopard 2", "Two Leopard 2A6 tanks came."),
        ("歼-20", "歼-20A首飞"),
        # What languages join to Latin letters and figures in their own script.
        ("F-35", "공군은 F-35를 도입했다"),
        ("F-35", "F-35A는 추락했다"),
        ("화성-18", "화성-18형 발사"),
        ("IRQX", "IRQX가 발표했다"),
        ("IRQX", "قال الـIRQX أمس"),
        ("F-35", "طائرات الـF-35 هناك"),
        ("IRQX", "כוחות הIRQX שם"),
        ("IRQX", "กองกำลังIRQXกล่าว"),
        ("IRQX", "IRQXს წევრი"),
        ("IRQX", "IRQXի անդամ"),
        ("IRQX", "IRQXর সদস্য"),
        ("Velmar Group", "Velmar Group은 밝혔다"),
        ("IRQX", "IRQX'nun kararı"),
        # What is derived from acronyms.
        ("NATO", "На натовских учениях погиб солдат."),
        ("NATO", "Туда пришли натовцы."),
        ("NATO", "Це натівська база."),
        ("НАТО", "Это натовская база."),
        ("NATO", "Το ΝΑΤΟ ανακοίνωσε."),
        ("UNESCO", "Η ΟΥΝΕΣΚΟ ανακοίνωσε."),
        # Coined names in their parts.
        ("VelMarq", "Shares of Vel Marq fell."),
        ("VXMarrat", "Shares of VX Marrat fell, and V.X. Marrat's bonds."),
        ("MarratX", "A Marrat X rocket rose."),
        ("UNESCO", "Есть юнесковский список."),
    ],
)
def test_they_alert(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.THING) == "strong"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A-50", "A 50-year-old man was hurt; he owns a 50 percent share."),
        ("A-10", "A 10 ans, il part."),
        ("B-52", "В 52 случаях из ста так и было."),
        ("S-400", "С 400 до 500 рублей стоит билет."),
        ("С-400", "С 400 рублями не проживёшь."),
        ("K-9", "К 9 часам все ушли."),
        ("V-2", "وصلوا في 2 من آب"),
        ("M-16", "אם 16 איש יבואו"),
        ("Il-76", "Of the wounded 76 died."),
        ("F-35", "Модель Ф-350 отозвана."),
        ("NATO", "Ната приехала."),
        ("AES", "На АЭС всё спокойно."),
        ("VXQ41", "VXQ 410 and VXQ 4 came."),
        ("F-35", "The F-350 truck."),
        ("S-300", "It cost S-300m and 300M."),
        ("US4", "In the US 4 people came."),
        ("Su-34", "Todavía no se sabe nada de los otros pasajeros, y su 34 por ciento es para la familia de ella."),
        ("M23", "On 23M views"),
        ("NATO", "Пришла Наталья с Натовым."),
        ("DeepSail", "They went on a deep sail."),
        ("화성-18", "화성 시내 18일"),
    ],
)
def test_they_do_not(how: How, name: str, text: str) -> None:
    assert how(name, text, Kind.THING) == "none"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("Gazprom", "Вчера «Газпром» сообщил о росте.", "strong", id="alone in quotation marks"),
        pytest.param("Lukoil", "Акции ЛУКОЙЛа выросли.", "strong", id="capitals with an ending"),
        pytest.param("Ozempic", "Продажи «Оземпика» выросли.", "strong", id="c is k"),
        pytest.param("Лукойл", "Shares of Lukoil fell; Lukoil's refinery burned.", "strong", id="genitive"),
        pytest.param("Voronezh", "Он сказал: «Воронеж растёт».", "candidate", id="first of a quotation"),
        pytest.param("Voronezh", "ЗАВОД ВОРОНЕЖ РАСТЁТ. Так пишут.", "candidate", id="all in capitals"),
    ],
)
def test_names_in_quotation_marks_and_capitals(how: How, name: str, text: str, expected: str) -> None:
    assert how(name, text, Kind.ORGANISATION) == expected


def test_a_letter_is_a_word_by_its_language() -> None:
    assert is_a_word("A", "en")
    assert is_a_word("z", "pl")
    assert not is_a_word("S", "en")
    assert is_a_word("z", "sl")


def test_ways_to_write_a_designation_are_few() -> None:
    assert len(parse_name("AAA-15").sequences) < 40
    assert len(parse_name("UNCCUU").sequences) < 40
