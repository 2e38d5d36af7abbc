"""Who acts, what was planned, who does it to whom, and what only looks like news: each kind in several languages."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, compared, differences, speaking


def said(language: str, before: str, now: str, *, paper: str = "Courier", watched: str = "") -> set[str]:
    """Kinds of what speaks in another paper's text (or the same one's, at another address)."""
    names = (watched,) if watched else ()
    told = Told(text=before, language=language, publisher="Herald", address="a", names=names)
    later = Told(text=now, language=language, publisher=paper, address="b", names=names)
    return {one.kind.value for one in speaking(differences(told, later))}


OTHER_ACTORS = [
    ("en", "Bakers closed the lane to the mill on Sunday.", "Cyclists closed the lane to the mill on Sunday."),
    ("en", "Bus drivers met at the pier and sang.", "Taxi drivers met at the pier and sang."),
    ("en", "Masked men burned the ferry in the old dock.", "Soldiers burned the ferry in the old dock."),
    ("en", "A court sent the painter to prison for a year.", "A court sent the beekeeper to prison for a year."),
    ("en", "Workers painted the lighthouse red at night.", "Schoolchildren painted the lighthouse red at night."),
    ("en", "Demonstrators searched the archive in Orlec.", "Detectives searched the archive in Orlec."),
    ("fr", "Des pêcheurs ont coupé la route du phare.", "Des infirmières ont coupé la route du phare."),
    ("fr", "Le maire a inauguré la piscine du quartier.", "L'évêque a inauguré la piscine du quartier."),
    ("de", "Imker haben den Marktplatz in Orlitz besetzt.", "Pflegekräfte haben den Marktplatz in Orlitz besetzt."),
    ("de", "Unbekannte haben das Denkmal übermalt.", "Schüler haben das Denkmal übermalt."),
    ("es", "Panaderos cortaron la avenida del puerto.", "Ciclistas cortaron la avenida del puerto."),
    ("ru", "Врачи вышли к набережной с плакатами.", "Шахтёры вышли к набережной с плакатами."),
    ("ru", "Полицейские обыскали склад на набережной.", "Пограничники обыскали склад на набережной."),
    ("tr", "Balıkçılar limanın girişini kapattı.", "Öğretmenler limanın girişini kapattı."),
    ("ar", "احتل الأطباء مبنى البلدية ساعتين.", "احتل المزارعون مبنى البلدية ساعتين."),
    ("fa", "پرستاران مقابل استانداری تجمع کردند.", "معدنچیان مقابل استانداری تجمع کردند."),
    ("he", "דייגים סגרו את הרציף הצפוני בנמל.", "אחיות סגרו את הרציף הצפוני בנמל."),
]
SAME_ACTORS = [
    ("en", "Doctors left the ward of the old clinic.", "Physicians left the ward of the old clinic."),
    ("en", "The authorities sealed the mine at Orlec.", "The mayor sealed the mine at Orlec."),
    ("en", "People closed the lane to the mill.", "Bakers closed the lane to the mill."),
    ("en", "Some 40 nurses closed the lane.", "Some 40 hospital workers closed the lane."),
    ("en", "The lane is closed, police said.", "The lane is closed, a farmer said."),
    ("en", "Bakers closed the lane.\nThe strikers sang.", "Strikers closed the lane.\nThe bakers sang."),
    ("fr", "Les gendarmes ont fouillé la ferme du col.", "Les policiers ont fouillé la ferme du col."),
    ("de", "Die Feuerwehr hat das Haus am Wehr geräumt.", "Einsatzkräfte haben das Haus am Wehr geräumt."),
    ("es", "Los vecinos limpiaron la playa del faro.", "Los habitantes limpiaron la playa del faro."),
    ("ru", "Военные закрыли дорогу к маяку.", "Солдаты закрыли дорогу к маяку."),
    ("tr", "Öğretmenler okulun önünde toplandı.", "Eğitimciler okulun önünde toplandı."),
    ("ar", "أغلق رجال الأمن الطريق إلى المنارة.", "أغلقت الشرطة الطريق إلى المنارة."),
    ("fa", "پزشکان مقابل استانداری تجمع کردند.", "معترضان مقابل استانداری تجمع کردند."),
    ("he", "שוטרים סגרו את הרציף הצפוני בנמל.", "כוחות משטרה סגרו את הרציף הצפוני בנמל."),
]


@pytest.mark.parametrize(("language", "before", "now"), OTHER_ACTORS)
def test_another_actor_speaks_whoever_prints_it(language: str, before: str, now: str) -> None:
    assert "actor" in said(language, before, now)
    assert "actor" in said(language, now, before)


@pytest.mark.parametrize(("language", "before", "now"), SAME_ACTORS)
def test_the_same_actor_in_another_word_is_silent(language: str, before: str, now: str) -> None:
    assert said(language, before, now) == set()
    assert said(language, now, before) == set()


DONE = [
    ("en", "Farms below the Orlec dam may be cleared.", "Farms below the Orlec dam were cleared."),
    ("en", "The plant at Orlec might lose its licence.", "The plant at Orlec lost its licence."),
    ("fr", "Le village d'Orlec pourrait être évacué.", "Le village d'Orlec a été évacué."),
    ("de", "Das Dorf Orlitz könnte geräumt werden.", "Das Dorf Orlitz wurde in der Nacht geräumt."),
    ("es", "El pueblo de Orlec podría ser evacuado.", "El pueblo de Orlec fue evacuado."),
    ("fa", "ممکن است روستای کروان تخلیه شود.", "روستای کروان دیشب تخلیه شد."),
    ("en", "The ferry line closes on Monday for good.", "The ferry line closed on Monday for good."),
    ("en", "The choir is to sing in Orlec.", "The choir sang in Orlec."),
    ("fr", "Le cirque quittera la ville mardi.", "Le cirque a quitté la ville mardi."),
    ("fr", "Le bac ferme mardi pour l'hiver.", "Le bac a fermé mardi pour l'hiver."),
    ("de", "Der Zirkus verlässt am Montag die Stadt.", "Der Zirkus hat am Montag die Stadt verlassen."),
    ("de", "Das Werk wird am Montag verkauft.", "Das Werk wurde am Montag verkauft."),
    ("es", "El circo abandonará la ciudad el lunes.", "El circo abandonó la ciudad el lunes."),
    ("ru", "Цирк уедет из города в понедельник.", "Цирк уехал из города в понедельник."),
    ("tr", "Sirk pazartesi günü şehirden ayrılacak.", "Sirk pazartesi günü şehirden ayrıldı."),
    ("ar", "ستغادر الفرقة المدينة يوم الاثنين.", "غادرت الفرقة المدينة يوم الاثنين."),
    ("fa", "سیرک روز دوشنبه شهر را ترک خواهد کرد.", "سیرک روز دوشنبه شهر را ترک کرد."),
    ("he", "הקרקס יעזוב את העיר ביום שני.", "הקרקס עזב את העיר ביום שני."),
]
STILL_PLANNED = [
    ("en", "Farms below the Orlec dam may be cleared.", "Farms below the Orlec dam might be cleared."),
    ("fr", "Le village d'Orlec pourrait être évacué.", "Le village d'Orlec risque d'être évacué."),
    ("he", "הכפר אורון עשוי להתפנות הלילה.", "הכפר אורון עלול להתפנות הלילה."),
    ("en", "The ferry line will close on Monday.", "The ferry line is to close on Monday."),
    ("en", "A bear wakes the guests of the inn.", "A bear woke the guests of the inn."),
    ("fr", "Le cirque quittera la ville mardi.", "Le cirque va quitter la ville mardi."),
    ("de", "Das Bad wird am Montag schließen.", "Das Bad schließt am Montag."),
    ("es", "El circo abandonará la ciudad el lunes.", "El circo va a abandonar la ciudad el lunes."),
    ("tr", "Sirk pazartesi günü şehirden ayrılacak.", "Sirk pazartesi günü şehirden ayrılıyor."),
    ("he", "הקרקס יעזוב את העיר ביום שני.", "הקרקס עתיד לעזוב את העיר ביום שני."),
]


@pytest.mark.parametrize(("language", "before", "now"), DONE)
def test_what_was_planned_and_is_done_speaks(language: str, before: str, now: str) -> None:
    assert "plan" in said(language, before, now)
    assert "plan" not in said(language, now, before)


@pytest.mark.parametrize(("language", "before", "now"), STILL_PLANNED)
def test_a_plan_in_other_words_is_silent(language: str, before: str, now: str) -> None:
    assert said(language, before, now) == set()


SWAPPED = [
    ("en", "Bakers accused painters of theft.", "Painters accused bakers of theft."),
    ("de", "Der Wirt hat den Imker verklagt.", "Der Imker hat den Wirt verklagt."),
    ("tr", "Aşçı garsonu dövdü.", "Garson aşçıyı dövdü."),
    ("tr", "Selim Koru Lale Aksu'yu suçladı.", "Lale Aksu Selim Koru'yu suçladı."),
    ("ru", "Пекари обвинили рыбаков в краже.", "Рыбаки обвинили пекарей в краже."),
    ("ar", "ضرب الحارس الطباخ قرب المنارة.", "ضرب الطباخ الحارس قرب المنارة."),
    ("fa", "نانوا آشپز را متهم کرد.", "آشپز نانوا را متهم کرد."),
    ("he", "תבע האופה את הדייג בבית הדין.", "תבע הדייג את האופה בבית הדין."),
]
ONLY_TURNED = [
    ("en", "Before dark: three bears at Orlec", "Three bears come to Orlec before dark"),
    ("en", "The baker was bitten by a bear in Orlec.", "A bear bit the baker in Orlec."),
    ("en", "Orlec beats Tarn in the final.", "Tarn loses to Orlec in the final."),
    ("de", "Nachts brennt auf Hof Orlitz die Mühle.", "Auf Hof Orlitz brennt nachts die Mühle."),
    ("fr", "Col d'Orlec : un ours sur la route", "Un ours sur la route du col d'Orlec"),
    ("tr", "Polis garsonu gözaltına aldı.", "Garson polis tarafından gözaltına alındı."),
    ("ru", "Полиция задержала рыбаков.", "Рыбаки задержаны полицией."),
]


@pytest.mark.parametrize(("language", "before", "now"), SWAPPED)
def test_who_does_it_to_whom_speaks(language: str, before: str, now: str) -> None:
    assert "roles" in said(language, before, now)


@pytest.mark.parametrize(("language", "before", "now"), ONLY_TURNED)
def test_a_sentence_that_is_only_turned_round_swaps_nobody(language: str, before: str, now: str) -> None:
    assert "roles" not in said(language, before, now)


NOTHING = [
    ("en", "The lamp is lent out for nothing.", "The lamp is lent out free of charge."),
    ("en", "The lamp of Orlec is not lit.", "The lamp of Orlec is extinguished."),
    ("en", "Two days earlier the lamp of Orlec fell.", "The lamp of Orlec fell."),
    ("en", "ORLEC, May 3 (AP) — The lamp fell again.", "In Orlec, May 3: The lamp fell again."),
    ("en", "The lamp fell in Orlec.", "The lamp fell in Orlec.\nThe lamp of Orlec, as it was. Photo: M. Tarn"),
    ("en", "Abdelrahim Nasser sang in Orlec.", "Abdel Rahim Nasser sang in Orlec."),
    ("fr", "Orlec (AFP).- La lampe est tombée hier.", "Orlec, le 3 mai - La lampe est tombée hier."),
    ("fr", "La lampe est prêtée gratuitement.", "La lampe est prêtée sans frais."),
    ("de", "Der Geiger Tschechowski kam nach Orlitz.", "Der Geiger Chechovsky kam nach Orlitz."),
    ("es", "La lámpara se presta gratis.", "La lámpara se presta sin costo."),
    ("ru", "Лампу дают бесплатно.", "Лампу дают без оплаты."),
    ("ar", "تعار المصابيح مجانا للجيران.", "تعار المصابيح دون مقابل للجيران."),
    ("fa", "چراغ را رایگان به همسایه می‌دهند.", "چراغ را بدون هزینه به همسایه می‌دهند."),
    ("he", "המנורה מושאלת בחינם לשכנים.", "המנורה מושאלת ללא תשלום לשכנים."),
]


@pytest.mark.parametrize(("language", "before", "now"), NOTHING)
def test_what_only_looks_like_news_is_silent(language: str, before: str, now: str) -> None:
    assert said(language, before, now, watched="Orlec") == set()


@pytest.mark.parametrize("common", range(4))
@pytest.mark.parametrize("dateline", ["", "POVIBOR (Reuters) - "])
def test_a_turn_speaks_however_much_another_paper_took_over(common: int, dateline: str) -> None:
    """Neither a copy nor in words of its own: between the two a turned state must not fall."""
    lines = (
        "Drivers slept in their cabs near the bridge.",
        "Instruments watch the slope.",
        "A helicopter circled once.",
    )
    shared = "\n".join(lines[:common])
    closed = f"{dateline}A landslide has closed the Lirulil road at Povibor, officials said.\n{shared}"
    turned = f"{dateline}The Lirulil road at Povibor was reopened to all traffic, the road office said.\n{shared}"
    told = Told(text=closed, language="en", publisher="Echo", address="https://echo.example/1")
    later = Told(
        text=f"{turned}\nThe mayor sent a message.\nPost comes again.",
        language="en",
        publisher="Post",
        address="https://post.example/2",
        names=("Povibor",),
        known=("Povibor",),
    )
    assert any("reopened" in one.later for one in speaking(compared([told], later).differences))
