"""Stories that are told in several languages: which one is shown, what alerted beside it, and who tells it in which."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product

import jsonschema
import pytest
from bidi import get_display

from monitor.deliver.chat.message import ChatDigest
from monitor.deliver.feed.entries import entries_of
from monitor.deliver.render import render
from monitor.deliver.render.digest import print_part
from monitor.deliver.render.stories import Limits
from monitor.deliver.render.words import language_name
from monitor.deliver.webhook import payload_schema
from monitor.model.delivery import Message
from monitor.model.digests import WHOLE, Digest, DigestStory, Part
from monitor.parse.language_tables import SCRIPTS
from monitor.parse.language_tables import SPOKEN as RECOGNISED
from monitor.store.schema.codec import decode, encode
from tests.unit.deliver.kit import NOON, TEXTS, make_digest, make_report, make_story, make_update
from tests.unit.deliver.test_render import disallowed, isolated, left_to_right, tree, words

FORMS = {"full": Limits(7, 60), "brief": Limits(0, 60), "line": Limits(0, 0)}
SPOKEN = (("ar", 3), ("ru", 2), ("en", 1))


def spoken(language: str = "en", alerted: str = "ar", number: int = 1, *, update: bool = False) -> DigestStory:
    """A story shown in one language whose alert is an article in another."""
    source = make_story(90 + number, alerted)
    original = make_report(number, alerted, title=source.title, url=source.url, host=source.host, says=())
    made = make_update(number, "en") if update else make_story(number, language)
    return replace(made, original=original, original_quotes=source.quotes, told_in=SPOKEN, reports=(original,))


def digest_of(*stories: DigestStory) -> Digest:
    digest = make_digest(1)
    return replace(digest, sections=(replace(digest.sections[0], stories=stories),), weak=())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("update", [False, True])
def test_what_alerted_stands_once_beside_what_is_shown(form: str, update: bool) -> None:
    story = spoken(update=update)
    printed = print_part(digest_of(story), WHOLE, FORMS[form])
    assert story.original is not None
    for part in (words(printed), printed.text):
        assert part.count("What alerted, in Arabic:") == 1
        assert part.count(story.original.title) == 1
        assert "Also new" not in part
        assert (TEXTS["ar"][1][:20] in part) is (form == "full")
    assert story.original.url in {node.get("href") for node in tree(printed).iter("a")}
    assert disallowed(tree(printed)) == []


@pytest.mark.parametrize("form", ["full", "brief"])
def test_who_tells_it_in_which_language(form: str) -> None:
    printed = print_part(digest_of(spoken()), WHOLE, FORMS[form])
    for part in (words(printed), " ".join(printed.text.split())):
        assert part.casefold().count("told in arabic by 3, in russian by 2, in english by 1") == 1
    one = print_part(digest_of(make_story(1)), WHOLE, FORMS[form])
    assert "told in" not in words(one).casefold()


def test_many_languages_are_counted_and_an_unknown_one_is_named_by_its_tag() -> None:
    many = tuple((tag, 1) for tag in ("ar", "de", "qqx", "en", "fr", "he", "ru", "tr"))
    text = render(digest_of(replace(spoken(), told_in=many))).text
    assert "in qqx by 1" in text
    assert "in Hebrew by 1 and 2 more." in " ".join(text.split())


def test_another_headline_is_still_new_beside_it() -> None:
    story = spoken()
    other = replace(story, reports=(*story.reports, make_report(5)))
    for part in (words(render(digest_of(other))), render(digest_of(other)).text):
        assert part.count("Also new") == 1
        assert part.count("Report 5") == 1


@pytest.mark.parametrize(("shown", "alerted"), [one for one in product(TEXTS, TEXTS) if one[0] != one[1]])
def test_no_figure_changes_its_place_and_every_block_has_its_direction(shown: str, alerted: str) -> None:
    rendered = render(digest_of(spoken(shown, alerted)))
    root = tree(rendered)
    for node in (node for node in root.iter("p") if {"one", "quote"} & set(node.get("class", "").split())):
        side = {"rtl": "right", "ltr": "left"}[node.get("dir") or ""]
        assert node.get("lang")
        assert f"text-align:{side}" in (node.get("style") or "").replace(": ", ":")
    lines = [
        one for one in rendered.text.splitlines() if re.search(r"\d", one) and not re.match(r"[\u0590-\u08ff]", one)
    ]
    blocks = [node for node in root.iter("p") if node.get("dir") != "rtl"]
    for line in (*lines, *(isolated(block) for block in blocks)):
        assert left_to_right(get_display(line, base_dir="L")) == left_to_right(line)


def test_chats_and_feeds_tell_it_too() -> None:
    digest = digest_of(spoken())
    [paragraph] = ChatDigest(digest, longest_link=300).message(Part()).stories
    lines = ["".join(span.text for span in line) for line in paragraph]
    assert sum("What alerted, in Arabic:" in line and TEXTS["ar"][0] in line for line in lines) == 1
    assert sum("Told in Arabic by 3" in line for line in lines) == 1
    assert not any("Also new" in line for line in lines)
    message = Message(id="m", recipient="", digest=digest, at=NOON)
    [entry] = entries_of(message)
    assert entry.html.count("What alerted, in Arabic:") == 1
    assert TEXTS["ar"][0] in entry.html
    assert "Told in Arabic by 3" in entry.html


def test_webhooks_carry_both() -> None:
    payload = json.loads(render(digest_of(spoken(), make_story(2))).json)
    jsonschema.validate(payload, payload_schema(), format_checker=jsonschema.FormatChecker())
    both, alone = payload["data"]["sections"][0]["stories"]
    assert both["original"]["language"] == "ar"
    assert both["original"]["quotes"][0]["text"] == TEXTS["ar"][1]
    assert both["told_in"][0] == {"language": "ar", "publishers": 3}
    assert (alone["original"], alone["told_in"]) == (None, [])


def test_it_is_kept_as_it_was_composed() -> None:
    digest = digest_of(spoken())
    assert decode(Digest, encode(digest)) == digest


MADE = {
    "ar": ("A convoy crosses from Albu Kamal", "A convoy of 14 trucks crossed before dawn."),
    "he": ("New sanctions on 3 companies", "The treasury announced sanctions on 4 companies."),
    "ru": ("The Guards change a commander", "The commander was replaced."),
    "en": ("שיירה חוצה באבו כמאל 3", "תושבים אמרו ש-14 משאיות חצו לפני עלות השחר."),
    "fa": ("A convoy passed", "Residents said 2 convoys passed."),
}


def translated(story: DigestStory, to: str = "en") -> DigestStory:
    """The story with translations of all that is not in the language `to`."""
    articles = [(story.language, story.title, story.quotes)]
    if story.original is not None:
        articles.append((story.original.language, story.original.title, story.original_quotes))
    pairs = [
        pair
        for language, title, quotes in articles
        if language != to
        for pair in ((title, MADE[language][0]), *((one.text, MADE[language][1]) for one in quotes))
    ]
    return replace(story, translations=tuple(pairs), translated_to=to)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["ar", "he", "ru", "fa"])
def test_a_translation_stands_beside_its_text_and_says_what_it_is(form: str, language: str) -> None:
    story = translated(make_story(1, language))
    printed = print_part(digest_of(story), WHOLE, FORMS[form])
    assert disallowed(tree(printed)) == []
    for part, mark in (
        (words(printed), "(machine translation)"),
        (" ".join(printed.text.split()), "Machine translation:"),
    ):
        assert story.title in part
        assert part.count(MADE[language][0]) == 1
        assert (MADE[language][1] in part) is (form == "full")
        assert part.count(mark) == 1 + (form == "full")
    assert "achine translation" not in words(print_part(digest_of(make_story(1, language)), WHOLE, FORMS[form]))


@pytest.mark.parametrize(("shown", "alerted"), [one for one in product(TEXTS, TEXTS) if one[0] != one[1]])
@pytest.mark.parametrize("to", ["en", "he"])
def test_no_figure_of_a_translation_changes_its_place(shown: str, alerted: str, to: str) -> None:
    story = translated(spoken(shown, alerted), to)
    if to == "he":
        story = replace(story, translations=tuple((text, MADE["en"][1]) for text, _ in story.translations))
    rendered = render(digest_of(story))
    root = tree(rendered)
    marked = [node for node in root.iter("p") if "machine translation" in "".join(node.itertext())]
    assert len(marked) == len(story.translations)
    assert {node.get("dir") for node in marked} == {"rtl" if to == "he" else "ltr"}
    assert {node.get("lang") for node in marked} == {to}
    lines = [
        one for one in rendered.text.splitlines() if re.search(r"\d", one) and not re.match(r"[\u0590-\u08ff]", one)
    ]
    blocks = [node for node in root.iter("p") if node.get("dir") != "rtl"]
    for line in (*lines, *(isolated(block) for block in blocks)):
        assert left_to_right(get_display(line, base_dir="L")) == left_to_right(line)


def test_translations_reach_chats_feeds_and_webhooks_marked() -> None:
    digest = digest_of(translated(spoken("ru", "ar")))
    [paragraph] = ChatDigest(digest, longest_link=300).message(Part()).stories
    lines = ["".join(span.text for span in line) for line in paragraph]
    machine = [line.removeprefix("Machine translation: ") for line in lines if line.startswith("Machine translation: ")]
    assert machine == [MADE["ru"][0], MADE["ar"][0], MADE["ar"][1]], "chats quote what alerted only"
    [entry] = entries_of(Message(id="m", recipient="", digest=digest, at=NOON))
    assert entry.html.count("(machine translation)") == 4
    payload = json.loads(render(digest).json)
    jsonschema.validate(payload, payload_schema(), format_checker=jsonschema.FormatChecker())
    [told] = payload["data"]["sections"][0]["stories"]
    assert told["translation"] == {"language": "en", "text": MADE["ru"][0]}
    assert told["original"]["translation"] == {"language": "en", "text": MADE["ar"][0]}
    assert told["original"]["quotes"][0]["translation"] == {"language": "en", "text": MADE["ar"][1]}
    assert decode(Digest, encode(digest)) == digest


def test_every_language_that_texts_are_recognised_in_has_a_name() -> None:
    tags = {*RECOGNISED, *(tag for _, _, languages in SCRIPTS for tag in languages.split())}
    assert [tag for tag in sorted(tags) if not language_name(tag)] == []
