"""The anatomy of an organisation's name: its legal form, which may be said or not, and the words spelled in two ways.

The forms are those of ISO 20275 (entity legal forms) that news and lists of companies write most, of some thirty
jurisdictions, with their translations into English and their abbreviations, and what sports clubs put in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from monitor.watch.lexicon.modes import ARTICLES, Mode
from monitor.watch.lexicon.organisation_words import (
    OTHER_WORDS,
    after_whom,
    linked,
    moved,
    of_its_kind,
    says_enough,
    shorter,
    together,
    unsaid,
)
from monitor.watch.lexicon.person_names import Order
from monitor.watch.lexicon.pieces import Sequence, piece
from monitor.watch.text import bare, fold, is_rare, listed

_FORMS = """
limited; ltd; company limited; company ltd; co limited; co ltd; company; co; cie; private limited; private ltd; pvt
ltd; pvt limited; pte ltd; pte limited; pty ltd; pty limited; sdn bhd; bhd; public limited company; plc; limited
company; lc; limited liability company; llc; l l c; llc fz; fz llc; fze; fzc; fzco; dmcc; wll; limited liability
partnership; llp; limited partnership; lp; incorporated; inc; corporation; corp; joint stock company; jsc; jcs;
public joint stock company; pjsc; open joint stock company; ojsc; closed joint stock company; cjsc; private joint
stock company; prjsc; ooo; oao; zao; pao; ao; ano; fgup; fgbu; gup; mup; nko; tov; prat; pat; chao; oaa; ooo nvp;
federal state unitary enterprise; fsue; federal state budgetary institution; state unitary enterprise; gmbh; gmbh co
kg; ag; kg; kgaa; ug; ohg; se; e v; s a; sa; sas; sarl; s a r l; sal; snc; s p a; spa; s r l; srl; sl; s l; slu;
lda; ltda; s a de c v; sa de cv; nv; n v; bv; b v; bvba; cv; ab; a b; a s; as; asa; aps; oy; oyj; ou; sia; uab; s r
o; sro; spol s r o; sp z o o; sp zoo; kft; zrt; nyrt; doo; d o o; d d; ad; ead; ood; eood; ltd sti; limited sirketi;
ltd sirketi; anonim sirketi; sti; kk; k k; kabushiki kaisha; yugen kaisha; tbk; pt; saog; saoc; psc; shpk; sh p k;
ehf; hf; ооо; оао; зао; пао; ао; ано; фгуп; фгбу; гуп; муп; тов; ат; прат; пат; тоо; аат; зат; таа; ип; общество с
ограниченной ответственностью; акционерное общество; открытое акционерное общество; закрытое акционерное общество;
публичное акционерное общество; федеральное государственное унитарное предприятие; товариство з обмеженою
відповідальністю; شركة; شرکت; ذ م م; ش م ل; م ض; בעמ;
fc; f c; afc; cf; ac; sc; ssc; sv; vfb; vfl; fk; nk; sk; gnk; bk; фк; хк; бк
"""
"""Parted by semicolons, folded, without dots."""


def _key(text: str) -> tuple[str, ...]:
    return tuple(bare(fold(word)) for word in text.replace("\n", " ").split())


_LEGAL = frozenset(_key(form) for form in _FORMS.split(";") if form.strip())
_LONGEST = max(map(len, _LEGAL))
_SHORT = 2
"""Letters up to which a legal form must be in capitals: SE, AS and AG are words, too."""
_WORDS = frozenset(listed("spa sas sal sia pat asa tov sti doo fze lda ehf kft ssc afc gnk"))
"""Longer ones for which that holds as well."""
_OF_LIMITED_LIABILITY = "Общество с ограниченной ответственностью"
_BESIDE = tuple(
    tuple(tuple(map(piece, form.split())) for form in row.split("; "))
    for row in (
        "LLC; L L C; Ltd; Limited; GmbH; Limited Liability Company; OOO; ООО; ТОВ; " + _OF_LIMITED_LIABILITY,
        "JSC; Joint Stock Company; AO; АО; Акционерное общество",
        "PJSC; PLC; Public Joint Stock Company; PAO; ПАО; Публичное акционерное общество",
        "OJSC; OAO; ОАО",
        "CJSC; ZAO; ЗАО",
        "Inc; Corp; Corporation",
        "Company; Co; شركة; شرکت; חברת",
    )
)
"""The forms that a name of one word is met beside, those of one kind in a row."""
SAME_FORM, OTHER_FORM = 1, 2
"""How far the legal form beside a name is from the one it is given with."""
_NUMBERED = re.compile(r"(\d+)(?:st|nd|rd|th)")
_AND = frozenset({"and", "und", "et", "ve", "и", "і", "y", "e", "و"})
_ARTICLES = frozenset(
    {"el", "la", "los", "las", "le", "les", "il", "gli", "os", "as", "die", "der", "das", "de", "het"}
)
_TWO, _TOLD = 2, 6
"""Words of a name, and letters of a rare one that is told without its article: Los Chapitos."""
_LEAST_LETTERS = 3
"""Letters of the longest word that must be left."""
_MOST = 16
_TWO_WAYS = tuple(
    (re.compile(sign), other)
    for sign, other in (
        (r"is(?=ation|ations$)", "iz"),
        (r"iz(?=ation|ations$)", "is"),
        (r"(?<=[a-z]{2})our$", "or"),
        (r"(?<=[a-z]{2}[bv])or$", "our"),
        (r"(?<=[a-z]{2}[tb])re$", "er"),
        (r"(?<=cent|heat)er$", "re"),
        (r"(?<=defen|offen|licen)ce$", "se"),
        (r"(?<=defen|offen|licen)se$", "ce"),
        (r"(?<=progra)mme$", "m"),
        (r"(?<=progra)m$", "mme"),
    )
)
"""British and American spelling."""


def organisation_orders(pieces: Sequence) -> Iterator[Order]:
    """An organisation's name as given, without its legal form or with another, in British and American spelling."""
    if any(word.mode not in {Mode.NAME, Mode.ARTICLE} for word in pieces):
        return
    core = _core(pieces)
    found: set[Sequence] = set()
    every = (core, *shorter(core), *unsaid(core), *together(core), *after_whom(core), *moved(core))
    spelled = [way for said in every for way in _spelled(said)]
    links = (Order(kept, linked=True) for way in spelled if (kept := linked(way)))
    kinds = map(Order, of_its_kind(core))
    for order in (*_bare(core, pieces), *map(Order, spelled), *map(Order, _spelled(pieces)), *links, *kinds):
        if order.pieces not in found or order.linked:
            found.add(order.pieces)
            yield order


