"""A copy in which somebody changed a word or a sentence that does not name what is watched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.stories.statements import Told, compared
from monitor.stories.words.lexicon import lexicon

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
HARBOUR = (
    "Harbour authority reviews Port Selwyn traffic",
    "The harbour authority at Port Selwyn met on Tuesday to review the state of the northern quay.",
    "The union said its members would vote next week on the offer made by the operator.",
    "A spokesman said the company remains committed to the expansion agreed with the ministry last year.",
    "Two customs officers are being questioned over containers that left the yard without inspection.",
    "Residents of the old town have complained for months about dust from the terminal.",
)
BRIDGE = (
    "Wehrheim: Brücke bleibt gesperrt",
    "Die Talbrücke bei Wehrheim bleibt wegen Rissen gesperrt, teilte die Autobahngesellschaft mit.",
    "Gutachter untersuchen derzeit die Pfeiler.",
    "Der Landrat zeigte Verständnis für die Entscheidung des Bundes.",
    "Der Betreiber des Gasthofs rechnet mit Einbußen.",
)
REACTOR = (
    "Ravna Reactor back on the grid after repairs",
    "The Ravna Reactor was reconnected to the grid on Monday evening after three weeks of repairs, its operator said.",
    "Neighbouring Tolvia had asked for the documents of the inspection and was given access to them.",
    "The chief executive has the confidence of the board, its chairman said.",
    "Some four hundred people protested peacefully at the gates on Sunday.",
)
PEAK = (
    "Mont Aubert: les recherches se poursuivent",
    "Les secouristes cherchent depuis lundi deux alpinistes sur le Mont Aubert.",
    "Un hélicoptère survole la face nord chaque matin.",
    "Le parquet a ouvert une enquête de routine.",
    "Le refuge accueille les équipes.",
)
COUNCIL = (
    "Wehrheim berät über die Klinik",
    "Der Stadtrat von Wehrheim beriet am Montag über die Zukunft der Klinik.",
    "Eine Entscheidung fällt der Rat in seiner nächsten Sitzung.",
    "Pflegekräfte protestierten vor dem Rathaus gegen den Sparplan.",
    "Der Betreiber des Gasthofs rechnet mit Einbußen.",
)
WATER = (
    "Kızılova'da su toplantısı",
    "Kızılova Belediyesi salı günü içme suyu toplantısı düzenledi.",
    "Çiftçiler sulama izinlerinin uzatılmasını istiyor.",
    "Barajdaki doluluk oranı geçen yılın üzerinde.",
    "Vali bölgeye geldi.",
)
ADVISORY = (
    "Advisory 2026-114: flaw in OrvelOS",
    "CERT-OR has published an advisory on OrvelOS.",
    "A flaw in its web server lets remote attackers read files.",
    "The severity is medium.",
    "No exploitation is known.",
    "Administrators should restrict access to the management interface and watch the logs.",
)
WARNING = (
    "Warnung 2026-114: Lücke in OrvelOS",
    "CERT-OR warnt vor einer Lücke in OrvelOS.",
    "Angreifer können über den Webserver Dateien lesen.",
    "Die Gefahr wird als mittel eingestuft.",
    "Angriffe sind nicht bekannt.",
    "Verwalter sollten den Zugang zur Verwaltung einschränken und die Protokolle prüfen.",
)
DAM = {
    "ru": ("Ремонт у Верхнеозёрска", "Ремонт плотины у Верхнеозёрска продолжается.", "Мэр поблагодарил рабочих."),
    "tr": ("Karabalçık barajı", "Karabalçık barajında onarım sürüyor.", "Vali bölgeye geldi."),
    "ar": ("سد وادي الصفا", "تتواصل أعمال الصيانة في سد وادي الصفا.", "شكر المحافظ العمال على جهودهم."),
    "fa": ("تعمیرات سد کلان", "تعمیرات سد کلان ادامه دارد.", "استاندار از کارگران تشکر کرد."),
    "he": ("סכר נחל דרור", "עבודות התחזוקה בסכר נחל דרור נמשכות.", "ראש המועצה הודה לעובדים."),
    "it": (
        "Diga di Roccaforte",
        "Il cantiere della diga di Roccaforte prosegue.",
        "Il sindaco ha ringraziato gli operai.",
    ),
    "uk": ("Ремонт біля Синяви", "Ремонт греблі біля Синяви триває.", "Голова громади подякував робітникам."),
    "pl": ("Remont w Zatorzu", "Remont tamy w miejscowości Zatorze trwa.", "Burmistrz podziękował robotnikom."),
    "ja": ("青石ダムの修理続く", "青石ダムの修理作業が続いている。", "農家は水路の開放を待っている。"),
    "hu": ("Munka Kőzöldnél", "Folytatódik a gát javítása Kőzöld mellett.", "A gazdák a csatorna megnyitására várnak."),
    "sv": ("Arbetet vid Stenvik", "Arbetet vid Stenvik fortsätter.", "Bönder väntar på att kanalen öppnas."),
    "el": (
        "Έργα στην Πετρόλιμνη",
        "Συνεχίζονται τα έργα στην Πετρόλιμνη.",
        "Οι αγρότες περιμένουν το άνοιγμα του καναλιού.",
    ),
    "zh": ("青石水库维修继续", "青石水库的维修工作仍在继续。", "市长感谢了工人。"),
}


@pytest.mark.parametrize("own", [False, True], ids=["another publisher", "an edit"])
@pytest.mark.parametrize(
    ("language", "name", "text", "place", "now"),
    [
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            2,
            "The union said its members would walk out next week over the offer made by the operator.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            3,
            "A spokesman said the company is withdrawing from the expansion agreed with the ministry last year.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            4,
            "Two customs officers have been charged over containers that left the yard without inspection.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            4,
            "Two customs officers have been cleared over containers that left the yard without inspection.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            4,
            "Two customs officers are being questioned over containers of explosives that left without inspection.",
        ),
        ("en", "OrvelOS", ADVISORY, 3, "The severity is critical."),
        ("en", "OrvelOS", ADVISORY, 4, "The flaw is being exploited."),
        ("en", "OrvelOS", ADVISORY, 4, "It is exploited by a group from abroad."),
        ("de", "OrvelOS", WARNING, 3, "Die Gefahr wird als kritisch eingestuft."),
        ("de", "OrvelOS", WARNING, 4, "Die Lücke wird ausgenutzt."),
        ("de", "OrvelOS", WARNING, 4, "Angriffe laufen bereits."),
        ("de", "Wehrheim", BRIDGE, 2, "Gutachter verwerfen derzeit die Pfeiler."),
        ("de", "Wehrheim", BRIDGE, 2, "Gutachter empfehlen die Sprengung der Pfeiler."),
        ("de", "Wehrheim", BRIDGE, 3, "Der Landrat zeigte Empörung über die Entscheidung des Bundes."),
        ("de", "Wehrheim", BRIDGE, 4, "Der Betreiber des Gasthofs schließt zum Jahresende."),
        ("fr", "Mont Aubert", PEAK, 2, "Un hélicoptère s'est écrasé sur la face nord mardi matin."),
        ("fr", "Mont Aubert", PEAK, 3, "Le parquet soupçonne un homicide."),
        ("fr", "Mont Aubert", PEAK, 4, "Le refuge a brûlé dans la nuit."),
        ("en", "Ravna Reactor", REACTOR, 2, "Neighbouring Tolvia has recalled its ambassador over the restart."),
        (
            "en",
            "Ravna Reactor",
            REACTOR,
            3,
            "The chief executive has lost the confidence of the board, its chairman said.",
        ),
        (
            "en",
            "Ravna Reactor",
            REACTOR,
            4,
            "Police used water cannon against some four hundred people at the gates on Sunday.",
        ),
        ("en", "Ravna Reactor", REACTOR, 5, "Early on Tuesday a fire broke out in the turbine hall."),
        ("de", "Wehrheim", COUNCIL, 2, "Den Plan lehnte der Rat mit knapper Mehrheit ab."),
        ("tr", "Kızılova", WATER, 2, "Çiftçilerin sulama izinleri iptal edildi."),
        ("tr", "Kızılova", WATER, 4, "Vali görevden alındı."),
        ("en", "Port Selwyn", HARBOUR, 6, "Two sheds beside the yard burned down overnight."),
        ("en", "Port Selwyn", HARBOUR, 6, "A US vessel rammed the old pier on Sunday."),
        ("de", "Wehrheim", BRIDGE, 5, "Am Sonntag verlor die Firma ihre Zulassung."),
        ("de", "Wehrheim", BRIDGE, 5, "Am Abend brach eines der Halteseile."),
        ("ru", "Верхнеозёрск", DAM["ru"], 3, "Вечером в зале погас свет."),
        ("uk", "Синява", DAM["uk"], 3, "Уночі по котельні влучив снаряд."),
        ("it", "Roccaforte", DAM["it"], 3, "Nel pomeriggio è crollata una parte del tetto."),
        ("pl", "Zatorze", DAM["pl"], 3, "Wieczorem zgasły wszystkie światła w mieście."),
        ("ru", "Верхнеозёрск", DAM["ru"], 2, "Мэр уволил рабочих."),
        ("tr", "Karabalçık", DAM["tr"], 2, "Vali aramayı durdurdu."),
        ("ar", "سد وادي الصفا", DAM["ar"], 2, "أقال المحافظ العمال على جهودهم."),
        ("fa", "سد کلان", DAM["fa"], 2, "استاندار کارگران را اخراج کرد."),
        ("he", "נחל דרור", DAM["he"], 2, "ראש המועצה פיטר את העובדים."),
        ("it", "Roccaforte", DAM["it"], 2, "Il sindaco ha denunciato gli operai."),
        ("uk", "Синява", DAM["uk"], 2, "Голова громади звільнив робітників."),
        ("pl", "Zatorze", DAM["pl"], 2, "Burmistrz zwolnił robotników."),
        ("ja", "青石ダム", DAM["ja"], 2, "農家は水路を占拠した。"),
        ("hu", "Kőzöld", DAM["hu"], 2, "A gazdák elfoglalták a csatornát."),
        ("sv", "Stenvik", DAM["sv"], 2, "Bönder ockuperar kanalen."),
        ("el", "Πετρόλιμνη", DAM["el"], 2, "Οι αγρότες κατέλαβαν το κανάλι."),
        ("zh", "青石水库", DAM["zh"], 2, "市长解雇了工人。"),
    ],
)
def test_another_predicate_of_another_subject_speaks(
    language: str, name: str, text: tuple[str, ...], place: int, now: str, own: bool
) -> None:
    assert said(language, name, text, {place: now}, own=own)


@pytest.mark.parametrize("own", [False, True], ids=["another publisher", "an edit"])
@pytest.mark.parametrize(
    ("language", "name", "text", "place", "now"),
    [
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            3,
            "A spokesman said the firm stays committed to the expansion it agreed with the ministry last year.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            4,
            "Two customs officers are being interrogated over containers that left the yard without inspection.",
        ),
        (
            "en",
            "Port Selwyn",
            HARBOUR,
            4,
            "Two customs officers are being questioned about containers that left the yard without inspection.",
        ),
        ("en", "Ravna Reactor", REACTOR, 5, "The reactor has been in operation since 1984."),
        ("en", "Ravna Reactor", REACTOR, 5, "It was reconnected after three weeks of repairs on Monday."),
        ("de", "Wehrheim", BRIDGE, 2, "Gutachter inspizieren derzeit die Pfeiler."),
        ("fr", "Mont Aubert", PEAK, 3, "Le parquet a lancé une enquête de routine."),
    ],
)
def test_another_word_for_the_same_is_silent(
    language: str, name: str, text: tuple[str, ...], place: int, now: str, own: bool
) -> None:
    assert said(language, name, text, {place: now}, own=own) == []


def test_who_rewords_many_sentences_does_it_for_style() -> None:
    now = {
        2: "The union said its members would vote next week on the bid tabled by the operator.",
        3: "A spokesman said the company keeps pursuing the expansion agreed with the ministry last year.",
        5: "Residents of the old town have moaned for months about dust from the terminal.",
    }
    assert said("en", "Port Selwyn", HARBOUR, now, own=False) == []


@pytest.mark.parametrize("own", [False, True], ids=["another publisher", "an edit"])
def test_a_headline_ahead_of_its_text_speaks_where_it_is_edited(own: bool) -> None:
    """Each paper has headlines of its own over one text."""
    found = said("en", "Port Selwyn", HARBOUR, {0: "Harbour authority shuts Port Selwyn northern quay"}, own=own)
    assert bool(found) is own


def test_an_edit_that_is_taken_back_speaks() -> None:
    names, body = ("Ravna Reactor",), list(REACTOR[1:])
    edited = [*body[:3], "Some four hundred people were driven off by the court."]
    first, second, third = (
        Told(
            title=REACTOR[0],
            text="\n".join(lines),
            language="en",
            publisher="A",
            address="A",
            published=AT,
            names=names,
            known=names,
        )
        for lines in (body, edited, body)
    )
    found = compared([first, second], third, former=second)
    assert [one.what for one in found.differences if one.speaks]


def said(language: str, name: str, text: tuple[str, ...], now: dict[int, str], *, own: bool) -> list[str]:
    later = tuple(now.get(place, line) for place, line in enumerate((*text, "")))
    a, b = (
        Told(
            title=lines[0],
            text="\n".join(lines[1:]),
            language=language,
            publisher=publisher,
            address=publisher,
            published=AT,
            names=(name,),
            known=(name,),
        )
        for lines, publisher in ((text, "A"), (later, "A" if own else "B"))
    )
    found = compared([a], b, former=a if own else None)
    return [one.what for one in found.differences if one.speaks]


def test_what_may_be_of_the_site_or_news_is_of_the_site() -> None:
    """A line put into the midst of another once tore it: half of the site's words were known no more."""
    for language in ("en", "de", "fr", "es", "tr", "ru", "ar", "fa", "he"):
        words = lexicon(language)
        assert words.words("site_or_news") <= words.words("site"), language
