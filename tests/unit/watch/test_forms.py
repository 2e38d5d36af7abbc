"""What an analyst need not write: the forms of a name that are found by themselves, and those that are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength

FOUND = [
    # name, text, surface
    ("Albu Kamal", "in Al-Bukamal today", "Al-Bukamal"),
    ("Albu Kamal", "in ALBU KAMAL today", "ALBU KAMAL"),
    ("Albu Kamal", "in Albu\nKamal today", "Albu\nKamal"),
    ("Albu Kamal", "in Albu‑Kamal today", "Albu‑Kamal"),
    ("Albu Kamal", "in Al Bu Kamal today", "Al Bu Kamal"),
    ("Albu Kamal", "in Al\u00adbu Ka\u200bmal today", "Al\u00adbu Ka\u200bmal"),
    ("Abu Kamal", "in Bukamal today", "Bukamal"),
    ("Deir ez-Zor", "from Deirezzor city", "Deirezzor"),
    ("Deir ez-Zor", "from Deir al-Zour city", "Deir al-Zour"),
    ("Kata'ib Hezbollah", "said Kataib Hizballah’s man", "Kataib Hizballah’s"),
    ("Ze'ev Elkin", "Ze-ev Elkin said", "Ze-ev Elkin"),
    ("Imam Ali (military) base", "the Imam Ali base and", "Imam Ali base"),
    ("Imam Ali (military) base", "the Imam Ali military base and", "Imam Ali military base"),
    ("Fourth Division", "the 4th Division said", "4th Division"),
    ("4th Armoured Division", "the Fourth Armored Division said", "Fourth Armored Division"),
    ("=IRGC", "The I.R.G.C. said", "I.R.G.C"),
    ("=IRGC", "The IRGC-linked group", "IRGC"),
    ("=IRGC", "The IRGC's men", "IRGC's"),
    ("Abou Kamal", "près d’Abou Kamal hier", "d’Abou Kamal"),
    ("OTAN", "le sommet de l'OTAN s'ouvre", "l'OTAN"),
    ("=OTAN", "selon l’OTAN et", "l’OTAN"),
    ("ONU", "la decisione dell'ONU oggi", "dell'ONU"),
    ("A14", "incidente sull'A14 oggi", "sull'A14"),
    ("NATO", "NATOga liitumine", "NATOga"),
    ("=PKK", "PKKnın açıklaması", "PKKnın"),
    ("TB2", "a TB-2 was downed", "TB-2"),
    ("Bayraktar TB2", "a Bayraktar TB 2 was downed", "Bayraktar TB 2"),
    ("G7", "the G-7 met", "G-7"),
    ("Covid19", "a Covid-19 ward", "Covid-19"),
    ("Saint Petersburg", "in St. Petersburg today", "St. Petersburg"),
    ("St. Gallen", "in Saint Gallen today", "Saint Gallen"),
    ("Fort Hood", "at Ft. Hood today", "Ft. Hood"),
    ("Sainte-Maxime", "à Ste-Maxime hier", "Ste-Maxime"),
    ("Mount Hood", "on Mt Hood today", "Mt Hood"),
    ("Köln", "a fire in Koeln today", "Koeln"),
    ("Tromsø", "a ship left Tromsoe today", "Tromsoe"),
    ("Putin", "der Putin-Besuch in", "Putin"),
    ("Golan", "auf den Golanhöhen ist", "Golanhöhen"),
    ("Hezbollah", "das Lager der Hezbollahmiliz brennt", "Hezbollahmiliz"),
    ("Putin", "Putin'den mesaj", "Putin'den"),
    ("İmam Ali üssü", "İMAM ALİ ÜSSÜ'nde patlama", "İMAM ALİ ÜSSÜ'nde"),
    ("Devrim Muhafızları", "Devrim Muhafızlarının komutanı", "Devrim Muhafızlarının"),
    ("Путин", "встреча с Путиным прошла", "Путиным"),
    ("Хезболла", "отряды Хезболлы ушли", "Хезболлы"),
    ("4-я дивизия", "бойцы 4-й дивизии ушли", "4-й дивизии"),
    ("Сирийские демократические силы", "с Сирийскими демократическими силами", "Сирийскими демократическими силами"),
    ("=КСИР", "офицер КСИРа убит", "КСИРа"),
    ("Putin", "сказал Рutin вчера", "Рutin"),
    ("القائم", "وصلوا إلى بالقائم أمس", "بالقائم"),
    ("البوكمال", "للبوكمال أهمية", "للبوكمال"),
    ("البوكمال", "في أبو كمال أمس", "أبو كمال"),
    ("الحسكة", "في حسكة أمس", "حسكة"),
    ("لواء فاطميون", "قال لواء الفاطميين أمس", "لواء الفاطميين"),
    ("سپاه پاسداران", "در سپاه\u200cپاسداران گفت", "سپاه\u200cپاسداران"),
    ("سپاه پاسداران", "در سپاه پاسداران گفت", "سپاه پاسداران"),
    ("نصر الله", "قال نصرالله أمس", "نصرالله"),
    ("רמת הגולן", "ברמת הגולן נורו", "ברמת הגולן"),
    ("הגולן", "חיילים בגולן נפצעו", "בגולן"),
    ("אבו כמאל", "מאבו-כמאל דווח", "מאבו-כמאל"),
    ("דיר א-זור", "מדיר אלזור דווח", "מדיר אלזור"),
    ("דאעש", "מחבל דאע״ש נעצר", "דאע״ש"),
    ("סווידא", "העיר סוידא נכבשה", "סוידא"),
    ('"Fifth Corps"!', "the fifth corps moved", "fifth corps"),
    ("Volodymyr Zelensky", "then Volodymyr Zelenskyi spoke", "Volodymyr Zelenskyi"),
    ("東京", "在東京的会议", "東京"),
    ("대한민국", "오늘 대한민국 정부", "대한민국"),
    ("Αθήνα", "στην Αθηνα σήμερα", "Αθηνα"),
]


@pytest.mark.parametrize(("name", "text", "surface"), FOUND, ids=[f"{name} in {text}" for name, text, _ in FOUND])
def test_found(ask: Callable[..., MatchResult], name: str, text: str, surface: str) -> None:
    hits = ask(text, name).hits
    assert [(hit.surface, hit.form, hit.strength) for hit in hits] == [(surface, name, Strength.STRONG)]
    assert text[hits[0].start : hits[0].end] == surface


NOT_FOUND = [
    ("Albu Kamal", "Kamal Abu Deeb wrote a book"),
    ("Albu Kamal", "the Abu Dhabi fund and Kamal Holdings"),
    ("Imam Ali base", "met Imam Ali. Base commanders left"),
    ("Imam Ali base", "Imam Ali, base and all"),
    ("Golan", "Golang developers met"),
    ("Dar'a", "Dara O'Briain hosted the show"),
    ("Tanf", "TANF benefits help families"),
    ("Putin", "Rasputin was murdered in a putin way"),
    ("Netanyahu", "The town of Netanya opened a beach"),
    ("=IRGC", "the irgc-list server"),
    ("=ISIS", "Isis was a goddess"),
    ("=IS group", "Is group therapy effective"),
    ("=IRGC", "selon l'irgc"),
    ("A7", "A 7-year-old boy was hurt"),
    ("NATO", "a NATOISED word and natoed"),
    ("EU", "EUgene said"),
    ("Saint Petersburg", "the st of petersburg"),
    ("TB2", "won 2 TB of 2 drives"),
    ("Brien", "Dara O'Brien hosted"),
    ("Путин", "Наступила весенняя путина"),
    ("درعا", "زار الوفد مدينة داريا"),
    ("التنف", "التنفيذ يبدأ الشهر المقبل"),
    ("חסכה", "חסכון במים חשוב"),
    ('"Fifth Corps"!', "the fifth corpse was found"),
    ("東京", "京東是公司"),
    ('"Fatemiyoun"!', "the Fatimiyun men"),
]


@pytest.mark.parametrize(("name", "text"), NOT_FOUND, ids=[f"{name} in {text}" for name, text in NOT_FOUND])
def test_not_found(ask: Callable[..., MatchResult], name: str, text: str) -> None:
    assert ask(text, name).hits == ()


@pytest.mark.parametrize(
    ("name", "text", "language", "strength"),
    [
        pytest.param("Suwayda", "protests in Sweida again", "en", Strength.CANDIDATE, id="lone, distant vowels"),
        pytest.param("Hasakah", "near Hassaka again", "en", Strength.STRONG, id="lone, regular spelling difference"),
        pytest.param("Qasem Soleimani", "Kassem Suleimani died", "en", Strength.STRONG, id="two words"),
        pytest.param("Bouthaina Shaaban", "Bouthaina Chaabane parle", "fr", Strength.STRONG, id="French ch in French"),
        pytest.param("Сулеймани", "В городе Сулеймании тихо", "ru", Strength.CANDIDATE, id="not a case ending"),
        pytest.param("القنيطرة", "وصل إلى القنطرة أمس", "ar", Strength.CANDIDATE, id="Arabic long vowels"),
    ],
)
def test_strength_of_transliterations(
    ask: Callable[..., MatchResult], name: str, text: str, language: str, strength: Strength
) -> None:
    assert [hit.strength for hit in ask(text, name, language=language).hits] == [strength]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        pytest.param("القائم", "وصلوا بالقائم أمس", "name القائم, with the prefix ب", id="prefix"),
        pytest.param("Putin", "Putin'den mesaj", "name Putin, with the ending 'den", id="ending"),
        pytest.param("Albu Kamal", "in Albu Kamal", "name Albu Kamal", id="as written"),
    ],
)
def test_the_reason_names_the_chain(ask: Callable[..., MatchResult], name: str, text: str, words: str) -> None:
    assert [hit.reason for hit in ask(text, name).hits] == [words]
