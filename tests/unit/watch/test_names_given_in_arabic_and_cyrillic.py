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
        pytest.param("عبد الفتاح السيسي", "Abdel Fattah el-Sisi left on Monday.", id="servant with its article"),
        pytest.param("عبد الرحمن السيسي", "Abdul Rahman al-Sisi left on Monday.", id="servant otherwise"),
        pytest.param("Пётр Королёв", "Pyotr Korolyov left on Monday.", id="yo"),
        pytest.param("Пётр Королёв", "Petr Korolev left on Monday.", id="yo as e"),
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
