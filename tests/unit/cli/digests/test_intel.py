"""STIX and MISP: accepted by their makers' libraries, the same objects at each export, nothing of a feed's in force."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import stix2
from pymisp import MISPEvent
from stix2validator import ValidationOptions, validate_string

from monitor.cli.digests.intel.findings import Finding, Marking, Tlp, findings
from monitor.cli.digests.intel.misp import misp_events
from monitor.cli.digests.intel.stix import stix_bundle
from monitor.cli.digests.routes.export import _renderer
from monitor.errors import UsageError
from monitor.model.ids import AlertId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.ways import AlertRow

AT = datetime(2026, 11, 22, 4, 58, 7, 123456, tzinfo=UTC)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
MARKING = Marking(tlp=Tlp.AMBER, author="Border desk")


def row(number: int = 1, story: int = 1, **changes: Any) -> AlertRow:
    made = AlertRow(
        id=AlertId(number),
        at=AT + timedelta(hours=number),
        watchlist="border",
        topics=("albu-kamal",),
        reason=AlertReason.FIRST if number == 1 else AlertReason.NEW_FACT,
        new=() if number == 1 else ("14 (killed)",),
        story=StoryId(story),
        title=f"Convoy crosses at Albu Kamal ({number})",
        url=f"https://news.example/a/{number}",
        publisher="Deir Ezzor Observer",
        language="en",
        published_at=AT,
        first_seen_at=AT + timedelta(minutes=1),
        told=("desk",),
    )
    return replace(made, **changes)


ROWS: dict[str, list[AlertRow]] = {
    "nothing": [],
    "a story": [row()],
    "its update": [row(), row(2)],
    "two stories": [row(), row(2, 2), row(3)],
    "one article, two watchlists": [row(), row(2, url=row().url, watchlist="irgc", topics=("irgc", "quds"))],
    "in Arabic": [row(title="قافلة تعبر من البوكمال", publisher="عنب بلدي", language="ar")],
    "without a name": [row(title="", publisher="", topics=())],
    "an address inside": [row(url="http://10.0.0.1/login"), row(2, 2, url="http://router.lan/")],
    "an address with letters": [row(url="https://مثال.example/قافلة?x=1&y=2")],
    "an address that is none": [row(url="javascript:alert(1)"), row(2, url="")],
    "hostile": [
        row(title='![x](https://evil.example/p.png) <img src=x> [a](javascript:x) `c` "} ]]>\n# h', new=("*x*",))
    ],
    "long": [row(title="قافلة " * 400)],
    "of one moment": [row(1, 1, at=AT), row(2, 2, at=AT), row(3, 1, at=AT)],
}
SORTS = pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
MARKED = pytest.mark.parametrize("tlp", Tlp)


@SORTS
def test_a_bundle_is_valid_for_the_library_and_for_the_validator(rows: list[AlertRow]) -> None:
    text = stix_bundle(findings(rows, EVER), MARKING)
    bundle = stix2.parse(text, allow_custom=False)
    judged = validate_string(text, ValidationOptions(version="2.1"))
    assert (judged.is_valid, judged.errors) == (True, [])
    ids = [one["id"] for one in bundle.objects]
    assert len(ids) == len(set(ids))
    for report in (one for one in bundle.objects if one["type"] == "report"):
        assert set(report["object_refs"]) <= set(ids)
        assert report["created_by_ref"] in ids
        assert report["modified"] >= report["created"]
    assert sum(one["type"] == "report" for one in bundle.objects) == len({one.story for one in rows})


@SORTS
def test_events_are_taken_up_as_they_were(rows: list[AlertRow]) -> None:
    response = json.loads(misp_events(findings(rows, EVER), MARKING))["response"]
    assert len(response) == len({one.story for one in rows})
    for one in response:
        event = MISPEvent()
        event.load(json.dumps(one), validate=False)
        assert json.loads(event.to_json()) == one["Event"]
        assert all(attribute.type == "link" and not attribute.to_ids for attribute in event.attributes)
        uuids = [event.uuid, *(attribute.uuid for attribute in event.attributes), event.EventReport[0].uuid]
        assert len(uuids) == len(set(uuids))


def links(rows: list[AlertRow]) -> set[str]:
    bundle = json.loads(stix_bundle(findings(rows, EVER), MARKING))["objects"]
    response = json.loads(misp_events(findings(rows, EVER), MARKING))["response"]
    found = {one["value"] for one in bundle if one["type"] == "url"}
    named = {ref["url"] for one in bundle for ref in one.get("external_references", ()) if "url" in ref}
    assert found == named == {one["value"] for event in response for one in event["Event"].get("Attribute", ())}
    return found


def test_only_what_may_be_linked_is() -> None:
    told = {name: links(rows) for name, rows in ROWS.items()}
    assert told["its update"] == {"https://news.example/a/1", "https://news.example/a/2"}
    assert told["an address inside"] == told["an address that is none"] == set()


@pytest.mark.parametrize("render", [stix_bundle, misp_events])
def test_an_export_again_is_the_same_and_a_later_one_the_next_version(render: Any) -> None:
    first = render(findings(ROWS["a story"], EVER), MARKING)
    assert render(findings(list(ROWS["a story"]), EVER), MARKING) == first
    later = render(findings(ROWS["its update"], EVER), MARKING)
    # Of a period in which only the update came, the story is whole all the same.
    assert render(findings(ROWS["its update"], ROWS["its update"][1].at), MARKING) == later
    assert findings(ROWS["its update"], ROWS["its update"][1].at + timedelta(seconds=1)) == []
    before, after = (_versions(one) for one in (first, later))
    assert before.keys() <= after.keys()
    assert any(after[one] > stamp for one, stamp in before.items())
    other = render(findings([row(at=AT)], EVER), MARKING)
    assert not {one for one in _versions(other) if one.startswith(("report", "event"))} & before.keys()


def _versions(text: str) -> dict[str, str]:
    made = json.loads(text)
    if "objects" in made:
        return {one["id"]: one.get("modified", "") for one in made["objects"]}
    return {f"event {one['Event']['uuid']}": str(one["Event"]["timestamp"]) for one in made["response"]}


@MARKED
def test_who_may_be_shown_it(tlp: Tlp) -> None:
    found, marking = findings([row()], EVER), Marking(tlp=tlp, author="Desk")
    objects = json.loads(stix_bundle(found, marking))["objects"]
    (marked,) = {one["definition"]["tlp"] for one in objects if one["type"] == "marking-definition"}
    assert marked == ("white" if tlp is Tlp.CLEAR else tlp)
    (report,) = (one for one in objects if one["type"] == "report")
    assert report["labels"] == ["border/albu-kamal"]
    (event,) = json.loads(misp_events(found, marking))["response"]
    assert [tag["name"] for tag in event["Event"]["Tag"]] == [f"tlp:{tlp}", 'monitor:topic="border/albu-kamal"']
    assert event["Event"]["Orgc"]["name"] == "Desk"
    assert event["Event"]["distribution"] == "0"
    assert event["Event"]["published"] is False


def test_the_course_of_a_story_is_told_and_does_nothing() -> None:
    (finding,) = findings(ROWS["hostile"], EVER)
    assert isinstance(finding, Finding)
    (event,) = json.loads(misp_events([finding], MARKING))["response"]
    content = event["Event"]["EventReport"][0]["content"]
    assert content.count("\n") == 0
    assert "\\!\\[x\\]\\(https\\://evil" in content
    told = json.loads(stix_bundle(findings(ROWS["its update"], EVER), MARKING))["objects"][-1]["description"]
    assert told.splitlines()[1].endswith("(new: 14 (killed))")


@pytest.mark.parametrize(("form", "package"), [("stix", "stix2"), ("misp", "pymisp")])
def test_a_library_that_is_not_there_is_one_sentence(form: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, f"monitor.cli.digests.intel.{form}")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=f"needs the package {package}.* -m pip install {package}$"):
        _renderer(form)


def test_nothing_else_loads_them() -> None:
    code = "import sys, monitor.cli.digests.routes.export; print([n for n in ('stix2', 'pymisp') if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
