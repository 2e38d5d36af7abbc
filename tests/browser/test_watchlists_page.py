"""A watchlist edited in a browser: only the newest draft's counts are shown, and what is saved is what was typed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk_site import LIST, Site
from tests.browser.test_all_pages import AXE, WIDTHS, findings

ALONE = re.sub(r"names: .*", "names: [Albu Kamal]", LIST)
OTHER = re.sub(r"names: .*", "names: [Nothing At All]", LIST)


def test_what_an_edit_does_is_shown_while_it_is_typed(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    assert page.locator("#text").input_value() == LIST
    page.locator("#text").fill(OTHER)
    expect(page.locator("[data-sum]")).to_contain_text("lost")
    expect(page.locator("[data-number]")).to_have_attribute("data-going", "0")
    expect(page.locator(".counts .lost")).not_to_contain_text("−0")
    expect(page.locator("[data-verdict]")).to_contain_text("lost")
    page.locator("#text").fill(LIST.replace("kind:", "kynd:"))
    expect(page.locator(".problems")).to_contain_text("Did you mean kind")
    page.locator("[data-line]").first.click()
    assert page.evaluate("document.getElementById('text').selectionStart") == LIST.index("    kind:")
    page.locator("#text").fill(LIST + "# by hand\n")
    page.locator("#why").fill("a remark")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")
    path = Path(site.folder) / "config" / "watchlists" / "border.yaml"
    assert path.read_text(encoding="utf-8") == LIST + "# by hand\n"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-did]")).to_contain_text("Taken back")
    assert path.read_text(encoding="utf-8") == LIST


def test_of_a_hundred_answers_out_of_order_none_is_shown_that_is_stale(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    chance, held = random.Random(4), []

    def hold(route: Route) -> None:
        number = dict(part.split("=") for part in (route.request.post_data or "").split("&") if "=" in part)["number"]
        held.append((int(number), route))

    page.route("**/watchlist/try", hold)
    # Answers that were given up are answered all the same: as one that comes late would be.
    page.evaluate("AbortController.prototype.abort = () => {}")
    for number in range(1, 101):
        page.locator("#text").fill(f"{LIST}# {number}\n")
        page.locator("#text").press("Control+Enter")
    newest = int(page.locator("[name=number]").input_value())
    expect(page.locator("[name=number]")).to_have_value(str(newest))
    while newest not in [number for number, _ in held]:
        page.wait_for_timeout(10)
    assert len(held) >= 100
    chance.shuffle(held)
    shown: set[int] = set()
    for number, route in held:
        body = f'<div data-number="{number}" data-going="0"><p data-sum>draft {number}</p></div>'
        route.fulfill(body=body, content_type="text/html")
        told = page.locator("[data-trial] [data-sum]").inner_text()
        if told.startswith("draft"):
            shown.add(int(told.split()[1]))
    expect(page.locator("[data-trial] [data-sum]")).to_have_text(f"draft {newest}")
    assert shown <= {newest}


def test_what_may_be_written_stands_beneath_the_text(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    text, told = page.locator("#text"), page.locator("[data-key-help]")
    go = "(field, at) => { field.setSelectionRange(at, at); }"
    text.focus()
    expect(page.locator("[data-trial]")).to_contain_text("This is what runs.")
    for before, words in (
        ("priority: nor", "priority: How much it matters"),
        ("    kind", "kind: What it is. One of place, person"),
        ("  - id", "id: Short name, used in rules"),
    ):
        text.evaluate(go, LIST.index(before) + len(before))
        expect(told).to_contain_text(words)
    text.fill(f"{LIST}    requires:\n      w")
    expect(told).to_have_text("Keys here: within.")
    text.fill(f"{LIST}r")
    expect(told).to_have_text("Keys here: rules.")


def test_a_result_is_pinned_by_one_key(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    text = page.locator("#text")
    text.fill(OTHER)
    row = page.locator("[data-trial] [data-row]").first
    expect(row).to_be_visible()
    expect(page.locator("[data-number]")).to_have_attribute("data-going", "0")
    text.press("Escape")
    expect(row).to_be_focused()
    page.keyboard.press("y")
    expect(page.locator("[data-saved]")).to_contain_text("Put down as a text that must match")
    expect(page.locator(".problems")).to_contain_text("is not found in this example")
    assert "      match:\n        - " in text.input_value()
    expect(page.locator("[data-number]")).to_have_attribute("data-going", "0")
    expect(page.locator("[data-trial] [data-row]").first).to_be_focused()  # Where the next one is pinned.
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".problems")).to_contain_text("is not found in this example")
    opened.faults[:] = [one for one in opened.faults if "409" not in one]  # type: ignore[attr-defined]


def test_a_name_is_switched_off_for_a_moment(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    page.locator("#text").fill(ALONE)
    page.get_by_role("button", name="Names and clauses").click()
    pill = page.get_by_role("button", name=re.compile("^Albu Kamal"))
    expect(pill).to_contain_text("only")
    expect(page.locator("#parts")).to_be_focused()
    pill.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-trial] .counts .lost")).to_contain_text("−17 lost")
    off = page.get_by_role("button", name=re.compile("^off Albu Kamal"))
    expect(off).to_be_focused()
    expect(page.locator("[data-parts]")).to_contain_text("1 part stands otherwise")
    page.keyboard.press("Enter")
    turned = page.get_by_role("button", name=re.compile("^not Albu Kamal"))
    expect(turned).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Albu Kamal"))).to_be_focused()
    assert page.locator("#text").input_value() == ALONE


def test_a_name_is_switched_off_without_scripts(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border", java_script_enabled=False)
    page.locator("#text").fill(ALONE)
    page.get_by_role("button", name="Names and clauses").click()
    page.get_by_role("button", name=re.compile("^Albu Kamal")).click()
    expect(page.locator(".counts .lost")).not_to_contain_text("−0")
    expect(page.get_by_role("button", name=re.compile("^off Albu Kamal"))).to_be_visible()


def test_a_result_is_pinned_without_scripts(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border", java_script_enabled=False)
    page.locator("#text").fill(OTHER)
    page.get_by_role("button", name="Test").click()
    page.get_by_role("button", name="Known gap").first.click()
    expect(page.locator("[data-pinned]")).to_contain_text("Put down as a known gap")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")


def test_the_bot_reads_what_the_list_says_as_soon_as_somebody_looks_at_it(
    site: Site, opened: Callable[..., Page]
) -> None:
    page = opened(f"{site.address}/watchlists/border")
    asked = "performance.getEntriesByType('resource').some((one) => one.name.endsWith('/watchlist/try'))"
    while not page.evaluate(asked):
        page.wait_for_timeout(50)
    expect(page.locator("[data-trial]")).not_to_contain_text("This is what runs")


def test_without_scripts_the_button_does_it(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border", java_script_enabled=False)
    page.locator("#text").fill(OTHER)
    page.get_by_role("button", name="Test").click()
    expect(page.locator(".counts")).to_contain_text("lost")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")


def test_two_people_in_two_browsers(site: Site, opened: Callable[..., Page]) -> None:
    mine, theirs = (opened(f"{site.address}/watchlists/border") for _ in range(2))
    theirs.locator("#text").fill(LIST.replace("# on the river", "# by the bridge"))
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.locator("[data-did]")).to_contain_text("Saved")
    mine.locator("#text").fill(LIST.replace("# What the desk", "# What everybody"))
    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("alert")).to_contain_text("somebody else saved")
    mine.get_by_role("button", name="Save").click()
    expect(mine.locator("[data-did]")).to_contain_text("Saved")
    path = Path(site.folder) / "config" / "watchlists" / "border.yaml"
    text = path.read_text(encoding="utf-8")
    assert "# by the bridge" in text
    assert "# What everybody" in text
    # A browser reports the answer that nothing was saved.
    opened.faults[:] = [one for one in opened.faults if "409" not in one]  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", ["ltr", "rtl"])
def test_anybody_can_use_an_editor_at_work(shared_site: Site, opened: Callable[..., Page], frame: str) -> None:
    page = opened(f"{shared_site.address}/static/mark.svg")
    page.context.add_cookies([{"name": "frame", "value": frame, "url": shared_site.address}])
    page.goto(f"{shared_site.address}/watchlists/border")
    # Something of each kind: a name that finds nothing, one that is switched off, a condition, results of both signs.
    page.locator("#text").fill(f"{ALONE}    requires: {{any: [crossing, closed], within: 12}}\n")
    page.get_by_role("button", name="Names and clauses").click()
    page.get_by_role("button", name=re.compile("^needs any of")).click()
    expect(page.get_by_role("button", name=re.compile("^off needs"))).to_be_visible()
    expect(page.locator("[data-number]")).to_have_attribute("data-going", "0")
    for fold in page.locator("[data-trial] details").all():
        fold.evaluate("one => { one.open = true; }")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert findings(page) == [], (width, scheme)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_handed_to_a_colleague(site: Site, opened: Callable[..., Page], scripts: bool) -> None:
    mine = opened(f"{site.address}/watchlists/border", java_script_enabled=scripts)
    mine.locator("#text").fill(OTHER)
    mine.get_by_role("button", name="Keep as a draft").click()
    expect(mine.locator("[data-did]")).to_contain_text("Kept as draft 1 of border.yaml")
    theirs = opened(mine.url.partition("?")[0], java_script_enabled=scripts)
    if scripts:
        expect(theirs.locator(".counts .lost")).not_to_contain_text("−0")
        expect(theirs.locator("[data-saved]")).to_have_text("draft 1, not saved")
    theirs.locator("#text").fill(OTHER.replace("# on the river", "# by the bridge"))
    if scripts:
        expect(theirs.locator("[data-saved]")).to_have_text("draft 1, edited since it was kept")
    theirs.get_by_role("button", name="Keep draft 1").click()
    expect(theirs.locator("[data-did]")).to_contain_text("Kept draft 1")
    mine.locator("#text").fill(OTHER.replace("# What the desk", "# What everybody"))
    mine.get_by_role("button", name="Keep draft 1").click()
    expect(mine.get_by_role("alert")).to_contain_text("kept draft 1 while you edited it")
    assert "# by the bridge" in mine.locator("#text").input_value()
    mine.get_by_role("button", name="Keep draft 1").click()
    expect(mine.locator("[data-did]")).to_contain_text("Kept draft 1")
    mine.get_by_role("link", name="Watchlists", exact=True).first.click()
    expect(mine.get_by_role("link", name="Draft 1")).to_be_visible()
    opened.faults[:] = [one for one in opened.faults if "409" not in one]  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", ["ltr", "rtl"])
def test_anybody_can_use_a_draft(site: Site, opened: Callable[..., Page], frame: str) -> None:
    page = opened(f"{site.address}/static/mark.svg")
    page.context.add_cookies([{"name": "frame", "value": frame, "url": site.address}])
    page.goto(f"{site.address}/watchlists/border")
    page.locator("#text").fill(OTHER)
    page.get_by_role("button", name="Keep as a draft").click()
    for path in ("/watchlist/draft/1", "/watchlists", "/watchlists/border"):
        page.goto(f"{site.address}{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert findings(page) == [], (path, width, scheme)


SAVE_AT_ONCE = """text => {
  const field = document.getElementById("text");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-save]").click();
}"""
"""Before anything can have been tried."""


def test_what_loses_is_tried_before_it_is_saved(site: Site, opened: Callable[..., Page]) -> None:
    path = Path(site.folder) / "config" / "watchlists" / "border.yaml"
    page = opened(f"{site.address}/watchlists/border")
    page.evaluate(SAVE_AT_ONCE, OTHER)
    told = page.locator("[data-asked]")
    expect(told).to_contain_text("Not saved yet: this edit loses")
    expect(page.locator(".counts .lost")).not_to_contain_text("−0")
    assert path.read_text(encoding="utf-8") == LIST
    page.locator("#text").fill(OTHER + "# another edit\n")
    expect(told).to_be_empty()
    page.evaluate(SAVE_AT_ONCE, OTHER)
    expect(told).to_contain_text("Not saved yet: this edit loses")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")
    assert path.read_text(encoding="utf-8") == OTHER


def test_what_loses_nothing_is_saved_by_one_press(site: Site, opened: Callable[..., Page]) -> None:
    wider = LIST.replace("names: [", "names: [Nothing At All, ")
    page = opened(f"{site.address}/watchlists/border")
    page.evaluate(SAVE_AT_ONCE, wider)
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")
    path = Path(site.folder) / "config" / "watchlists" / "border.yaml"
    assert path.read_text(encoding="utf-8") == wider


def test_what_is_lost_and_was_seen_is_saved_by_one_press(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    page.locator("#text").fill(OTHER)
    expect(page.locator("[data-number]")).not_to_have_attribute("data-lost", "0")
    expect(page.locator("[data-number]")).to_have_attribute("data-going", "0")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")


def test_a_bot_that_cannot_try_it_keeps_nobody_from_saving(site: Site, opened: Callable[..., Page]) -> None:
    page = opened(f"{site.address}/watchlists/border")
    page.route("**/watchlist/try", lambda route: route.abort())
    page.evaluate(SAVE_AT_ONCE, OTHER)
    expect(page.locator("[data-asked]")).to_contain_text("The full run was not made")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-did]")).to_contain_text("Saved border.yaml")
    opened.faults[:] = [one for one in opened.faults if "ERR_FAILED" not in one]  # type: ignore[attr-defined]
