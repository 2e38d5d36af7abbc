"""One file against its model: every complaint as a problem, and whatever is sound for the checks that follow."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.errors import Problem
from monitor.records import dataclass
from monitor.settings.check.messages import explain, slips
from monitor.settings.yaml import Document, Loc

Model = TypeVar("Model", bound=BaseModel)

_ITEMS = frozenset(
    {"channels", "subscriptions", "feeds", "topics", "rules", "families", "silences", "pins", "users", "tokens"}
)
"""Keys whose items are judged one by one: a bad item does not hide what is wrong with its neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Generic[Model]):
    """A file whose sound parts fit the model."""

    document: Document
    value: Model
    """The file without its bad items; only for further checks while there are problems."""
    positions: dict[str, list[int]] = field(default_factory=dict)
    """For each list of `value`: where its items stand in the file."""

    def at(self, key: str, index: int, *rest: str | int) -> tuple[str | int, ...]:
        """Path in the file of item `index` of the list `key` of `value`."""
        return (key, self.positions.get(key, range(index + 1))[index], *rest)


def check(document: Document, model: type[Model]) -> tuple[Checked[Model] | None, list[Problem]]:
    """The sound parts of `document` (None if nothing can be used) and everything that does not fit `model`."""
    data = document.root.data
    if not isinstance(data, dict):
        hint = "See the shipped example."
        if "feeds" in model.model_fields:
            hint = "Begin with feeds: and put each feed under it, as - url: https://..."
        return None, [document.problem((), "the file must hold key: value lines.", hint)]
    try:
        return Checked(document=document, value=model.model_validate(data)), []
    except ValidationError as error:
        complaints = error.errors(include_url=False)
    problems, slipped = [], slips(complaints, model)
    for complaint in complaints:
        if complaint["type"] == "missing" and complaint["loc"] in slipped:
            continue
        message, hint = explain(complaint, model)
        loc = _without_marks(document, complaint["loc"], missing=complaint["type"] == "missing")
        problems.append(document.problem(loc, message, hint))
    pruned, positions = _prune(data, [complaint["loc"] for complaint in complaints])
    try:
        return Checked(document=document, value=model.model_validate(pruned), positions=positions), problems
    except ValidationError:
        return None, problems


def _without_marks(document: Document, loc: Loc, *, missing: bool) -> tuple[str | int, ...]:
    """`loc` without what pydantic puts in: the mark for a bad key of a mapping, the name of a member of a union."""
    parts = tuple(part for part in loc if part != "[key]")
    if parts and not missing and parts[-1] not in document.node(parts[:-1]).children:
        return parts[:-1]
    return parts


def _prune(data: dict[str, Any], locs: Iterable[Loc]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """`data` without the items and keys that `locs` lie in, and where the remaining items of each list stood."""
    bad: dict[str, set[str | int]] = {}
    pruned = dict(data)
    for loc in locs:
        key = str(loc[0]) if loc else ""
        if key in _ITEMS and len(loc) > 1:
            bad.setdefault(key, set()).add(loc[1])
        else:
            pruned.pop(key, None)
    positions = {}
    for key, parts in bad.items():
        items = copy(pruned.get(key))
        if isinstance(items, list):
            positions[key] = [index for index in range(len(items)) if index not in parts]
            pruned[key] = [items[index] for index in positions[key]]
        elif isinstance(items, dict):
            pruned[key] = {name: item for name, item in items.items() if name not in parts}
    return pruned, positions
