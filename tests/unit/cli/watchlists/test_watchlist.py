"""`monitor watchlist`: from articles to a draft, its risks, its examples, its spellings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.model.watch import Field, Hit, Strength
from monitor.settings.watchlists import load_watchlists
from monitor.watch.advice.new_spellings import SeenAs, new_spellings
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")

LIST = """\
watchlist: towns
title: Towns
priority: high
packs: [levant]
topics:
  - id: albu-kamal
    name: Albu Kamal
    kind: place
    names:
      en: [Albu Kamal]  # mine
    examples:
      match: [They left Albu Kamal.]
      ignore: [Kamal left.]
"""
RISKY = LIST + "  - id: heri\n    name: Heri\n    kind: place\n    names: [Heri]\n"
WRONG = LIST.replace("[Kamal left.]", "[They left Albu Kamal again.]")


@pytest.fixture
def towns(world: World) -> Path:
    """The one watchlist of the installation."""
    folder = world.config / "watchlists"
    for old in folder.glob("*.yaml"):
        old.unlink()
    path = folder / "towns.yaml"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "deep").mkdir(parents=True)
    (folder / "README.md").write_text("Notes On This Folder", encoding="utf-8")
    (folder / "a.md").write_text(
        "---\ntitle: Men leave Albu Kamal\nlanguage: en\n---\nThey left Albu Kamal.", encoding="utf-8"
    )
    (folder / "deep" / "b.txt").write_text("Others went to al-Bukamal and met Anna Berg.", encoding="utf-8")
    (folder / "c.jsonl").write_text(
        json.dumps({"title": "", "text": "وصلوا إلى مدينة البوكمال.", "language": "ar"}) + "\n", encoding="utf-8"
    )
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    told = "".join(
        f"<p>He saw Anna Berg at the harbour on {day} and left her near the {day.lower()} market.</p>" for day in days
    )
    page = f"<html lang=en><head><title>Harbour</title></head><body><article>{told}</article></body></html>"
    (folder / "d.html").write_text(page, encoding="utf-8")
    return folder


class TestSuggest:
    def test_a_draft_that_can_be_used_as_it_is(self, monitor: Command, corpus: Path, tmp_path: Path) -> None:
        answer = monitor("watchlist", "suggest", str(corpus), "--id", "new-towns")
        assert answer.status == 0
        folder = tmp_path / "lists"
        folder.mkdir()
        (folder / "new.yaml").write_text(answer.out, encoding="utf-8")
        (watchlist,) = load_watchlists(folder)
        assert (watchlist.id, watchlist.title) == ("new-towns", "New towns")
        names = {topic.id: [name.text for name in topic.names] for topic in watchlist.topics}
        assert {"Albu Kamal", "al-Bukamal", "البوكمال"} <= set(names["albu-kamal"])
        assert "anna-berg" in names
        assert "Notes" not in answer.out
        assert "# The pack levant adds: " in answer.out

    def test_written_to_a_new_file_only(self, monitor: Command, corpus: Path, tmp_path: Path) -> None:
        target = tmp_path / "new.yaml"
        answer = monitor("watchlist", "suggest", str(corpus), "--most", "1", "--write", str(target))
        assert answer.out.strip() == f"written: {target} (1 topic from 4 texts)"
        again = monitor("watchlist", "suggest", str(corpus), "--write", str(target))
        assert (again.status, again.err.strip()) == (2, f"{target} is there already; it was left alone.")

    def test_as_json(self, monitor: Command, corpus: Path) -> None:
        draft = monitor("watchlist", "suggest", str(corpus), "--pack", "levant", "--json").json
        assert draft["documents"] == 4
        assert draft["suggestions"][0]["name"] == "Albu Kamal"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            pytest.param(["nowhere.txt"], "cannot read nowhere.txt", id="no such file"),
            pytest.param(["-", "--pack", "nothing"], "there is no alias pack 'nothing'", id="unknown pack"),
            pytest.param(["-", "--id", "Two Words"], "cannot be a watchlist's name", id="bad name"),
            pytest.param(["-"], "no name was found in these texts", id="no names"),
        ],
    )
    def test_refused_with_a_sentence(self, monitor: Command, arguments: list[str], said: str) -> None:
        answer = monitor("watchlist", "suggest", *arguments, stdin=b"nothing here")
        assert answer.status == 2
        assert said in answer.err


class TestLint:
    def test_nothing_to_remark(self, monitor: Command, towns: Path) -> None:
        answer = monitor("watchlist", "lint")
        assert (answer.status, answer.out.splitlines()[0]) == (0, "Nothing to remark.")

    def test_risks_are_named_and_change_the_status(self, monitor: Command, towns: Path) -> None:
        towns.write_text(RISKY, encoding="utf-8")
        answer = monitor("watchlist", "lint")
        assert answer.status == 1
        assert answer.lines[1].split("\t")[:4] == ["towns", "heri", "Heri", "too-short"]

    def test_as_json_of_a_folder(self, monitor: Command, towns: Path) -> None:
        towns.write_text(RISKY, encoding="utf-8")
        answer = monitor("watchlist", "lint", "--json", "--watchlists", str(towns.parent))
        assert answer.json[0]["risk"] == "too-short"
        assert {one["topic"] for one in answer.json} == {"heri"}

    def test_the_shipped_watchlist_has_none(self, monitor: Command) -> None:
        shipped = Path(__file__).parents[4] / "config"
        said = monitor("--config", str(shipped), "watchlist", "lint").out.splitlines()
        assert said[0] == "Nothing to remark."
        assert "ar\town rules\tfound, letter by letter" in said


class TestExamples:
    def test_all_come_out_right(self, monitor: Command, towns: Path) -> None:
        answer = monitor("watchlist", "test")
        assert answer.status == 0
        assert answer.lines == ["WATCHLIST\tTOPIC\tTO FIND\tTO IGNORE\tWRONG", "towns\talbu-kamal\t1\t1\t0"]

    def test_one_comes_out_wrong(self, monitor: Command, towns: Path) -> None:
        towns.write_text(WRONG, encoding="utf-8")
        answer = monitor("watchlist", "test")
        assert answer.status == 1
        assert "towns\talbu-kamal\t1\t1\t1" in answer.lines
        assert "towns/albu-kamal was found in its example 1:" in answer.out

    def test_as_json(self, monitor: Command, towns: Path) -> None:
        towns.write_text(WRONG, encoding="utf-8")
        report = monitor("watchlist", "test", "--json").json
        assert report["topics"] == [{"watchlist": "towns", "topic": "albu-kamal", "match": 1, "ignore": 1, "wrong": 1}]
        assert [one["expected"] for one in report["failures"]] == ["ignore"]


class TestSpellings:
    def test_a_condition_of_a_name_and_what_is_left_out_are_shown(self, monitor: Command, towns: Path) -> None:
        conditions = "    conditions:\n      - names: [Abu Kemal]\n        requires: {any: [Syria], within: sentence}\n"
        towns.write_text(f"{LIST}{conditions}    without: [Boukamal]\n", encoding="utf-8")
        answer = monitor("watchlist", "spellings", "albu-kamal")
        assert "en\tAbu Kemal\ta pack\tyes, but requires any of Syria in the sentence\n" in answer.out
        assert "en\tBoukamal\tleft out of a pack\tno\n" in answer.out

    def test_what_is_known_and_from_where(self, monitor: Command, towns: Path) -> None:
        answer = monitor("watchlist", "spellings", "albu-kamal")
        assert answer.status == 0
        assert "Albu Kamal" in answer.out
        assert "البوكمال" in answer.out
        assert "a pack" in answer.out
        assert "No article was read yet" in answer.out

    def test_after_a_cycle_the_queue_is_looked_at(self, filled: Command) -> None:
        answer = filled("watchlist", "spellings", "towns/albu-kamal")
        assert answer.status == 0
        assert answer.lines[-1] == "No possible new spelling was met."

    def test_one_is_taken_up_and_comments_stay(self, monitor: Command, towns: Path) -> None:
        answer = monitor("watchlist", "spellings", "albu-kamal", "--accept", "Abou Kemal", "--language", "fr")
        assert answer.status == 0
        assert towns.read_text(encoding="utf-8") == LIST.replace("# mine\n", "# mine\n      fr: [Abou Kemal]\n")
        again = monitor("watchlist", "spellings", "albu-kamal", "--accept", "Abou Kemal", "--language", "fr")
        assert "already in" in again.out

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            pytest.param(["nothing"], "there is no topic nothing. The topics are: albu-kamal", id="unknown topic"),
            pytest.param(
                ["albu-kamal", "--accept", "Kamal", "--language", "en"], "would come out wrong", id="breaks an example"
            ),
            pytest.param(["albu-kamal", "--accept", "Abu (Kamal", "--language", "en"], "do not pair", id="no name"),
            pytest.param(["albu-kamal", "--accept", "Abu Kemal"], "Say which language", id="no language"),
        ],
    )
    def test_refused_with_a_sentence(self, monitor: Command, towns: Path, arguments: list[str], said: str) -> None:
        answer = monitor("watchlist", "spellings", *arguments)
        assert answer.status == 2
        assert said in answer.err
        assert towns.read_text(encoding="utf-8") == LIST


def seen(surface: str, text: str, url: str) -> SeenAs:
    start = text.index(surface)
    hit = Hit(
        watchlist="w", topic="t", field=Field.TEXT, start=start, end=start + len(surface), surface=surface,
        form="Konashenkov", strength=Strength.CANDIDATE, reason="name Konashenkov, in another transliteration",
    )  # fmt: skip
    return SeenAs(hit=hit, text=text, language="en", url=url)


def test_the_queue_counts_spellings_with_two_snippets() -> None:
    found = [seen("Konachenkof", f"General Konachenkof spoke {n} times.", f"https://a.example/{n}") for n in range(4)]
    found.append(seen("Conashenkov", "Conashenkov left.", "https://a.example/9"))
    second, first = new_spellings(found)
    assert (first.text, first.count, second.text, second.count) == ("Konachenkof", 4, "Conashenkov", 1)
    assert first.snippets == tuple(f"General Konachenkof spoke {n} times." for n in range(2))
    assert first.form == "Konashenkov"
