"""The inbox in a browser: ten stories by eleven keys, taken back, opened; the same without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_site import Site
from tests.unit.flow.shell_world import watched


def test_ten_stories_by_eleven_keys(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(site.address)
    rows = page.locator("[data-row]")
    before = rows.count()
    assert before > 10
    page.keyboard.press("j")
    for done in range(1, 11):
        page.keyboard.press("e")
        expect(page.locator("[data-did]")).to_contain_text("Done: story")
        expect(rows).to_have_count(before - done)
        # The next story has the focus: nobody has to look for it.
        expect(rows.first).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("[data-did]")).to_contain_text("Taken back")
    expect(rows).to_have_count(before - 9)


def test_a_story_is_opened_and_asked_about_by_its_keys(shared_site: Site, opened: Callable[..., Page]) -> None:
    page = opened(shared_site.address)
    page.keyboard.press("j")
    title = page.locator("[data-row] h2 a").first.inner_text()
    page.keyboard.press("o")
    page.wait_for_url("**/story/*")
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("w")
    page.wait_for_url("**/why?url=*")
    expect(page.locator("main")).to_contain_text(title.split()[0])
    page.goto(shared_site.address)
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("kamal")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=kamal*")


@pytest.mark.parametrize("scripted", [True, False])
def test_stories_stand_near_the_top_of_a_phone(
    shared_site: Site, opened: Callable[..., Page], *, scripted: bool
) -> None:
    address = f"{shared_site.address}/?window=7d"
    page = opened(address, viewport={"width": 375, "height": 700}, java_script_enabled=scripted)
    field, fold = page.locator("[data-search]"), page.locator("details.fold > summary")
    expect(field).not_to_be_visible()
    expect(fold).to_have_text("Filter, search, why: last 7 d")
    assert (page.locator("[data-row]").first.bounding_box() or {})["y"] < 300
    if scripted:
        page.keyboard.press("/")
        expect(field).to_be_focused()
    else:
        fold.click()
    expect(field).to_be_visible()
    wide = opened(address, java_script_enabled=scripted)
    expect(wide.locator("[data-search]")).to_be_visible()
    expect(wide.locator("details.fold > summary")).not_to_be_visible()


def test_new_stories_are_told_in_a_bar_and_never_pushed_in(site: Site, opened: Callable[..., Page]) -> None:
    page = opened("about:blank")
    page.clock.install()
    asked = _asked(page)
    page.goto(site.address)
    rows = page.locator("[data-row]")
    before = rows.count()
    page.keyboard.press("j")
    with page.expect_response("**/live.json*"):
        page.clock.run_for(20_000)
    site.publish(watched(99))
    page.clock.run_for(20_000)
    expect(page.locator("[data-live-bar]")).to_contain_text("1 story came or changed.")
    assert rows.count() == before
    expect(rows.first).to_be_focused()
    _seen(page, False)
    before_hidden = len(asked)
    page.clock.run_for(3_600_000)
    with page.expect_request("**/live.json*"):
        _seen(page, True)
    assert len(asked) == before_hidden + 1  # Nothing in an hour that nobody looked, and at once when somebody did.
    assert all("/live.json" in address for address in asked)
    page.locator("[data-live-bar] a").click()
    expect(rows).to_have_count(before + 1)


def _asked(page: Page) -> list[str]:
    """Whatever the page asks for by itself, from now on."""
    asked: list[str] = []
    page.on(
        "request", lambda one: asked.append(one.url) if one.resource_type in ("fetch", "xhr", "eventsource") else None
    )
    return asked


def _seen(page: Page, seen: bool) -> None:
    """As a browser tells that its tab was left, or looked at again."""
    told = "Object.defineProperty(document, 'hidden', {get: () => %s, configurable: true})"
    page.evaluate(told % ("false" if seen else "true"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_done_without_scripts(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(site.address, java_script_enabled=False)
    before = page.locator("[data-row]").count()
    page.get_by_role("button", name="Done").first.click()
    expect(page.locator("[data-did]")).to_contain_text("Done: story")
    assert page.locator("[data-row]").count() == before - 1
    page.get_by_role("button", name="Undo").click()
    assert page.locator("[data-row]").count() == before
