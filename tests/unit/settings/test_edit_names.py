"""A spelling is added and nothing else changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor.errors import ConfigError, UsageError
from monitor.settings.edit.names import add_name
from monitor.settings.watchlists import load_watchlists

HEAD = "watchlist: w  # mine\ntitle: W\npriority: high\ntopics:\n  - id: a\n    name: A\n    kind: place\n"
SHIPPED = Path(__file__).parents[3] / "config" / "watchlists" / "syria-iraq-border.yaml"


@pytest.mark.parametrize(
    ("names", "language", "after"),
    [
        pytest.param(
            "    names: [Albu Kamal]\n", "", "    names: [Albu Kamal, New one]\n", id="plain list in brackets"
        ),
        pytest.param(
            "    names:\n      - Albu Kamal  # old\n    # end\n",
            "",
            "    names:\n      - Albu Kamal  # old\n      - New one\n    # end\n",
            id="plain list, one a line",
        ),
        pytest.param(
            "    names:\n      en: [Albu Kamal,\n           'Abu Kamal']  # two\n",
            "en",
            "    names:\n      en: [Albu Kamal,\n           'Abu Kamal', New one]  # two\n",
            id="list over two lines",
        ),
        pytest.param(
            "    names:\n      en: [Albu Kamal]  # old\n      ru: [Абу-Кемаль]\n",
            "en",
            "    names:\n      en: [Albu Kamal, New one]  # old\n      ru: [Абу-Кемаль]\n",
            id="by language",
        ),
        pytest.param(
            "    names:\n      en: [Albu Kamal]  # old\n\n    # more\n",
            "fr",
            "    names:\n      en: [Albu Kamal]  # old\n      fr: [New one]\n\n    # more\n",
            id="a new language",
        ),
        pytest.param(
            "    names: {en: [Albu Kamal]}\n", "fr", "    names: {en: [Albu Kamal], fr: [New one]}\n", id="in braces"
        ),
        pytest.param(
            "    names:\n      en:\n      - Albu Kamal\n",
            "fr",
            "    names:\n      en:\n      - Albu Kamal\n      fr: [New one]\n",
            id="a new language behind a list, one a line",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_name_goes_in_and_nothing_else_changes(
    names: str, language: str, after: str, newline: str, tmp_path: Path
) -> None:
    path = tmp_path / "w.yaml"
    path.write_bytes((HEAD + names).replace("\n", newline).encode())
    assert add_name(path, "a", "New one", language)
    assert path.read_bytes().decode() == (HEAD + after).replace("\n", newline)
    assert not add_name(path, "a", "New one", language)


@pytest.mark.parametrize(
    "name", ["=IAB", '"Fifth Corps"!', "no", "a: b", "x, y", "[z]", "البوكمال", "O'Neill", "# x", "12"]
)
def test_any_name_reads_back_as_it_was_given(name: str, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(HEAD + "    names: [Albu Kamal]\n", encoding="utf-8")
    assert add_name(path, "a", name, "")
    assert [one.text for one in load_watchlists(tmp_path)[0].topics[0].names] == ["Albu Kamal", name]


def test_the_shipped_watchlist_can_be_extended(tmp_path: Path) -> None:
    path = tmp_path / SHIPPED.name
    shutil.copy(SHIPPED, path)
    assert add_name(path, "albu-kamal", "Albou Kemal", "fr")
    before, after = SHIPPED.read_text(encoding="utf-8"), path.read_text(encoding="utf-8")
    assert after.replace(", Albou Kemal", "") == before
    load_watchlists(tmp_path)


@pytest.mark.parametrize(
    ("topic", "language", "names", "message"),
    [
        pytest.param("b", "", "    names: [X y]\n", "has no topic b. Its topics: a.", id="unknown topic"),
        pytest.param("a", "en", "    names: [X y]\n", "without languages", id="a language too many"),
        pytest.param("a", "", "    names: {en: [X y]}\n", "by language", id="no language"),
    ],
)
def test_what_cannot_be_done_is_refused(topic: str, language: str, names: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(HEAD + names, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        add_name(path, topic, "New one", language)
    assert path.read_text(encoding="utf-8") == HEAD + names


def test_a_language_that_is_none_is_refused_and_the_file_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(HEAD + "    names: {en: [X y]}\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        add_name(path, "a", "New one", "not a language!")
    assert "New one" not in path.read_text(encoding="utf-8")
