"""Words that say what a place is, right beside its name: مدينة نيالا, в городе Кидаль, ጎንደር ከተማ.

What stands there is a place's name, so that a lone word in another script is hardly anything else.
"""

from __future__ import annotations

from monitor.watch.lexicon import Scan
from monitor.watch.text import bare, fold, listed

_BEFORE = frozenset(
    bare(fold(word))
    for word in listed(
        "مدينة بمدينة لمدينة ومدينة بلدة ببلدة وبلدة قرية بقرية وقرية محافظة بمحافظة ومحافظة ولاية "
        "بولاية وولاية مقاطعة إقليم بإقليم قضاء ناحية مديرية ضاحية مخيم بمخيم ميناء بميناء مطار شهر "
        "شهرستان استان روستای ولایت بندر ضلع صوبه صوبے شہر город города городе городу городом городок "
        "городка городке село села селе деревня деревни деревне деревню посёлок посёлка посёлке посёлком "
        "провинция провинции провинцию штат штата штате порт порта порту остров острова острове пункт "
        "пункта пункте місто міста місті містом селі селище селища провінція провінції провінцію град "
        "града граду город-порт области область районе района העיר עיר בעיר מהעיר לעיר והעיר הכפר כפר "
        "בכפר העיירה עיירה בעיירה מחוז במחוז למחוז נפת הנמל πόλη πόλης χωριό επαρχία επαρχίας ზონა քաղաք"
    )
)
_BEHIND = frozenset(
    bare(fold(word))
    for word in listed(
        "ከተማ ክልል ዞን ወረዳ ወደብ शहर जिले जिला प्रांत राज्य गांव गाँव कस्बे শহর শহরে জেলা জেলায় প্রদেশ রাজ্য "
        "شہر ضلع صوبے صوبہ область области областью районе район района провинция провинции області "
        "районі району քաղաքում քաղաքը ქალაქი ქალაქში"
    )
)


def is_told_a_place(position: int, scan: Scan) -> bool:
    """Whether the word at `position` stands beside one that says what kind of place it is, nothing between the two."""
    words = scan.words
    before = position > 0 and bare(fold(words[position - 1])) in _BEFORE and _together(position - 1, scan)
    return before or (
        position + 1 < len(words) and bare(fold(words[position + 1])) in _BEHIND and _together(position, scan)
    )


def _together(position: int, scan: Scan) -> bool:
    end, start = scan.span(position)[1], scan.span(position + 1)[0]
    return not scan.cleaned.text[end:start].strip(' «"“„')
