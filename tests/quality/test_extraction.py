"""How much of real articles is found, and how little else, on 54 real news pages with known bodies.

The measure is the one of the public article extraction benchmark: words in order, as overlapping runs of four; for
each page the share of our runs that belong to the body (precision) and of the body's runs that we have (recall); the
means over the pages, and their harmonic mean.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pytest

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.page import extract_page

PAGES = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "pages"
CORPUS = "f7340a17cc9b2108c97cda1234886194e07425e175ca79f254d7fe06d053c2c4"
FLOOR = 0.975
pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the real pages (../shared/real/pages) are not on this machine"
)


@dataclass(frozen=True)
class Page:
    name: str
    body: bytes
    url: str
    article: str


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    truth = json.loads((PAGES / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(name, gzip.decompress((PAGES / f"{name}.html.gz").read_bytes()), facts["url"], facts["articleBody"])
        for name, facts in sorted(truth.items())
    ]


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words with how often it occurs; of a shorter text the whole."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def score(found: str, wanted: str) -> tuple[float | None, float | None]:
    """(precision, recall); None where there is nothing to divide by."""
    ours, theirs = runs(found), runs(wanted)
    common = (ours & theirs).total()
    return (common / ours.total() if ours else None, common / theirs.total() if theirs else None)


def test_the_measure() -> None:
    assert score("a b c d e", "a b c d e") == (1.0, 1.0)
    assert score("a b c d x", "a b c d") == (0.5, 1.0)
    assert score("", "a b c d") == (None, 0.0)
    assert score("a b", "a b") == (1.0, 1.0)


def test_the_pages_are_the_ones_measured(pages: list[Page]) -> None:
    digest = hashlib.sha256()
    for page in pages:
        digest.update(b"\x00".join([page.name.encode(), page.body, page.article.encode()]))
    assert (len(pages), digest.hexdigest()) == (54, CORPUS)


def test_bodies_are_found(pages: list[Page]) -> None:
    scores = []
    for page in pages:
        result = extract_page(page.body, "text/html", page.url, metadata=False)
        scores.append(score(result.text if isinstance(result, ExtractedPage) else "", page.article))
    precision = mean(share for share, _ in scores if share is not None)
    recall = mean(share for _, share in scores if share is not None)
    f1 = 2 * precision * recall / (precision + recall)
    assert f1 >= FLOOR, f"F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f})"


def test_every_page_has_a_title_a_language_and_mostly_a_date(pages: list[Page]) -> None:
    results = [extract_page(page.body, "text/html", page.url, metadata=True) for page in pages]
    found = [result for result in results if isinstance(result, ExtractedPage)]
    assert len(found) == len(pages)
    assert all(result.title and result.language for result in found)
    assert sum(result.published_at is not None for result in found) >= 50
    assert sum(bool(result.author) for result in found) >= 30
    assert sum(bool(result.canonical_url) for result in found) >= 35
