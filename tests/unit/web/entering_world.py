"""People who log in at a desk that asks who they are."""

from __future__ import annotations

import html
import re
from pathlib import Path

import httpx

from monitor.bootstrap import hash_password
from monitor.core.entrance.sessions import mark_of
from tests.unit.web.desk_world import HERE, Visitor

WORDS = "four words in a row"
HASH = hash_password(WORDS)
TOTP = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SCRIPT = "a-long-random-secret-of-a-script"
USERS = f"""users:
  - {{name: ada, role: admin, password: "{HASH}"}}
  - {{name: ali, role: analyst, password: "{HASH}", watchlists: [border]}}
  - {{name: noor, role: reader, password: "{HASH}"}}
  - {{name: tom, role: admin, password: "{HASH}", totp: {TOTP}}}
  - {{name: proxied, role: analyst}}
tokens:
  - {{name: script, role: admin, hash: "{mark_of(SCRIPT)}", until: "2099-01-01 00:00"}}
  - {{name: looker, role: reader, hash: "{mark_of("looks")}"}}
  - {{name: over, role: admin, hash: "{mark_of("ended")}", until: "2020-01-01 00:00"}}
"""
_TOKEN = re.compile(r'data-token="([^"]+)"')


def put_users(config: Path, text: str = USERS) -> None:
    config.mkdir(exist_ok=True)
    (config / "users.yaml").write_text(text)


def token_in(page: httpx.Response) -> str:
    found = _TOKEN.search(page.text)
    assert found, page.text
    return html.unescape(found[1])


async def log_in(visitor: Visitor, name: str, password: str = WORDS, code: str = "", **headers: str) -> httpx.Response:
    """As the page to log in sends it."""
    token = token_in(await visitor.get("/login"))
    fields = {"token": token, "name": name, "password": password, "code": code, "next": headers.pop("there", "/feeds")}
    return await visitor.client.post("/login", data=fields, headers={"origin": HERE, **headers})
