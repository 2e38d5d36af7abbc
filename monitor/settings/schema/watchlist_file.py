"""watchlists/*.yaml: what is watched."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import Language, PriorityName, Slug, Text, check_language

MAX_EXAMPLE = 20_000
_JOINS = re.compile(r"\s+(?:OR|AND|NOT)\s+|\s*\|+\s*")
_WILD = re.compile(r"(?<!\w)\*")
"""A star that begins a word or stands alone; behind a stem it is any ending, inside a word it is of the name."""


def _check_example(value: str) -> str:
    if not value.strip():
        raise refuse("the example is empty.", "Write a sentence, or remove it.")
    if len(value) > MAX_EXAMPLE:
        raise refuse(f"the example is longer than {MAX_EXAMPLE:,} characters.", "Shorten it.")
    return value


Example = Annotated[str, AfterValidator(_check_example)]


def _by_language(value: Any) -> Any:
    """A plain list of names is a mapping with the empty language."""
    if isinstance(value, str):
        raise refuse("names must be a list.", f"Write [{value[:60]}], or a list for each language.")
    return {"": value} if isinstance(value, list) else value


def _check_language_key(value: str) -> str:
    return value if value == "" else check_language(value)


def _check_name(value: str) -> str:
    if value.startswith('"') and value.endswith('"!'):
        return value
    if parts := _joined(value):
        raise refuse("this is one name, and it would be looked for as it stands.", f"Write [{', '.join(parts)}].")
    if len(value) > 2 and value[0] == value[-1] == "/":
        bare = " ".join(re.sub(r"\W+", " ", value).split())
        raise refuse("a name is no pattern.", f"Write {bare}: endings of names are found by themselves.")
    if _WILD.search(value):
        bare = " ".join(_WILD.sub("", value).split())
        hint = f"Write {bare}: endings of names are found by themselves. A star may only end a word of four letters."
        raise refuse("a name begins with no star.", hint)
    return value


def _joined(value: str) -> list[str]:
    """The names that somebody joined by words of rules, `Dorn OR Mirvand`; none of a name in capitals throughout.

    Official lists write the names of firms and units with AND: that joins words of a rule only where each is one.
    """
    parts = [part.strip() for part in _JOINS.split(value)]
    spoken = "|" in value or any(any(letter.islower() for letter in part) for part in parts)
    if _JOINS.search(value.replace(" AND ", " ")) is None and any(" " in part for part in parts):
        return []
    return parts if len(parts) > 1 and all(parts) and spoken else []


NameText = Annotated[Text, AfterValidator(_check_name)]
_NAME_LIST = {"type": "array", "items": {"type": "string"}, "minItems": 1}
Names = Annotated[
    dict[Annotated[str, AfterValidator(_check_language_key)], Annotated[list[NameText], Field(min_length=1)]],
    BeforeValidator(_by_language),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_NAME_LIST, {"type": "object", "additionalProperties": _NAME_LIST, "minProperties": 1}]}),
]


_SCOPES = ("mention", "sentence", "paragraph", "document")


def _check_within(value: Any) -> Any:
    if value in _SCOPES or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1000):
        return value
    raise refuse("this is not a distance.", f"Write a number of words (0 to 1000), or one of {', '.join(_SCOPES)}.")


Within = Annotated[
    Any,
    AfterValidator(_check_within),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 1000},
                {"enum": list(_SCOPES)},
            ]
        }
    ),
]


class ConditionSection(ConfigModel):
    """Words that must, or must not, stand near a mention."""

    any_of: Annotated[list[Text], Field(min_length=1)] | None = Field(default=None, alias="any")
    """At least one of these words, phrases or stems (stem*)."""
    all_of: Annotated[list[Text], Field(min_length=1)] | None = Field(default=None, alias="all")
    """Every one of these words, phrases or stems (stem*)."""
    within: Within = Field(default=None, validate_default=False)
    """Number of words between, mention, sentence, paragraph or document."""

    @model_validator(mode="after")
    def _one_list(self) -> ConditionSection:
        if (self.any_of is None) == (self.all_of is None):
            raise refuse("a condition needs either any or all.", "Write {any: [word, stem*]}.")
        return self

    @property
    def words(self) -> list[str]:
        """The words of whichever list was given."""
        return self.any_of or self.all_of or []


class NameConditionSection(ConfigModel):
    """Words that must, or must not, stand near some of the topic's names; the topic's own conditions hold besides."""

    names: Annotated[list[Text], Field(min_length=1)] | None = None
    """The names it is about, as the topic or a pack writes them."""
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    """The languages whose names it is about, those of packs included."""
    requires: ConditionSection | None = None
    """One of these names counts only if these words stand near it."""
    excludes: ConditionSection | None = None
    """One of these names does not count if these words stand near it."""

    @model_validator(mode="after")
    def _whole(self) -> NameConditionSection:
        if (self.names is None) == (self.languages is None):
            raise refuse("say which names this is about.", "Write either names: [...] or languages: [...].")
        if self.requires is None and self.excludes is None:
            raise refuse("nothing is asked of these names.", "Add requires or excludes, or remove the entry.")
        return self


class ExamplesSection(ConfigModel):
    """A topic's canaries."""

    sections: ClassVar[frozenset[str]] = frozenset({"match", "ignore", "gap"})

    match: list[Example] = Field(default=[])
    """Texts in which the topic must be found."""
    ignore: list[Example] = Field(default=[])
    """Texts in which the topic must not be found."""
    gap: list[Example] = Field(default=[])
    """Known gaps: texts in which the topic ought to be found and is not yet. They refuse nothing."""


