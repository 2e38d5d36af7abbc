"""From an empty folder to a first story, by pages alone: `monitor init`, `monitor run`, and then no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitor.testing.newsite import NewsSite
from tests.acceptance.world import World, article, free_port, kill
from tests.unit.cli.conftest import serving

MOST_STEPS = 11
ARTICLE = """Trucks cross at Albu Kamal before dawn
A convoy of forty trucks crossed the border at Albu Kamal on Sunday. Residents of Albu Kamal heard it pass."""
OUTLET = "Border News"


@pytest.fixture
def news() -> Iterator[NewsSite]:
    """A news site in a thread; its feed has one old article."""
    with serving(NewsSite()) as site:
        site.add_outlet(OUTLET, "en")
        site.add(article(0, OUTLET, watched=False))
        yield site


def test_eleven_steps_at_most(tmp_path: Path, news: NewsSite, opened: Callable[..., Page]) -> None:
    world, steps = World(tmp_path), ["monitor init"]
    assert world.call("init", str(tmp_path)).returncode == 0
    port = free_port()
    # What a test needs and a visitor does not: another port, and leave to read a site of this machine.
    path = world.config / "monitor.yaml"
    path.write_text(
        f"{path.read_text()}\nserver: {{port: {port}}}\nfetch: {{allow_private: [127.0.0.1], host_delay: 0s}}\n"
        "polling: {interval: 1m, min_interval: 1s}\n"
    )
    (world.config / "feeds.yaml").write_text("feeds: []\n")
    steps.append("monitor run")
    process = world.start("run")
    try:
        page = _walked(opened, f"http://127.0.0.1:{port}", news, steps)
        news.add(article(1, OUTLET, watched=True))
        # Nobody has to: the next poll is a minute away, which is longer than a test may wait.
        page.goto(page.url.partition("/start")[0] + "/feeds")
        page.get_by_role("button", name="Try now").click()
        expect(page.locator("[data-did]")).to_be_visible()
        page.goto(page.url.partition("/feeds")[0] + "/start")
        for _ in range(300):
            if page.locator("#done .found").count():
                break
            page.wait_for_timeout(300)
            page.reload()
        expect(page.locator("#done .found")).to_contain_text("Report 1 from Albu Kamal")
    finally:
        kill(process)
    assert len(steps) <= MOST_STEPS, steps


def _walked(opened: Callable[..., Page], address: str, news: NewsSite, steps: list[str]) -> Page:
    page = opened("about:blank")
    for _ in range(100):
        try:
            page.goto(f"{address}/start")
            break
        except Exception:
            page.wait_for_timeout(100)
    steps.append("open the page")
    expect(page.locator("#feeds .empty")).to_be_visible()
    page.get_by_label("Addresses of sites or feeds").fill(news.feed_url(OUTLET))
    _press(page, steps, "Add feeds")
    expect(page.locator("[data-did]")).to_contain_text("Added")
    page.get_by_label("Name of the list").fill("Border towns")
    page.get_by_label("Articles, with a line").fill(f"{ARTICLE}\n---\n{ARTICLE}")
    _press(page, steps, "Draft a list")
    _press(page, steps, "Save the list")
    expect(page.locator("[data-did]")).to_contain_text("Saved watchlists/border-towns.yaml")
    page.locator("#text").fill("A bridge at Albu Kamal was closed.")
    _press(page, steps, "Try")
    expect(page.locator(".verdict")).to_contain_text("border-towns would alert.")
    page.get_by_role("link", name="Go on").click()
    steps.append("go on")
    for _ in range(300):
        if "border-towns" in page.locator("#watch h2").inner_text():
            break
        page.wait_for_timeout(200)
        page.reload()
    page.get_by_label("Name of the subscription").fill("desk")
    _press(page, steps, "Subscribe")
    expect(page.locator("[data-did]")).to_contain_text("Added the subscription desk")
    return page


def _press(page: Page, steps: list[str], words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    steps.append(words)
