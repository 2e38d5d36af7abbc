"""Korean: the particles that nearly every noun carries, taken off.

Folded Hangul is jamo, and particles begin with a consonant, so a cut is between syllables.
Particles that begin differently behind a vowel and a consonant are taken off only where they fit, but for the two
commonest: a foreign name's last sound is often mistaken (트럼프을).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from monitor.watch.text import Variant, Way, listed


def _jamo(text: str) -> tuple[str, ...]:
    return listed(unicodedata.normalize("NFD", text))


_ANY = _jamo(
    "은 을 의 에 에서 에게 에게서 께 께서 한테 한테서 로서 로써 도 만 까지 부터 마다 조차 마저 처럼 보다 같이 만큼 "
    "밖에 "
    "하고 에는 에도 에선 에서는 에서도 에서의 에서부터 에까지 에게는 에게도 까지의 까지는 부터의 만이 만은 만을 만의 "
    "보다는 뿐 뿐만 들 들이 들은 들을 들의 들과 들에게 측 측은 측이 측의 씨 씨가 씨는 씨를 씨의 씨와 씨에게 시 시의 "
    "시에 시에서 시는 시가 시를 군 군이 군은 군의 주 주의 주에서 당국 당국은 당국이 내 내의 내에서 인근 주변 지역 "
    "지역에서 사태 정부 정부는 정부가 대통령 대통령이 대통령은 대통령의 총리 총리는 총리가 장관 장관은 장관이 인 인들 "
    "인들은"
)
_BEHIND_CONSONANT = _jamo(
    "이 과 으로 으로의 으로서 으로써 으로는 으로도 으로부터 이나 이라 이라고 이라는 이란 이며 이고 이다 이었다 "
    "이자 이랑 과의 과는 아 이여 이라도 이든 이지만 이라며 이가 이는 입니다"
)
_BEHIND_VOWEL = _jamo(
    "는 가 를 와 로 로의 로는 로도 로부터 나 라 라고 라는 란 며 고 다 였다 자 랑 와의 와는 야 여 라도 든 지만 "
    "라며 입니다"
)
_RO = _jamo("로 로의 로는 로도 로부터 로서 로써")
"""Behind ㄹ as behind a vowel."""
_RIEUL = "\u11af"
_LEAST = 4
"""Jamo that must be left: two syllables."""
_ONE_SYLLABLE = 2
"""Jamo of one syllable, which the words beside it must prove: 헬무트 콜을."""


def is_hangul(letter: str) -> bool:
    """Whether a letter of a folded word is a jamo."""
    return "\u1100" <= letter <= "\u11ff"


def variants(word: str) -> Iterator[Variant]:
    """What a folded Korean word may be with a particle, the word itself excluded."""
    for particle, fits in _PARTICLES:
        stem = word.removesuffix(particle)
        if len(stem) >= _ONE_SYLLABLE and len(stem) < len(word) and fits(stem[-1]):
            way = Way.ENDING if len(stem) >= _LEAST else Way.PREFIX_SHORT
            yield Variant(stem, way, unicodedata.normalize("NFC", particle))


def _is_any(_jamo: str) -> bool:
    return True


def _is_vowel(jamo: str) -> bool:
    return not _is_final(jamo)


def _is_final(jamo: str) -> bool:
    return "\u11a8" <= jamo <= "\u11ff"


_Fits = Callable[[str], bool]
_PARTICLES: tuple[tuple[str, _Fits], ...] = (
    *((particle, _is_any) for particle in _ANY),
    *((particle, _is_final) for particle in _BEHIND_CONSONANT),
    *((particle, _is_vowel) for particle in _BEHIND_VOWEL),
    *((particle, _RIEUL.__eq__) for particle in _RO),
)
