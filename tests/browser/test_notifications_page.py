"""Pushes in a browser: switched on by its person, shown by the worker; news told on every page that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect

from monitor.flow.services import Services
from monitor.model.config import PushChannel, Target
from tests.browser.desk_site import Site
from tests.unit.deliver.test_push import AUTH, THEIRS
from tests.unit.flow.shell_world import watched

SUBSCRIBED = f"""
// No service of a browser's maker is reached from here: what it would answer.
const raw = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
PushManager.prototype.subscribe = async (options) => {{
  window.asked = options;
  const getKey = (name) => raw(name === "auth" ? "{AUTH}" : "{THEIRS}").buffer;
  return {{ endpoint: "https://push.example/of-this-browser", getKey }};
}};
"""


def _pushing(site: Site) -> None:
    async def work(services: Services) -> None:
        settings = services.config.settings
        told = replace(settings.subscriptions[0], targets=(Target(channel="browsers"),))
        channel = PushChannel(name="browsers", contact="mailto:ops@example.org")
        changed = replace(settings, subscriptions=(told,), channels=(channel,))
        services.config = replace(services.config, settings=changed)

    site.run(work)


def test_switched_on_and_off_by_its_person(site: Site, opened: Callable[..., Page]) -> None:
    _pushing(site)
    page = opened("about:blank", permissions=["notifications"])
    page.add_init_script(SUBSCRIBED)
    page.goto(site.address)
    page.get_by_role("link", name="Notifications").click()
    expect(page.locator("[data-push-state]")).to_have_text("This browser is told nothing while the desk is closed.")
    page.get_by_label("Call it").fill("My laptop")
    page.get_by_role("button", name="Notify me here").click()
    expect(page.locator("[data-did]")).to_contain_text("This browser is told of")
    expect(page.locator("[data-push-mark]")).to_contain_text("My laptop")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))") == [
        f"{site.address}/static/"
    ]
    assert "of-this-browser" not in page.content()
    page.get_by_role("button", name="Take off My laptop").click()
    expect(page.locator("[data-push-mark]")).to_contain_text("taken off by its person")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Take off My laptop")).to_be_visible()


def test_the_worker_shows_what_comes_once_and_leads_to_pages_of_the_desk_alone(
    site: Site, opened: Callable[..., Page]
) -> None:
    _pushing(site)
    page = opened(site.address, permissions=["notifications"])
    tool = page.context.new_cdp_session(page)
    versions: list[dict[str, str]] = []
    tool.on("ServiceWorker.workerRegistrationUpdated", lambda told: versions.extend(told["registrations"]))
    tool.send("ServiceWorker.enable")
    page.evaluate(
        """async () => {
          const made = await navigator.serviceWorker.register("/static/push-worker.js");
          const coming = made.installing ?? made.waiting;
          const over = (done) => coming.addEventListener("statechange", () => coming.state === "activated" && done());
          if (!made.active) await new Promise(over);
        }"""
    )
    while not (mine := [one for one in versions if one["scopeURL"].endswith("/static/")]):
        page.wait_for_timeout(20)
    for data in (
        '{"title": "قافلة", "body": "first try", "tag": "1", "page": "/story/4f2a"}',
        '{"title": "قافلة", "body": "second try", "tag": "1", "page": "/story/4f2a"}',
        '{"title": "elsewhere", "tag": "2", "page": "//evil.example/"}',
        "not what we send",
    ):
        sent = {"origin": site.address, "registrationId": mine[0]["registrationId"], "data": data}
        tool.send("ServiceWorker.deliverPushMessage", sent)
    shown = """async () => (await (await navigator.serviceWorker.getRegistration("/static/")).getNotifications())
        .map((one) => [one.title, one.body, one.data.page])"""
    page.wait_for_function(f"async () => (await ({shown})()).length === 3")
    assert sorted(page.evaluate(shown)) == [
        ["News at the desk", "", "/"],
        ["elsewhere", "", "/"],
        ["قافلة", "second try", "/story/4f2a"],
    ]


def test_every_page_counts_and_tells_news(site: Site, opened: Callable[..., Page]) -> None:
    page = opened("about:blank")
    page.clock.install()
    page.goto(f"{site.address}/sent")
    before = int(page.locator("[data-figure]").first.inner_text())
    with page.expect_response("**/live.json*"):
        page.clock.run_for(11_000)
    site.publish(watched(98))
    page.clock.run_for(20_000)
    expect(page.locator("[data-live-bar]")).to_contain_text("1 story came or changed.")
    expect(page).to_have_title("(1) Sent - monitor")
    expect(page.locator("[data-figure]").first).to_have_text(str(before + 1))
    page.get_by_role("link", name="Open the inbox").click()
    expect(page.locator("h1")).to_have_text("Inbox")
