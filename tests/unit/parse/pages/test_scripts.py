"""What a script holds, without what hides it from old browsers."""

from __future__ import annotations

import pytest

from monitor.parse.pages.scripts import unwrapped


@pytest.mark.parametrize(
    "wrapped",
    [
        '{"a": 1}',
        ' \n{"a": 1};\n ',
        '<!--{"a": 1}-->',
        '<![CDATA[{"a": 1}]]>',
        '//<![CDATA[\n{"a": 1}\n//]]>',
        '/* <![CDATA[ */ {"a": 1} /* ]]> */',
        '<!--\n//<![CDATA[\n{"a": 1}\n//]]>\n-->',
        '{"a": 1}\n//' + " " * 100 + "]]>",
    ],
)
def test_wrappings_go(wrapped: str) -> None:
    assert unwrapped(wrapped) == '{"a": 1}'


@pytest.mark.parametrize("source", ["", ";", "<!---->", "a --> b", "a ]]> b; c"])
def test_what_is_inside_stays(source: str) -> None:
    assert unwrapped(source) == source.replace("<!---->", "").removesuffix(";")
