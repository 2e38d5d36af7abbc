"""What a text in all other words says otherwise: contrary states, with a "not" elsewhere in the sentence, and tolls."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, compared, differences


def said(was: str, now: str, language: str = "en") -> list[str]:
    """What another publisher's text says otherwise."""
    names = ("Viduvan",)
    told = Told(text=was, language=language, publisher="a", address="https://a.example/", names=names, known=names)
    later = Told(text=now, language=language, publisher="b", address="https://b.example/", names=names, known=names)
    return [one.what for one in differences(told, later) if one.speaks]


ARREST = "Police in Viduvan arrested the contractor Vukakar Befulus on Friday on suspicion of bribery."
FIRE = "Flames tore through a town hall in Viduvan on Wednesday, leaving 3 people injured."


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (
            ARREST,
            "The contractor Vukakar Befulus was released in Viduvan after a judge found no grounds.",
            ["released"],
        ),
        (ARREST, "Nobody has yet released Vukakar Befulus in Viduvan, his lawyer said.", []),
        (FIRE, "14 people were hurt when a town hall in Viduvan caught fire, firefighters said.", ["14 hurt (was 3)"]),
        (FIRE, "14 were hurt when a town hall in Viduvan caught fire, firefighters said.", ["14 hurt (was 3)"]),
        (FIRE, "3 were hurt when a town hall in Viduvan caught fire, firefighters said.", []),
    ],
)
def test_what_is_news_in_other_words(was: str, now: str, expected: list[str]) -> None:
    found = said(was, now)
    assert len(found) == len(expected), found
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("language", "was", "now"),
    [
        (
            "de",
            "Die Polizei in Viduvan verhaftete am Freitag den Unternehmer Befulus.",
            "Der Unternehmer Befulus ist in Viduvan wieder freigelassen worden, weil ein Richter keine Gründe sah.",
        ),
        (
            "es",
            "La policía de Viduvan detuvo el viernes al contratista Befulus.",
            "El contratista Befulus fue liberado en Viduvan porque el juez no halló motivos.",
        ),
        (
            "ru",
            "Полиция Видувана задержала подрядчика Бефулуса в пятницу.",
            "Подрядчик Бефулус освобождён в Видуване, так как судья не нашёл оснований.",
        ),
    ],
)
def test_a_not_elsewhere_in_the_sentence_silences_nothing(language: str, was: str, now: str) -> None:
    assert said(was, now, language)


def test_a_sentence_like_one_told_before_the_last_is_judged_by_both() -> None:
    """The last text said it in other words: another firm is another firm in either."""
    buys = "The firm {} Holding will buy the mill in Viduvan, both sides announced on {}."
    takes = "Fuzodat Holding is to take over the mill in Viduvan, it was announced on Sunday."
    rest = (
        "A wedding went ahead with half of the guests.",
        "The postman did his round on foot.",
        "Trains ran on time.",
    )

    def text(by: str, *sentences: str) -> Told:
        names = ("Viduvan",)
        return Told(
            text="\n".join(sentences), language="en", publisher=by, address=f"https://{by}/", names=names, known=names
        )

    told = [text("a", buys.format("Fuzodat", "Sunday"), rest[0]), text("b", takes, rest[1], rest[2])]
    more = ("The mayor sent a message.", "The forecast speaks of wind.", "A goat was caught by children.")
    other = compared(told, text("c", buys.format("Saruzat", "Wednesday"), *more))
    assert any(one.speaks and "saruzat" in one.what.lower() for one in other.differences)
    same = compared(told, text("c", buys.format("Fuzodat", "Sunday").replace("both sides", "the town"), *more))
    assert not [one for one in same.differences if one.speaks]
