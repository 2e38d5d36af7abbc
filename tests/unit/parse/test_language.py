import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.language import guess_language, normal_tag

TEXTS = {
    "en": "The army said on Sunday that the convoy had crossed the border near the town of Albu Kamal.",
    "fr": "L'armée a déclaré dimanche que le convoi avait traversé la frontière près de la ville, selon des sources.",
    "de": "Die Armee teilte am Sonntag mit, dass der Konvoi die Grenze bei der Stadt überquert habe und weiterfuhr.",
    "es": "El ejército dijo el domingo que el convoy había cruzado la frontera cerca de la ciudad, según los vecinos.",
    "it": "L'esercito ha detto domenica che il convoglio ha attraversato il confine della città con i mezzi.",
    "pt": "O exército disse no domingo que o comboio não cruzou a fronteira da cidade, segundo as fontes da região.",
    "nl": "Het leger zei zondag dat het konvooi de grens bij de stad is overgestoken en dat er niet werd geschoten.",
    "tr": "Ordu pazar günü konvoyun kente yakın sınırı geçtiğini ve bir saldırı için hazırlık olduğunu söyledi.",
    "ar": "قالت وزارة الدفاع إن القافلة عبرت الحدود قرب مدينة البوكمال صباح الأحد.",
    "fa": "وزارت دفاع گفت که کاروان صبح یکشنبه از مرز نزدیک شهر ابوکمال گذشت و چند پایگاه را ترک کرد.",
    "ru": "Министерство обороны сообщило, что колонна пересекла границу, и это было утром.",
    "uk": "Міністерство оборони повідомило, що колона перетнула кордон біля міста, і її бачили.",
    "he": "משרד הביטחון מסר כי השיירה חצתה את הגבול סמוך לעיר אל-בוכמאל.",
    "el": "Το υπουργείο Άμυνας ανακοίνωσε ότι η φάλαγγα πέρασε τα σύνορα.",
    "zh": "国防部周日表示，车队已越过该市附近的边境。",
    "ja": "国防省は日曜日、車列が市の近くの国境を越えたと発表した。",
    "ko": "국방부는 일요일 호송대가 도시 근처 국경을 넘었다고 밝혔다.",
    "ckb": "وەزارەتی بەرگری ڕایگەیاند کە کاروانەکە لە سنوور پەڕیوەتەوە و گەیشتووەتە شارەکە.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("hint", ["", "en", "xx"])
def test_clear_texts_need_no_hint(language: str, hint: str) -> None:
    assert guess_language(TEXTS[language], hint) == language


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        ("", "", ""),
        ("", "ar-SY", "ar"),
        ("12:30", "tr", "tr"),
        ("Albu Kamal", "", ""),
        ("Albu Kamal", "fr_FR", "fr"),
        ("Albu Kamal", "ar", ""),
        ("البوكمال", "", "ar"),
        ("البوكمال", "fa", "ar"),
        ("ابوکمال", "ar", "fa"),
        ("سوریه", "", "fa"),
        ("دمشق", "fa", "fa"),
        ("دمشق", "", "ar"),
        ("Дамаск", "bg", "bg"),
        ("Дамаск", "", "ru"),
        ("دمشق", "ur", "ur"),
    ],
)
def test_short_texts_lean_on_the_hint(text: str, hint: str, expected: str) -> None:
    assert guess_language(text, hint) == expected


@pytest.mark.parametrize(
    ("given_tag", "expected"),
    [
        ("en", "en"), ("en_us", "en-US"), ("EN-us", "en-US"), ("ar-SY", "ar-SY"), ("zh-Hans", "zh-Hans"), ("iw", "he"),
        ("", ""), ("und", ""), ("english", ""), ("e", ""), ("en;q=0.8", ""), ("x" * 100, ""), (" fa ", "fa"),
    ],
)  # fmt: skip
def test_tags(given_tag: str, expected: str) -> None:
    assert normal_tag(given_tag) == expected


