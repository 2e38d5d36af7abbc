"""The conditions of names: which of them each name of a topic is under, compiled once however many names share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from monitor.model.watch import Condition, Name, NameCondition, Topic
from monitor.watch.lexicon import unmarked
from monitor.watch.query import CompiledCondition, Guard, compile_condition


def conditions_of(topic: Topic, name: Name) -> tuple[NameCondition, ...]:
    """The conditions that stand at `name`, itself or its language, beside those of the whole topic."""
    return tuple(one for one in topic.conditions if is_about(one, name))


def is_about(condition: NameCondition, name: Name) -> bool:
    """Whether `condition` speaks of `name`: `fa` of all names in `fa` and `fa-AF`."""
    if condition.names:
        return unmarked(name.text) in map(unmarked, condition.names)
    tag = name.language.lower()
    return any(tag == one.lower() or tag.startswith(f"{one.lower()}-") for one in condition.languages)


class Guards:
    """Guards by number; a name carries the numbers of those of which one must hold, none if nothing need hold."""

    def __init__(self, phrase: Callable[[str], int], exact_phrase: Callable[[str], int]) -> None:
        self._phrase, self._exact_phrase = phrase, exact_phrase
        self._numbers: dict[tuple[NameCondition, ...], tuple[int, ...]] = {(): ()}
        self.all: list[Guard] = []

    def of_topic(self, topic: Topic) -> Guard:
        """What holds for every name of a topic."""
        return self._guard([topic])

    def of_name(self, topic: Topic, name: Name) -> tuple[int, ...]:
        """What holds for one of its names besides."""
        conditions = conditions_of(topic, name)
        if conditions not in self._numbers:
            self._numbers[conditions] = (len(self.all),)
            self.all.append(self._guard(conditions))
        return self._numbers[conditions]

    def _guard(self, parts: Iterable[Topic | NameCondition]) -> Guard:
        parts = tuple(parts)
        return Guard(
            _compiled((part.requires for part in parts), self._phrase),
            _compiled((part.excludes for part in parts), self._exact_phrase),
        )


def _compiled(conditions: Iterable[Condition | None], phrase: Callable[[str], int]) -> tuple[CompiledCondition, ...]:
    return tuple(compile_condition(one, phrase) for one in conditions if one is not None)


def either(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The guards of two names that are written alike: if one of the names counts, the mention counts."""
    return tuple(sorted({*one, *other})) if one and other else ()
