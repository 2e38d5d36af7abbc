"""Independent publishers: families, agencies and copies count once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import ArticleId
from monitor.model.stories import Telling
from monitor.stories.publishers import independent

FAMILIES = {"Daily Echo": "Echo Group", "Sunday Echo": "Echo Group"}


def told(number: int, publisher: str, agency: str = "", of: int | None = None) -> Telling:
    copy_of = None if of is None else ArticleId(of)
    return Telling(article_id=ArticleId(number), publisher=publisher, agency=agency, copy_of=copy_of)


def by(*publishers: str) -> list[Telling]:
    return [told(number, name) for number, name in enumerate(publishers, 1)]


TWELVE = [told(number, f"Paper {number}", "Reuters") for number in range(1, 13)]
UNMARKED = [told(1, "Paper 1"), *(told(number, f"Paper {number}", of=number - 1) for number in range(2, 13))]
REPORTS = [told(20, "Daily Echo"), told(21, "Post")]
EDITIONS = [told(30, "Sunday Echo"), told(31, "Echo Group")]


@pytest.mark.parametrize(
    ("tellings", "expected"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(by("News"), 1, id="one"),
        pytest.param(by("News", "news ", "NEWS"), 1, id="spellings"),
        pytest.param(by("News", "Post"), 2, id="two"),
        pytest.param(by("Daily Echo", "sunday  echo", "Echo Group"), 1, id="one family"),
        pytest.param(by("Daily Echo", "News"), 2, id="family and another"),
        pytest.param(by("", "News"), 1, id="unnamed beside a name"),
        pytest.param(by("", " "), 1, id="unnamed only"),
        pytest.param(TWELVE, 1, id="reprints that name their agency"),
        pytest.param(UNMARKED, 1, id="a chain of copies that names none"),
        pytest.param([told(1, "News"), told(2, "Post", "Reuters", of=1)], 1, id="a copy names the agency of both"),
        pytest.param([told(1, "News", "AFP"), told(2, "Post", "Reuters")], 2, id="two agencies"),
        pytest.param([told(1, "Reuters"), told(2, "Post", "Reuters")], 1, id="the agency's own site"),
        pytest.param([told(1, "News", "Reuters"), told(2, "News")], 1, id="agency text and own report of one paper"),
        pytest.param([told(1, "News"), told(2, "News", "Reuters")], 1, id="own report, then agency text of one paper"),
        pytest.param([told(1, "Daily Echo", "AFP"), told(2, "Sunday Echo")], 1, id="the same in one house"),
        pytest.param([told(1, "News", "AFP"), told(2, "News", "AFP"), told(3, "News")], 1, id="two texts of an agency"),
        pytest.param(
            [told(1, "News", "AFP"), told(2, "News"), told(3, "Post", "AFP")], 2, id="another paper has the agency too"
        ),
        pytest.param(
            [told(1, "News", "AFP"), told(2, "News"), told(3, "Post", "AFP"), told(4, "Post")],
            2,
            id="two newsrooms that print one agency",
        ),
        pytest.param([told(1, "News", "AFP"), told(2, "Post")], 2, id="an agency's text here and a report there"),
        pytest.param(
            [told(1, "News", "AFP"), told(2, "News", "Reuters"), told(3, "News")], 1, id="two agencies in one paper"
        ),
        pytest.param(
            [told(1, "News"), told(2, "Post"), told(3, "Post", "AFP")], 2, id="one of two newsrooms prints an agency"
        ),
        pytest.param([told(1, "Reuters", "Reuters"), told(2, "Reuters")], 1, id="the agency itself, signed and not"),
        pytest.param([told(1, "News", "AFP"), told(2, "News", of=1)], 1, id="a copy without the agency's name"),
        pytest.param([told(1, "", "AFP"), told(2, "News")], 2, id="an agency in a paper without a name"),
        pytest.param([told(5, "News", of=2), told(6, "Post", of=2)], 1, id="copies of a text that is gone"),
        pytest.param([*TWELVE, *REPORTS, *EDITIONS], 3, id="agency, two reports, and more editions of one newsroom"),
        pytest.param([*UNMARKED, *REPORTS, *EDITIONS], 3, id="the same with copies that name no agency"),
    ],
)
def test_independent(tellings: list[Telling], expected: int) -> None:
    assert independent(tellings, FAMILIES) == expected


@given(
    st.lists(
        st.builds(
            Telling,
            article_id=st.integers(1, 12).map(ArticleId),
            publisher=st.sampled_from(["", "News", "Post", "Daily Echo", "Sunday Echo"]),
            agency=st.sampled_from(["", "Reuters"]),
            copy_of=st.none() | st.integers(1, 12).map(ArticleId),
        ),
        unique_by=lambda one: one.article_id,
    ),
    st.randoms(use_true_random=False),
)
def test_the_number_does_not_depend_on_the_order_and_is_at_most_that_of_articles(tellings, random) -> None:
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert independent(shuffled, FAMILIES) == independent(tellings, FAMILIES)
    assert min(1, len(tellings)) <= independent(tellings, FAMILIES) <= len(tellings)


def by_chance(last: int) -> st.SearchStrategy[list[Telling]]:
    one = st.builds(
        Telling,
        article_id=st.integers(1, last).map(ArticleId),
        publisher=st.sampled_from(["News", "Post", "Daily Echo", "Sunday Echo"]),
        agency=st.sampled_from(["", "Reuters", "AFP"]),
    )
    return st.lists(one, unique_by=lambda telling: telling.article_id)


@given(by_chance(12), by_chance(1))
def test_no_text_in_words_of_its_own_makes_them_fewer(tellings: list[Telling], more: list[Telling]) -> None:
    grown = [*tellings, *(told(13, one.publisher, one.agency) for one in more)]
    assert independent(tellings, FAMILIES) <= independent(grown, FAMILIES) <= independent(tellings, FAMILIES) + 1
