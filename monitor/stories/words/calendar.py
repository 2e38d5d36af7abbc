"""Weekdays, months, days of the month and "today" in the words of one language."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.stories.words.stems import fold_word, forms_of


class Calendar:
    """Filled by the lines of a language's file that begin with one of `SECTIONS`."""

    SECTIONS = ("days", "months", "month_days", "near_days")

    def __init__(self, language: str) -> None:
        self._language = language
        self._days: dict[tuple[str, ...], int] = {}
        self._months: dict[tuple[str, ...], int] = {}
        self._month_days: dict[str, int] = {}
        self._near_days: dict[tuple[str, ...], int] = {}
        self._begins: dict[str, set[str]] = {section: set() for section in self.SECTIONS}

    def add(self, section: str, body: str) -> None:
        """One line: Monday, January, the first of the month and yesterday first."""
        for number, names in enumerate(body.split("|")):
            for name in names.split():
                phrase = tuple(fold_word(one, self._language) for one in name.split("_"))
                self._begins[section].add(phrase[0])
                if section == "days":
                    self._days[phrase] = number
                elif section == "months":
                    self._months[phrase] = number + 1
                elif section == "near_days":
                    self._near_days[phrase] = number - 1
                else:
                    self._month_days[phrase[0]] = number + 1

    def may_be_day(self, word: str) -> bool:
        """Whether a word may begin the name of a weekday."""
        return any(form in self._begins["days"] for form in forms_of(word))

    def may_be_near_day(self, word: str) -> bool:
        """Whether a word may begin "today" and the like."""
        return any(form in self._begins["near_days"] for form in forms_of(word))

    def may_be_month(self, word: str) -> bool:
        """Whether a word may begin the name of a month."""
        return any(form in self._begins["months"] for form in forms_of(word))

    def day(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """(weekday, number of words) if one is named at a place; Monday is 0."""
        return _at(self._days, words, place)

    def near_day(self, words: Sequence[str], place: int) -> int | None:
        """How many days from that of publication "today" and the like at a place is; None if nothing like it is."""
        found = _at(self._near_days, words, place)
        return None if found is None else found[0]

    def month(self, words: Sequence[str], place: int) -> tuple[int, int] | None:
        """(which of the year, number of words) of the month named at a place; those of a second calendar are 13 up."""
        return _at(self._months, words, place)

    def day_of_month(self, word: str) -> int:
        """Which day of a month an ordinal in words is; 0 for other words."""
        return self._month_days.get(word, 0)


def _at(names: dict[tuple[str, ...], int], words: Sequence[str], place: int) -> tuple[int, int] | None:
    for length in (2, 1):
        if len(words) < place + length:
            continue
        for form in forms_of(words[place]):
            if (found := names.get((form, *words[place + 1 : place + length]))) is not None:
                return found, length
    return None
