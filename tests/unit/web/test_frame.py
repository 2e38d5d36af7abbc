"""What all pages share: the frame, twins, the description for scripts, files, errors that are pages."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from monitor.errors import StoreBusyError, UnwritableError, UsageError
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.describe import described
from monitor.web.kit.page import Action, Done, NotFoundError, Page, Room
from monitor.web.kit.routes import local, twin_of
from monitor.web.kit.show import outward, told, when
from monitor.web.kit.statics import load_statics
from monitor.web.pages import ROOMS
from tests.unit.flow.shell_world import T0
from tests.unit.web.desk_world import Visitor, visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """Never shown."""

    sentences: tuple[str, ...] = ()


ERRORS: dict[str, tuple[Exception, int]] = {
    "absent": (NotFoundError("There is no such story."), 404),
    "asked": (UsageError("That cannot be asked."), 422),
    "busy": (StoreBusyError("The database is locked."), 503),
    "slow": (TimeoutError(), 503),
    "patch": (UnwritableError("feeds.yaml cannot be written.", patch="--- a/feeds.yaml"), 409),
    "bug": (RuntimeError("a secret of ours"), 500),
}


async def _raise(asked: Asked) -> Raised:
    raise ERRORS[asked.places["name"]][0]


async def _do(asked: Asked) -> Done:
    return Done(said=f"Did {asked.word('what')}.", subject="a thing", to=asked.word("to"))


async def _locked(_asked: Asked) -> Done:
    raise StoreBusyError("The database is locked.")


ROOM = Room(
    pages=(
        Page(
            path="/raise/{name}", title="Raise", summary="Raises.", template="trouble.html", read=_raise, shape=Raised
        ),
    ),
    actions=(
        Action(name="test.do", summary="Does.", do=_do, role="admin"),
        Action(name="test.locked", summary="Does not.", do=_locked, role="admin"),
    ),
)


@pytest.mark.parametrize("name", ERRORS)
async def test_errors_are_pages_and_json_and_never_tracebacks(tmp_path: Path, name: str) -> None:
    error, status = ERRORS[name]
    async with visit(tmp_path, rooms=(ROOM,)) as visitor:
        page, twin = await visitor.get(f"/raise/{name}"), await visitor.get(f"/raise/{name}.json")
    assert (page.status_code, twin.status_code) == (status, status)
    assert "Traceback" not in page.text + twin.text
    assert "a secret of ours" not in page.text + twin.text
    if status not in (500, 503) or name == "busy":
        assert str(error) in page.text
        assert str(error) in twin.json()["error"]
    assert ("--- a/feeds.yaml" in page.text) is (name == "patch")


async def test_a_refusal_leads_back_to_where_it_was_asked_for(tmp_path: Path) -> None:
    async with visit(tmp_path, rooms=(ROOM,)) as visitor:
        asked = (await visitor.get("/raise/busy?q=a&page=2")).text
        done = await visitor.post("/do/test.locked", {"back": "/raise/absent?q=b"})
        elsewhere = await visitor.post("/do/test.locked", {"back": "https://evil.example/"})
    assert '<a href="/raise/busy?q=a&amp;page=2">Try again</a>' in asked
    assert (done.status_code, elsewhere.status_code) == (503, 503)
    assert '<a href="/raise/absent?q=b">Back to where you were</a>' in done.text
    assert '<a href="/">To the first page</a>' in elsewhere.text


async def test_that_nothing_is_read_stands_above_every_page(visitor: Visitor) -> None:
    await visitor.shell.cycle(visitor.services)
    assert "No feed was read" not in (await visitor.get("/")).text
    visitor.shell.clock.advance(timedelta(days=8))
    page = (await visitor.get("/watchlists")).text
    assert "No feed was read well for 8 d, so nothing new comes" in page
    assert page.index("No feed was read") < page.index("<h1>")


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/nothing.json", 404), ("/feeds/", 404)])
async def test_unknown_addresses(visitor: Visitor, path: str, status: int) -> None:
    answer = await visitor.get(path)
    assert answer.status_code == status
    assert "no such page" in answer.text


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("/feeds?q=a&did=3#x", "/feeds?q=a&did=1#x"),
        ("https://evil.example/", "/?did=1"),
        ("//evil.example/", "/?did=1"),
        ("/\\evil.example", "/?did=1"),
        ("javascript:alert(1)", "/?did=1"),
        ("https://[::1", "/?did=1"),
        ("", "/?did=1"),
    ],
)
async def test_an_action_leads_back_to_a_page_of_the_desk(tmp_path: Path, back: str, leads: str) -> None:
    async with visit(tmp_path, rooms=(ROOM,)) as visitor:
        answer = await visitor.post("/do/test.do", {"what": "it", "back": back})
    assert answer.headers["location"] == leads


def test_local_addresses() -> None:
    assert local("/a?b=c") == "/a?b=c"
    assert [local(one, "/x") for one in ("a", "http://a/", "/\n", "/%0a\r")] == ["/x"] * 4


@pytest.mark.parametrize(
    "page",
    [
        page
        for room in ROOMS
        for page in room.pages
        if not page.posted and "{" not in page.path and not any(one.required for one in page.params)
    ],
)
async def test_each_twin_is_as_its_description_says(visitor: Visitor, page: Page) -> None:
    await visitor.shell.cycle(visitor.services)
    description = await visitor.json("/openapi.json")
    schema = description["paths"][twin_of(page)]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    Draft202012Validator(whole).validate(await visitor.json(twin_of(page)))


def test_all_pages_actions_and_files_are_described() -> None:
    paths = described(ROOMS)["paths"]
    for room in ROOMS:
        assert {f"/do/{one.name}" for one in room.actions} <= set(paths)
        assert {one.path for one in room.files} <= set(paths)


@pytest.mark.parametrize(
    ("languages", "query", "cookie", "direction"),
    [
        ("", "", "", "ltr"),
        ("en-GB,ar;q=0.5", "", "", "ltr"),
        ("ar-SY,en", "", "", "rtl"),
        ("he", "", "", "rtl"),
        ("ar", "?frame=ltr", "", "ltr"),
        ("en", "?frame=rtl", "", "rtl"),
        ("en", "", "frame=rtl", "rtl"),
        ("en", "?frame=nonsense", "", "ltr"),
    ],
)
async def test_the_frame_flips(visitor: Visitor, languages: str, query: str, cookie: str, direction: str) -> None:
    page = (await visitor.get(f"/feeds{query}", **{"accept-language": languages, "cookie": cookie})).text
    assert f'<html lang="en" dir="{direction}">' in page


async def test_files_are_kept_by_browsers_until_they_change(visitor: Visitor) -> None:
    page = (await visitor.get("/feeds")).text
    (address,) = set(re.findall(r'href="(/static/desk\.css\?v=\w+)"', page))
    packed = await visitor.get(address, **{"accept-encoding": "gzip"})
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-encoding"] == "gzip"
    whole = await visitor.get(address, **{"accept-encoding": "identity"})
    assert whole.text == packed.text
    assert (await visitor.get(address, **{"if-none-match": packed.headers["etag"]})).status_code == 304
    assert "immutable" not in (await visitor.get("/static/desk.css?v=0")).headers["cache-control"]
    assert (await visitor.get("/static/../desk.css")).status_code == 404
    assert (await visitor.get("/static/nothing.css")).status_code == 404


def test_what_a_first_visit_loads_is_small() -> None:
    statics = load_statics()
    assert len(statics["desk.css"].packed) < 10_000
    assert len(statics["desk.js"].packed) < 25_000
    assert b"--page" in gzip.decompress(statics["desk.css"].packed)


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "\u202eevil\u202c",
    "{{ 7 * 7 }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_others_wrote_is_text(payload: str) -> None:
    shown = str(told(payload, payload))
    assert re.fullmatch(r'<bdi lang="und" dir="ltr">[^<>"\']*</bdi>', shown)
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://a@b/", "\\\\evil", "http://x y/", ""]
)
def test_what_is_no_link_is_none(url: str) -> None:
    assert "href" not in str(outward(url, "text"))


def test_links_and_times() -> None:
    assert str(outward("https://news.example/a?b=1&c=2")) == (
        '<a href="https://news.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow external">news.example</a>'
    )
    assert str(when(T0)) == '<time datetime="2026-11-22T06:30:00Z">22 Nov 06:30 UTC</time>'
    assert "never" in str(when(None))


def test_a_text_of_another_direction_says_so() -> None:
    assert str(told("قافلة", "ar")) == '<bdi lang="ar" dir="rtl">قافلة</bdi>'


async def test_templates_have_no_script_and_no_style_of_their_own(visitor: Visitor) -> None:
    folder = Path(__file__).parents[3] / "monitor" / "web" / "templates"
    for file in folder.glob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|\|\s*safe\b|autoescape", text), file.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), file.name


def test_no_schema_for_what_json_does_not_know() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd:
        """Has a thing that is none."""

        thing: Any

    page = Page(path="/odd", title="Odd", summary="Odd.", template="x", read=_raise, shape=complex)
    with pytest.raises(TypeError, match="no JSON Schema"):
        described((Room(pages=(page,)),))
