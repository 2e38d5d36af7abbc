"""A browser (`CHROMIUM=` names another than the system's) and a desk; screenshots of failed tests are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect, sync_playwright

from tests.browser.desk_site import Site

SHOTS = Path(os.environ.get("SHOTS", "/tmp/monitor-browser"))
expect.set_options(timeout=30_000)  # Only who fails waits for it: a busy machine must not fail.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tool:
        found = tool.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """For tests that only look."""
    made = Site(tmp_path_factory.mktemp("desk")).start()
    yield made
    made.stop()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """For tests that change something."""
    made = Site(tmp_path / "desk")
    made.folder.mkdir()
    made.start()
    yield made
    made.stop()


def _is_fault(kind: str, said: str) -> bool:
    """A page that asks for news of a bot that has ended is told so, and that is in order."""
    ended = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET")
    return kind in ("error", "warning") and not any(one in said for one in ended)


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Makes pages; what they say on the console, and requests to other hosts, fail the test."""
    contexts: list[Any] = []
    faults: list[str] = []

    def guard(route: Route, asked: Request) -> None:
        if asked.url.startswith(("http://127.0.0.1:", "http://localhost:")):
            route.continue_()
        else:
            faults.append(f"asked for {asked.url}")
            route.abort()

    def make(address: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said.type, said.text) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        return page

    make.faults = faults  # type: ignore[attr-defined]
    yield make
    failed = getattr(request.node, "failed", False) or faults
    for number, context in enumerate(contexts):
        for page in context.pages:
            if failed:
                SHOTS.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=SHOTS / f"{request.node.name}-{number}.png", full_page=True)
        context.close()
    assert faults == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
