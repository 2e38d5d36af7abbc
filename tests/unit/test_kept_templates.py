"""Compiled templates are kept beside the compiled modules, and only where they are right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from jinja2.nodes import EvalContext, Filter, Impossible

from monitor.kept_templates import KeptTemplates
from monitor.web.kit.show import FILTERS

TEMPLATE = "{% for one in all %}<b>{{ one }}</b>{% endfor %}"
WEB = Path(__file__).parents[2] / "monitor" / "web" / "templates"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which they are kept."""
    monkeypatch.setattr("monitor.kept_templates.cache_from_source", lambda _: str(tmp_path / "cache" / "one.pyc"))
    return tmp_path / "cache"


def printed(text: str = TEMPLATE, kind: str = "test", **more: bool) -> tuple[str, int]:
    """By an environment of its own: what it prints, and how often it had to compile."""
    made: list[str] = []

    class Counting(Environment):
        def _generate(self, source: object, name: str | None, filename: str | None, defer_init: bool = False) -> str:
            made.append(str(name))
            return super()._generate(source, name, filename, defer_init)  # type: ignore[arg-type]

    environment = Counting(
        loader=DictLoader({"a.j2": text}), bytecode_cache=KeptTemplates(kind), autoescape=True, **more
    )
    return environment.get_template("a.j2").render(all=["<1>", "2"]), len(made)


def test_a_template_is_compiled_once(kept: Path) -> None:
    said = "<b>&lt;1&gt;</b><b>2</b>"
    assert [printed(), printed()] == [(said, 1), (said, 0)]
    assert len(list(kept.iterdir())) == 1


def test_another_text_and_another_environment_compile_it_anew(kept: Path) -> None:
    printed()
    assert printed(text="{{ all[1] }}") == ("2", 1)
    assert printed(text="{{ all[1] }}", kind="another") == ("2", 1)
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize("keep", [0, 3, 40, 200])
def test_a_damaged_one_is_made_anew(kept: Path, keep: int) -> None:
    printed()
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:keep])
    assert [made for _, made in (printed(), printed())] == [1, 0]


def test_where_none_can_be_kept_it_is_compiled_each_time(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write_text("a file where the folder would be")
    assert [made for _, made in (printed(), printed())] == [1, 1]
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [made for _, made in (printed(), printed())] == [1, 1]
    assert not kept.exists()


def test_no_filter_of_the_desk_is_asked_while_a_template_is_compiled() -> None:
    """What it answered would be kept, and printed by a later program whose filter answers otherwise."""
    environment = Environment(autoescape=True)
    environment.filters.update(FILTERS)
    asked = 0
    for path in WEB.rglob("*.html"):
        for one in environment.parse(path.read_text("utf-8")).find_all(Filter):
            if one.name in FILTERS:
                asked += 1
                with pytest.raises(Impossible):
                    one.as_const(EvalContext(environment))
    assert asked > 20
