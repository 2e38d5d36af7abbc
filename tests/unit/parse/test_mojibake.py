"""Letters that were encoded twice are read back, and nothing else is touched."""

import pytest

from monitor.parse.mojibake import mended

TEXTS = [
    "Café in “Marrat” – l’été",
    "Взрыв в Кадмаре, сообщили в городе",
    "انفجار في قدمار صباح الأحد",
    "Übergrößen für Änderung",
    "日本の新聞",
    "Ünlü İstanbul’da ağır",
    "Έκρηξη στο Καδμάρ",
    "פיצוץ בקדמר",
]
HONEST = [
    "«LE CAFÉ»", "Spaß“", "ÑANDÚ “x”", "à la carte » É", "São Paulo NÃO £5", "Це Сі її Рі", "Год «Р», “С”, Р… С…",
    "طهران، “ظ”، ط§", "Åland Ä» ÖB»", "Ð Ñ", "ŠKODA “Š”", "Łódź “Ś”", "naïve — œuvre", "5 °C, 3 × 4, £5, ½", "Ça, à, â",
]  # fmt: skip


def encoded_twice(text: str, codec: str) -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", TEXTS)
def test_western_reading_of_utf_8(text: str, codec: str) -> None:
    assert mended(encoded_twice(text, codec)) == text


@pytest.mark.parametrize(("text", "codec"), [(TEXTS[1], "cp1251"), (TEXTS[2], "cp1256")])
def test_other_readings_of_utf_8(text: str, codec: str) -> None:
    assert mended(encoded_twice(text, codec)) == text


@pytest.mark.parametrize("text", [*HONEST, *TEXTS])
def test_honest_text_stays(text: str) -> None:
    assert mended(text) == text
