"""The offline demo: `seed_corpus/` as items of the loopback news site."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from monitor.errors import UsageError
from monitor.model.feeds import FeedSpec
from monitor.ports import Clock
from monitor.testing.items import ItemKind, SiteItem
from monitor.testing.newsite import NewsSite

__all__ = ["ItemKind", "demo_feeds", "load_demo_items", "parse_item", "publish"]

_FENCE = "---\n"


def load_demo_items(folder: Path) -> list[SiteItem]:
    """The articles of `folder` in order of their names, then those of `folder/extra`; README files are left out.

    Raises:
        UsageError: the folder is missing or empty, or a file in it is not an article with front matter.
    """
    files = [*sorted(folder.glob("*.md")), *sorted(folder.glob("extra/*.md"))]
    articles = [file for file in files if file.stem != "README"]
    if not articles:
        raise UsageError(f"There are no demo articles (*.md) in {folder}. Name the folder that holds seed_corpus.")
    return [parse_item(file.stem, _read(file), str(file)) for file in articles]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as UTF-8 text: {error}") from error


def parse_item(slug: str, text: str, where: str) -> SiteItem:
    """An article from Markdown with YAML front matter; `where` names the file in messages.

    The front matter's date tells when the seed appeared; the demo publishes its items now, so it is not used here.

    Raises:
        UsageError: no front matter, or a field of it is missing or unknown.
    """
    fields, body = _split(text, where)
    try:
        kind = ItemKind(str(fields.get("kind", "")))
    except ValueError as error:
        kinds = ", ".join(ItemKind)
        raise UsageError(f"{where}: kind must be one of {kinds}, not {fields.get('kind')!r}.") from error
    paragraphs = tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
    missing = [name for name in ("outlet", "title", "language") if not fields.get(name)]
    if missing or not paragraphs:
        raise UsageError(f"{where}: {' and '.join(missing) or 'the article'} must not be empty.")
    return SiteItem(
        outlet=str(fields["outlet"]),
        slug=slug,
        title=str(fields["title"]),
        paragraphs=paragraphs,
        language=str(fields["language"]),
        author=str(fields.get("author") or ""),
        kind=kind,
    )


def _split(text: str, where: str) -> tuple[dict[str, object], str]:
    opening, _, rest = text.partition(_FENCE)
    matter, fence, body = rest.partition("\n" + _FENCE)
    if opening or not fence:
        raise UsageError(f"{where}: an article opens with front matter between two lines of three dashes.")
    try:
        fields = YAML(typ="safe", pure=True).load(matter)
    except YAMLError as error:
        raise UsageError(f"{where}: the front matter is not YAML: {error}") from error
    if not isinstance(fields, dict):
        raise UsageError(f"{where}: the front matter must be lines of 'name: value'.")
    return fields, body


def demo_feeds(site: NewsSite, items: Sequence[SiteItem], interval_s: int) -> tuple[FeedSpec, ...]:
    """One feed for each outlet of `items`, to be polled every `interval_s` seconds; items of any age are news.

    The site serves each feed from now on, empty until its first item is published.
    """
    languages = {item.outlet: item.language for item in items}
    return tuple(
        FeedSpec(
            url=site.add_outlet(outlet, language),
            title=outlet,
            publisher=outlet,
            language=language,
            tags=("demo",),
            interval_s=interval_s,
            lookback_s=-1,
        )
        for outlet, language in languages.items()
    )


async def publish(site: NewsSite, items: Sequence[SiteItem], every_s: float, clock: Clock) -> None:
    """Publish the items one by one, the first at once, each dated with its moment of publication."""
    for number, item in enumerate(items):
        if number:
            await asyncio.sleep(every_s)
        site.add(replace(item, published_at=clock.now()))
