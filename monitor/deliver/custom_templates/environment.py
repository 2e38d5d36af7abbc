"""The process's side: templates in jinja's sandbox, escaped whatever they ask for, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, PackageLoader, PrefixLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2 import nodes as tree
from jinja2.loaders import BaseLoader, ChoiceLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.deliver.render import view as views
from monitor.deliver.render.pages import autoescaped, html_names, text_names
from monitor.deliver.render.view import DigestView
from monitor.records import dataclass

OURS = "monitor"
"""`{% include "monitor/digest.txt.j2" %}` is our template."""
MOST_LETTERS = 2_000_000
_FIELD = re.compile(r"attribute '(\w+)'|^'(\w+)' is undefined")
_UNSAFE = ("safe", "tojson", "urlize", "xmlattr")
"""Filters whose output is not escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with a template: a sentence, where, and what to do."""

    name: str
    line: int | None
    said: str
    hint: str


class FaultyError(Exception):
    """A template cannot be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.said)
        self.fault = fault


class CustomEnvironment:
    """The user's templates by name."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = templates
        self._environment = ImmutableSandboxedEnvironment(
            loader=_loader(templates),
            autoescape=autoescaped,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        for name in _UNSAFE:
            del self._environment.filters[name]

    def printed(self, name: str, view: DigestView) -> str:
        """The view by the template `name`.

        Raises:
            FaultyError: it is wrong, or prints more than any digest has.
        """
        where: tuple[str, int | None]
        try:
            self._refuse_unescaped(name)
            template = self._environment.get_template(name)
            names = html_names(view) if ".html." in name else text_names(view)
            return _collected(name, template.generate(**names))
        except FaultyError:
            raise
        except TemplateSyntaxError as problem:
            said, where = problem.message or "", (problem.name or name, problem.lineno)
        except RecursionError as problem:
            said, where = "it includes or calls itself without end", _line_of(problem.__traceback__, self._templates)
        except MemoryError:
            said, where = "it takes more memory than a digest can need", (name, None)
        except Exception as problem:  # noqa: BLE001 - whatever a template can do is its fault
            kind = "" if isinstance(problem, TemplateError) else f"{type(problem).__name__}: "
            said = f"{kind}{problem}"
            where = _line_of(problem.__traceback__, self._templates)
        raise FaultyError(_fault(where[0] or name, where[1], said, self._known()))

    def _refuse_unescaped(self, name: str) -> None:
        found = self._environment.parse(self._templates[name], name, name)
        for node in found.find_all((tree.ScopedEvalContextModifier, tree.EvalContextModifier)):
            said = "what feeds wrote is always escaped; autoescape cannot be set here"
            raise FaultyError(Fault(name=name, line=node.lineno, said=f"{said}.", hint="Leave {% autoescape %} out."))

    def _known(self) -> str:
        return " ".join(sorted({*self._environment.filters, *self._environment.globals}))


def _loader(templates: Mapping[str, str]) -> BaseLoader:
    def own(name: str) -> tuple[str, str, Any] | None:
        return (templates[name], name, lambda: True) if name in templates else None

    ours = PrefixLoader({OURS: PackageLoader("monitor.deliver", "templates")})
    return ChoiceLoader([FunctionLoader(own), ours])


def _collected(name: str, pieces: Iterator[str]) -> str:
    found: list[str] = []
    letters = 0
    for piece in pieces:
        letters += len(piece)
        if letters > MOST_LETTERS:
            said = f"it prints more than {MOST_LETTERS:,} letters."
            raise FaultyError(Fault(name=name, line=None, said=said, hint="Is there a loop in a loop?"))
        found.append(piece)
    return "".join(found)


def _line_of(trace: TracebackType | None, templates: Mapping[str, str]) -> tuple[str, int | None]:
    """The innermost place in the user's templates."""
    place: tuple[str, int | None] = ("", None)
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in templates:
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _fault(name: str, line: int | None, said: str, known: str) -> Fault:
    text = re.sub(r"'monitor\.[\w.]*\.(\w+) object'", r"a \1", said).rstrip(".")
    return Fault(name=name, line=line, said=f"{text}.", hint=_hint(said, known))


def _hint(said: str, known: str) -> str:
    wrong = _FIELD.search(said)
    if wrong is not None:
        word = wrong[1] or wrong[2]
        close = difflib.get_close_matches(word, [*_fields(), "view", "mixed", "soft", "own", "quote", "source"], 1)
        return f"Did you mean {close[0]}?" if close else "docs/how-to/templates.md names what there is."
    unknown = re.search(r"No (?:filter|test) named '(\w+)'", said)
    if unknown is None:
        return "docs/how-to/templates.md has an example."
    if unknown[1] in _UNSAFE:
        return f"What feeds wrote is always escaped: leave |{unknown[1]} out."
    close = difflib.get_close_matches(unknown[1], known.split(), 1)
    return f"Did you mean {close[0]}?" if close else "jinja's documentation lists its filters."


def _fields() -> list[str]:
    kinds = (views.DigestView, views.SectionView, views.StoryView, views.LineView, views.QuoteView, views.CopyView)
    return sorted({field.name for kind in (*kinds, views.CoverageView, views.ChangeView) for field in fields(kind)})
