"""Captions that name what the article does not."""

from __future__ import annotations

import pytest

from monitor.model.articles import ExtractedPage
from tests.unit.parse.pages.pages import amid, read


@pytest.mark.parametrize(
    ("figure", "captions"),
    [
        ("<figcaption>Smoke over Tarsin on Sunday.</figcaption>", ("Smoke over Tarsin on Sunday.",)),
        ("<figcaption>Smoke over Tarsin. Photo: Ann Reed</figcaption>", ("Smoke over Tarsin.",)),
        ("<figcaption>Smoke over Tarsin (Ann Reed/Getty Images)</figcaption>", ("Smoke over Tarsin",)),
        ('<p class="wp-caption-text">Smoke over Tarsin today</p>', ("Smoke over Tarsin today",)),
        ('<p>Two cranes fell.<br><em class="img_desc">Smoke over Tarsin today</em></p>', ("Smoke over Tarsin today",)),
        ('<div class="image__caption">Smoke over Tarsin today</div>', ("Smoke over Tarsin today",)),
        ("<figcaption>دخان فوق ميناء ترسين</figcaption>", ("دخان فوق ميناء ترسين",)),
        ("<figcaption>The cranes of the harbour board.</figcaption>", ()),
        ("<figcaption>Photo: Ann Reed</figcaption>", ()),
        ("<figcaption><a href=/g>More from Tarsin in pictures</a></figcaption>", ()),
        ("<figcaption>Smoke over Tarsin.</figcaption>" * 3, ("Smoke over Tarsin.",)),
    ],
)
def test_captions(figure: str, captions: tuple[str, ...]) -> None:
    result = read(amid(f"<figure><img src=x>{figure}</figure>"))
    assert isinstance(result, ExtractedPage)
    assert result.captions == captions
    assert "Smoke" not in result.text
