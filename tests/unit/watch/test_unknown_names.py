"""Words that may be a watched name in a spelling that nobody knows yet."""

from __future__ import annotations

from itertools import product

import pytest

from monitor.watch import UnknownNames
from monitor.watch.advice import unknown_names

NAMES = UnknownNames(
    [("Kamal", "Albu Kamal"), ("AlbuKamal", "Albu Kamal"), ("البوكمال", "Albu Kamal"), ("Harandi", "Harandi")]
)


@pytest.mark.parametrize(
    ("word", "language", "called"),
    [
        ("Boukemal", "en", "Albu Kamal"),
        ("Aboukemahl", "fr", "Albu Kamal"),
        ("Букемаль", "ru", "Albu Kamal"),
        ("بوكمال", "ar", "Albu Kamal"),
        ("Harendy", "en", "Harandi"),
        ("الهارندى", "ar", "Harandi"),
        ("Гаренди", "ru", "Harandi"),
        ("Washington", "en", ""),
        ("北京", "zh", ""),
        ("Ia", "en", ""),
    ],
)
def test_the_name_that_a_word_is_likeliest(word: str, language: str, called: str) -> None:
    assert NAMES.like(word, language)[0] == called
    assert (NAMES.like(word, language)[1] >= 0.6) == bool(called)


@pytest.mark.parametrize(("name", "word"), [("Λάρισα", "Λαρίσας"), ("Երևան", "Երեւան"), ("Aueia", "Aueiaa")])
def test_letters_without_known_consonants_are_compared_as_well(name: str, word: str) -> None:
    assert UnknownNames([(name, name)]).like(word, "")[0] == name


def test_a_word_is_compared_with_few_of_a_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["".join(parts) for parts in product(["Ba", "Ko", "Ti"], ["ra", "lo", "mu"], ["gan", "dir", "sut"])] * 2
    compared: list[str] = []
    real = unknown_names.likelihood
    monkeypatch.setattr(unknown_names, "likelihood", lambda name, *rest: compared.append(name) or real(name, *rest))
    assert UnknownNames((name, name) for name in names).like("Koradir", "en")[0] == "Koradir"
    assert 0 < len(compared) < len(set(names)) / 2
