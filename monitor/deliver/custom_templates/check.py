"""Whether templates of one's own can be used: each printed with every sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.deliver.custom_templates.printing import CustomPrinting, NoPrintError
from monitor.deliver.custom_templates.samples import sample_views
from monitor.errors import Problem


def template_problems(templates: Mapping[str, str], shown: Mapping[str, str]) -> tuple[Problem, ...]:
    """The first fault of each template; `shown` names their files as the user would."""
    if not templates:
        return ()
    printing = CustomPrinting(templates)
    try:
        return tuple(found for name in templates for found in _first(printing, name, shown))
    finally:
        printing.close()


def _first(printing: CustomPrinting, name: str, shown: Mapping[str, str]) -> Iterator[Problem]:
    for what, view in sample_views():
        try:
            printing.raw(name, view)
        except NoPrintError as none:
            fault = none.fault
            file = shown.get(fault.name, shown[name])
            message = f"{what} could not be printed: {fault.said}"
            yield Problem(file=file, line=fault.line, key="", message=message, hint=fault.hint)
            return
