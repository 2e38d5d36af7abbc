"""Names that a list has in Arabic or Cyrillic letters only, met in Latin ones as newsrooms write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength

Ask = Callable[..., MatchResult]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("محمد الجولاني", "Mohammed al-Julani left on Monday.", id="article before the last word"),
        pytest.param("أحمد الشرع", "Ahmed al-Sharaa left on Monday.", id="article of a president"),
        pytest.param("أحمد الشرع", "Ahmed Sharaa left on Monday.", id="article left out"),
        pytest.param("دير الزور", "Fighters left Deir ez-Zor on Monday.", id="article that took the next sound"),
        pytest.param("تل الأبيض", "Fighters left Tell al-Abyad on Monday.", id="article of a town"),
        pytest.param("الفيلق الخامس", "The al-Faylaq al-Khamis left on Monday.", id="two articles"),
        pytest.param("محمد بن سلمان", "Mohammed bin Salman left on Monday.", id="son of, written small"),
        pytest.param("محمد بن سلمان", "Mohammed ibn Salman left on Monday.", id="son of, otherwise"),
        pytest.param("Евгений Лавров", "Yevgeny Lavrov left on Monday.", id="ye at the beginning"),
        pytest.param("Елена Орлова", "Yelena Orlova left on Monday.", id="ye of a given name"),
        pytest.param("Набережные Челны", "Fighters left Naberezhnye Chelny on Monday.", id="ye behind y"),
        pytest.param("Екатеринбург Арена", "Fans left Yekaterinburg Arena on Monday.", id="ye of a city"),
        pytest.param("Мария Захарова", "Maria Zakharova left on Monday.", id="ia"),
        pytest.param("Наталья Лаврова", "Natalia Lavrova left on Monday.", id="ia for a soft sign"),
        pytest.param("Виктория Нуланд", "Victoria Nuland left on Monday.", id="ia and c"),
        pytest.param("Євген Лавренко", "Yevhen Lavrenko left on Monday.", id="Ukrainian"),
        pytest.param("Ярослав Гнатюк", "Yaroslav Hnatiuk left on Monday.", id="passport iu beside h"),
        pytest.param("Юлія Лаврова", "Yulia Lavrova left on Monday.", id="Ukrainian ia"),
        pytest.param("Наталія Гуменюк", "Nataliia Humeniuk left on Monday.", id="iia"),
        pytest.param("Андрей Лукьянов", "Andrei Lukianov left on Monday.", id="passport ia inside"),
        pytest.param("Любовь Дробина", "Liubov Drobina left on Monday.", id="passport iu inside"),
        pytest.param("Білопілля", "Shelling hit Bilopillia on Monday.", id="passport ia of a town"),
        pytest.param("عبد الفتاح السيسي", "Abdel Fattah el-Sisi left on Monday.", id="servant with its article"),
        pytest.param("عبد الرحمن السيسي", "Abdul Rahman al-Sisi left on Monday.", id="servant otherwise"),
        pytest.param("Пётр Королёв", "Pyotr Korolyov left on Monday.", id="yo"),
        pytest.param("Пётр Королёв", "Petr Korolev left on Monday.", id="yo as e"),
        pytest.param("باب الهوى", "Fighters left Bab al-Hawa on Monday.", id="a last letter that is a"),
        pytest.param("منى مصطفى", "Mona Mustafa left on Monday.", id="two of them"),
        pytest.param("عصائب أهل الحق", "The Asaib Ahl al-Haq left on Monday.", id="article of a word of four letters"),
        pytest.param("رأس العين", "Fighters left Ras al-Ain on Monday.", id="an article speaks as a consonant does"),
        pytest.param("حركة النجباء", "The Harakat al-Nujaba left on Monday.", id="feminine before a genitive"),
        pytest.param("محمدباقر قالیباف", "Mohammad Bagher Ghalibaf left on Monday.", id="two given names in one word"),
        pytest.param("محمدباقر قالیباف", "Mohammadbagher Ghalibaf left on Monday.", id="and together"),
    ],
)
def test_a_name_of_several_words_alerts(ask: Ask, name: str, text: str) -> None:
    assert [hit.strength for hit in ask(text, name).hits] == [Strength.STRONG]


@pytest.mark.parametrize(
    ("names", "text", "surface"),
    [
        (["البوكمال", "Qaim crossing"], "Fighters left Albu Kamal on Monday.", "Albu Kamal"),
        (["دير الزور", "Qaim crossing"], "Fighters left Deir ez-Zor on Monday.", "Deir ez-Zor"),
        (["Мариуполь", "Azov plant"], "Fighters left Mariupol on Monday.", "Mariupol"),
        (["Idlib", "حلب"], "قصف على إدلب", "إدلب"),
        (["Mariupol", "Азовсталь"], "Бои в Мариуполе идут.", "Мариуполе"),
    ],
)
def test_another_name_in_other_letters_does_not_stand_for_it(
    ask: Ask, names: list[str], text: str, surface: str
) -> None:
    assert surface in [hit.surface for hit in ask(text, *names).hits]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("محمد بن سلمان", "Mohammed bin Rashid left on Monday."),
        ("أحمد الشرع", "Ahmed al-Shami left on Monday."),
        ("Елена Орлова", "Yelena Petrova left on Monday."),
    ],
)
def test_somebody_else_does_not_alert(ask: Ask, name: str, text: str) -> None:
    assert not any(hit.strength is Strength.STRONG for hit in ask(text, name).hits)


@pytest.mark.parametrize(
    ("name", "word", "wanted"),
    [
        pytest.param("القنيطرة", "Quneitra", [Strength.STRONG], id="Arabic"),
        pytest.param("بنغازي", "Benghazi", [Strength.STRONG], id="four consonants"),
        pytest.param("Вельмаров", "Velmarov", [Strength.STRONG], id="Cyrillic, letter by letter"),
        pytest.param("Вельмар", "Vellmar", [Strength.CANDIDATE], id="Cyrillic, otherwise"),
        pytest.param("تورون", "Toron", [Strength.CANDIDATE], id="short"),
        pytest.param("محمود", "Mahmoud", [Strength.CANDIDATE], id="a given name"),
        pytest.param("Москва", "Moskva", [Strength.STRONG], id="rare to those who read Latin letters"),
    ],
)
def test_a_name_of_one_word_alerts_if_it_is_long_and_rare(
    ask: Ask, name: str, word: str, wanted: list[Strength]
) -> None:
    assert [hit.strength for hit in ask(f"Fighters left {word} on Monday.", name).hits] == wanted
