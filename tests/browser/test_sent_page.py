"""Deliveries that were given up, in a browser: counted in the header, tried again, acknowledged, each taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from monitor.flow.compose import compose_now
from monitor.flow.services import Services
from monitor.model.delivery import Receipt
from monitor.model.outcomes import SendResult
from tests.browser.desk_site import Site

REFUSED = "The receiver says that nobody lives there."


def _given_up(site: Site) -> None:
    """One digest that its receiver refuses for good."""
    shell = site.shell
    assert shell is not None

    async def work(services: Services) -> None:
        class Refuses:
            name = shell.channel.name

            def parts(self, digest):
                return shell.channel.parts(digest)

            async def send(self, message):
                return Receipt(result=SendResult.PERMANENT, detail=REFUSED)

        before, services.channels = services.channels, {shell.channel.name: Refuses()}
        await compose_now(services, services.config.settings.subscriptions[0].id)
        await shell.cycle(services)
        services.channels = before

    site.run(work)


@pytest.mark.parametrize("scripts", [True, False])
def test_given_up_tried_again_and_acknowledged(site: Site, opened: Callable[..., Page], scripts: bool) -> None:
    _given_up(site)
    page = opened(f"{site.address}/sent", java_script_enabled=scripts)
    row = page.locator("[data-row]")
    expect(page.locator("h2").first).to_contain_text("Given up: 1 delivery")
    expect(row).to_contain_text(REFUSED)
    assert site.desk is not None
    page.get_by_role("button", name="Acknowledge delivery").click()
    expect(page.locator("[data-did]")).to_contain_text("taken for seen")
    expect(page.locator("h2").first).to_have_text("Next")
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text(REFUSED)
    page.get_by_role("button", name="Try again delivery").click()
    expect(page.locator("[data-did]")).to_contain_text("is tried again in some seconds")
    expect(page.locator("h2").first).to_have_text("Next")
    shell = site.shell
    assert shell is not None
    shell.clock.advance(60)
    site.run(shell.cycle)
    page.goto(f"{site.address}/sent")
    expect(page.locator("table")).to_contain_text("sent")
    expect(page.locator("table")).not_to_contain_text("abandoned")


def test_by_keys(site: Site, opened: Callable[..., Page]) -> None:
    _given_up(site)
    page = opened(f"{site.address}/sent")
    expect(page.get_by_role("link", name="Sent 1! given up")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("[data-did]")).to_contain_text("taken for seen")
    page.wait_for_load_state()  # Before its script runs, a page hears no key.
    page.keyboard.press("u")
    expect(page.locator("[data-row]")).to_contain_text(REFUSED)
