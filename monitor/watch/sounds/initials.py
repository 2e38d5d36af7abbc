"""The letters with which other scripts abbreviate a given name: V. Ostrenko is В. Остренко, ו. אוסטרנקו, ف. أوسترينكو.

A letter stands for those that it becomes at the beginning of a word by the tables that this package transliterates by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from monitor.watch.text import Reading, Way, exact_key

_ROWS = """
sh Ш ש ش Σ შ Շ
kh Х ח כ خ Χ ხ Խ
ch Ч Ш צ ח چ ت ش Τ ჩ Չ Ճ
zh Ж Ч ז ژ ج Ζ ჟ Ժ
ts Ц Ч צ ت Τ ც ც Ց
th Т Ф ת ث ت Θ თ Թ
ph Ф פ ف Φ ფ Ֆ
gh Г Ґ ג غ Γ ღ Ղ
dj Д Ж ג ج Τ ჯ Ջ
yu Ю І Й י ي ی Γ ი Յ
ya Я Й י ي ی Γ ი Յ
ye Е Є Й י ي ی Γ ე Ե
yo Ё Е Й І י ي ی Γ ი Յ
a А א ا أ آ إ ع Α ა Ա
b Б ב ب Β Μ ბ Բ
c К С Ц Ч ק ס צ ك ک س Κ Σ კ Կ Ս
d Д ד د ض ذ Δ Ν დ Դ
e Е Э Є И א ا إ أ ي ی Ε ე Ե Է
f Ф Х פ ف Φ ფ Ֆ
g Г Ґ Д Ж Х ג غ ج ق گ Γ Τ გ ჯ Գ Ջ
h Х Г ה ח ه ح Χ ჰ Հ
i И І Й א י إ ا أ ع ي Ι ი Ի
j Д Ж Й Х Я Ю Ч И ג י ח ج ژ خ ي Τ Χ Γ ჯ ხ Ջ Ճ Յ
k К Х ק כ ك ق ک خ Κ კ ქ Կ Ք
l Л ל ل Λ ლ Լ
m М מ م Μ მ Մ
n Н נ ن Ν ნ Ն
o О А א أ ا ع Ο ო Օ
p П פ ب پ Π პ Պ
q К Ц Г ק ق ك Κ ყ ქ Ք
r Р ר ر Ρ რ Ռ Ր
s С З Ш ס ש س ص ز Σ Ζ ს ზ Ս Զ
t Т ט ת ت ط Τ ტ თ Տ Թ
u У Ю О א أ ا ع ي Ο უ Ո
v В ו ב ف و ڤ Β ვ Վ
w В У Ў ו و Β Γ Ο ვ უ Վ
x К С Ш Х ק ש ك ش خ Ξ Κ ქ Ք
y Й И І Ю Я Е Ы י ي ی Γ Ι ი Յ
z З Ц ז צ ز ظ ض Ζ Τ ზ ც Զ
"""
_TABLE = {row.split()[0]: tuple(map(exact_key, row.split()[1:])) for row in _ROWS.strip().splitlines()}
_LONGEST = max(map(len, _TABLE))

_LETTER_AND_MARK = 2


def _reverse() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for latin, letters in _TABLE.items():
        for letter in letters:
            found[letter][latin[0].upper()] = None
    return {letter: tuple(latin) for letter, latin in found.items()}


_LATIN = _reverse()


def initials(word: str) -> tuple[str, ...]:
    """The initials by which a given name is abbreviated, its own first; exact-case keys."""
    written = exact_key(word)
    first = written[:1]
    if not first.isascii():
        return (first, *_LATIN.get(first, ()))
    sizes = range(_LONGEST, 0, -1)
    beginning = next((written[:size].lower() for size in sizes if written[:size].lower() in _TABLE), "")
    others = _TABLE.get(beginning, ()) + _TABLE.get(beginning[:1], ())
    return tuple(dict.fromkeys((first, *others)))


class Initials:
    """The given names of a list by the letters that may stand for them; `add` while compiling."""

    def __init__(self) -> None:
        self.letters: dict[str, tuple[int, ...]] = {}
        """Exact-case letters, and the numbers of the words that each stands for."""
        self._own: set[tuple[str, int]] = set()

    def add(self, token: int, word: str) -> None:
        """Find word number `token` by the initials of `word`."""
        first, *others = initials(word)
        self._own.add((first, token))
        for letter in (first, *others):
            self.letters[letter] = (*self.letters.get(letter, ()), token)

    def readings(self, surface: str) -> Iterator[Reading]:
        """The words that a word of a text may stand for, if it is a letter, with its accent or without."""
        letter = exact_key(surface) if len(surface) <= _LETTER_AND_MARK else ""
        for token in self.letters.get(letter, ()):
            yield Reading(token, Way.EXACT if (letter, token) in self._own else Way.VARIANT)
