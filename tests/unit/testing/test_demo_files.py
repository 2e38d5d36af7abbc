from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import UsageError
from monitor.testing.demo import load_demo_items, parse_item
from monitor.testing.items import ItemKind

MATTER = "---\noutlet: River Post\nlanguage: en\nkind: original\ntitle: 'Bridge: closed'\n---\n"


def test_an_article_is_read_with_its_paragraphs_joined() -> None:
    item = parse_item("bridge", MATTER + "\nOne line\nand its second.\n\n\nAnother.\n", "bridge.md")
    assert item.paragraphs == ("One line and its second.", "Another.")
    assert (item.slug, item.title, item.outlet, item.kind) == (
        "bridge",
        "Bridge: closed",
        "River Post",
        ItemKind.ORIGINAL,
    )
    assert item.published_at is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("Just text.\n", "opens with front matter", id="no front matter"),
        pytest.param("---\noutlet: A\n", "opens with front matter", id="never closed"),
        pytest.param("---\na: [\n---\nText.\n", "not YAML", id="broken yaml"),
        pytest.param("---\n- a\n---\nText.\n", "lines of 'name: value'", id="a list"),
        pytest.param(MATTER.replace("original", "origami") + "Text.\n", "kind must be one of original", id="kind"),
        pytest.param(MATTER.replace("River Post", "") + "Text.\n", "outlet must not be empty", id="no outlet"),
        pytest.param(MATTER + "\n \n", "the article must not be empty", id="no text"),
    ],
)
def test_a_bad_article_is_refused_with_its_file_and_the_reason(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        parse_item("bridge", text, "some/bridge.md")
    assert str(refused.value).startswith("some/bridge.md: ")


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no article", encoding="utf-8")
    with pytest.raises(UsageError, match="no demo articles"):
        load_demo_items(tmp_path)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UsageError, match=r"odd\.md cannot be read"):
        load_demo_items(tmp_path)
