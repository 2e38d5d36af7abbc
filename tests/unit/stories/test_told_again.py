"""Retellings in other words: silent if all was told, told as soon as one thing is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from monitor.stories.statements import Told, compared, is_all_told, speaking, tells_nothing_of_its_own
from monitor.stories.statements.reading.sentence import read
from monitor.stories.words.actors import actors
from monitor.stories.words.families import of_one_family, of_one_stem
from monitor.stories.words.lexicon import lexicon
from monitor.stories.words.stems import fold_word, forms_of

TEN, FIFTEEN = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (10, 15))


@dataclass(frozen=True)
class Event:
    """A text that was told, what tells it again, and what tells something else in its words: headlines and texts."""

    name: str
    told: tuple[str, str]
    again: tuple[str, str]
    news: tuple[tuple[str, str], ...]


EVENTS = {
    "ar": Event(
        "تل زرين",
        (
            "مقتل ثلاثة جنود في هجوم على حاجز قرب تل زرين",
            "قُتل ثلاثة جنود وأصيب خمسة آخرون في هجوم شنه مسلحون على حاجز عسكري قرب تل زرين صباح الجمعة.",
        ),
        (
            "ثلاثة قتلى من الجيش بهجوم مسلح قرب تل زرين",
            "هاجم مسلحون صباح الجمعة حاجزا للجيش في محيط تل زرين، ما أدى إلى مقتل ثلاثة جنود وإصابة خمسة.",
        ),
        (
            ("هجوم قرب تل زرين", "هاجم مسلحون صباح الجمعة حاجزا للجيش في محيط تل زرين، ما أدى إلى مقتل أربعة جنود."),
            ("هجوم قرب تل زرين", "هاجم مسلحون صباح السبت حاجزا للجيش في محيط تل زرين، ما أدى إلى مقتل ثلاثة جنود."),
            ("هجوم قرب تل زرين", "لم يقتل أي جندي في هجوم المسلحين على الحاجز العسكري قرب تل زرين صباح الجمعة."),
            ("هجوم قرب تل زرين", "هاجم جنود صباح الجمعة حاجزا للمسلحين قرب تل زرين، ما أدى إلى مقتل ثلاثة مسلحين."),
            ("هجوم قرب تل زرين", "اعتقل الجيش المسلحين الذين هاجموا الحاجز قرب تل زرين."),
            ("هجوم قرب تل زرين", "هاجم مسلحون صباح الجمعة مستشفى قرب تل زرين، ما أدى إلى مقتل ثلاثة جنود."),
            ("هجوم قرب تل زرين", "استقال قائد الجيش بعد الهجوم على الحاجز العسكري قرب تل زرين."),
            ("هجوم قرب تل زرين", "توفي جندي من المصابين الخمسة في الهجوم على الحاجز قرب تل زرين."),
        ),
    ),
    "ar, merged": Event(
        "نادر كلوان",
        (
            "نادر كلوان يصل إلى العاصمة على رأس وفد",
            (
                "وصل نادر كلوان إلى العاصمة ظهر الجمعة على رأس وفد من عشرين شخصا للقاء رئيس الوزراء.\n"
                "ومن المقرر أن يبحث الجانبان ملف الحدود وعودة اللاجئين."
            ),
        ),
        (
            "وفد برئاسة نادر كلوان في العاصمة",
            (
                "وصل إلى العاصمة وفد يضم عشرين شخصا برئاسة نادر كلوان، ومن المقرر أن يلتقي رئيس الوزراء لبحث ملفي"
                " الحدود وعودة اللاجئين."
            ),
        ),
        (
            ("نادر كلوان", "التقى نادر كلوان رئيس الوزراء في العاصمة وبحث الجانبان ملف الحدود وعودة اللاجئين."),
            ("نادر كلوان", "لن يلتقي نادر كلوان رئيس الوزراء لبحث ملف الحدود."),
            ("نادر كلوان", "وصل رئيس الوزراء إلى العاصمة على رأس وفد من عشرين شخصا للقاء نادر كلوان."),
            ("نادر كلوان", "غادر نادر كلوان العاصمة على رأس وفد من عشرين شخصا."),
        ),
    ),
    "fa": Event(
        "سروند",
        (
            "زلزله سروند را لرزاند",
            (
                "زمین‌لرزه‌ای به بزرگی ۵.۲ بامداد جمعه سروند را لرزاند و به ده‌ها خانه آسیب زد.\n"
                "مدیر هلال احمر گفت نُه نفر زخمی شدند و گروه‌های امدادی به روستاها اعزام شدند."
            ),
        ),
        ("زمین‌لرزه در سروند", "بامداد امروز جمعه زلزله‌ای ۵.۲ ریشتری در سروند رخ داد و ده‌ها خانه آسیب دید."),
        (
            ("زلزله در سروند", "بامداد شنبه زلزله‌ای ۵.۲ ریشتری در سروند رخ داد و ده‌ها خانه آسیب دید."),
            ("زلزله در سروند", "بامداد جمعه زلزله‌ای ۵.۹ ریشتری در سروند رخ داد و ده‌ها خانه آسیب دید."),
            ("زلزله در سروند", "زلزله بامداد جمعه در سروند به هیچ خانه‌ای آسیب نزد."),
            ("زلزله در سروند", "دو نفر از زخمی‌های زلزله سروند جان باختند."),
            ("زلزله در سروند", "گروه‌های امدادی به روستاهای سروند اعزام نشدند."),
        ),
    ),
    "he": Event(
        "כפר זוהל",
        (
            "שלושה כלי רכב הוצתו בכפר זוהל",
            (
                "שלושה כלי רכב הוצתו הלילה בכפר זוהל, והמשטרה פתחה בחקירה.\n"
                "תושבים סיפרו כי ראו שני רעולי פנים נמלטים לעבר הכביש הראשי."
            ),
        ),
        ("הצתת רכבים בכפר זוהל", "המשטרה חוקרת את הצתתם של שלושה כלי רכב במהלך הלילה בכפר זוהל."),
        (
            ("כפר זוהל", "המשטרה חוקרת את הצתתם של ארבעה כלי רכב במהלך הלילה בכפר זוהל."),
            ("כפר זוהל", "המשטרה חוקרת את הצתתו של מסגד במהלך הלילה בכפר זוהל."),
            ("כפר זוהל", "המשטרה לא פתחה בחקירה על הצתת שלושה כלי רכב בכפר זוהל."),
            ("כפר זוהל", "חשוד נעצר בהצתת שלושה כלי רכב בכפר זוהל."),
            ("כפר זוהל", "המשטרה סגרה את החקירה על הצתת שלושת כלי הרכב בכפר זוהל."),
        ),
    ),
    "ru": Event(
        "Варником",
        (
            "Под Варником столкнулись автобус и грузовик",
            (
                "В пятницу утром на трассе под Варником автобус столкнулся с грузовиком, погибли два человека, ещё"
                " семеро получили травмы.\nДвижение на участке перекрыто, сообщили в полиции."
            ),
        ),
        (
            "ДТП с автобусом под Варником: двое погибших",
            (
                "Двое погибли и семь человек пострадали при столкновении автобуса и грузовика на трассе под Варником"
                " утром в пятницу."
            ),
        ),
        (
            ("ДТП под Варником", "Трое погибли и семь человек пострадали при столкновении автобуса и грузовика."),
            ("ДТП под Варником", "Двое погибли при столкновении автобуса и поезда под Варником утром в пятницу."),
            ("ДТП под Варником", "При столкновении автобуса и грузовика под Варником в пятницу никто не погиб."),
            ("ДТП под Варником", "Движение на трассе под Варником, где столкнулись автобус и грузовик, открыто."),
            ("ДТП под Варником", "Водитель грузовика, столкнувшегося с автобусом под Варником, задержан."),
            ("ДТП под Варником", "В субботу под Варником столкнулись автобус и грузовик, двое погибли."),
        ),
    ),
    "ru, turned round": Event(
        "Лесны",
        ("Армия обстреляла повстанцев у Лесны", "Армия обстреляла позиции повстанцев у Лесны в четверг вечером."),
        ("Обстрел у Лесны", "Позиции повстанцев у Лесны были обстреляны армией вечером в четверг."),
        (
            ("Обстрел у Лесны", "Повстанцы обстреляли позиции армии у Лесны в четверг вечером."),
            ("Обстрел у Лесны", "Позиции армии у Лесны были обстреляны повстанцами вечером в четверг."),
            ("Обстрел у Лесны", "Армия не обстреливала позиции повстанцев у Лесны в четверг вечером."),
        ),
    ),
    "tr": Event(
        "Karpın'da",
        (
            "Karpın'da kaçakçılara operasyon",
            (
                "Jandarma ekipleri cuma sabahı Karpın'da düzenledikleri operasyonda altı kişiyi gözaltına aldı ve 200"
                " kilogram patlayıcı ele geçirdi.\nŞüpheliler sorgulanmak üzere il merkezine götürüldü."
            ),
        ),
        (
            "Jandarmadan Karpın'da operasyon: 6 gözaltı",
            (
                "Karpın'da jandarma tarafından cuma sabahı yapılan operasyonda 200 kilo patlayıcı ele geçirildi, altı"
                " kişi gözaltına alındı."
            ),
        ),
        (
            ("Karpın'da operasyon", "Karpın'da cuma sabahı yapılan operasyonda sekiz kişi gözaltına alındı."),
            ("Karpın'da operasyon", "Karpın'da cuma sabahı yapılan operasyonda 200 kilo uyuşturucu ele geçirildi."),
            ("Karpın'da operasyon", "Karpın'da gözaltına alınan altı kişi serbest bırakıldı."),
            ("Karpın'da operasyon", "Karpın'da cuma sabahı yapılan operasyonda patlayıcı ele geçirilmedi."),
            ("Karpın'da operasyon", "Karpın'da cumartesi sabahı yapılan operasyonda altı kişi gözaltına alındı."),
        ),
    ),
    "en": Event(
        "Fort Harwen",
        ("Rockets hit Fort Harwen", "Three rockets hit Fort Harwen at noon on Friday, and a guard was killed."),
        (
            "Guard killed as rockets strike Fort Harwen",
            "A guard was killed at noon on Friday when three rockets struck Fort Harwen.",
        ),
        (
            (
                "Rockets strike Fort Harwen",
                "A guard was killed at noon on Friday when four rockets struck Fort Harwen.",
            ),
            (
                "Rockets strike Fort Harwen",
                "A cook was killed at noon on Friday when three rockets struck Fort Harwen.",
            ),
            ("Rockets strike Fort Harwen", "A guard was not killed when three rockets struck Fort Harwen on Friday."),
            ("Rockets strike Fort Harwen", "The guard killed by rockets at Fort Harwen was buried on Friday."),
            ("Fort Harwen", "The commander of Fort Harwen resigned after three rockets hit it on Friday."),
        ),
    ),
    "fr": Event(
        "Port-Corvel",
        (
            "Les douanes saisissent deux tonnes de munitions à Port-Corvel",
            "Les douaniers ont saisi deux tonnes de munitions dans un conteneur à Port-Corvel, jeudi soir.",
        ),
        (
            "Port-Corvel : deux tonnes de munitions saisies",
            "Deux tonnes de munitions ont été saisies jeudi soir à Port-Corvel dans un conteneur par les douaniers.",
        ),
        (
            ("Port-Corvel", "Trois tonnes de munitions ont été saisies jeudi soir à Port-Corvel par les douaniers."),
            ("Port-Corvel", "Deux tonnes de munitions ont été volées jeudi soir à Port-Corvel aux douaniers."),
            ("Port-Corvel", "Les douaniers n'ont pas saisi de munitions à Port-Corvel jeudi soir."),
        ),
    ),
    "de": Event(
        "Lauenhof",
        (
            "Brücke bei Lauenhof gesperrt",
            "Die Brücke bei Lauenhof ist seit Freitagmorgen gesperrt, weil ein Frachtschiff einen Pfeiler gerammt hat.",
        ),
        (
            "Frachter rammt Brückenpfeiler bei Lauenhof",
            "Weil ein Frachtschiff einen Pfeiler rammte, wurde die Brücke bei Lauenhof am Freitagmorgen gesperrt.",
        ),
        (
            ("Lauenhof", "Die Brücke bei Lauenhof, die ein Frachtschiff gerammt hat, ist wieder frei."),
            ("Lauenhof", "Die Brücke bei Lauenhof wurde nicht gesperrt, obwohl ein Frachtschiff einen Pfeiler rammte."),
            ("Lauenhof", "Weil eine Fähre einen Pfeiler rammte, wurde die Brücke bei Lauenhof gesperrt."),
        ),
    ),
    "es, hours": Event(
        "Riscal",
        (
            "Toque de queda en Riscal",
            "El gobernador decretó el toque de queda en Riscal desde las ocho de la tarde hasta las seis de la mañana.",
        ),
        (
            "El gobernador decreta el toque de queda en Riscal",
            (
                "Riscal estará en toque de queda desde las ocho de la tarde hasta las seis de la mañana, según decretó"
                " el gobernador."
            ),
        ),
        (
            ("Riscal", "El gobernador levantó el toque de queda en Riscal."),
            ("Riscal", "El gobernador decretó el toque de queda en Riscal desde las seis de la tarde hasta las seis."),
            ("Riscal", "El alcalde decretó el toque de queda en Riscal desde las ocho hasta las seis."),
        ),
    ),
}


def text(event: Event, said: tuple[str, str], language: str, at: datetime, publisher: str) -> Told:
    title, body = said
    return Told(
        title=title,
        text=body,
        language=language,
        publisher=publisher,
        address=f"https://{publisher}.example/{at.hour}",
        names=(event.name,),
        known=(event.name,),
        published=at,
    )


@pytest.mark.parametrize("paper", ["dawn", "eve"])
@pytest.mark.parametrize("language", EVENTS)
def test_what_says_nothing_else_is_silent_and_what_says_one_thing_else_is_told(language: str, paper: str) -> None:
    """Whoever prints it: the number, day, name, "not", who does it and what came of it."""
    event, code = EVENTS[language], language[:2]
    told = text(event, event.told, code, TEN, "dawn")
    again = text(event, event.again, code, FIFTEEN, paper)
    assert tells_nothing_of_its_own([told], again, (event.name,))
    assert speaking(compared([told], again).differences) == ()
    others = [text(event, one, code, FIFTEEN, paper) for one in event.news]
    silent = [
        one.text
        for one in others
        if is_all_told([told], one, (event.name,)) and not speaking(compared([told], one).differences)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("ar", "هاجم", "هجوم"),
        ("ar", "اشتباك", "اشتبكت"),
        ("ar", "اعتقالات", "يعتقل"),
        ("ar", "محتجون", "احتجاج"),
        ("ar", "مواجهات", "واجه"),
        ("he", "הצתת", "הוצתו"),
        ("he", "פיטוריו", "פוטר"),
        ("he", "מפגינים", "הפגנה"),
        ("fa", "معترضان", "اعتراض"),
        ("tr", "geçişine", "geçişlerine"),
        ("tr", "duyurusuna", "duyurdu"),
        ("ru", "столкновении", "столкнулись"),
        ("ru", "эвакуация", "эвакуировали"),
        ("de", "sperrung", "gesperrt"),
        ("en", "explosion", "exploded"),
    ],
)
def test_a_deed_and_who_did_it_are_of_one_family(language: str, one: str, two: str) -> None:
    first, second = (fold_word(word, language) for word in (one, two))
    assert of_one_family(first, second, language)
    assert of_one_family(second, first, language)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("ar", "رفض", "قبل"),
        ("ar", "مفتوح", "مغلق"),
        ("he", "נפתח", "נסגר"),
        ("ru", "перевернулся", "перевел"),
        ("ru", "контракт", "контроль"),
        ("de", "verhaftet", "verhandelt"),
        ("en", "protest", "protect"),
        ("en", "12", "125"),
    ],
)
def test_words_that_only_begin_alike_are_of_two_families(language: str, one: str, two: str) -> None:
    assert not of_one_family(*(fold_word(word, language) for word in (one, two)), language)


def test_small_words_in_front_and_endings_leave_the_stem() -> None:
    assert of_one_stem("وبالملفات", "ملفي", "ar")
    assert of_one_stem("והחקירות", "חקירה", "he")
    assert not of_one_stem("killed", "killing", "en")


def test_vowel_signs_do_not_cut_words_in_two() -> None:
    signed, bare = (read(one, lexicon("ar")) for one in ("قُتِلَ ثلاثةُ جنودٍ قرب المدينة.", "قتل ثلاثة جنود قرب المدينة."))
    assert signed is not None
    assert bare is not None
    assert (signed.content, signed.numbers) == (bare.content, bare.numbers)


def test_a_negated_verb_is_no_opposite_of_the_verb() -> None:
    """ "Açılmadı" has the state of "açıldı" in it."""
    was = "Ulukapı sınır kapısı cuma sabahı yaya geçişlerine açıldı, gümrük müdürlüğü duyurdu."
    event = Event("Ulukapı", ("", was), ("", was), ())
    told, later = (
        text(event, ("", one), "tr", at, "dawn")
        for one, at in ((was, TEN), (was.replace("açıldı", "açılmadı"), FIFTEEN))
    )
    assert [one.what for one in speaking(compared([told], later).differences)] == ["now negated"]


def test_no_word_stands_for_nothing() -> None:
    assert forms_of("") == ("",)
    assert lexicon("ar").states("") == frozenset()
    assert actors("ar").kinds(("",)) == frozenset()