class TopicSection(ConfigModel):
    """One thing watched."""

    sections: ClassVar[frozenset[str]] = frozenset({"conditions", "examples", "rejected", "without"})

    id: Slug
    """Short name, used in rules as @id."""
    name: Text
    """Name as digests show it."""
    kind: Literal["place", "person", "organisation", "unit", "event", "thing"] = "thing"
    """What it is."""
    names: Names
    """Spellings by language, or a plain list: (part) optional, =X in capitals, "..."! literal, grammar:X inflected."""
    requires: ConditionSection | None = None
    """A mention counts only if these words stand near it."""
    excludes: ConditionSection | None = None
    """A mention does not count if these words stand near it."""
    conditions: list[NameConditionSection] = Field(default=[])
    """The same for some of the names, or for the names of some languages, only."""
    without: list[Text] = Field(default=[])
    """Names that packs would add and that this topic does without."""
    rejected: list[Text] = Field(default=[])
    """Possible new spellings that are something else: `monitor candidates` asks about them no more."""
    examples: ExamplesSection = ExamplesSection()
    """Texts that are tried at every start and before every change of the configuration."""


class RuleSection(ConfigModel):
    """A query over topics and words."""

    id: Slug
    """Short name."""
    query: Annotated[str, Field(min_length=1, max_length=5_000)]
    """For example @imam-ali-base AND (Russia* OR @fifth-corps); put it in quotes."""


class WatchlistFile(ConfigModel):
    """A watchlist: topics, and optionally rules that combine them."""

    sections: ClassVar[frozenset[str]] = frozenset({"packs", "rules"})

    watchlist: Slug
    """Id of the watchlist; subscriptions refer to it."""
    title: Text | None = None
    """Heading in digests; the id if absent."""
    priority: PriorityName = "normal"
    """How much it matters; subscriptions can leave out what is below theirs."""
    packs: list[Slug] = Field(default=[])
    """Alias packs: further spellings that come with the program."""
    topics: list[TopicSection] = Field(min_length=1)
    """The things watched."""
    rules: list[RuleSection] = Field(default=[])
    """Queries over topics; without rules every topic alerts by itself."""
