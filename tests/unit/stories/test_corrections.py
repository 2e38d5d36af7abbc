"""What is a correction of an earlier article, in the languages of the program, and what it corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, FeedId, StoryId
from monitor.model.outcomes import TextSource
from monitor.model.stories import ToldText
from monitor.stories.news.corrections import corrected, taken_back, with_what_is_taken_back
from monitor.stories.words.corrections import Corrections, corrections

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CLAIM = "Shells killed the commander Nour Adan at Qadmar on Friday, the army said."

TAKES_BACK = [
    ("en", "Correction: commander was wounded at Qadmar", "The commander lives."),
    ("en", "CORRECTED-UPDATE 2-Twelve dead in Qadmar", "Corrects the number of dead."),
    ("en", "MANDATORY KILL: Commander killed at Qadmar", "The story should not be used."),
    ("en", "Advisory", "Editors, please disregard the story on the commander of Qadmar that we sent at noon."),
    ("en", "Commander killed at Qadmar (Corrected)", "The commander was wounded."),
    ("en", "Commander of Qadmar is alive", "We wrongly reported on Friday that the commander had been killed."),
    ("en", "Commander of Qadmar is alive", "He waved.\nAn earlier version of this article misstated his rank."),
    ("en", "Story withdrawn: Qadmar shelling", "There was none."),
    ("en", "Courier retracts report on the Qadmar shelling", "The newspaper has withdrawn its report on the shelling."),
    ("en", "Fact check: video does not show shells falling on Qadmar", "It is from another war."),
    ("en", "No, the bridge of Qadmar was not blown up", "A picture of another bridge was passed around."),
    ("en", "Bridge of Qadmar stands | Fact check", "The picture is a fake."),
    ("de", "Korrektur: Kommandeur in Kadmar verletzt", "Er lebt."),
    ("de", "Kommandeur von Kadmar lebt", "Wir haben am Freitag irrtümlich berichtet, er sei getötet worden."),
    ("de", "Kommandeur von Kadmar lebt", "In einer früheren Version hieß es fälschlich, er sei tot."),
    ("de", "Faktencheck: Brücke von Kadmar wurde nicht gesprengt", "Das Bild ist alt."),
    ("de", "Meldung zurückgezogen: Beschuss von Kadmar", "Bitte nicht verwenden."),
    ("fr", "Rectificatif : le commandant de Kadmar est blessé", "Il est vivant."),
    ("fr", "Le commandant de Kadmar est vivant", "Nous avons écrit par erreur vendredi qu'il avait été tué."),
    ("fr", "Annule et remplace : tirs sur Kadmar", "Aucun mort."),
    ("fr", "Vérification : non, le pont de Kadmar n'a pas sauté", "L'image est ancienne."),
    ("es", "Fe de errores: el comandante de Cadmar está herido", "Está vivo."),
    ("es", "El comandante de Cadmar vive", "Informamos erróneamente el viernes de que había muerto."),
    ("es", "Nota anulada: bombardeo de Cadmar", "No hubo tal."),
    ("ru", "Поправка: командир в Кадмаре ранен", "Он жив."),
    ("ru", "Командир из Кадмара жив", "В пятницу мы сообщили о его гибели ошибочно."),
    ("ru", "Фактчек: мост в Кадмаре не взорван", "Снимок старый."),
    ("tr", "Düzeltme: Kadmar komutanı yaralandı", "Komutan hayatta."),
    ("tr", "Kadmar komutanı hayatta", "Cuma günkü haberimizde öldüğünü yanlış yazdık."),
    ("ar", "تصحيح: قائد قدمر جريح", "القائد حي."),
    ("ar", "قائد قدمر حي", "ذكرنا خطأ يوم الجمعة أن القائد قتل."),
    ("ar", "سحب خبر: قصف قدمر", "يرجى عدم النشر."),
    ("fa", "اصلاحیه: فرمانده قدمر زخمی شد", "او زنده است."),
    ("fa", "فرمانده قدمر زنده است", "خبرگزاری ما در گزارش جمعه به اشتباه از کشته شدن او نوشت."),
    ("he", "תיקון: מפקד קדמר נפצע", "הוא חי."),
    ("he", "מפקד קדמר חי", "ביום שישי דיווחנו בטעות כי נהרג."),
    ("he", "הידיעה בוטלה: הפגזת קדמר", "לא היו הרוגים."),
    ("fi", "Oikaisu: Kadmarin komentaja haavoittui", "Hän elää."),
    ("sv", "Rättelse: Kadmars befälhavare skadades", "Han lever."),
    ("en", "Qadmar strike: a correction", ""),
    ("en", "Correction to story on Qadmar shelling", "It was wrong."),
    (
        "en",
        "Editor's note: Qadmar report",
        "We have removed the story about shelling because it could not be verified.",
    ),
    ("en", "KILL-Commander killed at Qadmar", "Please kill."),
    ("en", "BULLETIN KILL Qadmar", "Do not use."),
    ("en", "Clarification: Qadmar bridge", "The bridge was not closed."),
    ("en", "We were wrong about the Qadmar bridge", ""),
    (
        "en",
        "An update on our Qadmar coverage",
        "Yesterday this newspaper mistakenly reported that the bridge was closed.",
    ),
    (
        "en",
        "Qadmar: how our reporting went wrong",
        "Our article on Friday said the bridge was destroyed. That was incorrect.",
    ),
    (
        "en",
        "AP withdraws story on commander's death",
        "The Associated Press has withdrawn its story about the death of a commander.",
    ),
    ("en", "Reuters: story on Qadmar retracted", "Reuters has retracted its story on Qadmar after a source recanted."),
    ("en", "FACT CHECK-Old video passed off as Qadmar strike", "The video is not from Qadmar."),
    ("en", "False claim: Qadmar bridge was bombed", "Fact-checkers found no evidence."),
    ("de", "KORREKTUR/Kommandeur in Kadmar getötet", ""),
    ("de", "Berichtigung zu: Brücke in Kadmar", ""),
    (
        "de",
        "In eigener Sache: Unser Bericht über Kadmar",
        "Wir haben unseren Bericht zurückgezogen, weil er falsch war.",
    ),
    ("de", "Wir haben einen Fehler gemacht", "In unserem Artikel über Kadmar stand eine falsche Zahl."),
    ("fr", "Erratum - le pont de Kadmar", ""),
    ("fr", "L'AFP annule sa dépêche sur Kadmar", "L'agence a annulé sa dépêche sur la mort du commandant."),
    ("fr", "Non, le pont de Kadmar n'a pas été détruit", "Une vidéo trompeuse circule."),
    ("es", "Corrección: el puente de Cadmar", ""),
    ("es", "EFE anula su noticia sobre Cadmar", "La agencia EFE anuló la noticia."),
    ("es", "No, el puente de Cadmar no fue destruido", "Un video antiguo circula."),
    ("ru", "Опровержение: мост в Кадмаре не взорван", ""),
    ("ru", "ТАСС отозвал сообщение о гибели командира", "Агентство отозвало сообщение."),
    ("ru", "Редакция приносит извинения за ошибку", "Мы неверно указали число погибших."),
    ("ar", "تصويب: عدد القتلى في قدمر", ""),
    ("ar", "الوكالة تسحب خبر مقتل القائد", "سحبت الوكالة خبرها عن مقتل القائد."),
    ("ar", "تنويه واعتذار", "نعتذر عن خطأ ورد في خبرنا عن قدمر."),
    ("fa", "تصحیح خبر: پل قدمر", ""),
    ("fa", "خبرگزاری خبر کشته شدن فرمانده را پس گرفت", ""),
    ("he", "תיקון טעות: הגשר בקדמר", ""),
    ("he", "התנצלות: בידיעה על קדמר נפלה טעות", ""),
    ("he", "סוכנות הידיעות חזרה בה מהדיווח על קדמר", ""),
    ("tr", "DÜZELTME: Kadmar'da komutan öldü", ""),
    ("tr", "Ajans, Kadmar haberini geri çekti", "Ajans haberini geri çekti."),
    ("tr", "Özür ve düzeltme", "Haberimizde yanlış bilgi verdik."),
    ("en", "CORRECTION: In story of Nov. 20 about Qadmar", ""),
    ("en", "Correction, Nov. 21: Qadmar toll", "The toll was 12, not 21."),
    ("en", "Commander of Qadmar alive: we regret the error", ""),
    ("en", "Qadmar commander's death: retraction", ""),
    ("en", "Disregard earlier alert on Qadmar", "Please disregard our alert on the commander; it was sent in error."),
    (
        "en",
        "Commander wounded, not killed",
        "Clarification: A headline in this newspaper on Friday wrongly said that he was killed.",
    ),
    ("en", "Qadmar shelling did not happen, fact-checkers say | Fact Check", "A hoax."),
    ("de", "Korrektur - Zahl der Toten in Kadmar", ""),
    (
        "de",
        "Kommandeur verletzt",
        "Hinweis: In der ersten Version dieses Artikels hatten wir ihn fälschlich für tot erklärt.",
    ),
    ("de", "Nein, die Brücke von Kadmar ist nicht gesprengt", ""),
    ("fr", "[Correction] Le pont de Kadmar", ""),
    ("fr", "Kadmar : le commandant est en vie", "Une version précédente de cet article indiquait par erreur sa mort."),
    ("es", "Rectificación | Puente de Cadmar", ""),
    ("es", "Cadmar: el comandante vive", "Una versión anterior de esta noticia decía erróneamente que murió."),
    ("ru", "Исправление: число погибших в Кадмаре", ""),
    ("ru", "Командир жив", "В предыдущей версии этой новости ошибочно говорилось о его гибели."),
    ("ar", "تصحيح - عدد قتلى قدمر", ""),
    ("ar", "استدراك: القائد حي", ""),
    ("fa", "اصلاحیه - شمار کشته\u200cهای قدمر", ""),
    ("he", "הבהרה: מניין ההרוגים בקדמר", ""),
    ("tr", "Düzeltme ve özür: Kadmar", ""),
    ("tr", "Komutan yaşıyor", "Haberin önceki sürümünde komutanın öldüğü yanlışlıkla yazılmıştı."),
]
DOES_NOT = [
    ("en", "Rebels kill twelve at Qadmar", "They came at night."),
    ("en", "Army withdraws from Qadmar", "The troops retreated across the river, a reporter said."),
    ("en", "Officials correct the map of Qadmar", "A road was missing on it."),
    ("en", "Army retracts its statement on Qadmar", "The army withdrew what it had said about the commander."),
    ("en", "Lorry drives the wrong way at Qadmar", "The police reported the driver."),
    ("en", "Correctional officers strike in Qadmar", "They want more pay."),
    ("en", "Mayor of Qadmar apologises", '"We wrongly reported the costs of the article," the mayor said.'),
    ("en", "Fact check: the bridge of Qadmar was blown up", "Pictures of the bridge are genuine."),
    ("en", "Yes, the bridge of Qadmar is open", "Lorries pass."),
    ("en", "No bread in Qadmar, bakers say", "The ovens are cold."),
    ("de", "Kurs der Regierung in Kadmar korrigiert", "Der Rat berichtete."),
    ("de", "Falscher Polizist in Kadmar gefasst", "Die Polizei meldete am Freitag die Festnahme."),
    ("fr", "Le maire de Kadmar corrige son budget", "Le conseil a publié les comptes."),
    ("es", "El ejército se retira de Cadmar", "La agencia de aguas cerró la presa."),
    ("ru", "Армия отозвала войска из Кадмара", "Колонна ушла утром."),
    ("tr", "Ordu Kadmar'dan çekildi", "Birlikler sabah ayrıldı."),
    ("ar", "الجيش ينسحب من قدمر", "غادرت القوات صباحا."),
    ("fa", "ارتش از قدمر عقب نشست", "نیروها صبح رفتند."),
    ("he", "הצבא נסוג מקדמר", "הכוחות יצאו בבוקר."),
    ("en", "Court corrects sentence of Qadmar banker", ""),
    ("en", "Kill switch found in Qadmar drones", ""),
    ("en", "Withdrawal from Qadmar complete", ""),
    ("en", "Our reporter in Qadmar: what went wrong", "The army made errors, our reporter writes."),
    ("en", "No, minister, says Qadmar mayor", "The mayor was angry."),
    ("en", "Qadmar reporters protest", "Police removed reporters who wrote about the dam."),
    ("en", "Verified: 12 dead in Qadmar", "Counted by us."),
    ("de", "Fehler im Bericht der Polizei von Kadmar", "Die Polizei räumte ein, ihr Bericht sei falsch."),
    ("fr", "L'armée rectifie le bilan de Kadmar", ""),
    ("es", "El gobierno corrige su plan para Cadmar", ""),
    ("ru", "Суд исправил ошибку в Кадмаре", ""),
    ("ar", "الجيش يصحح مساره في قدمر", ""),
    ("he", "הצבא תיקן את הגדר בקדמר", ""),
    ("tr", "Ordu hatayı düzeltti", "Kadmar'da yol onarıldı."),
    ("en", "Police apologise for wrong arrest in Qadmar", "The police report was wrong, a lawyer said."),
    ("en", "Agency report finds errors at Qadmar dam", "The water agency published a report on errors."),
    ("en", "Army: earlier reports on Qadmar wrong", "The army said that reports of a retreat were wrong."),
    ("en", "Qadmar market correction: prices fall", "Shares fell."),
    ("en", "Museum withdraws exhibit in Qadmar", ""),
    ("fr", "Non, merci, dit le maire de Kadmar", ""),
    ("de", "Korrektur des Flusses bei Kadmar beginnt", ""),
    ("es", "Error del árbitro en Cadmar", "El diario publicó la foto."),
    ("ru", "Ошибка врача в Кадмаре", "Издание сообщило о суде."),
    ("ar", "خطأ طبي في قدمر", "نشرت الصحيفة صورة."),
    ("he", "טעות של רופא בקדמר", "העיתון פרסם תמונה."),
]


@pytest.mark.parametrize(("language", "title", "text"), TAKES_BACK)
def test_an_article_that_takes_one_back_says_so(language: str, title: str, text: str) -> None:
    found = taken_back(title, text, language)
    assert found is not None
    assert found.sentence in f"{title}\n{text}"


@pytest.mark.parametrize(("language", "title", "text"), DOES_NOT)
def test_what_people_in_the_news_take_back_is_no_correction(language: str, title: str, text: str) -> None:
    assert taken_back(title, text, language) is None


def told(number: int, title: str, text: str) -> ToldText:
    return ToldText(
        article_id=ArticleId(number),
        version=1,
        story_id=StoryId(number),
        watchlist="towns",
        title=title,
        text=text,
        language="en",
        publisher="North Press",
        address=f"https://north.example/{number}",
    )


def correction(title: str, text: str) -> Article:
    return Article(
        id=ArticleId(9),
        version=1,
        url_key="k",
        canonical_url="https://south.example/9",
        final_url="",
        title=title,
        text=text,
        language="en",
        published_at=NOW,
        first_seen_at=NOW,
        fetched_at=NOW,
        source=TextSource.PAGE,
        content_key="c",
        story_id=None,
        feed_id=FeedId(1),
        publisher="South Courier",
    )


COMMANDER = told(1, "Commander killed at Qadmar", CLAIM)
SCHOOL = told(2, "Qadmar opens a school", "A school for two hundred girls was opened at Qadmar on Friday.")
BRIDGE = told(3, "Bridge of Qadmar blown up", "Sappers blew up the old bridge at Qadmar on Friday, residents said.")
TOLD = (SCHOOL, COMMANDER, BRIDGE)


@pytest.mark.parametrize(
    ("title", "text", "which"),
    [
        ("Correction: commander not killed at Qadmar", "The commander Nour Adan lives.", COMMANDER),
        ("MANDATORY KILL", "Kill the story headlined Commander killed at Qadmar. No shells fell.", COMMANDER),
        ("Fact check: the old bridge of Qadmar was not blown up", "The picture is from elsewhere.", BRIDGE),
        ("Correction", "The school at Qadmar is for twenty girls, not two hundred, and opened on Monday.", SCHOOL),
        ("Correction: shells at Qadmar", "Shells killed nobody on Friday; Nour Adan was wounded.", COMMANDER),
        ("Correction: Qadmar", "Bread costs three coins in Qadmar, not four.", None),
        ("Correction: minister of health", "The minister resigned on Monday.", None),
    ],
)
def test_what_a_correction_corrects(title: str, text: str, which: ToldText | None) -> None:
    assert corrected(correction(title, text), TOLD, ("Qadmar",)) == which


def test_a_correction_stands_beside_the_sentence_that_was_told_and_is_told_once() -> None:
    article = correction("Correction: commander Nour Adan not killed", "He was not killed by shells at Qadmar.")
    found = taken_back(article.title, article.text, "en")
    assert found is not None
    (fact,) = with_what_is_taken_back((), found, article, None, TOLD)
    assert fact.corrects(edited=False)
    assert (fact.sentence, fact.earlier) == (article.title, CLAIM)
    known = (*TOLD, told(4, article.title, article.text))
    assert with_what_is_taken_back((), found, article, None, known) == ()


def test_a_text_that_is_given_out_anew_says_no_more_than_what_differs() -> None:
    article = correction("CORRECTED-Commander killed at Qadmar", CLAIM)
    found = taken_back(article.title, article.text, "en")
    assert found is not None
    assert with_what_is_taken_back((), found, article, None, TOLD) == ()


@pytest.mark.parametrize(
    ("publisher", "note", "corrects"),
    [
        ("North Press", "An earlier version of this article misspelt the name of the river.", True),
        ("South Courier", "An earlier version of this article misspelt the name of the river.", False),
        ("South Courier", "An earlier version of this article gave the wrong age of the spokesman.", False),
        ("South Courier", "We wrongly reported that shells killed the commander Nour Adan at Qadmar.", True),
        (
            "South Courier",
            "An earlier version of this article said wrongly that the commander was killed at Qadmar.",
            True,
        ),
    ],
)
def test_a_note_on_an_earlier_version_corrects_it_for_those_who_were_told_that(
    publisher: str, note: str, corrects: bool
) -> None:
    article = replace(correction("Army on the fighting at Qadmar", f"Guns were heard.\n{note}"), publisher=publisher)
    found = taken_back(article.title, article.text, "en")
    assert found is not None
    assert found.sentence == note
    assert bool(with_what_is_taken_back((), found, article, None, [COMMANDER])) is corrects


def _from(*texts: str) -> list[str]:
    return sorted({word for text in texts for word in text.lower().replace(":", " ").replace("-", " ").split()})


SAID = st.lists(st.sampled_from(_from(*(f"{title} {text}" for _, title, text in TAKES_BACK))), max_size=8)


@settings(max_examples=30)
@given(said=SAID, language=st.sampled_from(["en", "de", "ru", "ar"]))
def test_a_quick_look_overlooks_nothing(said: list[str], language: str) -> None:
    """Words that were met before and say nothing are passed over, and so are headlines in which no mark can begin."""
    listed, fresh = corrections(language), Corrections(language)
    assert listed.says(said) is fresh.says(said) is fresh.says(said)
    if not listed.may_be_marked(said):
        parts = [said[start:] for start in range(len(said))]
        assert not any(listed.is_mark(kind, one) for one in parts for kind in ("head", "reissue", "check"))
        assert not any(listed.opens(one) for one in parts)
