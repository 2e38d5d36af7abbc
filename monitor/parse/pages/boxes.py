"""What the class, id and role of an element say it is: a box beside the story, a caption, a standfirst, a correction.

Names are read word by word: `crime-related-text` holds the word "related", `unrelated` and `adriatic` hold none.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final


class Box(StrEnum):
    """What an element is by its names."""

    NONE = ""
    LINKS = "links"
    """Links to other stories, sharing, tags: a box with no link in it is none."""
    NOTICE = "notice"
    """Advertisements, subscription and consent texts."""
    AUTHOR = "author"
    COMMENTS = "comments"
    DETAILS = "details"
    """Dates, sections and the like."""
    CAPTION = "caption"
    LEAD = "lead"
    CORRECTION = "correction"
    FACTS = "facts"


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_WORDS: Final[dict[Box, frozenset[str]]] = {
    Box.CORRECTION: _words(
        """
        correction corrections clarification clarifications erratum errata editorsnote editornote amended
        rectificatif korrektur berichtigung correccion rectificacion correzione correcao duzeltme
        """
    ),
    Box.COMMENTS: _words(
        """
        comments comment commentlist yorum yorumlar kommentar komentarz komentarze komentari reacties viafoura
        hyvor livefyre spotim openweb fbcomments ucbox commento commenti reactions livechat disqus respond
        commentform commentsection usercomments kommentare comentarios commentaires
        """
    ),
    Box.CAPTION: _words(
        """
        caption captions figcaption legend legende imagecaption photocaption wpcaption bildunterschrift
        photocredit imagecredit imgcredit bildquelle imgdesc photodesc imagedesc imgcaption imgtext imgcap photocap
        figuredesc mediadesc captiontext bildtext bildbeschreibung podpis piedefoto didascalia fotoalt resimalti
        """
    ),
    Box.NOTICE: _words(
        """
        newsletter newsletters subscribe subscription subscriptions signup paywall regwall cookie cookies consent
        gdpr privacy banner ad ads advert advertisement advertorial adsbygoogle advertising sponsor sponsored
        sponsors donate donation membership popup modal overlay toast promo promos promotion affiliate disclaimer
        copyright poll quiz survey rating ratings werbung anzeige publicite publicidad pubblicita reklam cta
        signature audioplayer ttsplayer listenbar speechplayer piano videoplayer vjs videojs brightcove legal
        imprint impressum colophon agenda events upcoming podcast donasi opinary login register contribute plug
        appeal contact contacts presscontact mediacontact pressekontakt
        """
    ),
    Box.AUTHOR: _words(
        """
        author authors byline bylines bio biography contributor contributors avatar autor auteur autore yazar
        postprofile userprofile userinfo
        """
    ),
    Box.LINKS: _words(
        """
        related recommended recommendation recommendations recirc recirculation readmore readalso seealso alsoread
        trending popular mostread mostpopular mostviewed outbrain taboola share sharing sharer social follow
        moreinfo tags taglist topics breadcrumb breadcrumbs nav navigation navbar menu toolbar pagination pager
        next prev previous carousel slider sidebar rail widget widgets teaser teasers morestories moreon tools
        ilgili benzer relacionadas relacionados correlati correlate verwandte connexes liés leiatambem saibamais
        bacajuga benzerhaberler ilgilihaberler rels others embed embedded readnext alsolike viral addtoany
        sharebar sharethis jwplayer playlist
        """
    ),
    Box.FACTS: _words(
        """
        factbox facts infobox keypoints keyfacts highlights takeaways timeline explainer inbrief background
        ataglance keytakeaways whatweknow factfile tldr sumario resumen infokasten
        """
    ),
    Box.LEAD: _words(
        """
        lead lede intro introduction standfirst dek deck subtitle subhead subheadline subheading sapo chapo
        chapeau entradilla bajada abstract excerpt sommario vorspann ingress preamble summary leadtext spot
        occhiello linefina perex zajawka synopsis
        """
    ),
    Box.DETAILS: _words(
        """
        meta metadata date dateline timestamp published modified kicker eyebrow category categories rubric
        breadcrumb readingtime views
        """
    ),
}
_KIND_OF: Final = {word: kind for kind in reversed(_WORDS) for word in _WORDS[kind]}
_ORDER: Final = {kind: rank for rank, kind in enumerate(_WORDS)}
_SOFT: Final = _words(
    """
    ad ads share sharing social follow related recommended popular trending promo promos promotion comment
    comments author authors autor auteur nav menu next prev previous tags topics banner privacy consent poll quiz
    survey rating ratings meta date published modified category categories plug appeal login register contribute
    contact contacts bio copyright donation membership contributor contributors sponsor sponsors agenda events
    upcoming legal podcast others embed embedded partner widget rail tools playlist slider viral lead deck spot
    background timeline highlights summary facts views teaser teasers
    """
)
"""Words that a slug of a story may hold too: beside one that is none of `_UI`, they say nothing."""
_UI: Final = _words(
    """
    box boxes container wrapper wrap slot unit block blocks section inner outer list lists item items content
    contents text title header head body area module component card cards panel link links button buttons btn icon
    icons top bottom left right mobile desktop inline sticky main page post posts article articles story stories
    news site form label info group row col column bar grid feed zone holder pinned live chat placeholder entry
    single field view region media image photo img figure picture video full small large mini name names details
    profile count counter below above after before more most read reading mid middle footer aside primary
    secondary tertiary heading overlay native facebook twitter whatsapp telegram instagram elementor wordpress
    drupal jetpack mailchimp hubspot newspack social share nav menu new all this our us your latest recent similar
    you also like
    """
)
_PREFIX: Final = 4
"""An unknown word of so many letters in front is the name of a site or of its style guide."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z]+")
_FOLDED = re.compile(
    r"accordion|akkordeon|collaps|expand|spoiler|toggle|disclos|aufklapp|full-?text|article-?rest|unfold|folded|tab-?pane|read-?more|more-?text",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"paywall|reg-?wall|piano|\btp-(?:modal|container)|meter-?(?:wall|box)|subscri\w{0,6}-?wall|premium-?wall",
    re.IGNORECASE,
)
_LONGEST: Final = 400


