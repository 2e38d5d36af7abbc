"""A predicate put for another in a short sentence on something watched: it speaks unless lists call it the same."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, differences

PLACE = {
    "en": ("Karwan",),
    "de": ("Karwan",),
    "fr": ("Karwan",),
    "es": ("Karwan",),
    "ru": ("Карван", "Карване", "Карвана"),
    "tr": ("Karwan",),
    "ar": ("كروان",),
    "fa": ("کاروان",),
    "he": ("כרוואן", "בכרוואן"),
}
BESIDE = {
    "en": "Schools remain closed on Friday. The council meets tonight.",
    "de": "Die Schulen bleiben am Freitag zu. Der Rat tagt heute Abend.",
    "fr": "Les écoles restent fermées vendredi. Le conseil se réunit ce soir.",
    "es": "Las escuelas siguen cerradas el viernes. El consejo se reúne esta noche.",
    "ru": "Школы в пятницу закрыты. Совет соберётся вечером.",
    "tr": "Okullar cuma günü kapalı. Meclis bu akşam toplanıyor.",
    "ar": "المدارس مغلقة يوم الجمعة. يجتمع المجلس مساء اليوم.",
    "fa": "مدارس روز جمعه تعطیل است. شورا امشب جلسه دارد.",
    "he": "בתי הספר סגורים ביום שישי. המועצה תתכנס הערב.",
}
TURNED = [
    ("en", "Power is out in Karwan.", "Power is back in Karwan."),
    ("en", "Power is out in Karwan.", "Power has been restored in Karwan."),
    ("en", "Phones are down in Karwan.", "Phones work again in Karwan."),
    ("en", "The mayor of Karwan is missing.", "The mayor of Karwan is back."),
    ("en", "Karwan is cut off.", "Karwan can be reached again."),
    ("en", "Karwan airport is shut down.", "Karwan airport is operating again."),
    ("en", "The hospital in Karwan is full.", "The hospital in Karwan has free beds again."),
    ("en", "The dam at Karwan holds.", "The dam at Karwan gave way."),
    ("en", "The water in Karwan is safe to drink.", "The water in Karwan is contaminated."),
    ("en", "Rescuers in Karwan are still searching.", "Rescuers in Karwan have given up the search."),
    ("en", "The army denies that it holds Karwan.", "The army says that it holds Karwan."),
    ("en", "Talks in Karwan are stalled.", "Talks in Karwan are making progress."),
    ("en", "The fire near Karwan is out.", "The fire near Karwan flared up again."),
    ("en", "The fire near Karwan is under control.", "The fire near Karwan is out of control."),
    ("de", "In Karwan ist der Strom weg.", "In Karwan ist der Strom wieder da."),
    ("de", "In Karwan ist der Strom ausgefallen.", "In Karwan fließt wieder Strom."),
    ("de", "Die Telefone in Karwan sind tot.", "Die Telefone in Karwan funktionieren wieder."),
    ("de", "Der Damm bei Karwan hält.", "Der Damm bei Karwan ist gebrochen."),
    ("de", "Das Feuer bei Karwan ist unter Kontrolle.", "Das Feuer bei Karwan ist außer Kontrolle."),
    ("de", "Karwan ist von der Außenwelt abgeschnitten.", "Karwan ist wieder erreichbar."),
    ("de", "Die Züge nach Karwan fallen aus.", "Die Züge nach Karwan fahren wieder."),
    ("fr", "L'électricité est coupée à Karwan.", "L'électricité est revenue à Karwan."),
    ("fr", "Le barrage de Karwan tient.", "Le barrage de Karwan a cédé."),
    ("fr", "L'incendie de Karwan est maîtrisé.", "L'incendie de Karwan est hors de contrôle."),
    ("fr", "Karwan est coupée du monde.", "Karwan est de nouveau accessible."),
    ("fr", "Les trains vers Karwan sont à l'arrêt.", "Les trains vers Karwan circulent à nouveau."),
    ("es", "Karwan está sin luz.", "Karwan ya tiene luz."),
    ("es", "La presa de Karwan aguanta.", "La presa de Karwan cedió."),
    ("es", "El incendio de Karwan está controlado.", "El incendio de Karwan está fuera de control."),
    ("es", "Karwan sigue incomunicada.", "Karwan ya es accesible."),
    ("es", "Los trenes a Karwan están parados.", "Los trenes a Karwan circulan de nuevo."),
    ("ru", "В Карване нет света.", "В Карване снова есть свет."),
    ("ru", "В Карване отключили электричество.", "В Карване вернули электричество."),
    ("ru", "Плотина у Карвана держится.", "Плотину у Карвана прорвало."),
    ("ru", "Пожар у Карвана взят под контроль.", "Пожар у Карвана вышел из-под контроля."),
    ("ru", "Поезда в Карван не ходят.", "Поезда в Карван снова ходят."),
    ("tr", "Karwan'da elektrik kesildi.", "Karwan'da elektrik geldi."),
    ("tr", "Karwan barajı dayanıyor.", "Karwan barajı çöktü."),
    ("tr", "Karwan'daki yangın kontrol altında.", "Karwan'daki yangın kontrolden çıktı."),
    ("tr", "Karwan'a trenler çalışmıyor.", "Karwan'a trenler yeniden çalışıyor."),
    ("ar", "انقطعت الكهرباء عن كروان.", "عادت الكهرباء إلى كروان."),
    ("ar", "سد كروان صامد.", "انهار سد كروان."),
    ("ar", "الحريق قرب كروان تحت السيطرة.", "الحريق قرب كروان خارج السيطرة."),
    ("ar", "القطارات إلى كروان متوقفة.", "القطارات إلى كروان تسير من جديد."),
    ("fa", "برق کاروان قطع شد.", "برق کاروان وصل شد."),
    ("fa", "سد کاروان پابرجاست.", "سد کاروان شکست."),
    ("fa", "آتش\u200cسوزی کاروان مهار شد.", "آتش\u200cسوزی کاروان دوباره شعله\u200cور شد."),
    ("he", "החשמל בכרוואן נותק.", "החשמל בכרוואן חזר."),
    ("he", "הסכר בכרוואן מחזיק.", "הסכר בכרוואן קרס."),
    ("he", "השריפה ליד כרוואן בשליטה.", "השריפה ליד כרוואן יצאה משליטה."),
    (
        "en",
        "The president is in stable condition, doctors in Karwan said.",
        "The president is in a coma, doctors in Karwan said.",
    ),
    ("en", "The column heading for Karwan has halted.", "The column heading for Karwan has turned around."),
    ("en", "The bank in Karwan is solvent.", "The bank in Karwan is bankrupt."),
    ("en", "The suspect from Karwan stays silent.", "The suspect from Karwan has confessed."),
    ("en", "The vaccine made in Karwan is effective.", "The vaccine made in Karwan is useless."),
    ("en", "The Karwan server was patched.", "The Karwan server was breached."),
    ("en", "The Karwan bridge is passable.", "The Karwan bridge has been mined."),
    ("en", "The drone over Karwan was friendly.", "The drone over Karwan was hostile."),
    ("en", "Karwan's governor is loyal to the capital.", "Karwan's governor has defected."),
    ("en", "The militia in Karwan laid down its arms.", "The militia in Karwan took up arms again."),
    ("en", "The river at Karwan is falling.", "The river at Karwan has burst its banks."),
    ("de", "Der Pegel bei Karwan sinkt.", "Der Pegel bei Karwan steigt."),
    ("de", "Die Geiseln in Karwan leben.", "Die Geiseln in Karwan wurden getötet."),
    ("de", "Das Werk in Karwan läuft unter Volllast.", "Das Werk in Karwan steht still."),
    ("de", "Der Gouverneur von Karwan hält zur Regierung.", "Der Gouverneur von Karwan ist übergelaufen."),
    ("de", "Die Miliz in Karwan legt die Waffen nieder.", "Die Miliz in Karwan greift wieder zu den Waffen."),
    ("de", "Das Trinkwasser in Karwan ist sauber.", "Das Trinkwasser in Karwan ist verseucht."),
    ("fr", "Le suspect de Karwan se tait.", "Le suspect de Karwan a avoué."),
    ("fr", "Les otages de Karwan vont bien.", "Les otages de Karwan sont affamés."),
    ("fr", "Le gouverneur de Karwan reste fidèle.", "Le gouverneur de Karwan a fait défection."),
    ("fr", "La rivière baisse à Karwan.", "La rivière déborde à Karwan."),
    ("es", "El sospechoso de Karwan calla.", "El sospechoso de Karwan confesó."),
    ("es", "El río baja en Karwan.", "El río se desbordó en Karwan."),
    ("es", "El gobernador de Karwan es leal.", "El gobernador de Karwan desertó."),
    ("ru", "Подозреваемый из Карвана молчит.", "Подозреваемый из Карвана признался."),
    ("ru", "Завод в Карване работает.", "Завод в Карване простаивает."),
    ("ru", "Вода в Карване чистая.", "Вода в Карване отравлена."),
    ("tr", "Karwan'daki şüpheli susuyor.", "Karwan'daki şüpheli itiraf etti."),
    ("tr", "Karwan valisi sadık.", "Karwan valisi saf değiştirdi."),
    ("tr", "Karwan nehri çekiliyor.", "Karwan nehri taştı."),
    ("ar", "المشتبه به في كروان صامت.", "المشتبه به في كروان اعترف."),
    ("ar", "الرهائن في كروان بخير.", "الرهائن في كروان جوعى."),
    ("ar", "النهر في كروان ينحسر.", "النهر في كروان فاض."),
    ("fa", "مظنون کاروان سکوت کرد.", "مظنون کاروان اعتراف کرد."),
    ("fa", "آب کاروان سالم است.", "آب کاروان آلوده است."),
    ("he", "החשוד בכרוואן שותק.", "החשוד בכרוואן הודה."),
    ("he", "הנהר בכרוואן יורד.", "הנהר בכרוואן עלה על גדותיו."),
]
SAME = [
    ("en", "Power is out in Karwan.", "Power went out in Karwan."),
    ("en", "The fire near Karwan is under control.", "The fire near Karwan is contained."),
    ("en", "The bridge at Karwan collapsed.", "The bridge at Karwan caved in."),
    ("en", "A huge crane fell at Karwan.", "A large crane fell at Karwan."),
    ("de", "Der Eintritt in Karwan ist kostenlos.", "Der Eintritt in Karwan ist gratis."),
    ("de", "Der Damm bei Karwan ist gebrochen.", "Der Damm bei Karwan ist geborsten."),
    ("fr", "L'incendie de Karwan est maîtrisé.", "L'incendie de Karwan est sous contrôle."),
    ("es", "El incendio de Karwan está controlado.", "El incendio de Karwan está bajo control."),
    ("ru", "Плотину у Карвана прорвало.", "Плотина у Карвана рухнула."),
    ("tr", "Karwan barajı çöktü.", "Karwan barajı yıkıldı."),
]
AMOUNTS = [
    ("en", "Some schools in Karwan are closed.", "All schools in Karwan are closed."),
    ("en", "Most schools in Karwan are closed.", "All schools in Karwan are closed."),
    ("en", "Three schools in Karwan are closed.", "All schools in Karwan are closed."),
    ("en", "Nobody in Karwan was hurt.", "Several people in Karwan were hurt."),
    ("en", "The flaw in Karwan affects versions 7.2 to 7.4.", "The flaw in Karwan affects all versions."),
    ("de", "Einige Schulen in Karwan sind zu.", "Alle Schulen in Karwan sind zu."),
    ("fr", "Certaines écoles de Karwan sont fermées.", "Toutes les écoles de Karwan sont fermées."),
    ("es", "Algunas escuelas de Karwan están cerradas.", "Todas las escuelas de Karwan están cerradas."),
    ("ru", "В Карване закрыты некоторые школы.", "В Карване закрыты все школы."),
    ("tr", "Karwan'da bazı okullar kapalı.", "Karwan'da tüm okullar kapalı."),
    ("ar", "بعض المدارس في كروان مغلقة.", "جميع المدارس في كروان مغلقة."),
    ("fa", "برخی مدارس کاروان بسته است.", "همه مدارس کاروان بسته است."),
    ("he", "רוב בתי הספר בכרוואן סגורים.", "כל בתי הספר בכרוואן סגורים."),
]


def said(language: str, before: str, now: str, *, own: bool) -> list[str]:
    """What the later text says otherwise: another publisher's copy, or (`own`) an edit."""
    beside = BESIDE[language]
    earlier = Told(text=f"{before} {beside}", language=language, publisher="a", address="a", names=PLACE[language])
    later = Told(
        text=f"{now} {beside}",
        language=language,
        publisher="a" if own else "b",
        address="a" if own else "b",
        names=PLACE[language],
    )
    return [one.what for one in differences(earlier, later) if one.speaks]


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(("language", "before", "now"), TURNED)
def test_another_predicate_speaks_whoever_says_so_and_whichever_way(
    language: str, before: str, now: str, own: bool
) -> None:
    assert said(language, before, now, own=own)
    assert said(language, now, before, own=own)


