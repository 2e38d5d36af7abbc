"""`monitor candidates`: what is asked, in which order, and what becomes of an answer."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
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


NEW = ("Albu Kamel", "Albu Gamal")
"""Of the same length as the name, so that what was stored of the text still fits."""


def with_candidates(world: World) -> None:
    """Two articles that have possible new spellings in the place of the name."""
    with closing(sqlite3.connect(world.database)) as database:
        # Which article came first is not for a test to know.
        named = database.execute("select id, text from article where text like '%Albu Kamal%' order by id").fetchall()
        for (number, text), surface in zip(named, NEW, strict=False):
            start = text.index("Albu Kamal")
            hit = {
                "watchlist": "towns", "topic": "albu-kamal", "field": "text", "start": start, "end": start + 10,
                "surface": surface, "form": "Albu Kamal", "strength": "candidate", "reason": "like Albu Kamal",
            }  # fmt: skip
            database.execute(
                "update article set text = ? where id = ?", (text.replace("Albu Kamal", surface, 1), number)
            )
            database.execute("update match set hits = ? where article_id = ?", (json.dumps([hit]), number))
        database.commit()


@pytest.mark.parametrize(
    ("keys", "taken", "rejected"),
    [(b"a\nr\n", 1, 1), (b"x\ns\nA\n", 1, 0), (b"q\n", 0, 0), (b"", 0, 0), (b"\nr\nr\n", 0, 1), (b"aa", 1, 0)],
)
def test_one_key_for_each_answer(
    copied: World,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    keys: bytes,
    taken: int,
    rejected: int,
) -> None:
    with_candidates(copied)
    monitor = caller(copied, capsys, monkeypatch)
    answer = monitor("candidates", "review", "albu-kamal", stdin=keys)
    assert answer.status == 0, answer.err
    assert answer.out.startswith("\n1 of 2\n")
    text = (copied.config / "watchlists/towns.yaml").read_text(encoding="utf-8")
    names, _, others = text.partition("rejected")
    assert sum(one in names for one in NEW) == taken
    assert sum(one in others for one in NEW) == rejected


def test_a_report_of_spellings(
    copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = caller(copied, capsys, monkeypatch)
    told = monitor("watchlist", "report")
    assert told.status == 0
    assert told.lines[1].split("\t")[:3] == ["towns/albu-kamal", "Albu Kamal", "2"]
    assert "2 names not met yet, counted since 20" in told.out
    assert len(monitor("watchlist", "report", "albu-kamal", "--all").lines) == 4
    (one,), (other,) = copied.query("select story_id from alert order by id")
    assert monitor("not", f"{one:04x}", "--by", "Ali").status == 0
    assert monitor("yes", f"{other:04x}", "--by", "Ali").status == 0
    data = monitor("watchlist", "report", "--json", "--recount").json
    rows = {one["form"]: one for one in data["spellings"]}
    row = rows["Albu Kamal"]
    assert [row[key] for key in ("hits", "rejected", "confirmed", "rejected_share", "pack")] == [2, 1, 1, 0.5, ""]
    assert (rows["al-Bukamal"]["hits"], rows["al-Bukamal"]["rejected_share"]) == (0, None)
    first = data["proposals"][0]
    assert first["edit"].startswith("excludes: {any: [")
    assert [(len(one["removes"]), one["keeps"]) for one in data["proposals"]] == [(1, 1)] * len(data["proposals"])
    shown = monitor("watchlist", "report", "albu-kamal").out
    assert f"towns/albu-kamal: {first['edit']}\n  would remove this one rejected, and no confirmed one (of 1)" in shown
    assert "Tried with the matcher, and applied by nobody" in shown
    before = (copied.config / "watchlists/towns.yaml").read_text()
    assert "excludes" not in before
    with_candidates(copied)
    assert (
        "2 possible new spellings; one key for each answer: monitor candidates review"
        in monitor("watchlist", "report").out
    )


def test_a_report_of_nothing(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = caller(world, capsys, monkeypatch)("watchlist", "report")
    assert answer.lines == ["No article was read yet, so nothing is known of any spelling."]