@lru_cache(maxsize=4_096)
def box_of(names: str) -> Box:
    """What an element with these names (its class and id, parted by spaces) is; linear in their length."""
    found = Box.NONE
    for name in names[:_LONGEST].split():
        kind = _of_name(name)
        if kind and (not found or _ORDER[kind] < _ORDER[found]):
            found = kind
    return found


@lru_cache(maxsize=4_096)
def is_folded(names: str) -> bool:
    """Whether the names are those of a part that the reader unfolds."""
    return _FOLDED.search(names[:_LONGEST]) is not None


@lru_cache(maxsize=4_096)
def is_wall(names: str) -> bool:
    """Whether the names are those of a subscription wall."""
    return _WALL.search(names[:_LONGEST]) is not None


def _words_of(name: str) -> list[str]:
    return [word for word in _BETWEEN.split((name if name.islower() else _CAMEL.sub("-", name)).lower()) if word]


@lru_cache(maxsize=8_192)
def _of_name(name: str) -> Box:
    words = [name] if name.isascii() and name.isalpha() and name.islower() else _words_of(name)
    if len(words) < 2:
        return _KIND_OF.get(words[0], Box.NONE) if words else Box.NONE
    known = [word for word in words if word in _KIND_OF]
    joined = [word for word in (*map("".join, pairwise(words)), "".join(words)) if word in _KIND_OF]
    if not (known or joined):
        return Box.NONE
    hard = [word for word in known if word not in _SOFT]
    soft = [word for word in words if word in _SOFT]
    if soft and not joined and not hard:
        unknown = [word for word in words[len(words[0]) <= _PREFIX :] if word not in _UI and word not in _KIND_OF]
        soft = [] if unknown else soft
    kinds = [_KIND_OF[word] for word in (*joined, *hard, *soft) if word in _KIND_OF]
    return min(kinds, key=_ORDER.__getitem__, default=Box.NONE)
