"""Whether a page says of itself that more follows: a flash, a developing story. Such a page is asked for again.

Newsrooms put three lines on a page within minutes and write the names in later, without a word in the feed. What no
watchlist matched then would never be looked at again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from monitor.core.entries.notices import read_again_at
from monitor.core.text import count_words
from monitor.model.articles import EntryClaim, ExtractedPage, ExtractIntent
from monitor.model.outcomes import ExtractOutcome

_FLASH_WORDS: Final = 120
"""Up to so many a text is short: a report that is whole may be called breaking, too."""
_SAYING_WORDS: Final = 400
_MARKS: Final = """
breaking; breaking news; just in; newsflash; news flash; flash; urgent; developing; eil; alerte; urgence; última hora
último momento; urgente; alerta; alerte info; dernière minute; pilne; hitno; flaş; siste; just nu; lige nu; молния
"""
"""What stands in front of a headline or a text, with a sign behind it: "Flash floods" is no flash."""
_PLAIN_MARKS: Final = """
eilmeldung; ultim'ora; срочно; экстренно; терміново; z ostatniej chwili; právě teď; son dakika; senaste nytt
laatste nieuws; عاجل; خبر عاجل; خبر فوری; מבזק; דיווח ראשוני
"""
"""What says so without a sign."""
_SAYINGS: Final = """
more to follow; more follows; more to come; more soon; details to follow; details to come; updates to follow
more details to follow; more details soon; more information to follow; more news to follow; check back for updates
check back later; check back soon; refresh this page; refresh the page; developing story; breaking news story
story is developing; story is still developing; is being updated; will be updated; continues to be updated
mehr in kürze; mehr folgt; weitere details folgen; weitere informationen folgen; weitere informationen in kürze
wird aktualisiert; wird laufend aktualisiert; wird fortlaufend aktualisiert; wird in kürze aktualisiert
plus d'informations à suivre; plus d'informations à venir; plus d'infos à venir; plus d'infos à suivre
plus de détails à venir; plus de détails à suivre; informations à suivre; information à suivre
en cours de rédaction; en cours de mise à jour; en cours d'actualisation; sera mis à jour; sera mise à jour
noticia en desarrollo; noticia en ampliación; habrá ampliación; más información en breve; más detalles en breve
en breve más información; en breve más detalles; en breve, más información; notizia in aggiornamento
articolo in aggiornamento; seguono aggiornamenti; mais informações em breve; mais informações em instantes
notícia em atualização; em atualização; notícia em desenvolvimento
подробности позже; подробности следуют; подробности уточняются; новость дополняется; материал дополняется
новость обновляется; материал обновляется; текст дополняется; будет дополнен; ждите обновлений
новина доповнюється; матеріал доповнюється; новина оновлюється; деталі згодом; деталі уточнюються; подробиці згодом
więcej wkrótce; więcej informacji wkrótce; szczegóły wkrótce; artykuł aktualizowany; artykuł jest aktualizowany
zprávu aktualizujeme; článek aktualizujeme; ayrıntılar geliyor; ayrıntılar birazdan; ayrıntılar az sonra
detaylar geliyor; detaylar birazdan; detaylar az sonra; gelişmeler birazdan; haber güncelleniyor
haber güncellenecek; haber güncellenmektedir; texten uppdateras; mer information kommer; mer info kommer
mer info följer; saken oppdateres; artiklen opdateres; juttua täydennetään; juttua päivitetään; meer volgt
meer informatie volgt; wordt aangevuld; wordt bijgewerkt; التفاصيل لاحقا; التفاصيل بعد قليل; التفاصيل تتبع
المزيد من التفاصيل لاحقا; المزيد من التفاصيل قريبا; مزيد من التفاصيل لاحقا; جار التحديث; جاري التحديث
خبر در حال تکمیل; در حال تکمیل است; در حال به روزرسانی; در حال بروزرسانی; خبر تکمیل می شود; اخبار تکمیلی
جزئیات بیشتر به زودی; جزئیات بیشتر متعاقبا; הידיעה מתעדכנת; הכתבה מתעדכנת; מתעדכן; מתעדכנת
פרטים נוספים בהמשך; יעודכן בהמשך
"""
"""What stands anywhere in it."""
_LAST: Final = "يتبع; ادامه دارد; à suivre"
"""What stands behind all of it; elsewhere it says other things."""
_VOWEL_SIGNS = re.compile("[\u064b-\u0652]")


def _any_of(phrases: str) -> str:
    return "|".join(re.escape(one.strip()) for line in phrases.strip().splitlines() for one in line.split(";"))


_MARK = re.compile(rf"^[\W_]*(?:(?:{_any_of(_MARKS)})\s*[^\w\s,']|(?:{_any_of(_PLAIN_MARKS)})(?!\w))", re.IGNORECASE)
_SAYING = re.compile(rf"(?<!\w)(?:(?:{_any_of(_SAYINGS)})(?!\w)|(?:{_any_of(_LAST)})\W*$)", re.IGNORECASE)


def says_that_more_follows(title: str, text: str) -> bool:
    """Whether a short text has the mark of a flash in front, or one that is not long says that it will grow."""
    words = count_words(text)
    if words > _SAYING_WORDS:
        return False
    told = _plain(text)
    flash = words <= _FLASH_WORDS and any(_MARK.match(part) for part in (_plain(title), told))
    return flash or _SAYING.search(told) is not None


def _plain(text: str) -> str:
    return _VOWEL_SIGNS.sub("", text).replace("\u200c", " ").replace("’", "'")


def asked_again_while_it_grows(
    intent: ExtractIntent, claim: EntryClaim, page: ExtractedPage, now: datetime
) -> ExtractIntent:
    """The intent, with another look at a page that says that more follows; what is followed has its own."""
    if intent.outcome is ExtractOutcome.RETRY or intent.next_try_at or intent.unfollow:
        return intent
    at = read_again_at(claim, now)
    if at is None or not says_that_more_follows(claim.title or page.title, page.text):
        return intent
    said = f"it says that more follows: looked at again from {at:%d %b %H:%M} UTC"
    return replace(intent, next_try_at=at, detail=f"{intent.detail}; {said}")
