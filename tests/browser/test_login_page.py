"""The way in: a name and a password, an authenticator switched on by its page, and what led back to the log-in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from monitor.core.entrance.one_time import code_at, key_of, step_of
from monitor.flow.services import Services
from tests.browser.desk_site import Site
from tests.browser.test_all_pages import AXE, WIDTHS, findings
from tests.unit.web.entering_world import HASH, WORDS, put_users

USERS = f"""users:
  - name: ada
    role: admin
    password: "{HASH}"
  - name: noor
    role: reader
    password: "{HASH}"
"""


def enter(page: Page, name: str, password: str = WORDS, code: str = "") -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Log in").click()


def code_of(site: Site, key: str) -> str:
    """What an authenticator shows a minute from now: each code is taken once."""
    assert site.shell is not None
    shell, raw = site.shell, key_of(key)
    assert raw is not None

    async def later(services: Services) -> str:
        shell.clock.advance(60)
        return code_at(raw, step_of(services.clock.now()))

    return site.run(later)


def test_in_and_an_authenticator_switched_on_and_off(site: Site, opened: Callable[..., Page]) -> None:
    put_users(Path(site.folder) / "config", USERS)
    page = opened(f"{site.address}/feeds")
    expect(page.locator("#name")).to_be_focused()
    enter(page, "noor", "wrong words in a row")
    expect(page.get_by_role("alert")).to_contain_text("are not right")
    expect(page.locator("#password")).to_be_focused()
    enter(page, "noor")
    expect(page.get_by_role("heading", level=1)).to_have_text("Feeds")
    page.get_by_role("link", name="noor").click()
    key = page.locator("main code").first.inner_text()
    page.locator("#on-password").fill(WORDS)
    page.locator("#on-code").fill(code_of(site, key))
    page.get_by_role("button", name="Ask for a code from now on").click()
    expect(page.get_by_role("status").filter(has_text="From now on a code is asked for")).to_be_visible()
    enter(page, "noor")
    expect(page.get_by_role("alert")).to_contain_text("are not right")
    enter(page, "noor", code=code_of(site, key))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.locator("#off-password").fill(WORDS)
    page.locator("#off-code").fill(code_of(site, key))
    page.get_by_role("button", name="Ask for no code any more").click()
    expect(page.get_by_role("status").filter(has_text="No code is asked for any more")).to_be_visible()
    enter(page, "noor")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status").filter(has_text="You are logged out.")).to_be_visible()
    opened.faults[:] = [one for one in opened.faults if "401" not in one]  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", ["ltr", "rtl"])
def test_anybody_can_use_it(site: Site, opened: Callable[..., Page], frame: str) -> None:
    put_users(Path(site.folder) / "config", USERS)
    page = opened(f"{site.address}/static/mark.svg")
    page.context.add_cookies([{"name": "frame", "value": frame, "url": site.address}])
    for path in ("/login?why=code", "/account"):
        page.goto(site.address + path)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert findings(page) == [], (path, width, scheme)
        if path != "/account":
            enter(page, "ada")
            expect(page.get_by_role("heading", level=1)).to_have_text("Inbox")


def test_it_is_whole_without_scripts(site: Site, opened: Callable[..., Page]) -> None:
    put_users(Path(site.folder) / "config", USERS)
    page = opened(f"{site.address}/sent", java_script_enabled=False)
    enter(page, "ada")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent")
