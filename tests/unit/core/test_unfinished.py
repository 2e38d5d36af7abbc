"""Pages that say that more follows: known in many languages, and asked for again a few times."""

from __future__ import annotations

import pytest

from monitor.core.entries.unfinished import says_that_more_follows

SAYS_SO = {
    "en": ("Explosion in border town", "A blast was heard on Sunday. More to follow."),
    "en, what it is": ("Shots at a crossing", "Shots were fired at a crossing. This is a developing story."),
    "en, a mark": ("BREAKING: Bridge closed", "The bridge is closed."),
    "en, a mark in brackets": ("[URGENT] Bridge closed", "The bridge is closed."),
    "en, a promise": ("Fire at a depot", "A fire broke out. This page is being updated."),
    "de": ("Explosion in Grenzstadt", "Eine Explosion war zu hören. Diese Meldung wird laufend aktualisiert."),
    "de, a mark": ("+++ Eilmeldung +++ Brücke gesperrt", "Die Brücke ist gesperrt."),
    "fr": ("Explosion à la frontière", "Une explosion a été entendue. Plus d’informations à suivre."),
    "es": ("Explosión en la frontera", "Se oyó una explosión. Noticia en desarrollo."),
    "it": ("Ultim’ora, esplosione al confine", "Si è sentita una esplosione."),
    "pt": ("Explosão na fronteira", "Ouviu-se uma explosão. Mais informações em instantes."),
    "ru": ("Взрыв у границы", "У границы прогремел взрыв. Подробности позже."),
    "ru, a mark": ("Срочно! Взрыв у границы", "У границы прогремел взрыв."),
    "uk": ("Вибух біля кордону", "Біля кордону стався вибух. Новина доповнюється."),
    "pl": ("PILNE: wybuch przy granicy", "Przy granicy doszło do wybuchu."),
    "tr": ("Sınırda patlama", "Sınırda patlama duyuldu. Ayrıntılar geliyor..."),
    "tr, a mark": ("SON DAKİKA sınırda patlama", "Sınırda patlama duyuldu."),
    "ar": ("انفجار قرب الحدود", "سمع دوي انفجار قرب الحدود. المزيد من التفاصيل لاحقًا."),
    "ar, a mark": ("عاجل | انفجار قرب الحدود", "سمع دوي انفجار."),
    "ar, at its end": ("انفجار قرب الحدود", "سمع دوي انفجار. يتبع.."),
    "fa": ("انفجار در مرز", "صدای انفجار شنیده شد. این خبر در حال تکمیل است."),
    "fa, joined": ("انفجار در مرز", "صدای انفجار شنیده شد. خبر تکمیل می\u200cشود."),
    "he": ("פיצוץ ליד הגבול", "פיצוץ נשמע ליד הגבול. הידיעה מתעדכנת."),
    "he, a mark": ("מבזק: פיצוץ ליד הגבול", "פיצוץ נשמע."),
    "sv": ("Explosion vid gränsen", "En explosion hördes. Texten uppdateras."),
}
SAYS_NOTHING_OF_IT = {
    "floods": ("Flash floods close the bridge", "Flash floods closed the bridge."),
    "countries": ("Developing countries ask for aid", "The ministers met."),
    "a word of it": ("Follow the river", "More followers came to the mayor."),
    "who belongs to whom": ("تعيين قائد جديد", "الفوج يتبع للفرقة الرابعة وقائده جديد."),
    "told whole": ("BREAKING: Bridge closed", "The bridge of the town is closed for repairs until spring. " * 13),
    "far too long": ("Bridge closed", "The bridge of the town is closed for repairs. " * 60 + "More to follow."),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("title", "text"), SAYS_SO.values(), ids=SAYS_SO)
def test_it_says_so(title: str, text: str) -> None:
    assert says_that_more_follows(title, text)


@pytest.mark.parametrize(("title", "text"), SAYS_NOTHING_OF_IT.values(), ids=SAYS_NOTHING_OF_IT)
def test_it_does_not(title: str, text: str) -> None:
    assert not says_that_more_follows(title, text)
