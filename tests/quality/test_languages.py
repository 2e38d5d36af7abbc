"""Which language short news texts are in: 40 languages, 20 texts each, of which every other one was kept apart.

The texts (`data/languages.txt`) were written for this. Rules and word lists were made with the first of each pair.
"""

from collections import Counter
from pathlib import Path

import pytest

from monitor.parse.language import guess_language

TEXTS = Path(__file__).parent / "data" / "languages.txt"
FLOOR, LEAST = 0.975, 0.8


def pairs() -> list[tuple[str, str, bool]]:
    """Language, text, and whether it was kept apart."""
    found, language, number = [], "", 0
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            language, number = line[2:], 0
        elif line:
            found.append((language, line, number % 2 == 1))
            number += 1
    return found


@pytest.mark.parametrize("apart", [False, True], ids=["used", "kept apart"])
def test_languages_of_short_texts(apart: bool) -> None:
    asked = [(language, text) for language, text, kept in pairs() if kept is apart]
    right = Counter(language for language, text in asked if guess_language(text) == language)
    all_of = Counter(language for language, _ in asked)
    assert len(all_of) == 40
    assert sum(right.values()) / len(asked) >= FLOOR, f"{sum(right.values())} of {len(asked)}"
    assert all(right[language] >= LEAST * count for language, count in all_of.items()), right


def test_a_right_claim_never_hurts_and_a_wrong_one_hardly() -> None:
    asked = pairs()
    believed = sum(guess_language(text, language) == language for language, text, _ in asked)
    assert believed == len(asked)
    misled = sum(guess_language(text, "en" if language != "en" else "fr") == language for language, text, _ in asked)
    assert misled / len(asked) >= 0.93, misled
