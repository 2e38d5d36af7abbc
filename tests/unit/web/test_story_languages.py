"""The page of a story in several languages: the one that its readers like best, and what a machine made of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.flow.desk.spoken import liked
from monitor.model.config import Settings
from monitor.model.ids import ArticleId
from monitor.model.stories import Telling
from tests.unit.core.builders import member
from tests.unit.flow.shell_world import SUBSCRIPTION, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import visit

ARABIC = "قافلة تعبر من البوكمال"


def settings(*languages: tuple[str, ...]) -> Settings:
    return settings_for(subscriptions=tuple(replace(SUBSCRIPTION, languages=one) for one in languages))


@pytest.mark.parametrize(
    ("languages", "spoken", "found"),
    [
        ([()], "ar en", 0),
        ([("en",)], "ar en en", 2),
        ([("ru", "en")], "ar en ru", 3),
        ([("en-GB",)], "ar en", 2),
        ([("fr",)], "ar en", 0),
        ([(), ("en",)], "ar en", 2),
        ([("fr",), ("en",)], "ar en", 0),
    ],
)
def test_which_article_readers_like_best(languages: list[tuple[str, ...]], spoken: str, found: int) -> None:
    members = [member(1, number, language=one) for number, one in enumerate(spoken.split(), 1)]
    best = liked(members, settings(*languages), ["towns"])
    assert (0 if best is None else best.telling.article_id) == found
    assert liked(members, settings(*languages), ["another"]) is None


async def test_the_page_shows_both_headlines_and_says_who_tells_it_in_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(tmp_path, fetcher_for(watched(1)), settings(("en",)))
    async with visit(tmp_path, shell) as visitor:
        await visitor.shell.cycle(visitor.services)
        visitor.shell.clock.advance(timedelta(hours=1))
        await visitor.shell.cycle(visitor.services)
        store = visitor.services.store
        title = store.event_members({1: 1})[0].title  # type: ignore[dict-item]
        arabic = member(
            1,
            2,
            "SANA",
            title=ARABIC,
            language="ar",
            telling=Telling(article_id=ArticleId(2), publisher="SANA"),
            first_seen_at=visitor.shell.clock.now().replace(year=2020),
        )
        plain = store.event_members
        monkeypatch.setattr(store, "event_members", lambda events: (*plain(events), arabic))
        monkeypatch.setattr("monitor.flow.desk.story._Event.lead", arabic)
        digest = store.digests(1)[0]
        (section,) = digest.sections
        (story,) = section.stories
        made = replace(story, translations=((ARABIC, "A <b>convoy</b>\u202e crosses"),), translated_to="en")
        told = replace(digest, sections=(replace(section, stories=(made,)),))
        monkeypatch.setattr(store, "digest", lambda _key: told)
        page = (await visitor.get("/story/1")).text
        assert f'<h1><bdi lang="en" dir="ltr">{title}' in page
        assert "First told in Arabic:" in page
        assert f'<bdi lang="ar" dir="rtl">{ARABIC}</bdi>' in page
        assert "Told in Arabic by 1, in English by 1." in page
        assert page.count("A &lt;b&gt;convoy&lt;/b&gt; crosses</bdi> (machine translation)") == 1
        told_in = (await visitor.json("/story/1.json"))["page"]["told_in"]
        assert told_in == [["ar", 1], ["en", 1]]

        def unreadable(_key: str) -> None:
            raise StoreError("A stored Digest cannot be read.")

        monkeypatch.setattr(store, "digest", unreadable)
        page = (await visitor.get("/story/1")).text
        assert f'<h1><bdi lang="en" dir="ltr">{title}' in page
        assert "machine translation" not in page
