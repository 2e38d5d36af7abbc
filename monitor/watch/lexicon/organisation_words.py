"""The words of an organisation's name that are said in two ways or not at all: Plant and Factory, "named after", Korea.

What is left must still name it: two words, and one of them no frequent one.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.lexicon.modes import ARTICLES, Mode
from monitor.watch.lexicon.pieces import Sequence, piece
from monitor.watch.text import DEMONYMS, GENERAL, is_rare, listed

_ALIKE = tuple(
    frozenset(listed(row))
    for row in (
        "plant factory works zavod",
        "bureau office department",
        "shipping shpg",
        "charity charitable",
        "industries industry industrial",
        "trade trading",
        "institute institution",
        "aircraft aviation",
        "machine machinery",
        "motor engine",
        "concern kontsern",
        "invest investment",
        "development dev",
        "international intl",
        "engineering engineers",
        "automation automatics",
        "bank banking",
        "company co",
        "corporation corp",
        "tic ticaret",
        "san sanayi",
        "paz pazarlama",
        "ith ithalat",
        "ihr ihracat",
        "tech technology technologies",
        "martyrs shahids shuhada",
    )
)
"""English words of which lists of companies and newsrooms write one for the other."""
OTHER_WORDS = {word: tuple(sorted(row - {word})) for row in _ALIKE for word in row}
_KIND_ROWS = """
research and production enterprise; scientific production enterprise; scientific and production enterprise; NPP; SPE;
НПП; научно производственное предприятие | research and production association; scientific production association;
scientific and production association; NPO; SPA; НПО; научно производственное объединение | research and production
corporation; scientific and production corporation; NPK; НПК; научно производственная корпорация | research and
production center; scientific and production center; NPC; NPTs; НПЦ; научно производственный центр | federal research
and production center; FNPC; FNPTs; ФНПЦ; федеральный научно производственный центр | scientific research institute;
research institute; NII; SRI; НИИ; научно исследовательский институт | all russian scientific research institute; all
russian research institute; VNII; ВНИИ; всероссийский научно исследовательский институт | central scientific research
institute; central research institute; TsNII; CNII; ЦНИИ; центральный научно исследовательский институт | design
bureau; construction bureau; konstruktorskoe byuro; KB; КБ; конструкторское бюро | special design bureau; SKB; СКБ;
специальное конструкторское бюро | experimental design bureau; development design bureau; OKB; ОКБ; опытно
конструкторское бюро | central design bureau; TsKB; CKB; CDB; ЦКБ; центральное конструкторское бюро | scientific
technical center; scientific and technical center; technical center; NTC; NTTs; STC; НТЦ; научно технический центр |
production association; PO; ПО; производственное объединение | private military company; military company; PMC; ChVK;
ЧВК; частная военная компания | holding company; holding; холдинговая компания; холдинг | group of companies; group;
GK; ГК; группа компаний | information agency; news agency; IA; ИА; информационное агентство | united engine
corporation; UEC; ODK; ОДК; объединенная двигателестроительная корпорация | united aircraft corporation; UAC; OAK;
ОАК; объединенная авиастроительная корпорация | united shipbuilding corporation; USC; OSK; ОСК; объединенная
судостроительная корпорация | special economic zone; SEZ; ОЭЗ; особая экономическая зона | shipyard; shipbuilding
plant; судостроительный завод; верфь | aircraft repair plant; aviation repair plant; ARP; ARZ; АРЗ; авиационный
ремонтный завод; авиаремонтный завод | plant; factory; works; завод | concern; концерн | airlines; airline; авиалинии;
авиакомпания | trading house; TD; ТД; торговый дом | islamic revolutionary guard corps; islamic revolution guards
corps; IRGC; КСИР
"""
_KINDS = tuple(tuple(tuple(form.split()) for form in row.split(";")) for row in _KIND_ROWS.split("|"))
"""Kinds of organisations in the words and abbreviations of English and Russian."""
_KIND_OF = {tuple(word.lower() for word in form): row for row in _KINDS for form in row}
_KIND_LONGEST = max(map(len, _KIND_OF))
LINKS = frozenset(listed("of the for and in on to at de du des la le les der die das und et ve i y al fi & von и і"))
"""Small words that may stand between the words of a long name, or be another one, or none."""
_WEAK = frozenset(listed("general holding group concern the company complex"))
_MOVEMENTS = frozenset(listed("harakat haraka jamaat jamaah jamaa tanzim hizb liwa"))
"""Movement, group, party: Harakat Sham al-Islam is Sham al-Islam to those who write of it."""
_BODIES = frozenset(listed("headquarters office department directorate committee council board agency service"))
"""What an organisation is called where a translator chose the word: the Office for, or the Headquarters for."""
_NAMED_AFTER = ("named", "after")
_COUNTRIES = GENERAL | DEMONYMS | frozenset(listed("korea korean north south hk"))
_LEAST_LONG, _LEAST_LETTERS = 3, 6
_LEAST_LEFT = 2
_TELLING_ROW = 5
"""Words that tell, of which so many in their order are a name though each is a frequent one."""
_RARE_LEFT = 2
_TELLING_KIND = 3
"""Words of a kind that is written out from which on a frequent word beside it is a name."""
_PROPER_LEAST, _INITIAL_MOST = 4, 2
_TITLES_BEFORE = frozenset(listed("professor prof academician acad general marshal doctor dr"))
_LEAST_TO_LEAVE_OUT, _MOST_TO_LEAVE_OUT = 4, 8
_MOST_JOINED_IN = 5
_SKY, _TOWN_LEAST = "sky", 4


def says_enough(words: Sequence) -> bool:
    """Whether one word alone, without a legal form, is hardly anything else."""
    return len(words) == 1 and len(words[0].folded) >= _LEAST_LETTERS and is_rare(words[0].folded)


def linked(words: Sequence) -> Sequence:
    """A name of three words and more without its small words; none if it is shorter."""
    kept = tuple(word for word in words if word.folded not in LINKS)
    return kept if len(kept) >= _LEAST_LONG else ()


def shorter(words: Sequence) -> Iterator[Sequence]:
    """A name with less said: not after whom, of which country, that research is scientific, that it is a holding."""
    plain = _research(_without_name(words))
    for said in (plain, *_without_country(plain), *_adjective(plain), *_turned(plain)):
        kept = tuple(word for word in said if word.folded not in _WEAK)
        yield from (way for way in (said, kept) if way != words and _names_it(way))
    yield from _without_movement(plain)


def unsaid(words: Sequence) -> Iterator[Sequence]:
    """A name of four words and more that tell with one of them unsaid; not one that is rare, for that names it."""
    telling = [at for at, word in enumerate(words) if word.folded not in LINKS]
    if _LEAST_TO_LEAVE_OUT <= len(telling) <= _MOST_TO_LEAVE_OUT:
        for at in telling if words[telling[0]].folded in _BODIES else telling[1:]:
            shorter_by_one = (*words[:at], *words[at + 1 :])
            said = words[at].folded
            if (not is_rare(said) or _is_told_without(shorter_by_one)) and _names_it(shorter_by_one, said):
                yield _without_links(shorter_by_one)


def together(words: Sequence) -> Iterator[Sequence]:
    """A name of two to five words with two neighbouring ones written together: Radio Plant and Radioplant."""
    if len(words) <= _MOST_JOINED_IN:
        for at in range(len(words) - 1):
            first, second = words[at : at + 2]
            if LINKS.isdisjoint((first.folded, second.folded)):
                joined = piece(first.surface + second.surface.lower())
                if len(words) > _LEAST_LEFT or says_enough((joined,)):
                    yield (*words[:at], joined, *words[at + 2 :])


def of_its_kind(words: Sequence) -> Iterator[Sequence]:
    """A name proper with its kind in other words, abbreviated or in Russian, before it and behind: NPO Bazalt."""
    folded = tuple(word.folded for word in words)
    for size in range(min(_KIND_LONGEST, len(words) - 1), 0, -1):
        for kind, proper in ((folded[:size], words[size:]), (folded[-size:], words[:-size])):
            if (row := _KIND_OF.get(kind)) is not None and any(len(word.folded) >= _PROPER_LEAST for word in proper):
                rare = any(map(is_rare, (word.folded for word in proper)))
                for form in row if rare else filter(_is_telling, row):
                    said = tuple(piece(word, Mode.EXACT if word.isupper() else Mode.NAME) for word in form)
                    yield (*said, *proper)
                    yield (*proper, *said)
                return


def _is_telling(form: tuple[str, ...]) -> bool:
    """Whether a kind is abbreviated, in Russian or of many words, so that a common word beside it is a name."""
    return form[0].isupper() or not form[0].isascii() or len(form) > _TELLING_KIND


def after_whom(words: Sequence) -> Iterator[Sequence]:
    """The Zhukovsky Institute is the Institute named after Zhukovsky; without initials and titles in front of him."""
    folded = [word.folded for word in words]
    if _NAMED_AFTER[0] in folded[:-2] and folded[folded.index("named") + 1] == _NAMED_AFTER[1]:
        at = folded.index("named")
        whom = _without_initials(words[at + 2 :])
        if whom and len(whom) <= _LEAST_LEFT:
            yield (*whom, *words[:at])
            yield (*words[:at], *whom)
        return
    plain = _without_initials(words)
    if plain != words and len(plain) >= _LEAST_LEFT:
        yield plain
        words = plain
    if len(words) > _LEAST_LONG and is_rare(words[0].folded):
        yield (*words[1:], *map(piece, _NAMED_AFTER), words[0])


def _without_initials(words: Sequence) -> Sequence:
    at = 0
    while at < len(words) - 1 and (len(words[at].folded) <= _INITIAL_MOST or words[at].folded in _TITLES_BEFORE):
        at += 1
    return words[at:]


def moved(words: Sequence) -> Iterator[Sequence]:
    """A name of four or five words with one of them in front: Islamic Special Purpose Regiment."""
    if _LEAST_TO_LEAVE_OUT <= len(words) <= _MOST_JOINED_IN and LINKS.isdisjoint(word.folded for word in words):
        yield from ((words[at], *words[:at], *words[at + 1 :]) for at in range(1, len(words) - 1))


def _is_told_without(words: Sequence) -> bool:
    """Whether a long name without one of its rare words has others that tell it."""
    telling = [word.folded for word in words if word.folded not in LINKS]
    return len(telling) >= _TELLING_ROW and sum(map(is_rare, telling)) >= _RARE_LEFT


def _without_links(words: Sequence) -> Sequence:
    at = 0
    while words[at].folded in LINKS:
        at += 1
    return words[at:]


def _without_name(words: Sequence) -> Sequence:
    folded = tuple(word.folded for word in words)
    if _NAMED_AFTER[0] in folded and folded[folded.index("named") + 1 :][:1] == _NAMED_AFTER[1:]:
        return words[: folded.index("named")]
    return words


def _research(words: Sequence) -> Sequence:
    """Scientific research is research, and scientific (and) production research and production."""
    found = list(words)
    for at in range(len(found) - 1):
        follows = [word.folded for word in found[at + 1 : at + 3]]
        if found[at].folded != "scientific":
            continue
        if follows[0] == "research":
            del found[at]
            break
        if "production" in follows:
            found[at] = piece("Research")
            break
    return tuple(found)


def _without_country(words: Sequence) -> Iterator[Sequence]:
    if words and words[0].folded in _COUNTRIES:
        yield words[1:]
    if words and words[-1].folded in _COUNTRIES and words[-2:-1] and words[-2].folded not in LINKS:
        yield words[:-1]


def _without_movement(words: Sequence) -> Iterator[Sequence]:
    """Two words and more, an article between them, are hardly anything else in Latin letters."""
    if words[0].folded in _MOVEMENTS and len(words) > _LEAST_LONG and words[1].folded not in ARTICLES:
        yield words[1:]


def _adjective(words: Sequence) -> Iterator[Sequence]:
    """The Amur or the Amursky Plant: Russian makes an adjective of the town."""
    town = words[0].folded if len(words) > 1 else ""
    if town.endswith(_SKY):
        yield (piece(town.removesuffix(_SKY).capitalize()), *words[1:])
    elif len(town) >= _TOWN_LEAST and not town.endswith("sk") and is_rare(town):
        yield (piece(town.capitalize() + _SKY), *words[1:])


def _turned(words: Sequence) -> Iterator[Sequence]:
    """Polyot Chelyabinsk Radio Plant and Chelyabinsk Radio Plant Polyot: the name proper before or behind its kind."""
    if len(words) >= _LEAST_LONG and not any(word.folded in LINKS for word in words):
        yield from (
            way
            for way, proper in (((*words[1:], words[0]), words[0]), ((words[-1], *words[:-1]), words[-1]))
            if is_rare(proper.folded)
        )


def _names_it(words: Sequence, unsaid_word: str = "") -> bool:
    """Whether what is left of a name is still the name; branches of one organisation are told by their countries."""
    telling = [word.folded for word in words if word.folded not in LINKS]
    if len(telling) >= _TELLING_ROW and unsaid_word not in GENERAL:
        return True
    return len(telling) >= _LEAST_LEFT and any(map(is_rare, telling))
