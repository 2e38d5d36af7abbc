"""Drafts of watchlists: results pinned as examples, parts switched off for a moment, samples mailed."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.flow.archive.searching import index_whole
from monitor.model.config import EmailChannel, Target
from monitor.model.delivery import Receipt, Suppression, SuppressionReason
from monitor.model.outcomes import SendResult
from monitor.testing.channel import RecordingChannel
from tests.unit.flow.shell_world import CHANNEL, T0, settings_for
from tests.unit.web.desk_world import Visitor, visit
from tests.unit.web.entering_world import USERS, log_in, put_users
from tests.unit.web.watchlist_world import TEXT, WIDER, edit, opened, typed, with_list


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    """A bot that has read some articles with the list of TEXT."""
    async with visit(tmp_path, with_list(tmp_path)) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


async def pinned(desk: Visitor, text: str, kind: str, number: int = 1) -> str:
    page = await desk.post("/watchlist/pin", edit(await opened(desk), text) | {"pin": f"{number} {kind}"})
    assert page.status_code == 200, page.text
    return page.text


async def test_a_result_becomes_an_example_of_the_draft(desk: Visitor) -> None:
    page = await pinned(desk, TEXT, "match")
    text = typed(page)
    assert text.startswith(TEXT)
    (example,) = re.findall(r"      match:\n        - (.*)\n", text)
    assert "Albu Kamal" in example
    assert "Put down as a text that must match albu-kamal" in page
    assert "1 example comes out" in page
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
    told = await desk.does("/do/watchlist.save", edit(page, text))
    assert "Saved towns.yaml" in told


async def test_an_example_that_does_not_hold_keeps_the_draft_from_being_saved(desk: Visitor) -> None:
    page = await pinned(desk, TEXT, "ignore")
    assert "is found in this example" in page
    assert "0 gained" in page  # What it does otherwise is shown all the same.
    answer = await desk.post("/do/watchlist.save", edit(page, typed(page)))
    assert answer.status_code == 409
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == TEXT
    narrow = TEXT.replace("[Albu Kamal]", "[Nothing At All]")
    page = await pinned(desk, narrow, "match")  # What the list finds as it runs, and the draft does not.
    assert "is not found in this example" in page


async def test_a_known_gap_refuses_nothing_and_says_when_it_is_closed(desk: Visitor) -> None:
    page = await pinned(desk, TEXT.replace("[Albu Kamal]", "[Nothing At All]"), "gap")
    gap = typed(page)
    assert "gap:" in gap
    assert "wrong in it" not in page
    assert "known gap is found by now" not in page
    page = (await desk.post("/watchlist/try", edit(page, gap.replace("[Nothing At All]", "[Albu Kamal]")))).text
    assert "known gap is found by now" in page


async def test_what_is_no_example_is_said(desk: Visitor) -> None:
    assert "Mend what is wrong" in await pinned(desk, "topics: 7\n", "match")
    assert "Mend what is wrong" in await pinned(desk, TEXT, "perhaps")
    lost = await desk.post("/watchlist/pin", edit(await opened(desk), TEXT) | {"pin": "999 match"})
    assert lost.status_code == 422
    assert "not stored any more" in lost.text
    other = TEXT.replace("albu-kamal", "elsewhere").replace("[Albu Kamal]", "[Nothing At All]")
    none = await desk.post("/watchlist/pin", edit(await opened(desk), other) | {"pin": "1 match"})
    assert "Nothing of a topic" in none.text


def parts_told(page: str) -> dict[str, tuple[str, str]]:
    """Of each part by its name: what its button asks for, and what it says."""
    found = re.findall(r'name="press" value="([^"]+)"[^>]*data-part>(.*?)</button>', page, re.DOTALL)
    told = ((press, " ".join(re.sub("<[^>]*>", "", said).split())) for press, said in found)
    return {re.split(r" [\d,]", said, maxsplit=1)[0]: (press, said) for press, said in told}


async def test_each_name_tells_what_it_finds_and_is_switched_off_for_a_moment(desk: Visitor) -> None:
    text = TEXT.replace("[Albu Kamal]", "[Albu Kamal, Nothing At All]")
    form = edit(await opened(desk), text)
    page = (await desk.post("/watchlist/parts", form)).text
    told = parts_told(page)
    assert told["Albu Kamal"][1] == "Albu Kamal 6, 6 only"
    assert told["Nothing At All"][1] == "Nothing At All 0! found"
    page = (await desk.post("/watchlist/parts", form | {"press": told["Albu Kamal"][0]})).text
    assert "−6 lost" in page
    assert "1 part stands otherwise than in the text" in page
    off = parts_told(page)
    assert "off Albu Kamal" in off
    assert typed(page) == text
    # What was switched stays so for a further trial, and is nothing to what is saved.
    key = off["off Albu Kamal"][0].split()[0]
    again = (await desk.post("/watchlist/try", form | {f"part.{key}": "off"})).text
    assert "−6 lost" in again
    assert f'name="part.{key}" value="off"' in again
    await desk.does("/do/watchlist.save", form | {f"part.{key}": "off"})
    assert (desk.config / "watchlists" / "towns.yaml").read_text() == text


async def test_a_condition_tells_what_passes_it_and_what_it_keeps_out(desk: Visitor) -> None:
    needs = TEXT + "    requires: {any: [nothing*], within: sentence}\n"
    form = edit(await opened(desk), needs)
    page = (await desk.post("/watchlist/parts", form)).text
    (condition,) = [one for name, one in parts_told(page).items() if name.startswith("needs")]
    assert condition[1].endswith("0 pass, 6 kept out")
    page = (await desk.post("/watchlist/parts", form | {"press": condition[0]})).text
    assert "This is what runs." in page  # Without it the draft is that.


async def test_parts_of_what_cannot_be_read_are_not_told(desk: Visitor) -> None:
    page = await desk.post("/watchlist/parts", edit(await opened(desk), "topics: 7\n") | {"press": "x off"})
    assert page.status_code == 200
    assert "data-parts" not in page.text
    page = await desk.post("/watchlist/parts", edit(await opened(desk), TEXT) | {"part.zz": "off", "press": "nowhere"})
    assert "Albu Kamal" in parts_told(page.text)


@pytest.fixture
async def read_by_mail(tmp_path: Path) -> AsyncIterator[Visitor]:
    """The same, with a subscription that mails the list to two people."""
    subscription = replace(
        settings_for().subscriptions[0],
        watchlists=("towns",),
        targets=(Target(channel=CHANNEL, recipients=("ops@desk.example", "night@desk.example")),),
    )
    async with visit(tmp_path, with_list(tmp_path, subscriptions=(subscription,))) as visitor:
        await visitor.shell.cycle(visitor.services)
        index_whole(visitor.services.store, lambda _done, _of: None)
        yield visitor


async def sampled(desk: Visitor, text: str, way: str = f"{CHANNEL} night@desk.example") -> str:
    page = (await desk.post("/watchlist/sample", edit(await opened(desk), text) | {"way": way})).text
    assert typed(page) == text  # What was typed is never lost.
    found = re.search(r"data-sampled>(.*?)</p>", page, re.DOTALL)
    assert found
    return html.unescape(re.sub("<[^>]*>", "", found[1]))


async def test_a_sample_of_a_draft_is_mailed_and_counts_nowhere(read_by_mail: Visitor) -> None:
    desk = read_by_mail
    before = desk.services.store.health()
    assert await sampled(desk, WIDER) == "Mailed a sample of 6 stories to night@desk.example. It counts nowhere."
    message = desk.shell.channel.accepted[-1]
    assert message.recipient == "night@desk.example"
    assert message.digest.title == "SAMPLE of Towns <b> as it is drafted"
    assert "no story counts as told" in message.digest.schedule
    assert all(story.quotes and story.told is None for story in message.digest.stories)
    assert desk.services.store.sent_digests(0, 10, "") == []
    assert desk.services.store.health() == before
    (entry,) = desk.services.store.actions(subject="watchlists/towns.yaml")
    assert entry.kind == "watchlist.sample"
    assert "6 stories" in entry.detail["said"]


async def test_what_cannot_be_sampled_is_said(read_by_mail: Visitor) -> None:
    desk, count = read_by_mail, len(read_by_mail.shell.channel.attempts)
    assert "choose to whom" in await sampled(desk, TEXT, f"{CHANNEL} stranger@elsewhere.example")
    assert "mend what is wrong" in await sampled(desk, TEXT.replace("kind:", "kynd:"))
    assert "finds nothing" in await sampled(desk, TEXT.replace("[Albu Kamal]", "[Nothing At All]"))
    desk.services.store.suppress(
        Suppression(
            channel=CHANNEL,
            address="night@desk.example",
            reason=SuppressionReason.UNSUBSCRIBED,
            why="wants no more",
            at=T0,
            by="night@desk.example",
        )
    )
    assert "nothing is sent to night@desk.example: wants no more" in await sampled(desk, TEXT)
    assert len(desk.shell.channel.attempts) == count


async def test_samples_are_few(read_by_mail: Visitor) -> None:
    told = [await sampled(read_by_mail, TEXT, f"{CHANNEL} ops@desk.example") for _ in range(6)]
    assert [one.startswith("Mailed") for one in told] == [True] * 5 + [False]
    assert "several samples just now. Try in 30 seconds" in told[-1]


async def test_a_refusal_of_the_server_is_said(tmp_path: Path) -> None:
    async with visit(tmp_path, with_list(tmp_path)) as desk:
        await desk.shell.cycle(desk.services)
        index_whole(desk.services.store, lambda _done, _of: None)
        refused = Receipt(result=SendResult.PERMANENT, detail="no such mailbox")
        desk.services.channels[CHANNEL] = RecordingChannel(CHANNEL, [refused])  # type: ignore[index]
        (way,) = re.findall(r'<option value="(recording [^"]+)"', await opened(desk))
        assert await sampled(desk, TEXT, way) == "Nothing was mailed: recording said: no such mailbox"
        assert desk.services.store.actions(subject="watchlists/towns.yaml") == []


async def test_the_own_address_comes_first_and_lists_that_nobody_reads_by_mail_offer_no_other(tmp_path: Path) -> None:
    subscription = replace(settings_for().subscriptions[0], targets=(Target(channel=CHANNEL),))
    channel = EmailChannel(name="post", host="mail.example", port=25, sender="bot@desk.example")
    shell = with_list(tmp_path, subscriptions=(subscription,), channels=(channel,))
    async with visit(tmp_path, shell) as desk:
        put_users(desk.config, USERS.replace("name: ada,", "name: ada, mail: ada@desk.example,"))
        await log_in(desk, "ada")
        assert '<option value="post ada@desk.example">ada@desk.example (you)' in await opened(desk)
        put_users(desk.config, USERS)
        desk.client.cookies.clear()
        await log_in(desk, "ada")
        assert "/watchlist/sample" not in await opened(desk)
