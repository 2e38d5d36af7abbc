"""The closest sentences of two texts: what a person checks who asks why two stories are one event."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.events.closest import LONGEST, MOST_SENTENCES, closest, sayings

WAY = st.lists(st.floats(-1, 1, width=16), min_size=4, max_size=4).filter(lambda way: float(np.linalg.norm(way)) > 0.1)


def vector(way: list[float]) -> bytes:
    made = np.array(way)
    return bytes((made / np.linalg.norm(made)).astype("<f2").tobytes())


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        pytest.param(
            "Fire at Marlow mill",
            "A fire broke out at the paper mill. No.\nPhoto: Dietz\nFourteen workers were taken to hospital at night.",
            (
                "Fire at Marlow mill",
                "A fire broke out at the paper mill.",
                "Fourteen workers were taken to hospital at night.",
            ),
            id="the headline, then sentences; a caption is none",
        ),
        pytest.param("Fire", "Fire", ("Fire",), id="a headline alone"),
        pytest.param("", "河水周一决堤。羊在村庄附近淹死。", ("河水周一决堤。", "羊在村庄附近淹死。"), id="no spaces"),
        pytest.param(" ", "", (), id="nothing"),
    ],
)
def test_what_a_text_says_first(title: str, text: str, said: tuple[str, ...]) -> None:
    assert sayings(title, text) == said


@given(st.text(max_size=60), st.lists(st.text(max_size=700), max_size=30).map(". ".join))
def test_it_is_never_much(title: str, text: str) -> None:
    said = sayings(title, text)
    assert len(said) <= MOST_SENTENCES
    assert all(0 < len(one) <= LONGEST for one in said)


@given(st.lists(WAY, min_size=1, max_size=6), st.lists(WAY, min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_no_other_two_are_closer(ones: list[list[float]], twos: list[list[float]], without: set[int]) -> None:
    mine = [b"" if place in without else vector(one) for place, one in enumerate(ones)]
    other = [vector(one) for one in twos]
    cosines = {
        (one, two): float(np.frombuffer(mine[one], "<f2").astype("f4") @ np.frombuffer(other[two], "<f2").astype("f4"))
        for one in range(len(mine))
        for two in range(len(other))
        if mine[one]
    }
    found = closest(mine, other)
    if found is None:
        assert not cosines
    else:
        assert found[2] == pytest.approx(cosines[found[:2]], abs=1e-5)
        assert found[2] == pytest.approx(max(cosines.values()), abs=1e-5)


@pytest.mark.parametrize(("ones", "twos"), [([], [vector([1, 0, 0, 0])]), ([b""], [vector([1, 0, 0, 0])]), ([], [])])
def test_a_text_without_vectors_has_no_closest_sentence(ones: list[bytes], twos: list[bytes]) -> None:
    assert closest(ones, twos) is None
