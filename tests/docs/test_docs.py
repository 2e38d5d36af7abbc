"""The documentation is compared with the program: outcomes, metrics, payload, links.

Commands and configuration have files of their own beside this one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from monitor.deliver.webhook import payload_schema
from monitor.model import outcomes
from monitor.obs.metrics import PrometheusMeter
from tests.docs.pages import BLOCK, DOCS, NAMES, PAGES, ROOT, blocks, text_of


def outcome_values() -> list[str]:
    enums = [one for one in vars(outcomes).values() if isinstance(one, type) and issubclass(one, StrEnum)]
    return sorted({member.value for one in enums if one is not StrEnum for member in one})


@pytest.mark.parametrize("value", outcome_values())
def test_outcome_is_explained(value: str) -> None:
    page = text_of("docs/reference/outcomes.md")
    assert re.search(rf"^\| `{value}` \| \S", page, re.MULTILINE) or f"alert is `{value}`" in page


def test_no_outcome_is_explained_that_does_not_exist() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", text_of("docs/reference/outcomes.md"), re.MULTILINE)
    assert set(explained) <= set(outcome_values())


def test_passing_reasons_are_marked_as_the_program_treats_them() -> None:
    part = text_of("docs/reference/outcomes.md").split("## Fetching")[1].split("## Parsing")[0]
    marked = {row[0] for row in re.findall(r"^\| `(\w+)` \|.*\| (passes)? ?\|$", part, re.MULTILINE) if row[1]}
    assert marked == {reason.value for reason in outcomes.FetchReason if reason.transient}


def metric_names() -> set[str]:
    meter = PrometheusMeter()
    families = list(meter.registry.collect())
    counters = {f"{family.name}_total" for family in families if family.type == "counter"}
    return counters | {family.name for family in families if family.type != "counter"}


def test_metrics_page_names_exactly_the_metrics() -> None:
    documented = re.findall(r"^\| `((?:monitor|process)_\w+)` \|", text_of("docs/reference/metrics.md"), re.MULTILINE)
    assert sorted(documented) == sorted(metric_names())


PAYLOAD_PARTS = {"digest": "## `data`: the digest", "story": "## A story", "coverage": "## `coverage`"}


@pytest.mark.parametrize("part", PAYLOAD_PARTS)
def test_payload_page_names_every_field(part: str) -> None:
    text = text_of("docs/reference/webhook.md").split(PAYLOAD_PARTS[part])[1].split("\n## ")[0]
    missing = [field for field in payload_schema()["$defs"][part]["properties"] if f"`{field}`" not in text]
    assert missing == []


def test_receiver_example_verifies_what_we_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
    monkeypatch.setenv("MONITOR_HOOK_SECRET", secret)
    (code,) = [block for page, block in blocks("python") if page == "docs/how-to/webhook.md"]
    names: dict[str, Any] = {}
    exec(compile(code, "docs/how-to/webhook.md", "exec"), names)
    now = datetime.now(UTC)
    body = '{"type":"digest.composed"}'
    headers = {"webhook-id": "m1", "webhook-timestamp": str(int(now.timestamp()))}
    headers["webhook-signature"] = Webhook(secret).sign("m1", now, body)
    assert names["digest_of"](body.encode(), headers) == {"type": "digest.composed"}
    with pytest.raises(WebhookVerificationError):
        names["digest_of"](body.replace("composed", "forged").encode(), headers)


def links() -> list[tuple[str, str]]:
    """(page, target) of every relative link."""
    found = []
    for page in PAGES:
        prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
        targets = re.findall(r"\]\(([^)\s]+)\)", prose)
        found += [(page.relative_to(ROOT).as_posix(), one) for one in targets if not one.startswith(("http", "mailto"))]
    return found


def anchor(heading: str) -> str:
    """A heading's anchor as the usual renderers make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize(("page", "target"), links(), ids=[f"{page} -> {target}" for page, target in links()])
def test_link_leads_somewhere(page: str, target: str) -> None:
    path, _, fragment = target.partition("#")
    file = ((ROOT / page).parent / path).resolve() if path else ROOT / page
    assert file.exists()
    if fragment:
        headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert fragment in {anchor(heading) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_paths_of_the_project_exist(page: Path) -> None:
    named = re.findall(
        r"`((?:tests|docs|monitor|requirements|bench|seed_corpus)/[\w./-]*)`", page.read_text(encoding="utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_pages_that_the_program_refers_to_exist() -> None:
    sources = [*ROOT.glob("monitor/**/*.py"), ROOT / "Makefile"]
    named = {path for file in sources for path in re.findall(r"docs/[\w/-]+\.md", file.read_text(encoding="utf-8"))}
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_every_page_is_reached_from_the_index() -> None:
    index = text_of("docs/README.md")
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md") if page != DOCS / "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []
