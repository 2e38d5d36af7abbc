"""How soon a browser paints the desk's pages: `python -m bench.desk_paint`, with the processor slowed to a quarter.

On loopback, from an empty cache, with the articles of the browser tests. Prints JSON: milliseconds to the first
contentful paint, the median of some loads of each page.
"""

from __future__ import annotations

import json
import logging
import os
import statistics
import tempfile
from pathlib import Path

import structlog
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.desk_site import Site

PAGES = ("/", "/story/0001", "/feeds", "/watchlists", "/sent", "/search?q=kamal", "/trends", "/why")
LOADS, SLOWED = 5, 4
_PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (one.name === "first-contentful-paint") done(one.startTime);
}).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        site = Site(Path(folder)).start()
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = tool.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        found = {
            path: round(statistics.median(painted(browser, site.address + path) for _ in range(LOADS)))
            for path in PAGES
        }
        browser.close()
        site.stop()
    print(json.dumps({"first_contentful_paint_ms": found, "slowed": SLOWED, "load": os.getloadavg()[0]}))


def painted(browser: Browser, address: str) -> float:
    """Milliseconds from the request to the first words on the screen."""
    context = browser.new_context()
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address)
    took = float(page.evaluate(_PAINTED))
    context.close()
    return took


if __name__ == "__main__":
    main()
