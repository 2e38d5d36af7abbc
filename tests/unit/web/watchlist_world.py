"""A desk over a bot with one watchlist, and its editor's page as a form."""

from __future__ import annotations

import html
import re
from pathlib import Path

from monitor.settings import load_watchlist
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor

TEXT = """# ours
watchlist: towns
title: Towns <b>
priority: normal
topics:
  - id: albu-kamal  # on the river
    name: Albu Kamal
    kind: place
    names: [Albu Kamal]
"""
WIDER = TEXT.replace("[Albu Kamal]", "[Albu Kamal, convoy]")
FILE = "config/watchlists/towns.yaml"


def with_list(folder: Path, **more: object) -> Shell:
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    shell = Shell(folder, fetcher_for(*(watched(number) for number in range(6))))
    shell.settings = settings_for(watchlists=(load_watchlist(path),), **more)
    return shell


def edit(page: str, text: str) -> dict[str, str]:
    """The form of an editor's page, with another text."""
    fields = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    base = re.search(r'<textarea name="base"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert base
    return fields | {"base": html.unescape(base[1]).replace("\n", "\r\n"), "text": text.replace("\n", "\r\n")}


async def opened(desk: Visitor, name: str = "towns") -> str:
    answer = await desk.get(f"/watchlists/{name}")
    assert answer.status_code == 200, answer.text
    return answer.text


def typed(page: str) -> str:
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])
