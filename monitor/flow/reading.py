"""An article as it is judged: matched and taken apart."""

from __future__ import annotations

from monitor.model.articles import Article
from monitor.model.stories import Marks
from monitor.model.watch import MatchResult, Strength
from monitor.records import dataclass
from monitor.stories.again import is_hollow
from monitor.stories.agencies import agency_of
from monitor.stories.mosaic import is_mosaic
from monitor.stories.news.corrections import TakenBack, taken_back
from monitor.stories.terms import copy_marks, marks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article matched and taken apart: all that can be known of it without asking what else is stored."""

    article: Article
    result: MatchResult
    marks: Marks
    watched: bool
    """Whether it is asked which event it tells: not of what no watchlist has found, for nobody is told of it."""
    agency: str
    """News agency whose text it is, "" if none is named."""
    hollow: bool = False
    """Whether its text says nothing of its headline, and may stand below others."""
    mosaic: bool = False
    """Whether it tells several things that have nothing to do with one another."""
    takes_back: TakenBack | None = None
    """That it takes an earlier article back, whoever published that."""

    @classmethod
    def of(cls, article: Article, result: MatchResult, *, everything: bool = False) -> Reading:
        """`result`: what the watchlists found in the article. `everything` counts as watched."""
        takes_back = taken_back(article.title, article.text, article.language)
        # The name may be gone from what takes back what was told of it.
        watched = everything or takes_back is not None or any(one.fires for one in result.verdicts)
        met = (f"{hit.watchlist}/{hit.topic}" for hit in result.hits if hit.strength is Strength.STRONG)
        surfaces = {hit.surface: hit.topic for hit in result.hits}
        # What may stand below any headline tells nothing of the article: it is recognised by its headline then.
        hollow = is_hollow(article.title, article.text, surfaces)
        text = "" if hollow else article.text
        return cls(
            article=article,
            result=result,
            marks=(marks_of(article.title, text, met, surfaces) if watched else copy_marks(article.title, text)),
            watched=watched,
            agency=agency_of(article.title, article.text, article.author, article.publisher),
            hollow=hollow,
            mosaic=watched and is_mosaic(article.title, article.text, surfaces, article.language),
            takes_back=takes_back,
        )

    @property
    def surfaces(self) -> dict[str, str]:
        """Watched mentions as they stand in the article: their topics."""
        return {hit.surface: hit.topic for hit in self.result.hits}

    @property
    def fires(self) -> bool:
        """Whether a watchlist found something, weak or strong."""
        return any(one.fires for one in self.result.verdicts)

    @property
    def alerting(self) -> list[str]:
        """The watchlists whose readers may hear of it."""
        return [one.watchlist for one in self.result.verdicts if one.fires and one.strength is Strength.STRONG]

    def marks_with(self, text: str) -> Marks:
        """What the article is recognised by with another text."""
        met = (f"{hit.watchlist}/{hit.topic}" for hit in self.result.hits if hit.strength is Strength.STRONG)
        return marks_of(self.article.title, text, met, (hit.surface for hit in self.result.hits))
