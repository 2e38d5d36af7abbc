"""`monitor candidates`: what is asked, in which order, and what becomes of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import UsageError
from monitor.model.ids import Priority
from monitor.model.watch import Field, Hit, Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.settings import reject_spelling
from monitor.settings.watchlists import load_watchlists
from monitor.watch import SeenAs, compile_watchlists, new_spellings
from monitor.watch.advice.likelihood import LIKELY, likelihood
from tests.acceptance.world import World
from tests.unit.cli.conftest import caller

pytestmark = pytest.mark.xdist_group("cli")


@pytest.mark.parametrize(
    ("name", "surface", "language"),
    [
        pytest.param("Velmar", "فلمار", "ar", id="Arabic"),
        pytest.param("Tordana", "تردانا", "ar", id="a vowel unwritten"),
        pytest.param("Tordana", "وتوردانا", "ar", id="behind a particle"),
        pytest.param("Kelsimov", "کلسیموف", "fa", id="Persian"),
        pytest.param("Kelsimov", "קלסימוב", "he", id="Hebrew"),
        pytest.param("Kelsimov", "Кельсимов", "ru", id="Russian"),
        pytest.param("Bushehr", "بوشهر", "fa", id="a frequent word that is the name"),
        pytest.param("Konashenkov", "Konachenkof", "en", id="Latin"),
        pytest.param("Qusra", "قصرة", "ar", id="a short place"),
        pytest.param("Albu Tordan", "بو توردان", "ar", id="several words"),
    ],
)
def test_a_spelling_is_likely(name: str, surface: str, language: str) -> None:
    assert likelihood(name, surface, language).share >= LIKELY


@pytest.mark.parametrize(
    ("name", "surface", "language"),
    [
        pytest.param("Guam", "גם", "he", id="also"),
        pytest.param("Saleh", "לשאלה", "he", id="to the question"),
        pytest.param("Kim", "הולכים", "he", id="they go"),
        pytest.param("Saeed", "السيد", "ar", id="mister"),
        pytest.param("Tarian", "الطيارين", "ar", id="the pilots"),
        pytest.param("Taiwan", "توان", "fa", id="power"),
        pytest.param("Tver", "התברר", "he", id="it turned out"),
        pytest.param("Mali", "ملی", "fa", id="national"),
        pytest.param("Kollam", "לכולם", "he", id="to all"),
        pytest.param("Peru", "Первой", "ru", id="the first"),
    ],
)
def test_an_ordinary_word_is_hardly_a_name(name: str, surface: str, language: str) -> None:
    assert likelihood(name, surface, language).share < LIKELY


def seen(surface: str, *, form: str = "Tordana", topic: str = "t", n: int = 0) -> SeenAs:
    text = f"قال {surface} اليوم رقم {n}"
    hit = Hit(
        watchlist="w", topic=topic, field=Field.TEXT, start=4, end=4 + len(surface), surface=surface, form=form,
        strength=Strength.CANDIDATE, reason="",
    )  # fmt: skip
    return SeenAs(hit=hit, text=text, language="ar", url=f"https://a.example/{n}")


def test_the_likeliest_come_first_and_particles_make_no_other_spelling() -> None:
    found = [seen("طردانة", n=n) for n in range(3)]
    found += [seen("توردانا", n=4), seen("وتوردانا", n=5), seen("بتوردانا", n=6), seen("توردانا", n=7, topic="u")]
    first, other, last = new_spellings(found)
    assert (first.text, first.count, first.topic, first.also) == ("توردانا", 3, "t", ("بتوردانا", "وتوردانا"))
    assert (other.topic, last.text, last.count) == ("u", "طردانة", 3)
    assert len(first.snippets) == 2


def test_a_rejected_spelling_is_no_candidate_and_hides_no_alert() -> None:
    names = (Name(text="Tordana"), Name(text="Velmar Tordana"))
    topic = Topic(id="it", name="Tordana", kind=Kind.PLACE, names=names, rejected=("طردانة", "Tordana"))
    watchlist = Watchlist(id="w", title="", priority=Priority.NORMAL, topics=(topic,))
    matcher = compile_watchlists([watchlist])

    def strengths(text: str, language: str) -> list[str]:
        return [hit.strength for hit in matcher.match(MatchText(title="", text=text, language=language)).hits]

    assert strengths("في طردانة وبطردانة", "ar") == []
    assert strengths("في توردانا", "ar") == ["candidate"]
    assert strengths("In Tordana.", "en") == ["strong"]
    assert strengths("فلمار توردانا", "ar") == ["strong"]


BLOCK = """\
watchlist: towns
topics:
  - id: first  # mine
    name: First
    names:
      en:
        - Tordana  # how we say it
      ar: [توردانا]  # and they
    # a remark
    kind: place
  - {id: second, name: Second, names: [Velmar]}
"""


def test_rejecting_keeps_all_else_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "towns.yaml"
    path.write_text(BLOCK, encoding="utf-8")
    assert reject_spelling(path, "first", "طردانة")
    assert reject_spelling(path, "first", "Tardana: that one")
    assert reject_spelling(path, "second", "Walmart")
    assert not reject_spelling(path, "second", "Walmart")
    wanted = BLOCK.replace("# and they\n", '# and they\n    rejected: [طردانة, "Tardana: that one"]\n')
    assert path.read_text(encoding="utf-8") == wanted.replace("[Velmar]", "[Velmar], rejected: [Walmart]")
    first, second = load_watchlists(tmp_path)[0].topics
    assert (first.rejected, second.rejected) == (("طردانة", "Tardana: that one"), ("Walmart",))
    with pytest.raises(UsageError, match="no topic third"):
        reject_spelling(path, "third", "Walmart")


def test_the_command_asks_and_takes_answers(
    copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = caller(copied, capsys, monkeypatch)
    assert monitor("candidates", "list").lines == ["No possible new spelling was met."]
    assert monitor("candidates", "list", "--json").json == {"candidates": [], "more": 0, "unlikely": 0}
    rejected = monitor("candidates", "reject", "albu-kamal", "Kamala").out
    assert rejected.startswith("put down in ")
    assert "already in" in monitor("candidates", "reject", "albu-kamal", "Kamala").out
    assert "is a name of albu-kamal" in monitor("candidates", "reject", "albu-kamal", "Albu Kamal").err
    assert monitor("candidates", "accept", "albu-kamal", "Abou Kemal", "--language", "fr").status == 0
    text = Path(rejected.removeprefix("put down in ").partition(": ")[0]).read_text(encoding="utf-8")
    assert "rejected: [Kamala]" in text
    assert "fr: [Abou Kemal]" in text
    assert "there is no topic nothing" in monitor("candidates", "list", "nothing").err
