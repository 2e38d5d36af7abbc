"""Fingerprints of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.fingerprint import content_key

BODY = " ".join(f"Sentence {n} tells of the convoy at the crossing." for n in range(12))
SAME = {
    "itself": BODY,
    "case and spacing": BODY.upper().replace(" ", "  \n"),
    "typography": BODY.replace(".", "\u2026").replace(" ", "\u00a0"),
    "by-line": f"By A. Writer\n{BODY}",
    "by-line and agency": f"Reuters\nBy A. Writer\nUpdated 9:00 GMT\n{BODY}",
    "dateline": f"DAMASCUS (Reuters) \u2014 {BODY}",
    "dateline of another agency": f"Albu Kamal, Syria, Nov 22 (AFP) - {BODY}",
    "accents": BODY.replace("e", "e\u0301"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_same_text(text: str) -> None:
    assert content_key("Another headline", text) == content_key("A headline", BODY)


OTHER = {
    "one word": BODY.replace("Sentence 3", "Sentence three"),
    "a figure": BODY.replace("7", "8"),
    "order": " ".join(reversed(BODY.split())),
    "a sentence more": f"{BODY} The end.",
    "first sentence like a by-line": f"By dawn the convoy had crossed, and many more were seen on the road.\n{BODY}",
    "brackets that are no agency": f"The base (Imam Ali) - {BODY}",
}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER.keys())
def test_other_text(text: str) -> None:
    assert content_key("A headline", text) != content_key("A headline", BODY)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        pytest.param(("Convoy crosses", "Read more"), ("Base hit", "Read more"), False, id="teaser, other title"),
        pytest.param(
            ("Convoy crosses", "Read more"), ("CONVOY crosses!", "read more..."), True, id="teaser, same title"
        ),
        pytest.param(("Convoy", ""), ("Base", ""), False, id="titles only"),
        pytest.param(("Convoy", "crosses"), ("Convoy crosses", ""), False, id="title is not text"),
        pytest.param(("البوكمال", ""), ("البُوكَمال", ""), True, id="vowel signs"),
        pytest.param(("البوكمال", ""), ("الميادين", ""), False, id="Arabic words"),
        pytest.param(("!", ""), ("", ""), True, id="nothing at all"),
    ],
)
def test_short_texts(one: tuple[str, str], two: tuple[str, str], same: bool) -> None:
    assert (content_key(*one) == content_key(*two)) is same


@given(st.text(max_size=40), st.text(max_size=200))
def test_any_text_has_a_key(title: str, text: str) -> None:
    key = content_key(title, text)
    assert len(key) == 32
    assert key == content_key(title, text)