@lru_cache(maxsize=16_384)
def said_words(text: str) -> int:
    """How many words of a name say what is meant: without articles and the legal forms at its edges."""
    pieces = tuple(map(piece, text.replace("-", " ").split()))
    return sum(word.folded not in ARTICLES for word in _core(pieces))


def _bare(core: Sequence, pieces: Sequence) -> Iterator[Order]:
    """What is left without the legal form; of one word, which may be anything, beside another one."""
    if len(core) == len(pieces) or not any(len(word.folded) >= _LEAST_LETTERS for word in core):
        return
    if len(core) > 1:
        yield Order(core)
        return
    yield Order(core, namesake=not says_enough(core))
    folded = {word.folded for word in pieces}
    for row in _BESIDE:
        far = SAME_FORM if any(folded.issuperset(word.folded for word in form) for form in row) else OTHER_FORM
        for form in row:
            yield Order((*form, *core), formed=-far)
            yield Order((*core, *form), formed=far)


def _core(pieces: Sequence) -> Sequence:
    """A name without the legal forms at its edges and the article before it."""
    core = pieces
    while core:
        rest = _without_form(core)
        if rest == core:
            return core
        core = rest
    return pieces


def _without_form(words: Sequence) -> Sequence:
    for size in range(min(_LONGEST, len(words) - 1), 0, -1):
        if _is_form(words[-size:]):
            return words[:-size]
        if _is_form(words[:size]):
            return words[size:]
    if (
        len(words) == _TWO
        and words[0].folded in _ARTICLES
        and len(words[1].folded) >= _TOLD
        and is_rare(words[1].folded)
    ):
        return words[1:]
    return words[1:] if len(words) > 1 and words[0].folded == "the" else words


def _is_form(words: Sequence) -> bool:
    """Short forms are told from words by their capitals."""
    if tuple(word.folded for word in words) not in _LEGAL:
        return False
    first = words[0]
    plain = (len(first.folded) > _SHORT and first.folded not in _WORDS) or first.folded == "co"
    return len(words) > 1 or plain or first.surface.isupper()


def _spelled(pieces: Sequence) -> Iterator[Sequence]:
    """Organisation and Organization, Defence and Defense; "and" as a sign."""
    ways = [tuple(dict.fromkeys((word.surface, *_two_ways(word.folded)))) for word in pieces]
    for chosen in islice(product(*ways), _MOST):
        words = tuple(word if way == word.surface else piece(way) for word, way in zip(pieces, chosen, strict=True))
        yield words
        joined = tuple(word for word in words if word.folded not in _AND)
        if 1 < len(joined) < len(words):
            yield joined


def _two_ways(folded: str) -> Iterator[str]:
    yield from OTHER_WORDS.get(folded, ())
    if (numbered := _NUMBERED.fullmatch(folded)) is not None:
        yield numbered.group(1)
    for sign, other in _TWO_WAYS:
        spelled = sign.sub(other, folded)
        if spelled != folded:
            yield spelled
