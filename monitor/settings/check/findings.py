"""What a load of the configuration finds wrong, gathered over all files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field

from monitor.errors import Problem
from monitor.records import dataclass
from monitor.settings.yaml import Document, Loc

Complain = Callable[[Loc, str, str], None]
"""Takes place, message and hint of a problem."""


@dataclass(slots=True)
class Findings:
    """Problems refuse the configuration, warnings do not."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def into(self, document: Document) -> Complain:
        """A function that files problems of `document`."""

        def complain(loc: Loc, message: str, hint: str) -> None:
            self.problems.append(document.problem(loc, message, hint))

        return complain

    def warn(self, document: Document, loc: Loc, message: str, hint: str = "") -> None:
        """File a warning."""
        self.warnings.append(document.problem(loc, message, hint))

    def ordered(self, files: Iterable[str]) -> tuple[Problem, ...]:
        """All problems in the order of `files` and of lines; each once."""
        rank = {file: number for number, file in enumerate(files)}
        unique = dict.fromkeys(self.problems)
        return tuple(sorted(unique, key=lambda one: (rank.get(one.file, len(rank)), one.file, one.line or 0)))
