"""A bot that runs for weeks prints by the templates that it began with, whatever an update puts in their place."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import TemplateNotFound

from monitor.deliver.feed import printing
from monitor.deliver.render import pages, render
from tests.unit.deliver.kit import make_digest


@pytest.mark.parametrize("room", [pages, printing])
def test_templates_are_read_once(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    room.load_templates()
    environment = room._templates()
    kept = {name: environment.get_template(name) for name in environment.list_templates()}

    def replaced(_environment: object, name: str) -> tuple[str, None, None]:
        raise TemplateNotFound(name)

    monkeypatch.setattr(environment.loader, "get_source", replaced)
    for template in kept.values():
        monkeypatch.setattr(template, "_uptodate", lambda: False)
    assert kept
    assert {name: environment.get_template(name) for name in kept} == kept
    assert "Convoy" in render(make_digest()).html
