"""What is connected to is what was judged: no name, rebinding, proxy or configuration file leads elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from monitor.ports import PostResult
from tests.elapsing import elapse, outlast
from tests.faults.fetch.conftest import DEADLINE_S, STALL

R = FetchReason

INSIDE = [
    "http://127.0.0.1:{port}/",
    "http://localhost.example:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://0:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://127.0.0.2@127.0.0.1:{port}/",
    "http://127.0.0.2:{port}\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@127.0.0.2:{port}/",
    "http://127.0.0.2:{port}#@127.0.0.1:{port}/",
    "http://both.example:{port}/",
    "HTTP://LOCALHOST.EXAMPLE:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
]
TABLE = {"localhost.example": ["127.0.0.1"], "both.example": ["127.0.0.2", "127.0.0.1"]}


@pytest.mark.parametrize("form", INSIDE)
@pytest.mark.parametrize("entry", ["feed", "page", "webhook"])
async def test_no_form_of_an_inside_address_is_connected_to(
    site: Any, canary: Any, make: Any, names: Any, form: str, entry: str
) -> None:
    url = form.replace("{port}", str(site.port))
    fetcher = make(resolver=names(TABLE))
    if entry == "webhook":
        result = await fetcher.post(url, b"{}", (), DEADLINE_S)
    else:
        result = await fetcher.fetch(FetchRequest(url=url, check_robots=entry == "page"))
    assert canary.connections == 0
    if "#@" not in form:  # that one names 127.0.0.2, all others the inside
        assert isinstance(result, FetchFailure)
        assert result.reason in (R.BAD_URL, R.REFUSED_ADDRESS)


@pytest.mark.parametrize("second", [["127.0.0.1"], ["127.0.0.2", "127.0.0.1"]])
async def test_rebinding_gains_nothing(site: Any, canary: Any, make: Any, second: list[str]) -> None:
    asked = 0

    async def rebinding(_host: str, _port: int) -> Sequence[str]:
        nonlocal asked
        asked += 1
        return ["127.0.0.2"] if asked % 2 else second

    site.page("/x", b"public")
    fetcher = make(resolver=rebinding)
    url = site.url("/x", "rebind.example")
    for _ in range(5):
        outside = await fetcher.fetch(FetchRequest(url=url))
        inside = await fetcher.fetch(FetchRequest(url=url))
        assert isinstance(outside, FetchResult)
        assert isinstance(inside, FetchFailure)
        assert inside.reason is R.REFUSED_ADDRESS
    assert canary.connections == 0
    assert asked == 10  # one lookup for each request: nothing looks the name up again to connect
    assert {seen.headers["host"] for seen in site.seen} == {f"rebind.example:{site.port}"}


async def test_proxies_and_netrc_are_not_used(
    site: Any, canary: Any, make: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    (tmp_path / ".netrc").write_text("default login eve password hidden\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    site.page("/x", b"x")
    fetcher = make()
    assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/x"))), FetchResult)
    assert isinstance(await fetcher.post(site.url("/x"), b"", (), DEADLINE_S), PostResult)
    assert canary.connections == 0
    assert all("authorization" not in seen.headers for seen in site.seen)


async def test_the_allow_list_may_name_one_port_and_changes_on_reload(site: Any, canary: Any, make: Any) -> None:
    from dataclasses import replace

    fetcher = make(allow_private=(f"127.0.0.1:{canary.port}",))
    assert isinstance(await fetcher.fetch(FetchRequest(url=canary.url("/x"))), FetchResult)
    refused = await fetcher.fetch(FetchRequest(url=f"http://127.0.0.1:{canary.port + 1}/x"))
    assert isinstance(refused, FetchFailure)
    assert refused.reason is R.REFUSED_ADDRESS
    settings = fetcher._gear.settings
    fetcher.reconfigure(replace(settings, allow_private=(), user_agent="other/2"))
    assert isinstance(await fetcher.fetch(FetchRequest(url=canary.url("/x"))), FetchFailure)
    with pytest.raises(ValueError, match="nonsense"):
        fetcher.reconfigure(replace(settings, allow_private=("nonsense",)))
    fetcher.reconfigure(settings)
    assert isinstance(await fetcher.fetch(FetchRequest(url=canary.url("/x"))), FetchResult)


async def test_the_next_address_is_tried_if_one_does_not_connect(site: Any, make: Any, names: Any) -> None:
    site.page("/x", b"x")
    resolver = names({"two.example": ["127.0.0.3", "127.0.0.2"], "none.example": ["127.0.0.3"]})
    fetcher = make(resolver=resolver)
    assert isinstance(await fetcher.fetch(FetchRequest(url=site.url("/x", "two.example"))), FetchResult)
    result = await fetcher.fetch(FetchRequest(url=site.url("/x", "none.example")))
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.detail) == (R.CONNECT, "the server refused the connection")


async def test_a_name_service_that_hangs_or_fails_is_a_dns_failure_in_time(make: Any) -> None:
    async def hang(_host: str, _port: int) -> Sequence[str]:
        await elapse(STALL)
        return []

    hanging = await make(resolver=hang).fetch(FetchRequest(url="http://news.example/"))
    assert isinstance(hanging, FetchFailure)
    assert (hanging.reason, hanging.detail) == (R.DNS, "the name service gave no answer within 30 s")


async def test_a_peer_that_accepts_nothing_is_a_connect_failure_in_time(make: Any) -> None:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.2", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _ in range(3)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.2", port))
        result = await outlast(make().post(f"http://127.0.0.2:{port}/", b"x", (), DEADLINE_S), STALL)
        for filler in fillers:
            filler.close()
    assert isinstance(result, FetchFailure)
    assert (result.reason, result.detail) == (R.CONNECT, "no connection within 10 s")


async def test_no_url_reaches_the_log(site: Any, make: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    site.page("/x?token=hidden", b"x")
    assert isinstance(await make().fetch(FetchRequest(url=site.url("/x?token=hidden"))), FetchResult)
    assert "hidden" not in caplog.text
