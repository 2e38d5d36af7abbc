"""What is not the story: rails, captions, consent notices."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.watch import MatchText, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.text.beginnings import Beginnings
from monitor.watch.text.cues import LABEL_CUES, SIGN_UP_CUES, STANDING_CUES, TAG_CUES
from monitor.watch.text.zones import ZoneKind, zone_at, zones

STORY = (
    "Militias left several positions near the border on Friday, and residents of three villages said that the last "
    "convoy had crossed into the desert before the sun came up over the river.\n"
)
NAME = "Imam Ali base"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("Read more: Fighters quit the Imam Ali base", ZoneKind.RELATED, id="read more"),
        pytest.param("RELATED: Imam Ali base", ZoneKind.RELATED, id="related, in capitals"),
        pytest.param("> See also: Imam Ali base", ZoneKind.RELATED, id="behind a bullet"),
        pytest.param("[Read also: Imam Ali base]", ZoneKind.RELATED, id="in brackets"),
        pytest.param("Previous article: Imam Ali base", ZoneKind.RELATED, id="previous article"),
        pytest.param("اقرأ أيضا: Imam Ali base", ZoneKind.RELATED, id="arabic"),
        pytest.param("همچنین بخوانید: Imam Ali base", ZoneKind.RELATED, id="persian"),
        pytest.param("Читайте также: Imam Ali base", ZoneKind.RELATED, id="russian"),
        pytest.param("קראו גם: Imam Ali base", ZoneKind.RELATED, id="hebrew"),
        pytest.param("Ayrıca okuyun: Imam Ali base", ZoneKind.RELATED, id="turkish"),
        pytest.param("À lire aussi : Imam Ali base", ZoneKind.RELATED, id="french"),
        pytest.param("Lesen Sie auch: Imam Ali base", ZoneKind.RELATED, id="german"),
        pytest.param("Ver también: Imam Ali base", ZoneKind.RELATED, id="spanish"),
        pytest.param("Photo: soldiers at the Imam Ali base", ZoneKind.CAPTION, id="photo"),
        pytest.param("File photo of the Imam Ali base in 2018", ZoneKind.CAPTION, id="file photo"),
        pytest.param("Smoke over the Imam Ali base. (Reuters/File Photo)", ZoneKind.CAPTION, id="credit in brackets"),
        pytest.param("Smoke over the Imam Ali base / Getty Images", ZoneKind.CAPTION, id="credit at the end"),
        pytest.param("صورة: Imam Ali base", ZoneKind.CAPTION, id="arabic caption"),
        pytest.param("Фото: Imam Ali base", ZoneKind.CAPTION, id="russian caption"),
        pytest.param("צילום: Imam Ali base", ZoneKind.CAPTION, id="hebrew caption"),
        pytest.param("We use cookies to show you news of the Imam Ali base.", ZoneKind.CONSENT, id="cookies"),
        pytest.param("Subscribe to our newsletter about the Imam Ali base", ZoneKind.CONSENT, id="sign up"),
        pytest.param("© Imam Ali base", ZoneKind.CONSENT, id="copyright"),
        pytest.param("©2026 Imam Ali base", ZoneKind.CONSENT, id="copyright, no space"),
        pytest.param("İLGİLİ HABERLER: Imam Ali base", ZoneKind.RELATED, id="turkish, in capitals"),
        pytest.param("READ  ALSO: Imam Ali base", ZoneKind.RELATED, id="two spaces"),
    ],
)
def test_a_cue_opens_a_zone(line: str, kind: ZoneKind) -> None:
    text = STORY + line + "\n" + STORY
    found = zones(text)
    assert [zone.kind for zone in found] == [kind]
    assert zone_at(found, text.index(NAME)) is not None
    assert zone_at(found, 0) is None
    assert zone_at(found, len(text) - 2) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Imam Ali base", id="one short line"),
        pytest.param("Read more about the Imam Ali base in the archive of the town.", id="the words in a sentence"),
        pytest.param("More troops left the Imam Ali base: a hundred men.", id="more, a colon later"),
        pytest.param("Photographs of the Imam Ali base show empty halls.", id="a word that begins like a cue"),
        pytest.param("See the Imam Ali base.", id="see"),
        pytest.param("The watch at the Imam Ali base said: leave.", id="watch"),
        pytest.param("Related militias left the Imam Ali base on Friday.", id="related"),
        pytest.param("Bakers at the Imam Ali base gave out cookies.", id="cookies that are eaten"),
        pytest.param(
            STORY * 2 + "The list names:\n" + "The Imam Ali base of the second corps\n" * 4,
            id="a list that is announced",
        ),
        pytest.param(STORY * 2 + "Imam Ali base: one\n" * 5, id="rows of a table"),
        pytest.param("Three headlines about the Imam Ali base\n" * 3, id="nothing but headlines"),
    ],
)
def test_what_belongs_to_the_story(text: str) -> None:
    assert zones(text) == ()


def test_a_link_inside_a_paragraph_ends_the_story_there() -> None:
    text = "The convoy left on Friday. Read more: Imam Ali base is empty"
    found = zones(text)
    assert zone_at(found, text.index(NAME)) is not None
    assert zone_at(found, text.index("Friday")) is None


def test_a_heading_opens_a_list_and_the_next_sentence_ends_it() -> None:
    text = f"{STORY}See also\nImam Ali base emptied overnight\n\nWho holds the border now?\n{STORY}"
    assert [text[zone.start : zone.end].splitlines()[0] for zone in zones(text)] == ["See also"]
    assert zones(text)[0].end == text.index("now?") + len("now?")


def test_headlines_at_the_foot_are_a_rail() -> None:
    rail = [
        "Fighters quit the Imam Ali base at last",
        "Ships gather for the harbour parade today",
        "Rain expected over the coast again on Sunday",
    ]
    text = STORY * 2 + "\n".join(rail)
    assert [text[zone.start : zone.end] for zone in zones(text)] == rail


@pytest.mark.parametrize(
    ("text", "strengths"),
    [
        pytest.param(STORY + "Read more: the Imam Ali base is empty", [Strength.WEAK], id="only in the rail"),
        pytest.param(
            "Men left the Imam Ali base.\nRead more: the Imam Ali base", [Strength.STRONG, Strength.WEAK], id="in both"
        ),
        pytest.param("Men left the Imam Ali base.", [Strength.STRONG], id="in the story"),
    ],
)
def test_hits_beside_the_story_are_weak(
    text: str, strengths: list[Strength], topic: Callable[..., Topic], watchlist: Callable[..., Watchlist]
) -> None:
    result = compile_watchlists([watchlist(topic("base", NAME))]).match(MatchText(title="", text=text))
    assert [hit.strength for hit in result.hits] == strengths
    assert all(("not in the story" in hit.reason) == (hit.strength is Strength.WEAK) for hit in result.hits)
    assert result.verdicts[0].strength is strengths[0]


def test_a_title_is_always_story(topic: Callable[..., Topic], watchlist: Callable[..., Watchlist]) -> None:
    result = compile_watchlists([watchlist(topic("base", NAME))]).match(MatchText(title=f"Photo: {NAME}", text=""))
    assert [hit.strength for hit in result.hits] == [Strength.STRONG]


PARTS = st.sampled_from(
    ["Read more:", "See also", "Photo:", "cookies", "We use", "a name", ".", "\n", " ", "©", "ـ", "\u2028"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=60).map("".join)))
def test_zones_are_apart_and_inside_the_text(text: str) -> None:
    found = zones(text)
    assert all(0 <= zone.start < zone.end <= len(text) for zone in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


CREDITS = {
    "a note about the author": (
        "About the author\nJane Doe has reported from Imam Ali base since 2010.",
        ZoneKind.AUTHOR,
    ),
    "a note without a heading": ("Jane Doe is a reporter based near Imam Ali base.", ZoneKind.AUTHOR),
    "what she did": ("Jane Doe has covered Imam Ali base for ten years.", ZoneKind.AUTHOR),
    "a sign-off": ("(Reporting by S. Adan at Imam Ali base; editing by R. Nour)", ZoneKind.AUTHOR),
    "more reporting": ("Additional reporting by S. Adan at Imam Ali base.", ZoneKind.AUTHOR),
    "a contribution": ("S. Adan at Imam Ali base contributed to this report.", ZoneKind.AUTHOR),
    "German about the author": ("Über die Autorin\nSie lebt in Imam Ali base.", ZoneKind.AUTHOR),
    "tags": ("Tags: Imam Ali base, roads", ZoneKind.TAGS),
    "topics": ("Topics: Imam Ali base | roads", ZoneKind.TAGS),
    "filed": ("Filed under: Imam Ali base", ZoneKind.TAGS),
    "filed without a colon": ("Filed under Imam Ali base, Roads", ZoneKind.TAGS),
    "German tags": ("Schlagworte: Imam Ali base", ZoneKind.TAGS),
    "French tags": ("Mots-clés : Imam Ali base", ZoneKind.TAGS),
    "Russian tags": ("Теги: Imam Ali base", ZoneKind.TAGS),
    "Arabic tags": ("الوسوم: Imam Ali base", ZoneKind.TAGS),
    "Persian tags": ("برچسب‌ها: Imam Ali base", ZoneKind.TAGS),
    "Hebrew tags": ("תגיות: Imam Ali base", ZoneKind.TAGS),
    "Chinese tags": ("标签：Imam Ali base", ZoneKind.TAGS),
}


@pytest.mark.parametrize(("line", "kind"), CREDITS.values(), ids=CREDITS.keys())
def test_credits_at_the_foot_are_zones(line: str, kind: ZoneKind) -> None:
    text = STORY * 2 + line
    assert [zone.kind for zone in zones(text)] == [kind]
    assert zone_at(zones(text), text.index(NAME)) is not None


@pytest.mark.parametrize("line", ["By Jane Doe at Imam Ali Base", "BY JANE DOE and John Roe, Imam Ali Base"])
def test_a_by_line_is_a_zone(line: str) -> None:
    assert [zone.kind for zone in zones(f"{line}\n{STORY * 2}")] == [ZoneKind.AUTHOR]


NO_CREDITS = {
    "a day": f"By Sunday the army had left Imam Ali base\n{STORY}",
    "a journalist in the news": f"{STORY * 2}Jane Doe is a journalist who was arrested near Imam Ali base on Sunday.",
    "edited by hand": f"{STORY * 2}Edited by hand, the list of Imam Ali base held twelve names.",
    "a category of storms": f"{STORY * 2}Category three storm hits Imam Ali base.",
    "reporting": f"{STORY * 2}Reporting from Imam Ali base shows that the bridge fell.",
    "a sign-off in the middle": f"{STORY}Written by hand, a note at Imam Ali base asked for help.\n{STORY * 4}",
}


@pytest.mark.parametrize("text", NO_CREDITS.values(), ids=NO_CREDITS.keys())
def test_news_that_begins_like_credits_is_story(text: str) -> None:
    assert zones(text) == ()


ROWS = (
    "Two shells on the edge of Imam Ali base at dawn", "One drone over the market of Sarin at noon",
    "Three rockets on the grain silos of Old Marrat",
)  # fmt: skip
OWN = {
    "under a heading": "\n".join(("Strikes recorded on Sunday", *ROWS)),
    "as items": "\n".join(f"- {row}" for row in ROWS),
    "as a table": "\n".join(f"| Sunday | {row} |" for row in ROWS),
    "as cells": "\n".join(f"Sunday | dawn | {row}" for row in ROWS),
    "as quotations": "\n".join(f"“{row},” a teacher said" for row in ROWS),
    "one line under Latest": f"Latest\n{ROWS[0]}\n{STORY}",
}


@pytest.mark.parametrize("rows", OWN.values(), ids=OWN.keys())
def test_rows_of_the_storys_own_are_story(rows: str) -> None:
    text = STORY * 2 + rows
    assert zone_at(zones(text), text.index(NAME)) is None


def test_bare_rows_at_the_foot_are_links() -> None:
    text = STORY * 2 + "\n".join(ROWS)
    assert zone_at(zones(text), text.index(NAME)) is not None


@pytest.mark.parametrize(
    ("line", "weak"),
    [
        (f"Subscribe to our newsletter. Two shells fell on {NAME} at dawn, the mayor said.", False),
        (f"Subscribe to our newsletter. Get news of {NAME} in your inbox.", True),
        (f"We use cookies on this site. Two shells fell on {NAME} at dawn.", False),
        (f"Two shells fell on {NAME} at dawn. We use cookies on this site.", False),
        (f"We use cookies. By clicking accept you agree that {NAME} Media reads them.", True),
    ],
)
def test_a_notice_ends_with_its_sentences(line: str, weak: bool) -> None:
    text = f"{line}\n{STORY * 2}"
    assert (zone_at(zones(text), text.index(NAME)) is not None) is weak


@pytest.mark.parametrize("change", [str, str.upper, str.title, lambda cue: cue.replace(" ", "\u00a0 ")])
def test_no_cue_is_passed_over_for_its_first_letters(change: Callable[[str], str]) -> None:
    cues = (*LABEL_CUES, *STANDING_CUES, *TAG_CUES, *SIGN_UP_CUES)
    beginnings = Beginnings(cues)
    assert [cue for cue in cues if not beginnings.begin(f"{change(cue)}: more")] == []
    assert not beginnings.begin("Zwölf Kilometer weiter")