UNKNOWN = {
    "ku": "Meclisa bajêr roja duşemê biryar da ku pira kevn were girtin û rê vekirî bimîne.",
    "zza": "Meclîsê şaristanî roca diyine qerar da ke pirdo kehan bêro padayîş.",
    "fur": "Il consei comunâl al à decidût lunis di sierâ il puint vieri de citât.",
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_text_that_fits_no_known_language_is_what_it_claims(language: str) -> None:
    assert guess_language(UNKNOWN[language], language) == language


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        ("Poliisi etsii kahta miestä, jotka nähtiin pankin lähellä.", "fi", "fi"),
        ("Poliisi etsii kahta miestä, jotka nähtiin pankin lähellä.", "de", "fi"),
        ("Poliisi etsii kahta miestä, jotka nähtiin pankin lähellä.", "", "fi"),
        ("The council voted on Monday to close the old bridge.", "ku", "en"),
        ("The council voted on Monday to close the old bridge.", "zza", "en"),
        ("Kerajaan akan menutup jambatan lama pada hari Isnin kerana kerosakan.", "ms", "ms"),
        ("Gradsko vijeće je odlučilo zatvoriti stari most.", "bs", "bs"),
        ("Gradsko veće je u ponedeljak odlučilo da zatvori stari most pre podne.", "sr", "sr"),
        ("Kommunestyret vedtok mandag å stenge den gamle broen.", "nb", "nb"),
        ("Die Gemeenteraad het Maandag besluit om die ou brug te sluit.", "af", "af"),
        ("Городской совет проголосовал в понедельник за закрытие моста.", "uk", "ru"),
        ("Міська рада проголосувала в понеділок за закриття мосту.", "ru", "uk"),
        ("Πυρκαγιά κατέστρεψε αποθήκη", "en", "el"),
        ("Полици вырсарникун икӗ ҫынна тытса чарнӑ.", "ru", "cv"),
        ("Полиция йәкшәмбе көнө ике кешене тотҡарлаған.", "", "ba"),
        ("Полиция өрөбүл күн Дровнаҕа икки киһини туппут.", "ru", "sah"),
        ("Полиция задержала в воскресенье двоих в городе Ҡариҙел, который был закрыт для всех " * 2, "ru", "ru"),
        ("নগর পরিষদ সোমবার পুরোনো সেতু বন্ধ করেছে", "hi", "bn"),
        ("செவ்வாய் காலை கரையில் நிலநடுக்கம்", "", "ta"),
        ("ସହରର ପୁରୁଣା ପୋଲ ବନ୍ଦ ହେଲା", "", "or"),
        ("https://example.org/news/the-of-and", "", ""),
        ("\x00\x85\ud800 The council voted on Monday to close it.", "", "en"),
    ],
)
def test_text_and_claim(text: str, hint: str, expected: str) -> None:
    assert guess_language(text, hint) == expected


@given(st.text(max_size=300), st.sampled_from(["", "en", "ku", "zh-Hant", "nonsense", "ar"]))
def test_any_text_has_a_language_or_none(text: str, hint: str) -> None:
    assert guess_language(text, hint) in {"", normal_tag(guess_language(text, hint))}


ENGLISH = "The port was closed after the shelling and the ferries had to wait for hours in the bay. "
GERMAN = "Der Hafen wurde nach dem Beschuss geschlossen und die Fähren mussten in der Bucht warten. "


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        (ENGLISH * 4, "en", "en"),
        (ENGLISH * 4, "en-GB", "en"),
        (ENGLISH * 4, "de", "en"),
        (GERMAN * 4, "de", "de"),
        (GERMAN * 4, "en", "de"),
        (GERMAN * 6 + ENGLISH, "de", "de"),
        (ENGLISH, "en", "en"),
        (ENGLISH * 4, "", "en"),
        (GERMAN * 4, "ar", "de"),
        (ENGLISH * 7 + GERMAN * 31 + ENGLISH * 7, "en", "en"),
        (ENGLISH * 7 + GERMAN * 31 + ENGLISH * 7, "de", "de"),
        (ENGLISH * 7 + GERMAN * 38, "en", "de"),
        ("Порт был закрыт после обстрела, и паромам пришлось ждать. " * 70 + ENGLISH, "en", "ru"),
    ],
)
def test_what_small_words_make_evident_is_what_all_of_it_says(text: str, hint: str, language: str) -> None:
    assert guess_language(text, hint) == language
