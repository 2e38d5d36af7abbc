"""Names that would find something on every page if their capitals or their full stops were forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength

Ask = Callable[..., MatchResult]


def _strong(result: MatchResult) -> bool:
    return any(hit.strength is Strength.STRONG for hit in result.hits)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("U.N.", "The U.N. said so."),
        ("U.N.", "The UN said so."),
        ("U.N", "The UN said so."),
        ("U.S.A.", "It left the U.S.A. today."),
        ("I.S.", "Fighters of the IS fled."),
        ("L.A.", "He lives in L.A. now."),
        ("I.R.A.", "The IRA's leaders met."),
        ("О.О.Н.", "Заявила ООН."),
        ("T-72", "Танк Т-72 был подбит."),
        ("Т-72", "A T-72 tank was hit."),
        ("M23", "Движение М23 заявило."),
        ("М23", "The M23 rebels said so."),
        ("K-9 Thunder", "Гаубица К-9 Thunder прибыла."),
        ("Fifth Corps", "Die Lage ist ernst und das 5. Korps rückte auf die Stadt vor."),
        ("1st Army", "The First Army came."),
        ("Fifth Corps", "Отряды 5-го корпуса вошли в город."),
        ("Fifth Corps", "Сегодня 5-й корпус отступил."),
        ("Fifth Corps", "V Corps moved."),
        ("Fifth Corps", "Das V. Korps zog ab."),
        ("Fifth Corps", "Dowodzi nim Piąty Korpus."),
        ("Quinto Cuerpo", "El 5º Cuerpo avanza."),
        ("47th Brigade", "Бійці 47-ї бригади відступили."),
        ("2-й армейский корпус", "Бойцы 2-го армейского корпуса"),
        ("II Corps", "The 2nd Corps moved."),
        ("II Corps", "The Second Corps moved."),
        ("World War II", "A World War 2 bomb was found."),
        ("Nord Stream 2", "Nord Stream II was hit."),
        ("F-16", "Два F-16-х сбили, и F-16-е ушли."),
        ("H-1B", "H-1Bs were sold."),
        ("IRQX", "IRQX’lılar yakalandı."),
        ("IRQX", "IRQX'lıların evi."),
        ("NATO", "Nato said so."),
        ("UNESCO", "Unesco's list grew."),
        ("HAVEL", "Then Havel spoke."),
    ],
)
def test_acronyms_and_ordinals_are_found(ask: Ask, name: str, text: str) -> None:
    assert _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("U.N.", "Il y a un homme et Un autre.", "fr"),
        ("U.S.", "They told us so.", "en"),
        ("I.S.", "It is so. Is it?", "en"),
        ("A.I.", "J'ai dit. Ai-je dit ?", "fr"),
        ("L.A.", "La ville et la mer.", "fr"),
        ("I.R.A.", "Ira left.", "en"),
        ("D.C.", "dc voltage", "en"),
        ("E.U.", "Il a eu peur.", "fr"),
        ("First", "Am 1. Mai waren 1 Mann da.", "de"),
        ("Premiere", "Saat 1 oldu.", "tr"),
        ("Second", "Um 2 Uhr.", "de"),
        ("SAFE", "Safe roads are rare.", "en"),
        ("START", "Start again.", "en"),
        ("=NATO", "Nato said so.", "en"),
        ("NATO", "È nato a Roma.", "it"),
        ("PEN", "Pen in hand.", "en"),
        ("11th Corps", "Xi Jinping met the corps.", "en"),
        ("Fifth Corps", "The v corps and I corps.", "en"),
        ("First Corps", "Then I corps.", "en"),
        ("Windows XP", "Windows 10 and XP", "en"),
        ("5-й корпус", "В 2025-й корпус был построен.", "ru"),
    ],
)
def test_they_are_no_ordinary_words(ask: Ask, name: str, text: str, language: str) -> None:
    assert not ask(text, name, language=language).hits
