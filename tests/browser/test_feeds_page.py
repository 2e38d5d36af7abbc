"""Feeds in a browser: tried by a key, taken back, found, added from a page of a site; with and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_site import Site


def test_by_keyboard(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/feeds")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("t")
    expect(page.locator("[data-did]")).to_contain_text("is tried now")
    # The line that it was done on has the focus again.
    expect(page.locator("[data-row]").nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("[data-did]")).to_contain_text("Taken back: ")
    expect(page.locator("[data-help]")).to_be_visible()  # The page's script ran: words are there before keys are heard.
    page.wait_for_load_state("load")  # And gave the line its focus back, which it would take from the field.
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("jt?")
    expect(page.locator("[data-search]")).to_have_value("jt?")
    expect(page.locator("dialog")).to_have_count(0)


def test_the_list_of_keys(shared_site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{shared_site.address}/feeds")
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("next, previous")
    expect(page.locator("dialog")).to_contain_text("Try now")
    page.get_by_label("Letters are keys").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_have_count(1)


def test_times_are_the_viewers(shared_site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{shared_site.address}/feeds", timezone_id="Asia/Damascus", locale="en-GB")
    time = page.locator(".feed.well time").first
    assert time.get_attribute("title") == "22 Nov 06:30 UTC"
    assert time.inner_text() == "22 Nov, 09:30"


def test_what_was_done_goes_away_unless_somebody_is_at_it(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/feeds")
    page.clock.install()
    page.get_by_role("button", name="Try now").first.click()
    bar = page.locator("[data-did]")
    expect(bar).to_be_visible()
    expect(page).to_have_url(f"{site.address}/feeds")  # By the script, a moment after the bar is there.
    bar.get_by_role("button").focus()
    page.clock.run_for(15_000)
    expect(bar).to_be_visible()
    page.locator("h1").click()
    page.mouse.move(5, 790)
    page.clock.run_for(15_000)
    expect(bar).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_feed_is_added_and_taken_out_again(site: Site, opened: Callable[..., Page], scripts: bool) -> None:
    file = site.folder / "config" / "feeds.yaml"
    before = file.read_text(encoding="utf-8")
    offers = b"<html><head><link rel=alternate type='application/rss+xml' href='/f'></head></html>"
    site.shell.fetcher.say_body("https://sea.example/", offers, "text/html")  # type: ignore[union-attr]
    rss = b"<rss version='2.0'><channel><title>Sea</title><link>https://sea.example/</link></channel></rss>"
    site.shell.fetcher.say_body("https://sea.example/f", rss, "application/rss+xml")  # type: ignore[union-attr]
    page = opened(f"{site.address}/feeds", java_script_enabled=scripts)
    page.get_by_label("Address of a feed or a site").fill("sea.example/")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="Look at this one").click()
    expect(page.get_by_label("Name in digests")).to_have_value("Sea")
    page.get_by_role("button", name="Add sea.example").click()
    expect(page.get_by_text("Added Sea to feeds.yaml")).to_be_visible()
    assert "https://sea.example/f" in file.read_text(encoding="utf-8")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: Added Sea")).to_be_visible()
    assert file.read_text(encoding="utf-8") == before
