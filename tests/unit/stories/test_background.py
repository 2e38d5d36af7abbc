"""What two texts share below two main topics is background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import ToldText
from monitor.stories.background import is_background, own_text, standing, without, without_shared
from monitor.stories.cleaning import words
from monitor.stories.copies import Text, compare
from tests.unit.core.builders import article

HISTORY = (
    "The valley has had no governor since the floods of last spring, when the old one fled by boat with the seal.",
    "Its three towns have quarrelled over ferry rights and salt works for longer than anybody can remember.",
)
RESIGNS = (
    "Councillor resigns over cement bills",
    "The councillor for works gave up his post after auditors found bills.",
    "He did not speak.",
)
MACHINE = (
    "Clinic receives an X-ray machine",
    "Doctors unpacked an X-ray machine that charities had paid for.",
    "Patients cheered.",
)
SAME_TOPIC = (RESIGNS[0], "Cement bills cost the councillor for works his post.")


@pytest.mark.parametrize(
    ("new", "background"),
    [
        pytest.param((*MACHINE, *HISTORY), True, id="another topic above the same history"),
        pytest.param((*RESIGNS, *HISTORY), False, id="the same text"),
        pytest.param(
            (RESIGNS[0], "Cement bills cost the councillor for works his post.", *HISTORY), False, id="one topic"
        ),
    ],
)
def test_what_is_shared_below_two_topics(new: tuple[str, ...], background: bool) -> None:
    old = article(1, title=RESIGNS[0], text="\n".join((*RESIGNS[1:], *HISTORY)))
    other = replace(old, title=new[0], text="\n".join(new[1:]))
    finding = compare(Text.of(other.text), Text.of(old.text))
    assert finding is not None
    assert is_background(other, old, finding) is background


def report(number: int, title: str, first: str) -> Article:
    """A page of a desk whose other sentences are a form."""
    text = (
        f"{first} The council of the town said so in report number {number} on the harvest, the roads and the schools"
        f" of district {number}.\n{title}, people there said, and {number} families asked for help."
    )
    return replace(
        article(number, title=title, text=text), canonical_url=f"https://post.example/{number}", publisher="Post"
    )


@pytest.mark.parametrize(
    ("title", "first", "publisher", "background"),
    [
        ("Gate closed after shooting", "Soldiers shut the gate on Friday.", "Post", True),
        ("Harvest report 9", "The harvest of field 9 was poor.", "Post", False),
        ("Gate closed after shooting", "The harvest of field 9 was poor.", "Post", False),
        ("Gate closed after shooting", "Soldiers shut the gate on Friday.", "Courier", False),
    ],
)
def test_pages_in_one_form_that_open_with_other_words_are_no_copies(
    title: str, first: str, publisher: str, background: bool
) -> None:
    old = report(3, "Harvest report 3", "The harvest of field 3 was good.")
    new = replace(report(9, title, first), publisher=publisher)
    finding = compare(Text.of(new.text), Text.of(old.text))
    assert finding is not None
    assert is_background(new, old, finding) is background


def test_what_is_left_without_the_shared_sentences() -> None:
    text = "\n".join((*MACHINE[1:], *HISTORY))
    assert without_shared(text, "\n".join((*RESIGNS[1:], *HISTORY))) == "\n".join(MACHINE[1:])


def told(title: str, *sentences_: str) -> ToldText:
    text = "\n".join(sentences_)
    return ToldText(
        article_id=ArticleId(9),
        version=1,
        story_id=StoryId(1),
        watchlist="w",
        title=title,
        text=text,
        language="en",
        publisher="P",
        address="p",
    )


def test_background_in_other_words_is_left_out_of_what_a_story_is_known_by() -> None:
    now = "Since the floods of last spring the valley has had no governor: the old one fled by boat."
    text = "\n".join((*MACHINE[1:], now))
    mine = article(2, title=MACHINE[0], text=text)
    assert own_text(mine, [told(*RESIGNS, *HISTORY)]) == "\n".join(MACHINE[1:])
    assert own_text(article(3, title=RESIGNS[0], text=text), [told(*RESIGNS, *HISTORY)]) is None, "one topic"
    assert own_text(mine, []) is None


BLOCKS = {
    "what is going on there": (
        "Albu Kamal, a border town of 40,000 people on the Euphrates, has been under siege since March.",
        "The army and tribal fighters have fought over its bridges and grain silos for most of the year.",
        "Aid groups say that 3,000 families have fled across the river since the fighting began.",
    ),
    "who sends it": (
        "About Albu Kamal Holding: Albu Kamal Holding is a leading maker of cement and fertiliser with 4,000 workers.",
        "It was founded in 1974 and operates nine plants in five countries.",
        "For more information visit its pages or call the press office in Albu Kamal.",
    ),
    "whom to call": (
        "Anyone with information should call the police in Albu Kamal on the free number, day or night.",
        "Calls are not recorded, and a reward of 500 dollars is paid for what leads to an arrest.",
    ),
    "who writes it": (
        "Our correspondent Jane Doe has reported from Albu Kamal since 2014 and won two prizes for her work there.",
    ),
    "who pays for it": (
        "This report was made with the help of readers in Albu Kamal who give 5 dollars a month for independent news.",
        "If you can, join them today: without readers no reporter of ours could stay in the valley any longer.",
    ),
}
NEWS = (
    (
        "Albu Kamal gets a new hospital wing",
        "A wing with ninety beds was opened at the hospital on Monday by the minister of health.",
        "Nurses had waited for it for six years, the director said.",
    ),
    (
        "Flood closes the bridge at Albu Kamal",
        "The river rose by two metres overnight and closed the old bridge to lorries.",
        "Farmers moved their sheep to higher ground in the dark.",
    ),
    (
        "Football club of Albu Kamal wins the cup",
        "The club beat its rivals by three goals to one in front of full stands.",
        "Its captain scored twice, and the streets were full until midnight.",
    ),
    (
        "Bread gets dearer in Albu Kamal",
        "A loaf of bread costs four coins from Thursday on, twice as much as in spring.",
        "Bakers blame the price of flour, which comes from abroad.",
    ),
)
SURFACES = ("Albu Kamal",)


def papers(block: tuple[str, ...], *, above: bool, publishers: tuple[str, ...] = ("P", "P", "P", "P")) -> list[Article]:
    """An article of each publisher on each piece of news, beside the block."""
    texts = [(*block, *lead) if above else (*lead, *block) for _, *lead in NEWS]
    return [
        article(number, title=title, text="\n".join(text), publisher=publisher)
        for number, ((title, *_), text, publisher) in enumerate(zip(NEWS, texts, publishers, strict=True), 1)
    ]


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_what_a_publisher_repeats_beside_its_news_makes_no_copies_and_is_learnt(
    block: tuple[str, ...], above: bool
) -> None:
    *others, new = papers(block, above=above)
    for old in others:
        finding = compare(Text.of(new.text), Text.of(old.text))
        assert finding is None or is_background(new, old, finding, SURFACES)
    assert standing(new, others, SURFACES) == {tuple(words(one)) for one in block}
    assert without(new.text, standing(new, others, SURFACES)) == "\n".join(NEWS[-1][1:])
    assert standing(others[1], others[:1], SURFACES) == frozenset(), "twice may be chance"


@pytest.mark.parametrize(
    ("publishers", "title", "text"),
    [
        (("Q", "R", "S", "P"), None, None),
        (("P", "Q", "Q", "P"), None, None),
        (("P", "P", "P", "P"), NEWS[0][0], None),
        (("P", "P", "P", "P"), None, ""),
    ],
    ids=["other publishers", "one of its own only", "one headline", "nothing else"],
)
def test_what_is_not_learnt(publishers: tuple[str, ...], title: str | None, text: str | None) -> None:
    block = BLOCKS["whom to call"]
    *others, new = papers(block, above=False, publishers=publishers)
    if title is not None:
        others = [replace(one, title=title) for one in others]
    if text is not None:
        new = replace(new, text="\n".join(block))
    assert standing(new, others, SURFACES) == frozenset()


@pytest.mark.parametrize(
    ("changes", "background"),
    [
        ({}, True),
        ({"publisher": "Q"}, False),
        ({"title": f"{NEWS[0][0]}: pictures"}, False),
        ({"text": "\n".join(BLOCKS["whom to call"])}, False),
        ({"title": "Read this"}, False),
    ],
    ids=["another headline and text", "another publisher", "one headline", "the box alone", "a headline of nothing"],
)
def test_two_texts_that_begin_alike(changes: dict[str, str], background: bool) -> None:
    old, other, *_ = papers(BLOCKS["whom to call"], above=True)
    new = replace(other, **changes)  # type: ignore[arg-type]
    finding = compare(Text.of(new.text), Text.of(old.text))
    assert finding is not None
    assert is_background(new, old, finding, SURFACES) is background