@pytest.mark.parametrize(("language", "before", "now"), SAME)
def test_a_predicate_that_the_lists_know_for_the_same_does_not(language: str, before: str, now: str) -> None:
    assert said(language, before, now, own=False) == []
    assert said(language, now, before, own=True) == []


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(("language", "before", "now"), AMOUNTS)
def test_all_where_it_was_some_speaks(language: str, before: str, now: str, own: bool) -> None:
    assert said(language, before, now, own=own)


def test_both_after_two_are_the_same() -> None:
    two, both = "Two bridges in Karwan are closed.", "Both bridges in Karwan are closed."
    assert said("en", two, both, own=False) == []


def test_a_long_sentence_with_another_word_that_no_list_has_speaks_if_all_else_is_equal() -> None:
    before = "The {} gateways of the company in Karwan let strangers read the files of every customer."
    assert said("en", before.format("orchard"), before.format("parcel"), own=False)


def test_a_sentence_that_is_hardly_like_the_one_it_stands_for_and_turns_its_not_is_told() -> None:
    before = "There is no evidence that the hole in Karwan is being exploited."
    assert said("en", before, "A working exploit for the hole in Karwan was published on Tuesday.", own=False)


GRAVE = [
    (
        "en",
        "A rebel group claimed responsibility.",
        "Residents were evacuated.",
        "An explosion was heard.",
        "The roof of the hall collapsed.",
        "Shots were fired at the gate.",
        "Hackers had locked the gate system.",
        "A drone strike hit the yard.",
    ),
    (
        "de",
        "Eine Gruppe bekannte sich zu der Tat.",
        "Anwohner wurden evakuiert.",
        "Eine Explosion war zu hören.",
        "Das Dach der Halle stürzte ein.",
        "Am Tor fielen Schüsse.",
        "Im Wasser wurde ein gefährlicher Keim nachgewiesen.",
    ),
    (
        "fr",
        "Un groupe a revendiqué l'attaque.",
        "Les riverains ont été évacués.",
        "Une explosion a été entendue.",
        "Le toit du hall s'est effondré.",
        "Des coups de feu ont été entendus.",
        "Un missile a touché la cour.",
    ),
    (
        "es",
        "Un grupo reivindicó el ataque.",
        "Los vecinos fueron evacuados.",
        "Se oyó una explosión.",
        "El techo del pabellón se derrumbó.",
        "Hubo un tiroteo en la puerta.",
        "Un misil alcanzó el patio.",
    ),
    (
        "ru",
        "Ответственность взяла на себя группировка.",
        "Жителей эвакуировали.",
        "Был слышен взрыв.",
        "Обрушилась крыша зала.",
        "Под мостом нашли мину.",
        "По двору ударил беспилотник.",
    ),
    (
        "tr",
        "Saldırıyı bir örgüt üstlendi.",
        "Sakinler tahliye edildi.",
        "Bir patlama duyuldu.",
        "Salonun çatısı çöktü.",
        "Kapıda silah sesleri duyuldu.",
        "Avluya füze düştü.",
    ),
    (
        "ar",
        "تبنت جماعة الهجوم.",
        "تم إخلاء السكان.",
        "سمع دوي انفجار.",
        "انهار سقف القاعة.",
        "سمع إطلاق نار عند البوابة.",
        "سقط صاروخ في الساحة.",
    ),
    (
        "fa",
        "گروهی مسئولیت حمله را پذیرفت.",
        "ساکنان تخلیه شدند.",
        "صدای انفجار شنیده شد.",
        "سقف سالن فروریخت.",
        "صدای تیراندازی شنیده شد.",
        "موشکی به حیاط اصابت کرد.",
    ),
    (
        "he",
        "ארגון נטל אחריות לפיגוע.",
        "התושבים פונו.",
        "נשמע פיצוץ.",
        "גג האולם קרס.",
        "נשמע ירי ליד השער.",
        "טיל פגע בחצר.",
    ),
]


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(("language", "sentence"), [(row[0], one) for row in GRAVE for one in row[1:]])
def test_a_grave_thing_added_without_a_name_to_a_text_on_something_watched_is_told(
    language: str, sentence: str, own: bool
) -> None:
    lead = next(before for of, before, _ in TURNED if of == language)
    earlier = Told(text=f"{lead} {BESIDE[language]}", language=language, publisher="a", address="a")
    at = "a" if own else "b"
    later = Told(
        text=f"{lead} {BESIDE[language]} {sentence}",
        language=language,
        publisher=at,
        address=at,
        names=PLACE[language],
    )
    assert any(one.speaks and one.later == sentence for one in differences(earlier, later))


@pytest.mark.parametrize("end", ["has abandoned the purchase of", "has called off the takeover of"])
def test_what_became_of_a_plan_is_told_by_its_own_publisher_in_another_article_too(end: str) -> None:
    def told(address: str, lead: str, *others: str) -> Told:
        text = "\n".join((lead, *others))
        return Told(title=lead, text=text, language="en", publisher="a", address=address, names=("Karwan",))

    before = told(
        "x",
        "The firm Narvik Holding will buy the mill in Karwan, both sides announced on Friday.",
        "The mill makes cardboard and has several workers.",
        "Banker Ruth Halden had brought the parties together.",
        "The mayor of Zetling sent a message.",
        "Insurance experts were expected after the weekend.",
    )
    now = told(
        "y",
        f"Narvik Holding {end} the mill in Karwan, it said on Friday.",
        "The price was not made known.",
        "Banker Ruth Halden had brought the parties together.",
        "The sports hall was lent free of charge.",
        "Schoolchildren drew pictures for the helpers.",
    )
    assert any(one.speaks for one in differences(before, now))
