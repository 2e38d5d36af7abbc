"""What holds for every page: no finding of axe-core, no sideways scroll, a small first load, whole without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from monitor.web.pages import ROOMS
from tests.browser.desk_site import Site

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PLAIN = [
    page.path
    for room in ROOMS
    for page in room.pages
    if not page.posted and "{" not in page.path and not any(param.required for param in page.params)
]
MORE = ["/nothing", "/story/0001", "/sent/preview?subscription=border", "/why?url=https://river.example/in-ar.html"]
MORE += ["/watchlists/border", "/alert/1"]
"""Further addresses to look at, of pages that have to be asked something."""
SMALL, EDITOR = (5, 60_000), (6, 100_000)
"""Requests and bytes of a first load; an editor may have more."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 375, 1280)


SHIFTED = """() => new Promise((done) => {
  let all = 0;
  const add = (list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) all += one.value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(all))));
})"""
"""How much of the page moved while it came, as browsers reckon it (Cumulative Layout Shift)."""


def findings(page: Page) -> list[str]:
    """By the debugger's protocol, which took axe there too: the page's own policy lets no script in."""
    told: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{one['id']}: {node['html'][:120]}" for one in told["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("frame", ["ltr", "rtl"])
@pytest.mark.parametrize("path", [*PLAIN, *MORE])
def test_anybody_can_use_it(shared_site: Site, opened: Callable[..., Page], path: str, frame: str) -> None:
    page = opened(f"{shared_site.address}/static/mark.svg")
    page.context.add_cookies([{"name": "frame", "value": frame, "url": shared_site.address}])
    page.set_viewport_size({"width": WIDTHS[0], "height": 700})
    answer = page.goto(shared_site.address + path)
    assert answer is not None
    assert answer.ok is (path != "/nothing")
    assert page.locator("html").get_attribute("dir") == frame
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:  # One load for all: width and colours are the style's alone.
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
            assert findings(page) == [], (width, scheme)
    opened.faults[:] = [one for one in opened.faults if "404" not in one]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PLAIN)
def test_the_first_load_is_small(shared_site: Site, opened: Callable[..., Page], path: str) -> None:
    page = opened("about:blank")
    tool = page.context.new_cdp_session(page)
    tool.send("Network.enable")
    sizes: list[float] = []
    tool.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(shared_site.address + path, wait_until="networkidle")
    requests, size = EDITOR if path.startswith("/watchlist/") else SMALL
    assert len(sizes) <= requests
    assert sum(sizes) <= size
    assert page.evaluate(SHIFTED) < 0.02, "what was shown first moved"


@pytest.mark.parametrize("path", PLAIN)
def test_it_is_whole_without_scripts(shared_site: Site, opened: Callable[..., Page], path: str) -> None:
    page = opened(shared_site.address + path, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    for form in page.locator("form").all():
        assert form.locator("button:not([type=button]), input[type=submit]").count() >= 1


@pytest.mark.parametrize("path", PLAIN)
def test_what_strangers_wrote_stays_text(shared_site: Site, opened: Callable[..., Page], path: str) -> None:
    page = opened(shared_site.address + path)
    assert page.locator("main img, main script, main iframe, main svg:not([data-own])").count() == 0
    names = page.evaluate("[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())")
    assert not [name for name in names if name.startswith("on")]
